"""The command: it starts light, each kind of failure has its exit code, and a fault shows no record unless asked."""

import json
import subprocess
import sys

import pytest

from pipeline.cli import main
from pipeline.lock import hold
from pipeline.settings import Home

HEAVY = {
    "dagster", "duckdb", "duckdb_engine", "great_expectations", "numpy", "pandas", "pyarrow", "scipy", "sqlalchemy",
    "sqlglot",
}  # fmt: skip
SECRET = "70000001"


def leave_with(*arguments):
    """Run the command in this process and return its exit code."""
    with pytest.raises(SystemExit) as leaving:
        main([str(argument) for argument in arguments])
    return leaving.value.code


@pytest.fixture
def home(tmp_path):
    return Home(tmp_path / "home")


def modules_after(statement):
    code = f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(ended.stdout.split())


def test_the_command_starts_without_heavy_libraries():
    loaded = modules_after("import pipeline.cli")
    assert "typer" in loaded
    assert loaded & HEAVY == set()


def test_what_is_done_ends_with_0(home, capsys):
    assert leave_with("status", "--home", home.root, "--json") == 0
    assert json.loads(capsys.readouterr().out)["in_force"] is None


def test_what_the_gate_stops_ends_with_1_and_says_why(home, capsys, monkeypatch, lean_project):
    monkeypatch.setenv("CJW_PROJECT_DIR", str(lean_project))
    assert leave_with("run", "--home", home.root) == 1
    said = capsys.readouterr().out
    assert "Stopped No return has been received" in said
    assert "No release was made" in said


def test_a_busy_home_ends_with_1_and_says_to_wait(home, capsys, monkeypatch):
    monkeypatch.setattr("pipeline.lock._PATIENCE_SECONDS", 0.05)
    with hold(home):
        assert leave_with("rollback", "--home", home.root) == 1
    said = capsys.readouterr().err
    assert "Another run is writing" in said
    assert "What to do: Wait" in said


def test_a_damaged_release_is_refused_with_1(home, capsys):
    for release in ("20260101T000000Z-00000000", "20260102T000000Z-00000000"):
        folder = home.releases / release
        folder.mkdir(parents=True)
        facts = {"release_id": release, "created_at": "", "content_fingerprint": "0", "files": []}
        (folder / "manifest.json").write_text(json.dumps(facts))
        (folder / "marts.duckdb").write_text("not in the manifest")
    (home.releases / "current").symlink_to(release)
    assert leave_with("rollback", "--home", home.root) == 1
    assert "is damaged" in capsys.readouterr().err
    assert (home.releases / "current").readlink().name == release


WRONG = {
    "release": (["rollback", "20200101T000000Z-00000000"], "There is no release"),
    "model": (["lineage", "mart_nothing"], "There is no model"),
    "column": (["lineage", "mart_measure.nothing"], "has no column"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_points_to_the_help(
    arguments, words, home, capsys, monkeypatch
):
    monkeypatch.setenv("CJW_HOME", str(home.root))
    assert leave_with(*arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "What to do: " in said
    assert "cjw --help" in said


def test_a_variable_that_cannot_be_used_is_named(home, capsys, monkeypatch):
    monkeypatch.setenv("CJW_KEEP_RELEASES", "a few")
    assert leave_with("status", "--home", home.root) == 2
    said = capsys.readouterr().err
    assert "CJW_KEEP_RELEASES" in said
    assert "Traceback" not in said


@pytest.fixture
def faulty(home, monkeypatch):
    """A home in which the program meets what nobody foresaw: a pointer to a release that is no text."""
    (home.create().releases / "current").write_bytes(b"\xff" + SECRET.encode())
    monkeypatch.delenv("CJW_TRACEBACK", raising=False)
    return home


def test_a_fault_ends_with_3_and_shows_its_place_but_not_its_words(faulty, capsys):
    assert leave_with("status", "--home", faulty.root) == 3
    said = capsys.readouterr().err
    assert "A fault of the program: UnicodeDecodeError at pointer.py:" in said
    assert "CJW_TRACEBACK=1" in said
    assert "Traceback" not in said
    assert "decode byte" not in said


def test_a_fault_shows_everything_to_who_asks(faulty, capsys, monkeypatch):
    monkeypatch.setenv("CJW_TRACEBACK", "1")
    assert leave_with("status", "--home", faulty.root) == 3
    said = capsys.readouterr().err
    assert "Traceback (most recent call last)" in said
    assert "can't decode byte" in said


def test_a_fault_in_a_step_reaches_neither_the_screen_nor_the_history(
    home, capsys, monkeypatch, lean_project
):
    monkeypatch.setenv("CJW_PROJECT_DIR", str(lean_project))
    home.create().warehouse.write_bytes(SECRET.encode() * 4000)
    assert leave_with("run", "--home", home.root) == 3
    said = capsys.readouterr()
    assert "A fault of the program: " in said.err
    assert SECRET not in said.out + said.err
    history = list(home.dagster.rglob("*.db"))
    assert history
    assert not [path.name for path in history if SECRET.encode() in path.read_bytes()]
