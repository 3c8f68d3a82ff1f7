"""Which of a table's columns a sheet's headings seem to mean: by their words and by the values below.

What belongs here: evidence and the best one-to-one assignment. What does not: which table (`propose`),
how it is told (`proposal_yaml`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.sources.contract.definition import heading_key
from pipeline.sources.explaining.date_form import find_forms
from pipeline.sources.explaining.heading_words import coverage, likeness
from pipeline.sources.explaining.value_form import DAYS, reads_as

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.contract.codes import Code
    from pipeline.sources.contract.definition import Column, ColumnType, Table
    from pipeline.sources.explaining.heading_words import HeadingWords
    from pipeline.sources.explaining.value_form import Texts

_ENOUGH = 0.4
_ENOUGH_TEXTS = 100
_MOSTLY = 0.8
_MONEY_WORDS = frozenset({"cost", "budget", "actual", "forecast", "share"})
_NUMBERS: frozenset[ColumnType] = frozenset({"integer", "number", "money"})
_TIE = 0.03
_MOST_CODES = 40
# A heading of two words or more that a column's meaning uses is worth a guess, no more.
_BY_MEANING = 0.45
_ID = re.compile(r".*\d{4}.*")


@dataclass(frozen=True)
class Theirs:
    """One column of a sheet.

    Attributes:
        heading: Its heading, trimmed.
        words: What the heading says.
        texts: What the first rows hold.
    """

    heading: str
    words: frozenset[str]
    texts: Texts

    @cached_property
    def day_share(self) -> float:
        """The share of the filled rows that are days, in whatever form."""
        return sum(form.share for form in find_forms(self.texts, most=_ENOUGH_TEXTS))

    @cached_property
    def has_few_texts(self) -> bool:
        """Whether the same few words come again and again, as codes do."""
        different = len(self.texts.counts)
        return different <= min(_MOST_CODES, max(self.texts.filled // 2, 12))


@dataclass(frozen=True)
class Pair:
    """A heading and the column that it seems to mean.

    Attributes:
        theirs: The sheet's column.
        ours: The table's.
        score: From 0 to 1.
    """

    theirs: Theirs
    ours: Column
    score: float


@dataclass(frozen=True)
class Judge:
    """Says how well columns of a sheet and of a table fit each other.

    Attributes:
        words: The words of headings.
        codes: The code list of each column of type code.
    """

    words: HeadingWords
    codes: Mapping[str, Sequence[Code]]

    def pair(self, sheet: Sequence[Theirs], table: Table) -> tuple[Pair, ...]:
        """Return the best assignment of headings to columns, one to one, in the order of the sheet."""
        from scipy.optimize import linear_sum_assignment

        if not sheet:
            return ()
        scores = [[self._score(theirs, ours, table) for ours in table.columns] for theirs in sheet]
        rows, columns = linear_sum_assignment(scores, maximize=True)
        return tuple(
            Pair(sheet[row], table.columns[column], min(scores[row][column], 1.0))
            for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
            if scores[row][column] >= _ENOUGH
        )

    def _score(self, theirs: Theirs, ours: Column, table: Table) -> float:
        if table.by_heading.get(heading_key(theirs.heading)) == ours:
            return 1.0 + _TIE
        by_value = self._by_value(theirs, ours)
        score = self._by_words(theirs, ours) * by_value if by_value else 0.0
        if by_value > 1:
            score = max(score, _ENOUGH)
        # Of two that fit as well, the one without which a file is not known.
        is_key = ours.name in (*table.recognised_by, table.open_while_blank)
        return score + _TIE if is_key and score else score

    def _by_words(self, theirs: Theirs, ours: Column) -> float:
        labels = {ours.name, ours.heading, *ours.other_headings}
        named = max(likeness(theirs.words, self.words.read(label)) for label in labels)
        meant = coverage(theirs.words, self.words.read(ours.meaning))
        return max(named, _BY_MEANING if meant == 1 and len(theirs.words) > 1 else 0.0)

    def _by_value(self, theirs: Theirs, ours: Column) -> float:
        """Return how far the values speak for (above 1) or against a column (0: they cannot be its values)."""
        if ours.type in DAYS:
            return _as_day(theirs)
        if not theirs.texts.filled:
            return 0.9
        is_day = theirs.day_share >= _MOSTLY
        if ours.type == "text":
            return 0.3 if is_day else 1.0
        return 0.0 if is_day else self._as_value(theirs, ours)

    def _as_value(self, theirs: Theirs, ours: Column) -> float:
        codes = self._list(ours)
        fit = theirs.texts.share(reads_as(ours, (code.code for code in codes)))
        if ours.type == "code":
            return _as_code(theirs, fit if codes else 0.0)
        if fit >= _MOSTLY:
            return 1.0
        return 0.0 if ours.type in _NUMBERS else 0.5 * theirs.has_few_texts

    def _list(self, ours: Column) -> Sequence[Code]:
        return self.codes.get(ours.codes, ())


def _as_day(theirs: Theirs) -> float:
    if theirs.words & _MONEY_WORDS:
        return 0.0
    if not theirs.texts.filled:
        return 0.9
    return 1.0 if theirs.day_share >= _MOSTLY else 0.0


def _as_code(theirs: Theirs, fit: float) -> float:
    # A whole column of codes of the list says as much as any heading, unless it is only of 0 and 1.
    if fit >= _MOSTLY and not theirs.texts.counts.keys() <= {"0", "1"}:
        return 1.2
    looks_like_ids = theirs.texts.share(lambda text: bool(_ID.fullmatch(text))) >= _MOSTLY
    return 0.0 if looks_like_ids or not theirs.has_few_texts else 0.95
