"""Kinds of fault that only another table or year shows: children of one source only, ids and births that differ.

What belongs here: faults between tables. What does not: what one table shows by itself.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, count
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.faults import values
from pipeline.synthetic.faults.cell import options_of
from pipeline.synthetic.faults.definition import Fault, Options, Place, Removal, Rename
from pipeline.synthetic.faults.sheet import CHILD

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from numpy.typing import NDArray

    from pipeline.synthetic.faults.definition import FaultKind
    from pipeline.synthetic.faults.sheet import Scene, Sheet

    Flags = NDArray[np.bool_]
    Texts = NDArray[np.object_]

_HEADER = ("ssda903", "header")
_EPISODES = ("ssda903", "episodes")
_CENSUS = "cin_census"
_FORMS = 9  # So many letters are tried in each place of an id.
_OTHER_SEX = {"M": "F", "F": "M", "1": "2", "2": "1"}


def birth_date_differs(scene: Scene, kind: FaultKind) -> Options:
    """A date of birth that is not the one that the return or census has: some days off."""
    sheet = scene.sheets[kind.sheet]
    days = sheet.days(kind.column)
    nothing = np.datetime64("NaT", "D")
    known = np.array([scene.birth_dates.get(unit, nothing) for unit in sheet.units])
    mask = known.astype("datetime64[D]") == days
    return options_of(
        scene,
        kind,
        mask,
        lambda row, pick: values.write_day(days[row] + 1 + pick % 27, sheet.form),
    )


def sex_differs(scene: Scene, kind: FaultKind) -> Options:
    """The other sex than the header of the return has."""
    sheet = scene.sheets[kind.sheet]
    right = sheet.text(kind.column)
    known = _column_by_child(scene.sheets.get(_HEADER), "sex_code")
    rows = zip(sheet.units, right, strict=True)
    mask = np.array([sex in _OTHER_SEX and known.get(unit) == sex for unit, sex in rows], bool)
    return options_of(scene, kind, mask, lambda row, _: _OTHER_SEX[right[row]])


def restated_child(scene: Scene, kind: FaultKind) -> Options:
    """Another valid code than last year's return has of the child; mothers are left alone."""
    sheet = scene.sheets[kind.sheet]
    right = sheet.text(kind.column)
    mask = _as_last_year(scene, kind) & (sheet.text("mother_code") != "1")
    mask = mask & np.isin(right.astype(str), kind.wrong_values)

    def wrong(row: int, pick: int) -> str:
        same_form = right[row].isdigit()
        others = [
            value
            for value in kind.wrong_values
            if value != right[row] and value.isdigit() == same_form
        ]
        return others[pick % len(others)]

    return options_of(scene, kind, mask, wrong)


def restated_upn(scene: Scene, kind: FaultKind) -> Options:
    """Another unique pupil number than last year's return has, right in itself."""
    right = scene.sheets[kind.sheet].text(kind.column)
    valid = np.array([values.is_pupil_number(cell) for cell in right], dtype=bool)
    mask = valid & _as_last_year(scene, kind)
    return options_of(
        scene, kind, mask, lambda row, pick: values.other_pupil_number(right[row], pick)
    )


def swapped_birth_date(scene: Scene, kind: FaultKind) -> Options:
    """A date of birth with day and month in each other's place, which last year's return had right."""
    sheet = scene.sheets[kind.sheet]
    turned = values.swap_day_and_month(sheet.days(kind.column))
    mask = _as_last_year(scene, kind) & (turned <= scene.first_day)
    return options_of(scene, kind, mask, lambda row, _: values.write_day(turned[row], sheet.form))


def missing_upn(scene: Scene, kind: FaultKind) -> Options:
    """No unique pupil number of a child with episodes; of care leavers without any it is not asked."""
    sheet, episodes = scene.sheets[kind.sheet], scene.sheets.get(_EPISODES)
    looked_after = {} if episodes is None else episodes.first_rows()
    in_care = np.array([unit in looked_after for unit in sheet.units], dtype=bool)
    return options_of(scene, kind, sheet.is_filled(kind.column) & in_care, lambda *_: "")


def child_not_in_header(scene: Scene, kind: FaultKind) -> Options:
    """A child with episodes who is not in the header."""
    sheet, episodes = scene.sheets[kind.sheet], scene.sheets.get(_EPISODES)
    first = {} if episodes is None else episodes.first_rows()
    mask = np.array([unit in first for unit in sheet.units], dtype=bool)

    def make(row: int, _: int) -> Fault:
        child = sheet.units[row]
        place = Place(_EPISODES, first[child], CHILD)
        return Fault(kind, place, child, "a row in the header", (Removal(kind.sheet, row),))

    return Options(np.flatnonzero(mask), make)


def child_not_in_census(scene: Scene, kind: FaultKind) -> Options:
    """A looked after child who is nowhere in the census of children in need."""
    sheet, episodes = scene.sheets[kind.sheet], scene.sheets.get(_EPISODES)
    first = {} if episodes is None else episodes.first_rows()
    mask = np.array([unit in first for unit in sheet.units], dtype=bool)
    tables = [one for key, one in scene.sheets.items() if key[0] == _CENSUS and one.has(CHILD)]

    def make(row: int, _: int) -> Fault:
        child = sheet.units[row]
        removals = tuple(
            Removal((_CENSUS, one.extract.table), int(at))
            for one in tables
            for at in np.flatnonzero(one.text(CHILD) == child)
        )
        return Fault(
            kind, Place(_EPISODES, first[child], CHILD), child, "a child in the census", removals
        )

    return Options(np.flatnonzero(mask), make)


