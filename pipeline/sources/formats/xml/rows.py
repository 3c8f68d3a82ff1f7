"""The rows of a contract's tables as they are found, held in memory until there are enough for a piece.

How their values were found belongs to `walk`; what they mean, to nobody here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.sources.formats.definition import Piece, RefusedRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyarrow as pa

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.xml.plan import Plan, TablePlan

    Texts = Mapping[str, str | list[str]]
    Mark = tuple[int, int, int]

_PIECE_ROWS = 16_384


class Rows:
    """The rows of all tables of a source that are in no piece yet."""

    def __init__(self, plan: Plan) -> None:
        self._home = plan.home.key
        self._tables = {table.key: _TableRows(table) for table in plan.tables}

    def add(self, plan: TablePlan, values: Mapping[str, str], rest: Texts | None) -> None:
        """Add a row.

        Args:
            plan: How the table's row comes from values.
            values: Text by key.
            rest: Text by path, of what no column is for.
        """
        self._tables[plan.key].add(plan, values, rest)

    def add_leaves(
        self, plan: TablePlan, values: Mapping[str, str], key: str, texts: list[str]
    ) -> None:
        """Add rows that differ in one value only: a row for each text."""
        self._tables[plan.key].add_leaves(plan, values, key, texts)

    def mark(self) -> list[Mark]:
        """Return a mark to take rows back to; no piece may be taken between."""
        return [rows.mark() for rows in self._tables.values()]

    def take_back(self, marks: list[Mark]) -> None:
        """Forget the rows added since a mark."""
        for rows, mark in zip(self._tables.values(), marks, strict=True):
            rows.take_back(mark)

    def refuse(self, texts: Texts) -> None:
        """Keep texts that belong to no row."""
        self._tables[self._home].refuse(texts)

    def full_pieces(self) -> Iterator[Piece]:
        """Give a piece of each table that has rows enough for one."""
        return (rows.flush() for rows in self._tables.values() if len(rows.numbers) >= _PIECE_ROWS)

    def pieces(self) -> Iterator[Piece]:
        """Give a piece of each table that has rows."""
        return (rows.flush() for rows in self._tables.values() if rows.numbers or rows.refused)

    def last_pieces(self) -> Iterator[Piece]:
        """Give what is left, and an empty piece of each table that has had no row."""
        yield from self.pieces()
        yield from (rows.flush() for rows in self._tables.values() if not rows.count)


class _TableRows:
    """The rows of one table that are in no piece yet: their values in turn, a row after the other."""

    def __init__(self, table: Table) -> None:
        self.table, self.width = table, len(table.columns)
        self.count = 0
        self._start_anew()

    def _start_anew(self) -> None:
        self.values: list[str | None] = []
        self.numbers: list[int] = []
        self.rest: dict[int, str] = {}
        self.refused: list[RefusedRow] = []

    def add(self, plan: TablePlan, values: Mapping[str, str], rest: Texts | None) -> None:
        """Add a row, with what no column is for."""
        self.values.extend(map(values.get, plan.keys))
        if rest:
            self.rest[len(self.numbers)] = json.dumps(rest, ensure_ascii=False)
        self.count += 1
        self.numbers.append(self.count)

    def add_leaves(
        self, plan: TablePlan, values: Mapping[str, str], key: str, texts: list[str]
    ) -> None:
        """Add a row for each text."""
        row, position = list(map(values.get, plan.keys)), plan.keys.index(key)
        start, rows = len(self.values), len(texts)
        self.values.extend(row * rows)
        self.values[start + position :: self.width] = texts
        self.numbers.extend(range(self.count + 1, self.count + rows + 1))
        self.count += rows

    def mark(self) -> Mark:
        """Return a mark to take rows back to."""
        return len(self.numbers), len(self.refused), self.count

    def take_back(self, mark: Mark) -> None:
        """Forget what was added since a mark."""
        rows, refused, self.count = mark
        del self.values[rows * self.width :], self.numbers[rows:], self.refused[refused:]
        self.rest = {position: text for position, text in self.rest.items() if position < rows}

    def refuse(self, texts: Texts) -> None:
        """Add texts that are in no row."""
        self.count += 1
        reason = (
            f"Text in the XML that belongs to no row, at {', '.join(texts)[:200]}. "
            "Ask the supplier of the case system what it is."
        )
        self.refused.append(RefusedRow(self.count, reason, json.dumps(texts, ensure_ascii=False)))

    def flush(self) -> Piece:
        """Give all rows as a piece, and forget them."""
        import pyarrow as pa

        columns = [pa.array(self.values[i :: self.width], pa.string()) for i in range(self.width)]
        rest = [self.rest.get(position) for position in range(len(self.numbers))]
        piece = Piece(
            table=self.table,
            columns=pa.table(columns, names=[column.raw_name for column in self.table.columns]),
            row_numbers=pa.array(self.numbers, pa.int32()),
            other_values=pa.array(rest, pa.string()),
            refused=tuple(self.refused),
            broken_values=sum(_broken_values(column) for column in columns),
        )
        self._start_anew()
        return piece


def _broken_values(column: pa.Array) -> int:
    import pyarrow.compute as pc

    text = column.buffers()[2]
    letters = text.to_pybytes() if text else b""
    # Looking for the two bytes in all the text at once is ten times as fast as asking each value.
    if b"\n" not in letters and b"\r" not in letters:
        return 0
    return int(pc.sum(pc.match_substring_regex(column, r"[\r\n]")).as_py() or 0)
