"""The place of a row among those of its group, by day.

What belongs here: first, second, last. What does not: of what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints


def order_within(group: Ints, when: Days) -> Ints:
    """Return the place of each row among those of its group by day, from 1."""
    order = np.lexsort((when, group))
    begins = np.flatnonzero(changes(group[order]))
    place = np.arange(len(group)) - np.repeat(begins, np.diff(np.r_[begins, len(group)]))
    numbers = np.empty(len(group), dtype=np.int64)
    numbers[order] = place + 1
    return numbers


def is_last_within(group: Ints, when: Days) -> Flags:
    """Say which row is the latest of its group."""
    order = np.lexsort((when, group))
    last = np.empty(len(group), dtype=np.bool_)
    last[order] = changes(group[order][::-1])[::-1]
    return last


def before_within(group: Ints, when: Days) -> Ints:
    """Return for each row the row before it in its group by day, -1 for the first."""
    order = np.lexsort((when, group))
    found = np.full(len(group), -1)
    goes_on = np.flatnonzero(~changes(group[order]))
    found[order[goes_on]] = order[goes_on - 1]
    return found


def after_within(group: Ints, when: Days) -> Ints:
    """Return for each row the row after it in its group by day, -1 for the last."""
    before = before_within(group, when)
    found = np.full(len(group), -1)
    later = np.flatnonzero(before >= 0)
    found[before[later]] = later
    return found


def changes(values: Ints | Flags | Codes) -> Flags:
    """Say which values differ from the one before; the first does."""
    return np.asarray(np.r_[True, values[1:] != values[:-1]][: len(values)])
