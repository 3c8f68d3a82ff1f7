from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import ProjectError
from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import (
    COMPUTED_TABLES,
    ExpectationResult,
    ModuleFacts,
    RuleRun,
    SuiteResult,
    decide,
    load_policy,
    run_gate,
)

SEEDS = Path(__file__).parents[3] / "seeds"
POLICY = load_policy(SEEDS)
HEADER = ModuleFacts("E1", 2024, "header", rows_in=100, rows_held=100, rows_refused=0)
EPISODES = replace(HEADER, table_name="episodes")


def expectation(*, severity="critical", success=False, error=""):
    return ExpectationResult("expect_x", "a", severity, success, 3, 10, None, "It matters.", error)


def suite(**keys):
    return SuiteResult("mart_x", (expectation(**keys),), 0.1)


def run(status="ran", error=""):
    return RuleRun("143", "error", "ssda903", "episodes", "Mend it.", status, 0, error)


def judge(*facts, suites=(), rule_runs=()):
    return decide(facts or (HEADER, EPISODES), suites=suites, rule_runs=rule_runs, policy=POLICY)


def test_a_clean_return_is_published():
    result = judge(suites=[suite(success=True)], rule_runs=[run()])
    assert (result.stopped, result.reasons, result.warnings) == (False, (), ())
    assert [(d.la_code, d.collection_year, d.decision, d.reason) for d in result.decisions] == [
        ("E1", 2024, "publish", "")
    ]


WITHHELD = {
    "no-header": ((EPISODES,), "The header module was not sent."),
    "no-episodes": ((HEADER,), "The episodes module was not sent."),
    "empty": ((HEADER, replace(EPISODES, rows_held=0)), "The episodes module has no rows."),
    "errors": (
        (HEADER, replace(EPISODES, rows_failing={"error": 11})),
        "11.0 % of the episodes rows break rules",
    ),
    "header-errors": (
        (replace(HEADER, rows_failing={"error": 50}), EPISODES),
        "50.0 % of the header rows",
    ),
    "refused": (
        (HEADER, replace(EPISODES, rows_in=200, rows_refused=100)),
        "50.0 % of the episodes rows could not be read",
    ),
}


@pytest.mark.parametrize(("facts", "told"), WITHHELD.values(), ids=WITHHELD)
def test_a_return_that_cannot_be_trusted_is_withheld_and_the_rest_goes_out(facts, told):
    other = (replace(HEADER, la_code="E2"), replace(EPISODES, la_code="E2"))
    result = judge(*facts, *other)
    assert not result.stopped
    assert [(d.la_code, d.decision) for d in result.decisions] == [
        ("E1", "withhold"),
        ("E2", "publish"),
    ]
    assert told in result.decisions[0].reason


@pytest.mark.parametrize(("facts", "told"), WITHHELD.values(), ids=WITHHELD)
def test_nothing_left_to_publish_stops_the_release(facts, told):
    result = judge(*facts)
    assert result.stopped
    assert result.reasons == ("No local authority and year is left to publish.",)


def test_a_return_that_is_at_the_limit_is_published():
    facts = (HEADER, replace(EPISODES, rows_failing={"error": 10, "query": 100}))
    assert [d.decision for d in judge(*facts).decisions] == ["publish"]


def test_no_return_at_all_stops_the_release():
    result = decide((), suites=(), rule_runs=(), policy=POLICY)
    assert result.stopped
    assert "No return has been received" in result.reasons[0]


def test_years_are_decided_one_by_one_and_in_order():
    later = [replace(fact, collection_year=2025) for fact in (HEADER, EPISODES)]
    result = judge(*later, EPISODES)
    assert [(d.collection_year, d.decision) for d in result.decisions] == [
        (2024, "withhold"),
        (2025, "publish"),
    ]


def test_other_modules_alone_get_no_decision():
    assert (
        judge(HEADER, EPISODES, replace(HEADER, la_code="E2", table_name="uasc")).decisions
        == judge().decisions
    )


@pytest.mark.parametrize(
    ("found", "told"),
    [
        (
            {"suites": [suite()]},
            "mart_x: expect_x (a): 3 of 10 rows are not as expected. It matters.",
        ),
        (
            {"suites": [suite(severity="info", error="no such table")]},
            "mart_x: expect_x (a): could not be checked",
        ),
        ({"rule_runs": [run("error", "no column")]}, "Rule 143 could not be run: no column"),
    ],
    ids=["critical", "expectation-error", "rule-error"],
)
def test_what_must_never_happen_stops_the_release(found, told):
    result = judge(**found)
    assert result.stopped
    assert len(result.reasons) == 1
    assert result.reasons[0].startswith(told)
    assert [d.decision for d in result.decisions] == ["publish"]


@pytest.mark.parametrize(("severity", "warned"), [("warning", True), ("info", False)])
def test_what_is_odd_is_told_and_stops_nothing(severity, warned):
    result = judge(suites=[suite(severity=severity)])
    assert not result.stopped
    assert bool(result.warnings) is warned


