"""One file of the inbox, opened: a plain file is one to receive, a zip as many as its members.

What belongs here: staging, zips, and what cannot be read at all. What does not: what a file is
(`receive`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.keeping.landing import Staged, UnreadableError, stage
from pipeline.sources.receiving.incoming import Parcel, unreadable
from pipeline.sources.receiving.receive import leave_in_place, receive_file, refuse_file
from pipeline.sources.receiving.zips import (
    MEMBER_ERRORS,
    Member,
    is_encrypted,
    is_zip,
    open_zip,
    refuse_members,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.settings import Home
    from pipeline.sources.keeping.receipt import Receipt
    from pipeline.sources.receiving.desk import Desk


def receive_parcel(desk: Desk, parcel: Parcel) -> Iterator[Receipt]:
    """Receive a file, or each member of a zip, and yield the receipts.

    A receipt without `sha256` says that the file could not be read and must stay where it is.
    """
    try:
        parcel.refuse_unless_regular()
        if _is_zip(parcel):
            yield from _receive_zip(desk, parcel)
        else:
            staged = _stage_parcel(desk.home, parcel)
            yield from receive_file(desk, staged, name=parcel.name, instruction=parcel.instruction)
    except RefusedError as refusal:
        yield leave_in_place(desk, name=parcel.name, refusal=refusal)


def _receive_zip(desk: Desk, parcel: Parcel) -> Iterator[Receipt]:
    troubles: list[str] = []
    try:
        with open_zip(parcel.path) as members:
            for member in members:
                try:
                    staged = _stage_member(desk.home, member)
                except UnreadableError as trouble:
                    troubles.append(f"{member.name} ({trouble.message})")
                else:
                    name = f"{parcel.name}/{member.name}"
                    yield from receive_file(desk, staged, name=name, instruction=parcel.instruction)
        if troubles:
            raise refuse_members(troubles)
    except RefusedError as refusal:
        yield refuse_file(desk, _stage_parcel(desk.home, parcel), name=parcel.name, refusal=refusal)


def _is_zip(parcel: Parcel) -> bool:
    try:
        return is_zip(parcel.path)
    except OSError as error:
        raise unreadable(error) from error


def _stage_parcel(home: Home, parcel: Parcel) -> Staged:
    try:
        source = parcel.path.open("rb")
    except OSError as error:
        raise unreadable(error) from error
    with source:
        staged = stage(home, source, failures=(OSError,))
    if not parcel.is_unchanged():
        staged.path.unlink()
        raise RefusedError(
            "The file changed while it was read: it is still being written. It was left in place.",
            remedy="Wait: the next run takes it.",
        )
    return staged


def _stage_member(home: Home, member: Member) -> Staged:
    if is_encrypted(member):
        raise UnreadableError("encrypted")
    try:
        source = member.open()
    except MEMBER_ERRORS as error:
        raise UnreadableError("damaged") from error
    with source:
        return stage(home, source, failures=MEMBER_ERRORS)
