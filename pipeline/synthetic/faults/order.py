"""Kinds of fault of one date beside others: in the future, before what it must follow, day and month turned.

Only children with a single row in the table are given them where a second row would be drawn in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.faults import values
from pipeline.synthetic.faults.cell import options_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from pipeline.synthetic.faults.definition import FaultKind, Options
    from pipeline.synthetic.faults.sheet import Scene, Sheet

    Days = NDArray[np.datetime64]

_DAYS_OFF = 20  # A date is put wrong by so many days at most.
_FUTURE = 300


def future_date(scene: Scene, kind: FaultKind) -> Options:
    """A day after the end of the year; where another column is named, only while that is blank."""
    sheet = scene.sheets[kind.sheet]
    mask = sheet.is_filled(kind.column) & sheet.is_alone
    if kind.other_column:
        mask = mask & ~sheet.is_filled(kind.other_column)
    last = scene.last_day
    return options_of(
        scene, kind, mask, lambda _, pick: values.write_day(last + 1 + pick % _FUTURE, sheet.form)
    )


def end_before_start(scene: Scene, kind: FaultKind) -> Options:
    """An end some days before the start that the other column has; still in the year, so that it is all."""
    sheet = scene.sheets[kind.sheet]
    start = sheet.days(kind.other_column)
    mask = sheet.is_filled(kind.column) & sheet.is_alone & (start >= scene.first_day + _DAYS_OFF)
    return options_of(
        scene,
        kind,
        mask,
        lambda row, pick: values.write_day(start[row] - 1 - pick % _DAYS_OFF, sheet.form),
    )


def swapped_day_month(scene: Scene, kind: FaultKind) -> Options:
    """An end with day and month in each other's place, where that brings it before the start."""
    sheet = scene.sheets[kind.sheet]
    turned = values.swap_day_and_month(sheet.days(kind.column))
    before = turned < sheet.days(kind.other_column)
    mask = before & (turned >= scene.first_day) & sheet.is_alone
    return options_of(scene, kind, mask, lambda row, _: values.write_day(turned[row], sheet.form))


def before_parent(scene: Scene, kind: FaultKind) -> Options:
    """A start before the start of what it is a part of, such as a plan before the referral of its case."""
    sheet = scene.sheets[kind.sheet]
    begun = _days_of_parent(scene, kind)
    mask = ~np.isnat(begun) & sheet.is_filled(kind.column) & sheet.is_alone
    return options_of(
        scene,
        kind,
        mask,
        lambda row, pick: values.write_day(begun[row] - 1 - pick % _DAYS_OFF, sheet.form),
    )


def _days_of_parent(scene: Scene, kind: FaultKind) -> Days:
    """Return the day of the row that each row is a part of, found by the ids that both tables have."""
    sheet = scene.sheets[kind.sheet]
    table, column = kind.other_column.split(".")
    parent = scene.sheets.get((kind.source, table))
    if parent is None:
        return np.full(len(sheet), np.datetime64("NaT", "D"))
    ids = [name for name in parent.extract.columns if name.endswith("_id") and sheet.has(name)]
    days = dict(zip(_keys(parent, ids), parent.days(column), strict=True))
    nothing = np.datetime64("NaT", "D")
    return np.array([days.get(key, nothing) for key in _keys(sheet, ids)], dtype="datetime64[D]")


def _keys(sheet: Sheet, ids: list[str]) -> list[tuple[str, ...]]:
    return list(zip(*(sheet.text(name) for name in ids), strict=True))
