"""A petition: one child's share in one application, the form in which all parts of this package make them.

What belongs here: the shape and small things that all makers need. What does not: how petitions come about.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from pipeline.errors import ProjectError
from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Calibration, Shares
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

CODE = "U20"
_KEY = 4_000_000  # more days than lie between the first and the last that are used


@dataclass(frozen=True)
class Petitions(Rows):
    """One row a child and application.

    Attributes:
        child: Row of `Children`.
        period: Row of `PeriodsOfCare` that it led to or is about; -1 for none.
        case: Number of the case; the children of one case share it.
        application_type: Code of the application.
        issue_date: Day of issue.
        end_date: Day of the decision; OPEN while it is awaited.
        outcome: Code of the outcome; "" while it is awaited.
        order_end: Day on which the order that it leads to ends; OPEN when it lasts.
        interim_order: Kind of the interim order; "" for none.
        interim_start: Day of the interim order; OPEN for none.
        interim_end: Day on which the interim order ended; OPEN while it lasts.
        is_la_applicant: Whether the local authority applied.
        is_short_notice: Whether it was issued at short notice.
        care_plan: Where the child is to live.
    """

    child: Ints
    period: Ints
    case: Ints
    application_type: Codes
    issue_date: Days
    end_date: Days
    outcome: Codes
    order_end: Days
    interim_order: Codes
    interim_start: Days
    interim_end: Days
    is_la_applicant: Flags
    is_short_notice: Flags
    care_plan: Codes


def petitions(rows: int, **columns: object) -> Petitions:
    """Return petitions of the local authority; what is not given is none, open or no, a single value holds for all."""
    plain: dict[str, object] = {
        one.name: OPEN if one.type == "Days" else "" if one.type == "Codes" else -1
        for one in fields(Petitions)
    }
    plain |= {"is_la_applicant": True, "is_short_notice": False}
    kinds = {"Days": "datetime64[D]", "Codes": CODE, "Flags": "bool", "Ints": "int64"}
    return Petitions(
        **{
            one.name: np.broadcast_to(
                np.asarray((plain | columns)[one.name]).astype(kinds[str(one.type)]), rows
            ).copy()
            for one in fields(Petitions)
        }
    )


def is_within(
    child: Ints, start: Days, end: Days, *, spells: tuple[Ints, Days, Days], margin: int = 0
) -> Flags:
    """Return which stretches of children's lives touch one of their spells.

    Args:
        child: Child of each stretch.
        start: Its first day.
        end: Its end.
        spells: Child, first day and end of each spell.
        margin: Days by which a stretch is made longer at both ends.
    """
    owner, first, last = spells
    begun = np.searchsorted(np.sort(_key(owner, first)), _key(child, end) + margin, side="left")
    ended = np.searchsorted(np.sort(_key(owner, last)), _key(child, start) - margin, side="right")
    return np.asarray(begun > ended)


def draw_given(
    rng: np.random.Generator, calibration: Calibration, subject: str, given: Codes
) -> Codes:
    """Return a code a row by the assumed shares under each row's condition, else by those under none."""
    drawn = np.full(len(given), "", dtype=CODE)
    for condition in np.unique(given):
        rows = np.flatnonzero(given == condition)
        drawn[rows] = _shares_given(calibration, subject, str(condition)).draw(rng, len(rows))
    return drawn


def happens(rng: np.random.Generator, share: float, rows: int) -> Flags:
    """Return which of some rows something happens to, by chance."""
    return np.asarray(rng.random(rows) < share)


def as_before(*columns: Codes | Days | Ints) -> Flags:
    """Return which rows have in all columns what the row before has; no for the first."""
    same = [np.concatenate(([False], one[1:] == one[:-1]))[: len(one)] for one in columns]
    return np.asarray(np.logical_and.reduce(same))


def _shares_given(calibration: Calibration, subject: str, condition: str) -> Shares:
    try:
        return calibration.shares("court_assumed", subject, given=condition)
    except ProjectError:
        return calibration.shares("court_assumed", subject)


def _key(child: Ints, day: Days) -> Ints:
    return child * _KEY + day.astype("datetime64[D]").astype(np.int64)
