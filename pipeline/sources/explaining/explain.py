"""How a file would be read if it were sent: what it is taken for, how well it is understood, whose it is.

What belongs here: finding that out, with nothing written and no row of a child told. What does not:
its columns (`explain_sheet`), printing (`show_files`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.explaining.explain_sheet import SheetReading, Shelf, explain_sheet
from pipeline.sources.formats.kind import holds_xml
from pipeline.sources.formats.tabular import open_sheets
from pipeline.sources.matching.reading import NOT_UNDERSTOOD, not_understood, open_reading
from pipeline.sources.matching.recognise import UnknownHeadingsError
from pipeline.sources.placing.find import check_rows, find_place, tally_all
from pipeline.sources.placing.tally import Tally
from pipeline.sources.receiving.incoming import unreadable

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.sources.matching.reading import Reading
    from pipeline.sources.placing.place import Place
    from pipeline.sources.receiving.incoming import Instruction


@dataclass(frozen=True)
class TableRows:
    """How many rows of a table a file holds.

    Attributes:
        table: "cin_census/assessments".
        title: What a person calls it.
        rows: Rows that can be read.
        refused: Rows that cannot.
    """

    table: str
    title: str
    rows: int
    refused: int


@dataclass(frozen=True)
class Explanation:
    """How a file would be read.

    Attributes:
        name: Its path within the named folder.
        sheets: Its sheets; none for an XML.
        tables: Its tables with their rows; none when it would be refused before they are counted.
        authority: Name of the local authority that it is of; "" when that is not told, or it is published.
        la_code: Its code.
        year: The collection year that it is of; None when that is not told.
        dataset: Name of the data set, for published figures.
        notes: What a person should know about it.
        refusal: Why it would be refused; "" when it would be accepted.
        remedy: What to do then.
    """

    name: str
    sheets: tuple[SheetReading, ...] = ()
    tables: tuple[TableRows, ...] = ()
    authority: str = ""
    la_code: str = ""
    year: int | None = None
    dataset: str = ""
    notes: tuple[str, ...] = ()
    refusal: str = ""
    remedy: str = ""

    @property
    def is_accepted(self) -> bool:
        """Whether the file would be accepted."""
        return not self.refusal


@dataclass
class _Findings:
    """What was found out until the file was read to its end, or refused."""

    place: Place | None = None
    tallies: list[Tally] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    refusal: RefusedError | None = None


def explain(path: Path, *, name: str, shelf: Shelf, instruction: Instruction) -> Explanation:
    """Return how a file would be read; it is read to its end, and nothing is written.

    Args:
        path: The file, no zip.
        name: Its path within the inbox or the named folder.
        shelf: What explaining needs.
        instruction: What a person said of the file.

    Raises:
        ProjectError: A seed cannot be read.
    """
    findings = _Findings()
    try:
        _read(findings, open_reading(path, name=name, book=shelf.book), name, shelf, instruction)
    except RefusedError as refusal:
        findings.refusal = refusal
    except OSError as error:
        findings.refusal = unreadable(error)
    except NOT_UNDERSTOOD as error:
        findings.refusal = not_understood(error)
    year = findings.place.collection_year if findings.place else None
    return _told(findings, name, _explain_sheets(path, name, shelf, year))


def refused(name: str, refusal: RefusedError) -> Explanation:
    """Return what is to be said of a file that cannot even be opened."""
    return Explanation(name=name, refusal=refusal.message, remedy=refusal.remedy)


def _read(
    findings: _Findings, reading: Reading, name: str, shelf: Shelf, instruction: Instruction
) -> None:
    """Read a file to its end as receiving it would."""
    findings.notes.extend(reading.notes)
    place = find_place(shelf.clerk, reading, name=name, named=instruction.named)
    findings.place = place
    findings.notes.extend(place.notes)
    findings.tallies = tally_all(reading)
    findings.notes.extend(
        check_rows(
            findings.tallies,
            place,
            gazetteer=shelf.clerk.gazetteer,
            despite_dates=instruction.despite_dates,
        )
    )


def _told(findings: _Findings, name: str, sheets: tuple[SheetReading, ...]) -> Explanation:
    place, refusal = findings.place, findings.refusal
    authority = place.authority if place else None
    told = {note for sheet in sheets for note in sheet.notes}
    return Explanation(
        name=name,
        sheets=sheets,
        tables=tuple(
            TableRows("/".join(t.table.key), t.table.title, t.rows, t.refused)
            for t in findings.tallies
            if t.row_count or len(findings.tallies) == 1
        ),
        authority=authority.names[0] if authority else "",
        la_code=authority.la_code if authority else "",
        year=place.collection_year if place else None,
        dataset=place.dataset if place else "",
        notes=tuple(note for note in dict.fromkeys(findings.notes) if note not in told),
        refusal=refusal.message if refusal else "",
        remedy=_remedy(refusal, sheets) if refusal else "",
    )


def _remedy(refusal: RefusedError, sheets: tuple[SheetReading, ...]) -> str:
    if not isinstance(refusal, UnknownHeadingsError):
        return refusal.remedy
    if any(sheet.proposal for sheet in sheets):
        return "Export it again with our headings, or use the mapping below."
    return (
        "Export it again with its headings in the first line. No mapping is proposed: too few of "
        "its headings are like those of any table (docs/sources has them)."
    )


def _explain_sheets(
    path: Path, name: str, shelf: Shelf, year: int | None
) -> tuple[SheetReading, ...]:
    try:
        if holds_xml(path):
            return ()
        sheets = open_sheets(path, is_known=shelf.book.is_known)
        return tuple(explain_sheet(sheet, name=name, shelf=shelf, year=year) for sheet in sheets)
    except (RefusedError, OSError, *NOT_UNDERSTOOD):
        # Reading it has met the same, and told.
        return ()
