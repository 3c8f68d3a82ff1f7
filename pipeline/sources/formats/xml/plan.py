"""What to do at each element of a return, compiled once from the contract's tables.

A table's rows are elements. The elements that repeat without end (`Child`, `CHILD`, `Header`) are its units: each is
read whole and forgotten. Only the structure belongs here: `walk` takes a unit apart, `rows` makes its rows.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.errors import ProjectError
from pipeline.sources.contract.definition import heading_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.sources.contract.definition import Column, Table

    Path = tuple[str, ...]

_ANY = "*"


@dataclass(frozen=True)
class TablePlan:
    """How a table's row comes from the values of an element. Values go by the key of their column.

    Attributes:
        table: The table.
        keys: For each column its key; that of an element's number where the column counts elements.
        inherited: Keys that may stand above or beside the row's element.
        own: Keys that only this table has: of all tables for one found by its content, of those of its element for a
            flat one.
        flag: Of a table that lies flat among another's values, the key that may say whether it has a row.
        is_flat: Whether it lies so: it has a row only when a value of its own is there.
    """

    table: Table
    keys: tuple[str, ...]
    inherited: frozenset[str]
    own: frozenset[str]
    flag: str = ""
    is_flat: bool = False


@dataclass(frozen=True)
class Element:
    """An element whose place among its like matters, because it makes rows or is counted.

    Attributes:
        key: Key of its name.
        tables: The tables of which it makes a row, the one that takes what no column is for first.
        columns: The key of a value by the key of its heading.
        below: The next such elements within it, whatever lies between, by the key of their name.
        number_key: Key under which rows below find its number; "" when no column counts it.
        is_beside: Whether rows elsewhere in the unit may have their identifiers from it.
    """

    key: str
    tables: tuple[TablePlan, ...]
    columns: Mapping[str, str]
    below: Mapping[str, Element] = field(default_factory=dict)
    number_key: str = ""
    is_beside: bool = False

    @cached_property
    def flags(self) -> frozenset[str]:
        """Keys of the values that are no column's, but say whether a flat table has a row."""
        columns = {key for plan in self.tables for key in plan.keys}
        return frozenset(plan.flag for plan in self.tables) - columns - {""}


@dataclass(frozen=True)
class Plan:
    """A source's tables, ready to read its returns.

    Attributes:
        table_plans: The tables that come in XML.
        units: The units by the key of their name.
        by_content: The elements that are known by what is in them, whatever their name, of one table each.
        given: Keys that a row may have from elsewhere in its unit.
        home: The table of the file itself, to which belongs what lies in no unit.
        canonical: For the key of every heading, the key of its column.
    """

    table_plans: tuple[TablePlan, ...]
    units: Mapping[str, Element]
    by_content: tuple[Element, ...]
    given: frozenset[str]
    home: Table
    canonical: Mapping[str, str]


def compile_plan(tables: Sequence[Table]) -> Plan:
    """Compile the tables of one source that come in XML.

    Args:
        tables: All tables of the source; those without `xml_row` are left out.

    Raises:
        ProjectError: No table comes in XML, or two columns of one cannot be told apart.
    """
    return _Compiler([table for table in tables if table.xml_row]).compile()


