from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.quality.api import COMPUTED_TABLES, Rule, run_rules

SECRET = "WA00001"
FINDING = "row_id, la_code, collection_year, child_key, field, value"


def rule(code, sql, **others):
    return replace(
        Rule(
            code,
            "ssda903",
            ("episodes",),
            "error",
            f"Mend {code}.",
            ("RNE",),
            None,
            None,
            sql,
            Path(f"{code}.sql"),
        ),
        **others,
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
        ("SELECT row_id FROM sent", "la_code"),
        (BREAKS_ON_A_VALUE, "Conversion Error"),
    ],
    ids=["column", "table", "syntax", "too-few", "value"],
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
        warehouse, [rule("1", ALL_ROWS), rule("1", BREAKS_ON_NO_VALUE, tables=("reviews",))]
    )
    assert [(run.table_name, run.rows_failing) for run in runs] == [("episodes", 2), ("reviews", 1)]


SEVERAL = f"SELECT {FINDING}, CASE WHEN value = 'Q' THEN 'oc3' ELSE 'episodes' END AS table_name FROM sent"


def test_a_rule_says_of_each_row_in_which_module_it_is(warehouse):
    runs = run_rules(warehouse, [rule("1", SEVERAL, tables=("oc3", "episodes", "header"))])
    assert [(run.table_name, run.rows_failing, run.status) for run in runs] == [
        ("oc3", 1, "ran"),
        ("episodes", 1, "ran"),
        ("header", 0, "ran"),
    ]
    assert findings(warehouse, "DISTINCT table_name", "row_id") == [
        ("episodes", "f:1"),
        ("oc3", "g:1"),
    ]


@pytest.mark.parametrize(
    ("sql", "told"),
    [(SEVERAL, "not always one of oc3, reviews"), (ALL_ROWS, "table_name")],
    ids=["another module", "no module"],
)
def test_a_rule_of_several_modules_names_only_those(warehouse, sql, told):
    runs = run_rules(warehouse, [rule("1", sql, tables=("oc3", "reviews"))])
    assert [run.status for run in runs] == ["error", "error"]
    assert all(told in run.error for run in runs)
    assert findings(warehouse, "*") == []


@pytest.fixture
def two_years(warehouse):
    """Of E1 the returns of 2023 and 2024 as staging has them, of E2 one year alone."""
    warehouse.execute(
        "CREATE TABLE stg_ssda903__header AS "
        "FROM (VALUES ('E1', 2023), ('E1', 2024), ('E2', 2024)) AS returned(la_code, collection_year)"
    )
    warehouse.execute("INSERT INTO sent VALUES ('h:1', 'E2', 2024, 'd', 'RNE', 'Q')")
    return warehouse


@pytest.mark.parametrize(
    ("needs", "rows"),
    [("required", ["g:1"]), ("optional", ["f:1", "g:1", "h:1"]), (None, ["f:1", "g:1", "h:1"])],
)
def test_a_return_without_last_years_is_not_judged_by_a_rule_that_needs_it(two_years, needs, rows):
    (run,) = run_rules(two_years, [rule("1", ALL_ROWS, needs_previous_year=needs)])
    assert (run.status, run.rows_failing) == ("ran", len(rows))
    assert findings(two_years, "DISTINCT row_id") == [(row,) for row in rows]


def test_a_rule_without_last_years_return_was_not_run(warehouse):
    needing = rule("1", ALL_ROWS, needs_previous_year="required")
    (run,) = run_rules(warehouse, [needing])
    assert (run.status, run.rows_failing) == ("not run", 0)
    assert "last year's return" in run.error
    assert findings(warehouse, "*") == []
    known = [("ssda903", "E1", 2023), ("ssda903", "E1", 2024)]
    (run,) = run_rules(warehouse, [needing], empty_returns=known)
    assert (run.status, run.rows_failing) == ("ran", 1)


def test_a_rule_without_its_reference_list_was_not_run(warehouse):
    warehouse.execute("CREATE TABLE stg_published__postcode (postcode VARCHAR)")
    needing = rule("1", ALL_ROWS, needs_reference=("stg_published__postcode",))
    (run,) = run_rules(warehouse, [needing])
    assert (run.status, run.error) == (
        "not run",
        "It needs the list published.postcode, which is not there.",
    )
    warehouse.execute("INSERT INTO stg_published__postcode VALUES ('WS1 1TP')")
    (run,) = run_rules(warehouse, [needing])
    assert (run.status, run.rows_failing) == ("ran", 2)


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


@pytest.mark.parametrize(
    "table",
    [one for one in COMPUTED_TABLES if one.name in {"fct_data_quality_issue", "fct_rule_run"}],
    ids=lambda table: table.name,
)
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
