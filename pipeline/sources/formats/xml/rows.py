"""The rows of a contract's tables, from the values of their elements, held until there are enough for a piece.

How the values were found belongs to `values`; what they mean, to nobody here.
"""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from pipeline.sources.formats.definition import Piece, RefusedRow
from pipeline.sources.formats.xml.elements import ESCAPES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pyarrow as pa

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.xml.elements import Bools, Ints
    from pipeline.sources.formats.xml.paths import Judged, Path
    from pipeline.sources.formats.xml.plan import Plan, TablePlan
    from pipeline.sources.formats.xml.values import Values

    Texts = Mapping[str, str | list[str]]

_PIECE_ROWS = 16_384
_YES = ("1", "TRUE", "YES")


class Rows:
    """The rows of all tables of a source that are in no piece yet."""

    def __init__(self, plan: Plan) -> None:
        self._home = plan.home.key
        tables = [one.table for one in plan.table_plans]
        self._tables = {table.key: _TableRows(table) for table in tables}

    def add(self, table: Table, columns: Sequence[pa.Array], rest: Mapping[int, Texts]) -> None:
        """Add rows of a table.

        Args:
            table: The table.
            columns: Its columns.
            rest: By position of a row, what no column is for: text by path.
        """
        if len(columns[0]):
            self._tables[table.key].add(columns, rest)

    def refuse(self, texts: Texts) -> None:
        """Keep texts that belong to no row."""
        self._tables[self._home].refuse(texts)

    def full_pieces(self) -> Iterator[Piece]:
        """Give a piece of each table that has rows enough for one."""
        return (rows.flush() for rows in self._tables.values() if rows.held >= _PIECE_ROWS)

    def pieces(self) -> Iterator[Piece]:
        """Give a piece of each table that has rows."""
        return (rows.flush() for rows in self._tables.values() if rows.held or rows.refused)

    def last_pieces(self) -> Iterator[Piece]:
        """Give what is left, and an empty piece of each table that has had no row."""
        yield from self.pieces()
        yield from (rows.flush() for rows in self._tables.values() if not rows.count)


