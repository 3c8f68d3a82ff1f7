"""Kinds of fault of episodes beside each other, within a return and from one return to the next.

What belongs here: overlaps, gaps, ends without a next episode, what a later return says otherwise. Episodes are
chosen whose placement and legal status have rules neither of age nor of length, so that one fault is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.faults import values
from pipeline.synthetic.faults.cell import options_of
from pipeline.synthetic.faults.definition import Fault, Options, Place, Removal

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from pipeline.synthetic.faults.definition import FaultKind
    from pipeline.synthetic.faults.sheet import Scene, Sheet

    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]
    Days = NDArray[np.datetime64]

_PLAIN_PLACEMENTS = ("U1", "U3", "U4", "U6", "K2")
_PLAIN_STATUSES = ("C1", "C2", "V2")
_PLAIN_REASONS = ("E4A", "E4B", "E5", "E6", "E8", "E13")
_DAYS_OFF = 20
_GOES_ON = "X1"


def overlapping_episodes(scene: Scene, kind: FaultKind) -> Options:
    """A start some days before the episode before it has ended, but after that began."""
    sheet = scene.sheets[kind.sheet]
    room = _room_before(sheet)
    start = sheet.days("start_date")
    mask = _continues(sheet) & _is_plain(sheet) & (room > 1)
    return options_of(scene, kind, mask, _another_day(sheet, start, room, step=-1))


def gapped_episodes(scene: Scene, kind: FaultKind) -> Options:
    """A start some days after the end of the episode that it continues, but before its own end."""
    sheet = scene.sheets[kind.sheet]
    start, end = sheet.days("start_date"), sheet.days("end_date")
    room = (np.where(np.isnat(end), scene.last_day, end) - start).astype(np.int64)
    mask = _continues(sheet) & _is_plain(sheet) & (room > 1)
    return options_of(scene, kind, mask, _another_day(sheet, start, room))


def x1_without_next(scene: Scene, kind: FaultKind) -> Options:
    """A last episode that is said to go on in another, which is not there."""
    sheet = scene.sheets[kind.sheet]
    _, after = sheet.before_and_after("start_date")
    ended = np.isin(sheet.text("reason_episode_ceased_code").astype(str), _PLAIN_REASONS)
    return options_of(scene, kind, (after < 0) & ended, lambda *_: _GOES_ON)


def episode_left_out(scene: Scene, kind: FaultKind) -> Options:
    """An episode in the middle that is not in the return; the next one does not begin where the last ended."""
    sheet = scene.sheets[kind.sheet]
    _, after = sheet.before_and_after("start_date")
    days = (sheet.days("end_date") - sheet.days("start_date")).astype(np.int64)
    middle = _continues(sheet) & (after >= 0) & (days > 0)
    mask = middle & _continues(sheet)[after] & _is_plain(sheet)[after]
    starts = sheet.text("start_date")

    def make(row: int, _: int) -> Fault:
        place = Place(kind.sheet, int(after[row]), kind.column)
        return Fault(kind, place, starts[after[row]], starts[row], (Removal(kind.sheet, row),))

    return Options(np.flatnonzero(mask), make)


def end_left_out(scene: Scene, kind: FaultKind) -> Options:
    """An episode without an end, although another has begun."""
    sheet = scene.sheets[kind.sheet]
    _, after = sheet.before_and_after("start_date")
    mask = sheet.is_filled(kind.column) & (after >= 0)
    return options_of(scene, kind, mask, lambda *_: "")


def reopened_period(scene: Scene, kind: FaultKind) -> Options:
    """A child who ceased to be looked after and came back, said to have been looked after all along."""
    sheet = scene.sheets[kind.sheet]
    before, _ = sheet.before_and_after("start_date")
    ceased = sheet.is_filled("end_date") & (sheet.text("reason_episode_ceased_code") != _GOES_ON)
    begins = sheet.text(kind.column) == "S"
    mask = begins & (before >= 0) & ceased[before]
    wrong = kind.wrong_values
    return options_of(scene, kind, mask, lambda _, pick: wrong[pick % len(wrong)])


def missing_change_reason(scene: Scene, kind: FaultKind) -> Options:
    """No reason for the change of placement, although the next episode is with another carer."""
    sheet = scene.sheets[kind.sheet]
    _, after = sheet.before_and_after("start_date")
    moves = np.isin(sheet.text("reason_for_new_episode_code").astype(str), ("P", "B"))
    mask = sheet.is_filled(kind.column) & _continues_in_next(sheet) & moves[after]
    return options_of(scene, kind, mask, lambda *_: "")


def restated_start(scene: Scene, kind: FaultKind) -> Options:
    """An episode of last year with another start in this year's return."""
    sheet = scene.sheets[kind.sheet]
    start = sheet.days("start_date")
    room = (scene.first_day - start).astype(np.int64)
    mask = _told_before(scene, sheet) & _is_plain(sheet) & (room > 1)
    return options_of(scene, kind, mask, _another_day(sheet, start, room))


