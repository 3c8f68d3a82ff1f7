"""One staged file: what it is, where it belongs, and what becomes of it.

What belongs here: the chain of decisions on one file and its receipts, one a table. What does not:
how the file was found or staged (`parcel`), how it is read (`reading`), the log (`receipt`),
batches (`ingest`).
"""

from __future__ import annotations

import csv
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.check import check_year
from pipeline.sources.incoming import NOTHING_SAID, Instruction
from pipeline.sources.landing import Staged, land
from pipeline.sources.place import Place, Stated
from pipeline.sources.quarantine import Refused, RefusedRows, quarantine_file
from pipeline.sources.raw import raw_path
from pipeline.sources.raw_writer import RawWriter
from pipeline.sources.reading import XML, Reading, count_rows, describe, open_reading
from pipeline.sources.receipt import Outcome, Receipt, new_file_id
from pipeline.sources.tally import Tally, event_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.sources.contract.definition import PlaceKind, Table
    from pipeline.sources.desk import Desk

# What damaged content makes libraries raise; a fault of our own (TypeError, KeyError ...) is none of these.
_NOT_UNDERSTOOD = (ValueError, OverflowError, csv.Error, EOFError)


@dataclass
class _Draft:
    """What is known of a file so far."""

    name: str
    sha256: str
    instruction: Instruction
    reading: Reading | None = None
    place: Place | None = None
    tallies: dict[tuple[str, str], Tally] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def receive_file(
    desk: Desk, staged: Staged, *, name: str, instruction: Instruction
) -> tuple[Receipt, ...]:
    """Take a staged file to raw or to quarantine, and return its receipts, one a table.

    Args:
        desk: The state of the run; an accepted file is in force from here on.
        staged: The copy of the file; it is moved or removed.
        name: The file's path within the inbox or the named folder.
        instruction: What a person said of the file.
    """
    draft = _Draft(name, staged.sha256, instruction)
    try:
        return _decide(desk, draft, staged)
    except RefusedError as refusal:
        return (_refuse(desk, draft, staged, refusal),)
    except _NOT_UNDERSTOOD as error:
        # Only the kind of the error is told: its message may hold a value of the file.
        return (_refuse(desk, draft, staged, _not_understood(error)),)


def refuse_file(desk: Desk, staged: Staged, *, name: str, refusal: RefusedError) -> Receipt:
    """Put a staged file that cannot be opened in quarantine, and return its receipt."""
    return _refuse(desk, _Draft(name, staged.sha256, NOTHING_SAID), staged, refusal)


def leave_in_place(desk: Desk, *, name: str, refusal: RefusedError) -> Receipt:
    """Return the receipt of a file that could not be read and stays where it is."""
    draft = _Draft(name, "", NOTHING_SAID)
    return _receipt(desk, draft, outcome="quarantined", reason=_as_text(refusal))


def _decide(desk: Desk, draft: _Draft, staged: Staged) -> tuple[Receipt, ...]:
    draft.reading = reading = open_reading(staged.path, name=draft.name, book=desk.book)
    draft.notes.extend(reading.notes)
    draft.place = place = _find_place(desk, draft, reading)
    draft.notes.extend(place.notes)
    for _, recognised in reading.sheets:
        draft.notes.extend(describe(recognised, place.collection_year))
    own = [_receipt(desk, draft, table, outcome="accepted") for table in reading.tables]
    held = [each for receipt in own if (each := desk.in_force.get(receipt.place))]
    if held and {each.file_id for each in held} <= {receipt.file_id for receipt in own}:
        staged.path.unlink()
        reason = f"The same content is in force, received {_day(held[0])}: nothing to do."
        tables = [desk.book.by_key[each.source, str(each.table_name)] for each in held]
        return tuple(
            _receipt(desk, draft, table, outcome="duplicate", reason=reason) for table in tables
        )
    return _take(desk, draft, staged, reading)


