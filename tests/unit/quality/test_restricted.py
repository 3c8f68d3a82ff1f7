import csv
import os
import stat
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import COMPUTED_TABLES, write_finding_lists
from pipeline.quality.restricted import HEADINGS, _harmless


@pytest.fixture
def warehouse():
    with open_warehouse() as connection:
        connection.execute(
            "CREATE TABLE raw_intake__submissions AS SELECT unnest(['E1', 'E2', 'E3', 'E1']) AS la_code"
        )
        for name in ("stg_ssda903__header", "stg_ssda903__episodes"):
            connection.execute(
                f"CREATE TABLE {name} (row_id VARCHAR, row_number INTEGER, la_code VARCHAR, la_child_id VARCHAR)"
            )
        connection.execute("CREATE TABLE stg_intake__submissions (file_id VARCHAR)")
        connection.execute(
            "INSERT INTO stg_ssda903__header VALUES ('h:3', 3, 'E1', 'WA1'), ('x:1', 1, 'E2', 'BB2')"
        )
        connection.execute("INSERT INTO stg_ssda903__episodes VALUES ('e:2', 2, 'E1', 'WA1')")
        for table in COMPUTED_TABLES:
            connection.execute(f"CREATE TABLE {table.name} ({table.column_definitions})")
        connection.execute(
            "INSERT INTO fct_rule_run VALUES "
            "('101', 'error', 'ssda903', 'header', 'Mend, please.', 'ran', 2, '', false, 'header'), "
            "('143', 'query', 'ssda903', 'episodes', 'Look.', 'ran', 1, '', false, 'episodes')"
        )
        connection.execute(
            "INSERT INTO fct_data_quality_issue VALUES "
            "('101', 'error', 'E1', 2024, 'header', 'h:3', 'k', 'SEX', '=1+1'), "
            "('101', 'error', 'E2', 2024, 'header', 'x:1', 'k', 'SEX', NULL), "
            "('143', 'query', 'E1', 2024, 'episodes', 'e:2', 'k', 'RNE', 'Ä \"q\",')"
        )
        connection.execute(
            "INSERT INTO fct_data_quality_history (rule_code, la_code, row_id, field, first_seen_date) VALUES "
            "('101', 'E1', 'h:3', 'SEX', '2026-01-05'), ('101', 'E1', 'h:9', 'SEX', '2025-01-05')"
        )
        yield connection


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_every_authority_gets_its_own_findings_and_nobody_elses(warehouse, tmp_path):
    paths = write_finding_lists(warehouse, tmp_path, release_id="r1")
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        f"{la}/r1/findings.csv" for la in ("E1", "E2", "E3")
    ]
    first, second, third = (rows_of(path) for path in paths)
    assert [tuple(row.values()) for row in first] == [
        ("143", "query", "Look.", "2024", "episodes", "2", "WA1", "RNE", 'Ä "q",', ""),
        (
            "101",
            "error",
            "Mend, please.",
            "2024",
            "header",
            "3",
            "WA1",
            "SEX",
            "'=1+1",
            "2026-01-05",
        ),
    ]
    assert [(row["la_child_id"], row["value"]) for row in second] == [("BB2", "")]
    assert third == []
    assert paths[2].read_text(encoding="utf-8-sig").strip().split(",") == list(HEADINGS)


def test_files_are_for_their_owner_alone_and_open_in_a_spreadsheet(warehouse, tmp_path):
    folder = tmp_path / "restricted"
    folder.mkdir(mode=0o755)
    old = os.umask(0)
    try:
        path = write_finding_lists(warehouse, folder, release_id="r1")[0]
    finally:
        os.umask(old)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert {stat.S_IMODE(p.stat().st_mode) for p in (folder, path.parent, path.parent.parent)} == {
        0o700
    }
    assert path.read_bytes().startswith(b"\xef\xbb\xbfrule_code")


def test_a_list_is_replaced_whole(warehouse, tmp_path):
    write_finding_lists(warehouse, tmp_path, release_id="r1")
    warehouse.execute("DELETE FROM fct_data_quality_issue WHERE true")
    path = write_finding_lists(warehouse, tmp_path, release_id="r1")[0]
    assert rows_of(path) == []
    assert {entry.name for entry in path.parent.iterdir()} == {"findings.csv", "findings.xlsx"}


def test_the_workbook_says_the_same_by_child_and_no_cell_is_a_formula(warehouse, tmp_path):
    path = write_finding_lists(warehouse, tmp_path, release_id="r1")[0].with_suffix(".xlsx")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    book = CalamineWorkbook.from_path(str(path))
    findings, rules = (book.get_sheet_by_name(name).to_python() for name in ("Findings", "Rules"))
    assert findings[0][:4] == ["Child", "Year", "Table", "Row"]
    assert findings[1:] == [
        ["WA1", 2024, "episodes", 2, "query", "143", "RNE", 'Ä "q",', "Look.", ""],
        ["WA1", 2024, "header", 3, "error", "101", "SEX", "=1+1", "Mend, please.", "2026-01-05"],
    ]
    assert [row[:4] for row in rules[1:]] == [
        ["143", "query", "episodes", 1],
        ["101", "error", "header", 1],
    ]
    with ZipFile(path) as parts:
        assert not [name for name in parts.namelist() if b"<f>" in parts.read(name)]


def test_a_workbook_is_written_again_only_for_who_has_other_findings(warehouse, tmp_path):
    first = write_finding_lists(warehouse, tmp_path, release_id="r1")
    for path in first:
        path.with_suffix(".xlsx").write_bytes(b"that of r1")
    warehouse.execute("DELETE FROM fct_data_quality_issue WHERE la_code = 'E1'")
    second = write_finding_lists(warehouse, tmp_path, release_id="r2")
    books = [path.with_suffix(".xlsx") for path in second]
    assert [book.read_bytes() == b"that of r1" for book in books] == [False, True, True]
    assert {stat.S_IMODE(book.stat().st_mode) for book in books} == {0o600}


def test_findings_of_one_child_stand_together(warehouse, tmp_path):
    warehouse.execute(
        "INSERT INTO stg_ssda903__header VALUES ('h:1', 1, 'E1', 'ZZ9'), ('h:2', 2, 'E1', 'AA1')"
    )
    for row_id in ("h:1", "h:2", "nobody's"):
        warehouse.execute(
            "INSERT INTO fct_data_quality_issue VALUES "
            "('101', 'error', 'E1', 2024, 'header', ?, 'k', 'SEX', 'x')",
            [row_id],
        )
    path = write_finding_lists(warehouse, tmp_path, release_id="r1")[0]
    assert [row["la_child_id"] for row in rows_of(path)] == ["AA1", "WA1", "WA1", "ZZ9", ""]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"], ids=ascii)
def test_what_would_start_a_formula_gets_an_apostrophe(start):
    assert _harmless(f"{start}1") == f"'{start}1"


@settings(derandomize=True)
@given(st.one_of(st.text(), st.integers(), st.none()))
def test_no_cell_starts_a_formula_and_none_loses_anything(cell):
    harmless = _harmless(cell)
    assert not str(harmless).startswith(("=", "+", "@", "\t", "\r", "\n")) or isinstance(cell, int)
    assert harmless in (cell, f"'{cell}")
