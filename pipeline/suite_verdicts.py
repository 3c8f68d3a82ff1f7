"""Judging suites only where something they look at changed since they were judged last.

What belongs here: which suites are to be judged again, remembering what came of them, and reading that back. What
does not: judging (`quality`), what follows from it (`warehouse`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Needed at run time, as verdicts are read back from JSON.
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from pipeline import verdicts
from pipeline.modelling.api import combine
from pipeline.quality.api import JudgedSuite, SuiteResult, run_suites

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.api import Suite

_NAME = "suites"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Remembered:
    """What came of a suite.

    Attributes:
        fingerprint: Hash of all that it looked at.
        result: What was found.
        suite: Hash of what it said; empty when an earlier version judged it.
        judged_on: The day; None likewise.
    """

    fingerprint: str
    result: SuiteResult
    suite: str = ""
    judged_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """Verdicts on suites.

    Attributes:
        results: One a suite, in the order given.
        anew: Names of the tables whose suites were judged in this run; the other verdicts are remembered.
    """

    results: tuple[SuiteResult, ...]
    anew: frozenset[str]


def judge_suites(
    connection: DuckDBPyConnection, suites: Sequence[Suite], known: Mapping[str, str]
) -> Judged:
    """Return the verdicts on suites, judging those whose tables or own text changed.

    Args:
        connection: The warehouse.
        suites: What is expected.
        known: The fingerprint of every table that is up to date.
    """
    held = verdicts.recall_latest(connection, _NAME, dict[str, Remembered]) or {}
    wanted = {suite.model: _fingerprint(suite, known) for suite in suites}
    changed = [
        suite
        for suite in suites
        if suite.model not in held or held[suite.model].fingerprint != wanted[suite.model]
    ]
    today = datetime.now(UTC).date()
    fresh = {
        suite.model: Remembered(wanted[suite.model], result, _hash_of(suite), today)
        for suite, result in zip(changed, run_suites(connection, changed), strict=True)
    }
    if fresh:
        held |= fresh
        verdicts.remember(connection, _NAME, "", held)
    return Judged(tuple(held[suite.model].result for suite in suites), frozenset(fresh))


def read_judged(
    connection: DuckDBPyConnection, suites: Mapping[str, Sequence[Suite]]
) -> list[JudgedSuite]:
    """Return the last verdict on each suite that has one, from a warehouse that is open for reading alone.

    Args:
        connection: The warehouse.
        suites: The project's, by layer.

    Raises:
        RefusedError: Nothing has been judged yet, or an earlier version judged it.
    """
    held = verdicts.read_latest(connection, _NAME, dict[str, Remembered])
    return [
        JudgedSuite(layer, suite, one.result, one.judged_on, one.suite == _hash_of(suite))
        for layer, listed in suites.items()
        for suite in listed
        if (one := held.get(suite.model))
    ]


def _hash_of(suite: Suite) -> str:
    return combine([repr(suite)])


def _fingerprint(suite: Suite, known: Mapping[str, str]) -> str:
    """Hash what a suite says and the tables it names: a query may compare its table with others."""
    text = repr(suite)
    tables = sorted(known.keys() & set(_WORD.findall(text)))
    return combine([text, *(known[name] for name in tables)])