def restated_episode(scene: Scene, kind: FaultKind) -> Options:
    """An episode of last year with another code in this year's return; the child has no other episode."""
    sheet = scene.sheets[kind.sheet]
    right = sheet.text(kind.column)
    known = np.isin(right.astype(str), kind.wrong_values)
    mask = _told_before(scene, sheet) & _is_plain(sheet) & sheet.is_alone & known

    def wrong(row: int, pick: int) -> str:
        others = [value for value in kind.wrong_values if value != right[row]]
        return others[pick % len(others)]

    return options_of(scene, kind, mask, wrong)


def closed_late(scene: Scene, kind: FaultKind) -> Options:
    """An episode that last year's return left open and this year's ends in last year."""
    sheet = scene.sheets[kind.sheet]
    room = (scene.first_day - sheet.days("start_date")).astype(np.int64)
    mask = _told_before(scene, sheet) & sheet.is_alone & (room > 1)
    first = np.full(len(sheet), scene.first_day)
    return options_of(scene, kind, mask, _another_day(sheet, first, room, step=-1))


def _another_day(
    sheet: Sheet, right: Days, room: Ints, *, step: int = 1
) -> Callable[[int, int], str]:
    """Return what writes, for a row and a pick, a day up to 20 after the right one, before it with step -1.

    The day is nearer than `room` days, which must be two or more.
    """

    def write(row: int, pick: int) -> str:
        off = 1 + pick % min(int(room[row]) - 1, _DAYS_OFF)
        return values.write_day(right[row] + step * off, sheet.form)

    return write


def _told_before(scene: Scene, sheet: Sheet) -> Flags:
    """Return the first episodes that last year's return left open and this year's ends.

    They are not in next year's return, so that they are restated once. Children who were given a fault last year
    are left alone.
    """
    last = scene.last_year.get(("ssda903", "episodes"))
    if last is None:
        return np.zeros(len(sheet), dtype=bool)
    was_open = ~last.is_filled("end_date")
    told = set(zip(last.units[was_open], last.text("start_date")[was_open], strict=True))
    rows = zip(sheet.units, sheet.text("start_date"), strict=True)
    before, after = sheet.before_and_after("start_date")
    ends = sheet.is_filled("end_date") & (before < 0) & (after < 0)
    at_fault = scene.memory.at_fault
    same = np.array([row in told and row[0] not in at_fault for row in rows], dtype=bool)
    plain = np.isin(sheet.text("reason_episode_ceased_code").astype(str), _PLAIN_REASONS)
    return same & ends & plain


def _continues(sheet: Sheet) -> Flags:
    """Return the episodes that begin on the day on which the one before ended, care going on."""
    before, _ = sheet.before_and_after("start_date")
    goes_on = sheet.text("reason_episode_ceased_code") == _GOES_ON
    meets = sheet.days("end_date")[before] == sheet.days("start_date")
    return np.asarray((before >= 0) & goes_on[before] & meets, dtype=bool)


def _continues_in_next(sheet: Sheet) -> Flags:
    _, after = sheet.before_and_after("start_date")
    return np.asarray((after >= 0) & _continues(sheet)[after], dtype=bool)


def _room_before(sheet: Sheet) -> Ints:
    """Return how many days the episode before lasted, 0 where there is none."""
    before, _ = sheet.before_and_after("start_date")
    days = (sheet.days("end_date") - sheet.days("start_date")).astype(np.int64)
    return np.where((before >= 0), days[before], 0)


def _is_plain(sheet: Sheet) -> Flags:
    placement = np.isin(sheet.text("placement_type_code").astype(str), _PLAIN_PLACEMENTS)
    status = np.isin(sheet.text("legal_status_code").astype(str), _PLAIN_STATUSES)
    return np.asarray(placement & status, dtype=bool)
