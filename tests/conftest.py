"""What tests of several folders share. What one folder needs alone lies in its own conftest."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.workspace import load_workspace

KEY = "a key for tests, of no secrecy"
ROOT = Path(__file__).parents[1]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with the slow ones, in whatever order the rest is: one that begins last keeps one worker alone."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.fixture(scope="session", autouse=True)
def _pseudonym_key():
    """Every test uses one known key; none touches the key of the machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CJW_PSEUDONYM_KEY", KEY)
        patch.delenv("CJW_HOME", raising=False)
        yield


@pytest.fixture(scope="session")
def workspace():
    """The real project, compiled once."""
    return load_workspace(Settings())


@pytest.fixture(scope="session")
def run_pipeline(workspace):
    """Take files in, build, judge and release in this process, without Dagster; returns receipts and judgement."""
    from pipeline.errors import RefusedError
    from pipeline.nightly import build_and_judge, release, take_in
    from pipeline.sources.api import Order

    def run(home, *paths, now=datetime(2026, 11, 22, 2, tzinfo=UTC)):
        settings = Settings(home=home)
        events = []
        receipts = take_in(settings, Order(paths), now=now, on_event=events.append)
        _, judgement = build_and_judge(settings, workspace, on_event=events.append)
        try:
            release(settings, workspace, now=now, on_event=events.append)
        except RefusedError:
            assert judgement.gate.stopped
        return receipts, judgement

    return run


@pytest.fixture(scope="session")
def write_returns(tmp_path_factory):
    """Write fictional returns of six authorities and three years, about 2,000 rows; another seed, other children."""
    from pipeline.synthetic.returns import write_demo_returns

    shares = (ROOT / "seeds" / "synthetic_weight.csv").read_text()
    few = tmp_path_factory.mktemp("few")
    (few / "synthetic_weight.csv").write_text(
        re.sub(r"^(local_authority,\w+),\d+$", r"\1,12", shares, flags=re.MULTILINE)
    )

    def write(folder, *, seed=7):
        write_demo_returns(folder, few, seed=seed)
        return folder

    return write
