"""One staged file: what it is, where it belongs, and what becomes of it.

What belongs here: the chain of decisions on one file and its receipts, one a table. What does not:
how the file was found or staged (`parcel`), how it is read (`reading`), the log (`receipt`),
batches (`ingest`).
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.keeping.landing import Staged, land
from pipeline.sources.keeping.quarantine import Refused, RefusedRows, quarantine_file
from pipeline.sources.keeping.raw import raw_path
from pipeline.sources.keeping.raw_writer import RawWriter, child_keys
from pipeline.sources.keeping.receipt import Outcome, Receipt, new_file_id
from pipeline.sources.matching.reading import (
    NOT_UNDERSTOOD,
    XML,
    Reading,
    count_rows,
    describe,
    not_understood,
    open_reading,
)
from pipeline.sources.placing.find import check_rows, find_place
from pipeline.sources.placing.tally import Tally
from pipeline.sources.receiving.incoming import NOTHING_SAID, Instruction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.sources.contract.definition import Table
    from pipeline.sources.placing.place import Place
    from pipeline.sources.receiving.desk import Desk


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
    except NOT_UNDERSTOOD as error:
        return (_refuse(desk, draft, staged, not_understood(error)),)


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
    named = draft.instruction.named
    draft.place = place = find_place(desk.clerk, reading, name=draft.name, named=named)
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
    return _take(desk, draft, staged, reading, place)


def _take(
    desk: Desk, draft: _Draft, staged: Staged, reading: Reading, place: Place
) -> tuple[Receipt, ...]:
    """Read the file to its end into temporary files, and put them in place if nothing speaks against it."""
    with ExitStack() as undo:
        authority = place.authority
        key_of = child_keys(desk.key, authority.dfe_la_code if authority else "")
        writers = {
            table.key: undo.enter_context(
                RawWriter(desk.home, table, _file_id(draft, table), key_of)
            )
            for table in reading.tables
        }
        refused = RefusedRows(desk.home)
        undo.callback(refused.discard)
        draft.tallies = {table.key: Tally(table) for table in reading.tables}
        for piece in reading.pieces():
            draft.tallies[piece.table.key].add(piece)
            writers[piece.table.key].add(piece)
            refused.add(piece.table, piece.refused)
        draft.notes.extend(
            check_rows(
                draft.tallies.values(),
                place,
                gazetteer=desk.clerk.gazetteer,
                despite_dates=draft.instruction.despite_dates,
            )
        )
        receipts = _accepted(desk, draft)
        for receipt in receipts:
            writer = writers[receipt.source, str(receipt.table_name)]
            writer.finish(raw_path(desk.home, receipt))
        refused.keep(draft.sha256, name=draft.name)
        land(desk.home, staged)
    desk.in_force.update({receipt.place: receipt for receipt in receipts})
    return receipts


def _file_id(draft: _Draft, table: Table | None) -> str:
    place, authority = draft.place, draft.place.authority if draft.place else None
    return new_file_id(
        draft.sha256 or draft.name,
        authority.la_code if authority else "",
        str(place.collection_year) if place else "",
        "/".join(table.key) if table else "",
        place.dataset if place else "",
        draft.reading.mapping if draft.reading else "",
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
        file_id=_file_id(draft, only),
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
