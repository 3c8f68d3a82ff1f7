"""Kinds of fault of whole rows and tables: twice there, not there, not sent, at odds with the rows beside them.

What belongs here: faults that rows of one table show together, episodes apart (`episodes`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.faults.cell import options_of
from pipeline.synthetic.faults.definition import (
    WHOLE_FILE,
    Copy,
    Fault,
    NotSent,
    Options,
    Place,
    Removal,
)
from pipeline.synthetic.faults.sheet import CHILD

if TYPE_CHECKING:
    from pipeline.synthetic.faults.definition import FaultKind
    from pipeline.synthetic.faults.sheet import Scene

MISSING_MODULE = "missing_module"
_A_WEEK = 7
_FIRST_CONTACT = "FCONTA"


def duplicate_row(scene: Scene, kind: FaultKind) -> Options:
    """A row that is there twice; where another column is named, only one with a value in it."""
    sheet = scene.sheets[kind.sheet]
    text = sheet.text(kind.column)
    mask = sheet.is_filled(kind.column)
    if kind.other_column:
        # What lasts a week or less need not count as overlapping with itself.
        mask = mask & (sheet.days(kind.other_column) > sheet.days(kind.column) + _A_WEEK)

    def make(row: int, _: int) -> Fault:
        place = Place(kind.sheet, row, kind.column, is_copy=True)
        return Fault(kind, place, text[row], "", (Copy(kind.sheet, row),))

    return Options(np.flatnonzero(mask), make)


def duplicate_worker(scene: Scene, kind: FaultKind) -> Options:
    """A social worker's time that is there twice; one of first contact may overlap with another."""
    reasons = scene.sheets[kind.sheet].text("social_worker_change_reason_code")
    options = duplicate_row(scene, kind)
    return Options(options.rows[reasons[options.rows] != _FIRST_CONTACT], options.make)


def none_beside_others(scene: Scene, kind: FaultKind) -> Options:
    """The code that says "none", beside other codes of the same thing."""
    sheet = scene.sheets[kind.sheet]
    ids = [name for name in sheet.extract.columns if name.endswith("_id")]
    things = list(zip(*(sheet.text(name) for name in ids), strict=True))
    times = Counter(things)
    none = kind.wrong_values[0]
    with_none = {
        thing for thing, code in zip(things, sheet.text(kind.column), strict=True) if code == none
    }
    mask = np.array([times[one] > 1 and one not in with_none for one in things], dtype=bool)
    return options_of(scene, kind, mask, lambda *_: none)


def case_left_out(scene: Scene, kind: FaultKind) -> Options:
    """A child whose one case, a referral without further action, is not in the census."""
    sheet = scene.sheets[kind.sheet]
    ended = np.isin(sheet.text(kind.other_column).astype(str), ("1", "true"))
    children = scene.sheets.get((kind.source, "child_identifiers"))
    if children is None:
        return Options(np.empty(0, dtype=np.int64), _nothing)
    first = children.first_rows()

    def make(row: int, _: int) -> Fault:
        child = sheet.units[row]
        place = Place(("cin_census", "child_identifiers"), first[child], CHILD)
        return Fault(kind, place, child, "a case", (Removal(kind.sheet, row),))

    return Options(np.flatnonzero(ended & sheet.is_alone), make)


def missing_module(kind: FaultKind) -> Fault:
    """A table that is not sent at all."""
    place = Place(kind.sheet, WHOLE_FILE, kind.column)
    return Fault(kind, place, "not sent", "sent", (NotSent(kind.sheet),))


def _nothing(row: int, pick: int) -> Fault:
    raise LookupError(f"there is no row {row} to be left out ({pick})")
