"""Findings written out, as a workbook and as JSON, and read again."""

import json
import stat
from pathlib import Path

import pyarrow as pa
import pytest
from python_calamine import CalamineWorkbook

from pipeline.errors import UsageError
from pipeline.quality.api import RuleRun
from pipeline.validation.api import (
    Findings,
    Kind,
    Request,
    Unread,
    Verdict,
    findings_as_json,
    write_workbook,
)

KINDS = (
    Kind("143", "error", "Episodes", ("RNE",), "Send a code."),
    Kind("1014", "query", "UASC", ("DUC", "DOB"), "Fewer than <1> & more."),
)
COLUMNS = {
    "kind": pa.array([0, 0, 1], pa.int32()),
    "row": pa.array([7, 9, None], pa.int32()),
    "child": ["007", "", " a\x0bb"],
    "field": ["RNE", "RNE", ""],
    "value": ["=1+1", "<&>_x0041_", "x" * 40_000],
}
# What a cell holds at most.
LONGEST = "x" * 32_767
FINDINGS = Findings(KINDS, pa.table(COLUMNS))
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
    return Verdict(request, FINDINGS, RUNS, {"Episodes": 9}, unread, ())


def test_the_workbook_has_findings_rules_and_files(verdict, tmp_path):
    path = tmp_path / "findings.xlsx"
    write_workbook(verdict, path)
    book = CalamineWorkbook.from_path(str(path))
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sheets["Findings"][1:] == [
        ["143", "error", "Episodes", 7, "007", "RNE", "=1+1", "RNE", "Send a code."],
        ["143", "error", "Episodes", 9, "", "RNE", "<&>_x0041_", "RNE", "Send a code."],
        ["1014", "query", "UASC", "", " a\ufffdb", "", LONGEST, "DUC, DOB", KINDS[1].message],
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


def test_findings_are_read_by_kind_in_part_and_one_by_one():
    assert [(kind.rule_code, len(found)) for kind, found in FINDINGS.by_kind()] == [
        ("143", 2),
        ("1014", 1),
    ]
    assert [one.row for one in FINDINGS[1:]] == [9, None]
    assert FINDINGS[-1] == list(FINDINGS)[2]
    assert FINDINGS.counts == {"error": 2, "query": 1}
    assert not FINDINGS[3:]
    with pytest.raises(ValueError, match="follow one another"):
        FINDINGS[::2]


def test_findings_are_the_same_as_json():
    written = json.loads("".join(findings_as_json(FINDINGS)))
    assert written == [one._asdict() | {"fields": list(one.fields)} for one in FINDINGS]
    assert "".join(findings_as_json(FINDINGS[3:])) == "[]"
