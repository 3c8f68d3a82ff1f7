"""Last pass: an attacker who uses all sums at once. What the attacker pins gets company.

The earlier passes look at one sum at a time; here all sums are one system of equations. A hidden
cell is free when the hidden cells can be changed together, none below zero, so that every sum still
holds and this cell differs. Shown figures count as exact, rounded or not. How values are written
is not the affair of this module.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.release.disclosure.cells import Booleans, CellTable, Integers
    from pipeline.release.disclosure.policy import Policy

# A change smaller than this is taken for the noise of arithmetic: the cell is not called free.
# Real changes are of the order of 1 divided by the length of a chain of sums.
_NOISE = 1e-5
_SEED = 903
# How often a doubtful part of the system is asked for a change, each time in another direction.
_QUESTIONS = 4
# Cells in one linear program. Of 500, 2,000 and 8,000, 2,000 was fastest on 280,500 rows: 2.4 s
# against 3.4 and 6.7 s (November 2026).
_BATCH = 2000


@dataclass(frozen=True)
class _System:
    """The equations between hidden cells: a change is possible when `sums @ change = 0`."""

    sums: Any  # a scipy.sparse matrix, which has no types: a row a sum
    cells: Integers
    at_zero: Booleans


def hide_what_can_be_worked_out(table: CellTable, policy: Policy) -> CellTable:  # noqa: ARG001
    """Hide the smallest shown neighbour of each hidden cell that all sums together give away."""
    table = prove_free_cells(table)
    hidden = table.hidden.copy()
    hidden[_neighbours(table, table.hidden & ~table.proven)] = True
    return replace(table, hidden=hidden)


def prove_free_cells(table: CellTable) -> CellTable:
    """Mark the hidden cells that no reader of the shown cells can pin to one number."""
    if not (table.hidden & ~table.proven).any():
        return table
    whole = _hidden_system(table)
    (doubtful,) = _parts_with_doubt(whole, table.proven[whole.cells], largest=2 * len(whole.cells))
    system = _take(whole, doubtful)
    free = table.proven[system.cells] | _free_without_zeros(system)
    for part in _parts_with_doubt(system, free, largest=_BATCH):
        free[part] |= _free_by_programming(_take(system, part), free[part])
    proven = table.proven.copy()
    proven[system.cells[free]] = True
    return replace(table, proven=proven)


def _hidden_system(table: CellTable) -> _System:
    import numpy as np
    from scipy import sparse

    cells = np.flatnonzero(table.hidden)
    column = np.full(len(table.count), -1)
    column[cells] = np.arange(len(cells))
    groups, places = table.groups, table.places
    cell = np.concatenate([groups.cell, places.cell])
    line = np.concatenate([groups.line, places.line + groups.size])
    sign = np.where(np.concatenate([groups.is_parent, places.is_parent]), -1.0, 1.0)
    used = column[cell] >= 0
    entries = (sign[used], (np.unique(line[used], return_inverse=True)[1], column[cell[used]]))
    shape = (len(np.unique(line[used])), len(cells))
    return _System(sparse.csr_matrix(entries, shape=shape), cells, table.count[cells] == 0)


def _free_without_zeros(system: _System) -> Booleans:
    """Cells that a random change moves up or down, while zeros stay and every sum holds."""
    import numpy as np
    from scipy.sparse.linalg import lsmr

    moving = np.flatnonzero(~system.at_zero)
    sums = system.sums[:, moving]
    push = np.random.default_rng(_SEED).standard_normal(len(moving))
    # What a least-squares fit by the sums leaves of the push is the part that changes no sum.
    change = push - sums.T @ lsmr(sums.T, push, atol=1e-13, btol=1e-13, maxiter=5000)[0]
    exact = np.abs(sums @ change).max(initial=0.0) < _NOISE / 100
    free = np.zeros(len(system.cells), dtype=bool)
    free[moving] = exact & (np.abs(change) > _NOISE)
    return free


def _parts_with_doubt(system: _System, free: Booleans, *, largest: int) -> list[Integers]:
    """Independent parts of the system that hold a cell not yet known to be free, in batches."""
    import numpy as np
    from scipy.sparse.csgraph import connected_components

    count, label = connected_components(abs(system.sums).T @ abs(system.sums), directed=False)
    doubtful = np.bincount(label[~free], minlength=count) > 0
    batch = np.cumsum(np.bincount(label, minlength=count) * doubtful) // largest
    members = np.flatnonzero(doubtful[label])
    members = members[np.argsort(batch[label[members]], kind="stable")]
    edges = np.flatnonzero(np.diff(batch[label[members]])) + 1
    return [part for part in np.split(members, edges) if len(part)]


def _take(system: _System, part: Integers) -> _System:
    """The part of the system with these columns and the sums that they are in."""
    sums = system.sums[:, part]
    return _System(sums[sums.getnnz(axis=1) > 0], system.cells[part], system.at_zero[part])


def _free_by_programming(system: _System, free: Booleans) -> Booleans:
    """Cells that some change moves when zeros may rise: asked of linear programs."""
    import numpy as np

    free = free.copy()
    random = np.random.default_rng(_SEED)
    for question in range(_QUESTIONS):
        if free.all():
            break
        direction = np.where(free, 0.0, random.uniform(0.5, 1.0, len(free)))
        change = _largest_change(system, direction * (-1) ** question)
        free |= np.abs(change) > _NOISE
    return free


def _largest_change(system: _System, direction: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np
    from scipy.optimize import linprog

    lowest = np.where(system.at_zero, 0.0, -1.0)
    result = linprog(
        -direction,
        A_eq=system.sums,
        b_eq=np.zeros(system.sums.shape[0]),
        bounds=np.column_stack([lowest, np.ones(len(lowest))]),
        method="highs",
    )
    return result.x if result.x is not None else np.zeros(len(lowest))


def _neighbours(table: CellTable, pinned: Booleans) -> Integers:
    """For each pinned cell, the smallest shown cell (zeros last) of the sums that it is in."""
    import numpy as np

    chosen = []
    for lines in (table.groups, table.places):
        asked = np.zeros(lines.size, dtype=bool)
        asked[lines.line[pinned[lines.cell]]] = True
        members = np.flatnonzero(asked[lines.line] & ~table.hidden[lines.cell])
        cell = lines.cell[members]
        order = np.lexsort((cell, table.count[cell], table.count[cell] == 0, lines.line[members]))
        _, first = np.unique(lines.line[members][order], return_index=True)
        chosen.append(cell[order[first]])
    return np.concatenate(chosen)
