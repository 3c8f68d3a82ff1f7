"""What is counted of a table while its rows pass: rows, dates of events, who and when it says it is of.

Counts alone are held, never rows, so that memory does not grow with the file.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.sources.placing.check import EventDates, count_dates
from pipeline.sources.placing.year_in_name import find_years

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pipeline.sources.contract.definition import Column, Table
    from pipeline.sources.formats.definition import Piece

# In a column of years a month or a day beside the year ("April 2021") does not matter, as it does in a file's name.
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass
class Tally:
    """The counts of one table of a file.

    Attributes:
        table: The table.
        rows: Rows that could be read.
        refused: Rows that could not.
        broken_values: Values that hold a line break.
        dates: How often each date of an event comes.
        has_open_rows: Whether a row is still open.
        authorities: What the column of the local authority says, with no blanks.
        years: The years that the column of the year states.
    """

    table: Table
    rows: int = 0
    refused: int = 0
    broken_values: int = 0
    dates: Counter[date] = field(default_factory=Counter)
    has_open_rows: bool = False
    authorities: set[str] = field(default_factory=set)
    years: set[int] = field(default_factory=set)

    def add(self, piece: Piece) -> None:
        """Count the rows of a piece."""
        self.rows += len(piece.row_numbers)
        self.refused += len(piece.refused)
        self.broken_values += piece.broken_values
        for column in self.table.columns:
            if column.event:
                self.dates.update(count_dates(_texts_with_counts(piece, column)))
        self._look_for_open_rows(piece)
        self.authorities.update(text.strip() for text in _texts(piece, self.table.la_column))
        for text in _texts(piece, self.table.year_column):
            self.years.update(find_years(text) or map(int, _YEAR.findall(text)))

    @property
    def row_count(self) -> int:
        """All data rows of the table."""
        return self.rows + self.refused

    def _look_for_open_rows(self, piece: Piece) -> None:
        name = self.table.open_while_blank
        if name and not self.has_open_rows:
            texts = piece.columns.column(self.table.by_name[name].raw_name).unique().to_pylist()
            self.has_open_rows = any(not (text or "").strip() for text in texts)


def event_dates(tallies: Iterable[Tally]) -> EventDates:
    """Return the dates of the events in a file, over all its tables."""
    counts: Counter[date] = Counter()
    has_open_rows = has_events_in_year = False
    for tally in tallies:
        counts.update(tally.dates)
        has_open_rows |= tally.has_open_rows
        has_events_in_year |= tally.table.has_events_in_year and tally.rows > 0
    return EventDates(counts, has_open_rows=has_open_rows, has_events_in_year=has_events_in_year)


def _texts_with_counts(piece: Piece, column: Column) -> list[tuple[str, int]]:
    counted = piece.columns.column(column.raw_name).drop_null().value_counts()
    return list(
        zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    )


def _texts(piece: Piece, name: str) -> list[str]:
    """Return the distinct values of a column that are not blank; none when there is no such column."""
    if not name:
        return []
    values = piece.columns.column(piece.table.by_name[name].raw_name).unique().to_pylist()
    return [value for value in values if value and value.strip()]
