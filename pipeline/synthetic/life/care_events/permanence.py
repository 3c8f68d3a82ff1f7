"""The permanence arrangement that a child had before a period of care, and broke down.

What belongs here: its code, LA and date as a return gives them. What does not: how a period of care ends in one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.care_events.collection_years import collection_year
from pipeline.synthetic.life.care_events.draws import ASSUMED, TOPIC
from pipeline.synthetic.life.definition.care import PreviousPermanences

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_ASKED_FROM = np.datetime64("2016-04-01", "D")  # rule 634
_FROM_REASON = {"E11": "P1", "E12": "P1", "E45": "P2", "E46": "P2", "E47": "P3", "E48": "P3"}
_UNKNOWN_DATE = "ZZ/ZZ/ZZZZ"
_LEAST_ROOM = 60


@dataclass(frozen=True)
class _Arrangements:
    """For each period: what there was before it, when, and how much of that day is known (day, month, year, none)."""

    code: Codes
    la_code: Codes
    day: Days
    known: Codes


def make_previous_permanences(
    ground: Ground, children: Children, periods: PeriodsOfCare
) -> PreviousPermanences:
    """Return a row for each period of care that began from April 2016 on.

    A child keeps what was known at the first period, until one ends in an order: then it is the latest such order.
    The date is always before the start, also in the parts that are unknown (rule 632); Z1 has neither date nor LA
    (rule 635), the others have both (rule 630).
    """
    rng = ground.stream("previous_permanences")
    first = np.append([True], periods.child[1:] != periods.child[:-1])[: len(periods)]
    known = _known_at_first(ground, rng, children, periods, first)
    latest = _with_latest_order(ground, periods, known, _ended_in_order(periods, first))
    la_code = np.where(latest.code == "Z1", "", latest.la_code)
    rows = np.flatnonzero(periods.start_date >= _ASKED_FROM)
    begun = periods.start_date[_first_row(first)]
    return PreviousPermanences(rows, latest.code[rows], la_code[rows], _text(latest, begun)[rows])


def _first_row(first: Flags) -> Ints:
    """Return for each period the row of the child's first."""
    return np.maximum.accumulate(np.where(first, np.arange(len(first)), 0))


def _known_at_first(
    ground: Ground,
    rng: np.random.Generator,
    children: Children,
    periods: PeriodsOfCare,
    first: Flags,
) -> _Arrangements:
    """Return what each child had before the first period: on a day between birth and start, unknown without room."""
    count = len(children)
    code = ground.calibration.shares(TOPIC, "previous_permanence", given="all").draw(rng, count)
    known = ground.calibration.shares(ASSUMED, "permanence_date", given="all").draw(rng, count)
    birth, child = children.birth_date[periods.child], periods.child
    room = (periods.start_date[_first_row(first)] - birth).astype(np.int64) - _LEAST_ROOM
    day = birth + (rng.random(count)[child] * np.maximum(room, 0)).astype(np.int64)
    return _Arrangements(
        code=code[child],
        la_code=_las(ground, rng, count)[child],
        day=day,
        known=np.where(room < 0, "none", known[child]),
    )


def _las(ground: Ground, rng: np.random.Generator, count: int) -> Codes:
    """Return DfE numbers of LAs, or WAL, SCO, NIR, NUK: mostly our own."""
    kind = ground.calibration.shares(ASSUMED, "permanence_la", given="all").draw(rng, count)
    others = np.array([one.dfe_la_code for one in ground.plan.authorities])
    elsewhere = others[rng.integers(0, len(others), count)]
    found = np.where(kind == "other", elsewhere, kind)
    return np.where(kind == "own", ground.authority.dfe_la_code, found)


def _ended_in_order(periods: PeriodsOfCare, first: Flags) -> Ints:
    """Return the row of the child's latest period before that ended in an order; -1 for none."""
    in_order = np.isin(periods.reason_ceased, tuple(_FROM_REASON))
    upto = np.maximum.accumulate(np.where(in_order, np.arange(len(first)), -1))
    before = np.append([-1], upto[:-1])[: len(first)]
    return np.where(before < _first_row(first), -1, before)


def _with_latest_order(
    ground: Ground, periods: PeriodsOfCare, known: _Arrangements, by_order: Ints
) -> _Arrangements:
    """Return the order in which an earlier period ended, on that day; else what was known at first."""
    has_order = by_order >= 0
    code = known.code.copy()
    for reason, order in _FROM_REASON.items():
        code[has_order & (periods.reason_ceased[by_order] == reason)] = order
    ended = periods.end_date[by_order]
    # Where one return shows both periods, the order is not before the first start in it.
    shown = collection_year(ended) == collection_year(periods.start_date)
    return _Arrangements(
        code,
        np.where(has_order, ground.authority.dfe_la_code, known.la_code),
        np.where(has_order, ended, known.day),
        np.where(has_order, np.where(shown, "none", "day"), known.known),
    )


def _text(given: _Arrangements, limit: Days) -> Codes:
    """Return dd/mm/yyyy with ZZ for the parts unknown, so that also the last possible day is before the limit."""
    text = np.full(len(limit), "", dtype="U10")
    text[given.code != "Z1"] = _UNKNOWN_DATE
    month_end = (given.day.astype("datetime64[M]") + 1).astype("datetime64[D]") - 1
    year_end = (given.day.astype("datetime64[Y]") + 1).astype("datetime64[D]") - 1
    begin = np.full(len(limit), "", dtype="U6")
    begin[(given.known == "month") & (month_end < limit)] = "ZZ/"
    begin[(given.known == "year") & (year_end < limit)] = "ZZ/ZZ/"
    # Two in a hundred: so few that writing them one by one costs nothing.
    dated = np.flatnonzero(np.isin(given.code, ("P1", "P2", "P3")) & (given.known != "none"))
    days = [f"{day[8:]}/{day[5:7]}/{day[:4]}" for day in given.day[dated].astype(str)]
    text[dated] = [z + day[len(z) :] for z, day in zip(begin[dated], days, strict=True)]
    return text
