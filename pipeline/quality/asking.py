"""Asking rules for the rows that break them: several in one statement, several statements at once.

Planning is most of the time of a small query and takes one core. A statement that fails is asked again rule by rule, so
that a rule that errs spoils no other. What becomes of the rows belongs to `rules`.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from pipeline.modelling.api import NEVER, literal, setting
from pipeline.quality.error_text import without_values

if TYPE_CHECKING:
    from collections.abc import Mapping

    from duckdb import DuckDBPyConnection

    from pipeline.quality.definition import Rule

# A database in memory, beside the warehouse, that every thread writes to.
DATABASE = "judging"
FINDINGS = f"{DATABASE}.finding"
RETURNS = f"{DATABASE}.returned"
# How many rules share a statement.
_TOGETHER = 8

# Rules by their place among all that are run.
Places = dict[int, "Rule"]


def ask_all(connection: DuckDBPyConnection, rules: Mapping[int, Rule]) -> dict[int, str]:
    """Put the rows that break rules into `FINDINGS`, whose columns are those of `fct_data_quality_issue`.

    Args:
        connection: An open connection to the warehouse, to which `DATABASE` is attached; each thread asks on a cursor.
        rules: The rules by place. Of each the rows of the years count to which it applies and, if it needs last
            year's return, of the years of which `RETURNS` has one.

    Returns:
        Which rules could not be asked and why, by place. `table_name` is NULL in a row whose rule names a module that
        it does not judge.
    """
    places = list(rules.items())
    several = [dict(places[at : at + _TOGETHER]) for at in range(0, len(places), _TOGETHER)]
    own = threading.local()

    def ask(together: Places) -> dict[int, str]:
        if not hasattr(own, "cursor"):
            own.cursor = connection.cursor()
        return _ask(own.cursor, together)

    wrong: dict[int, str] = {}
    with (
        # Each statement in the thread that asks: cutting each up besides is a quarter of all the work.
        setting(connection, "threads", "1"),
        setting(connection, "checkpoint_threshold", NEVER),
        ThreadPoolExecutor(max_workers=os.cpu_count()) as pool,
    ):
        for errors in pool.map(ask, several):
            wrong |= errors
    return wrong


def _ask(cursor: DuckDBPyConnection, rules: Places) -> dict[int, str]:
    import duckdb

    try:
        cursor.execute(
            f"INSERT INTO {FINDINGS} " + " UNION ALL ".join(map(_select, rules.values()))
        )
    except duckdb.Error as failure:
        if len(rules) == 1:
            return dict.fromkeys(rules, without_values(str(failure)))
        return {
            at: why
            for place, rule in rules.items()
            for at, why in _ask(cursor, {place: rule}).items()
        }
    return {}


def _select(rule: Rule) -> str:
    conditions = [
        *([f"collection_year >= {rule.first_year}"] if rule.first_year else []),
        *([f"collection_year <= {rule.last_year}"] if rule.last_year else []),
        *([_last_year_is_there(rule)] if rule.needs_last_year else []),
    ]
    return f"""
        SELECT
            {literal(rule.code)}, {literal(rule.severity)}, la_code, collection_year, {_module(rule)},
            row_id, child_key, field, CAST(value AS VARCHAR)
        FROM (
        {rule.sql}
        ) AS failing
        WHERE {" AND ".join(conditions) or "TRUE"}
    """


def _last_year_is_there(rule: Rule) -> str:
    returns = (
        f"SELECT la_code, collection_year FROM {RETURNS} WHERE source = {literal(rule.source)}"
    )
    return f"(la_code, collection_year - 1) IN ({returns})"


def _module(rule: Rule) -> str:
    if len(rule.tables) == 1:
        return literal(rule.tables[0])
    return f"CASE WHEN table_name IN ({', '.join(map(literal, rule.tables))}) THEN table_name END"
