"""The runner of statutory rules: every rule is asked for the rows that break it.

A rule that fails stops no other, and one that lacks what it reads is told as not run, never as
passed. Fills `fct_data_quality_issue` and `fct_rule_run`. What a rule means is in its SQL file; what
follows from findings belongs to `gate`, and telling the local authority to `restricted`.
"""

from __future__ import annotations

from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.error_text import without_values
from pipeline.quality.result import RuleRun
from pipeline.quality.store import insert_rows, make_table
from pipeline.quality.tables import DATA_QUALITY_ISSUE, RULE_RUN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.definition import Rule

_FOUND = "found_data_quality_issue"
_RETURNS = "judged_return"

# A return: its source, local authority and collection year.
Return = tuple[str, str, int]


def run_rules(
    connection: DuckDBPyConnection, rules: Sequence[Rule], *, empty_returns: Collection[Return] = ()
) -> tuple[RuleRun, ...]:
    """Run every rule and replace both tables of findings in one transaction.

    Args:
        connection: An open connection to the warehouse, outside any transaction.
        rules: The rules to run; a rule judges only the collection years to which it applies.
        empty_returns: Returns that are there although no table holds a row of them.

    Returns:
        One result a rule and module that it judges, in the order given. A rule that fails has status `error`.
    """
    # Gathered first, each rule in a statement of its own: a failed statement spoils a transaction
    # for the rest.
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_FOUND} ({DATA_QUALITY_ISSUE.column_definitions})"
    )
    _gather_returns(connection, rules, empty_returns)
    runs = [run for rule in rules for run in _run_rule(connection, rule)]
    counted = tuple(_with_counts(connection, runs))
    with transaction(connection):
        make_table(connection, DATA_QUALITY_ISSUE)
        connection.execute(
            f"INSERT INTO {DATA_QUALITY_ISSUE.name} FROM {_FOUND} ORDER BY rule_code, row_id, field"
        )
        make_table(connection, RULE_RUN)
        insert_rows(connection, RULE_RUN, [astuple(run) for run in counted])
    connection.execute(f"DROP TABLE {_FOUND}")
    connection.execute(f"DROP TABLE {_RETURNS}")
    return counted


def _gather_returns(
    connection: DuckDBPyConnection, rules: Sequence[Rule], empty_returns: Collection[Return]
) -> None:
    """Note which returns there are, for the rules that read last year's."""
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_RETURNS} (source VARCHAR, la_code VARCHAR, collection_year INTEGER)"
    )
    for one in empty_returns:
        connection.execute(f"INSERT INTO {_RETURNS} VALUES (?, ?, ?)", list(one))
    for source in sorted({rule.source for rule in rules if _needs_last_year(rule)}):
        for table in _staging_tables(connection, source):
            connection.execute(
                f"INSERT INTO {_RETURNS} SELECT DISTINCT $source, la_code, collection_year FROM {table}",
                {"source": source},
            )


def _staging_tables(connection: DuckDBPyConnection, source: str) -> list[str]:
    return [
        name
        for (name,) in connection.execute(
            """
            SELECT table_name FROM information_schema.columns
            WHERE starts_with(table_name, $1) AND column_name IN ('la_code', 'collection_year')
            GROUP BY table_name HAVING count(*) = 2
            ORDER BY table_name
            """,
            [f"stg_{source}__"],
        ).fetchall()
    ]


def _run_rule(connection: DuckDBPyConnection, rule: Rule) -> Iterator[RuleRun]:
    import duckdb

    lacking, error = "", ""
    try:
        lacking = _what_lacks(connection, rule)
        error = _wrong_columns(connection, rule)
        if not lacking and not error:
            error = _find(connection, rule)
    except duckdb.Error as failure:
        error = without_values(str(failure))
    for table in rule.tables:
        yield RuleRun(
            rule_code=rule.code,
            severity=rule.severity,
            source=rule.source,
            table_name=table,
            message=rule.message,
            status="error" if error else "not run" if lacking else "ran",
            rows_failing=0,
            error=error or lacking,
            needs_previous_year=_needs_last_year(rule),
        )


def _needs_last_year(rule: Rule) -> bool:
    return rule.needs_previous_year == "required"


def _what_lacks(connection: DuckDBPyConnection, rule: Rule) -> str:
    """Return which input of a rule is not there; empty when it has all it needs."""
    absent = [
        table.removeprefix("stg_").replace("__", ".")
        for table in rule.needs_reference
        if not connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall()
    ]
    if absent:
        return f"It needs the list {' and '.join(absent)}, which is not there."
    if _needs_last_year(rule) and not _has_two_years(connection, rule.source):
        return "It needs last year's return, which is not there."
    return ""


def _has_two_years(connection: DuckDBPyConnection, source: str) -> bool:
    query = f"""
        SELECT 1
        FROM {_RETURNS} AS this
        INNER JOIN {_RETURNS} AS last USING (source, la_code)
        WHERE source = ? AND last.collection_year = this.collection_year - 1
        LIMIT 1
    """
    return bool(connection.execute(query, [source]).fetchall())


def _wrong_columns(connection: DuckDBPyConnection, rule: Rule) -> str:
    """Return what is wrong with the columns that a rule selects; empty when nothing is."""
    selected = tuple(connection.sql(f"FROM (\n{rule.sql}\n) AS failing LIMIT 0").columns)
    if selected == rule.columns:
        return ""
    return f"The rule selects {', '.join(selected)}; it must select {', '.join(rule.columns)}."


def _find(connection: DuckDBPyConnection, rule: Rule) -> str:
    """Gather the findings of one rule, and return what is wrong with them; empty when nothing is."""
    table = "$tables[1]" if len(rule.tables) == 1 else "table_name"
    connection.execute(
        f"""
        INSERT INTO {_FOUND}
        SELECT
            $code, $severity, la_code, collection_year,
            CASE WHEN list_contains($tables, {table}) THEN {table} END,
            row_id, child_key, field, CAST(value AS VARCHAR)
        FROM (\n{rule.sql}\n) AS failing
        WHERE collection_year >= coalesce($first_year, collection_year)
            AND collection_year <= coalesce($last_year, collection_year)
            AND (
                NOT $needs_last_year
                OR ($source, la_code, collection_year - 1) IN (FROM {_RETURNS})
            )
        """,
        {
            "code": rule.code,
            "severity": rule.severity,
            "tables": list(rule.tables),
            "source": rule.source,
            "needs_last_year": _needs_last_year(rule),
            "first_year": rule.first_year,
            "last_year": rule.last_year,
        },
    )
    return _refuse_strays(connection, rule) if len(rule.tables) > 1 else ""


def _refuse_strays(connection: DuckDBPyConnection, rule: Rule) -> str:
    strays = f"FROM {_FOUND} WHERE rule_code = ? AND table_name IS NULL"
    if not connection.execute(f"SELECT 1 {strays} LIMIT 1", [rule.code]).fetchall():
        return ""
    connection.execute(f"DELETE FROM {_FOUND} WHERE rule_code = ?", [rule.code])
    return f"Its table_name is not always one of {', '.join(rule.tables)}, the modules it judges."


def _with_counts(connection: DuckDBPyConnection, runs: Sequence[RuleRun]) -> Iterator[RuleRun]:
    # A rule may judge several modules, a file each.
    counts = {
        (code, table): rows
        for code, table, rows in connection.sql(
            f"SELECT rule_code, table_name, count(DISTINCT row_id) FROM {_FOUND} GROUP BY ALL"
        ).fetchall()
    }
    for run in runs:
        yield replace(run, rows_failing=counts.get((run.rule_code, run.table_name), 0))
