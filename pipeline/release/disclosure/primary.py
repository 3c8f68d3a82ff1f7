"""First pass: counts so small that they point at children. Sums are the affair of later passes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.release.disclosure.cells import Booleans, CellTable
    from pipeline.release.disclosure.policy import Policy


def suppress_small_counts(table: CellTable, policy: Policy) -> CellTable:
    """Hide each count inside its level's range of suppression; a zero is a true zero, and shown."""
    return replace(table, hidden=table.hidden | is_small(table, policy))


def is_small(table: CellTable, policy: Policy) -> Booleans:
    """Return which cells may be of so few children as the policy hides at their level."""
    import numpy as np

    small = np.zeros(len(table.count), dtype=bool)
    for name, level in policy.levels.items():
        most = level.suppress_to * table.most_of_one
        inside = (table.count >= level.suppress_from) & (table.count <= most)
        small |= (table.level == name) & inside
    return small
