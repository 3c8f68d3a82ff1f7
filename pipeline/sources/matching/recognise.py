"""Which table of which contract a sheet is, told by its headings; the file name only settles a tie.

What belongs here: matching headings with contracts and local mappings. What does not: reading rows,
LA and year.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import heading_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.sources.contract.definition import Column, Table
    from pipeline.sources.matching.mapping import Mapping


class UnknownHeadingsError(RefusedError):
    """The headings of a sheet are those of no table."""


# Child ids and dates have digits; a heading of words alone is no value of a row.
_TELLABLE = re.compile(r"[^\W\d][^\d\r\n]{0,39}")


@dataclass(frozen=True)
class Recognised:
    """A sheet's headings, matched with a table.

    Attributes:
        table: The table that the sheet is.
        mapping: The mapping of local headings that it is read with, None without one.
        headings: The sheet's headings, in order, as they came.
        matched: For each of them the contract's column, None where the table has no such column.
    """

    table: Table
    mapping: Mapping | None
    headings: tuple[str, ...]
    matched: tuple[Column | None, ...]

    @cached_property
    def unknown(self) -> tuple[tuple[str, int], ...]:
        """The columns that the table does not have: name (its place, when blank) and position from 0."""
        return tuple(
            (heading.strip() or f"column {place + 1}", place)
            for place, heading in enumerate(self.headings)
            if self.matched[place] is None
        )

    @cached_property
    def position(self) -> dict[str, int]:
        """Where in the sheet each column of the table is, by its name."""
        return {column.name: place for place, column in enumerate(self.matched) if column}

    def missing(self, year: int) -> tuple[str, ...]:
        """Return the headings that files of a year have and this sheet has not."""
        return tuple(
            column.heading
            for column in self.table.columns
            if column.name not in self.position and column.is_in(year) and not column.optional
        )


@dataclass(frozen=True)
class _Reading:
    """A sheet taken for a table, with the column that each heading then means."""

    table: Table
    mapping: Mapping | None
    columns: tuple[Column | None, ...]

    @cached_property
    def found(self) -> frozenset[str]:
        return frozenset(column.name for column in self.columns if column)

    @property
    def fits(self) -> bool:
        is_named = self.found.issuperset(self.table.recognised_by)
        return is_named and 2 * len(self.found) >= min(len(self.table.columns), len(self.columns))

    @property
    def rank(self) -> tuple[int, float]:
        """The more columns are found the better; then, the fewer of the table are missing."""
        return (len(self.found), len(self.found) / len(self.table.columns))


def recognise(
    headings: Sequence[str], *, name: str, tables: Sequence[Table], mappings: Sequence[Mapping] = ()
) -> Recognised:
    """Return the table that a sheet with these headings is.

    Args:
        headings: The sheet's headings, in order.
        name: The file's path with the sheet's name, used to settle a tie and to choose mappings.
        tables: All tables of all contracts.
        mappings: Mappings of local headings.

    Raises:
        UnknownHeadingsError: No table fits.
        RefusedError: Several fit equally well, or a heading comes twice.
    """
    keys = [heading_key(heading) for heading in headings]
    readings = list(_readings(keys, name, tables, mappings))
    fitting = [reading for reading in readings if reading.fits]
    if not fitting:
        raise _not_recognised(readings)
    best = _best(fitting, name)
    _refuse_duplicates(best, headings, keys)
    return Recognised(best.table, best.mapping, tuple(headings), best.columns)


def match_headings(headings: Sequence[str], table: Table) -> Recognised:
    """Return a sheet of which it is known what table it is, whatever headings it lacks.

    Raises:
        RefusedError: A heading comes twice.
    """
    keys = [heading_key(heading) for heading in headings]
    reading = _Reading(table, None, tuple(table.by_heading.get(key) for key in keys))
    _refuse_duplicates(reading, headings, keys)
    return Recognised(table, None, tuple(headings), reading.columns)


def known_headings(tables: Iterable[Table], mappings: Iterable[Mapping]) -> frozenset[str]:
    """Return the keys of all headings of all tables and mappings."""
    own = {key for table in tables for key in table.by_heading}
    return frozenset(own | {key for mapping in mappings for key in mapping.by_heading})


def label(heading: str, place: int) -> str:
    """Return a heading as it may be told, or its place (from 1) when a damaged file may have put a value into it.

    >>> label(" Social worker ", 4), label("REVIEW_CODE 70000001", 4)
    ('Social worker', 'column 4')
    """
    text = heading.strip()
    return text if _TELLABLE.fullmatch(text) else f"column {place}"


def _readings(
    keys: Sequence[str], name: str, tables: Sequence[Table], mappings: Sequence[Mapping]
) -> Iterable[_Reading]:
    present = set(keys)
    for table in tables:
        yield _Reading(table, None, tuple(table.by_heading.get(key) for key in keys))
        for mapping in mappings:
            is_for_table = mapping.table == f"{table.source}/{table.name}"
            if is_for_table and mapping.is_for(name) and present >= mapping.by_heading.keys():
                yield _Reading(table, mapping, tuple(_mapped(table, mapping, k) for k in keys))


def _mapped(table: Table, mapping: Mapping, key: str) -> Column | None:
    ours = mapping.by_heading.get(key)
    return table.by_name[ours] if ours else table.by_heading.get(key)


def _best(fitting: Sequence[_Reading], name: str) -> _Reading:
    # A mapping was written for such files: with it a sheet is at least as well understood.
    top = max((reading.rank, reading.mapping is not None) for reading in fitting)
    leading = [each for each in fitting if (each.rank, each.mapping is not None) == top]
    if len(leading) > 1:
        longest = max(_longest_word(reading.table, name) for reading in leading)
        leading = [each for each in leading if _longest_word(each.table, name) == longest]
    if len(leading) > 1:
        titles = ", ".join(f"{each.table.source}/{each.table.name}" for each in leading)
        raise RefusedError(
            f"The headings fit several tables equally well: {titles}.",
            remedy="Send all headings of the table, or name the file after it (episodes.csv).",
        )
    return leading[0]


def _longest_word(table: Table, name: str) -> int:
    words = _as_words(name.rsplit("/", 1)[-1])
    return max((len(word) for word in table.file_words if f"_{word}_" in words), default=0)


def _as_words(name: str) -> str:
    return f"_{re.sub(r'[^a-z0-9]+', '_', name.lower())}_"


def _not_recognised(readings: Sequence[_Reading]) -> UnknownHeadingsError:
    near = max(readings, key=lambda reading: (len(reading.found) > 1, reading.rank[1]))
    if len(near.found) < 2:
        message = "The headings are those of no table that is known."
    else:
        missing = [c.heading for c in near.table.columns if c.name not in near.found]
        message = (
            f"The headings fit no table; the closest is {near.table.source}/{near.table.name} "
            f"({near.table.title}), which also has {', '.join(missing)}."
        )
    return UnknownHeadingsError(
        message,
        remedy="Export it again with its headings in the first line; or, if they are your own, "
        "write a mapping: `cjw ingest --explain FILE` proposes one.",
    )


def _refuse_duplicates(reading: _Reading, headings: Sequence[str], keys: Sequence[str]) -> None:
    meaning = [
        column.name if column else key for column, key in zip(reading.columns, keys, strict=True)
    ]
    twice = {name for name, count in Counter(meaning).items() if count > 1 and name}
    if twice:
        named = [
            label(heading, place)
            for place, (heading, name) in enumerate(zip(headings, meaning, strict=True), start=1)
            if name in twice
        ]
        raise RefusedError(
            f"Headings mean the same column: {', '.join(named)}.",
            remedy="Keep one column of each heading and send the file again.",
        )
