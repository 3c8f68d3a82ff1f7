"""Third pass: no hidden place can be had by subtracting its neighbours from their sum.

The figure of the region counts as if it were exact: its rounding is not relied on.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.release.disclosure.partners import hide_partners

if TYPE_CHECKING:
    from pipeline.release.disclosure.cells import CellTable
    from pipeline.release.disclosure.policy import Policy


def protect_places(table: CellTable, policy: Policy) -> CellTable:  # noqa: ARG001
    """Hide the next smallest place beside a lone hidden one; a zero only when all else is."""
    return replace(table, hidden=hide_partners(table, table.places, zeros_last=True))
