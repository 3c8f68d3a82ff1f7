"""One staged file: what it is, where it belongs, and what becomes of it.

What belongs here: the chain of decisions on one file and its receipt. What does not: how the file
was found or staged (`parcel`), the log (`receipt`), batches (`ingest`).
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.check import check_year
from pipeline.sources.csv_table import CsvTable, read_records, read_rows
from pipeline.sources.csv_text import CsvText, read_csv_text
from pipeline.sources.landing import Staged, land
from pipeline.sources.place import Place, find_place
from pipeline.sources.quarantine import Refused, quarantine_file, quarantine_rows
from pipeline.sources.raw import SOURCE, raw_path, write_parquet
from pipeline.sources.receipt import Outcome, Receipt
from pipeline.sources.ssda903.read import build_raw_table, describe, read_event_dates
from pipeline.sources.ssda903.recognise import Recognised, recognise

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.sources.desk import Desk


@dataclass
class _Draft:
    """What is known of a file so far."""

    name: str
    sha256: str
    text: CsvText | None = None
    table_name: str | None = None
    rows: CsvTable | None = None
    place: Place | None = None
    notes: list[str] = field(default_factory=list)

    def count_rows(self) -> int:
        if self.rows is not None:
            return self.rows.row_count
        if self.text is None:
            return 0
        body = self.text.text[self.text.body_start :]
        return sum(1 for _ in read_records(body, delimiter=self.text.delimiter))


def receive_file(desk: Desk, staged: Staged, *, name: str) -> Receipt:
    """Take a staged file to raw or to quarantine, and return its receipt.

    Args:
        desk: The state of the run; an accepted file is in force from here on.
        staged: The copy of the file; it is moved or removed.
        name: The file's path within the inbox or the named folder.
    """
    draft = _Draft(name, staged.sha256)
    try:
        return _decide(desk, draft, staged)
    except RefusedError as refusal:
        return _refuse(desk, draft, staged, refusal)
    except (ValueError, csv.Error) as error:
        # Only the kind of the error is told: its message may hold a value of the file.
        return _refuse(desk, draft, staged, _not_understood(error))


def refuse_file(desk: Desk, staged: Staged, *, name: str, refusal: RefusedError) -> Receipt:
    """Put a staged file that cannot be opened in quarantine, and return its receipt."""
    return _refuse(desk, _Draft(name, staged.sha256), staged, refusal)


def leave_in_place(desk: Desk, *, name: str, refusal: RefusedError) -> Receipt:
    """Return the receipt of a file that could not be read and stays where it is."""
    return _receipt(desk, _Draft(name, ""), outcome="quarantined", reason=_as_text(refusal))


def read_body(text: CsvText) -> CsvTable:
    """Return the rows of a CSV.

    Raises:
        RefusedError: There are rows, but not one of them can be told apart into columns.
    """
    rows = read_rows(
        text.text[text.body_start :], delimiter=text.delimiter, width=len(text.headings)
    )
    if rows.refused and not len(rows.row_numbers):
        raise RefusedError(
            f"None of the {rows.row_count} rows has as many values as the heading line.",
            remedy="Export the module again: rows and heading line must have the same columns.",
        )
    return rows


@dataclass(frozen=True)
class _Submission:
    """A file of which all is known that is needed to accept it."""

    recognised: Recognised
    rows: CsvTable
    place: Place


@dataclass(frozen=True)
class _Counts:
    """Where the rows of a file went."""

    raw: int = 0
    quarantined: int = 0


def _decide(desk: Desk, draft: _Draft, staged: Staged) -> Receipt:
    recognised, rows = _understand(desk, draft, staged.path)
    dates = read_event_dates(rows, recognised)
    draft.place = place = find_place(
        draft.name,
        gazetteer=desk.gazetteer,
        today=desk.now.date(),
        suggest_year=dates.suggest_year,
    )
    draft.notes.extend(place.notes)
    current = desk.in_force.get(_receipt(desk, draft, outcome="accepted").place)
    if current is not None and current.sha256 == draft.sha256:
        staged.path.unlink()
        reason = f"The same content is in force, received {_day(current)}: nothing to do."
        return _receipt(desk, draft, outcome="duplicate", reason=reason)
    draft.notes.extend(check_year(dates, place.collection_year))
    if current is not None:
        draft.notes.append(f"It takes the place of the file received {_day(current)}.")
    return _accept(desk, draft, staged, _Submission(recognised, rows, place))


def _understand(desk: Desk, draft: _Draft, path: Path) -> tuple[Recognised, CsvTable]:
    draft.text = text = read_csv_text(path, is_known=desk.is_known)
    draft.notes.extend(text.notes)
    recognised = recognise(text.headings, name=draft.name, modules=desk.modules)
    draft.table_name = recognised.module.name
    draft.rows = rows = read_body(text)
    draft.notes.extend(describe(rows, recognised))
    return recognised, rows


def _accept(desk: Desk, draft: _Draft, staged: Staged, submission: _Submission) -> Receipt:
    rows = submission.rows
    counts = _Counts(raw=len(rows.row_numbers), quarantined=len(rows.refused))
    receipt = _receipt(desk, draft, outcome="accepted", counts=counts)
    table = build_raw_table(
        rows,
        submission.recognised,
        file_id=receipt.file_id,
        key=desk.key,
        dfe_la_code=submission.place.authority.dfe_la_code,
    )
    write_parquet(desk.home, table, raw_path(desk.home, receipt))
    quarantine_rows(desk.home, draft.sha256, name=draft.name, rows=rows.refused)
    land(desk.home, staged)
    desk.in_force[receipt.place] = receipt
    return receipt


def _refuse(desk: Desk, draft: _Draft, staged: Staged, refusal: RefusedError) -> Receipt:
    counts = _Counts(quarantined=draft.count_rows())
    quarantine_file(desk.home, staged, Refused(draft.name, refusal, desk.now, counts.quarantined))
    return _receipt(desk, draft, outcome="quarantined", reason=_as_text(refusal), counts=counts)


def _receipt(
    desk: Desk, draft: _Draft, *, outcome: Outcome, reason: str = "", counts: _Counts = _Counts()
) -> Receipt:
    place = draft.place
    la_code = place.authority.la_code if place else None
    year = place.collection_year if place else None
    return Receipt(
        file_id=_file_id(draft, la_code, year),
        sha256=draft.sha256,
        source=SOURCE,
        table_name=draft.table_name,
        la_code=la_code,
        dfe_la_code=place.authority.dfe_la_code if place else None,
        collection_year=year,
        as_at_date=min(place.year_end, desk.now.date()) if place else None,
        received_at=desk.now,
        original_name=draft.name,
        outcome=outcome,
        reason=reason,
        notes=tuple(draft.notes),
        encoding=draft.text.encoding if draft.text else "",
        rows_in=counts.raw + counts.quarantined,
        rows_raw=counts.raw,
        rows_quarantined=counts.quarantined,
    )


def _day(receipt: Receipt) -> str:
    return f"{receipt.received_at:%d %B %Y}"


def _file_id(draft: _Draft, la_code: str | None, year: int | None) -> str:
    parts = (draft.sha256 or draft.name, la_code or "", str(year or ""), draft.table_name or "")
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def _as_text(refusal: RefusedError) -> str:
    return f"{refusal.message} {refusal.remedy}"


def _not_understood(error: Exception) -> RefusedError:
    return RefusedError(
        f"The file could not be read as a CSV ({type(error).__name__}).",
        remedy="Export the module again as CSV from the case system and send that.",
    )
