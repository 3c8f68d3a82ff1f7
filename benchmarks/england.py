"""Making England: rows a second, peak memory and size on disk of every authority, ten years, all sources.

`python -m benchmarks.england [--las all] [--years 10]` makes the country in a temporary folder, in a process of its own
beside those it starts, and prints what it took. The bare baseline writes as many rows of the same tables, already
made, as CSV: what no maker of files can do without.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from pathlib import Path

from pipeline.settings import Settings
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.country import Order, make_country
from pipeline.synthetic.plan import LAST_YEAR, Calendar, Plan

_MIB = 1 << 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--las", default="all")
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--faults", type=float, default=0.0)
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="england-"))
    try:
        measure(arguments.las, arguments.years, arguments.faults, folder)
    finally:
        shutil.rmtree(folder)


def measure(las: str, years: int, faults: float, folder: Path) -> None:
    """Make a country and print rows, seconds, memory and size, and the same of writing its rows again."""
    project = Settings().project_dir
    chosen = choose_authorities(las, seeds=project / "seeds", last_year=LAST_YEAR)
    plan = Plan(chosen, Calendar(LAST_YEAR - years + 1, LAST_YEAR), fault_rate=faults)
    started = time.perf_counter()
    made = make_country(Order(plan, folder, project))
    seconds = time.perf_counter() - started
    print(f"{len(chosen)} authorities, {years} years: {made.rows:,} rows in {made.files:,} files")
    print(
        f"  {seconds:.0f} s, {made.rows / seconds:,.0f} rows a second; {made.truth_rows:,} rows of answers beside"
    )
    print(
        f"  on disk: extracts {_size(folder / 'extracts'):,} MiB, answers {_size(folder / 'truth'):,} MiB"
    )
    print(f"  peak memory of a process: {_peak()} MiB")
    bare = _write_again(folder / "extracts")
    print(
        f"  reading and writing the same files with Arrow alone, one process: {bare:.0f} s = 1 / {seconds / bare:.1f}"
    )


def _write_again(folder: Path) -> float:
    """Seconds that reading every CSV and writing it again takes."""
    from pyarrow import csv

    started = time.perf_counter()
    copy = folder.with_name("again.csv")
    for path in sorted(folder.rglob("*.csv")):
        csv.write_csv(csv.read_csv(path), copy)
    return time.perf_counter() - started


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) // _MIB


def _peak() -> int:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) // 1024


if __name__ == "__main__":
    main()
