"""From blocks of delimited UTF-8 to batches of rows, with every row accounted for.

A regular block takes the fast path (Arrow's reader); anything irregular the careful one, record by record. Both give
the same rows. What does not belong here: headings and their meaning, encodings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.sources.formats.batch import (
    Refusal,
    batch_of_table,
    batches_of,
    column_names,
    count_broken,
    row_count,
)
from pipeline.sources.formats.encoding import last_line_end
from pipeline.sources.formats.records import MOST_LINES, MOST_TEXT, Patience, RecordReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

    from pipeline.sources.formats.batch import Row
    from pipeline.sources.formats.definition import RowBatch
    from pipeline.sources.formats.records import Record

# Put after the rows; when it does not come back as the last row, a quotation mark was left open and swallowed it.
_END = "\x1e\x04end of rows\x04\x1e"
_MARK = "\ufeff".encode()


@dataclass(frozen=True)
class Layout:
    """How the rows of a text are laid out.

    Attributes:
        delimiter: What parts the values.
        width: How many columns there are.
        blank_columns: How many columns without a heading follow; their values are blank, or the row is refused.
    """

    delimiter: str
    width: int
    blank_columns: int = 0


@dataclass
class RowReader:
    """Reads the rows of a text block by block, to be used once.

    Attributes:
        layout: How the rows are laid out.
        count: How many rows were read.
        rest: What is left of the last block.
        patience: What is left of it.
    """

    layout: Layout
    count: int = 0
    rest: bytes = b""
    patience: Patience = field(default_factory=Patience)

    def read(self, blocks: Iterable[bytes]) -> Iterator[RowBatch]:
        """Yield the rows of the blocks that follow the heading line; no batch when there are none."""
        for block in blocks:
            self.rest += block
            yield from self._read_rest(is_last=False)
        yield from self._read_rest(is_last=True)

    def _read_rest(self, *, is_last: bool) -> Iterator[RowBatch]:
        cut = len(self.rest) if is_last else find_cut(self.rest)
        batch = read_fast(self.rest[:cut], self.layout, after=self.count)
        if batch:
            self.rest = self.rest[cut:]
            self.patience.earn(cut)
            self.count += row_count(batch)
            yield batch
        else:
            yield from self._read_carefully(is_last=is_last)

    def _read_carefully(self, *, is_last: bool) -> Iterator[RowBatch]:
        end = len(self.rest) if is_last else last_line_end(self.rest, len(self.rest))
        text, self.rest = self.rest[:end].decode(), self.rest[end:]
        records = RecordReader(text, self.layout.delimiter, is_last, self.patience)
        rows = (_judge(record, self.layout.width) for record in records if not record.is_blank)
        for batch in batches_of(rows, after=self.count, width=self.layout.width):
            self.count += row_count(batch)
            yield batch
        self.rest = records.rest.encode() + self.rest


def find_cut(text: bytes) -> int:
    r"""Return where a text is best cut: after the last line end outside quotation marks as far as counting them tells.

    Whether it is outside them, only reading tells. 0 when the careful path should find the place.

    >>> find_cut(b'1,2\n3,4\n5,"a\nb'), find_cut(b'1,2\n3,4\n5')
    (8, 8)
    """
    end = last_line_end(text, len(text))
    marks = text.count(b'"', 0, end)
    while marks % 2:
        earlier = last_line_end(text, text.rfind(b'"', 0, end))
        marks -= text.count(b'"', earlier, end)
        end = earlier
    # A cut that leaves most of the text behind would let what is left grow.
    return end if 2 * end >= len(text) else 0


def read_fast(body: bytes, layout: Layout, *, after: int) -> RowBatch | None:
    """Return the rows of a regular body, or None when anything in it is irregular or there is no row.

    Args:
        body: Whole rows, as UTF-8.
        layout: How they are laid out.
        after: How many rows of the text come before.
    """
    # Arrow takes a line of spaces for a row of one column, and a mark in the first place for none of the text.
    if layout.width < 2 or body.startswith(_MARK):
        return None
    table = _parse_closed(body, layout) if b'"' in body else _parse(body, layout)
    if not table or not _is_blank_beyond(table, layout.width):
        return None
    columns = table.select(column_names(layout.width))
    broken = count_broken(columns) if _has_more_lines(body, columns.num_rows) else 0
    if broken and not _is_within_limits(columns):
        return None
    return batch_of_table(columns, after=after, broken_values=broken)


def _parse(body: bytes, layout: Layout, *, newlines_in_values: bool = False) -> pa.Table | None:
    import pyarrow as pa
    from pyarrow import csv

    names = column_names(layout.width + layout.blank_columns)
    try:
        return csv.read_csv(
            pa.py_buffer(body),
            read_options=csv.ReadOptions(column_names=names),
            parse_options=csv.ParseOptions(
                delimiter=layout.delimiter, newlines_in_values=newlines_in_values
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                strings_can_be_null=False,
                check_utf8=False,
            ),
        )
    except pa.ArrowInvalid:
        return None


def _parse_closed(body: bytes, layout: Layout) -> pa.Table | None:
    """Parse a body with quotation marks; None too when one is open at its end."""
    width = layout.width + layout.blank_columns
    end = f"\n{layout.delimiter.join([_END] * width)}\n".encode()
    table = _parse(body + end, layout, newlines_in_values=True)
    if not table:
        return None
    count = table.num_rows - 1
    if table.slice(count).to_pylist() != [dict.fromkeys(column_names(width), _END)]:
        return None
    return table.slice(0, count) if count else None


def _is_blank_beyond(table: pa.Table, width: int) -> bool:
    from pyarrow import compute

    blank = (compute.all(compute.equal(column, "")).as_py() for column in table.columns[width:])
    return all(blank)


def _has_more_lines(body: bytes, rows: int) -> bool:
    if b'"' not in body:
        return False
    ends = body.count(b"\n") + body.count(b"\r") - body.count(b"\r\n")
    has_open_line = not body.endswith((b"\n", b"\r"))
    return ends + has_open_line > rows


def _is_within_limits(columns: pa.Table) -> bool:
    """Tell whether no record can be so long that the careful path would give up looking for its end."""
    from pyarrow import compute

    def most(counts: pa.ChunkedArray) -> int:
        return int(compute.max(counts).as_py())

    size = sum(2 * most(compute.binary_length(column)) + 3 for column in columns.columns)
    lines = sum(
        most(compute.count_substring(column, end))
        for column in columns.columns
        for end in ("\n", "\r")
    )
    return size < MOST_TEXT and lines + 1 < MOST_LINES


def _judge(record: Record, width: int) -> Row:
    count = len(record.values)
    if not record.is_closed:
        reason = (
            "A quotation mark is opened in this line and never closed: close it and send the file again. "
            "The lines after it were read as rows of their own."
        )
        return Refusal(reason, record.text)
    if count < width or any(value.strip() for value in record.values[width:]):
        reason = (
            f"The row has {count} values where the heading line has {width}: look for a missing "
            "value, or for a comma inside a value that is not in quotation marks."
        )
        return Refusal(reason, record.text)
    return record.values[:width]
