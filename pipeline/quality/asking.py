"""Asking rules for the rows that break them: several in one statement, several statements at once.

Planning is most of the time of a small query and takes one core. A statement that fails is asked again rule by rule, so
that a rule that errs spoils no other. What becomes of the rows belongs to `rules`.
"""

from __future__ import annotations

import os
import threading
import warnings
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pipeline.quality.error_text import without_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa
    from duckdb import DuckDBPyConnection

    from pipeline.quality.definition import Rule

# How many rules share a statement: their failing rows are in memory together.
_TOGETHER = 8
_COLUMNS = ("row_id", "la_code", "collection_year", "child_key", "field")

# Rules by their place among all that are run.
Places = dict[int, "Rule"]
# The failing rows of some rules (None when there are none), and why others of them could not be asked, by place.
Asked = tuple["pa.Table | None", dict[int, str]]


def ask_all(connection: DuckDBPyConnection, rules: Mapping[int, Rule]) -> Iterator[Asked]:
    """Ask rules, and yield what came of some at a time.

    Args:
        connection: An open connection to the warehouse; each thread asks on a cursor of it.
        rules: The rules by place.

    Yields:
        Failing rows: what `Rule.columns` has, `table_name` NULL where the rule judges one module, `value` as text, and
        the rule's `place`.
    """
    places = list(rules.items())
    several = [dict(places[at : at + _TOGETHER]) for at in range(0, len(places), _TOGETHER)]
    own = threading.local()

    def ask(together: Places) -> list[Asked]:
        if not hasattr(own, "cursor"):
            own.cursor = connection.cursor()
        return list(_ask(own.cursor, together))

    with warnings.catch_warnings(), ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        # A relation has no extra copy of the rows, but plans each statement twice.
        warnings.filterwarnings("ignore", message="Arrow output on a DB-API result")
        for asked in pool.map(ask, several):
            yield from asked


def _ask(cursor: DuckDBPyConnection, rules: Places) -> Iterator[Asked]:
    import duckdb

    try:
        query = " UNION ALL ".join(_select(place, rule) for place, rule in rules.items())
        yield cursor.execute(query).to_arrow_table(), {}
    except duckdb.Error as failure:
        if len(rules) > 1:
            for place, rule in rules.items():
                yield from _ask(cursor, {place: rule})
        else:
            ((place, rule),) = rules.items()
            yield None, {place: _wrong_columns(cursor, rule) or without_values(str(failure))}


def _select(place: int, rule: Rule) -> str:
    table = "table_name" if "table_name" in rule.columns else "CAST(NULL AS VARCHAR) AS table_name"
    columns = f"{', '.join(_COLUMNS)}, CAST(value AS VARCHAR) AS value, {table}"
    return f"SELECT {place} AS place, {columns} FROM (\n{rule.sql}\n) AS failing"


def _wrong_columns(cursor: DuckDBPyConnection, rule: Rule) -> str:
    """Return which columns a rule lacks; empty when it has them or cannot be asked even that."""
    import duckdb

    try:
        selected = cursor.sql(rule.sql).columns
    except duckdb.Error:
        return ""
    if set(selected) >= set(rule.columns):
        return ""
    return f"The rule selects {', '.join(selected)}; it must select {', '.join(rule.columns)}."
