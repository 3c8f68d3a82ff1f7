"""The local authorities, and which of them the name of a file or folder states.

An authority here is what one DfE number stands for: it may have had several nine-character codes.
What does not belong here: which part of a path counts (`place`), years.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from pipeline.sources.seed import read_seed, split_list

_WORD = re.compile(
    r"(e\d{8}(?!\d)|[^\W\d_]+|(?<![^\W_])\d+(?![^\W_])|(\d+))",
)


@dataclass(frozen=True)
class Authority:
    """A local authority through all its nine-character codes.

    Attributes:
        dfe_la_code: Its DfE number; its own code where it never had one (before 2009).
        la_code: Its newest nine-character code.
        codes: All its codes.
        names: The names it goes by, its official one first.
        first_day: The day it began, None when it is older than the codes.
        last_day: The day it ended, None while it exists.
        predecessors: Codes of the authorities it came from.
        successors: Codes of the authorities that took over.
        region_code: Nine-character code of its region.
    """

    dfe_la_code: str
    la_code: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    first_day: date | None
    last_day: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    region_code: str

    def existed_in(self, year: int) -> bool:
        """Tell whether it existed on any day of the year that ends on 31 March `year`."""
        began = self.first_day is None or self.first_day <= date(year, 3, 31)
        return began and (self.last_day is None or self.last_day >= date(year - 1, 4, 1))


@dataclass(frozen=True)
class Gazetteer:
    """All authorities, by everything that they are called."""

    authorities: tuple[Authority, ...]

    @cached_property
    def by_code(self) -> dict[str, Authority]:
        """Each authority under each of its nine-character codes."""
        return {code: authority for authority in self.authorities for code in authority.codes}

    @cached_property
    def by_words(self) -> dict[tuple[str, ...], frozenset[Authority]]:
        """The authorities of each name (Dorset before and after 2019), DfE number and code."""
        found: dict[tuple[str, ...], set[Authority]] = {}
        for authority in self.authorities:
            for words in _ways_to_write(authority):
                found.setdefault(words, set()).add(authority)
        return {words: frozenset(meant) for words, meant in found.items()}

    @cached_property
    def longest(self) -> int:
        """The number of words of the longest name."""
        return max(map(len, self.by_words), default=0)

    def find(self, name: str) -> tuple[frozenset[Authority], ...]:
        """Return what a name states: one set of possible authorities for each place that names one.

        The longest match wins: "Kingston upon Hull" is not also "Kingston".
        """
        return self._find_in(_words(name)) or self._find_in(_words(_split_camel_case(name)))

    def names_of(self, codes: Iterable[str]) -> str:
        """Return authorities as text for a person: names with codes."""
        return ", ".join(
            f"{self.by_code[code].names[0]} ({code})" for code in codes if code in self.by_code
        )

    def _find_in(self, words: Sequence[str]) -> tuple[frozenset[Authority], ...]:
        spans = [
            (start, stop)
            for length in range(self.longest, 0, -1)
            for start in range(len(words) - length + 1)
            if tuple(words[start : (stop := start + length)]) in self.by_words
        ]
        chosen: list[tuple[int, int]] = []
        for start, stop in spans:
            if all(
                stop <= other_start or start >= other_stop for other_start, other_stop in chosen
            ):
                chosen.append((start, stop))
        return tuple(self.by_words[tuple(words[start:stop])] for start, stop in chosen)


def load_gazetteer(seeds: Path) -> Gazetteer:
    """Return the authorities of the seed `local_authority`.

    Raises:
        ProjectError: The seed cannot be read.
    """
    groups: dict[str, list[dict[str, str]]] = {}
    for row in sorted(read_seed(seeds, "local_authority"), key=lambda row: row["valid_from"]):
        groups.setdefault(row["dfe_la_code"] or row["la_code"], []).append(row)
    return Gazetteer(tuple(_authority(number, rows) for number, rows in groups.items()))


def _authority(number: str, rows: list[dict[str, str]]) -> Authority:
    oldest, newest = rows[0], rows[-1]
    predecessors = split_list(oldest["predecessor_codes"])
    names = (
        name for row in reversed(rows) for name in (row["la_name"], *split_list(row["other_names"]))
    )
    return Authority(
        dfe_la_code=number,
        la_code=newest["la_code"],
        codes=tuple(row["la_code"] for row in rows),
        names=tuple(dict.fromkeys(names)),
        first_day=date.fromisoformat(oldest["valid_from"]) if predecessors else None,
        last_day=date.fromisoformat(newest["valid_to"]) if newest["valid_to"] else None,
        predecessors=predecessors,
        successors=split_list(newest["successor_codes"]),
        region_code=newest["region_code"],
    )


def _ways_to_write(authority: Authority) -> Iterable[tuple[str, ...]]:
    yield from (tuple(_words(text)) for text in (*authority.names, *authority.codes))
    if authority.dfe_la_code not in authority.codes:
        yield (authority.dfe_la_code,)


def _words(text: str) -> list[str]:
    """Return the words of a text in lower case, codes and numbers among them.

    A number that touches letters (sheet201) is no DfE number: it stands as an empty word, which
    names nothing.
    """
    plain = text.lower().replace("&", " and ").replace("'", "").replace("st.", "st ")
    return ["" if glued else word for word, glued in _WORD.findall(plain)]


def _split_camel_case(text: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
