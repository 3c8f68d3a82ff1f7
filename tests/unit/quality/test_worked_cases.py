"""Our rules against worked cases that others wrote from the department's guidance (a folder beside the repository)."""

import pytest

from pipeline.quality.api import run_rules
from pipeline.validation.api import Request, validate
from tests.unit.quality.worked_cases import FOLDER, PARTED, cases

CASES = {case.name: case for case in cases()}


@pytest.fixture(scope="session")
def codes(workspace):
    """The codes of the statutory rules that we have."""
    statutory = ("ssda903", "cin_census")
    return {rule.code for rule in workspace.rules if rule.path.parent.name in statutory}


@pytest.mark.skipif(not CASES, reason="the worked cases are not beside the repository")
@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_rows_that_fail_are_those_of_the_case(case, workspace, codes, tmp_path):
    if case.code not in codes:
        pytest.skip("there is no rule of this code yet")
    this, last = case.write(tmp_path)
    previous = (last,) if last else ()
    request = Request(
        case.collection,
        case.year,
        (this,),
        previous=previous,
        reference=case.write_lists(tmp_path),
        la=case.la,
        rules=(case.code,),
    )
    verdict = validate(request, workspace)
    if not request.reference and {run.status for run in verdict.runs} == {"not run"}:
        pytest.skip("the case states what is worked out from a list, not the list")
    assert {run.status: run.error for run in verdict.runs} == {"ran": ""}
    failing = {(finding.table, finding.row) for finding in verdict.findings if finding.row}
    otherwise = failing ^ case.rows
    assert otherwise == case.parted_rows, f"year {case.year}: too many or too few"


def test_a_case_that_is_judged_otherwise_says_why():
    assert [name for name, parted in PARTED.items() if len(parted["why"].split()) < 4] == []
    if FOLDER.is_dir():
        assert set(PARTED) <= set(CASES)


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
