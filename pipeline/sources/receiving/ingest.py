"""Receiving files: each ends in raw or quarantine, has a receipt, and then leaves the inbox.

What belongs here: the order of the steps and what survives a kill between them. What each step
does is in its own module. The order, for a batch of files: copy and hash, decide, write raw or
quarantine, commit the receipts, take the files out of the inbox. Killed before the commit, a file
is received again; after it, it is a duplicate.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.sources.keeping.durable import sweep
from pipeline.sources.keeping.in_force import write_in_force
from pipeline.sources.keeping.receipt import (
    Receipt,
    commit_receipts,
    current_submissions,
    latest_accepted,
    read_receipts,
)
from pipeline.sources.receiving.desk import Desk, open_desk
from pipeline.sources.receiving.incoming import (
    NOTHING_SAID,
    Instruction,
    Parcel,
    find_parcels,
    find_quarantined,
    remove_empty_folders,
    take_out,
)
from pipeline.sources.receiving.parcel import receive_parcel
from pipeline.sources.receiving.rebuild import rebuild_raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime
    from pathlib import Path

    from pipeline.settings import Home

_log = logging.getLogger(__name__)
_BATCH = 200


@dataclass(frozen=True)
class Order:
    """What to receive besides the inbox.

    Attributes:
        paths: Files or folders, which are only read; a folder's own name counts for placing.
        quarantined: Beginnings of the ids of files in quarantine that are to be tried again.
        instruction: What a person says of all of these.
    """

    paths: Sequence[Path] = ()
    quarantined: Sequence[str] = ()
    instruction: Instruction = NOTHING_SAID


def ingest(  # noqa: PLR0913 the one entry: each argument is a choice of the caller
    home: Home,
    order: Order,
    *,
    project: Path,
    key: bytes,
    now: datetime,
    on_receipt: Callable[[Receipt], None] = lambda _: None,
) -> tuple[Receipt, ...]:
    """Receive everything in the inbox and what is ordered.

    A file leaves the inbox (or quarantine) once its receipt is committed; files under paths are
    only read. The caller holds `home.lock`: one ingest at a time. Running it again after a kill
    completes what was begun.

    Args:
        home: The data home; made if it is not there.
        order: What to receive besides the inbox.
        project: The folder that holds `contracts/` and `seeds/`.
        key: The key of the child pseudonyms.
        now: The moment of receipt, with a time zone.
        on_receipt: Called with each receipt once it is committed.

    Returns:
        The receipts of this call, in order: one a file, or one for each table of a file that holds
        several.

    Raises:
        UsageError: A path or a file in quarantine does not exist, a mapping cannot be used, or
            `now` has no time zone.
        ProjectError: A contract, a seed or the log of receipts cannot be read.
    """
    if now.tzinfo is None:
        raise UsageError(
            "The moment of receipt has no time zone.", remedy="Pass a datetime with a time zone."
        )
    home.create()
    parcels = [
        *find_parcels(home, order.paths, instruction=order.instruction),
        *(find_quarantined(home, each, order.instruction) for each in order.quarantined),
    ]
    desk = open_desk(home, project=project, key=key, now=now)
    _recover(desk)
    batch = _Batch(desk.home, on_receipt)
    for parcel in parcels:
        batch.add(parcel, receive_parcel(desk, parcel))
    batch.commit()
    remove_empty_folders(home.inbox)
    write_in_force(home, current_submissions(home))
    return tuple(batch.committed)


@dataclass
class _Batch:
    """Receipts that wait to be committed together, and the files that may leave the inbox then."""

    home: Home
    on_receipt: Callable[[Receipt], None]
    pending: list[Receipt] = field(default_factory=list)
    finished: list[Parcel] = field(default_factory=list)
    committed: list[Receipt] = field(default_factory=list)

    def add(self, parcel: Parcel, receipts: Iterable[Receipt]) -> None:
        """Add the receipts of one file (a zip has many); it may go if all of it was read."""
        is_read = True
        for receipt in receipts:
            is_read = is_read and bool(receipt.sha256)
            self.pending.append(receipt)
            if len(self.pending) >= _BATCH:
                self.commit()
        if is_read:
            self.finished.append(parcel)

    def commit(self) -> None:
        """Commit the receipts, then take the finished files out of the inbox in the same order.

        The order matters: of two files for one place, a kill in between must leave the one in
        force, which is then a duplicate, and not the superseded one.
        """
        commit_receipts(self.home, self.pending)
        for receipt in self.pending:
            self.on_receipt(receipt)
        for parcel in self.finished:
            take_out(parcel)
        self.committed.extend(self.pending)
        self.pending.clear()
        self.finished.clear()


def _recover(desk: Desk) -> None:
    """Clear what a killed run left, rebuild raw files that are gone, and learn what is in force."""
    swept = sweep(desk.home)
    if swept:
        _log.info("Removed %d files that an interrupted run left half written.", swept)
    receipts = read_receipts(desk.home)
    in_force = latest_accepted(receipts)
    lost = rebuild_raw(desk, in_force.values())
    # A lost file is not a duplicate when it is sent again.
    desk.in_force.update(
        {place: each for place, each in in_force.items() if each.file_id not in lost}
    )
