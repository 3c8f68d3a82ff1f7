"""All sums of a release as one system of equations in its hidden cells, and the parts that it falls into.

Asking what changes the system allows is the affair of `audit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.release.disclosure.cells import Booleans, CellTable, Integers

# A part and its whole that differ by less than this cannot both move a step towards each other.
ROOM = 2


@dataclass(frozen=True)
class System:
    """The equations between hidden cells: a change is possible when `sums @ change = 0`, and `caps @ change <= 0`."""

    sums: Any  # a scipy.sparse matrix, which has no types: a row a sum
    caps: Any  # likewise: a row a part that is as large as its whole
    cells: Integers
    at_zero: Booleans


def hidden_system(table: CellTable) -> System:
    """Return the system of a table's hidden cells."""
    import numpy as np

    cells = np.flatnonzero(table.hidden)
    lines = (table.groups, table.places, table.links)
    start = np.cumsum([0, *(some.size for some in lines)])
    cell = np.concatenate([some.cell for some in lines])
    line = np.concatenate([some.line + n for some, n in zip(lines, start[:-1], strict=True)])
    sign = np.where(np.concatenate([some.is_parent for some in lines]), -1.0, 1.0)
    sums = _matrix(table, cells, cell, line, sign)
    return System(sums, _caps(table, cells), cells, table.count[cells] == 0)


def _caps(table: CellTable, cells: Integers) -> Any:
    """Parts that cannot grow unless their whole does: those within one of it, so that whole steps of both fit."""
    import numpy as np

    part, whole = table.within.T
    room = table.count[whole] - table.count[part]
    tight = (room < ROOM) & (table.hidden[part] | table.hidden[whole])
    number = np.arange(int(tight.sum()))
    cell = np.concatenate([part[tight], whole[tight]])
    sign = np.repeat([1.0, -1.0], len(number))
    return _matrix(table, cells, cell, np.concatenate([number, number]), sign)


def _matrix(
    table: CellTable, cells: Integers, cell: Integers, line: Integers, sign: NDArray[np.float64]
) -> Any:
    """A row for each line that has a hidden cell, a column for each hidden cell."""
    import numpy as np
    from scipy import sparse

    column = np.full(len(table.count), -1)
    column[cells] = np.arange(len(cells))
    used = column[cell] >= 0
    rows, number = np.unique(line[used], return_inverse=True)
    return sparse.csr_matrix(
        (sign[used], (number, column[cell[used]])), shape=(len(rows), len(cells))
    )


def parts_with_doubt(system: System, free: Booleans, *, largest: int) -> list[Integers]:
    """Independent parts of the system that hold a cell not yet known to be free, in batches."""
    import numpy as np
    from scipy import sparse
    from scipy.sparse.csgraph import connected_components

    ties = abs(sparse.vstack([system.sums, system.caps]))
    count, label = connected_components(ties.T @ ties, directed=False)
    doubtful = np.bincount(label[~free], minlength=count) > 0
    batch = np.cumsum(np.bincount(label, minlength=count) * doubtful) // largest
    members = np.flatnonzero(doubtful[label])
    members = members[np.argsort(batch[label[members]], kind="stable")]
    edges = np.flatnonzero(np.diff(batch[label[members]])) + 1
    return [part for part in np.split(members, edges) if len(part)]


def take(system: System, part: Integers) -> System:
    """The part of the system with these columns and the ties that they are in."""
    sums, caps = system.sums[:, part], system.caps[:, part]
    sums, caps = sums[sums.getnnz(axis=1) > 0], caps[caps.getnnz(axis=1) > 0]
    return System(sums, caps, system.cells[part], system.at_zero[part])