class _Compiler:
    """Holds what all tables have in common while each is compiled."""

    def __init__(self, tables: Sequence[Table]) -> None:
        if not tables:
            raise ProjectError("No table of the source comes in XML.", remedy="State its xml_row.")
        self.tables = tables
        self.paths = {table.key: _path(table) for table in tables}
        self.canonical = _canonical_keys(tables)
        self.keys = {table.key: tuple(map(self.column_key, table.columns)) for table in tables}
        uses = Counter(key for keys in self.keys.values() for key in keys)
        self.all_keys = set(uses)
        self.shared = {key for key, count in uses.items() if count > 1}
        self.inherited = {table.key: self.inherited_keys(table) for table in tables}
        self.given: frozenset[str] = frozenset().union(*self.inherited.values())
        self.plans = {table.key: self.table_plan(table) for table in tables}

    def compile(self) -> Plan:
        loose = [
            plan
            for table in self.tables
            if (plan := self.plans[table.key]).is_flat or table.xml_row[-1] == _ANY
        ]
        return Plan(
            table_plans=tuple(self.plans.values()),
            units={path[-1]: self.element(path) for path in self.unit_paths()},
            by_content=tuple(self.found_by_content(plan) for plan in loose),
            given=self.given,
            home=min(
                (table for table in self.tables if not self.plans[table.key].is_flat),
                key=lambda table: len(table.xml_row),
            ),
            canonical=self.canonical,
        )

    def column_key(self, column: Column) -> str:
        return _number_key(column) or self.canonical[heading_key(column.heading)]

    def inherited_keys(self, table: Table) -> frozenset[str]:
        """The leading columns, up to the first that no other table has.

        Only identifiers lead a table. A later column that another table has too (DateOfInitialCPC of section 47 and of
        the case) is another fact, and left out it is unknown.
        """
        leading = takewhile(
            lambda column: column.counts or self.column_key(column) in self.shared, table.columns
        )
        return frozenset(self.column_key(column) for column in leading if not column.counts)

    def table_plan(self, table: Table) -> TablePlan:
        keys = self.keys[table.key]
        is_by_content = table.xml_row[-1] == _ANY
        main = table if is_by_content else self.main_table(self.paths[table.key])
        is_flat = main is not table
        return TablePlan(
            table=table,
            keys=keys,
            inherited=self.inherited[table.key],
            own=frozenset(keys) - (set(self.keys[main.key]) if is_flat else self.shared),
            flag=heading_key(table.name) if is_flat else "",
            is_flat=is_flat,
        )

    def main_table(self, path: Path) -> Table:
        """Of the tables of one element, the one that has it for itself; the others lie flat in it."""
        return max(
            (t for t in self.tables if self.paths[t.key] == path and t.xml_row[-1] != _ANY),
            key=lambda table: (
                heading_key(table.name) == path[-1],
                len(set(self.keys[table.key]) & self.shared),
                len(table.columns),
            ),
        )

    def unit_paths(self) -> list[Path]:
        """For each element below the root, the longest path that all its tables share."""
        by_first: dict[str, list[Path]] = {}
        for path in self.paths.values():
            by_first.setdefault(path[0], []).append(path)
        return [_common_path(paths) for paths in by_first.values()]

    def element(self, path: Path, *, is_unit: bool = True) -> Element:
        """Compile the element at a path with all that is below."""
        below = [self.element(step, is_unit=False) for step in self.steps_below(path)]
        plans = [self.plans[t.key] for t in self.tables if self.paths[t.key] == path]
        plans = [plan for plan in plans if plan.table.xml_row[-1] != _ANY]
        number_key = f"#{path[-1]}"
        return Element(
            key=path[-1],
            tables=tuple(sorted(plans, key=lambda plan: plan.is_flat)),
            columns=self.columns(self.known(path, plans)),
            below={element.key: element for element in below},
            number_key=number_key if number_key in self.all_keys else "",
            is_beside=bool(plans) and not is_unit and not below,
        )

    def found_by_content(self, plan: TablePlan) -> Element:
        """Compile the element of a table that is known by what is in it."""
        alone = replace(plan, own=plan.own - self.shared, flag="", is_flat=False)
        return Element(_ANY, (alone,), self.columns(frozenset(plan.keys)))

    def known(self, path: Path, plans: Sequence[TablePlan]) -> frozenset[str]:
        """The values to keep: those of its tables and their flags; with no table, what rows below may inherit."""
        if plans:
            return frozenset(key for plan in plans for key in (*plan.keys, plan.flag)) - {""}
        below = [key for key, other in self.paths.items() if other[: len(path)] == path]
        return frozenset().union(*(self.inherited[key] for key in below))

    def columns(self, known: frozenset[str]) -> dict[str, str]:
        """The key of each heading, for some keys."""
        headings = {heading: key for heading, key in self.canonical.items() if key in known}
        return {key: key for key in known if not key.startswith("#")} | headings

    def steps_below(self, path: Path) -> list[Path]:
        """The paths of the next elements below that make rows or are counted, whatever lies between."""
        below = {
            other[:length]
            for other in self.paths.values()
            if other[: len(path)] == path
            for length in range(len(path) + 1, len(other) + 1)
            if other[:length] in self.paths.values() or f"#{other[length - 1]}" in self.all_keys
        }
        return sorted(p for p in below if not any(q != p and p[: len(q)] == q for q in below))


def _number_key(column: Column) -> str:
    return f"#{heading_key(column.counts)}" if column.counts else ""


def _path(table: Table) -> Path:
    return tuple(heading_key(name) for name in table.xml_row if name != _ANY)


def _common_path(paths: Sequence[Path]) -> Path:
    columns = takewhile(lambda names: len(set(names)) == 1, zip(*paths, strict=False))
    return tuple(names[0] for names in columns)


def _canonical_keys(tables: Sequence[Table]) -> dict[str, str]:
    """Give all headings of a column one key, the same in every table that has one of them."""
    canonical: dict[str, str] = {}
    for table in tables:
        for column in table.columns:
            headings = _headings(column)
            key = next((canonical[h] for h in headings if h in canonical), headings[0])
            canonical |= {heading: canonical.get(heading, key) for heading in headings}
        keys = [canonical[_headings(column)[0]] for column in table.columns]
        if len(set(keys)) < len(keys):
            raise ProjectError(
                f"{table.source}/{table.name} has columns that XML cannot tell apart.",
                remedy="Give each column headings that no other column of the source has.",
            )
    return canonical


def _headings(column: Column) -> list[str]:
    return [heading_key(heading) for heading in (column.heading, *column.other_headings)]
