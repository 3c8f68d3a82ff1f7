"""With whom a period of care ends: the adopters, the carers who stay, home; and from which day.

What belongs here: placements that are fixed by how the period ends. What does not: the placements before them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.placement.kind import ADOPTION, KINDS, LEAST_AGE, PARENTS

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints
    from pipeline.synthetic.life.placement.definition import Lives

_ADOPTED = ("E11", "E12")
# Reasons that tell where the child lived before.
_REASONS = frozenset(
    ["E17", "E41", "E43", "E44", "E45", "E46", "E47", "E48", "E4A", "E4B", "E13", "E5", "E6", "E7"]
)
_CARE_ORDERS = ("C1", "C2")


@dataclass(frozen=True)
class Appointments:
    """A placement that is to come, one a period at most.

    Attributes:
        day: The day on which it begins; OPEN for none.
        until: The day on which it ends at the latest.
        kind: Position in KINDS, -1 for none.
        is_same_carer: Whether the foster carers of the day become the adopters.
    """

    day: Days
    until: Days
    kind: Ints
    is_same_carer: Flags


def make_appointments(ground: Ground, lives: Lives) -> Appointments:
    """Return the placement with which each period ends where its end tells it."""
    rng = ground.stream("last placement")
    count = len(lives)
    made = Appointments(
        day=np.full(count, OPEN),
        until=lives.limit.copy(),
        kind=np.full(count, -1, dtype=np.int64),
        is_same_carer=np.zeros(count, dtype=bool),
    )
    _by_reason(rng, ground, lives, made)
    _adopted(rng, ground, lives, made)
    _with_placement_order(rng, ground, lives, made)
    made.day[made.kind < 0] = OPEN
    return made


def _by_reason(rng: np.random.Generator, ground: Ground, lives: Lives, made: Appointments) -> None:
    """Appoint where children who leave for a reason lived before."""
    figures = ground.calibration
    for reason in np.unique(lives.reason):
        if reason not in _REASONS:
            continue
        rows = np.flatnonzero(lives.reason == reason)
        codes = figures.shares("placement_assumed", "last_placement", given=str(reason)).draw(
            rng, len(rows)
        )
        rows, codes = rows[codes != "none"], codes[codes != "none"]
        lead = figures.durations("placement_assumed", "last_placement", given="all")
        day = np.maximum(lives.limit[rows] - 1 - lead.draw(rng, len(rows)), lives.start[rows])
        made.kind[rows] = [KINDS.index(code) for code in codes]
        made.day[rows] = day
    _fit_parents(lives, made)
    _fit_ages(lives, made)


def _fit_parents(lives: Lives, made: Appointments) -> None:
    """Place with parents only under a care order (rule 378)."""
    rows = np.flatnonzero(made.kind == PARENTS)
    last = lives.status_at(rows, lives.limit[rows] - 1)
    fits = np.isin(lives.statuses.code[last], _CARE_ORDERS)
    made.kind[rows[~fits]] = -1
    rows, last = rows[fits], last[fits]
    made.day[rows] = np.maximum(made.day[rows], lives.statuses.start_date[last])


def _fit_ages(lives: Lives, made: Appointments) -> None:
    """Place in supported accommodation, alone or in custody only from the age at which it may be."""
    least = np.append(LEAST_AGE, 0)[made.kind]
    rows = np.flatnonzero(least > 0)
    made.day[rows] = np.maximum(made.day[rows], birthday(lives.birth[rows], least[rows]))
    late = rows[made.day[rows] >= lives.limit[rows]]
    made.kind[late] = -1


def _adopted(rng: np.random.Generator, ground: Ground, lives: Lives, made: Appointments) -> None:
    """Place those who were adopted with their adopters, after the placement order where there was one."""
    figures = ground.calibration
    rows = np.flatnonzero(np.isin(lives.reason, _ADOPTED))
    lasting = figures.durations("placement", "placement_ceasing", given="adoption").draw(
        rng, len(rows)
    )
    least = int(figures.number("placement", "adopted_days_before_end"))
    day = lives.limit[rows] - np.maximum(lasting, least)
    last = lives.status_at(rows, lives.limit[rows] - 1)
    # No status changes while the carers adopt (rule 217).
    ordered = lives.statuses.start_date[last]
    latest = lives.limit[rows] - 1
    made.day[rows] = np.minimum(np.maximum(day, np.maximum(ordered, lives.start[rows] + 2)), latest)
    made.kind[rows] = ADOPTION
    share = figures.number("placement", "adopted_by_current_carer")
    made.is_same_carer[rows] = rng.random(len(rows)) < share


def _with_placement_order(
    rng: np.random.Generator, ground: Ground, lives: Lives, made: Appointments
) -> None:
    """Place some who have a placement order and are not adopted, or not yet."""
    figures = ground.calibration
    orders = np.flatnonzero(lives.statuses.code == "E1")
    rows = lives.statuses.period[orders]
    still = ~np.isin(lives.reason[rows], _ADOPTED)
    orders, rows = orders[still], rows[still]
    is_revoked = lives.statuses.end_date[orders] < lives.limit[rows]
    share = np.where(
        is_revoked,
        figures.number("placement", "placed_of_revoked_placement_orders"),
        figures.number("placement", "placed_of_open_placement_orders"),
    )
    wait = figures.durations("placement_assumed", "until_placed_for_adoption", given="all")
    day = lives.statuses.start_date[orders] + wait.draw(rng, len(orders))
    until = np.minimum(lives.statuses.end_date[orders], lives.limit[rows])
    is_placed = (rng.random(len(orders)) < share) & (day + 7 < until) & (day > lives.start[rows])
    # A period that has ended keeps what its end tells.
    is_placed &= (made.kind[rows] < 0) & (lives.end[rows] == OPEN)
    orders, rows, day, until = orders[is_placed], rows[is_placed], day[is_placed], until[is_placed]
    made.day[rows], made.until[rows], made.kind[rows] = day, until, ADOPTION
    same = figures.number("placement", "adopted_by_current_carer") / 2
    made.is_same_carer[rows] = rng.random(len(rows)) < same
