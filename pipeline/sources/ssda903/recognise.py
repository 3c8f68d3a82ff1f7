"""Which module of the return a file is, told by its headings; the file name only settles a tie.

What belongs here: matching headings with the contract. What does not: reading rows, LA and year.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from pipeline.errors import RefusedError
from pipeline.sources.ssda903.contract import Module, heading_key


@dataclass(frozen=True)
class Recognised:
    """A file's headings, matched with a module.

    Attributes:
        module: The module the file is.
        headings: The file's headings, in order, as they came.
        matched: For each of them the contract's heading, or None where the module has no such
            column.
    """

    module: Module
    headings: tuple[str, ...]
    matched: tuple[str | None, ...]

    @cached_property
    def unknown(self) -> tuple[str, ...]:
        """Names of the columns that the module does not have; a blank one goes by its place."""
        return tuple(_label(heading, place) for heading, place in self._unknown_places())

    @cached_property
    def unknown_positions(self) -> tuple[int, ...]:
        """Positions (from 0) of the columns that the module does not have."""
        return tuple(place for _, place in self._unknown_places())

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Headings of the module that the file does not have."""
        return tuple(
            column.heading for column in self.module.columns if column.heading not in self.matched
        )

    def _unknown_places(self) -> list[tuple[str, int]]:
        pairs = zip(self.headings, self.matched, strict=True)
        return [(heading, place) for place, (heading, match) in enumerate(pairs) if match is None]


def recognise(headings: Sequence[str], *, name: str, modules: Sequence[Module]) -> Recognised:
    """Return the module that a file with these headings is.

    Args:
        headings: The file's headings, in order.
        name: The file's path, used only to settle a tie.
        modules: The modules of the return.

    Raises:
        RefusedError: No module fits, several fit equally well, or a heading comes twice.
    """
    keys = [heading_key(heading) for heading in headings]
    fitting = [module for module in modules if _fits(module, keys)]
    if not fitting:
        raise _not_recognised(keys, modules)
    module = _best(fitting, keys, name)
    _refuse_duplicates(module, headings, keys)
    matched = tuple(module.by_key[key].heading if key in module.by_key else None for key in keys)
    return Recognised(module=module, headings=tuple(headings), matched=matched)


def known_keys(modules: Sequence[Module]) -> frozenset[str]:
    """Return the keys of all headings of all modules."""
    return frozenset(key for module in modules for key in module.by_key)


def _found(module: Module, keys: Sequence[str]) -> set[str]:
    return {module.by_key[key].heading for key in keys if key in module.by_key}


def _fits(module: Module, keys: Sequence[str]) -> bool:
    found = _found(module, keys)
    return "CHILD" in found and 2 * len(found) >= len(module.columns)


def _best(fitting: Sequence[Module], keys: Sequence[str], name: str) -> Module:
    most = max(len(_found(module, keys)) for module in fitting)
    leading = [module for module in fitting if len(_found(module, keys)) == most]
    if len(leading) > 1:
        longest = max(_longest_word(module, name) for module in leading)
        leading = [module for module in leading if _longest_word(module, name) == longest]
    if len(leading) > 1:
        titles = ", ".join(module.title for module in leading)
        raise RefusedError(
            f"The headings fit several modules of the SSDA903 return equally well: {titles}.",
            remedy="Send all headings of the module, or name the file after it (episodes.csv).",
        )
    return leading[0]


def _longest_word(module: Module, name: str) -> int:
    words = _as_words(name.rsplit("/", 1)[-1])
    return max((len(word) for word in module.file_words if f"_{word}_" in words), default=0)


def _as_words(name: str) -> str:
    return f"_{re.sub(r'[^a-z0-9]+', '_', name.lower())}_"


def _not_recognised(keys: Sequence[str], modules: Sequence[Module]) -> RefusedError:
    closest = max(modules, key=lambda module: len(_found(module, keys)) / len(module.columns))
    found = _found(closest, keys)
    if not found:
        message = "The first line has none of the headings of an SSDA903 module."
    else:
        missing = ", ".join(
            column.heading for column in closest.columns if column.heading not in found
        )
        message = (
            f"The headings fit no SSDA903 module; the closest is {closest.title}, "
            f"which also needs {missing}."
        )
    remedy = "Export the module again as CSV with its headings in the first line, and send that."
    return RefusedError(message, remedy=remedy)


def _refuse_duplicates(module: Module, headings: Sequence[str], keys: Sequence[str]) -> None:
    meaning = [module.by_key[key].heading if key in module.by_key else key for key in keys]
    twice = {name for name, count in Counter(meaning).items() if count > 1 and name}
    if twice:
        named = [
            heading.strip()
            for heading, name in zip(headings, meaning, strict=True)
            if name in twice
        ]
        raise RefusedError(
            f"Headings mean the same column: {', '.join(named)}.",
            remedy="Keep one column of each heading and send the file again.",
        )


def _label(heading: str, place: int) -> str:
    return heading.strip() or f"column {place + 1}"
