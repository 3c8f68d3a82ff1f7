"""How a file is read: which tables it holds, and its rows as pieces of them.

What belongs here: from a file of any form to pieces of contract tables. What does not: the forms
themselves (`formats`), whose the file is (`place`), what becomes of it (`receive`).
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.dates import parse_date
from pipeline.sources.contract.definition import heading_key
from pipeline.sources.formats.batch import row_count
from pipeline.sources.formats.kind import holds_xml
from pipeline.sources.formats.tabular import open_sheets
from pipeline.sources.formats.xml.head import XmlHead, read_head
from pipeline.sources.formats.xml.read import read_xml
from pipeline.sources.matching.align import align
from pipeline.sources.matching.recognise import Recognised, label, recognise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.sources.contract.definition import Source, Table
    from pipeline.sources.formats.definition import Piece, Sheet
    from pipeline.sources.matching.book import Book

XML = "xml"
# What damaged content makes libraries raise; a fault of our own (TypeError, KeyError ...) is none of these.
NOT_UNDERSTOOD = (ValueError, OverflowError, csv.Error, EOFError)


@dataclass(frozen=True)
class Reading:
    """How one file is read.

    Attributes:
        tables: The tables that it holds, or may hold.
        encoding: Of its text, or "xlsx", "xls", "ods", "xml".
        notes: What a person should know about its form.
        sheets: Its sheets with what their headings mean; none for an XML.
        pieces: Gives its rows; it may be called more than once.
        authority: The local authority that its head states, as text; "" when it states none there.
        years: The collection years that its head states, the likeliest first.
    """

    tables: tuple[Table, ...]
    encoding: str
    notes: tuple[str, ...]
    sheets: tuple[tuple[Sheet, Recognised], ...]
    pieces: Callable[[], Iterator[Piece]]
    authority: str = ""
    years: tuple[int, ...] = ()

    @property
    def mapping(self) -> str:
        """The mappings of local headings that it is read with; "" without any."""
        used = {known.mapping.identity for _, known in self.sheets if known.mapping}
        return " ".join(sorted(used))


def open_reading(path: Path, *, name: str, book: Book) -> Reading:
    """Return how a file is read.

    Args:
        path: The file.
        name: Its path within the inbox or the named folder.
        book: The sources.

    Raises:
        RefusedError: It is of no form or table that is known.
    """
    return _open_xml(path, book) if holds_xml(path) else _open_sheets(path, name, book)


def recognise_sheet(sheet: Sheet, name: str, book: Book) -> Recognised:
    """Return the table that a sheet of a file is.

    Raises:
        RefusedError: It fits none, or several.
    """
    path = f"{name} {sheet.name}" if sheet.name else name
    return recognise(sheet.headings, name=path, tables=book.tables, mappings=book.mappings)


def count_rows(path: Path, *, book: Book) -> int:
    """Return how many data rows a refused file holds; 0 when they cannot be counted."""
    try:
        if holds_xml(path):
            return 0
        sheets = open_sheets(path, is_known=book.is_known)
        return sum(row_count(batch) for sheet in sheets for batch in sheet.read())
    except (OSError, ValueError, RefusedError, csv.Error):
        return 0


def not_understood(error: Exception) -> RefusedError:
    """Return the refusal of a file whose content made a library fail."""
    # Only the kind of the error is told: its message may hold a value of the file.
    return RefusedError(
        f"The file could not be read ({type(error).__name__}).",
        remedy="Export it again from the system that made it, and send that.",
    )


def describe(recognised: Recognised, year: int) -> tuple[str, ...]:
    """Return what a person should know about a sheet's headings."""
    notes, missing = [], recognised.missing(year)
    if missing and recognised.table.place != "publication":
        notes.append(
            f"Headings missing: {', '.join(missing)}. Their values are unknown for this file."
        )
    if recognised.unknown and not recognised.table.has_other_columns:
        labels = ", ".join(label(heading, place + 1) for heading, place in recognised.unknown)
        notes.append(
            f"Headings that {recognised.table.title} does not have: {labels}. "
            "Their values are kept in other_values."
        )
    return tuple(notes)


def _open_xml(path: Path, book: Book) -> Reading:
    head = read_head(path)
    source = _source_of(head.root, book)
    tables = tuple(table for table in source.tables if table.xml_row)
    return Reading(
        tables=tables,
        encoding=XML,
        notes=(),
        sheets=(),
        pieces=lambda: read_xml(path, tables, root=source.xml_root),
        authority=head.lea,
        years=_years_of(head),
    )


def _years_of(head: XmlHead) -> tuple[int, ...]:
    """Return the years that a header states: that of its 31 March before the one that it calls the year.

    A system was seen to write the year in which the collection year begins beside the 31 March that ends it.
    """
    day = parse_date(head.reference_date)
    ended = [day.year] if day and (day.month, day.day) == (3, 31) else []
    called = [int(head.year)] if re.fullmatch(r"(19|20)\d\d", head.year) else []
    return tuple(dict.fromkeys([*ended, *called]))


def _source_of(root: str, book: Book) -> Source:
    known = {heading_key(source.xml_root): source for source in book.sources if source.xml_root}
    if heading_key(root) not in known:
        roots = ", ".join(f"{source.xml_root} ({source.title})" for source in known.values())
        raise RefusedError(
            f"The XML is of no collection that is known: its root is none of {roots}.",
            remedy="Export the return again from the case system and send that.",
        )
    return known[heading_key(root)]


def _open_sheets(path: Path, name: str, book: Book) -> Reading:
    sheets = open_sheets(path, is_known=book.is_known)
    known, notes, refusals = [], [], []
    for number, sheet in enumerate(sheets, start=1):
        try:
            known.append((sheet, recognise_sheet(sheet, name, book)))
        except RefusedError as refusal:
            refusals.append(refusal)
            # By number: a sheet may be named after a child.
            notes.append(f"Sheet {number} was not read. {refusal.message}")
    if not known:
        raise refusals[0]
    return Reading(
        tables=tuple(dict.fromkeys(recognised.table for _, recognised in known)),
        encoding=known[0][0].encoding,
        notes=tuple(dict.fromkeys([*(n for sheet, _ in known for n in sheet.notes), *notes])),
        sheets=tuple(known),
        pieces=lambda: _read_sheets(known),
    )


def _read_sheets(sheets: list[tuple[Sheet, Recognised]]) -> Iterator[Piece]:
    rows: Counter[tuple[str, str]] = Counter()
    for sheet, recognised in sheets:
        before = rows[recognised.table.key]
        for batch in sheet.read():
            yield align(batch, recognised, rows_before=before)
            rows[recognised.table.key] += row_count(batch)
