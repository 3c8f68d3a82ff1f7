"""How alike two headings are in what they say, whatever words they say it with.

What belongs here: words, abbreviations, plurals, and the words that mean the same
(`seeds/heading_word.csv`). What does not: the values below a heading (`pairing`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from pipeline.sources.seed import read_seed

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# StartDate is two words, LCSid too.
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|£")
_FILLERS = frozenset({"a", "an", "and", "by", "for", "gbp", "has", "in", "is", "of", "on", "the"})
# What the type of a column tells anyway says little about which column it is.
_LIGHT = {"date": 0.3, "code": 0.3, "name": 0.5, "id": 0.6}
_ALIKE = 0.84


@dataclass(frozen=True)
class HeadingWords:
    """The words of headings, those that mean the same made the same.

    Attributes:
        means: For a word or phrase of other people, the words of ours.
    """

    means: Mapping[tuple[str, ...], tuple[str, ...]]

    @cached_property
    def _longest(self) -> int:
        return max(map(len, self.means), default=1)

    def read(self, text: str) -> frozenset[str]:
        """Return what a heading or a label says, as a set of words.

        >>> words = HeadingWords({("client",): ("child",), ("ref",): ("id",)})
        >>> sorted(words.read("ClientRefs")) == sorted(words.read("child_id"))
        True
        """
        words = split_words(text)
        ours: list[str] = []
        while words:
            size = next((n for n in range(self._longest, 0, -1) if words[:n] in self.means), 0)
            ours.extend(self.means[words[:size]] if size else words[:1])
            words = words[max(size, 1) :]
        return frozenset(ours) - _FILLERS


def load_heading_words(seeds: Path) -> HeadingWords:
    """Return the words of the project's seed.

    Raises:
        ProjectError: The seed cannot be read.
    """
    rows = read_seed(seeds, "heading_word")
    return HeadingWords({split_words(row["words"]): split_words(row["means"]) for row in rows})


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case and the singular.

    >>> split_words("Placement_EndDate (£ pw)")
    ('placement', 'end', 'date', '£', 'pw')
    """
    return tuple(_singular(word.lower()) for word in _WORD.findall(text))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how alike two sets of words are: 1 when they say the same, 0 when nothing of it."""
    covered, covers = coverage(one, other), coverage(other, one)
    return 2 * covered * covers / (covered + covers) if covered else 0.0


def coverage(words: frozenset[str], by: frozenset[str]) -> float:
    """Return how much of what some words say is said by others, from 0 to 1."""
    total = sum(_weight(word) for word in words)
    said = sum(_weight(word) * max((_same(word, each) for each in by), default=0) for word in words)
    return said / total if total else 0.0


def _weight(word: str) -> float:
    return _LIGHT.get(word, 1.0)


@lru_cache(maxsize=50_000)
def _same(one: str, other: str) -> float:
    if one == other:
        return 1.0
    short, long = sorted((one, other), key=len)
    if len(short) >= 3 and long.startswith(short):
        return 0.8
    ratio = SequenceMatcher(None, short, long).ratio() if len(short) >= 4 else 0.0
    return ratio if ratio >= _ALIKE else 0.0


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
