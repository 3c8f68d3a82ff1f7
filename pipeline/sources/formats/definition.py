"""What a reader of any form gives: sheets of rows of text, or pieces of a contract's tables.

Only data belongs here; each form has its own module.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyarrow as pa

    from pipeline.sources.contract.definition import Table


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
class RowBatch:
    """Some rows of a sheet.

    Attributes:
        columns: Text columns named "0", "1", ... in the order of the sheet.
        row_numbers: For each row its number among the data rows of the sheet, from 1 (int32).
        refused: The rows that are not in `columns`.
        broken_values: How many values hold a line break.
    """

    columns: pa.Table
    row_numbers: pa.Array
    refused: tuple[RefusedRow, ...] = ()
    broken_values: int = 0


@dataclass(frozen=True)
class Sheet:
    """One table of text: a CSV, or a sheet of a workbook.

    Attributes:
        name: The sheet's name; "" for a CSV.
        headings: Its heading line; trailing blank headings are left out.
        heading_row: Number of the heading line among the records of the sheet that are not blank, from 1.
        encoding: Of the text; of a workbook its form: "xlsx", "xls" or "ods".
        notes: What a person should know about its form.
        read: Gives its rows in batches of bounded size. It may be called more than once.
    """

    name: str
    headings: tuple[str, ...]
    heading_row: int
    encoding: str
    notes: tuple[str, ...]
    read: Callable[[], Iterator[RowBatch]]


@dataclass(frozen=True)
class Piece:
    """Some rows of one table of a contract.

    Attributes:
        table: The table.
        columns: One text column for each column of the table, in its order, named by `Column.raw_name`; NULL where the
            file has no such value.
        row_numbers: For each row its number among the rows of that table in the file, from 1 (int32).
        other_values: For each row what the table has no column for, as JSON text (heading to value), or NULL.
        refused: The rows that are not in `columns`.
        broken_values: How many values hold a line break.
    """

    table: Table
    columns: pa.Table
    row_numbers: pa.Array
    other_values: pa.Array
    refused: tuple[RefusedRow, ...] = ()
    broken_values: int = 0
