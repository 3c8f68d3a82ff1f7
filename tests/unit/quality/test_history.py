"""The history of findings: what is the same finding, and when it was seen and fixed."""

from datetime import date

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import COMPUTED_TABLES, record_history
from pipeline.quality.history import history_state

FIRST, SECOND, THIRD = date(2026, 1, 5), date(2026, 1, 6), date(2026, 1, 9)


@pytest.fixture
def warehouse():
    with open_warehouse() as connection:
        for table in COMPUTED_TABLES:
            if table.name != "fct_data_quality_history":
                connection.execute(f"CREATE TABLE {table.name} ({table.column_definitions})")
        yield connection


@pytest.fixture
def judge(warehouse):
    """Let the rules have found some rows, `(row id, child, value)` of one field, on a day."""

    def judge(day, *found, status="ran", rules=("143",)):
        for name in ("fct_data_quality_issue", "fct_rule_run"):
            warehouse.execute(f"DELETE FROM {name}")
        for rule in rules:
            warehouse.execute(
                "INSERT INTO fct_rule_run (source, rule_code, table_name, status) "
                "VALUES ('ssda903', ?, 'episodes', ?)",
                [rule, status],
            )
        for row_id, child, value in found:
            warehouse.execute(
                "INSERT INTO fct_data_quality_issue VALUES "
                "('143', 'error', 'E1', 2024, 'episodes', ?, ?, 'RNE', ?)",
                [row_id, child, value],
            )
        record_history(warehouse, today=day)
        return warehouse.execute(
            "SELECT child_key, row_id, first_seen_date, last_seen_date, fixed_date "
            "FROM fct_data_quality_history ORDER BY child_key, first_seen_date, row_id NULLS LAST"
        ).fetchall()

    return judge


def test_what_is_found_again_in_another_file_is_the_same_finding(judge):
    judge(FIRST, ("old:7", "a", "Q"))
    assert judge(SECOND, ("new:3", "a", "Q")) == [("a", "new:3", FIRST, SECOND, None)]


def test_what_is_no_longer_found_is_fixed_on_that_day_and_stays_so(judge):
    judge(FIRST, ("f:1", "a", "Q"), ("f:2", "b", "Q"))
    judge(SECOND, ("g:2", "b", "Q"))
    assert judge(THIRD) == [
        ("a", None, FIRST, FIRST, SECOND),
        ("b", None, FIRST, SECOND, THIRD),
    ]


def test_another_value_that_is_wrong_too_is_another_finding(judge):
    judge(FIRST, ("f:1", "a", "Q"))
    assert judge(SECOND, ("g:1", "a", "Z")) == [
        ("a", None, FIRST, FIRST, SECOND),
        ("a", "g:1", SECOND, SECOND, None),
    ]


@pytest.mark.parametrize("value", ["Q", None])
def test_of_some_that_are_alike_as_many_are_fixed_as_are_gone(judge, value):
    judge(FIRST, *((f"f:{n}", "a", value) for n in range(3)))
    left = judge(SECOND, ("g:5", "a", value))
    assert [(row_id, fixed) for _, row_id, _, _, fixed in left] == [
        ("g:5", None),
        (None, SECOND),
        (None, SECOND),
    ]


def test_what_comes_back_counts_as_never_fixed(judge):
    judge(FIRST, ("f:1", "a", "Q"))
    judge(SECOND)
    assert judge(THIRD, ("g:1", "a", "Q")) == [("a", "g:1", FIRST, THIRD, None)]


def test_a_rule_that_was_not_run_leaves_its_findings_open(judge):
    judge(FIRST, ("f:1", "a", "Q"))
    assert judge(SECOND, status="error") == [("a", None, FIRST, FIRST, None)]


def test_what_a_rule_found_that_is_no_more_is_closed(judge):
    judge(FIRST, ("f:1", "a", "Q"))
    assert judge(SECOND, rules=()) == [("a", None, FIRST, FIRST, SECOND)]


def test_judging_again_on_the_same_day_changes_nothing(judge, warehouse):
    found = (("f:1", "a", "Q"), ("f:2", "a", "Q"), ("f:3", "b", None))
    once, state = judge(FIRST, *found), history_state(warehouse)
    assert judge(FIRST, *reversed(found)) == once
    assert history_state(warehouse) == state


def test_what_was_sent_is_not_kept(judge, warehouse):
    judge(FIRST, ("f:1", "a", "a secret"))
    held = warehouse.sql("SELECT * FROM fct_data_quality_history").fetchall()
    assert "a secret" not in str(held)
