"""Ends of spells brought to published numbers still open at each year's end, in the order that chance gave them.

The method is the alignment of microsimulation (sorting by the simulated time): who was to end first ends first, and as
many end in a year as the published figures say.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Days = NDArray[np.datetime64]

OPEN = np.datetime64("9999-12-31", "D")


def align_ends(
    rng: np.random.Generator,
    start: Days,
    end: Days,
    *,
    open_at: Mapping[np.datetime64, int],
    latest: Days | None = None,
) -> Days:
    """Return ends such that as many spells are open at each day as wanted, as far as starts and latest ends allow.

    Between two days the spells with the earliest ends are ended. One that was to end later is ended at a day by
    chance; one that was to end but must not is put off to an end after the day.

    Args:
        rng: Source of chance.
        start: First day of each spell.
        end: The day on which each would end if nothing were aligned; OPEN for never.
        open_at: Wanted number of spells open at the end of a day, by day, in rising order.
        latest: Last possible end of each spell, such as an eighteenth birthday; it always holds. None for no limit.

    Returns:
        The ends. A spell that ends on a day is not open at the end of it.
    """
    spells = _Spells(start, np.full(len(start), OPEN) if latest is None else latest)
    ends = np.minimum(end, spells.limit)
    before: np.datetime64 = np.datetime64("0001-01-01", "D")
    for day, wanted in open_at.items():
        live = (start <= day) & (ends > before)
        free = np.flatnonzero(live & (spells.limit > day))
        order = free[np.argsort(ends[free], kind="stable")]
        count = max(len(order) - max(wanted, 0), 0)
        _bring_forward(rng, ends, order[:count], spells, (before, day))
        _put_off(rng, ends, order[count:], spells, (before, day))
        before = day
    return ends


@dataclass(frozen=True)
class _Spells:
    start: Days
    limit: Days


def _bring_forward(
    rng: np.random.Generator,
    ends: Days,
    ending: NDArray[np.int64],
    spells: _Spells,
    span: tuple[np.datetime64, np.datetime64],
) -> None:
    """End within the span, at a day by chance, those of the spells that were to end later."""
    before, day = span
    late = ending[ends[ending] > day]
    first = np.maximum(spells.start[late], before + 1)
    room = (day - first).astype(np.int64)
    ends[late] = first + (rng.random(len(late)) * (room + 1)).astype(np.int64)


def _put_off(
    rng: np.random.Generator,
    ends: Days,
    lasting: NDArray[np.int64],
    spells: _Spells,
    span: tuple[np.datetime64, np.datetime64],
) -> None:
    """Let those of the spells that were to end in the span last beyond it: what they had left, had again."""
    before, day = span
    early = lasting[ends[lasting] <= day]
    left = (ends[early] - np.maximum(spells.start[early], before)).astype(np.int64)
    more = 1 + (rng.exponential(size=len(early)) * np.maximum(left, 30)).astype(np.int64)
    ends[early] = np.minimum(day + more, spells.limit[early])
