"""Published codes and made values in the same words, so that they can be set side by side.

What belongs here: words and bands. What does not: counting.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.sources.api import read_seed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    import pandas as pd

    from pipeline.synthetic.comparison.figures import Words


def published_words(
    words: Words, shares: Mapping[str, float], seeds: Path
) -> Iterator[tuple[str, float]]:
    """Yield words with their shares, those of one word together, bands in their order.

    Args:
        words: How codes become words.
        shares: By published code.
        seeds: The project's seeds.

    Raises:
        ProjectError: The list of the words cannot be read.
    """
    by_code = _words_of(words, seeds)
    alias = dict(words.alias)
    sums: dict[str, float] = {}
    for code, share in shares.items():
        word = by_code.get(alias.get(code, code), code)
        sums[word] = sums.get(word, 0.0) + share
    order = [*by_code.values()] if words.lower or words.upper else [*sums]
    return ((word, sums[word]) for word in order if word in sums)


def made_words(words: Words, values: pd.Series, seeds: Path) -> list[str]:
    """Return the word of each made value: its band, its label, or itself.

    Raises:
        ProjectError: The list of the words cannot be read.
    """
    by_code = _words_of(words, seeds)
    if not (words.lower or words.upper):
        alias = dict(words.alias)
        codes = [alias.get(str(value), str(value)) for value in values]
        return [by_code.get(code, code) for code in codes]
    band = [*by_code.values()]
    bounds = np.array(words.lower[1:] if words.lower else words.upper[:-1], dtype=np.float64)
    positions = np.searchsorted(bounds, values.to_numpy(dtype=np.float64), side="right")
    return [band[int(position)] for position in positions]


def _words_of(words: Words, seeds: Path) -> dict[str, str]:
    if words.lower:
        pairs = zip(words.lower, (*words.lower[1:], None), strict=True)
        return {str(low): _ages(low, high) for low, high in pairs}
    if words.upper:
        pairs_up = zip((0, *words.upper[:-1]), words.upper, strict=True)
        last = words.upper[-1]
        return {str(high): _days(low, None if high == last else high) for low, high in pairs_up}
    return dict(words.named) | (
        _list(seeds, words.list_name, word=words.word, code_list=words.code_list)
        if words.list_name
        else {}
    )


def _ages(low: int, high: int | None) -> str:
    """Name a band of whole numbers.

    >>> _ages(0, 1), _ages(1, 5), _ages(17, 18), _ages(18, None)
    ('Under 1', '1 to 4', '17', '18 and over')
    """
    if high is None:
        return f"{low} and over"
    if low == 0:
        return f"Under {high}"
    return str(low) if high == low + 1 else f"{low} to {high - 1}"


def _days(low: int, high: int | None) -> str:
    """Name a band of days.

    >>> _days(0, 14), _days(183, 365), _days(3652, None)
    ('Under 14 days', '183 to under 365 days', '3652 days and over')
    """
    if high is None:
        return f"{low} days and over"
    return f"Under {high} days" if low == 0 else f"{low} to under {high} days"


@cache
def _list(seeds: Path, name: str, *, word: str, code_list: str) -> dict[str, str]:
    return {
        row["code"]: row[word]
        for row in read_seed(seeds, name)
        if not code_list or row["code_list"] == code_list
    }
