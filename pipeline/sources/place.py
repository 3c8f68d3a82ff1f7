"""Where a file belongs: its local authority and collection year, from the names on its path.

The name nearest to the file wins: file name, then its folder, then outer folders or the zip. What
does not belong here: how a single name is read (`authority`, `year_in_name`), dates (`check`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TypeVar

from pipeline.errors import RefusedError
from pipeline.sources.authority import Authority, Gazetteer
from pipeline.sources.year_in_name import find_years

_EXAMPLE = "for example walsall_2016-17 or E08000030_2017"
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Place:
    """Where a file belongs.

    Attributes:
        authority: The local authority.
        collection_year: The year in which the 31 March falls.
        notes: What a person should know about how it was told.
    """

    authority: Authority
    collection_year: int
    notes: tuple[str, ...] = ()

    @property
    def year_end(self) -> date:
        """The 31 March of the year."""
        return date(self.collection_year, 3, 31)


def find_place(
    path: str, *, gazetteer: Gazetteer, today: date, suggest_year: Callable[[], int | None]
) -> Place:
    """Return where a file belongs.

    Args:
        path: Its path within the inbox or the named folder.
        gazetteer: The authorities.
        today: The day of receipt.
        suggest_year: Gives the year that the dates inside suggest, for the message when no name
            states one.

    Raises:
        RefusedError: The names state no authority or year, or two, or they do not fit together.
    """
    levels = name_levels(path)
    mentions = _nearest(levels, gazetteer.find)
    years = _nearest(levels, find_years)
    if not mentions or not years:
        raise _not_stated(authority=bool(mentions), year=bool(years), suggest_year=suggest_year)
    year = _only_year(years)
    _refuse_future(year, today)
    authority = _only_authority(mentions, year, gazetteer)
    return Place(authority, year, _notes(levels, authority))


def format_year(year: int) -> str:
    """Return a collection year as people write it.

    >>> format_year(2017)
    '2016-17'
    """
    return f"{year - 1}-{year % 100:02d}"


def name_levels(path: str) -> tuple[str, ...]:
    """Return the names that may place a file, nearest first: its own, then its folders.

    A folder 17 inside a folder 2016 is read as 2016/17.
    """
    parts = PurePosixPath(path).parts
    folders = [part.removesuffix(".zip").removesuffix(".ZIP") for part in parts[:-1]]
    joined = [
        f"{outer}/{inner}" if _is_short(inner) else inner
        for outer, inner in pairwise(["", *folders])
    ]
    return (PurePosixPath(parts[-1]).stem, *reversed(joined))


def _is_short(name: str) -> bool:
    return len(name) == 2 and name.isdecimal()


def _nearest(levels: Sequence[str], read: Callable[[str], _Found]) -> _Found | None:
    return next((found for level in levels if (found := read(level))), None)


def _not_stated(
    *, authority: bool, year: bool, suggest_year: Callable[[], int | None]
) -> RefusedError:
    wanted = [
        word for word, stated in (("local authority", authority), ("year", year)) if not stated
    ]
    suggestion = None if year else suggest_year()
    hint = f" The dates inside suggest {format_year(suggestion)}." if suggestion else ""
    return RefusedError(
        f"Neither the file name nor its folders state the {' or the '.join(wanted)}.{hint}",
        remedy=f"Put the file in a folder that names the local authority and the year, {_EXAMPLE}.",
    )


def _only_year(years: frozenset[int]) -> int:
    if len(years) > 1:
        stated = ", ".join(format_year(year) for year in sorted(years))
        raise RefusedError(
            f"One name states several years: {stated}.",
            remedy=f"Name the folder or file after one year, {_EXAMPLE}.",
        )
    return next(iter(years))


def _refuse_future(year: int, today: date) -> None:
    if date(year - 1, 4, 1) > today:
        raise RefusedError(
            f"The name states the year {format_year(year)}, which has not begun.",
            remedy=f"Name the folder or file after the year of the return, {_EXAMPLE}.",
        )


def _only_authority(
    mentions: Sequence[frozenset[Authority]], year: int, gazetteer: Gazetteer
) -> Authority:
    possible = frozenset.intersection(*mentions)
    if not possible:
        stated = sorted({authority.names[0] for mention in mentions for authority in mention})
        raise RefusedError(
            f"One name states several local authorities: {', '.join(stated)}.",
            remedy=f"Name the folder or file after one local authority, {_EXAMPLE}.",
        )
    existing = [authority for authority in possible if authority.existed_in(year)]
    if existing:
        return min(existing, key=lambda authority: authority.la_code)
    raise _did_not_exist(min(possible, key=lambda authority: authority.la_code), year, gazetteer)


def _did_not_exist(authority: Authority, year: int, gazetteer: Gazetteer) -> RefusedError:
    ended = authority.last_day is not None and authority.last_day < date(year - 1, 4, 1)
    others = gazetteer.names_of(authority.successors if ended else authority.predecessors)
    when = (
        f"ended on {authority.last_day:%d %B %Y}"
        if ended
        else f"began on {authority.first_day:%d %B %Y}"
    )
    relation = "taken over by" if ended else "coming from"
    return RefusedError(
        f"{authority.names[0]} ({authority.la_code}) did not exist in {format_year(year)}: "
        f"it {when}, "
        f"{relation} {others}.",
        remedy="Name the folder after the local authority that made the return of that year.",
    )


def _notes(levels: Sequence[str], authority: Authority) -> tuple[str, ...]:
    text = " ".join(levels).upper()
    older = [code for code in authority.codes if code in text and code != authority.la_code]
    return tuple(
        f"{code} is now {authority.la_code} ({authority.names[0]}); "
        "it is stored under the newer code."
        for code in older
    )
