"""The runner of statutory rules: every rule is asked for the rows that break it.

A rule that fails stops no other, and one that lacks what it reads is told as not run, never as
passed. Fills `fct_data_quality_issue` and `fct_rule_run`. What a rule means is in its SQL file; what
follows from findings belongs to `gate`, and telling the local authority to `restricted`.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import astuple
from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.asking import DATABASE, FINDINGS, RETURNS, ask_all
from pipeline.quality.result import RuleRun
from pipeline.quality.store import insert_rows, make_table
from pipeline.quality.tables import DATA_QUALITY_ISSUE, RULE_RUN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.definition import Rule

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
    with asked(connection, rules, empty_returns=empty_returns) as runs, transaction(connection):
        make_table(connection, DATA_QUALITY_ISSUE)
        connection.execute(
            f"INSERT INTO {DATA_QUALITY_ISSUE.name} FROM {FINDINGS} ORDER BY rule_code, row_id, field"
        )
        make_table(connection, RULE_RUN)
        insert_rows(connection, RULE_RUN, [astuple(run) for run in runs])
    return runs


@contextmanager
def asked(
    connection: DuckDBPyConnection, rules: Sequence[Rule], *, empty_returns: Collection[Return] = ()
) -> Iterator[tuple[RuleRun, ...]]:
    """Run every rule as `run_rules` does, and have the failing rows in `FINDINGS` until the end."""
    connection.execute(f"ATTACH ':memory:' AS {DATABASE}")
    try:
        connection.execute(f"CREATE TABLE {FINDINGS} ({DATA_QUALITY_ISSUE.column_definitions})")
        _gather_returns(connection, rules, empty_returns)
        lacking = _what_lacks(connection, rules)
        able = {place: rule for place, rule in enumerate(rules) if place not in lacking}
        wrong = ask_all(connection, able)
        wrong |= _refuse_strays(connection, rules)
        yield tuple(_runs(rules, _counts(connection), lacking, wrong))
    finally:
        connection.execute(f"DETACH {DATABASE}")


def _gather_returns(
    connection: DuckDBPyConnection, rules: Sequence[Rule], empty_returns: Collection[Return]
) -> None:
    """Note which returns there are, for the rules that read last year's."""
    connection.execute(
        f"CREATE TABLE {RETURNS} (source VARCHAR, la_code VARCHAR, collection_year INTEGER)"
    )
    for one in empty_returns:
        connection.execute(f"INSERT INTO {RETURNS} VALUES (?, ?, ?)", list(one))
    for source in sorted({rule.source for rule in rules if rule.needs_last_year}):
        for table in _staging_tables(connection, source):
            connection.execute(
                f"INSERT INTO {RETURNS} SELECT DISTINCT $source, la_code, collection_year FROM {table}",
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


def _what_lacks(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> dict[int, str]:
    """Return, by place, which input of a rule is not there."""
    lists = {name for rule in rules for name in rule.needs_reference}
    absent = {name for name in lists if not _has_rows(connection, name)}
    sources = {rule.source for rule in rules if rule.needs_last_year}
    one_year = {source for source in sources if not _has_two_years(connection, source)}
    lacking = {}
    for place, rule in enumerate(rules):
        named = [
            name.removeprefix("stg_").replace("__", ".")
            for name in rule.needs_reference
            if name in absent
        ]
        if named and not _is_stated(connection, rule):
            lacking[place] = (
                f"It needs the list {' and '.join(named)}, which is not there{_nor_stated(rule)}."
            )
        elif rule.needs_last_year and rule.source in one_year:
            lacking[place] = "It needs last year's return, which is not there."
    return lacking


def _is_stated(connection: DuckDBPyConnection, rule: Rule) -> bool:
    """Tell whether any return states itself what the lists would tell."""
    filled = " OR ".join(f"{column} IS NOT NULL" for _, column in rule.or_stated)
    if not filled:
        return False
    query = f"SELECT 1 FROM {rule.staging[0]} WHERE {filled} LIMIT 1"
    return bool(connection.execute(query).fetchall())


def _nor_stated(rule: Rule) -> str:
    headings = " or ".join(heading for heading, _ in rule.or_stated)
    return f", nor does a return state {headings}" if headings else ""


def _has_rows(connection: DuckDBPyConnection, table: str) -> bool:
    return bool(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall())


def _has_two_years(connection: DuckDBPyConnection, source: str) -> bool:
    query = f"""
        SELECT 1
        FROM {RETURNS} AS this
        INNER JOIN {RETURNS} AS last USING (source, la_code)
        WHERE source = ? AND last.collection_year = this.collection_year - 1
        LIMIT 1
    """
    return bool(connection.execute(query, [source]).fetchall())


def _refuse_strays(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> dict[int, str]:
    """Drop the findings of rules that name a module which they do not judge, and say so, by place."""
    query = f"SELECT DISTINCT rule_code FROM {FINDINGS} WHERE table_name IS NULL"
    codes = [code for (code,) in connection.sql(query).fetchall()]
    if codes:
        connection.execute(f"DELETE FROM {FINDINGS} WHERE list_contains(?, rule_code)", [codes])
    return {
        place: f"Its table_name is not always one of {', '.join(rule.tables)}, the modules it judges."
        for place, rule in enumerate(rules)
        if rule.code in codes and len(rule.tables) > 1
    }


def _counts(connection: DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Return how many rows of a module break a rule."""
    query = f"SELECT rule_code, table_name, count(DISTINCT row_id) FROM {FINDINGS} GROUP BY ALL"
    return {(code, table): rows for code, table, rows in connection.sql(query).fetchall()}


def _runs(
    rules: Sequence[Rule],
    counts: Mapping[tuple[str, str], int],
    lacking: Mapping[int, str],
    wrong: Mapping[int, str],
) -> Iterator[RuleRun]:
    for place, rule in enumerate(rules):
        for table in rule.tables:
            yield RuleRun(
                rule_code=rule.code,
                severity=rule.severity,
                source=rule.source,
                table_name=table,
                message=rule.message,
                status="error" if place in wrong else "not run" if place in lacking else "ran",
                rows_failing=counts.get((rule.code, table), 0),
                error=wrong.get(place) or lacking.get(place, ""),
                needs_previous_year=rule.needs_last_year,
                modules_read=",".join(rule.reads),
            )
