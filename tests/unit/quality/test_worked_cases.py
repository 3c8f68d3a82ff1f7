"""Our rules against worked cases that others wrote from the department's guidance (a folder beside the repository)."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.quality.api import run_rules

PROJECT = Path(__file__).parents[3]

CASES = PROJECT.parent / "shared" / "rules" / "cases_ssda903"
COLUMNS = {
    "ETHNIC": "ethnicity_code",
    "CIN": "category_of_need_code",
    "PLACE": "placement_type_code",
    "PLACE_PROVIDER": "placement_provider_code",
    "DEC": "end_date_text",
}
# Where we judge otherwise than the case, and why. Positions of rows.
PARTED = {
    "103": {3: "codes are upper-cased before they are judged"},
    "145": {
        3: "codes are upper-cased before they are judged",
        5: "a blank fails however it is sent; the case fails an empty text and passes a null",
    },
    "178": {
        4: "an empty text is a blank, and a temporary placement needs no provider",
        6: "codes are upper-cased before they are judged",
        9: "so this is code Z12, which has no provider",
    },
}


def typed(name, value):
    """Return the columns that staging makes of a cell: trimmed, codes upper-cased, blank is NULL."""
    text = (value or "").strip() or None
    if name != "DEC":
        return {COLUMNS[name]: text.upper() if text else None}
    try:
        return {
            "end_date_text": text,
            "end_date": datetime.strptime(text or "", "%d/%m/%Y").replace(tzinfo=UTC).date(),
        }
    except ValueError:
        return {"end_date_text": text, "end_date": None}


@pytest.mark.parametrize("code", ["103", "145", "147", "178"])
def test_the_rows_that_fail_are_those_of_the_case(code, workspace, empty_warehouse):
    if not CASES.is_dir():
        pytest.skip("the worked cases are not beside the repository")
    case = json.loads((CASES / f"{code}.json").read_text())
    ((module, rows),) = case["tables"].items()
    rule = next(rule for rule in workspace.rules if rule.code == code)
    staging = f"stg_ssda903__{rule.tables[0]}"
    assert (module.lower(),) == rule.tables
    for position, row in enumerate(rows):
        cells = {"row_id": str(position), "la_code": "E1", "collection_year": 2026}
        for name, value in row.items():
            cells |= typed(name, value)
        marks = ", ".join("?" * len(cells))
        empty_warehouse.execute(
            f"INSERT INTO {staging} ({', '.join(cells)}) VALUES ({marks})", list(cells.values())
        )
    try:
        (run,) = run_rules(empty_warehouse, [rule])
        failing = {
            int(row_id)
            for (row_id,) in empty_warehouse.sql(
                "SELECT row_id FROM fct_data_quality_issue"
            ).fetchall()
        }
    finally:
        empty_warehouse.execute(f"DELETE FROM {staging} WHERE true")
    assert run.status == "ran"
    assert failing ^ set(case["expected"][module]) == set(PARTED.get(code, {}))


def test_every_rule_names_its_file_and_what_to_do(workspace):
    judged = {(rule.code, rule.source, rule.tables) for rule in workspace.rules}
    assert len(workspace.rules) == len(judged) >= 14
    for rule in workspace.rules:
        folder, _, name = rule.code.lower().rpartition(":")
        # Our own rules have a name, and a file for each module that they judge.
        assert rule.path.stem.startswith(name) if folder else rule.path.stem == name
        assert rule.path.parent.name == (folder or rule.source)
        assert rule.message.count(".") >= 2, f"{rule.code}: what is wrong, then what to mend"


def test_a_rule_names_only_the_fields_that_it_declares(workspace):
    for rule in workspace.rules:
        # One that reads the fields from a model, as restated codes, names none in its SQL.
        for field in () if ".field" in rule.sql else rule.fields:
            assert f"'{field}'" in rule.sql


def test_rules_run_without_data(workspace, empty_warehouse):
    runs = run_rules(empty_warehouse, workspace.rules)
    assert [run for run in runs if run.status == "error" or run.rows_failing] == []
    lacking = {
        rule.code
        for rule in workspace.rules
        if rule.needs_reference or rule.needs_previous_year == "required"
    }
    assert {run.rule_code for run in runs if run.status == "not run"} == lacking
