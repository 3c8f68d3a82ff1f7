"""What the return consists of: its modules and their columns, as the seeds state them.

What belongs here: frozen data and loading it. What does not: any file that someone sent.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pipeline.sources.seed import read_seed, split_list


def heading_key(heading: str) -> str:
    """Return what two headings have in common when only case, spaces and punctuation part them.

    >>> heading_key(" Place provider") == heading_key("PLACE_PROVIDER")
    True
    """
    return re.sub(r"[^A-Z0-9]", "", heading.upper())


@dataclass(frozen=True)
class Column:
    """One column of a module.

    Attributes:
        heading: The heading in the return.
        other_headings: Headings of other years and systems.
        privacy_class: identifier, quasi, sensitive or open.
        is_event_date: Whether it dates something that has happened.
        description: What the column holds.
    """

    heading: str
    other_headings: tuple[str, ...]
    privacy_class: str
    is_event_date: bool
    description: str

    @property
    def name(self) -> str:
        """The column's name in the raw table."""
        return self.heading.lower()


@dataclass(frozen=True)
class Module:
    """One module (CSV file) of the return.

    Attributes:
        name: Its name in the raw layer.
        title: What a person calls it.
        description: What one row is.
        file_words: Words in a file name that point to it.
        has_events_in_year: Whether a return of the year always has a date in the year, or a row
            still open.
        ends_heading: Heading of the date that is blank while a row is open; "" when rows have no
            end.
        columns: Its columns, in the order of the return.
    """

    name: str
    title: str
    description: str
    file_words: tuple[str, ...]
    has_events_in_year: bool
    ends_heading: str
    columns: tuple[Column, ...]

    @cached_property
    def by_key(self) -> dict[str, Column]:
        """Each column under the key of its heading and of its other headings."""
        return {
            heading_key(name): column
            for column in self.columns
            for name in (column.heading, *column.other_headings)
        }

    @cached_property
    def event_headings(self) -> tuple[str, ...]:
        """Headings of the dates of events."""
        return tuple(column.heading for column in self.columns if column.is_event_date)


def load_modules(seeds: Path) -> tuple[Module, ...]:
    """Return the modules of the return in the order of the seed.

    Raises:
        ProjectError: A seed cannot be read.
    """
    columns = read_seed(seeds, "ssda903_column")
    return tuple(_module(row, columns) for row in read_seed(seeds, "ssda903_module"))


def _module(row: dict[str, str], columns: list[dict[str, str]]) -> Module:
    return Module(
        name=row["module"],
        title=row["title"],
        description=row["description"],
        file_words=split_list(row["file_names"]),
        has_events_in_year=row["has_events_in_year"] == "true",
        ends_heading=row["ends_heading"],
        columns=tuple(_column(column) for column in columns if column["module"] == row["module"]),
    )


def _column(row: dict[str, str]) -> Column:
    return Column(
        heading=row["heading"],
        other_headings=split_list(row["other_headings"]),
        privacy_class=row["privacy_class"],
        is_event_date=row["is_event_date"] == "true",
        description=row["description"],
    )
