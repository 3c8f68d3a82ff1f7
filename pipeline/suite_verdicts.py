"""Judging suites only where something they look at changed since they were judged last.

What belongs here: which suites are to be judged again, and remembering what came of them. What does not: judging
(`quality`), what follows from it (`warehouse`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline import verdicts
from pipeline.modelling.api import combine
from pipeline.quality.api import SuiteResult, run_suites

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.api import Suite

_NAME = "suites"
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Remembered:
    """What came of a suite, and the hash of all that it looked at."""

    fingerprint: str
    result: SuiteResult


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
    fresh = {result.model: result for result in run_suites(connection, changed)}
    if fresh:
        held |= {name: Remembered(wanted[name], result) for name, result in fresh.items()}
        verdicts.remember(connection, _NAME, "", held)
    return Judged(tuple(held[suite.model].result for suite in suites), frozenset(fresh))


def _fingerprint(suite: Suite, known: Mapping[str, str]) -> str:
    """Hash what a suite says and the tables it names: a query may compare its table with others."""
    text = repr(suite)
    tables = sorted(known.keys() & set(_WORD.findall(text)))
    return combine([text, *(known[name] for name in tables)])
