"""What each element is by its path: a value, an element that makes rows, or nothing that a contract knows.

A return has few distinct paths and many elements: each path is judged once, and its elements by their array of paths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import heading_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.sources.formats.xml.elements import Bools, Elements, Ints
    from pipeline.sources.formats.xml.plan import Element, Plan

_NAME = re.compile(r"<(?:[^\s/>:]+:)?([^\s/>:]+)")
# A return has about a hundred; a file that invents names without end would fill the memory.
_MOST_PATHS = 10_000


@dataclass(frozen=True)
class Path:
    """What the elements of one path are.

    Attributes:
        element: What is to be done with them, if they make rows or are counted; else None.
        scope: The nearest such element, itself included.
        key: Key of the value that their text is when they are leaves; "" when it is no column's.
        within: Their path within the scope; the scope's own name for the scope itself.
    """

    element: Element | None
    scope: Element
    key: str
    within: str


@dataclass(frozen=True)
class Judged:
    """The elements of some units, with what each is.

    Attributes:
        elements: The elements.
        numbers: For each the position of its path in `met`.
        met: What the elements of each path are.
    """

    elements: Elements
    numbers: Ints
    met: Sequence[Path]

    def where(self, is_so: Callable[[Path], object]) -> Bools:
        """Tell of each element whether something is so of its path."""
        import numpy as np

        return np.array([bool(is_so(path)) for path in self.met])[self.numbers]

    def path(self, element: int) -> Path:
        """Return the path of an element."""
        return self.met[int(self.numbers[element])]


class Paths:
    """The paths met in a file so far, numbered in the order of their meeting."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._numbers: dict[tuple[int, str, int], int] = {}
        self._owners = {
            key: number
            for number, element in enumerate(plan.by_content, 1)
            for key in element.tables[0].own
        }
        self._met: list[Path] = []

    def judge(self, elements: Elements) -> Judged:
        """Return what each element is.

        Raises:
            RefusedError: The file has more kinds of element than any return.
        """
        import numpy as np
        import pyarrow as pa

        names = [_name(tag) for tag in elements.tags]
        found = self._found_by_content(elements, names)
        kinds = list(dict.fromkeys(names))
        position = {kind: number for number, kind in enumerate(kinds)}
        name = np.array([position[one] for one in names], np.int64)[elements.tag]
        numbers: Ints = np.empty(len(elements.tag), np.int64)
        width = len(self._plan.by_content) + 1
        for level in elements.levels():
            around = np.where(elements.parent[level] < 0, -1, numbers[elements.parent[level]]) + 1
            codes = (around * len(kinds) + name[level]) * width + found[level]
            encoded = pa.array(codes).dictionary_encode()
            distinct = [
                self._number(
                    code // width // len(kinds) - 1, kinds[code // width % len(kinds)], code % width
                )
                for code in encoded.dictionary.to_pylist()
            ]
            numbers[level] = np.array(distinct, np.int64)[encoded.indices.to_numpy()]
        return Judged(elements, numbers, self._met)

    def _number(self, around: int, name: str, found: int) -> int:
        number = self._numbers.setdefault((around, name, found), len(self._met))
        if number == len(self._met):
            self._met.append(self._judge(around, name, found))
            if number > _MOST_PATHS:
                raise RefusedError(
                    f"The XML has more than {_MOST_PATHS:,} kinds of element, and a return about a hundred.",
                    remedy="Export the return again from the case system.",
                )
        return number

    def _judge(self, around: int, name: str, found: int) -> Path:
        key = heading_key(name)
        if around < 0:
            unit = self._plan.units[key]
            return Path(unit, unit, unit.columns.get(key, ""), name)
        outer = self._met[around]
        element = outer.scope.below.get(key)
        if element is None and found:
            element = self._plan.by_content[found - 1]
        if element is not None:
            return Path(element, element, element.columns.get(key, ""), name)
        within = name if outer.element else f"{outer.within}/{name}"
        return Path(None, outer.scope, outer.scope.columns.get(key, ""), within)

    def _found_by_content(self, elements: Elements, names: list[str]) -> Ints:
        """For each element the table, from 1, that has most of the values right below it for its own; 0 for none."""
        import numpy as np

        size = len(elements.tag)
        most, found = np.zeros(size, np.int64), np.zeros(size, np.int64)
        canonical = self._plan.canonical
        keys = [heading_key(name) for name in names]
        owner = np.array([self._owners.get(canonical.get(key, key), 0) for key in keys], np.int64)
        owners = np.where(elements.is_leaf & (elements.parent >= 0), owner[elements.tag], 0)
        for number in range(1, len(self._plan.by_content) + 1):
            count = np.bincount(elements.parent[owners == number], minlength=size)
            found[count > most] = number
            most = np.maximum(most, count)
        return found


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match.group(1) if match else tag