class _TableRows:
    """The rows of one table that are in no piece yet."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.count = 0
        self._start_anew()

    def _start_anew(self) -> None:
        self.held = 0
        self.chunks: list[Sequence[pa.Array]] = []
        self.numbers: list[Ints] = []
        self.rest: dict[int, str] = {}
        self.refused: list[RefusedRow] = []

    def add(self, columns: Sequence[pa.Array], rest: Mapping[int, Texts]) -> None:
        """Add rows, with what no column is for."""
        import numpy as np

        rows = len(columns[0])
        self.chunks.append(columns)
        self.numbers.append(np.arange(self.count + 1, self.count + rows + 1))
        self.rest |= {
            self.held + position: json.dumps(texts, ensure_ascii=False)
            for position, texts in rest.items()
        }
        self.held += rows
        self.count += rows

    def refuse(self, texts: Texts) -> None:
        """Add texts that are in no row."""
        self.count += 1
        reason = (
            f"Text in the XML that belongs to no row, at {', '.join(texts)[:200]}. "
            "Ask the supplier of the case system what it is."
        )
        row = RefusedRow(self.count, reason, json.dumps(texts, ensure_ascii=False))
        self.refused.append(row)

    def flush(self) -> Piece:
        """Give all rows as a piece, and forget them."""
        import numpy as np
        import pyarrow as pa

        names = [column.raw_name for column in self.table.columns]
        schema = pa.schema([(name, pa.string()) for name in names])
        chunks = [pa.table(list(columns), schema=schema) for columns in self.chunks]
        rest = [self.rest.get(position) for position in range(self.held)] if self.rest else None
        columns = pa.concat_tables(chunks) if chunks else schema.empty_table()
        piece = Piece(
            table=self.table,
            columns=columns,
            row_numbers=pa.array(np.concatenate([*self.numbers, []]), pa.int32()),
            other_values=pa.array(rest, pa.string()) if rest else pa.nulls(self.held, pa.string()),
            refused=tuple(self.refused),
            broken_values=sum(_broken_values(column) for column in columns.itercolumns()),
        )
        self._start_anew()
        return piece


class RowMaker:
    """Makes the rows of some units."""

    def __init__(self, judged: Judged, values: Values) -> None:
        self.judged, self.values = judged, values
        self._numbers: dict[str, Ints] = {}

    def rows_of(self, plan: TablePlan) -> Ints:
        """Return the elements that make a row of a table."""
        import numpy as np

        always, perhaps = (
            np.flatnonzero(
                self.judged.where(partial(_makes_row, table=plan.table, is_flat=is_flat))
            )
            for is_flat in (False, True)
        )
        rows: Ints = np.sort(np.append(always, perhaps[self.has_row(plan, perhaps)]))
        return rows

    def has_row(self, plan: TablePlan, rows: Ints) -> Bools:
        """Tell which elements have a row of a table that lies flat among another's values."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        has_row: Bools = np.zeros(len(rows), bool)
        for key in plan.own | {plan.flag} if len(rows) else ():
            text = pc.utf8_trim_whitespace(self.column(self.own(key, rows)))
            said = (
                pc.is_in(pc.utf8_upper(text), pa.array(_YES))
                if key == plan.flag
                else pc.fill_null(pc.not_equal(text, ""), fill_value=False)
            )
            has_row |= said.to_numpy(zero_copy_only=False)
        return has_row

    def columns(self, plan: TablePlan, rows: Ints) -> list[pa.Array]:
        """Return the columns of a table's rows."""
        return [
            self.ordinals(key, rows)
            if key.startswith("#")
            else self.column(
                self.given(key, rows) if key in plan.inherited else self.own(key, rows)
            )
            for key in plan.keys
        ]

    def own(self, key: str, rows: Ints) -> Ints:
        """Return the segment of each row's own value."""
        return self._values(self.values.own, key, rows)

    def given(self, key: str, rows: Ints) -> Ints:
        """Return the segment of each row's value, its own or one from elsewhere in its unit."""
        return self._values(self.values.given, key, rows)

    def _values(self, values: Mapping[str, Ints], key: str, rows: Ints) -> Ints:
        import numpy as np

        return values[key][rows] if key in values else np.full(len(rows), -1, np.int64)

    def column(self, segments: Ints) -> pa.Array:
        """Return what segments say; NULL where there is none."""
        import pyarrow as pa

        return _unescaped(self.judged.elements.segments.take(pa.array(segments, mask=segments < 0)))

    def ordinals(self, key: str, rows: Ints) -> pa.Array:
        """Return the number, among its like, of the element around each row that a column counts."""
        import numpy as np
        import pyarrow as pa

        above = self.values.above
        if key not in self._numbers:
            self._numbers[key] = self._number(key)
        number, at = self._numbers[key], rows.copy()
        while len(outside := np.flatnonzero((at >= 0) & (number[at] == 0))):
            at[outside] = above[at[outside]]
        numbers = np.where(at < 0, 0, number[at])
        return pa.array(numbers, mask=numbers == 0).cast(pa.string())

    def _number(self, key: str) -> Ints:
        """Number the elements that a column counts within the next one around them, from 1; all others have 0."""
        import numpy as np

        counted = np.flatnonzero(
            self.judged.where(lambda path: path.element and path.element.number_key == key)
        )
        around = self.values.above[counted]
        order = np.argsort(around, kind="stable")
        first = np.searchsorted(around[order], around[order])
        number: Ints = np.zeros(len(self.values.above), np.int64)
        number[counted[order]] = np.arange(len(counted)) - first + 1
        return number


def _makes_row(path: Path, *, table: Table, is_flat: bool) -> bool:
    """Tell whether an element makes a row of a table, be it one that lies flat in it or that has it for itself."""
    plans = path.element.tables if path.element else ()
    return any(plan.table is table and plan.is_flat == is_flat for plan in plans)


def _unescaped(column: pa.Array) -> pa.Array:
    import pyarrow.compute as pc

    if b"&" in _letters(column):
        for written, meant in ESCAPES:
            column = pc.replace_substring(column, written, meant)
    return column


def _letters(column: pa.Array) -> bytes:
    text = column.buffers()[2]
    return text.to_pybytes() if text else b""


def _broken_values(column: pa.ChunkedArray) -> int:
    """Looking for the two letters in all the text at once is ten times as fast as asking each value."""
    import pyarrow.compute as pc

    broken = 0
    for chunk in column.chunks:
        letters = _letters(chunk)
        if b"\n" in letters or b"\r" in letters:
            broken += pc.sum(pc.match_substring_regex(chunk, r"[\r\n]")).as_py() or 0
    return broken
