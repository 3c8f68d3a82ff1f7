"""The ingest is killed at every change it makes to the disk; the next run must complete it."""

import signal
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.settings import Home
from pipeline.sources.api import Order, current_submissions, ingest, raw_tables
from pipeline.sources.keeping.raw import raw_path

KEY = b"k" * 32
NOW = datetime(2026, 11, 22, tzinfo=UTC)
FIRST = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2005,01/05/2016,PN1\n"
SECOND = "CHILD,DOB,REVIEW,REVIEW_CODE\n2,01/02/2005,01/06/2016,PN1\n3\n"
UASC = "CHILD,DOB,SEX,DUC\n1,01/02/2005,M,01/02/2023\n"
# Kills itself before the nth rename, removal or making of a file or folder, if there are so many.
CHILD = """
import os, signal, sys
from datetime import datetime, UTC
from pathlib import Path
from pipeline.settings import Home
from pipeline.sources.api import Order, ingest
import pyarrow.compute, pyarrow.csv, pyarrow.parquet
pyarrow.array([1])  # loads what Arrow loads at first use, once for all children

def run(root, seeds, limit):
    seen = 0
    def watch(event, args):
        nonlocal seen
        if event in ("os.rename", "os.remove", "os.rmdir", "os.mkdir", "os.chmod"):
            seen += 1
            if seen == limit:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(watch)
    ingest(Home(root), Order(), project=seeds.parent, key=b"k" * 32, now=datetime(2026, 11, 22, tzinfo=UTC))

seeds, roots = Path(sys.argv[1]), [Path(root) for root in sys.argv[2:]]
for limit, root in enumerate(roots, start=1):
    child = os.fork()
    if child == 0:
        run(root, seeds, limit)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
POINTS = 80


def fill(home: Home) -> None:
    folder = home.create().inbox / "walsall 2016-17"
    folder.mkdir()
    (folder / "a.csv").write_text(FIRST)
    (folder / "b.csv").write_text(SECOND)
    (folder / "picture.csv").write_bytes(b"\x89PNG\r\n")
    with zipfile.ZipFile(folder / "more.zip", "w") as archive:
        archive.writestr("uasc.csv", UASC)


def state(home: Home, seeds: Path) -> dict[str, object]:
    """What matters in the end, whatever happened on the way."""
    from pyarrow import parquet

    current = current_submissions(home)
    rows = {
        each.table_name: parquet.ParquetFile(raw_path(home, each)).read().to_pylist()
        for each in current
    }
    quarantined = {
        path.relative_to(home.quarantine): path.read_bytes()
        for path in home.quarantine.rglob("*.*")
    }
    fingerprints = [table.fingerprint for table in raw_tables(home, project=seeds.parent)]
    left = [*home.inbox.rglob("*"), *(home.landing / ".incoming").iterdir()]
    return {"rows": rows, "quarantined": quarantined, "fingerprints": fingerprints, "left": left}


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory, seeds: Path) -> list[tuple[Home, int]]:
    homes = [Home(tmp_path_factory.mktemp("killed")) for _ in range(POINTS)]
    for home in homes:
        fill(home)
    command = [sys.executable, "-c", CHILD, str(seeds), *(str(home.root) for home in homes)]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return list(zip(homes, map(int, output.split()), strict=True))


def test_a_kill_at_any_instant_loses_nothing_and_the_next_run_completes(
    killed: list[tuple[Home, int]], seeds: Path, tmp_path: Path
) -> None:
    undisturbed = Home(tmp_path / "undisturbed")
    fill(undisturbed)
    ingest(undisturbed, Order(), project=seeds.parent, key=KEY, now=NOW)
    expected = state(undisturbed, seeds)
    assert expected["left"] == []
    for home, _ in killed:
        ingest(home, Order(), project=seeds.parent, key=KEY, now=NOW)
        assert state(home, seeds) == expected


def test_the_kills_cover_the_whole_run(killed: list[tuple[Home, int]]) -> None:
    codes = [code for _, code in killed]
    deaths = codes.count(-signal.SIGKILL)
    assert deaths > 30
    assert codes == [-signal.SIGKILL] * deaths + [0] * (POINTS - deaths)
    assert codes[-1] == 0, "raise POINTS: the run makes more changes than that"
