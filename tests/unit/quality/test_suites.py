import logging

import pytest

from pipeline.errors import ProjectError
from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import ExpectationSpec, Suite, load_suites, preload, run_suites

SECRET = "WA00001"


def spec(kind, severity="warning", **kwargs):
    return ExpectationSpec(type=kind, severity=severity, kwargs=kwargs, why="Because it matters.")


def rows_query(condition):
    query = f"SELECT 1\nFROM {{batch}}\nWHERE {condition}"
    return spec("unexpected_rows_expectation", unexpected_rows_query=query)


EXPECTATIONS = {
    "filled": spec("expect_column_values_to_not_be_null", column="number"),
    "gaps": spec("expect_column_values_to_not_be_null", column="ended"),
    "critical": spec(
        "expect_column_values_to_be_in_set", "critical", column="child", value_set=["B"]
    ),
    "unique": spec("expect_compound_columns_to_be_unique", column_list=["number", "child"]),
    "pair": spec(
        "expect_column_pair_values_a_to_be_greater_than_b", column_A="ended", column_B="began"
    ),
    "a value observed": spec("expect_column_max_to_be_between", column="child", max_value="A"),
    "a number observed": spec("expect_column_max_to_be_between", column="number", max_value=5),
    "rows": rows_query("number < 7"),
    "pattern": rows_query("NOT regexp_full_match(child, 'WA[0-9]{{5}}')"),
    "no such column": spec("expect_column_values_to_not_be_null", "info", column="nope"),
    "no such expectation": spec("expect_the_moon", "info"),
    "wrong arguments": spec("expect_column_values_to_be_between", "info", column="number", least=4),
    "breaks on a value": rows_query("CAST(child AS INTEGER) = 1"),
    "faulty query": rows_query("nonsense"),
}


@pytest.fixture(scope="module")
def outcome():
    suites = [
        Suite(model=name, expectations=tuple(EXPECTATIONS.values()))
        for name in ("filled", "empty", "absent")
    ]
    with open_warehouse() as connection:
        connection.execute(
            f"CREATE TABLE filled AS SELECT range AS number, '{SECRET}' AS child, DATE '2020-01-01' AS began, "
            "CASE WHEN range < 4 THEN DATE '2020-02-01' END AS ended FROM range(10)"
        )
        connection.execute("CREATE TABLE empty AS SELECT * FROM filled WHERE FALSE")
        results = run_suites(connection, suites)
        connection.execute("SELECT 1")  # the connection is still ours to use
    return {result.model: result for result in results}


def verdict(outcome, name, model="filled"):
    return outcome[model].results[list(EXPECTATIONS).index(name)]


@pytest.mark.parametrize("name", ["filled", "unique", "pair", "pattern"])
def test_what_holds_succeeds(outcome, name):
    result = verdict(outcome, name)
    assert (result.success, result.is_blocking, result.error) == (True, False, "")
    assert "as expected" in result.message


@pytest.mark.parametrize(
    ("name", "unexpected", "elements", "blocking"),
    [("gaps", 6, 10, False), ("critical", 10, 10, True), ("rows", 7, None, False)],
)
def test_what_does_not_hold_is_counted(outcome, name, unexpected, elements, blocking):
    result = verdict(outcome, name)
    assert (result.success, result.unexpected_count, result.element_count) == (
        False,
        unexpected,
        elements,
    )
    assert (result.is_blocking, result.error) == (blocking, "")
    assert f"{unexpected}" in result.message


def test_only_numbers_are_observed(outcome):
    assert verdict(outcome, "a number observed").observed == 9
    assert verdict(outcome, "a value observed").observed is None
    assert not verdict(outcome, "a value observed").success


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no such column", 'The column "nope"'),
        ("no such expectation", "expect_the_moon"),
        ("wrong arguments", "least"),
        ("breaks on a value", "Conversion Error"),
        ("faulty query", "nonsense"),
    ],
)
def test_a_check_that_errs_is_an_error_and_blocks_whatever_its_severity(outcome, name, told):
    result = verdict(outcome, name)
    assert not result.success
    assert result.is_blocking
    assert told in result.error
    assert "could not be checked" in result.message


