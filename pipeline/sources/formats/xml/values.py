"""Which text is whose: for every key the value of each element that makes rows, and what rows inherit.

A value is the number of a segment of the markup, -1 for none. Building the rows belongs to `rows`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.sources.formats.xml.elements import Bools, Elements, Ints
    from pipeline.sources.formats.xml.paths import Judged
    from pipeline.sources.formats.xml.plan import Plan

# An identifier is repeated in every row below it; one as long as a book would fill the disk.
_LONGEST_IDENTIFIER = 1_000


@dataclass(frozen=True)
class Values:
    """The values of some units.

    Attributes:
        scope: For each element, the nearest one that makes rows or is counted, itself included.
        above: For each element that is one, the next around it; -1 for none.
        own: By key, for each element its own value.
        given: By key, for each element the value that its rows may inherit.
        unclaimed: Elements whose text no column has, as it is nobody's or one too many.
    """

    scope: Ints
    above: Ints
    own: Mapping[str, Ints]
    given: Mapping[str, Ints]
    unclaimed: Ints


def find_values(judged: Judged, plan: Plan) -> Values:
    """Find the values of all elements.

    Args:
        judged: The elements, with what each is.
        plan: The source's tables.

    Raises:
        RefusedError: An identifier that other rows repeat is longer than any.
    """
    import numpy as np

    elements = judged.elements
    scope = _nearest(elements, judged.where(lambda path: path.element))
    above = np.where(elements.parent < 0, -1, scope[elements.parent])
    own: dict[str, Ints] = {}
    lost: list[Ints] = []
    for key, leaves in _leaves_by_key(judged):
        if not key:
            lost.append(leaves)
            continue
        own[key], one_too_many = _first(elements, leaves, scope)
        lost.append(one_too_many)
    is_beside = judged.where(lambda path: path.element and path.element.is_beside)
    beside = np.flatnonzero(is_beside & (above >= 0) & (elements.depth[above] == 0))
    keys = sorted(plan.given & own.keys())
    given = {key: _given(elements, own[key], beside=beside, above=above) for key in keys}
    unclaimed = np.concatenate(lost)
    unclaimed = unclaimed[elements.lengths(elements.text[unclaimed]) > 0]
    return Values(scope, above, own, given, np.sort(unclaimed))


def _leaves_by_key(judged: Judged) -> Iterator[tuple[str, Ints]]:
    """Give the leaves of each key in the order of the file; those of "" are no column's."""
    import numpy as np

    keys = sorted({path.key for path in judged.met})
    number = {key: position for position, key in enumerate(keys)}
    leaves = np.flatnonzero(judged.elements.is_leaf)
    by_path = np.array([number[path.key] for path in judged.met], np.int16)
    of_leaf = by_path[judged.numbers[leaves]]
    order = leaves[np.argsort(of_leaf, kind="stable")]
    ends = np.cumsum(np.bincount(of_leaf, minlength=len(keys)))
    yield from zip(keys, np.split(order, ends[:-1]), strict=True)


def _nearest(elements: Elements, is_scope: Bools) -> Ints:
    import numpy as np

    scope = np.arange(len(elements.tag))
    for level in elements.levels():
        inner = level[~is_scope[level]]
        scope[inner] = scope[elements.parent[inner]]
    return scope


def _first(elements: Elements, leaves: Ints, scope: Ints) -> tuple[Ints, Ints]:
    """Return for each scope the first of its leaves' texts, and the leaves that are one too many.

    First come those with a text, then those not in a group, which may be somebody else's of the same name.
    """
    import numpy as np

    value: Ints = np.full(len(elements.tag), -1, np.int64)
    value[scope[leaves[::-1]]] = elements.text[leaves[::-1]]
    lost = leaves[value[scope[leaves]] != elements.text[leaves]]
    if len(lost):
        is_blank = elements.lengths(elements.text[leaves]) == 0
        leaves = leaves[np.lexsort((leaves, elements.depth[leaves], is_blank))][::-1]
        value[scope[leaves]] = elements.text[leaves]
        lost = leaves[value[scope[leaves]] != elements.text[leaves]]
    return value, lost


def _given(elements: Elements, own: Ints, *, beside: Ints, above: Ints) -> Ints:
    """Hand a value down to all below, and from one element of a unit to those beside it."""
    import numpy as np

    given = own.copy()
    has_own = beside[own[beside] >= 0][::-1]
    to = has_own[own[above[has_own]] < 0]
    given[above[to]] = own[to]
    used = given[given >= 0]
    if elements.lengths(used).max(initial=0) > _LONGEST_IDENTIFIER:
        raise RefusedError(
            f"A child's or a case's identifier has more than {_LONGEST_IDENTIFIER:,} characters.",
            remedy="Export the return again from the case system.",
        )
    for level in list(elements.levels())[1:]:
        without = level[given[level] < 0]
        given[without] = given[elements.parent[without]]
    return np.asarray(given)
