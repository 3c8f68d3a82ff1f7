"""What the commands `cjw ingest` and `cjw status --files` print."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

GOOD = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2005,01/05/2016,PN1\n2\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    inbox = tmp_path / "home" / "inbox"
    (inbox / "walsall 2016-17").mkdir(parents=True)
    (inbox / "walsall 2016-17" / "reviews.csv").write_text(GOOD)
    (inbox / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    return tmp_path / "home"


def call(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "100"})
    return result.exit_code, result.output


def test_a_person_sees_what_became_of_each_file(home: Path) -> None:
    code, output = call("ingest", "--home", str(home))
    assert code == 1
    for words in ("Walsall 2016-17", "ssda903/reviews", "in force", "1 of 2 rows were refused"):
        assert words in output
    assert "PNG picture" in output
    assert "cjw ingest --again ID" in output


def test_the_list_says_what_is_in_force_and_in_quarantine(home: Path) -> None:
    call("ingest", "--home", str(home))
    code, output = call("status", "--files", "--home", str(home))
    assert code == 0
    assert "1 in quarantine, 1 in force" in output or "1 in force, 1 in quarantine" in output
    entries = json.loads(call("status", "--files", "--json", "--home", str(home))[1])
    assert {entry["state"]: entry["rows_in"] for entry in entries} == {
        "in force": 2,
        "in quarantine": 0,
    }


def test_nothing_waiting_is_told(tmp_path: Path) -> None:
    code, output = call("ingest", "--home", str(tmp_path))
    assert (code, "No file was waiting" in output) == (0, True)


def test_a_file_may_be_placed_by_word(home: Path, tmp_path: Path) -> None:
    file = tmp_path / "reviews.csv"
    file.write_text(GOOD)
    code, output = call(
        "ingest", str(file), "--as", "dudley 2016-17", "--json", "--home", str(tmp_path / "other")
    )
    (entry,) = json.loads(output)
    assert (code, entry["la_code"], entry["year"]) == (0, "E08000027", 2017)
    assert file.exists()
