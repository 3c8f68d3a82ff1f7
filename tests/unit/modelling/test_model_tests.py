"""The runner of model tests itself: that it passes what is right and fails what is not."""

import pytest

from pipeline.errors import ProjectError
from pipeline.modelling.api import run_all_tests
from pipeline.modelling.testing.definition import ModelTest, load_tests
from pipeline.modelling.testing.run import open_sandbox, run_test

NORTH = {"la_code": "E01", "la_name": "Northam"}
SOUTH = {"la_code": "E02", "la_name": "Southam"}
VISIT = {"visit_id": 1, "visit_day": "31/12/2024", "la_code": "E01"}


@pytest.fixture
def difference(tiny):
    """Run one test of a model of the tiny project; returns what differed."""
    project, seeds = tiny.compile(), tiny.seeds()

    def run(model, *, given, expect):
        test = ModelTest(name="made up", given=given, expect=expect)
        with open_sandbox(seeds) as sandbox:
            return run_test(project.models[model], test, project, sandbox).difference

    return run


def test_the_expected_rows_pass_in_any_order(difference):
    assert difference("dim_la", given={"seed_la": [NORTH, SOUTH]}, expect=[SOUTH, NORTH]) == ""


def test_only_the_columns_named_are_compared(difference):
    given = {"raw_demo__visits": [VISIT]}
    assert difference("stg_demo__visits", given=given, expect=[{"visit_id": 1}]) == ""


def test_a_missing_row_fails(difference):
    found = difference("dim_la", given={"seed_la": [NORTH]}, expect=[NORTH, SOUTH])
    assert found == "missing    la_code: E02, la_name: Southam"


def test_an_unexpected_row_fails(difference):
    found = difference("dim_la", given={"seed_la": [NORTH, SOUTH]}, expect=[NORTH])
    assert found == "unexpected la_code: E02, la_name: Southam"


def test_a_row_too_often_fails(difference):
    found = difference("dim_la", given={"seed_la": [NORTH, NORTH]}, expect=[NORTH])
    assert found == "unexpected la_code: E01, la_name: Northam"


def test_a_row_where_none_was_expected_fails(difference):
    assert difference("dim_la", given={"seed_la": [NORTH]}, expect=[]) == "unexpected a row"


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("31/12/2024", None),
        ("30/02/2024", "2024-03-01"),
        ("31/12/2024", "2025-12-31"),
        ("31/12/2024", 20241231),
    ],
    ids=["a value for NULL", "NULL for a value", "another value", "another type"],
)
def test_another_value_fails(difference, day, expected):
    found = difference(
        "stg_demo__visits",
        given={"raw_demo__visits": [VISIT | {"visit_day": day}]},
        expect=[{"start_date": expected}],
    )
    assert found.startswith(f"missing    start_date: {expected}")


def test_a_given_table_that_is_not_read_fails(difference):
    found = difference("dim_la", given={"fct_visit": []}, expect=[])
    assert found == "the model does not read fct_visit"


def test_a_given_column_that_does_not_exist_fails(difference):
    assert "colour" in difference("dim_la", given={"seed_la": [{"colour": "red"}]}, expect=[])


def test_an_expected_column_that_does_not_exist_fails(difference):
    found = difference("dim_la", given={"seed_la": [NORTH]}, expect=[{"colour": "red"}])
    assert found == "the model returns no column colour"


def test_expected_rows_name_the_same_columns(difference):
    """Else a column left out of one row would be taken for NULL."""
    found = difference(
        "dim_la", given={"seed_la": [NORTH, SOUTH]}, expect=[NORTH, {"la_code": "E02"}]
    )
    assert "different columns" in found


def test_a_seed_left_out_is_the_real_one_and_a_table_left_out_is_empty(difference):
    assert difference("dim_la", given={}, expect=[NORTH, SOUTH]) == ""
    assert difference("fct_visit", given={}, expect=[]) == ""


def test_what_lies_between_a_rule_and_the_rows_given_is_made_of_them(tiny):
    """So that the test of a rule tells what was returned, and not what a model makes of it."""
    tiny.edit("1a", "FROM stg_demo__visits", "FROM int_visits__named")
    project = tiny.compile()
    undated = {"visit_id": 1, "start_date": None}
    given = {
        "told": {"stg_demo__visits": [undated]},
        "made": {"int_visits__named": [undated]},
        "both": {"stg_demo__visits": [undated], "int_visits__named": [undated]},
        "other": {"fct_visit": [undated]},
    }
    found = {}
    with open_sandbox(tiny.seeds()) as sandbox:
        for name, rows in given.items():
            test = ModelTest(name=name, given=rows, expect=[{"row_id": 1}])
            rule = project.rules["rule_demo_1a"]
            found[name] = run_test(rule, test, project, sandbox).difference
    assert found == {
        "told": "",
        "made": "",
        "both": "the model does not read stg_demo__visits",
        "other": "the model does not read fct_visit",
    }


def test_a_model_that_fails_on_the_rows_fails_its_test(tiny):
    tiny.edit("mart_visits", "CAST(COUNT(*) AS BIGINT)", "CAST(MAX(f.la_name) AS BIGINT)")
    given = "{fct_visit: [{la_code: E01, la_name: x}]}"
    tiny.write(
        "tests/models/marts/mart_visits.yaml", f"- {{name: n, given: {given}, expect: []}}\n"
    )
    (result,) = [
        result
        for result in run_all_tests(tiny.compile(), tiny.seeds(), tiny.tests)
        if result.model == "mart_visits"
    ]
    assert not result.passed
    assert "Conversion Error" in result.difference


def test_all_tests_of_models_and_rules_are_run(tiny):
    results = list(run_all_tests(tiny.compile(), tiny.seeds(), tiny.tests))
    assert {result.model: result.passed for result in results} == {
        "stg_demo__visits": True,
        "int_visits__named": True,
        "fct_visit": True,
        "dim_la": False,  # expects nothing, and the real seed has two rows
        "mart_visits": True,
        "rule_demo_1a": True,
    }


@pytest.mark.parametrize(
    "text",
    ["- {nam: x}", "name: x", "- {name: '', expect: []}", "- {name: x, expect: [1]}", "- ["],
    ids=["unknown key", "no list", "no name", "no row", "no YAML"],
)
def test_a_file_that_is_no_list_of_tests_is_refused(tmp_path, text):
    path = tmp_path / "model.yaml"
    path.write_text(text)
    with pytest.raises(ProjectError, match=r"model\.yaml") as refused:
        load_tests(path)
    assert "name, given" in str(refused.value)
