"""How many months lie between two days, as a reader of a calendar counts them.

What belongs here: that count alone.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


def months_between(first: date, until: date) -> Decimal:
    """Return whole months, and what is left as a share of the month that it lies in; 0 when `until` is not later.

    >>> from datetime import date
    >>> months_between(date(2012, 1, 1), date(2012, 4, 1))
    Decimal('3')
    >>> months_between(date(2012, 1, 31), date(2012, 3, 15))
    Decimal('1.5')
    """
    if until <= first:
        return Decimal(0)
    whole = (until.year - first.year) * 12 + until.month - first.month
    if _months_later(first, whole) > until:
        whole -= 1
    reached, following = _months_later(first, whole), _months_later(first, whole + 1)
    days, length = (until - reached).days, (following - reached).days
    return whole + Decimal(days) / length


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or that month's last day."""
    year, month = divmod(day.month - 1 + months, 12)
    first = day.replace(year=day.year + year, month=month + 1, day=1)
    return first + timedelta(days=min(day.day, monthrange(first.year, first.month)[1]) - 1)
