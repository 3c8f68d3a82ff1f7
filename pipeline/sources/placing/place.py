"""Where a file belongs: its local authority and collection year, from the names on its path and from itself.

The name nearest to the file wins: file name, then its folder, then outer folders or the zip. A file that says whose it
is (an XML's header, a column of an export) needs no name; where both speak they must agree. What does not belong here:
how a single name is read (`authority`, `year_in_name`), dates (`check`).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TypeVar

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import PlaceKind
from pipeline.sources.placing.authority import Authority, Gazetteer
from pipeline.sources.placing.year_in_name import collection_year_of, find_years, format_year

_EXAMPLE = "for example walsall_2016-17 or E08000030_2017"
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Place:
    """Where a file belongs.

    Attributes:
        authority: The local authority; None for published figures.
        collection_year: The year in which the 31 March falls; of published figures the year of the release.
        dataset: Name of a published file; "" for what a local authority sends.
        notes: What a person should know about how it was told.
    """

    authority: Authority | None
    collection_year: int
    dataset: str = ""
    notes: tuple[str, ...] = ()

    @property
    def year_end(self) -> date:
        """The 31 March of the year."""
        return date(self.collection_year, 3, 31)


@dataclass(frozen=True)
class Stated:
    """What a file itself says of whose and of when it is.

    Attributes:
        authority: Its local authority as text: name, ONS code or DfE number; "" when it says none.
        years: The collection years that it states, the likeliest first.
        suggest_year: Gives the year that the dates inside suggest, for the message when nothing states one.
    """

    authority: str = ""
    years: tuple[int, ...] = ()
    suggest_year: Callable[[], int | None] = lambda: None


@dataclass(frozen=True)
class Clerk:
    """What is needed to place files.

    Attributes:
        gazetteer: The authorities.
        today: The day of receipt.
    """

    gazetteer: Gazetteer
    today: date

    def find_place(self, path: str, stated: Stated, *, kind: PlaceKind, named: str = "") -> Place:
        """Return where a file belongs.

        Args:
            path: Its path within the inbox or the named folder.
            stated: What the file itself says.
            kind: How files of its table are told apart.
            named: What a person said of the file ("walsall 2016-17"); it overrules path and content.

        Raises:
            RefusedError: Names and content state no authority or year, or two, or they do not fit together.
        """
        if kind == "publication":
            return self._find_publication(path, stated, named)
        levels = (named, *name_levels(path))
        self._refuse_unless_stated(levels, stated, kind)
        year, notes = self._find_year(levels, stated, is_told=bool(find_years(named)))
        _refuse_future(year, self.today)
        is_told = bool(self.gazetteer.find(named))
        authority = self._find_authority(levels, "" if is_told else stated.authority, year)
        return Place(authority, year, notes=(*notes, *_notes(levels, authority)))

    def _refuse_unless_stated(self, levels: Sequence[str], stated: Stated, kind: PlaceKind) -> None:
        names = bool(_nearest(levels, self.gazetteer.find) or self.gazetteer.find(stated.authority))
        years = kind == "la" or bool(_nearest(levels, find_years) or stated.years)
        lacking = [
            word for word, found in (("local authority", names), ("year", years)) if not found
        ]
        if lacking:
            suggestion = None if years else stated.suggest_year()
            raise _not_stated(" or the ".join(lacking), suggestion)

    def _find_authority(self, levels: Sequence[str], stated: str, year: int) -> Authority:
        by_name, inside = _nearest(levels, self.gazetteer.find), self.gazetteer.find(stated)
        found = [_only_authority(each, year, self.gazetteer) for each in (by_name, inside) if each]
        if found[0] != found[-1]:
            raise RefusedError(
                f"The name states {found[0].names[0]}, the file itself {found[-1].names[0]}.",
                remedy="Put the file in the folder of the local authority it is of.",
            )
        return found[0]

    def _find_year(
        self, levels: Sequence[str], stated: Stated, *, is_told: bool
    ) -> tuple[int, tuple[str, ...]]:
        by_name = _nearest(levels, find_years) or frozenset()
        inside = () if is_told else stated.years
        if by_name and inside and by_name.isdisjoint(inside):
            raise RefusedError(
                f"The name states the year {_in_words(by_name)}, the file itself {_in_words(inside)}.",
                remedy="Put the file in a folder that names the year it is of.",
            )
        if by_name:
            return _only_year(by_name.intersection(inside) or by_name), ()
        if inside:
            return inside[0], ()
        year = collection_year_of(self.today)
        return year, (f"No year is stated: it counts for {format_year(year)}, in progress.",)

    def _find_publication(self, path: str, stated: Stated, named: str) -> Place:
        # The folder is named after the release, the file often after the years that it covers.
        file, *folders = name_levels(path)
        years = _nearest((named, *folders, file), find_years)
        year = max(years) if years else stated.suggest_year() or self.today.year
        return Place(None, year, dataset=dataset_name(path))


def dataset_name(path: str) -> str:
    """Return the name of a published file without its endings, fit for a folder.

    >>> dataset_name("cla_2022_release/LA CLA adopted.csv.gz")
    'la_cla_adopted'
    """
    name = re.sub(r"(\.(csv|gz|xlsx|xls|ods|txt|zip))+$", "", PurePosixPath(path).name.lower())
    return re.sub(r"[^a-z0-9]+", "_", name).strip("_")[:100] or "file"


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


def _not_stated(what: str, suggestion: int | None) -> RefusedError:
    hint = f" The dates inside suggest {format_year(suggestion)}." if suggestion else ""
    return RefusedError(
        f"Neither the file name nor its folders state the {what}.{hint}",
        remedy=f"Put the file in a folder that names the local authority and the year, {_EXAMPLE}.",
    )


def _in_words(years: Iterable[int]) -> str:
    return " and ".join(format_year(year) for year in sorted(years))


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
