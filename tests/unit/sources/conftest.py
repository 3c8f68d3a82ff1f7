"""What the tests of the intake share: a data home, the seeds, dropping and receiving files."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import Home
from pipeline.sources.api import Instruction, Order, Receipt, ingest

ROOT = Path(__file__).parents[3]
KEY = b"k" * 32
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home").create()


@pytest.fixture
def drop(home: Home) -> Callable[[str, str | bytes], Path]:
    """Put a file into the inbox."""

    def put(name: str, content: str | bytes) -> Path:
        path = home.inbox / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return put


@pytest.fixture
def receive(home: Home) -> Callable[..., tuple[Receipt, ...]]:
    """Run the ingest, after which the books must balance."""

    def run(
        *paths: Path, now: datetime = NOW, again: Sequence[str] = (), **said: Any
    ) -> tuple[Receipt, ...]:
        order = Order(paths, again, Instruction(**said))
        receipts = ingest(home, order, project=ROOT, key=KEY, now=now)
        for receipt in receipts:
            assert receipt.rows_in == receipt.rows_raw + receipt.rows_quarantined
        return receipts

    return run


@pytest.fixture(scope="session")
def samples() -> Path:
    """The reference returns, which lie beside the checkout of a developer, not in it."""
    folder = ROOT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("the reference samples (shared/samples beside the repository) are not here")
    return folder


@pytest.fixture(scope="session")
def read_parquet() -> Callable[[Path], list[dict[str, object]]]:
    """Return the rows of a Parquet file as mappings."""
    from pyarrow import parquet

    def read(path: Path) -> list[dict[str, object]]:
        rows: list[dict[str, object]] = parquet.ParquetFile(path).read().to_pylist()
        return rows

    return read
