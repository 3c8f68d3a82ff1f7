"""From the text of CSV rows to an Arrow table of text, with every row accounted for.

A regular file takes the fast path (Arrow's reader); anything irregular the careful one, record by
record. Both give the same table. What does not belong here: headings and their meaning, encodings.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sources.csv_text import record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

# Put after the rows; when it does not come back as the last row, a quote was left open and
# swallowed it.
_END = "\x1e\x04end of rows\x04\x1e"
# The csv module's own limit of 131,072 characters would stop at an open quote instead of refusing
# what it swallows.
_LONGEST_VALUE = 2**31 - 1


@dataclass(frozen=True)
class RefusedRow:
    """A row that cannot be told apart into the file's columns.

    Attributes:
        row_number: Its number among the data rows of the file, from 1.
        reason: Why, and what to do.
        text: The row as it came.
    """

    row_number: int
    reason: str
    text: str


@dataclass(frozen=True)
class CsvTable:
    """The rows of a CSV.

    Attributes:
        columns: Text columns named "0", "1", ... in the order of the file.
        row_numbers: For each row its number among the data rows of the file, from 1 (int32).
        refused: The rows that are not in `columns`.
        broken_values: How many values hold a line break, which only a quoted value can.
    """

    columns: pa.Table
    row_numbers: pa.Array
    refused: tuple[RefusedRow, ...]
    broken_values: int

    @property
    def row_count(self) -> int:
        """How many data rows the file has, taken or refused."""
        return len(self.row_numbers) + len(self.refused)


@dataclass(frozen=True)
class Record:
    """One record of a CSV: its values, its text, and whether its quotes are closed."""

    values: list[str]
    text: str
    is_closed: bool


def read_rows(body: str, *, delimiter: str, width: int) -> CsvTable:
    """Return the rows of a CSV's body (all after the heading line).

    Args:
        body: The text of the rows.
        delimiter: What parts the values.
        width: How many columns there are.
    """
    return read_fast(body, delimiter=delimiter, width=width) or read_carefully(
        body, delimiter=delimiter, width=width
    )


def read_fast(body: str, *, delimiter: str, width: int) -> CsvTable | None:
    """Return the rows of a regular body, or None when anything in it is irregular."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    names = [str(place) for place in range(width)]
    data = f"{body}\n{delimiter.join([_END] * width)}\n".encode()
    try:
        table = arrow_csv.read_csv(
            pa.py_buffer(data),
            read_options=arrow_csv.ReadOptions(column_names=names),
            parse_options=arrow_csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            convert_options=arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )
    except pa.ArrowInvalid:
        return None
    count = table.num_rows - 1
    if count < 0 or table.slice(count).to_pylist() != [dict.fromkeys(names, _END)]:
        return None
    rows = table.slice(0, count)
    broken = _count_broken(rows) if '"' in body else 0
    return CsvTable(rows, pa.array(range(1, count + 1), pa.int32()), (), broken)


def read_carefully(body: str, *, delimiter: str, width: int) -> CsvTable:
    """Return the rows of any body, refusing one by one those with too few or too many values."""
    kept: list[list[str]] = []
    numbers: list[int] = []
    refused: list[RefusedRow] = []
    for number, record in enumerate(read_records(body, delimiter=delimiter), start=1):
        reason = _trouble(record, width)
        if reason:
            refused.append(RefusedRow(number, reason, record.text))
        else:
            kept.append(record.values[:width])
            numbers.append(number)
    return _as_table(kept, numbers, refused, width=width)


def read_records(body: str, *, delimiter: str) -> Iterator[Record]:
    """Yield the records of a body; blank lines are none."""
    csv.field_size_limit(_LONGEST_VALUE)
    lines = record_lines(body)
    for values in csv.reader(lines, delimiter=delimiter):
        text = lines.take()
        if len(values) > 1 or (values and values[0].strip()):
            yield Record(values, text, is_closed=not lines.exhausted)


def _trouble(record: Record, width: int) -> str:
    count = len(record.values)
    if not record.is_closed:
        return "A quotation mark is opened and never closed: close it and send the file again."
    if count < width or any(value.strip() for value in record.values[width:]):
        return (
            f"The row has {count} values where the heading line has {width}: look for a missing "
            "value, or for a comma inside a value that is not in quotation marks."
        )
    return ""


def _as_table(
    kept: list[list[str]], numbers: list[int], refused: list[RefusedRow], *, width: int
) -> CsvTable:
    import pyarrow as pa

    columns = zip(*kept, strict=True) if kept else [()] * width
    arrays = {str(place): pa.array(column, pa.string()) for place, column in enumerate(columns)}
    rows = pa.table(arrays)
    return CsvTable(rows, pa.array(numbers, pa.int32()), tuple(refused), _count_broken(rows))


def _count_broken(rows: pa.Table) -> int:
    from pyarrow import compute

    found = (compute.match_substring_regex(column, "[\r\n]") for column in rows.columns)
    return sum(compute.sum(each).as_py() or 0 for each in found)
