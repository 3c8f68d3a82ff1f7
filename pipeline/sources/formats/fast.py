"""The fast path: regular rows by Arrow's reader, all at once.

What belongs here: reading what is regular, and telling what is not. What does not: cutting blocks, judging a row.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sources.formats.batch import batch_of_table, column_names, count_broken
from pipeline.sources.formats.records import MOST_LINES, MOST_TEXT

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.sources.formats.definition import RowBatch
    from pipeline.sources.formats.layout import Layout

# Put after the rows; when it does not come back as the last row, a quotation mark was left open and swallowed it.
_END = "\x1e\x04end of rows\x04\x1e"
_MARK = "\ufeff".encode()


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
