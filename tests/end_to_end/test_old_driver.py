"""A release as an analyst's old tool reads it: DuckDB 1.1.3, read-only, while the pipeline writes.

The old driver lives in an environment of its own, made once in `.cache/` from the lock file beside this test.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.release.api import current_release
from pipeline.settings import Home

ROOT = Path(__file__).parents[2]
LOCK = Path(__file__).with_name("duckdb_1_1_3.lock")
ENVIRONMENT = ROOT / ".cache" / "duckdb_1_1_3"
PYTHON = ENVIRONMENT / "bin" / "python"
READER = """
import json, sys
import duckdb
connection = duckdb.connect(sys.argv[1], read_only=True)
for line in sys.stdin:
    print(json.dumps(connection.execute(line).fetchall(), default=str), flush=True)
"""
HOLDER = """
import sys
from pathlib import Path
from pipeline.lock import hold
from pipeline.modelling.api import open_warehouse
from pipeline.settings import Home
home = Home(Path(sys.argv[1]))
with hold(home), open_warehouse(home.warehouse) as warehouse:
    warehouse.execute("BEGIN")
    warehouse.execute("CREATE TABLE half_built AS SELECT 1 AS one")
    print("held", flush=True)
    sys.stdin.read()
"""
SHELVES = {"internal": "internal/marts.duckdb", "public": "public/benchmarks.duckdb"}

pytestmark = pytest.mark.slow


def uv(*arguments):
    command = [Path(sys.executable).with_name("uv"), *map(str, arguments), "--quiet"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def old_python():
    """The interpreter of an environment with DuckDB 1.1.3."""
    ENVIRONMENT.parent.mkdir(exist_ok=True)
    with FileLock(ENVIRONMENT.with_suffix(".busy")):
        made = uv("venv", "--allow-existing", "--python", sys.executable, ENVIRONMENT)
        if made.returncode == 0:
            made = uv(
                "pip",
                "sync",
                "--python",
                PYTHON,
                "--require-hashes",
                "--only-binary",
                ":all:",
                LOCK,
            )
    if made.returncode != 0:
        if os.environ.get("CI") == "true":
            pytest.fail(f"DuckDB 1.1.3 could not be installed: {made.stderr}")
        pytest.skip("DuckDB 1.1.3 could not be installed: is the package registry out of reach?")
    return PYTHON


@pytest.fixture(scope="module")
def returns(write_returns, tmp_path_factory):
    return write_returns(tmp_path_factory.mktemp("returns"))


@pytest.fixture(scope="module")
def home(run_pipeline, returns, tmp_path_factory):
    root = tmp_path_factory.mktemp("released")
    run_pipeline(root, returns / "E08000035", returns / "E09000007")
    return Home(root)


@pytest.fixture(params=SHELVES.values(), ids=SHELVES)
def read(request, home, old_python):
    """Ask a shelf of the current release, held open by the old driver, and get rows."""
    path = home.releases / "current" / request.param
    command = [old_python, "-c", READER, str(path)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as reader:

        def ask(query):
            print(query, file=reader.stdin, flush=True)
            answer = reader.stdout.readline()
            assert answer, "the old driver ended"
            return json.loads(answer)

        yield ask
        reader.stdin.close()


@pytest.fixture
def being_written(home):
    """The warehouse of the home, held by another process in the middle of a change."""
    command = [sys.executable, "-c", HOLDER, str(home.root)]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, **pipes) as holder:
        assert holder.stdout.readline() == "held\n"
        yield
        holder.kill()


def test_an_old_driver_reads_while_the_warehouse_is_written(read, being_written):
    assert read("SELECT library_version FROM pragma_version()") == [["v1.1.3"]]
    tables = [name for (name,) in read("SELECT table_name FROM duckdb_tables() ORDER BY 1")]
    # Marts of other sources have no rows here, and are read all the same.
    filled = {table for table in tables if read(f"SELECT count(*) FROM {table}") != [[0]]}
    assert "bench_measure" in filled
    measured = read(
        "SELECT geography_name, sum(value) FROM bench_measure WHERE measure_id = 'looked_after' "
        "AND breakdown = 'Total' AND geography_level = 'Local authority' GROUP BY ALL ORDER BY 1"
    )
    assert {"Camden", "Leeds"} <= {name for name, _ in measured}
    # A small authority's count may be hidden.
    assert [value for _, value in measured if value]


def test_every_table_and_column_is_described_there(read):
    tables = read("SELECT table_name, comment FROM duckdb_tables()")
    columns = read(
        "SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal"
    )
    assert len(tables) > 1
    assert len(columns) > 20
    assert [name for name, comment in [*tables, *columns] if not comment] == []


def test_a_reader_of_the_release_before_is_not_disturbed(read, home, returns, run_pipeline):
    query = "SELECT * FROM bench_measure ORDER BY ALL"
    before, release = read(query), current_release(home)
    new = [code for code in ("E08000028", "E08000030") if not [*home.raw.rglob(f"la_code={code}")]]
    run_pipeline(home.root, returns / new[0])
    assert current_release(home) != release
    assert read(query) == before