def changed_id(scene: Scene, kind: FaultKind) -> Options:
    """A child of last year's return with another id in this and all later ones, in all sources."""
    sheet, episodes = scene.sheets[kind.sheet], scene.sheets.get(_EPISODES)
    last = scene.last_year.get(_EPISODES)
    if episodes is None or last is None:
        return Options(np.empty(0, dtype=np.int64), _rename(kind, sheet.units, {}))
    before, _ = episodes.before_and_after("start_date")
    earlier = (before < 0) & (episodes.days("start_date") < scene.first_day)
    first = {episodes.units[row]: int(row) for row in np.flatnonzero(earlier)}
    in_both = first.keys() & set(last.units)
    new = _new_ids(scene, sorted(in_both))
    mask = np.array([unit in new for unit in sheet.units], dtype=bool)
    return Options(
        np.flatnonzero(mask),
        _rename(kind, sheet.units, {old: (new[old], first[old]) for old in new}),
    )


def unknown_child(scene: Scene, kind: FaultKind) -> Options:
    """A mistyped id, which no other table knows."""
    right = scene.sheets[kind.sheet].text(kind.column)
    known = scene.ids
    filled = scene.sheets[kind.sheet].is_filled(kind.column)
    return options_of(scene, kind, filled, lambda row, _: _mistyped(right[row], known))


def unknown_case(scene: Scene, kind: FaultKind) -> Options:
    """A mistyped number of a case, which no application has."""
    sheet, applications = scene.sheets[kind.sheet], scene.sheets.get(("court", "application"))
    known = frozenset() if applications is None else frozenset(applications.text(kind.column))
    right = sheet.text(kind.column)
    mask = np.array([cell in known for cell in right], dtype=bool)
    return options_of(scene, kind, mask, lambda row, _: _mistyped(right[row], known))


def placement_without_cost(scene: Scene, kind: FaultKind) -> Options:
    """A placement of which the costs have no row."""
    sheet, episodes = scene.sheets[kind.sheet], scene.sheets.get(_EPISODES)
    rows = {} if episodes is None else _row_of_each_start(episodes, "start_date")
    keys = list(zip(sheet.units, sheet.text(kind.column), strict=True))
    times = Counter(keys)
    mask = np.array([key in rows and times[key] == 1 for key in keys], dtype=bool)

    def make(row: int, _: int) -> Fault:
        place = Place(_EPISODES, rows[keys[row]], "start_date")
        return Fault(kind, place, keys[row][1], "a row of costs", (Removal(kind.sheet, row),))

    return Options(np.flatnonzero(mask), make)


def _as_last_year(scene: Scene, kind: FaultKind) -> Flags:
    """Return the children of whom last year's return said the same, and without a fault."""
    sheet = scene.sheets[kind.sheet]
    known = _column_by_child(scene.last_year.get(kind.sheet), kind.column)
    at_fault = scene.memory.at_fault
    rows = zip(sheet.units, sheet.text(kind.column), strict=True)
    same = [
        value and unit not in at_fault and _in_letters(known.get(unit)) == _in_letters(value)
        for unit, value in rows
    ]
    return np.array(same, dtype=bool)


def _in_letters(text: str | None) -> str | None:
    """Return a sex of the years to 2023/24 as it has been coded since; anything else as it is."""
    return {"1": "M", "2": "F"}.get(text or "", text)


def _column_by_child(sheet: Sheet | None, column: str) -> dict[str, str]:
    return {} if sheet is None else dict(zip(sheet.units, sheet.text(column), strict=True))


def _row_of_each_start(sheet: Sheet, column: str) -> dict[tuple[str, str], int]:
    keys = zip(sheet.units, sheet.text(column), strict=True)
    return {key: row for row, key in enumerate(keys)}


def _new_ids(scene: Scene, children: Iterable[str]) -> dict[str, str]:
    """Return an id for each child that nobody has and none of the others is given."""
    taken = set(scene.ids) | set(scene.memory.new_ids) | set(scene.memory.new_ids.values())
    new: dict[str, str] = {}
    for child in children:
        new[child] = _mistyped(child, taken)
        taken.add(new[child])
    return new


def _mistyped(text: str, known: Container[str]) -> str:
    """Return the first mistyped form of an id that nobody has, a longer one when all others are in use."""
    shorter = (values.mistype_id(text, pick) for pick in range(_FORMS * len(text)))
    longer = (f"{text}X{number}" for number in count(1))
    return next(form for form in chain(shorter, longer) if form not in known)


def _rename(
    kind: FaultKind, units: Texts, new: Mapping[str, tuple[str, int]]
) -> Callable[[int, int], Fault]:
    def make(row: int, _: int) -> Fault:
        old = units[row]
        place = Place(_EPISODES, new[old][1], CHILD)
        return Fault(kind, place, new[old][0], old, (Rename(old, new[old][0]),))

    return make
