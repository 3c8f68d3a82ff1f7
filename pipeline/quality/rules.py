"""The runner of statutory rules: every rule is asked for the rows that break it.

A rule that fails stops no other, and one that lacks what it reads is told as not run, never as
passed. Fills `fct_data_quality_issue` and `fct_rule_run`. What a rule means is in its SQL file; what
follows from findings belongs to `gate`, and telling the local authority to `restricted`.
"""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.asking import ask_all
from pipeline.quality.result import RuleRun
from pipeline.quality.store import insert_rows, make_table
from pipeline.quality.tables import DATA_QUALITY_ISSUE, RULE_RUN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from pipeline.quality.definition import Rule

_FOUND = "found_data_quality_issue"
_RETURNS = "judged_return"
_RULES = "judging_rule"
_FAILING = "failing_row"
# How many failing rows are in memory at most before they are kept.
_MOST_WAITING = 200_000

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
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {_FOUND} ({DATA_QUALITY_ISSUE.column_definitions})"
    )
    _gather_returns(connection, rules, empty_returns)
    _describe_rules(connection, rules)
    lacking = _what_lacks(connection, rules)
    able = {place: rule for place, rule in enumerate(rules) if place not in lacking}
    wrong = _gather(connection, able)
    wrong |= _refuse_strays(connection, rules)
    runs = tuple(_runs(rules, _counts(connection), lacking, wrong))
    with transaction(connection):
        make_table(connection, DATA_QUALITY_ISSUE)
        connection.execute(
            f"INSERT INTO {DATA_QUALITY_ISSUE.name} FROM {_FOUND} ORDER BY rule_code, row_id, field"
        )
        make_table(connection, RULE_RUN)
        insert_rows(connection, RULE_RUN, [astuple(run) for run in runs])
    for table in (_FOUND, _RETURNS, _RULES):
        connection.execute(f"DROP TABLE {table}")
    return runs


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


def _describe_rules(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> None:
    """Note of each rule, by its place, what its findings are to say and which years it judges."""
    connection.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE {_RULES} (
            place INTEGER, code VARCHAR, severity VARCHAR, source VARCHAR, tables VARCHAR[],
            first_year INTEGER, last_year INTEGER, needs_last_year BOOLEAN
        )
        """
    )
    described = [
        (
            *(place, rule.code, rule.severity, rule.source, list(rule.tables)),
            *(rule.first_year, rule.last_year, _needs_last_year(rule)),
        )
        for place, rule in enumerate(rules)
    ]
    if described:
        columns = [list(column) for column in zip(*described, strict=True)]
        types = ("INTEGER", *["VARCHAR"] * 3, "VARCHAR[]", "INTEGER", "INTEGER", "BOOLEAN")
        values = ", ".join(f"unnest(CAST(? AS {kind}[]))" for kind in types)
        connection.execute(f"INSERT INTO {_RULES} SELECT {values}", columns)


def _needs_last_year(rule: Rule) -> bool:
    return rule.needs_previous_year == "required"


def _what_lacks(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> dict[int, str]:
    """Return, by place, which input of a rule is not there."""
    lists = {name for rule in rules for name in rule.needs_reference}
    absent = {name for name in lists if not _has_rows(connection, name)}
    sources = {rule.source for rule in rules if _needs_last_year(rule)}
    one_year = {source for source in sources if not _has_two_years(connection, source)}
    lacking = {}
    for place, rule in enumerate(rules):
        named = [
            name.removeprefix("stg_").replace("__", ".")
            for name in rule.needs_reference
            if name in absent
        ]
        if named:
            lacking[place] = f"It needs the list {' and '.join(named)}, which is not there."
        elif _needs_last_year(rule) and rule.source in one_year:
            lacking[place] = "It needs last year's return, which is not there."
    return lacking


def _has_rows(connection: DuckDBPyConnection, table: str) -> bool:
    return bool(connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchall())


def _has_two_years(connection: DuckDBPyConnection, source: str) -> bool:
    query = f"""
        SELECT 1
        FROM {_RETURNS} AS this
        INNER JOIN {_RETURNS} AS last USING (source, la_code)
        WHERE source = ? AND last.collection_year = this.collection_year - 1
        LIMIT 1
    """
    return bool(connection.execute(query, [source]).fetchall())


def _gather(connection: DuckDBPyConnection, rules: Mapping[int, Rule]) -> dict[int, str]:
    """Ask the rules, keep their failing rows, and return which could not be asked and why, by place."""
    wrong: dict[int, str] = {}
    waiting: list[pa.Table] = []
    for failing, errors in ask_all(connection, rules):
        wrong |= errors
        waiting += [failing] if failing is not None else []
        if sum(one.num_rows for one in waiting) > _MOST_WAITING:
            _keep(connection, waiting)
            waiting = []
    _keep(connection, waiting)
    return wrong


def _keep(connection: DuckDBPyConnection, failing: Sequence[pa.Table]) -> None:
    """Keep failing rows of some rules, those of the years that each rule judges."""
    import pyarrow as pa

    if not failing:
        return
    connection.register(_FAILING, pa.concat_tables(failing))
    connection.execute(
        f"""
        INSERT INTO {_FOUND}
        SELECT
            r.code, r.severity, f.la_code, f.collection_year,
            CASE
                WHEN len(r.tables) = 1 THEN r.tables[1]
                WHEN list_contains(r.tables, f.table_name) THEN f.table_name
            END,
            f.row_id, f.child_key, f.field, f.value
        FROM {_FAILING} AS f
        INNER JOIN {_RULES} AS r ON f.place = r.place
        WHERE f.collection_year >= coalesce(r.first_year, f.collection_year)
            AND f.collection_year <= coalesce(r.last_year, f.collection_year)
            AND (
                NOT r.needs_last_year
                OR (r.source, f.la_code, f.collection_year - 1) IN (FROM {_RETURNS})
            )
        """
    )
    connection.unregister(_FAILING)


def _refuse_strays(connection: DuckDBPyConnection, rules: Sequence[Rule]) -> dict[int, str]:
    """Drop the findings of rules that name a module which they do not judge, and say so, by place."""
    query = f"SELECT DISTINCT rule_code FROM {_FOUND} WHERE table_name IS NULL"
    codes = [code for (code,) in connection.sql(query).fetchall()]
    if codes:
        connection.execute(f"DELETE FROM {_FOUND} WHERE list_contains(?, rule_code)", [codes])
    return {
        place: f"Its table_name is not always one of {', '.join(rule.tables)}, the modules it judges."
        for place, rule in enumerate(rules)
        if rule.code in codes and len(rule.tables) > 1
    }


def _counts(connection: DuckDBPyConnection) -> dict[tuple[str, str], int]:
    """Return how many rows of a module break a rule."""
    query = f"SELECT rule_code, table_name, count(DISTINCT row_id) FROM {_FOUND} GROUP BY ALL"
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
                needs_previous_year=_needs_last_year(rule),
                modules_read=",".join(rule.reads),
            )
