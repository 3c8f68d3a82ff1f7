"""`cjw run` is killed at many moments, and what others read stays whole; then one run completes everything.

Four moments are tried every time, another number with CJW_KILLS: twenty before a change of intake or release lands.
The runs are forked from a process that has the libraries loaded, so that the moments fall into the work itself. A
moment is told in seconds of processor's time, which a busy machine does not shift.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections import Counter

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.release.api import current_release, verify
from pipeline.settings import Home

KILLS = int(os.environ.get("CJW_KILLS", "4"))
MOST_RUNS = 3 * KILLS  # a run that ends before its moment does not count; a busy machine has many
SERVER = """
import json, os, signal, sys
import dagster, duckdb, duckdb_engine, great_expectations, numpy, pandas, pyarrow.parquet, scipy.optimize, sqlglot
from pipeline import cli, console, definitions, running

for line in sys.stdin:
    arguments, moment = json.loads(line)
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.argv = ["cjw", *arguments]
        signal.setitimer(signal.ITIMER_PROF, moment)  # the system ends it there and then; Python is not asked
        cli.entry()
    _, status, usage = os.wait4(child, 0)
    print(json.dumps([os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime]), flush=True)
"""
KILLED = -signal.SIGPROF

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork"),
]


@pytest.fixture(scope="module")
def cjw(lean_project):
    """Run the command, killed at a moment if one is given; returns how it ended, and its seconds."""
    command = [sys.executable, "-c", SERVER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    lean = {**os.environ, "CJW_PROJECT_DIR": str(lean_project)}
    with subprocess.Popen(command, start_new_session=True, env=lean, **pipes) as server:

        def run(*arguments, moment=0):
            print(json.dumps([list(map(str, arguments)), moment]), file=server.stdin, flush=True)
            return json.loads(server.stdout.readline())

        yield run
        server.stdin.close()
        server.wait(timeout=60)
        with pytest.raises(ProcessLookupError):  # nothing of its session is left
            os.killpg(server.pid, 0)


@pytest.fixture(scope="module")
def returns(write_returns, tmp_path_factory):
    return write_returns(tmp_path_factory.mktemp("returns"))


@pytest.fixture(scope="module")
def parcels(write_returns, tmp_path_factory):
    """New returns of the same places, a folder each, in the order in which they are sent."""
    made = write_returns(tmp_path_factory.mktemp("made"), seed=8)
    folder = tmp_path_factory.mktemp("new")
    for path in sorted(path for path in made.glob("E*/*")):
        path.rename(folder / f"{path.parent.name} {path.name}")
    return sorted(folder.iterdir())


def send(home, parcel):
    """Put a return into the inbox whole, as a person's file manager does."""
    shutil.copytree(parcel, home.root / "arriving")
    (home.root / "arriving").rename(home.inbox / parcel.name)


def seconds(cjw, *arguments):
    """How long an undisturbed run takes."""
    end, taken = cjw(*arguments)
    assert end == 0
    return taken


def what_others_read(home):
    """Rows of the measures in the warehouse and in the release, and the rows that each input had."""
    rows = {}
    with open_warehouse(home.warehouse, read_only=True) as warehouse:
        for name in ("mart_measure", "fct_data_quality_issue", "fct_gate_decision"):
            rows[name] = warehouse.sql(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
    with open_warehouse(
        home.releases / "current" / "public" / "benchmarks.duckdb", read_only=True
    ) as public:
        rows["public"] = public.sql("SELECT * FROM bench_measure ORDER BY ALL").fetchall()
    return rows


@pytest.fixture(scope="module")
def disturbed(cjw, returns, parcels, tmp_path_factory):
    """A home whose runs were killed, how each of them ended, and what was wrong with a release after any."""
    home = Home(tmp_path_factory.mktemp("disturbed") / "home").create()
    with_new = seconds(cjw, "run", returns, "--home", home.root)
    without = seconds(cjw, "run", "--home", home.root)
    waiting, ends, problems = list(parcels), [], []
    for brings_new, share in moments():
        if brings_new and waiting:
            send(home, waiting.pop(0))
        moment = share * (with_new if brings_new else without)
        ends.append(cjw("run", "--home", home.root, moment=moment)[0])
        release = current_release(home)
        problems += verify(release.folder) if release else ["there is no release any more"]
        if ends.count(KILLED) == KILLS:
            break
    for parcel in waiting:
        send(home, parcel)
    return home, ends, problems


def moments():
    """Whether the next run has new input, and at which share of its time it is killed: all through it, in no order."""
    rng = random.Random(20)
    shares = [(number + rng.random()) / KILLS for number in range(KILLS)]
    for number in range(MOST_RUNS):
        if number % KILLS == 0:
            rng.shuffle(shares)
        yield number % 2 == 0, shares[number % KILLS]


def test_the_runs_were_killed(disturbed):
    _, ends, _ = disturbed
    assert Counter(ends)[KILLED] == KILLS
    assert set(ends) <= {KILLED, 0}


def test_the_release_in_force_was_whole_after_every_kill(disturbed):
    assert disturbed[2] == []


def test_one_run_completes_what_the_killed_ones_began(disturbed, cjw, returns, parcels):
    home = disturbed[0]
    quiet = Home(home.root.with_name("quiet"))
    seconds(cjw, "run", "--home", home.root)
    seconds(cjw, "run", returns, parcels[0].parent, "--home", quiet.root)
    expected = what_others_read(quiet)
    assert all(expected.values())
    assert what_others_read(home) == expected
    assert list(home.inbox.iterdir()) == []
    left = [path.name for path in home.releases.iterdir() if path.name.startswith(".")]
    assert left == []
