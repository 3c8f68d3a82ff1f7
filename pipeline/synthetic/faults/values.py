"""Wrong values as people and systems make them: days that do not exist, turned dates, unique pupil numbers amiss.

What belongs here: making one wrong value from a right one. What does not: where it is put.
"""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Days = NDArray[np.datetime64]

FORMULA = "=1+1"
_CHECK_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # The alphabet without I, O and S, by remainder of 23.
_FORBIDDEN_LETTERS = "IOS"


def day_form(source: str) -> str:
    """Return the form in which the files of a source write a day, as strftime has it."""
    return "%Y-%m-%d" if source == "cin_census" else "%d/%m/%Y"


def write_day(day: np.datetime64, form: str) -> str:
    """Return a day as text.

    >>> write_day(np.datetime64("2025-03-31"), "%d/%m/%Y")
    '31/03/2025'
    """
    return str(day.astype("datetime64[D]").item().strftime(form))


def impossible_day(day: np.datetime64, form: str) -> str:
    """Return the 31 February of the year of a day.

    >>> impossible_day(np.datetime64("2025-07-04"), "%d/%m/%Y")
    '31/02/2025'
    """
    year = day.astype("datetime64[Y]").item().year
    return form.replace("%d", "31").replace("%m", "02").replace("%Y", str(year))


def swap_day_and_month(days: Days) -> Days:
    """Return days with day and month in each other's place; NaT where that is no day or the same day.

    >>> swap_day_and_month(np.array(["2024-03-07", "2024-03-13", "2024-03-03"], dtype="datetime64[D]")).astype(str)
    array(['2024-07-03', 'NaT', 'NaT'], dtype='<U28')
    """
    month = days.astype("datetime64[M]")
    january = days.astype("datetime64[Y]").astype("datetime64[M]")
    number_in_month = (days - month.astype("datetime64[D]")).astype(np.int64)
    number_of_month = (month - january).astype(np.int64)
    fits = ~np.isnat(days) & (number_in_month < 12) & (number_in_month != number_of_month)
    months = np.where(fits, number_in_month, 0).astype("timedelta64[M]")
    others = np.where(fits, number_of_month, 0).astype("timedelta64[D]")
    turned = (january + months).astype("datetime64[D]") + others
    return np.where(fits, turned, np.datetime64("NaT", "D"))


def is_pupil_number(text: str) -> bool:
    """Return whether a text has the form of a unique pupil number with digits throughout."""
    return len(text) == 13 and text[0] in _CHECK_LETTERS and text[1:].isdecimal()


def check_letter(digits: str) -> str:
    """Return the check letter of the twelve characters of a unique pupil number.

    >>> check_letter("068050408294")
    'G'
    """
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, start=2))
    return _CHECK_LETTERS[total % 23]


def with_wrong_letter(upn: str, pick: int) -> str:
    """Return a unique pupil number with a check letter that could be one but is not its own."""
    others = [letter for letter in _CHECK_LETTERS if letter not in (upn[0], check_letter(upn[1:]))]
    return others[pick % len(others)] + upn[1:]


def with_forbidden_letter(upn: str, pick: int) -> str:
    """Return a unique pupil number that begins with a letter that none begins with."""
    return _FORBIDDEN_LETTERS[pick % len(_FORBIDDEN_LETTERS)] + upn[1:]


def with_letter_inside(upn: str, pick: int) -> str:
    """Return a unique pupil number with a letter in place of a digit of its middle."""
    at = 4 + pick % 8
    return upn[:at] + "O" + upn[at + 1 :]


def other_pupil_number(upn: str, pick: int) -> str:
    """Return another right unique pupil number of the same school."""
    serial = (int(upn[9:]) + 1 + pick % 9998) % 10000
    digits = f"{upn[1:9]}{serial:04d}"
    return check_letter(digits) + digits


def mistype_id(text: str, pick: int) -> str:
    """Return an id with one character that is another, the last first.

    >>> mistype_id("A1234", 1)
    'A12X4'
    """
    at = len(text) - 1 - pick % len(text)
    letters = [letter for letter in reversed(string.ascii_uppercase[:24]) if letter != text[at]]
    return text[:at] + letters[pick // len(text) % len(letters)] + text[at + 1 :]