def _find_place(desk: Desk, draft: _Draft, reading: Reading) -> Place:
    kinds: set[PlaceKind] = {table.place for table in reading.tables}
    if len(kinds) > 1:
        raise RefusedError(
            "The workbook holds sheets of different kinds: an authority's own and published ones.",
            remedy="Send them as separate files.",
        )
    (kind,) = kinds
    inside = _peek(reading) if kind != "publication" else None
    stated = Stated(
        authority=reading.authority
        or (next(iter(sorted(inside.authorities)), "") if inside else ""),
        years=frozenset({reading.year} if reading.year else (inside.years if inside else ())),
        suggest_year=lambda: _suggest_year(reading),
    )
    named = draft.instruction.named
    return desk.clerk.find_place(draft.name, stated, kind=kind, named=named)


def _peek(reading: Reading) -> Tally | None:
    """Return what the first rows say of whose and of when they are; None when no column says it."""
    if reading.encoding == XML or not any(t.la_column or t.year_column for t in reading.tables):
        return None
    for piece in reading.pieces():
        tally = Tally(piece.table)
        tally.add(piece)
        if tally.authorities or tally.years:
            return tally
    return None


def _suggest_year(reading: Reading) -> int | None:
    tallies = {table.key: Tally(table) for table in reading.tables}
    for piece in reading.pieces():
        tallies[piece.table.key].add(piece)
    stated = {year for tally in tallies.values() for year in tally.years}
    return max(stated) if stated else event_dates(tallies.values()).suggest_year()


def _take(desk: Desk, draft: _Draft, staged: Staged, reading: Reading) -> tuple[Receipt, ...]:
    """Read the file to its end into temporary files, and put them in place if nothing speaks against it."""
    with ExitStack() as undo:
        writers = {
            table.key: undo.enter_context(_new_writer(desk, draft, table))
            for table in reading.tables
        }
        refused = RefusedRows(desk.home)
        undo.callback(refused.discard)
        draft.tallies = {table.key: Tally(table) for table in reading.tables}
        for piece in reading.pieces():
            draft.tallies[piece.table.key].add(piece)
            writers[piece.table.key].add(piece)
            refused.add(piece.table, piece.refused)
        _check(desk, draft)
        receipts = _accepted(desk, draft)
        for receipt in receipts:
            writer = writers[receipt.source, str(receipt.table_name)]
            writer.finish(raw_path(desk.home, receipt))
        refused.keep(draft.sha256, name=draft.name)
        land(desk.home, staged)
    desk.in_force.update({receipt.place: receipt for receipt in receipts})
    return receipts


def _new_writer(desk: Desk, draft: _Draft, table: Table) -> RawWriter:
    authority = draft.place.authority if draft.place else None
    dfe_la_code = authority.dfe_la_code if authority else ""
    file_id = _receipt(desk, draft, table, outcome="accepted").file_id
    return RawWriter(desk.home, table, file_id, desk.key, dfe_la_code)


def _check(desk: Desk, draft: _Draft) -> None:
    """Refuse a file of which no row could be read, or whose rows are of another LA or year than it is placed in.

    Raises:
        RefusedError: It is to be refused.
    """
    tallies, place = draft.tallies.values(), draft.place
    refused = sum(tally.refused for tally in tallies)
    if refused and not any(tally.rows for tally in tallies):
        raise RefusedError(
            f"None of the {refused} rows has as many values as the heading line.",
            remedy="Export it again: rows and heading line must have the same columns.",
        )
    if place is None or place.authority is None:
        return
    _refuse_other_authorities(desk, tallies, place)
    if (
        any(tally.table.place == "la_year" for tally in tallies)
        and not draft.instruction.despite_dates
    ):
        draft.notes.extend(check_year(event_dates(tallies), place.collection_year))


def _refuse_other_authorities(desk: Desk, tallies: Iterable[Tally], place: Place) -> None:
    stated = {text for tally in tallies for text in tally.authorities}
    found = {mention for text in stated for mention in desk.clerk.gazetteer.find(text)}
    others = [mention for mention in found if place.authority not in mention]
    if others:
        names = sorted({min(authority.names[0] for authority in mention) for mention in others})
        raise RefusedError(
            f"Rows are of other local authorities too: {', '.join(names[:5])}.",
            remedy="Send one file a local authority.",
        )


