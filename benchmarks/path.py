"""The path over 100,000 episodes as a ratio to a bare DuckDB script over the same files and the same SQL.

`python -m benchmarks.path` makes SSDA903 returns in a temporary folder, runs both in turn, each in a process of its
own, and prints the best of three. `--stage` is for the processes it starts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from pipeline.settings import Settings
from pipeline.sources.api import Order as Intake

_AUTHORITIES, _YEARS, _SCALE = 6, 3, 5.0
_ROUNDS = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stage", choices=["path", "bare"])
    parser.add_argument("--returns", type=Path)
    arguments = parser.parse_args()
    if arguments.stage:
        with tempfile.TemporaryDirectory() as folder:
            seconds = _STAGES[arguments.stage](arguments.returns, Path(folder))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps(seconds | {"peak memory (MB)": round(peak)}))
    else:
        compare()


def compare() -> None:
    """Run both in turn and print seconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        returns = _make_returns(Path(folder))
        rows = sum(_lines(path) - 1 for path in returns.rglob("episodes.csv"))
        results: dict[str, list[dict[str, float]]] = {"bare": [], "path": []}
        for _ in range(_ROUNDS):
            for stage, runs in results.items():
                runs.append(_in_own_process(stage, returns))
    best = {
        stage: {part: min(run[part] for run in runs) for part in runs[0]}
        for stage, runs in results.items()
    }
    bare = best["bare"]["read and run the models"]
    print(f"{rows:,} episodes, best of {_ROUNDS}; bare DuckDB script: {bare:.2f} s")
    for part, seconds in best["path"].items():
        unit = "" if "MB" in part else f"{seconds:8.2f} s = {seconds / bare:5.2f} x bare"
        print(f"  {part:45s} {unit or round(seconds)}")
    print(f"  bare peak memory (MB) {best['bare']['peak memory (MB)']:.0f}")


def _make_returns(folder: Path) -> Path:
    """Write returns of a few authorities, and return the folder of their files."""
    from pipeline.synthetic.choice import choose_authorities
    from pipeline.synthetic.country import Order, make_country
    from pipeline.synthetic.plan import LAST_YEAR, Calendar, Plan

    project = Settings().project_dir
    chosen = choose_authorities(str(_AUTHORITIES), seeds=project / "seeds", last_year=LAST_YEAR)
    calendar = Calendar(LAST_YEAR - _YEARS + 1, LAST_YEAR)
    plan = Plan(chosen, calendar, scale=_SCALE, fault_rate=0.005)
    make_country(Order(plan, folder, project, sources=("ssda903",)))
    return folder / "extracts"


def _path(returns: Path, folder: Path) -> dict[str, float]:
    """Take the files in, build and judge, release; seconds since the start at each of these points."""
    from pipeline.nightly import build_and_judge, release, take_in
    from pipeline.workspace import load_workspace

    settings = Settings(home=folder)
    workspace = load_workspace(settings)
    spent = {"model": 0.0, "rules": 0.0, "suites": 0.0}
    last = time.perf_counter()

    def clock(event: object) -> None:
        nonlocal last
        now = time.perf_counter()
        stage = event.stage
        if stage in spent:
            spent[stage] += now - last
        last = now

    started = time.perf_counter()
    take_in(settings, Intake([returns]), now=datetime.now(UTC), on_event=lambda _: None)
    taken = time.perf_counter() - started
    last = time.perf_counter()
    build_and_judge(settings, workspace, on_event=clock)
    judged = time.perf_counter() - started
    release(settings, workspace, now=datetime.now(UTC), on_event=lambda _: None)
    released = time.perf_counter() - started
    return {
        "take the files in": taken,
        "run the models": spent["model"],
        "take in and run the models (the path)": taken + spent["model"],
        "run the rules": spent["rules"],
        "run the suites, loading their library": spent["suites"],
        "everything to the gate": judged,
        "everything with the release": released,
    }


def _bare(returns: Path, folder: Path) -> dict[str, float]:
    from benchmarks.bare import run_bare
    from pipeline.workspace import load_workspace

    workspace = load_workspace(Settings(home=folder))
    started = time.perf_counter()
    run_bare(returns, folder / "bare.duckdb", workspace)
    return {"read and run the models": time.perf_counter() - started}


_STAGES = {"path": _path, "bare": _bare}


def _in_own_process(stage: str, returns: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.path", "--stage", stage, "--returns", str(returns)]
    environment = os.environ | {"CJW_PSEUDONYM_KEY": "a key for benchmarks, of no secrecy"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout.splitlines()[-1])


def _lines(path: Path) -> int:
    return path.read_bytes().count(b"\n")


if __name__ == "__main__":
    main()
