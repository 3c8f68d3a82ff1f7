"""Which codes of a list the values of a local export seem to stand for, and which of these may be shown.

What belongs here: values and labels. What does not: headings (`pairing`).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.sources.contract.definition import heading_key
from pipeline.sources.explaining.heading_words import coverage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.sources.contract.codes import Code
    from pipeline.sources.contract.definition import Column
    from pipeline.sources.explaining.heading_words import HeadingWords

_SURE = 0.8
_AHEAD = 0.15
_PERHAPS = 0.4
_MOST_GUESSES = 4
_MOST_SHOWN = 20
_LONGEST_SHOWN = 30
# Values of people, not of lists: four digits make an id, a date or a telephone number.
_NO_CODE = re.compile(r"\d{4}|@")


def shown_values(column: Column, values: Sequence[str], codes: Sequence[Code]) -> tuple[str, ...]:
    """Return which values of a code column may be shown to a person: what cannot be of one child alone.

    Args:
        column: The column; of any other type than code, nothing may be shown.
        values: Its different values that are not in its list, the commonest first.
        codes: Its code list. What only repeats a label of it may be shown however long it is.
    """
    is_list = column.type == "code" and column.privacy != "identifier"
    if not is_list or len(values) > _MOST_SHOWN:
        return ()
    labels = {heading_key(code.label) for code in codes}
    return tuple(
        value
        for value in values
        if heading_key(value) in labels
        or (len(value) <= _LONGEST_SHOWN and not _NO_CODE.search(value))
    )


def nearest_codes(value: str, codes: Sequence[Code], words: HeadingWords) -> tuple[Code, ...]:
    """Return the codes that a local value may stand for: one when that is sure, none without a guess.

    Args:
        value: The local value.
        codes: The codes in force.
        words: The words that mean the same.
    """
    key = heading_key(value)
    same = [
        code for code in codes if key and key in (heading_key(code.code), heading_key(code.label))
    ]
    if same:
        return (same[0],)
    labels = [words.read(code.label) for code in codes]
    common = _common(labels)
    said = words.read(value) & (frozenset().union(*labels) - common) or words.read(value)
    scores = [
        _likeness(said, label - common) + _begins_with(said, code, words)
        for label, code in zip(labels, codes, strict=True)
    ]
    ranked = sorted(zip(scores, codes, strict=True), key=lambda pair: -pair[0])
    sure = [code for score, code in ranked if score >= max(_SURE, ranked[0][0] - _AHEAD)]
    if len(sure) == 1:
        return tuple(sure)
    guesses = [code for score, code in ranked if score >= _PERHAPS][:_MOST_GUESSES]
    # One guess alone would be taken for sure.
    return tuple(guesses) if len(guesses) > 1 else ()


def _begins_with(said: frozenset[str], code: Code, words: HeadingWords) -> float:
    first = words.read(code.label.split(maxsplit=1)[0]) if code.label else frozenset()
    return 0.1 if said & first else 0.0


def _common(labels: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the words that most labels of a list have, which tell none from another."""
    counts = Counter(word for label in labels for word in label)
    return frozenset(
        word for word, count in counts.items() if count > 3 and 2 * count > len(labels)
    )


def _likeness(said: frozenset[str], label: frozenset[str]) -> float:
    return 0.7 * coverage(said, label) + 0.3 * coverage(label, said)
