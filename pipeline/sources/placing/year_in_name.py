"""Which collection years the name of a file or folder states.

A year of the return is written 2016-17, 2016_17, 201617, 2016-2017, 2016/17 or FY2016-17; a lone
2017 is the year that ends on 31 March 2017. A full date or a month (20170612, 2017-06, June 2017)
says when a file was made, not which year it is for, and so states no year: only 31 March, the day
on which a year ends, does.
"""

import re
from collections.abc import Callable
from datetime import date

_YEAR = r"((?:19|20)\d\d)"
_BEFORE, _AFTER = r"(?<!\d)", r"(?!\d)"
_GAP = r"[\s_.,-]*"
_DAY, _MONTH = r"(0[1-9]|[12]\d|3[01])", r"(0[1-9]|1[0-2])"
_MONTH_NAME = (
    r"(?<![a-z])(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?"
    r"|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_RETURN_NAME = re.compile(r"ssda[\s_-]*903", re.IGNORECASE)


def find_years(name: str) -> frozenset[int]:
    """Return the collection years that a name states: none, one, or several when it is ambiguous.

    >>> sorted(find_years("SSDA903 return 2016-17")), sorted(find_years("walsall_2017-06-12"))
    ([2017], [])
    """
    years: set[int] = set()
    text = _RETURN_NAME.sub(" | ", name)
    # Each way of writing is read in turn and taken out, so that no part of the text is read twice.
    for pattern, understand in _WAYS:
        for match in [*pattern.finditer(text)]:
            found = understand(match)
            if found is not None:
                years |= found
                text = text.replace(match.group(), " | ", 1)
    return frozenset(years)


def format_year(year: int) -> str:
    """Return a collection year as people write it.

    >>> format_year(2017)
    '2016-17'
    """
    return f"{year - 1}-{year % 100:02d}"


def collection_year_of(day: date) -> int:
    """Return the year in which the 31 March falls that ends the collection year of a day."""
    return day.year + ((day.month, day.day) > (3, 31))


def year_ending(day: int, month: int, year: int) -> set[int]:
    """Return the collection year that a date ends, or nothing for any day but 31 March."""
    return {year} if (day, month) == (31, 3) else set()


def _pair(match: re.Match[str]) -> set[int] | None:
    first, second = int(match[1]), match[2]
    return {first + 1} if str(first + 1).endswith(second) else None


def _year_first(match: re.Match[str]) -> set[int]:
    return year_ending(int(match[4]), int(match[3]), int(match[1]))


def _day_first(match: re.Match[str]) -> set[int]:
    return year_ending(int(match[1]), int(match[3]), int(match[4]))


def _one_year(match: re.Match[str]) -> set[int]:
    return {int(match[1])}


def _no_year(_: re.Match[str]) -> set[int]:
    return set()


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_JOIN = r"[\s_./\u2013-]{0,3}"
_WAYS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], set[int] | None]], ...] = (
    (_compiled(rf"{_BEFORE}{_YEAR}{_JOIN}{_YEAR}{_AFTER}"), _pair),
    (_compiled(rf"{_BEFORE}31(?:st)?{_GAP}mar(?:ch)?{_GAP}{_YEAR}{_AFTER}"), _one_year),
    (_compiled(rf"{_BEFORE}{_YEAR}([-_. ]?){_MONTH}\2{_DAY}(?:T?\d{{4,6}})?{_AFTER}"), _year_first),
    (_compiled(rf"{_BEFORE}{_DAY}([-_. ]?){_MONTH}\2{_YEAR}{_AFTER}"), _day_first),
    (_compiled(rf"{_BEFORE}{_YEAR}{_JOIN}(\d\d){_AFTER}"), _pair),
    (_compiled(rf"{_BEFORE}{_YEAR}[-_. ]?{_MONTH}{_AFTER}"), _no_year),
    (_compiled(rf"{_BEFORE}{_MONTH}[-_. ]?{_YEAR}{_AFTER}"), _no_year),
    (_compiled(rf"{_MONTH_NAME}{_GAP}{_YEAR}{_AFTER}"), _no_year),
    (_compiled(rf"{_BEFORE}{_YEAR}{_GAP}{_MONTH_NAME}(?![a-z])"), _no_year),
    (_compiled(rf"{_BEFORE}{_YEAR}{_AFTER}"), _one_year),
)
