"""The forms in which systems write days and times: one list for staging models, proposals and the door.

What a particular file writes beyond these belongs in a mapping.
"""

import re
from datetime import date, datetime
from functools import lru_cache

# In the order in which they are tried. A two-digit year comes before its four-digit twin, which would read 16 as the
# year 16. A line here is a line of the staging models.
DATE_FORMATS = (
    ("%d/%m/%y", "%d/%m/%Y", "%d-%m-%y", "%d-%b-%y", "%d.%m.%y"),
    ("%Y-%m-%d", "%d-%m-%Y", "%d-%b-%Y", "%d.%m.%Y"),
    ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S"),
)
# Those of ten characters, the usual ones: all have four digits of the year. A form that fails takes five times as long
# as one that fits, so a text of ten characters is tried in these alone.
DATE_FORMATS_OF_TEN = ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%d-%b-%Y")
TIMESTAMP_FORMATS = (
    ("%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"),
    ("%d/%m/%Y %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y", "%Y-%m-%d"),
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
# One pattern instead of a dozen formats: it is tried on every date of a file (a tenth of the time).
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2}|[A-Za-z]{3})[/.-](\d{4}|\d{2})(?:[ T].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?:[ T].*)?")


@lru_cache(maxsize=1 << 15)  # a file has far fewer days than rows
def parse_date(text: str) -> date | None:
    """Return the date that a text states, or None: day first, or year first, a time of day ignored.

    >>> parse_date("31/03/2017") == parse_date("2017-03-31 00:00:00") == parse_date("31-Mar-17")
    True
    """
    text = text.strip()
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
    elif match := _YEAR_FIRST.fullmatch(text):
        year, month, day = match.groups()
    else:
        return None
    try:
        return date(_year(year), _month(month), int(day))
    except ValueError:
        return None


def parse_as(text: str, form: str) -> datetime | None:
    """Return the moment that a text is in a form of `strptime`, or None.

    >>> parse_as("31 March 2017", "%d %B %Y") == datetime(2017, 3, 31)
    True
    """
    try:
        return datetime.strptime(text, form)  # noqa: DTZ007 - as files write it, of no zone
    except ValueError:
        return None


def _year(text: str) -> int:
    # As strptime does: 69 to 99 are of the last century.
    century = 0 if len(text) == 4 else 1900 if int(text) >= 69 else 2000
    return century + int(text)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else _MONTHS.index(text.lower()) + 1
