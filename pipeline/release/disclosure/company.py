"""Which shown cells to hide so that a hidden one that all sums give away may be another.

The smallest of each sum that it is in, parts of a breakdown before totals; where all of those are hidden already, the
smallest a sum further on, and so on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.release.disclosure.system import ROOM

if TYPE_CHECKING:
    from pipeline.release.disclosure.cells import Booleans, CellTable, Integers

# From how many sums away company is fetched at most.
_FURTHEST = 3


def find_company(table: CellTable, pinned: Booleans) -> Integers:
    """Return shown cells to hide with the pinned ones: of each sum that one is in the smallest (zeros last).

    And what a pinned one is all of; and for one whose sums are all hidden, the smallest of those further on.
    """
    import numpy as np

    part, whole = table.within.T
    equal = table.count[whole] - table.count[part] < ROOM
    chosen = [part[equal & pinned[whole]], whole[equal & pinned[part]]]
    ties, rank = _ties(table), _ranks(table)
    order = np.argsort(rank)
    asked = np.flatnonzero(np.diff(ties[:, np.flatnonzero(pinned)].indptr))
    best = _best_shown(ties[asked].T, rank, ~table.hidden)
    chosen.append(order[best[best < len(order)]])
    has_company = np.zeros(len(order), dtype=bool)
    has_company[ties[asked[best < len(order)]].indices] = True
    lonely = np.flatnonzero(pinned & ~has_company)
    reach = ties[:, lonely]
    for _ in range(_FURTHEST):
        reach = (ties @ (ties.T @ reach)).astype(bool)
        best = _best_shown(ties.T @ reach, rank, ~table.hidden)
        chosen.append(order[best[best < len(order)]])
        reach = reach[:, best == len(order)]
    return np.unique(np.concatenate(chosen))


def _ranks(table: CellTable) -> Integers:
    """The place of each cell: parts by their count, zeros after them, then totals; the lower, the sooner it is hidden.

    Last come those that were hidden before and given away all the same.
    """
    import numpy as np

    keys = (table.count, table.count == 0, table.is_total, table.given_away)
    order = np.lexsort((np.arange(len(table.count)), *keys))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return rank


def _ties(table: CellTable) -> Any:
    """A row for each sum, a column for each cell: whether the cell is in the sum."""
    import numpy as np
    from scipy import sparse

    lines = (table.groups, table.places, table.links)
    start = np.cumsum([0, *(some.size for some in lines)])
    line = np.concatenate([some.line + n for some, n in zip(lines, start[:-1], strict=True)])
    cell = np.concatenate([some.cell for some in lines])
    shape = (int(start[-1]), len(table.count))
    return sparse.csr_matrix((np.ones(len(cell), dtype=bool), (line, cell)), shape=shape)


def _best_shown(near: Any, rank: Integers, shown: Booleans) -> Integers:
    """The lowest rank of a shown cell in each column; as many as there are cells where there is none."""
    import numpy as np

    members = near.tocoo()
    best = np.full(near.shape[1], len(rank), dtype=np.int64)
    visible = shown[members.row]
    np.minimum.at(best, members.col[visible], rank[members.row[visible]])
    return best
