"""Kinds of fault of whole rows and tables: twice there, not there, not sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

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


def duplicate_row(scene: Scene, kind: FaultKind) -> Options:
    """A row that is there twice; where another column is named, only one with a value in it."""
    sheet = scene.sheets[kind.sheet]
    text = sheet.text(kind.column)
    mask = sheet.is_filled(kind.column)
    if kind.other_column:
        # What begins and ends on one day does not overlap with itself.
        mask = mask & (sheet.days(kind.other_column) > sheet.days(kind.column))

    def make(row: int, _: int) -> Fault:
        place = Place(kind.sheet, row, kind.column, is_copy=True)
        return Fault(kind, place, text[row], "", (Copy(kind.sheet, row),))

    return Options(np.flatnonzero(mask), make)


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
