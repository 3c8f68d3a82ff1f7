"""Planting: the changes of a year's faults made to its tables, and the rows found again in what is written.

What belongs here: changing Arrow columns and following positions. What does not: choosing what to change.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.synthetic.faults.definition import Copy, Edit, NotSent, Removal, Rename
from pipeline.synthetic.faults.sheet import CHILD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.faults.definition import Change, Place, SheetKey

    Ints = NDArray[np.int64]


@dataclass
class _SheetChanges:
    cells: dict[str, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    times: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Applied:
    """Tables after the changes.

    Attributes:
        extracts: Those that are sent, in the order in which they came.
        times: How often each row of a table as it was is in it now, for tables whose rows changed in number.
    """

    extracts: list[Extract]
    times: Mapping[SheetKey, Ints]

    def row_of(self, place: Place) -> int:
        """Return the data row of a place in the file as it is written, from 1; -1 for a whole file."""
        if place.row < 0:
            return place.row
        times = self.times.get(place.sheet)
        before = place.row if times is None else int(times[: place.row].sum())
        return before + 1 + int(place.is_copy)


def apply_changes(extracts: Iterable[Extract], changes: Sequence[Change]) -> Applied:
    """Return the tables with all changes made; tables without any are handed on as they are."""
    by_sheet: dict[SheetKey, _SheetChanges] = defaultdict(_SheetChanges)
    not_sent = {change.sheet for change in changes if isinstance(change, NotSent)}
    for change in changes:
        _sort_in(by_sheet, change)
    new_ids = {change.old: change.new for change in changes if isinstance(change, Rename)}
    kept, times = [], {}
    for extract in extracts:
        key = (extract.source, extract.table)
        if key in by_sheet:
            extract, times[key] = _changed(extract, by_sheet[key])  # noqa: PLW2901 - the same table, changed
        if key not in not_sent:
            kept.append(rename_children(extract, new_ids))
    return Applied(kept, times)


def rename_children(extract: Extract, new_ids: Mapping[str, str]) -> Extract:
    """Return a table in which some children have another id.

    Args:
        extract: The table.
        new_ids: The other ids by the ids in the table.
    """
    if CHILD not in extract.columns or not new_ids:
        return extract
    ids = extract.columns[CHILD]
    found = pc.index_in(ids, value_set=pa.array(list(new_ids), ids.type))
    others = pa.array(list(new_ids.values()), ids.type).take(found)
    return extract.with_columns({**extract.columns, CHILD: pc.coalesce(others, ids)})


def _sort_in(by_sheet: dict[SheetKey, _SheetChanges], change: Change) -> None:
    match change:
        case Edit(sheet, row, column, value):
            by_sheet[sheet].cells[column][row] = value
        case Copy(sheet, row):
            by_sheet[sheet].times[row] = 2
        case Removal(sheet, row):
            by_sheet[sheet].times[row] = 0


def _changed(extract: Extract, changes: _SheetChanges) -> tuple[Extract, Ints]:
    times = np.ones(len(extract), dtype=np.int64)
    times[list(changes.times)] = list(changes.times.values())
    columns = {
        name: _with_cells(cells, changes.cells[name]) if name in changes.cells else cells
        for name, cells in extract.columns.items()
    }
    if changes.times:
        rows = pa.array(np.repeat(np.arange(len(extract)), times))
        columns = {name: cells.take(rows) for name, cells in columns.items()}
    return extract.with_columns(columns), times


def _with_cells(column: pa.Array, cells: Mapping[int, str]) -> pa.Array:
    rows = sorted(cells)
    mask = np.zeros(len(column), dtype=bool)
    mask[rows] = True
    values = pa.array([cells[row] for row in rows], column.type)
    return pc.replace_with_mask(column, pa.array(mask), values)
