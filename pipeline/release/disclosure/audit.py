"""Last pass: an attacker who uses all sums at once. A small count that the attacker pins gets company.

One that is not small, hidden as company, and pinned all the same, did not help and is shown again: it tells a reader
nothing new.

The earlier passes look at one sum at a time; here all sums are one system of equations. A hidden
cell is free when the hidden cells can be changed together, none below zero and no part above its
whole, so that every sum still holds and this cell differs. Shown figures count as exact, rounded or
not. How values are written is not the affair of this module.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.release.disclosure.company import find_company
from pipeline.release.disclosure.primary import is_small
from pipeline.release.disclosure.system import hidden_system, parts_with_doubt, take

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from pipeline.release.disclosure.cells import Booleans, CellTable
    from pipeline.release.disclosure.policy import Policy
    from pipeline.release.disclosure.system import System

# A change smaller than this is taken for the noise of arithmetic: the cell is not called free.
# Real changes are of the order of 1 divided by the length of a chain of sums.
_NOISE = 1e-5
_SEED = 903
# Cells in one linear program, and how it is solved. Of 300, 1,000, 2,000 and 5,000, 1,000 was fastest on 102,588 rows
# of twelve authorities: 4.3 s, against 6.9 of 2,000 with presolving (November 2026).
_BATCH = 1000
_SOLVER = {"method": "highs-ds", "options": {"presolve": False}}


def hide_what_can_be_worked_out(table: CellTable, policy: Policy) -> CellTable:
    """Hide the smallest shown neighbour of each hidden cell that all sums together may give away.

    Those that are not small are shown again instead, each once.
    """
    table = prove_free_cells(table)
    pinned = table.hidden & ~table.proven
    in_vain = pinned & ~is_small(table, policy) & ~table.given_away
    table = replace(table, hidden=table.hidden & ~in_vain, given_away=table.given_away | in_vain)
    hidden = table.hidden.copy()
    hidden[find_company(table, pinned & ~in_vain)] = True
    return replace(table, hidden=hidden)


def show_what_is_given_away(table: CellTable, policy: Policy) -> CellTable:
    """Show what is hidden, pinned in the end and not small, if all that stays hidden is free then.

    All is proven afresh, as the proofs before held for what was hidden then.
    """
    if not table.given_away.any():
        return table
    fresh = _proven_afresh(table)
    in_vain = fresh.hidden & ~fresh.proven & ~is_small(table, policy)
    if not in_vain.any():
        return fresh
    shown = replace(
        fresh, hidden=fresh.hidden & ~in_vain, proven=fresh.proven & ~_tied_to(fresh, in_vain)
    )
    after = prove_free_cells(shown)
    return after if (after.proven | ~after.hidden).all() else fresh


def _tied_to(table: CellTable, cells: Booleans) -> Booleans:
    """All hidden cells that sums, however many, tie to one of these."""
    import numpy as np

    system = hidden_system(table)
    tied = np.zeros(len(cells), dtype=bool)
    for part in parts_with_doubt(system, ~cells[system.cells], largest=1):
        tied[system.cells[part]] = True
    return tied


def _proven_afresh(table: CellTable) -> CellTable:
    import numpy as np

    return prove_free_cells(replace(table, proven=np.zeros(len(table.count), dtype=bool)))


def prove_free_cells(table: CellTable) -> CellTable:
    """Mark the hidden cells that no reader of the shown cells can pin to one number."""
    if not (table.hidden & ~table.proven).any():
        return table
    whole = hidden_system(table)
    free = table.proven[whole.cells]
    for part in parts_with_doubt(whole, free, largest=_BATCH):
        free[part] |= _free_without_zeros(take(whole, part))
    for part in parts_with_doubt(whole, free, largest=_BATCH):
        free[part] |= _free_by_programming(take(whole, part), free[part])
    proven = table.proven.copy()
    proven[whole.cells[free]] = True
    return replace(table, proven=proven)


def _free_without_zeros(system: System) -> Booleans:
    """Cells that a random change moves up or down, while zeros and full parts stay and every sum holds."""
    import numpy as np
    from scipy.sparse.linalg import lsmr

    moving = np.flatnonzero(~system.at_zero & (system.caps.getnnz(axis=0) == 0))
    sums = system.sums[:, moving]
    push = np.random.default_rng(_SEED).standard_normal(len(moving))
    # What a least-squares fit by the sums leaves of the push is the part that changes no sum.
    change = push - sums.T @ lsmr(sums.T, push, atol=1e-13, btol=1e-13, maxiter=5000)[0]
    exact = np.abs(sums @ change).max(initial=0.0) < _NOISE / 100
    free = np.zeros(len(system.cells), dtype=bool)
    free[moving] = exact & (np.abs(change) > _NOISE)
    return free


def _free_by_programming(system: System, free: Booleans) -> Booleans:
    """Cells that some change moves when zeros may rise: asked of linear programs."""
    import numpy as np

    free = free.copy()
    random = np.random.default_rng(_SEED)
    while not free.all():
        direction = np.where(free, 0.0, random.uniform(-1.0, 1.0, len(free)))
        # A change that moves a doubtful cell goes along with the direction or with its opposite, unless chance has it
        # at right angles to both. When neither is answered by any, there is none.
        moved = np.abs(_largest_change(system, direction)) > _NOISE
        moved |= np.abs(_largest_change(system, -direction)) > _NOISE
        if not (moved & ~free).any():
            break
        free |= moved
    return free


def _largest_change(system: System, direction: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np
    from scipy.optimize import linprog

    lowest = np.where(system.at_zero, 0.0, -1.0)
    result = linprog(
        -direction,
        A_ub=system.caps if system.caps.shape[0] else None,
        b_ub=np.zeros(system.caps.shape[0]) if system.caps.shape[0] else None,
        A_eq=system.sums,
        b_eq=np.zeros(system.sums.shape[0]),
        bounds=np.column_stack([lowest, np.ones(len(lowest))]),
        **_SOLVER,
    )
    return result.x if result.x is not None else np.zeros(len(lowest))
