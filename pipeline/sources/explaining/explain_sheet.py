"""How one sheet would be read: which table it is, and how well each column is understood.

What belongs here: headings and what is below them, with no value told that may be of one child alone.
What does not: whose the file is (`explain`), drafts of mappings (`propose`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.codes import read_codes
from pipeline.sources.contract.definition import heading_key
from pipeline.sources.explaining.code_pairing import shown_values
from pipeline.sources.explaining.propose import propose_mapping
from pipeline.sources.explaining.value_form import reads_as, texts_of
from pipeline.sources.formats.definition import RowBatch
from pipeline.sources.matching.align import align
from pipeline.sources.matching.reading import recognise_sheet
from pipeline.sources.matching.recognise import UnknownHeadingsError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa

    from pipeline.sources.contract.codes import Code
    from pipeline.sources.contract.definition import Column, Table
    from pipeline.sources.explaining.propose import Proposal
    from pipeline.sources.explaining.value_form import Texts
    from pipeline.sources.formats.definition import Sheet
    from pipeline.sources.matching.book import Book
    from pipeline.sources.matching.recognise import Recognised
    from pipeline.sources.placing.place import Clerk

_MOST_ROWS = 10_000
_LONGEST_HEADING = 60
_MOSTLY = 0.9
# A file without a heading line begins with a row, which may be a child's.
_NO_HEADING = re.compile(r"\d{3}|\d[/.-]\d|^\W*$")


@dataclass(frozen=True)
class Shelf:
    """What explaining needs.

    Attributes:
        book: The sources and the mappings of local headings.
        clerk: Who places files.
        seeds: The folder of seeds.
    """

    book: Book
    clerk: Clerk
    seeds: Path


@dataclass(frozen=True)
class HeadingReading:
    """How one heading and the values below it are read.

    Attributes:
        heading: As it came.
        column: The column that it means; "" when the table has none for its values.
        type: The column's type.
        privacy: The column's privacy class.
        filled: The share of the rows looked at that are not blank; None without rows.
        understood: The share of those that are values of the type or codes of the list; None where all are text.
        not_codes: Different values that are not in the code list, where they may be shown.
        not_codes_hidden: How many more such values there are.
    """

    heading: str
    column: str = ""
    type: str = ""
    privacy: str = ""
    filled: float | None = None
    understood: float | None = None
    not_codes: tuple[str, ...] = ()
    not_codes_hidden: int = 0


@dataclass(frozen=True)
class SheetReading:
    """How one sheet is read.

    Attributes:
        name: Its name; "" for a CSV.
        encoding: Of its text, or the kind of workbook.
        heading_row: Number of its heading line.
        table: The table that it is taken for, "finance/placement_cost"; "" when it fits none.
        title: What a person calls that table.
        mapping: The mapping of local headings that it is read with; "" without one.
        why_not: Why it fits no table.
        rows_seen: How many rows were looked at for what is said of values.
        headings: Its headings.
        headings_hidden: How many more there are, which may be values of a row.
        has_figures: Whether columns beyond those of the table are to be expected, as in published figures.
        leaves_others: Whether their values stay in the file and are not copied to raw.
        missing: Headings that such files have and this one has not.
        notes: What a person should know about its form.
        proposal: A draft of a mapping; None where none is needed, or none comes to mind.
    """

    name: str
    encoding: str
    heading_row: int
    table: str = ""
    title: str = ""
    mapping: str = ""
    why_not: str = ""
    rows_seen: int = 0
    headings: tuple[HeadingReading, ...] = ()
    headings_hidden: int = 0
    has_figures: bool = False
    leaves_others: bool = False
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    proposal: Proposal | None = None


def explain_sheet(sheet: Sheet, *, name: str, shelf: Shelf, year: int | None) -> SheetReading:
    """Return how one sheet is read.

    Args:
        sheet: The sheet.
        name: The file's path.
        shelf: What explaining needs.
        year: The collection year of the file; None when it is not known.

    Raises:
        ProjectError: A seed cannot be read.
    """
    batch = _first_rows(sheet)
    try:
        recognised = recognise_sheet(sheet, name, shelf.book)
    except RefusedError as refusal:
        return _explain_unknown(sheet, batch, name, shelf, refusal)
    table = recognised.table
    missing = _missing(recognised, year)
    headings = tuple(_explain_headings(batch, recognised, shelf.seeds, year))
    # What is no return may be written in words of the authority's own.
    is_own = table.place == "la" and recognised.mapping is None
    is_partial = bool(missing and recognised.unknown) or any(map(_is_strange, headings))
    return SheetReading(
        name=sheet.name,
        encoding=sheet.encoding,
        heading_row=sheet.heading_row,
        table="/".join(table.key),
        title=table.title,
        mapping=recognised.mapping.name if recognised.mapping else "",
        rows_seen=batch.columns.num_rows if batch else 0,
        headings=headings,
        has_figures=table.has_other_columns,
        leaves_others=table.leaves_other_columns,
        missing=missing,
        notes=sheet.notes,
        proposal=_propose(sheet, batch, name, shelf, (table,)) if is_own and is_partial else None,
    )


def _is_strange(heading: HeadingReading) -> bool:
    """Tell whether many values are not understood: a few are mistakes."""
    return heading.understood is not None and heading.understood < _MOSTLY


def _explain_unknown(
    sheet: Sheet, batch: RowBatch | None, name: str, shelf: Shelf, refusal: RefusedError
) -> SheetReading:
    is_unknown = isinstance(refusal, UnknownHeadingsError)
    tables = [table for table in shelf.book.tables if table.place != "publication"]
    proposal = _propose(sheet, batch, name, shelf, tables) if is_unknown else None
    shown = [
        heading
        for heading in sheet.headings
        if (proposal and _looks_like_heading(heading)) or shelf.book.is_known(heading)
    ]
    return SheetReading(
        name=sheet.name,
        encoding=sheet.encoding,
        heading_row=sheet.heading_row,
        why_not=refusal.message,
        rows_seen=batch.columns.num_rows if batch else 0,
        headings=tuple(HeadingReading(heading[:_LONGEST_HEADING]) for heading in shown),
        headings_hidden=len(sheet.headings) - len(shown),
        notes=sheet.notes,
        proposal=proposal,
    )


def _propose(
    sheet: Sheet, batch: RowBatch | None, name: str, shelf: Shelf, tables: Sequence[Table]
) -> Proposal | None:
    looks = [_looks_like_heading(heading) for heading in sheet.headings if heading.strip()]
    if batch is None or 2 * sum(looks) <= len(looks):
        return None
    return propose_mapping(sheet, batch.columns, tables=tables, seeds=shelf.seeds, name=name)


def _looks_like_heading(text: str) -> bool:
    return not _NO_HEADING.search(text) and bool(heading_key(text))


def _first_rows(sheet: Sheet) -> RowBatch | None:
    for batch in sheet.read():
        if batch.columns.num_rows:
            return RowBatch(batch.columns.slice(0, _MOST_ROWS), batch.row_numbers[:_MOST_ROWS])
    return None


def _missing(recognised: Recognised, year: int | None) -> tuple[str, ...]:
    if recognised.table.place == "publication":
        return ()
    if year is not None:
        return recognised.missing(year)
    absent = [c for c in recognised.table.columns if c.name not in recognised.position]
    return tuple(
        column.heading for column in absent if column.until is None and not column.optional
    )


def _explain_headings(
    batch: RowBatch | None, recognised: Recognised, seeds: Path, year: int | None
) -> list[HeadingReading]:
    piece = align(batch, recognised, rows_before=0) if batch else None
    told = []
    for place, (heading, column) in enumerate(
        zip(recognised.headings, recognised.matched, strict=True)
    ):
        shown = heading.strip()[:_LONGEST_HEADING] or f"column {place + 1}"
        if column is None:
            texts = texts_of(batch.columns.column(place)) if batch else None
            told.append(HeadingReading(shown, filled=_filled(texts)))
        else:
            values = piece.columns.column(column.raw_name) if piece else None
            codes = _codes(recognised.table, column, seeds, year)
            told.append(_explain_column(shown, column, values, codes))
    return told


def _explain_column(
    heading: str, column: Column, values: pa.ChunkedArray | None, codes: Sequence[Code]
) -> HeadingReading:
    texts = texts_of(values) if values is not None else None
    fits = reads_as(column, [code.code for code in codes])
    is_judged = bool(codes) or column.type not in ("text", "code")
    others = [t for t, _ in texts.counts.most_common() if not fits(t)] if texts and codes else []
    shown = shown_values(column, others, codes)
    return HeadingReading(
        heading=heading,
        column=column.name,
        type=column.type,
        privacy=column.privacy,
        filled=_filled(texts),
        understood=texts.share(fits) if texts and texts.filled and is_judged else None,
        not_codes=shown,
        not_codes_hidden=len(others) - len(shown),
    )


def _filled(texts: Texts | None) -> float | None:
    return texts.filled / texts.rows if texts and texts.rows else None


def _codes(table: Table, column: Column, seeds: Path, year: int | None) -> list[Code]:
    if not column.codes:
        return []
    codes = read_codes(seeds, table.source, column.codes)
    return [
        code
        for code in codes
        if year is None or (code.first_year or 0) <= year <= (code.last_year or 9999)
    ]