def test_no_value_of_a_row_comes_back(outcome):
    assert SECRET not in repr(outcome)


@pytest.mark.parametrize(
    "name", ["filled", "gaps", "critical", "unique", "pair", "rows", "pattern"]
)
def test_an_empty_table_passes(outcome, name):
    assert verdict(outcome, name, "empty").success


def test_a_table_that_is_not_there_is_an_error(outcome):
    assert outcome["absent"].blocking_failure
    assert all("there is no table absent" in result.error for result in outcome["absent"].results)


def test_results_are_in_the_order_of_the_suite(outcome):
    kinds = [result.expectation for result in outcome["filled"].results]
    assert kinds == [expectation.type for expectation in EXPECTATIONS.values()]
    assert outcome["filled"].seconds > 0


def test_nothing_is_printed(capfd, caplog):
    suite = Suite(model="t", expectations=(EXPECTATIONS["filled"], EXPECTATIONS["faulty query"]))
    with caplog.at_level(logging.WARNING), open_warehouse() as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS number")
        run_suites(connection, [suite])
    assert capfd.readouterr() == ("", "")
    assert caplog.records == []


def test_what_is_not_committed_is_not_judged():
    suite = Suite(model="t", expectations=(EXPECTATIONS["filled"],))
    with open_warehouse() as connection:
        connection.execute("CREATE TABLE t AS SELECT 1 AS number")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO t VALUES (NULL)")
        (result,) = run_suites(connection, [suite])
        connection.execute("ROLLBACK")
    assert result.success


def test_no_suites_need_no_library():
    with open_warehouse() as connection:
        assert run_suites(connection, []) == ()


def test_preload_imports_the_library():
    assert preload().result(timeout=600) is None


WHOLE = """\
model: good
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: {column: a}
    severity: critical
    why: Everything is joined by it.
"""


def test_load_reads_folders_in_order(tmp_path):
    for name in ("b/good.yaml", "a/good.yaml"):
        path = tmp_path / name
        path.parent.mkdir()
        path.write_text(WHOLE)
    suites = load_suites(tmp_path)
    assert [suite.model for suite in suites] == ["good", "good"]
    assert suites[0].expectations[0].column == "a"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (("severity: critical", "severity: fatal"), "severity"),
        (("    why: Everything is joined by it.\n", ""), "why"),
        (("model: good", "model: other"), "named for 'good'"),
        (("kwargs:", "arguments:"), "arguments"),
        (("expectations:\n", "expectations: []\nrest:\n"), "rest"),
        (("model: good", "model: [good"), "while parsing"),
        (("expect_column", "Expect_column"), "type"),
    ],
    ids=["severity", "no-why", "name", "unknown-key", "unknown-top-key", "not-yaml", "type"],
)
def test_faulty_suites_are_named_with_what_is_wrong(tmp_path, change, told):
    (tmp_path / "good.yaml").write_text(WHOLE.replace(*change))
    with pytest.raises(ProjectError, match=r"good\.yaml") as caught:
        load_suites(tmp_path)
    assert told in caught.value.message
    assert caught.value.remedy


def test_all_faulty_suites_are_named_together(tmp_path):
    (tmp_path / "one.yaml").write_text(WHOLE)
    (tmp_path / "two.yaml").write_text("- 1\n")
    with pytest.raises(ProjectError) as caught:
        load_suites(tmp_path)
    assert "one.yaml" in caught.value.message
    assert "two.yaml" in caught.value.message


@pytest.mark.parametrize(
    "query",
    ["SELECT child FROM {batch}", "SELECT 1\nFROM t", "SELECT *\nFROM {batch}"],
    ids=["a-value", "not-the-batch", "all-values"],
)
def test_a_query_that_could_return_values_is_refused(query):
    with pytest.raises(ValueError, match="SELECT 1"):
        spec("unexpected_rows_expectation", unexpected_rows_query=query)
