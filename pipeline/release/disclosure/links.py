"""Sums between counts and between years, which a reader of the definitions can do as well.

Chosen groups add up to their measure; of a count, two measures may be the two halves, or the same; this year's count is
last year's with those who came and less those who went. Like every sum, each is taken for known only where it holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.release.disclosure.catalogue import TOTAL
from pipeline.release.disclosure.cells import NO_CELL, Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from pipeline.release.disclosure.catalogue import Catalogue
    from pipeline.release.disclosure.cells import Entries, Integers

_WHOLE = (TOTAL, TOTAL)
_LOCAL = "Local authority"


@dataclass(frozen=True)
class _Term:
    """A count in a sum: its group (that of the place and year asked for where None), how many years later, its sign."""

    family: str
    group: tuple[str, str] | None = _WHOLE
    years: int = 0
    sign: int = 1


def link_lines(entries: Entries, catalogue: Catalogue) -> Lines:
    """Return the sums between counts and years. Where there are two parents, it is their sum."""
    import numpy as np

    found = [_lines_of(entries, terms) for terms in _relations(entries, catalogue)]
    cells = [row for rows, _ in found for row in rows]
    signs = [np.broadcast_to(sign, rows.shape) for rows, sign in found]
    sizes = np.array([len(row) for row in cells], dtype=np.int64)
    return Lines(
        line=np.repeat(np.arange(len(cells)), sizes),
        cell=np.concatenate([*cells, np.zeros(0, dtype=np.int64)]),
        is_parent=np.concatenate([*(s.ravel() for s in signs), np.zeros(0)]) < 0,
        size=len(cells),
    )


def pairs_within(entries: Entries, catalogue: Catalogue) -> Integers:
    """Return pairs of cells, the first part of the second: numerator and denominator of each share."""
    import numpy as np

    shares = [measure for measure, m in catalogue.measures.items() if m.is_share]
    frame = entries.frame[entries.frame["measure"].isin(shares)]
    above = frame.loc[frame["side"] == 0, ["row", "cell"]].set_index("row")["cell"]
    below = frame.loc[frame["side"] == 1, ["row", "cell"]].set_index("row")["cell"]
    both = above.index.intersection(below.index)
    return np.column_stack([above[both], below[both]]).astype(np.int64)


def known_pairs(entries: Entries, *pairs: Integers) -> Integers:
    """Put pairs together, each once, without those that have no second or do not keep to their order."""
    import numpy as np

    number = entries.cells["number"].to_numpy()
    every = np.unique(np.concatenate(pairs).reshape(-1, 2), axis=0)
    part, whole = every.T
    return np.asarray(every[(whole != NO_CELL) & (part != whole) & (number[part] <= number[whole])])


def _relations(entries: Entries, catalogue: Catalogue) -> Iterator[Sequence[_Term]]:
    """Every sum that may hold; the first term is the one whose places and years are gone through."""
    sides = [s for m in catalogue.measures.values() for s in (m.above, m.below) if s and s.chosen]
    for side in {s.family: s for s in sides}.values():
        yield _Term(side.family, sign=-1), *(_Term(side.count, group) for group in side.chosen)
    for stock, joined, left in catalogue.flows:
        yield (
            _Term(stock, None), _Term(left, None),
            _Term(stock, None, years=-1, sign=-1), _Term(joined, None, sign=-1),
        )  # fmt: skip
    for whole, parts in sorted(_parts_by_whole(catalogue).items()):
        yield from _halves_and_equals(entries, whole, sorted(parts))


def _parts_by_whole(catalogue: Catalogue) -> dict[str, set[tuple[str, tuple[str, str]]]]:
    """Counts and groups of which the catalogue has a share of the total of another count."""
    parts: dict[str, set[tuple[str, tuple[str, str]]]] = {}
    for measure in catalogue.measures.values():
        below = measure.below
        if measure.is_share and below and below.group in {(), _WHOLE}:
            group = measure.above.group or _WHOLE
            if (measure.above.family, group) != (below.family, _WHOLE):
                parts.setdefault(below.family, set()).add((measure.above.family, group))
    return parts


def _halves_and_equals(
    entries: Entries, whole: str, parts: Sequence[tuple[str, tuple[str, str]]]
) -> Iterator[Sequence[_Term]]:
    """Sums that hold for every authority and year: two parts that make the whole, two that are one."""
    import numpy as np

    cells = entries.cells
    at = np.flatnonzero(
        (cells["family"] == whole) & (cells["level"] == _LOCAL) & (cells["breakdown"] == TOTAL)
    )
    had = set(cells.loc[cells["family"] == whole, "group_no"])
    own = [(whole, pair) for pair, n in entries.groups.items() if n in had and pair != _WHOLE]
    terms = [_Term(*pair) for pair in dict.fromkeys([*parts, *own])]
    numbers = np.column_stack([_numbers(entries, at, term) for term in terms]) if terms else None
    if numbers is None or not len(at):
        return
    total = cells["number"].to_numpy(dtype=np.float64)[at]
    for n, part in enumerate(terms[: len(parts)]):
        for other in _agreeing(numbers, total - numbers[:, n], after=n):
            yield _same_groups(_Term(whole, sign=-1), part, terms[other])
        for other in _agreeing(numbers, numbers[:, n], after=n):
            yield _same_groups(part, replace(terms[other], sign=-1))


def _same_groups(*terms: _Term) -> Sequence[_Term]:
    """Sums of totals hold for each group as well, or are found not to."""
    if all(term.group == _WHOLE for term in terms):
        return [replace(term, group=None) for term in terms]
    return terms


def _agreeing(numbers: NDArray[np.float64], wanted: NDArray[np.float64], *, after: int) -> Integers:
    """Which later columns hold the wanted numbers wherever both are known, and not only noughts."""
    import numpy as np

    known = ~np.isnan(numbers) & ~np.isnan(wanted)[:, None]
    agrees = ((numbers == wanted[:, None]) | ~known).all(axis=0)
    tells = (known & (numbers > 0)).any(axis=0)
    columns = np.flatnonzero(agrees & tells)
    return columns[columns > after]


def _numbers(entries: Entries, at: Integers, term: _Term) -> NDArray[np.float64]:
    import numpy as np

    cell = entries.first(_bases(entries, at, term))
    number = entries.cells["number"].to_numpy(dtype=np.float64)
    return np.where(cell == NO_CELL, np.nan, number[cell])


def _bases(entries: Entries, at: Integers, term: _Term) -> Integers:
    """The bases of a term in the places and years, and the groups if it has none, of other cells."""
    import numpy as np

    asked = entries.cells.iloc[at]
    years, number = np.unique(asked["year"].to_numpy(), return_inverse=True)
    told = [entries.series.get((term.family, year + term.years), NO_CELL) for year in years]
    series = np.array(told, dtype=np.int64)[number]
    group = asked["group_no"].to_numpy()
    if term.group is not None:
        group = np.full(len(asked), entries.groups.get(term.group, NO_CELL))
    return entries.base(series, asked["place_no"].to_numpy(), group)


def _lines_of(entries: Entries, terms: Sequence[_Term]) -> tuple[Integers, Integers]:
    """The cells of each place and year in which the sum of the terms is nought, and their signs.

    Where a figure has two numbers, of more and of fewer authorities, each is tried with each of the others.
    """
    import numpy as np
    import pandas as pd

    cells = entries.cells
    mine = (cells["family"] == terms[0].family).to_numpy()
    if terms[0].group is not None:
        group = entries.groups.get(terms[0].group, NO_CELL)
        mine = mine & (cells["group_no"] == group).to_numpy()
    at = np.flatnonzero(mine)
    tried = pd.DataFrame({"at": at, "cell0": at})
    variants = cells[["base", "cell"]]
    for n, term in enumerate(terms[1:], start=1):
        wanted = pd.DataFrame({"at": at, "base": _bases(entries, at, term)})
        members = wanted.merge(variants, on="base").rename(columns={"cell": f"cell{n}"})
        tried = tried.merge(members.drop(columns="base"), on="at")
    found = tried.drop(columns="at").to_numpy(dtype=np.int64)
    signs = np.array([term.sign for term in terms])
    return found[cells["number"].to_numpy()[found] @ signs == 0], signs