rows = st.integers(0, 1000)


@settings(derandomize=True)
@given(held=st.integers(1, 1000), failing=rows, refused=rows)
def test_a_return_is_withheld_if_and_only_if_a_share_is_over_its_limit(held, failing, refused):
    failing = min(failing, held)
    facts = replace(
        EPISODES,
        rows_in=held + refused,
        rows_held=held,
        rows_refused=refused,
        rows_failing={"error": failing},
    )
    over = 10 * failing > held or 10 * refused > held + refused
    (decision,) = judge(HEADER, facts).decisions
    assert (decision.decision == "withhold") is over
    assert bool(decision.reason) is over


def test_the_gate_reads_the_warehouse_and_writes_its_decisions():
    with open_warehouse() as connection:
        connection.execute(
            "CREATE TABLE raw_intake__submissions (source VARCHAR, table_name VARCHAR, la_code VARCHAR, "
            "collection_year INTEGER, rows_in INTEGER, rows_raw INTEGER, rows_quarantined INTEGER)"
        )
        connection.execute(
            "INSERT INTO raw_intake__submissions VALUES "
            "('ssda903', 'header', 'E1', 2024, 5, 5, 0), ('ssda903', 'episodes', 'E1', 2024, 5, 5, 0), "
            "('ssda903', 'header', 'E2', 2024, 5, 5, 0), ('ssda903', 'episodes', 'E2', 2024, 5, 5, 0)"
        )
        for table in COMPUTED_TABLES:
            connection.execute(f"CREATE TABLE {table.name} ({table.column_definitions})")
        connection.execute(
            "INSERT INTO fct_data_quality_issue VALUES "
            "('1', 'error', 'E1', 2024, 'episodes', 'f:1', 'c', 'RNE', 'Q'), "
            "('2', 'error', 'E1', 2024, 'episodes', 'f:1', 'c', 'LS', 'Q'), "
            "('2', 'query', 'E2', 2024, 'episodes', 'g:1', 'c', 'LS', 'Q')"
        )
        # A rule that looks at reviews, which E2 has not returned, and one of another source's header.
        connection.execute(
            "INSERT INTO fct_data_quality_issue VALUES "
            "('3', 'error', 'E2', 2024, 'episodes', 'g:2', 'c', 'LS', 'Q'), "
            "('4', 'error', 'E2', 2024, 'header', 'h:1', 'c', 'Collection', 'Q')"
        )
        connection.execute(
            "INSERT INTO fct_rule_run (source, rule_code, table_name, modules_read) VALUES "
            "('ssda903', '1', 'episodes', 'episodes'), ('ssda903', '2', 'episodes', 'episodes'), "
            "('ssda903', '3', 'episodes', 'episodes,reviews'), ('cin_census', '4', 'header', 'header')"
        )
        for _ in range(2):
            result = run_gate(connection, suites=(), rule_runs=(), policy=POLICY)
        stored = connection.sql("SELECT * FROM fct_gate_decision ORDER BY ALL").fetchall()
    assert stored == [
        (
            "E1",
            2024,
            "withhold",
            "20.0 % of the episodes rows break rules of severity error (limit 10 %).",
        ),
        ("E2", 2024, "publish", ""),
    ]
    assert [
        (d.la_code, d.collection_year, d.decision, d.reason) for d in result.decisions
    ] == stored


def policy_of(folder, line):
    heading = (SEEDS / "gate_policy.csv").read_text().splitlines()[0]
    (folder / "gate_policy.csv").write_text(f"{heading}\n{line}\n")
    return load_policy(folder)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("a,storm,header,,,withhold,m", "condition"),
        ("a,rows_failing,header,error,ten,withhold,m", "limit_percent"),
        ("a,rows_failing,header,error,101,withhold,m", "limit_percent"),
        ("a,rows_failing,header,error,,withhold,m", "limit_percent"),
        ("a,rows_failing,header,,5,withhold,m", "severity"),
        ("a,module_missing,,,,withhold,m", "table_name"),
        ("a,check_in_error,,,5,stop,m", "limit_percent"),
        ("a,check_in_error,,,,withhold,m", "withhold"),
    ],
    ids=[
        "condition",
        "no-number",
        "over-100",
        "no-limit",
        "no-severity",
        "no-module",
        "limit-too-many",
        "withhold-all",
    ],
)
def test_a_faulty_policy_is_refused_with_its_line(tmp_path, line, told):
    with pytest.raises(ProjectError, match=r"gate_policy\.csv:2") as caught:
        policy_of(tmp_path, line)
    assert told in caught.value.message


def test_the_policy_is_data(tmp_path):
    policy = policy_of(tmp_path, "a,rows_failing,episodes,query,0,stop,m")
    facts = (HEADER, replace(EPISODES, rows_failing={"query": 1}))
    result = decide(facts, suites=(), rule_runs=(), policy=policy)
    assert result.reasons[0].startswith("E1 2024: 1.0 % of the episodes rows")
