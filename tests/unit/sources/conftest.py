"""What the tests of the intake share: a data home, the seeds, dropping and receiving files."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import Home
from pipeline.sources.api import Instruction, Order, Receipt, ingest
from pipeline.sources.formats.definition import RowBatch, Sheet
from pipeline.sources.matching.book import Book, load_book

ROOT = Path(__file__).parents[3]
KEY = b"k" * 32
NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """All contracts, with no mapping of local headings."""
    return load_book(ROOT, mappings=tmp_path_factory.mktemp("mappings"))


@pytest.fixture(scope="session")
def make_sheet() -> Callable[..., Sheet]:
    """Return a sheet of some headings and rows, in one batch."""
    import pyarrow as pa

    def make(headings: Sequence[str], *rows: Sequence[str], name: str = "") -> Sheet:
        columns = [pa.array([row[n] for row in rows], pa.string()) for n in range(len(headings))]
        table = pa.table(columns, names=[str(n) for n in range(len(headings))])
        numbers = pa.array(range(1, len(rows) + 1), pa.int32())
        return Sheet(
            name, tuple(headings), 1, "utf-8", (), lambda: iter([RowBatch(table, numbers)])
        )

    return make


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
