"""Kinds of fault of one cell that need no look at other rows: wrong, missing, untidy, impossible.

What belongs here: which cells may be given such a fault, and the wrong value. What does not: faults of dates beside
other dates (`order`), of episodes beside each other (`episodes`), of children beside other tables (`across`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.faults import values
from pipeline.synthetic.faults.definition import Edit, Fault, Options, Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from pipeline.synthetic.faults.definition import FaultKind
    from pipeline.synthetic.faults.sheet import Scene

    Flags = NDArray[np.bool_]
    WrongValue = Callable[[int, int], str]


# The census asks for the source of referrals from this day on.
_SOURCES_SINCE = np.datetime64("2013-04-01")


def options_of(scene: Scene, kind: FaultKind, mask: Flags, wrong: WrongValue) -> Options:
    """Return the marked rows as options, each given a wrong value in the column of the kind.

    Args:
        scene: The year.
        kind: The kind of fault.
        mask: Rows that may be given it.
        wrong: Gives the wrong value of a row; the second number is chance.
    """
    text = scene.sheets[kind.sheet].text(kind.column)

    def make(row: int, pick: int) -> Fault:
        value = wrong(row, pick)
        edit = Edit(kind.sheet, row, kind.column, value)
        return Fault(kind, Place(kind.sheet, row, kind.column), value, text[row], (edit,))

    return Options(np.flatnonzero(mask), make)


def wrong_code(scene: Scene, kind: FaultKind) -> Options:
    """A value that stands in place of another and is none of its list."""
    filled = scene.sheets[kind.sheet].is_filled(kind.column)
    return options_of(scene, kind, filled, lambda _, pick: _one_of(kind, pick))


def missing_value(scene: Scene, kind: FaultKind) -> Options:
    """A blank where a value is needed; where another column is named, only beside a value in that."""
    sheet = scene.sheets[kind.sheet]
    mask = sheet.is_filled(kind.column)
    if kind.other_column:
        mask = mask & sheet.is_filled(kind.other_column)
    return options_of(scene, kind, mask, lambda *_: "")


def needless_value(scene: Scene, kind: FaultKind) -> Options:
    """A value where the other column has one already and only one of the two may have."""
    sheet = scene.sheets[kind.sheet]
    mask = sheet.is_filled(kind.other_column) & ~sheet.is_filled(kind.column)
    return options_of(scene, kind, mask, lambda _, pick: _one_of(kind, pick))


def missing_need(scene: Scene, kind: FaultKind) -> Options:
    """No primary need of a case that led to more; a referral without further action needs none."""
    sheet = scene.sheets[kind.sheet]
    goes_on = np.isin(sheet.text(kind.other_column).astype(str), ("0", "false"))
    return options_of(scene, kind, sheet.is_filled(kind.column) & goes_on, lambda *_: "")


def wrong_referral_source(scene: Scene, kind: FaultKind) -> Options:
    """A source of referral that is none of the list, of a referral that needs one."""
    mask = _needs_source(scene, kind)
    return options_of(scene, kind, mask, lambda _, pick: _one_of(kind, pick))


def missing_referral_source(scene: Scene, kind: FaultKind) -> Options:
    """No source of a referral that needs one."""
    return options_of(scene, kind, _needs_source(scene, kind), lambda *_: "")


def _needs_source(scene: Scene, kind: FaultKind) -> Flags:
    sheet = scene.sheets[kind.sheet]
    needs: Flags = sheet.days(kind.other_column) >= _SOURCES_SINCE
    return sheet.is_filled(kind.column) & needs


def impossible_date(scene: Scene, kind: FaultKind) -> Options:
    """The 31 February of the year of the right day."""
    sheet = scene.sheets[kind.sheet]
    days = sheet.days(kind.column)
    return options_of(
        scene, kind, ~np.isnat(days), lambda row, _: values.impossible_day(days[row], sheet.form)
    )


def untidy_code(scene: Scene, kind: FaultKind) -> Options:
    """A code in lower case with blanks around it: it still says what it says, but is no code of the list."""
    text = scene.sheets[kind.sheet].text(kind.column)
    can_be_lower = np.array([cell != cell.lower() for cell in text], dtype=bool)
    return options_of(scene, kind, can_be_lower, lambda row, _: f" {text[row].lower()} ")


def formula_cell(scene: Scene, kind: FaultKind) -> Options:
    """A formula where a value was, which a spreadsheet would work out."""
    filled = scene.sheets[kind.sheet].is_filled(kind.column)
    return options_of(scene, kind, filled, lambda *_: values.FORMULA)


def wrong_check_letter(scene: Scene, kind: FaultKind) -> Options:
    """A unique pupil number whose first letter is not the one that its digits give."""
    return _pupil_number(scene, kind, values.with_wrong_letter)


def forbidden_upn_letter(scene: Scene, kind: FaultKind) -> Options:
    """A unique pupil number that begins with I, O or S, which none does."""
    return _pupil_number(scene, kind, values.with_forbidden_letter)


def letter_in_upn(scene: Scene, kind: FaultKind) -> Options:
    """A unique pupil number with the letter O for a digit."""
    return _pupil_number(scene, kind, values.with_letter_inside)


def _pupil_number(scene: Scene, kind: FaultKind, spoil: Callable[[str, int], str]) -> Options:
    text = scene.sheets[kind.sheet].text(kind.column)
    mask = np.array([values.is_pupil_number(cell) for cell in text], dtype=bool)
    return options_of(scene, kind, mask, lambda row, pick: spoil(text[row], pick))


def _one_of(kind: FaultKind, pick: int) -> str:
    return kind.wrong_values[pick % len(kind.wrong_values)]
