"""A CSV of episodes, read in batches into Parquet and taken in, as a ratio to a bare DuckDB COPY, and their memory.

`python -m benchmarks.tabular` makes the files in a temporary folder, reads each both ways, each time in a process of
its own, and prints the best of three. `--stage` is for the processes it starts.
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
from pathlib import Path

_ROWS = (500_000, 5_000_000)
_ROUNDS = 3
_HEADINGS = (
    "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN"
)
_CODES = (
    ("S", "P", "L", "T", "U", "B"),
    ("C1", "C2", "D1", "E1", "V2", "V3"),
    ("N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8"),
    ("U1", "U4", "U5", "K2", "P1", "H5", "R3"),
    ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", choices=["bare", "read", "take in"])
    parser.add_argument("--file", type=Path)
    arguments = parser.parse_args()
    if arguments.stage:
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            _STAGES[arguments.stage](arguments.file, Path(folder) / "episodes.parquet")
            seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "peak": peak}))
    else:
        compare()


def compare() -> None:
    """Read each file both ways in turn and print seconds, ratios and memory."""
    peaks = []
    with tempfile.TemporaryDirectory() as folder:
        for rows in _ROWS:
            file = Path(folder) / f"{rows} of walsall 2024-25" / "episodes.csv"
            file.parent.mkdir()
            write_episodes(file, rows)
            runs = [
                {stage: _in_own_process(stage, file) for stage in _STAGES} for _ in range(_ROUNDS)
            ]
            print(f"{rows:>9,} episodes ({file.stat().st_size / 2**20:.0f} MiB)")
            best = {stage: min(run[stage]["seconds"] for run in runs) for stage in _STAGES}
            peak = {stage: max(run[stage]["peak"] for run in runs) for stage in _STAGES}
            for stage in _STAGES:
                ratio = best[stage] / best["bare"]
                print(
                    f"  {stage:8}{best[stage]:6.2f} s  {ratio:4.2f} x bare  {peak[stage]:4.0f} MiB"
                )
            peaks.append(peak)
    for stage in _STAGES:
        ratio = peaks[1][stage] / peaks[0][stage]
        print(f"peak of the larger file to the smaller, {stage}: {ratio:.2f}")


def write_episodes(file: Path, rows: int) -> None:
    """Write fictional episodes, three to a child."""
    chance = random.Random(1)
    with file.open("w", newline="") as text:
        text.write(f"{_HEADINGS}\r\n")
        for start in range(0, rows, 50_000):
            numbers = range(start, min(start + 50_000, rows))
            text.write("".join(_episode(number, chance) for number in numbers))


def _episode(number: int, chance: random.Random) -> str:
    day = f"{chance.randrange(1, 29):02}/{chance.randrange(1, 13):02}"
    codes = ",".join(map(chance.choice, _CODES))
    posts = f"SW{chance.randrange(20)} {chance.randrange(9)}AB,N{chance.randrange(20)} 1XY"
    urn = chance.randrange(10**6, 10**7) if number % 9 == 0 else ""
    child, year = 100_000 + number // 3, chance.randrange(2015, 2024)
    return f"{child},{day}/{year},{codes},{day}/2024,X1,,{posts},{urn}\r\n"


def _bare(file: Path, to: Path) -> None:
    import duckdb

    duckdb.execute(
        f"COPY (FROM read_csv('{file}', all_varchar = true)) TO '{to}' (FORMAT parquet, COMPRESSION zstd)"
    )


def _read(file: Path, to: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    from pipeline.sources.formats.tabular import open_sheets

    (sheet,) = open_sheets(file, is_known=set(_HEADINGS.split(",")).__contains__)
    schema = pa.schema([(str(place), pa.string()) for place in range(len(sheet.headings))])
    with parquet.ParquetWriter(to, schema, compression="zstd") as writer:
        for batch in sheet.read():
            writer.write_table(batch.columns)


def _take_in(file: Path, to: Path) -> None:
    from datetime import UTC, datetime

    from pipeline.settings import Home, find_project_dir
    from pipeline.sources.api import Order, ingest

    home, now = Home(to.parent / "home"), datetime.now(UTC)
    (receipt,) = ingest(
        home, Order([file]), project=find_project_dir(), key=b"of no secrecy here", now=now
    )
    assert receipt.outcome == "accepted", receipt.reason


_STAGES = {"bare": _bare, "read": _read, "take in": _take_in}


def _in_own_process(stage: str, file: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.tabular", "--stage", stage, "--file", str(file)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
