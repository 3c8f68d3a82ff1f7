"""What arrived, from whom, superseded by what, why refused: one entry a file, from its receipts.

What belongs here: folding receipts into files and telling their present state. What does not:
printing.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from pipeline.sources.keeping.quarantine import quarantine_id, quarantined_path
from pipeline.sources.keeping.receipt import latest_accepted, read_receipts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from pipeline.settings import Home
    from pipeline.sources.keeping.receipt import PlaceKey, Receipt

FileState = Literal[
    "in force",
    "partly superseded",
    "superseded",
    "duplicate",
    "in quarantine",
    "released",
    "unread",
]


@dataclass(frozen=True)
class FileEntry:
    """One received file.

    Attributes:
        received_at: When it was received.
        name: Its path within the inbox or the named folder.
        source: Its source; "" when it was not recognised.
        tables: The tables that it holds.
        la_code: Code of the local authority; None when not known and for published figures.
        dataset: Name of a published file; "" for what a local authority sends.
        year: Its collection year or the year of the release; None when not known.
        state: What it is now. A file is released when it was tried again with another outcome.
        superseded_by: Names of the files that took its place.
        quarantine_id: What names it in quarantine; "" when it is not there.
        reason: Why it was refused or not needed, and what to do.
        notes: What a person should know of it.
        rows_in: Its data rows.
        rows_quarantined: Those that were refused.
    """

    received_at: datetime
    name: str
    source: str
    tables: tuple[str, ...]
    la_code: str | None
    dataset: str
    year: int | None
    state: FileState
    superseded_by: tuple[str, ...]
    quarantine_id: str
    reason: str
    notes: tuple[str, ...]
    rows_in: int
    rows_quarantined: int


def list_files(home: Home) -> tuple[FileEntry, ...]:
    """Return all files that were received, the latest first.

    Raises:
        ProjectError: The log of receipts is damaged.
    """
    receipts = read_receipts(home)
    in_force = latest_accepted(receipts)
    last_by_content = {receipt.sha256: receipt.received_at for receipt in receipts}
    by_file = groupby(
        receipts, key=lambda each: (each.received_at, each.original_name, each.sha256)
    )
    entries = [
        _entry(home, tuple(group), in_force, last_by_content[key[2]]) for key, group in by_file
    ]
    return tuple(reversed(entries))


def _entry(
    home: Home, group: Sequence[Receipt], in_force: Mapping[PlaceKey, Receipt], last: datetime
) -> FileEntry:
    first = group[0]
    state = _state(home, group, in_force, last)
    holders = (in_force[each.place] for each in group if each.outcome == "accepted")
    others = dict.fromkeys(h.original_name for h in holders if h.received_at > first.received_at)
    return FileEntry(
        received_at=first.received_at,
        name=first.original_name,
        source=first.source,
        tables=tuple(each.table_name for each in group if each.table_name),
        la_code=first.la_code,
        dataset=first.dataset,
        year=first.collection_year,
        state=state,
        superseded_by=tuple(others),
        quarantine_id=quarantine_id(first.sha256) if state == "in quarantine" else "",
        reason=first.reason,
        notes=tuple(dict.fromkeys(note for each in group for note in each.notes)),
        rows_in=sum(each.rows_in for each in group),
        rows_quarantined=sum(each.rows_quarantined for each in group),
    )


def _state(
    home: Home, group: Sequence[Receipt], in_force: Mapping[PlaceKey, Receipt], last: datetime
) -> FileState:
    first = group[0]
    if first.outcome == "duplicate":
        return "duplicate"
    if first.outcome == "accepted":
        held = sum(in_force[each.place] == each for each in group)
        return "in force" if held == len(group) else "partly superseded" if held else "superseded"
    if not first.sha256:
        return "unread"
    is_there = quarantined_path(home, first.sha256, name=first.original_name).exists()
    return "in quarantine" if is_there and first.received_at == last else "released"
