"""Reading a CIN census of 100 MB and of 1 GB: time as a ratio to bare iterparse, and peak memory.

`python -m benchmarks.xml_reading` writes both files in a temporary folder and reads each in processes of their own, in
turn, once their libraries are loaded; the best of three counts. `--stage` is for the processes it starts.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.settings import find_project_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

_SIZES = {"100 MB": 100_000_000, "1 GB": 1_000_000_000}
_ROUNDS = 3
_HEADER = (
    "<?xml version='1.0' encoding='UTF-8'?>\n<Message>\n  <Header>\n    <CollectionDetails>\n"
    "      <Collection>CIN</Collection>\n      <Year>2024</Year>\n"
    "      <ReferenceDate>2024-03-31</ReferenceDate>\n    </CollectionDetails>\n"
    "    <Source>\n      <LEA>201</LEA>\n    </Source>\n  </Header>\n  <Children>\n"
)
_FOOTER = "  </Children>\n</Message>\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", choices=list(_STAGES))
    parser.add_argument("--file", type=Path)
    arguments = parser.parse_args()
    if arguments.stage:
        stage = _STAGES[arguments.stage]
        with _small_census() as file:
            stage(file)
        started = time.perf_counter()
        rows = stage(arguments.file)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "peak": peak, "rows": rows}))
    else:
        compare()


def compare() -> None:
    """Read both files both ways and print seconds, ratios and peaks."""
    peaks = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, size in _SIZES.items():
            file = Path(folder) / "cin.xml"
            children = write_census(file, size)
            best = _best(file)
            print(f"{name}: {children:,} children, {best['read']['rows']:,.0f} rows")
            for stage, run in best.items():
                ratio = run["seconds"] / best["bare"]["seconds"]
                print(
                    f"  {stage:8}{run['seconds']:7.1f} s  {ratio:4.2f} x bare  {run['peak']:4.0f} MB"
                )
            peaks[name] = {stage: run["peak"] for stage, run in best.items()}
    for stage in _STAGES:
        ratio = peaks["1 GB"][stage] / peaks["100 MB"][stage]
        print(f"peak of 1 GB to that of 100 MB, {stage}: {ratio:.2f}")


@contextmanager
def _small_census() -> Iterator[Path]:
    """A file to begin with: loading libraries is no part of reading."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "small.xml"
        write_census(file, 1_000)
        yield file


def _best(file: Path) -> dict[str, dict[str, float]]:
    results: dict[str, list[dict[str, float]]] = {stage: [] for stage in _STAGES}
    for _ in range(_ROUNDS):
        for stage, runs in results.items():
            runs.append(_in_own_process(stage, file))
    return {
        stage: {part: min(run[part] for run in runs) for part in runs[0]}
        for stage, runs in results.items()
    }


def _in_own_process(stage: str, file: Path) -> dict[str, float]:
    command = [
        sys.executable,
        "-m",
        "benchmarks.xml_reading",
        "--stage",
        stage,
        "--file",
        str(file),
    ]
    result = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(result.stdout)
    return found


def _bare(file: Path) -> int:
    """All end events, each element cleared, and forgotten by its parent."""
    from lxml import etree

    elements = 0
    for _, element in etree.iterparse(str(file)):
        elements += 1
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]
    return elements


def _read(file: Path) -> int:
    """Each table's pieces into a Parquet file of its own."""
    import pyarrow.parquet as pq

    from pipeline.sources.contract.load import load_sources
    from pipeline.sources.formats.xml.read import read_xml

    project = find_project_dir()
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    tables = next(source.tables for source in sources if source.name == "cin_census")
    rows = 0
    writers: dict[str, pq.ParquetWriter] = {}
    with tempfile.TemporaryDirectory() as folder:
        for piece in read_xml(file, tables, root="Message"):
            name = piece.table.name
            columns = piece.columns.append_column("row_number", piece.row_numbers)
            columns = columns.append_column("other_values", piece.other_values)
            if name not in writers:
                path = Path(folder) / f"{name}.parquet"
                writers[name] = pq.ParquetWriter(path, columns.schema, compression="zstd")
            writers[name].write_table(columns)
            rows += columns.num_rows
        for writer in writers.values():
            writer.close()
    return rows


def write_census(file: Path, size: int) -> int:
    """Write a CIN census of about so many bytes, a child at a time; return how many children it has."""
    chance = random.Random(7)
    children = 0
    with file.open("w", encoding="utf-8") as out:
        written = out.write(_HEADER)
        while written < size:
            children += 1
            written += out.write(_child(children, chance))
        out.write(_FOOTER)
    return children


