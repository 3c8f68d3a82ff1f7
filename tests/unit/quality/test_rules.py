from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import COMPUTED_TABLES, Rule, run_rules

SECRET = "WA00001"
FINDING = "row_id, la_code, collection_year, child_key, field, value"


def rule(code, sql, *, table="episodes", first_year=None, last_year=None, severity="error"):
    return Rule(
        code,
        "ssda903",
        table,
        severity,
        f"Mend {code}.",
        ("RNE",),
        first_year,
        last_year,
        sql,
        Path(f"{code}.sql"),
    )


ALL_ROWS = f"SELECT {FINDING} FROM sent"
BREAKS_ON_NO_VALUE = f"SELECT {FINDING} FROM sent WHERE value IS NULL"
BREAKS_ON_A_VALUE = f"SELECT {FINDING} FROM sent WHERE CAST(value AS INTEGER) = 1"


@pytest.fixture
def warehouse():
    with open_warehouse() as connection:
        connection.execute(
            f"CREATE TABLE sent ({FINDING.replace(',', ' VARCHAR,')} VARCHAR)".replace(
                "year VARCHAR", "year INTEGER"
            )
        )
        connection.execute(
            "INSERT INTO sent VALUES ('f:1', 'E1', 2023, 'c', 'RNE', ?), ('f:1', 'E1', 2023, 'c', 'DEC', NULL), "
            "('g:1', 'E1', 2024, 'c', 'RNE', 'Q')",
            [SECRET],
        )
        yield connection


def findings(connection, *columns):
    return connection.execute(
        f"SELECT {', '.join(columns)} FROM fct_data_quality_issue ORDER BY ALL"
    ).fetchall()


def test_findings_are_kept_and_rows_counted_once(warehouse):
    (run,) = run_rules(warehouse, [rule("1", ALL_ROWS, severity="query")])
    assert (run.status, run.rows_failing, run.error) == ("ran", 2, "")
    assert findings(
        warehouse, "rule_code", "severity", "table_name", "row_id", "field", "value"
    ) == [
        ("1", "query", "episodes", "f:1", "DEC", None),
        ("1", "query", "episodes", "f:1", "RNE", SECRET),
        ("1", "query", "episodes", "g:1", "RNE", "Q"),
    ]


@pytest.mark.parametrize(
    ("first_year", "last_year", "years"),
    [
        (None, None, [2023, 2024]),
        (2024, None, [2024]),
        (None, 2023, [2023]),
        (2023, 2024, [2023, 2024]),
        (2025, None, []),
    ],
    ids=["always", "since", "until", "between", "not-yet"],
)
def test_a_rule_judges_only_its_years(warehouse, first_year, last_year, years):
    run_rules(warehouse, [rule("1", ALL_ROWS, first_year=first_year, last_year=last_year)])
    assert findings(warehouse, "DISTINCT collection_year") == [(year,) for year in years]


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT nonsense FROM sent", "nonsense"),
        ("SELECT * FROM absent", "absent"),
        ("SELECT FROM WHERE", "syntax error"),
        ("SELECT row_id FROM sent", "must select row_id, la_code"),
        (f"SELECT {FINDING}, 1 AS more FROM sent", "must select row_id, la_code"),
        (BREAKS_ON_A_VALUE, "Conversion Error"),
    ],
    ids=["column", "table", "syntax", "too-few", "too-many", "value"],
)
def test_a_rule_that_errs_is_told_and_stops_no_other(warehouse, sql, told):
    runs = run_rules(warehouse, [rule("1", sql), rule("2", ALL_ROWS)])
    assert [(run.rule_code, run.status, run.rows_failing) for run in runs] == [
        ("1", "error", 0),
        ("2", "ran", 2),
    ]
    assert told in runs[0].error
    assert SECRET not in repr(runs)
    assert len(findings(warehouse, "*")) == 3
    stored = warehouse.execute(
        "SELECT rule_code, status, error FROM fct_rule_run ORDER BY ALL"
    ).fetchall()
    assert stored == [("1", "error", runs[0].error), ("2", "ran", "")]


def test_a_rule_of_two_modules_is_counted_in_each(warehouse):
    runs = run_rules(
        warehouse, [rule("1", ALL_ROWS), rule("1", BREAKS_ON_NO_VALUE, table="reviews")]
    )
    assert [(run.table_name, run.rows_failing) for run in runs] == [("episodes", 2), ("reviews", 1)]


def test_a_second_run_replaces_the_first(warehouse):
    run_rules(warehouse, [rule("1", ALL_ROWS), rule("2", ALL_ROWS)])
    run_rules(warehouse, [rule("2", f"{ALL_ROWS} WHERE false")])
    assert findings(warehouse, "*") == []
    assert warehouse.execute("SELECT rule_code FROM fct_rule_run").fetchall() == [("2",)]


def test_without_rules_the_tables_are_there_and_empty(warehouse):
    assert run_rules(warehouse, []) == ()
    assert findings(warehouse, "*") == []


def test_a_comment_at_the_end_of_a_rule_does_no_harm(warehouse):
    (run,) = run_rules(warehouse, [rule("1", f"{ALL_ROWS} -- every row")])
    assert run.status == "ran"


@pytest.mark.parametrize("table", COMPUTED_TABLES[:2], ids=lambda table: table.name)
def test_tables_are_as_described(warehouse, table):
    run_rules(warehouse, [rule("1", ALL_ROWS)])
    made = warehouse.execute(
        f"SELECT column_name, column_type FROM (DESCRIBE {table.name})"
    ).fetchall()
    assert made == [(column.name, column.type) for column in table.columns]
    key = ", ".join(table.grain)
    assert (
        warehouse.execute(
            f"SELECT {key} FROM {table.name} GROUP BY {key} HAVING count(*) > 1"
        ).fetchall()
        == []
    )
