"""The workbook of findings, opened again."""

import stat
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from pipeline.errors import UsageError
from pipeline.quality.api import RuleRun
from pipeline.validation.api import Finding, Request, Unread, Verdict, write_workbook

FINDING = Finding("143", "error", "Episodes", 7, ("RNE",), "007", "RNE", "=1+1", "Send a code.")
RUNS = (
    RuleRun("143", "error", "ssda903", "episodes", "Send a code.", "ran", 1),
    RuleRun(
        "303", "error", "ssda903", "uasc", "Mend it.", "not run", 0, "It needs last year's return."
    ),
)


@pytest.fixture
def verdict():
    request = Request("ssda903", 2025, (Path(),))
    unread = (Unread("b.csv", "Row 3: too few."), Unread("b.csv", "Row 9: too few."))
    return Verdict(request, (FINDING,), RUNS, {"Episodes": 9}, unread, ())


def test_the_workbook_has_findings_rules_and_files(verdict, tmp_path):
    path = tmp_path / "findings.xlsx"
    write_workbook(verdict, path)
    book = CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sheets["Findings"][1:] == [
        ["143", "error", "Episodes", 7, "007", "RNE", "=1+1", "RNE", "Send a code."]
    ]
    assert [row[:5] for row in sheets["Rules"][1:]] == [
        ["143", "episodes", "error", "ran", 1],
        ["303", "uasc", "error", "not run", 0],
    ]
    assert sheets["Rules"][2][5] == "It needs last year's return."
    assert sheets["Files"][1:] == [
        ["Episodes", 9, ""],
        ["b.csv", "", "Row 3: too few. (and 1 more)"],
    ]


def test_no_cell_is_a_formula_and_the_file_is_for_its_owner_alone(verdict, tmp_path):
    path = tmp_path / "findings.xlsx"
    path.write_text("an older list")
    write_workbook(verdict, path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = CalamineWorkbook.from_path(str(path))
    # What a formula gives would be read here, not its text.
    assert book.get_sheet_by_name("Findings").to_python()[1][6] == "=1+1"
    assert [each.name for each in tmp_path.iterdir()] == ["findings.xlsx"]


def test_a_folder_that_is_not_there_is_wrong_usage(verdict, tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_workbook(verdict, tmp_path / "nowhere" / "findings.xlsx")
