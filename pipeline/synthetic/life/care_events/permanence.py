"""The permanence arrangement that a child had before a period of care, and broke down.

What belongs here: its code, LA and date as a return gives them. What does not: how a period of care ends in one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.care_events.ages import collection_year
from pipeline.synthetic.life.care_events.draws import ASSUMED, TOPIC
from pipeline.synthetic.life.definition import PreviousPermanences

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition import (
        Children,
        Codes,
        Days,
        Flags,
        Ground,
        Ints,
        PeriodsOfCare,
    )

_ASKED_FROM = np.datetime64("2016-04-01", "D")  # rule 634
_FROM_REASON = {"E11": "P1", "E12": "P1", "E45": "P2", "E46": "P2", "E47": "P3", "E48": "P3"}
_UNKNOWN_DATE = "ZZ/ZZ/ZZZZ"
_LEAST_ROOM = 60


def make_previous_permanences(
    ground: Ground, children: Children, periods: PeriodsOfCare
) -> PreviousPermanences:
    """Return a row for each period of care that began from April 2016 on.

    A child keeps what was known at the first of them, unless the period before ended in an order: then it is that
    order. The date is always before the start, also in the parts that are unknown (rule 632); Z1 has neither date nor
    LA (rule 635), the others have both (rule 630).
    """
    rng = ground.stream("previous_permanences")
    first = _first_of_child(periods.child)
    of_child = ground.calibration.shares(TOPIC, "previous_permanence", given="all").draw(
        rng, len(children)
    )
    la_of_child = _las(ground, rng, len(children))
    order = _order_before(periods, first)
    code = np.where(order != "", order, of_child[periods.child])
    la_code = np.where(order != "", ground.authority.dfe_la_code, la_of_child[periods.child])
    la_code[code == "Z1"] = ""
    date = _dates(ground, rng, children, periods, first)
    ended = np.roll(periods.end_date, 1)
    date.day[order != ""] = ended[order != ""]
    # Where one return shows both periods, the order is not before the first start in it.
    both = collection_year(ended) == collection_year(periods.start_date)
    date.known[order != ""] = np.where(both, "none", "day")[order != ""]
    rows = np.flatnonzero(periods.start_date >= _ASKED_FROM)
    return PreviousPermanences(rows, code[rows], la_code[rows], _text(date, code)[rows])


class _Dates:
    """A day for each period, the first start it must be before, and how much of it is known."""

    def __init__(self, day: Days, limit: Days, known: Codes) -> None:
        self.day, self.limit, self.known = day, limit, known


def _first_of_child(child: Ints) -> Flags:
    return np.concatenate((np.ones(min(len(child), 1), dtype=bool), child[1:] != child[:-1]))


def _order_before(periods: PeriodsOfCare, first: Flags) -> Codes:
    """Return the code of the order in which the child's period before ended; "" for none."""
    order = np.full(len(periods), "", dtype="U2")
    for reason, code in _FROM_REASON.items():
        order[np.roll(periods.reason_ceased == reason, 1) & ~first] = code
    return order


def _las(ground: Ground, rng: np.random.Generator, count: int) -> Codes:
    """Return DfE numbers of LAs, or WAL, SCO, NIR, NUK: mostly our own."""
    kind = ground.calibration.shares(ASSUMED, "permanence_la", given="all").draw(rng, count)
    others = np.array([one.dfe_la_code for one in ground.plan.authorities])
    elsewhere = others[rng.integers(0, len(others), count)]
    found = np.where(kind == "other", elsewhere, kind)
    return np.where(kind == "own", ground.authority.dfe_la_code, found)


def _dates(
    ground: Ground,
    rng: np.random.Generator,
    children: Children,
    periods: PeriodsOfCare,
    first: Flags,
) -> _Dates:
    """Return a date for each child between birth and first start; unknown where there is little room."""
    limit = periods.start_date[np.maximum.accumulate(np.where(first, np.arange(len(first)), 0))]
    chance = rng.random(len(children))[periods.child]
    birth = children.birth_date[periods.child]
    room = (limit - birth).astype(np.int64) - _LEAST_ROOM
    day = birth + (chance * np.maximum(room, 0)).astype(np.int64)
    drawn = ground.calibration.shares(ASSUMED, "permanence_date", given="all").draw(
        rng, len(children)
    )
    known = np.where(room < 0, "none", drawn[periods.child])
    return _Dates(day, limit, known)


def _text(date: _Dates, code: Codes) -> Codes:
    """Return dd/mm/yyyy with ZZ for the parts unknown, so that also the last possible day is before the limit."""
    text = np.full(len(code), "", dtype="U10")
    text[code != "Z1"] = _UNKNOWN_DATE
    month_end = (date.day.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    year_end = (date.day.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1
    begin = np.select(
        [
            (date.known == "month") & (month_end < date.limit),
            (date.known == "year") & (year_end < date.limit),
        ],
        ["ZZ/", "ZZ/ZZ/"],
        "",
    )
    # A few in a hundred: so few that writing them one by one costs nothing.
    dated = np.flatnonzero(np.isin(code, ("P1", "P2", "P3")) & (date.known != "none"))
    days = np.datetime_as_string(date.day[dated], unit="D")
    whole = [f"{iso[8:]}/{iso[5:7]}/{iso[:4]}" for iso in days]
    text[dated] = [
        start + one[len(start) :] for start, one in zip(begin[dated], whole, strict=True)
    ]
    return text