def _child(number: int, chance: random.Random) -> str:
    lines: list[str] = []
    _open(lines, 2, "Child")
    _open(lines, 3, "ChildIdentifiers")
    _put(lines, 4, "LAchildID", f"LA{number:09d}")
    _put(lines, 4, "UPN", f"A{chance.randrange(10**12):012d}")
    _put(lines, 4, "PersonBirthDate", _day(chance))
    _put(lines, 4, "Sex", chance.choice("MF"))
    _close(lines, 3, "ChildIdentifiers")
    _open(lines, 3, "ChildCharacteristics")
    _put(lines, 4, "Ethnicity", chance.choice(("WBRI", "WOTH", "APKN", "BAFR", "MWBC")))
    _repeat(
        lines, 4, "Disabilities", "Disability", chance.sample(("LD", "AUT", "BEH"), _few(chance))
    )
    _close(lines, 3, "ChildCharacteristics")
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        _case(lines, chance)
    _close(lines, 2, "Child")
    return "\n".join(lines) + "\n"


def _case(lines: list[str], chance: random.Random) -> None:
    _open(lines, 3, "CINdetails")
    _put(lines, 4, "CINreferralDate", _day(chance))
    _put(lines, 4, "ReferralSource", chance.choice(("1A", "2B", "3A", "5B", "6")))
    _put(lines, 4, "PrimaryNeedCode", f"N{chance.randint(1, 8)}")
    if chance.random() < 0.6:
        _put(lines, 4, "CINclosureDate", _day(chance))
        _put(lines, 4, "ReasonForClosure", f"RC{chance.randint(1, 8)}")
    if chance.random() < 0.8:
        _open(lines, 4, "Assessments")
        _put(lines, 5, "AssessmentActualStartDate", _day(chance))
        _put(lines, 5, "AssessmentAuthorisationDate", _day(chance))
        factors = [f"{chance.randint(1, 17)}A" for _ in range(chance.randint(1, 5))]
        _repeat(lines, 5, "FactorsIdentifiedAtAssessment", "AssessmentFactors", factors)
        _close(lines, 4, "Assessments")
    if chance.random() < 0.4:
        _open(lines, 4, "CINPlanDates")
        _put(lines, 5, "CINPlanStartDate", _day(chance))
        _close(lines, 4, "CINPlanDates")
    if chance.random() < 0.3:
        _open(lines, 4, "Section47")
        _put(lines, 5, "S47ActualStartDate", _day(chance))
        _put(lines, 5, "InitialCPCtarget", _day(chance))
        _put(lines, 5, "ICPCnotRequired", "0")
        _close(lines, 4, "Section47")
    _put(lines, 4, "ReferralNFA", "0")
    if chance.random() < 0.2:
        _plan(lines, chance)
    _close(lines, 3, "CINdetails")


def _plan(lines: list[str], chance: random.Random) -> None:
    _open(lines, 4, "ChildProtectionPlans")
    _put(lines, 5, "CPPstartDate", _day(chance))
    _put(lines, 5, "InitialCategoryOfAbuse", chance.choice(("NEG", "PHY", "EMO")))
    _put(lines, 5, "LatestCategoryOfAbuse", chance.choice(("NEG", "PHY", "EMO")))
    _put(lines, 5, "NumberOfPreviousCPP", str(_few(chance)))
    reviews = [_day(chance) for _ in range(chance.randint(1, 3))]
    _repeat(lines, 5, "Reviews", "CPPreviewDate", reviews)
    _close(lines, 4, "ChildProtectionPlans")


def _repeat(lines: list[str], depth: int, group: str, name: str, values: list[str]) -> None:
    if values:
        _open(lines, depth, group)
        for value in values:
            _put(lines, depth + 1, name, value)
        _close(lines, depth, group)


def _open(lines: list[str], depth: int, name: str) -> None:
    lines.append(f"{'  ' * depth}<{name}>")


def _put(lines: list[str], depth: int, name: str, value: str) -> None:
    lines.append(f"{'  ' * depth}<{name}>{value}</{name}>")


def _close(lines: list[str], depth: int, name: str) -> None:
    lines.append(f"{'  ' * depth}</{name}>")


def _few(chance: random.Random) -> int:
    return chance.choice((0, 0, 0, 0, 0, 1, 2))


def _day(chance: random.Random) -> str:
    return f"{chance.randint(2008, 2024)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28):02d}"


def _take_in(file: Path) -> int:
    """All that the intake does: copy, hash, read, make keys, write raw, keep."""
    from datetime import UTC, datetime

    from pipeline.settings import Home
    from pipeline.sources.api import Order, ingest

    with tempfile.TemporaryDirectory() as folder:
        receipts = ingest(
            Home(Path(folder)),
            Order([file]),
            project=find_project_dir(),
            key=b"of no secrecy here",
            now=datetime.now(UTC),
        )
    assert {receipt.outcome for receipt in receipts} == {"accepted"}, receipts[0].reason
    return sum(receipt.rows_raw for receipt in receipts)


_STAGES = {"bare": _bare, "read": _read, "take in": _take_in}


if __name__ == "__main__":
    main()
