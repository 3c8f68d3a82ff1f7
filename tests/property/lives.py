"""Small invented lives in care, the yearly returns that tell them, and what goes wrong with returns.

What is here shares no code with the pipeline: a life is cut into returns anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import strategies as st

FIRST, LAST = 2016, 2019  # collection years returned
HORIZON = date(LAST, 3, 31)
DAY = timedelta(days=1)
PLACES = ("U1", "U4", "K2", "P2")
STATUSES = ("C2", "V2", "C1")


@dataclass(frozen=True)
class Episode:
    """A spell in one placement under one legal status; `end` is None while it lasts."""

    child: str
    start: date
    end: date | None
    new: str
    ceased: str | None
    status: str
    place: str
    urn: str


@dataclass(frozen=True)
class Row:
    """A row of a return: an episode as the return of a collection year tells it."""

    year: int
    child: str
    start: date | None
    end: date | None
    new: str | None
    ceased: str | None
    status: str | None
    place: str | None
    urn: str


def last_day(year: int) -> date:
    return date(year, 3, 31)


@st.composite
def lives(draw: st.DrawFn, children: int = 3) -> list[Episode]:
    """Periods of care one after another, each of episodes that meet; the last may go on at the end."""
    told = []
    for number in range(draw(st.integers(1, children))):
        day = date(2014, 4, 1) + draw(st.integers(0, 900)) * DAY
        for _ in range(draw(st.integers(1, 3))):
            told += _period(draw, f"child {number}", day, len(told))
            end = told[-1].end
            if end is None:
                break
            day = end + draw(st.integers(0, 300)) * DAY
            if day > HORIZON:
                break
    return told


def _period(draw: st.DrawFn, child: str, start: date, number: int) -> list[Episode]:
    lengths = draw(st.lists(st.integers(1, 500), min_size=1, max_size=4))
    days = [start]
    for length in lengths:
        days.append(days[-1] + length * DAY)
    episodes = [
        Episode(
            child,
            begin,
            end,
            new="S" if begin == start else "P",
            ceased="E8" if end == days[-1] else "X1",
            status=draw(st.sampled_from(STATUSES)),
            place=draw(st.sampled_from(PLACES)),
            urn=f"{number + place}",
        )
        for place, (begin, end) in enumerate(pairwise(days))
        if begin <= HORIZON
    ]
    return [as_at(episode, HORIZON) for episode in episodes]


def as_at(episode: Episode, day: date) -> Episode:
    """Return what is known of an episode on a day."""
    is_over = episode.end is not None and episode.end <= day
    return episode if is_over else replace(episode, end=None, ceased=None)


def returns_of(life: list[Episode]) -> list[Row]:
    """Return the rows of every yearly return: the episodes of any day of the year, as known on its last."""
    return [
        Row(year, *(getattr(as_at(one, last_day(year)), name) for name in Episode.__annotations__))
        for year in range(FIRST, LAST + 1)
        for one in life
        if one.start <= last_day(year) and (one.end is None or one.end > last_day(year - 1))
    ]


def seen(life: list[Episode]) -> set[tuple[str, date, date | None]]:
    """Return the spells of a life that any return can tell."""
    first = last_day(FIRST - 1)
    return {(one.child, one.start, one.end) for one in life if one.end is None or one.end > first}


@st.composite
def mended_returns(draw: st.DrawFn) -> tuple[list[Episode], list[Row]]:
    """Lives, and their returns with at most a slip a child, which another row or return puts right beyond doubt."""
    life = draw(lives())
    rows = returns_of(life)
    slipped = set()
    for row in list(rows):
        if row.child in slipped:
            continue
        slip = draw(st.sampled_from([None, None, *SLIPS]))
        wrong = slip and SLIPS[slip](row, rows, draw(st.integers(1, 40)))
        if wrong:
            rows[rows.index(row)] = wrong
            slipped.add(row.child)
    return life, rows


def _other_start(row: Row, rows: list[Row], days: int) -> Row | None:
    """Another start of an episode that the next return tells from the right day."""
    if _is_last_told(row, rows) or row.start is None:
        return None
    wrong = row.start + (days if days % 2 else -days) * DAY
    taken = {one.start for one in rows if one.child == row.child}
    beside = [
        one
        for one in rows
        if one.child == row.child and one is not row and one.start and one.year <= row.year
    ]
    crossed = any(
        min(wrong, row.start) <= (one.start or wrong) <= max(wrong, row.start) for one in beside
    )
    return (
        None
        if wrong in taken or crossed or wrong > last_day(row.year)
        else replace(row, start=wrong)
    )


def _no_start(row: Row, rows: list[Row], _: int) -> Row | None:
    """No start of an episode that the return before left open, or the next tells again."""
    told_before = any(
        one.year == row.year - 1 and (one.start, one.urn, one.end) == (row.start, row.urn, None)
        for one in rows
        if one.child == row.child
    )
    return replace(row, start=None) if told_before else None


def _left_open(row: Row, rows: list[Row], _: int) -> Row | None:
    """No end of an episode that ended when the next of the same return began."""
    followed = any(
        (one.year, one.child, one.start) == (row.year, row.child, row.end) for one in rows
    )
    return replace(row, end=None) if row.ceased == "X1" and followed else None


def _other_code(row: Row, rows: list[Row], _: int) -> Row | None:
    """Another legal status of an episode that the next return tells as it was."""
    return None if _is_last_told(row, rows) else replace(row, status="E1")


def _is_last_told(row: Row, rows: list[Row]) -> bool:
    again = (row.child, row.start, row.urn)
    return row.end is not None or not any(
        (one.child, one.start, one.urn) == again and one.year == row.year + 1 for one in rows
    )


SLIPS = {"start": _other_start, "no start": _no_start, "open": _left_open, "code": _other_code}


@st.composite
def faulty_returns(draw: st.DrawFn) -> list[Row]:
    """The returns of some lives with anything wrong in them: rows and years missing, days moved, codes lost."""
    rows = returns_of(draw(lives()))
    missing = draw(st.sets(st.integers(FIRST, LAST), max_size=1))
    kept = [row for row in rows if row.year not in missing]
    return [wrong for row in kept for wrong in draw(_told_wrong(row))]


@st.composite
def _told_wrong(draw: st.DrawFn, row: Row) -> list[Row]:
    days = draw(st.integers(-60, 60)) * DAY
    moved = replace(row, start=row.start + days if row.start else None)
    choices = [
        [row], [row], [row], [], [row, row], [moved], [row, moved], [replace(row, start=None)],
        [replace(row, end=None)], [replace(row, end=None, ceased=None)],
        [replace(row, end=row.end + days if row.end else last_day(row.year))],
        [row, replace(row, end=None, status="E1")], [replace(row, ceased="X1")], [replace(row, ceased="E8")],
        [replace(row, new="S")], [replace(row, new=None)], [replace(row, place=None, status="Q")],
    ]  # fmt: skip
    return draw(st.sampled_from(choices))
