"""How long validating a return takes, as a ratio to a bare scan: `python -m benchmarks.validate FOLDER`.

The scan is DuckDB reading every CSV as text and counting its rows. Both are run in this process, three times in turn;
the best of each counts. Only the ratio means anything; what the start of the command takes is told beside it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.modelling.api import literal, open_warehouse
from pipeline.settings import Settings
from pipeline.validation.api import Request, validate
from pipeline.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Callable

YEAR = 2025
_TIMES = 3


def main(folder: Path) -> None:
    """Measure both and print the figures."""
    workspace = load_workspace(Settings())
    request = Request("ssda903", YEAR, (folder,))
    scans, validations = [], []
    for _ in range(_TIMES):
        scans.append(_seconds(lambda: scan(folder)))
        validations.append(_seconds(lambda: validate(request, workspace)))
    verdict = validate(request, workspace)
    rows, rules = sum(verdict.tables.values()), len({run.rule_code for run in verdict.runs})
    print(f"{rows:,} rows, {rules} rules, {len(verdict.findings):,} findings")
    print(f"bare scan        {min(scans):.3f} s")
    print(f"validation       {min(validations):.3f} s")
    print(f"ratio            {min(validations) / min(scans):.1f}")
    print(f"the command      {_seconds(lambda: _command(folder)):.2f} s, with its start")
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB")


def scan(folder: Path) -> int:
    """Read every CSV of a folder as text, and return how many rows there are."""
    count = 0
    with open_warehouse() as connection:
        for path in sorted(folder.glob("*.csv")):
            query = (
                f"SELECT count(COLUMNS(*)) FROM read_csv({literal(str(path))}, all_varchar = true)"
            )
            count += max(connection.sql(query).fetchall()[0])
    return count


def _command(folder: Path) -> None:
    arguments = ("validate", str(folder), "--collection", "ssda903", "--year", str(YEAR), "--json")
    code = "from pipeline.cli import entry; entry()"
    subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, check=False)


def _seconds(run: Callable[[], object]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


if __name__ == "__main__":
    main(Path(sys.argv[1]))
