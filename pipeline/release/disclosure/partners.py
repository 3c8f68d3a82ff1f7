"""The rule of partners on any set of sums: which more to hide so that nothing is subtracted out.

Shared by the passes over groups and over places. Which sums there are is not decided here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.release.disclosure.cells import Booleans, CellTable, Integers, Lines


def hide_partners(table: CellTable, lines: Lines, *, zeros_last: bool) -> Booleans:
    """Hide cells until no line gives one away.

    A line whose parent is shown needs two hidden children that do not sum to nothing; two that sum
    to 2 would be read as 1 and 1, so they need a third. A hidden parent needs a hidden child. The
    partner is the smallest child still shown, and the parent where there is none; children that are
    given away anyhow come after the others.

    Args:
        table: The cells with what is hidden so far.
        lines: The sums to protect.
        zeros_last: Whether a zero is taken only where no other child is left.

    Returns:
        What is hidden now: at least what was hidden before.
    """
    import numpy as np

    hidden = table.hidden.copy()
    idle = _known_zeros(table)
    while True:
        needy, emptied = _needy_lines(table.count, hidden, lines)
        is_open = needy[lines.line] & ~hidden[lines.cell] & ~idle[lines.cell]
        members = np.flatnonzero(is_open)
        if not len(members):
            return hidden
        late = (table.count[lines.cell] == 0) & (zeros_last | emptied[lines.line])
        hidden[_first_of_each_line(table, lines, members, late)] = True


def _needy_lines(count: Integers, hidden: Booleans, lines: Lines) -> tuple[Booleans, Booleans]:
    """Which lines need another hidden cell, and in which the hidden children sum to nothing."""
    import numpy as np

    is_hidden = hidden[lines.cell]
    children = is_hidden & ~lines.is_parent
    number = np.bincount(lines.line, weights=children, minlength=lines.size)
    total = np.bincount(lines.line, weights=children * count[lines.cell], minlength=lines.size)
    parent = np.bincount(lines.line, weights=is_hidden & lines.is_parent, minlength=lines.size) > 0
    given_away = (number == 1) | ((number > 1) & (total == 0)) | ((number == 2) & (total == 2))
    return np.where(parent, number == 0, given_away), total == 0


def _first_of_each_line(
    table: CellTable, lines: Lines, members: Integers, late: Booleans
) -> Integers:
    """The cell to hide in each line: a child before the parent, the smallest, `late` ones last."""
    import numpy as np

    cell, line = lines.cell[members], lines.line[members]
    anyhow = table.given_away[cell]
    keys = (cell, table.count[cell], late[members], anyhow, lines.is_parent[members], line)
    order = np.lexsort(keys)
    _, first = np.unique(line[order], return_index=True)
    return cell[order[first]]


def _known_zeros(table: CellTable) -> Booleans:
    """Zeros that a zero sum gives away: hiding them protects nothing."""
    import numpy as np

    idle = np.zeros(len(table.count), dtype=bool)
    for sums in (table.groups, table.places):
        empty = np.zeros(sums.size, dtype=bool)
        empty[sums.line[sums.is_parent & (table.count[sums.cell] == 0)]] = True
        idle[sums.cell[~sums.is_parent & empty[sums.line]]] = True
    return idle
