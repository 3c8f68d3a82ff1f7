"""Workbooks (XLSX, XLS, ODS) as sheets of text, each value as a CSV of the sheet would show it.

What belongs here: opening them, their cells as text. What does not: whether they may be opened (`workbook_guard`).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.sources.formats.ahead import read_ahead
from pipeline.sources.formats.batch import Refusal, batches_of
from pipeline.sources.formats.definition import Sheet
from pipeline.sources.formats.headings import REACH, find_heading_line, is_filled
from pipeline.sources.formats.workbook_guard import damaged, locked, refuse_harmful

if TYPE_CHECKING:
    from pathlib import Path

    from python_calamine import CalamineSheet

    from pipeline.sources.formats.batch import Row
    from pipeline.sources.formats.definition import RowBatch

Cell = str | float | bool | date | datetime | time | timedelta
# Their rows are Python objects until they are a batch, some 10 times as large as text.
_ROWS_IN_BATCH = 16_384
# Above, not every whole number is a float.
_EXACT = 2**53
_LAST_YEAR = 9999


def open_workbook(path: Path, form: str, *, is_known: Callable[[str], bool]) -> tuple[Sheet, ...]:
    """Return the sheets of a workbook that hold anything, hidden ones too, in its order.

    Args:
        path: The workbook.
        form: As `form_of_workbook` says; becomes the sheets' encoding.
        is_known: Whether a heading is one of any contract.

    Raises:
        RefusedError: It is locked, damaged, or too large.
    """
    notes = refuse_harmful(path, form)
    workbook = _Workbook(path)
    opened = (
        _open_sheet(workbook, place, form, notes=notes, is_known=is_known)
        for place in range(len(workbook.names))
    )
    return tuple(sheet for sheet in opened if sheet)


def cell_text(value: Cell) -> str:
    """Return a cell as text: whole numbers without decimals, dates as ISO, a time only where there is one.

    >>> cell_text(3.0), cell_text(0.5), cell_text(True), cell_text(datetime(2024, 1, 2))
    ('3', '0.5', 'TRUE', '2024-01-02')
    """
    return _TEXTS[type(value)](value)


def _number_text(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) <= _EXACT else repr(value)


def _moment_text(value: datetime) -> str:
    # A spreadsheet holds a moment as a fraction of days, so that midnight may come as a second before or after.
    half = timedelta(milliseconds=500) if value.year < _LAST_YEAR else timedelta()
    whole = (value + half).replace(microsecond=0)
    return whole.date().isoformat() if whole.time() == time() else whole.isoformat(sep=" ")


def _duration_text(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes // 60:02}:{minutes % 60:02}:{rest:02}"


_TEXTS: dict[type, Callable[..., str]] = {
    str: str,
    int: str,
    float: _number_text,
    bool: lambda value: str(value).upper(),
    datetime: _moment_text,
    date: date.isoformat,
    time: lambda value: value.isoformat("seconds"),
    timedelta: _duration_text,
}


@contextmanager
def _refusing_damage() -> Iterator[None]:
    """Raise what the library says of a damaged workbook as a refusal."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise locked() from error
    except CalamineError as error:
        raise damaged() from error
    except BaseException as error:
        # A panic of the library is no `Exception`, and its class cannot be imported.
        if type(error).__name__ != "PanicException":
            raise
        raise damaged() from error


class _Workbook:
    """An open workbook that holds the sheet last read, so that one of a single sheet is read once."""

    def __init__(self, path: Path) -> None:
        from python_calamine import CalamineWorkbook

        # From the content: by path, the library would believe the ending of the name.
        with _refusing_damage(), path.open("rb") as file:
            self._workbook = CalamineWorkbook.from_filelike(file)
        self.names = self._workbook.sheet_names
        self._held: tuple[int, CalamineSheet] | None = None

    def read(self, place: int) -> Iterator[list[str]]:
        """Yield the rows of a sheet that are not blank, from the first column that is not."""
        for cells in self._sheet(place).iter_rows():
            values = [cell_text(cell) for cell in cells]
            if is_filled(values):
                yield values

    def _sheet(self, place: int) -> CalamineSheet:
        held, self._held = self._held, None
        if held and held[0] == place:
            sheet = held[1]
        else:
            del held  # before the next takes as much memory
            with _refusing_damage():
                sheet = self._workbook.get_sheet_by_index(place)
        self._held = (place, sheet)
        return sheet


def _open_sheet(
    workbook: _Workbook,
    place: int,
    form: str,
    *,
    notes: tuple[str, ...],
    is_known: Callable[[str], bool],
) -> Sheet | None:
    first = list(islice(workbook.read(place), REACH))
    line = find_heading_line(first, is_known=is_known)
    if not line:
        return None
    width = len(line.headings)

    def read() -> Iterator[RowBatch]:
        below = islice(workbook.read(place), line.place + 1, None)
        rows = (_judge(values, width) for values in below)
        return read_ahead(batches_of(rows, after=0, width=width, size=_ROWS_IN_BATCH))

    return Sheet(
        name=workbook.names[place],
        headings=line.headings,
        heading_row=line.place + 1,
        encoding=form,
        notes=(*notes, *line.notes),
        read=read,
    )


def _judge(values: list[str], width: int) -> Row:
    if not is_filled(values[width:]):
        return values[:width]
    text = io.StringIO()
    csv.writer(text).writerow(values)
    reason = (
        f"The row has values beyond the last of the {width} headings: give their columns a heading, "
        "or clear them, and send the workbook again."
    )
    return Refusal(reason, text.getvalue())
