"""How long validating a return takes, as a ratio to a bare scan: `python -m benchmarks.validate FOLDER [COPIES]`.

The scan is DuckDB reading every CSV as text and counting its rows. Validation writes its workbook too. Both are run in
this process, three times in turn; the best of each counts. Only the ratio means anything; what the whole command takes
is told beside it. With COPIES the return is judged that many times over, every child of each copy another child.
"""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.clock import seconds
from pipeline.modelling.api import literal, open_warehouse
from pipeline.settings import Settings
from pipeline.validation.api import Request, validate, write_workbook
from pipeline.workspace import load_workspace

YEAR = 2025
_TIMES = 3


def main(folder: Path, copies: int) -> None:
    """Measure both and print the figures."""
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        measure(
            multiply(folder, place, copies=copies) if copies > 1 else folder, place / "out.xlsx"
        )


def measure(folder: Path, workbook: Path) -> None:
    """Measure the scan and the validation of a folder, and print the figures."""
    workspace = load_workspace(Settings())
    request = Request("ssda903", YEAR, (folder,))

    def judge() -> None:
        write_workbook(validate(request, workspace), workbook)

    # First, while this process is small: a child's peak is never told as less than its parent's size.
    commands = [seconds(lambda: _command(folder, workbook)) for _ in range(_TIMES)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10
    scans, validations = [], []
    for _ in range(_TIMES):
        scans.append(seconds(lambda: scan(folder)))
        validations.append(seconds(judge))
    verdict = validate(request, workspace)
    rows, rules = sum(verdict.tables.values()), len({run.rule_code for run in verdict.runs})
    print(f"{rows:,} rows, {rules} rules, {len(verdict.findings):,} findings")
    print(f"bare scan        {min(scans):.3f} s")
    print(f"validation       {min(validations):.3f} s, with its workbook")
    print(f"ratio            {min(validations) / min(scans):.1f}")
    print(f"the command      {min(commands):.2f} s, with its start")
    print(f"its peak memory  {peak} MB")


def multiply(folder: Path, place: Path, *, copies: int) -> Path:
    """Write the CSVs of a folder with every row several times, each for another child, and return where."""
    for path in sorted(folder.glob("*.csv")):
        with (
            path.open(newline="", encoding="utf-8-sig") as once,
            (place / path.name).open("w", newline="", encoding="utf-8") as many,
        ):
            rows = list(csv.DictReader(once))
            writer = csv.DictWriter(many, fieldnames=list(rows[0]) if rows else ["CHILD"])
            writer.writeheader()
            for copy in range(copies):
                writer.writerows(row | _another(row, f"{copy:02}") for row in rows)
    return place


def _another(row: dict[str, str], copy: str) -> dict[str, str]:
    """Return what makes a row another child's: a longer id, and other figures in a pupil number."""
    pupil = row.get("UPN") or ""
    changed = {"UPN": f"{pupil[0]}{copy}{pupil[3:]}"} if len(pupil) == 13 else {}
    return changed | {"CHILD": row["CHILD"] + copy}


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


def _command(folder: Path, workbook: Path) -> None:
    arguments = ("validate", str(folder), "--collection", "ssda903", "--year", str(YEAR))
    code = "from pipeline.cli import entry; entry()"
    subprocess.run(
        [sys.executable, "-c", code, *arguments, "--xlsx", str(workbook)],
        stdout=subprocess.DEVNULL,
        check=False,
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(*sys.argv[2:3] or [1]))
