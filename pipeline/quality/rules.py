"""The runner of statutory rules: every rule is asked for the rows that break it.

A rule that fails stops no other. Fills `fct_data_quality_issue` and `fct_rule_run`. What a rule
means is in its SQL file; what follows from findings belongs to `gate`, and telling the local
authority to `restricted`.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.definition import RULE_COLUMNS
from pipeline.quality.error_text import without_values
from pipeline.quality.result import RuleRun
from pipeline.quality.store import insert_rows, make_table
from pipeline.quality.tables import DATA_QUALITY_ISSUE, RULE_RUN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.definition import Rule

_FOUND = "found_data_quality_issue"


def run_rules(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> tuple[RuleRun, ...]:
    """Run every rule and replace both tables of findings in one transaction.

    Args:
        connection: An open connection to the warehouse, outside any transaction.
        rules: The rules to run; a rule judges only the collection years to which it applies.

    Returns:
        One result a rule, in the order given. A rule that fails has status `error`.
    """
    # Gathered first, each rule in a statement of its own: a failed statement spoils a transaction
    # for the rest.
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_FOUND} ({DATA_QUALITY_ISSUE.column_definitions})"
    )
    runs = tuple(_run_rule(connection, rule) for rule in rules)
    with transaction(connection):
        make_table(connection, DATA_QUALITY_ISSUE)
        connection.execute(
            f"INSERT INTO {DATA_QUALITY_ISSUE.name} FROM {_FOUND} ORDER BY rule_code, row_id, field"
        )
        make_table(connection, RULE_RUN)
        insert_rows(connection, RULE_RUN, [astuple(run) for run in runs])
    connection.execute(f"DROP TABLE {_FOUND}")
    return runs


def _run_rule(connection: DuckDBPyConnection, rule: Rule) -> RuleRun:
    import duckdb

    rows_failing, error = 0, ""
    try:
        error = _wrong_columns(connection, rule)
        if not error:
            rows_failing = _find(connection, rule)
    except duckdb.Error as failure:
        error = without_values(str(failure))
    return RuleRun(
        rule_code=rule.code,
        severity=rule.severity,
        source=rule.source,
        table_name=rule.table,
        message=rule.message,
        status="error" if error else "ran",
        rows_failing=rows_failing,
        error=error,
    )


def _wrong_columns(connection: DuckDBPyConnection, rule: Rule) -> str:
    """Return what is wrong with the columns that a rule selects; empty when nothing is."""
    selected = tuple(connection.sql(f"FROM (\n{rule.sql}\n) AS failing LIMIT 0").columns)
    if selected == RULE_COLUMNS:
        return ""
    return f"The rule selects {', '.join(selected)}; it must select {', '.join(RULE_COLUMNS)}."


def _find(connection: DuckDBPyConnection, rule: Rule) -> int:
    """Gather the findings of one rule and return how many rows break it."""
    connection.execute(
        f"""
        INSERT INTO {_FOUND}
        SELECT
            $code, $severity, la_code, collection_year, $table, row_id, child_key, field,
            CAST(value AS VARCHAR)
        FROM (\n{rule.sql}\n) AS failing
        WHERE collection_year >= coalesce($first_year, collection_year)
            AND collection_year <= coalesce($last_year, collection_year)
        """,
        {
            "code": rule.code,
            "severity": rule.severity,
            "table": rule.table,
            "first_year": rule.first_year,
            "last_year": rule.last_year,
        },
    )
    # A rule may judge several modules, a file each.
    count = f"""
        SELECT count(DISTINCT row_id) FROM {_FOUND} WHERE rule_code = $code AND table_name = $table
    """
    asked = {"code": rule.code, "table": rule.table}
    return int(connection.execute(count, asked).fetchall()[0][0])
