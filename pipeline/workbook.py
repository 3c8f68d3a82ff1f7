"""Writing a workbook that people work through: no cell runs as a formula, and each sheet filters by its headings.

What the sheets say, and whom the file is for, are the caller's affair.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter import Workbook  # type: ignore[import-untyped]

# What a sheet holds at most, less its heading.
MOST_ROWS = 1_048_575
# A text stays a text, whatever it begins with.
_PLAIN = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}


@dataclass(frozen=True)
class Sheet:
    """A sheet.

    Attributes:
        name: What stands on its tab.
        columns: Headings, each with its width.
        rows: What stands below; a number stays a number.
        rows_to_come: How many rows the caller puts there afterwards, which the filter is to cover.
    """

    name: str
    columns: Sequence[tuple[str, int]]
    rows: Iterable[Sequence[object]] = ()
    rows_to_come: int = 0


def write_sheets(file: IO[bytes], sheets: Sequence[Sheet], *, shares_texts: bool = False) -> None:
    """Write sheets as an XLSX file; rows beyond what a sheet can hold are left out.

    Args:
        file: Where to.
        sheets: In their order.
        shares_texts: Whether cells share texts, which takes memory; else a row leaves it when the next begins.
    """
    from xlsxwriter import Workbook

    kept = {"in_memory": True} if shares_texts else {"constant_memory": True}
    with Workbook(file, {**_PLAIN, **kept}) as book:
        for sheet in sheets:
            _add(book, sheet)


def _add(book: Workbook, sheet: Sheet) -> None:
    page = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True})
    for place, (heading, width) in enumerate(sheet.columns):
        page.set_column(place, place, width)
        page.write_string(0, place, heading, bold)
    last = 0
    for last, row in zip(range(1, MOST_ROWS + 1), sheet.rows, strict=False):
        for place, value in enumerate(row):
            if isinstance(value, int):
                page.write_number(last, place, value)
            elif value is not None and value != "":
                page.write_string(last, place, str(value))
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(last, sheet.rows_to_come), len(sheet.columns) - 1)