def _accepted(desk: Desk, draft: _Draft) -> tuple[Receipt, ...]:
    """Return the receipts of an accepted file; a table of an XML that has no row is left out.

    It has one all the same when it takes the place of such a table of an earlier XML: then the rows were deleted. But
    what a system leaves out of its XML may have come as a CSV of its own, which stays.
    """
    receipts = []
    for tally in draft.tallies.values():
        receipt = _receipt(desk, draft, tally.table, outcome="accepted")
        held = desk.in_force.get(receipt.place)
        if tally.row_count or receipt.encoding != XML or (held and held.encoding == XML):
            receipts.append(replace(receipt, notes=(*receipt.notes, *_notes_on(tally, held))))
    return tuple(receipts)


def _notes_on(tally: Tally, held: Receipt | None) -> Iterable[str]:
    if tally.refused:
        yield (
            f"{tally.refused} of {tally.row_count} rows were refused; "
            "they are in quarantine, each with its reason."
        )
    if tally.broken_values:
        # No column of a return has line breaks, so a stray quote may have joined rows.
        yield (
            f"{tally.broken_values} values hold a line break: look for a stray quotation mark "
            "that joins rows."
        )
    if held is not None:
        yield f"It takes the place of the file received {_day(held)}."


def _refuse(desk: Desk, draft: _Draft, staged: Staged, refusal: RefusedError) -> Receipt:
    rows = sum(tally.row_count for tally in draft.tallies.values())
    rows = rows or count_rows(staged.path, book=desk.book)
    quarantine_file(desk.home, staged, Refused(draft.name, refusal, desk.now, rows))
    receipt = _receipt(desk, draft, outcome="quarantined", reason=_as_text(refusal))
    return replace(receipt, rows_in=rows, rows_raw=0, rows_quarantined=rows)


def _receipt(
    desk: Desk, draft: _Draft, table: Table | None = None, *, outcome: Outcome, reason: str = ""
) -> Receipt:
    reading, place = draft.reading, draft.place
    authority = place.authority if place else None
    # Only what is accepted is counted here: a duplicate's rows are not taken again.
    tally = draft.tallies.get(table.key) if table else None
    only = table or (reading.tables[0] if reading and len(reading.tables) == 1 else None)
    return Receipt(
        file_id=new_file_id(
            draft.sha256 or draft.name,
            authority.la_code if authority else "",
            str(place.collection_year) if place else "",
            "/".join(only.key) if only else "",
            place.dataset if place else "",
            reading.mapping if reading else "",
        ),
        sha256=draft.sha256,
        source=reading.tables[0].source if reading else "",
        table_name=only.name if only else None,
        la_code=authority.la_code if authority else None,
        dfe_la_code=authority.dfe_la_code if authority else None,
        collection_year=place.collection_year if place else None,
        as_at_date=min(place.year_end, desk.now.date()) if place else None,
        received_at=desk.now,
        original_name=draft.name,
        outcome=outcome,
        reason=reason,
        notes=tuple(draft.notes),
        encoding=reading.encoding if reading else "",
        rows_in=tally.row_count if tally else 0,
        rows_raw=tally.rows if tally else 0,
        rows_quarantined=tally.refused if tally else 0,
        dataset=place.dataset if place else "",
        mapping=reading.mapping if reading else "",
    )


def _day(receipt: Receipt) -> str:
    return f"{receipt.received_at:%d %B %Y}"


def _as_text(refusal: RefusedError) -> str:
    return f"{refusal.message} {refusal.remedy}"


def _not_understood(error: Exception) -> RefusedError:
    return RefusedError(
        f"The file could not be read ({type(error).__name__}).",
        remedy="Export it again from the system that made it, and send that.",
    )
