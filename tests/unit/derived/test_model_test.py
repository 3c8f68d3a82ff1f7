"""The model tests that are written from contracts: they pass on the model as it is and on no other."""

import pytest

from pipeline.derived.model_test import model_test
from pipeline.derived.staging import staging_sql
from pipeline.modelling.testing.definition import load_tests


@pytest.fixture
def outcome(source, stays, hold, warehouse, tmp_path):
    """Run the test of the made-up table on its staging model after some change; returns the cases that differ."""
    path = tmp_path / "stg_made_up__stays.yaml"
    path.write_text(model_test(stays), encoding="utf-8")
    tests = load_tests(path)
    hold(stays)

    def run(change=lambda sql: sql):
        return [test.name for test in tests if not passes(test, change(staging_sql(source, stays)))]

    def passes(test, sql):
        warehouse.execute(f"DELETE FROM {stays.raw_name}")
        for row in test.given[stays.raw_name]:
            names, marks = ", ".join(row), ", ".join("?" for _ in row)
            warehouse.execute(
                f"INSERT INTO {stays.raw_name} ({names}) VALUES ({marks})", list(row.values())
            )
        relation = warehouse.sql(sql)
        rows = [dict(zip(relation.columns, values, strict=True)) for values in relation.fetchall()]
        return [{name: row[name] for name in test.expect[0]} for row in rows] == test.expect

    return run


def test_the_model_as_it_is_passes(outcome):
    assert outcome() == []


ORDINARY = "every column is trimmed and typed, codes are in capitals"
BLANK = "a blank is NULL and its row is kept"
UNREADABLE = "what is no such value is NULL and keeps its text"


@pytest.mark.parametrize(
    ("found", "put", "failing"),
    [
        pytest.param(
            "r.permanence_date", "r.decom", {ORDINARY, UNREADABLE}, id="one column read for another"
        ),
        pytest.param("UPPER(TRIM(r.ls))", "TRIM(r.ls)", {ORDINARY}, id="codes as they came"),
        pytest.param("NULLIF(TRIM(r.child), '')", "TRIM(r.child)", {BLANK}, id="a blank is a text"),
        pytest.param("%d/%m/%Y", "%m/%d/%Y", {ORDINARY}, id="month first"),
        pytest.param("WHEN MOD", "WHEN 0 * MOD", {UNREADABLE}, id="numbers are rounded"),
        pytest.param(
            "'1', 'true', 'y', 'yes'", "'1', 'true', 'y'", {ORDINARY}, id="yes is unknown"
        ),
        pytest.param(" AS r\n", " AS r\nWHERE r.decom > ' '\n", {BLANK}, id="rows are dropped"),
        pytest.param("DECIMAL(18, 2)", "INTEGER", {ORDINARY}, id="pence are lost"),
        pytest.param("r.child_key", "r.la_code AS child_key", {ORDINARY}, id="another key"),
    ],
)
def test_a_model_with_a_fault_does_not(outcome, found, put, failing):
    def change(sql):
        assert found in sql
        return sql.replace(found, put)

    assert set(outcome(change)) == failing
