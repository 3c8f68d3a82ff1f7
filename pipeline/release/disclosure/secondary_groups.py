"""Second pass: no hidden part can be had by subtracting the other parts from their total."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.release.disclosure.partners import hide_partners

if TYPE_CHECKING:
    from pipeline.release.disclosure.cells import Booleans, CellTable
    from pipeline.release.disclosure.policy import Policy


def protect_groups(table: CellTable, policy: Policy) -> CellTable:  # noqa: ARG001
    """Hide the next smallest part (a zero counts) beside a lone one, and a hidden total's parts."""
    table = replace(table, hidden=table.hidden | _parts_of_hidden_totals(table))
    return replace(table, hidden=hide_partners(table, table.groups, zeros_last=False))


def _parts_of_hidden_totals(table: CellTable) -> Booleans:
    """Parts that are not zero, where their total is hidden: together they would give it away."""
    import numpy as np

    lines = table.groups
    total_hidden = np.zeros(lines.size, dtype=bool)
    total_hidden[lines.line[lines.is_parent & table.hidden[lines.cell]]] = True
    parts = np.zeros(len(table.count), dtype=bool)
    parts[lines.cell[total_hidden[lines.line] & ~lines.is_parent]] = True
    return parts & (table.count > 0)
