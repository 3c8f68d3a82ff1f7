"""From the markup of some units to the rows of all tables, with what no column is for.

Each step has a module of its own; here they come together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sources.formats.xml.elements import read_elements
from pipeline.sources.formats.xml.rest import find_rest, keep
from pipeline.sources.formats.xml.rows import RowMaker
from pipeline.sources.formats.xml.values import find_values

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.xml.elements import Ints
    from pipeline.sources.formats.xml.paths import Judged, Path, Paths
    from pipeline.sources.formats.xml.plan import Plan, TablePlan
    from pipeline.sources.formats.xml.rows import Rows
    from pipeline.sources.formats.xml.values import Values

    Rest = dict[str, str | list[str]]


def add_rows(markup: bytes, plan: Plan, paths: Paths, rows: Rows) -> None:
    """Add the rows of some units.

    Args:
        markup: The units one after the other, as lxml writes them in UTF-8.
        plan: The source's tables.
        paths: The paths met in the file so far.
        rows: Where to add the rows.

    Raises:
        RefusedError: The file holds what no return holds.
    """
    judged = paths.judge(read_elements(markup))
    values = find_values(judged, plan)
    maker = RowMaker(judged, values)
    made = [(table, maker.rows_of(table)) for table in plan.table_plans]
    unused = _unused(judged, maker, made)
    rest = _rest_by_row(judged, values, unused)
    for table, row_elements in made:
        kept = _rest_of(table, row_elements, judged=judged, rest=rest) if rest else {}
        rows.add(table.table, maker.columns(table, row_elements), kept)
    for element, texts in rest.items():
        if element < 0:
            rows.refuse(texts)


def _unused(judged: Judged, maker: RowMaker, made: Sequence[tuple[TablePlan, Ints]]) -> Ints:
    """Return the values that stand in an element without a row for others to inherit, and that no row did."""
    import numpy as np

    is_for_others = judged.where(lambda path: path.key and not path.scope.tables)
    values: Ints = np.flatnonzero(is_for_others & judged.elements.is_leaf)
    if not len(values):
        return values
    used = [maker.given(key, rows) for table, rows in made for key in table.inherited]
    return values[~np.isin(judged.elements.text[values], np.concatenate([*used, []]))]


def _rest_by_row(judged: Judged, values: Values, unused: Ints) -> dict[int, Rest]:
    """Return what no column is for by the element whose row is nearest: above it, else the first of its unit.

    What is in a unit without any row has -1 less the unit's position.
    """
    import numpy as np

    is_row = judged.where(lambda path: path.element and path.element.tables)
    rows, units = np.flatnonzero(is_row), np.flatnonzero(judged.elements.depth == 0)
    end = len(is_row)
    ends = np.append(units[1:], end)
    firsts = np.append(rows, end)[np.searchsorted(rows, units)]
    rest: dict[int, Rest] = {}
    for element, path, text in find_rest(judged, np.union1d(values.unclaimed, unused)):
        home = int(values.scope[element])
        while home >= 0 and not is_row[home]:
            home = int(values.above[home])
        if home < 0:
            unit = int(np.searchsorted(units, element, side="right")) - 1
            home = int(firsts[unit]) if firsts[unit] < ends[unit] else -1 - unit
        keep(rest.setdefault(home, {}), path, text)
    return rest


def _rest_of(
    table: TablePlan, rows: Ints, *, judged: Judged, rest: dict[int, Rest]
) -> dict[int, Rest]:
    """Return what no column is for by the position of the row; of an element, its first table has it."""
    return {
        position: rest[element]
        for position, element in enumerate(rows.tolist())
        if element in rest and _first_table(judged.path(element)) is table.table
    }


def _first_table(path: Path) -> Table | None:
    tables = path.element.tables if path.element else ()
    return tables[0].table if tables else None
