"""A source, a table and a column, as frozen data checked when read: an unknown key is an error.

What belongs here: what a contract may say. What does not: reading it from disk (`load`).
"""

import hashlib
import re
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

PrivacyClass = Literal["identifier", "quasi", "sensitive", "open"]
ColumnType = Literal[
    "text",  # as it came, trimmed
    "code",  # one of a code list; upper-cased
    "date",  # a day
    "partial_date",  # a day of which parts may be unknown (ZZ/05/2012)
    "timestamp",  # a day with a time
    "integer",
    "number",  # with decimals
    "money",  # pounds
    "boolean",  # 1 or 0, true or false, yes or no
]
PlaceKind = Literal[
    "la_year",  # a statutory return: of one local authority for one collection year
    "la",  # an export of one local authority; without a stated year it is of the year in progress
    "publication",  # published figures of many places: a data set and the year of its release
]


def heading_key(heading: str) -> str:
    """Return what two headings have in common when only case, spaces and punctuation part them.

    >>> heading_key(" Place provider") == heading_key("PLACE_PROVIDER")
    True
    """
    return re.sub(r"[^A-Z0-9]", "", heading.upper())


class _Frozen(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Column(_Frozen):
    """One column of a table.

    Attributes:
        name: Its name in the typed (staging) table.
        heading: Its heading in the newest form of the file; the raw column is named after it.
        other_headings: Headings of other years and systems.
        type: What its values are.
        codes: The code list its values are from; "" when they are from none.
        privacy: Its privacy class.
        required: Whether a row without it is incomplete.
        optional: Whether files may leave its heading out without a word being said.
        event: Whether it dates something that has happened, so that it cannot lie after the file's year.
        counts: In XML, the element whose number among its siblings (from 1) the column holds; the key of the rows
            below it. "" for a column that is in the file.
        since: First collection year that has it; None when all have.
        until: Last collection year that has it; None while it is in force.
        meaning: What it holds.
    """

    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
    heading: str
    other_headings: tuple[str, ...] = ()
    type: ColumnType
    codes: str = ""
    privacy: PrivacyClass
    required: bool = False
    optional: bool = False
    event: bool = False
    counts: str = ""
    since: int | None = None
    until: int | None = None
    meaning: Annotated[str, Field(min_length=1)]

    @property
    def raw_name(self) -> str:
        """The column's name in the raw table: its heading in lower case."""
        return re.sub(r"[^a-z0-9]+", "_", self.heading.lower()).strip("_")

    def is_in(self, year: int) -> bool:
        """Tell whether the files of a collection year have the column."""
        return (self.since or 0) <= year <= (self.until or 9999)

    @model_validator(mode="after")
    def _has_codes_if_it_is_a_code(self) -> "Column":
        if self.type != "code" and self.codes:
            raise ValueError(f"{self.name}: only a column of type code has a code list")
        return self


class Table(_Frozen):
    """One table of a source: a CSV, a sheet of a workbook, or the rows of one element of an XML.

    Attributes:
        source: The source it belongs to.
        name: Its name; the raw table is `raw_<source>__<name>`.
        title: What a person calls it.
        description: What one row is, "One row per ...".
        place: How its files are told apart (see `PlaceKind`).
        recognised_by: Names of columns that a file must have to be taken for this table.
        file_words: Words in a file name that point to it when the headings fit several tables.
        file_name: What its CSV is called, without the ending, where return files have names; "" elsewhere.
        xml_row: In XML, the path of the element that is one row, from the root's child down; empty when no XML has it.
        has_events_in_year: Whether a file of a year always has a date in the year, or a row still open.
        open_while_blank: Name of the date column that is blank while a row is open; "" when rows have no end.
        la_column: Name of the column that states the local authority (name, ONS code or DfE number); "" when none does.
        year_column: Name of the column that states the year of the file; in published figures the newest counts.
        has_other_columns: Whether columns beyond these are to be expected (published figures name them freely).
        leaves_other_columns: Whether their values stay in the file that landed and are not copied to raw: for open
            directories of many columns and millions of rows.
        since: First collection year that has the table; None when all have.
        until: Last collection year that has it; None while it is in force.
        columns: Its columns, in the order of the file.
    """

    source: str
    name: str
    title: str
    description: Annotated[str, Field(pattern=r"^One row per .*\.$")]
    place: PlaceKind
    recognised_by: Annotated[tuple[str, ...], Field(min_length=1)]
    file_words: tuple[str, ...] = ()
    file_name: str = ""
    xml_row: tuple[str, ...] = ()
    has_events_in_year: bool = False
    open_while_blank: str = ""
    la_column: str = ""
    year_column: str = ""
    has_other_columns: bool = False
    leaves_other_columns: bool = False
    since: int | None = None
    until: int | None = None
    columns: Annotated[tuple[Column, ...], Field(min_length=1)]

    @property
    def key(self) -> tuple[str, str]:
        """Source and name, which name the table for good."""
        return (self.source, self.name)

    @property
    def raw_name(self) -> str:
        """Its name in the raw layer."""
        return f"raw_{self.source}__{self.name}"

    @cached_property
    def reading_hash(self) -> str:
        """A hash of all that decides how a file of the table is read: when it changes, raw is read anew."""
        headings = [
            (c.raw_name, c.heading, sorted(c.other_headings), c.counts) for c in self.columns
        ]
        parts: tuple[object, ...] = (headings, self.xml_row, self.place)
        if self.leaves_other_columns:
            parts = (*parts, self.leaves_other_columns)
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]

    @cached_property
    def by_name(self) -> dict[str, Column]:
        """Each column under its name."""
        return {column.name: column for column in self.columns}

    @cached_property
    def by_heading(self) -> dict[str, Column]:
        """Each column under the key (`heading_key`) of every heading it has had."""
        return {
            heading_key(heading): column
            for column in self.columns
            for heading in (column.heading, *column.other_headings)
        }

    @model_validator(mode="after")
    def _names_its_own_columns(self) -> "Table":
        named = {*self.recognised_by, self.open_while_blank, self.la_column, self.year_column} - {
            ""
        }
        unknown = sorted(named - {column.name for column in self.columns})
        if unknown:
            raise ValueError(f"{self.source}/{self.name} has no columns {', '.join(unknown)}")
        return self


class Source(_Frozen):
    """One source: the prose of its page and its tables.

    Attributes:
        name: As in the names of its tables.
        title: What a person calls it.
        what_it_is: What it holds and why it exists.
        who_returns_it: Who makes it, for whom.
        when: How often, for which period.
        how_it_arrives: Files, formats, names.
        irregularities: What is known to be odd in real files, a line each.
        reference: Where its definition comes from.
        xml_root: In XML, the name of the root element, which tells that a file is of this source; "" when no XML is.
        tables: Its tables.
    """

    name: str
    title: str
    what_it_is: str
    who_returns_it: str
    when: str
    how_it_arrives: str
    irregularities: tuple[str, ...]
    reference: str
    xml_root: str = ""
    tables: tuple[Table, ...] = ()
