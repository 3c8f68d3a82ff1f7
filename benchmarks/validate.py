"""How long validating a return takes, as a ratio to a bare scan: `python -m benchmarks.validate FOLDER [COPIES]`.

The scan is DuckDB reading every CSV as text and counting its values. Validation writes its workbook. Each is run in a
process of its own, in turn, three times; the best of each counts: a process that already holds much memory takes
longer over more. Only the ratio means anything; what the whole command takes is told beside it. With COPIES the return
is judged that many times over, every child of each copy another child. `--stage` is for the processes it starts.
"""

from __future__ import annotations

import argparse
import csv
import json
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

Figures = dict[str, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("copies", type=int, nargs="?", default=1)
    parser.add_argument("--stage", choices=sorted(_STAGES))
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        if arguments.stage:
            figures = _STAGES[arguments.stage](arguments.folder, place / "out.xlsx")
            print(json.dumps(figures))
        elif arguments.copies > 1:
            compare(multiply(arguments.folder, place, copies=arguments.copies))
        else:
            compare(arguments.folder)


def compare(folder: Path) -> None:
    """Run all in turn over a folder and print the figures."""
    runs: dict[str, list[Figures]] = {stage: [] for stage in _STAGES}
    for _ in range(_TIMES):
        for stage, figures in runs.items():
            figures.append(_in_own_process(stage, folder))
    best = {stage: min(figures, key=lambda one: one["seconds"]) for stage, figures in runs.items()}
    bare, judged, command = best["bare"], best["validation"], best["command"]
    print(f"{judged['rows']:,} rows, {judged['rules']} rules, {judged['findings']:,} findings")
    print(f"bare scan        {bare['seconds']:.3f} s")
    print(f"validation       {judged['seconds']:.3f} s, with its workbook")
    print(f"ratio            {judged['seconds'] / bare['seconds']:.1f}")
    print(f"the command      {command['seconds']:.2f} s, with its start")
    print(f"its peak memory  {command['peak']:.0f} MB")


def _in_own_process(stage: str, folder: Path) -> Figures:
    command = [sys.executable, "-m", "benchmarks.validate", str(folder), "--stage", stage]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(run.stdout))


def _bare(folder: Path, _: Path) -> Figures:
    return {"seconds": seconds(lambda: scan(folder))}


def _validation(folder: Path, workbook: Path) -> Figures:
    workspace = load_workspace(Settings())
    verdicts = []

    def judge() -> None:
        verdicts.append(validate(Request("ssda903", YEAR, (folder,)), workspace))
        write_workbook(verdicts[0], workbook)

    took = seconds(judge)
    return {
        "seconds": took,
        "rows": sum(verdicts[0].tables.values()),
        "rules": len({run.rule_code for run in verdicts[0].runs}),
        "findings": len(verdicts[0].findings),
    }


def _command(folder: Path, workbook: Path) -> Figures:
    arguments = ("validate", str(folder), "--collection", "ssda903", "--year", str(YEAR))
    code = "from pipeline.cli import entry; entry()"
    whole = [sys.executable, "-c", code, *arguments, "--xlsx", str(workbook)]
    took = seconds(lambda: subprocess.run(whole, stdout=subprocess.DEVNULL, check=False))
    # This process is small beside it: a child's peak is never told as less than its parent's size.
    return {
        "seconds": took,
        "peak": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
    }


_STAGES = {"bare": _bare, "validation": _validation, "command": _command}


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


if __name__ == "__main__":
    main()
