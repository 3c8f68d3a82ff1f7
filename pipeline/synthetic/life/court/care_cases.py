"""Care proceedings of children who were in care in them: issue, interim orders, end and outcome, siblings together.

What belongs here: section 31 applications that legal statuses need. What does not: those about children at home
(`home_cases`) and all other kinds of application (`other_cases`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.petition import (
    Petitions,
    as_before,
    draw_given,
    happens,
    petitions,
)
from pipeline.synthetic.life.court.timetable import care_durations

if TYPE_CHECKING:
    from pipeline.synthetic.life.court.runs import Runs
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_RETURNS = ("E4", "E4A", "E4B")
# Reasons for which care ended with an order that takes the place of a care order.
_ENDING_ORDERS = ("E11", "E12", "E41", "E43", "E44", "E45", "E46", "E47", "E48")
# Days: a placement order within this time of the care order was made in the same proceedings.
_SAME_PROCEEDINGS = 90


def care_petitions(ground: Ground, children: Children, runs: Runs) -> tuple[Petitions, Ints]:
    """Return the care applications behind stretches under court orders, and the stretch of each.

    Their cases are numbered from 0. The end of a case is the last of the ends of its children.
    """
    rng = ground.stream("court/care")
    rows = np.flatnonzero(runs.is_new)
    begun = runs.take(rows)
    end, outcome = _decisions(ground, rng, begun)
    is_interim = begun.interim_end > begun.start_date
    case = _joined_siblings(ground, children, begun)
    first = _first_of(case, begun.start_date)
    is_short = happens(rng, ground.calibration.number("court", "short_notice_share"), len(first))
    issue = _issue_dates(ground, rng, begun.take(first), is_short)
    issue = np.maximum(
        issue, np.minimum(children.birth_date[begun.child[first]], begun.start_date[first])
    )
    return petitions(
        len(rows),
        child=begun.child,
        period=begun.period,
        case=case,
        application_type="CARE",
        issue_date=issue[case],
        end_date=np.maximum(end, issue[case]),
        outcome=outcome,
        order_end=_order_ends(begun),
        interim_order=np.where(is_interim, "INTERIM_CARE", ""),
        interim_start=np.where(is_interim, begun.start_date, OPEN),
        interim_end=np.where(is_interim, begun.interim_end, OPEN),
        is_short_notice=is_short[case],
    ), rows


def has_joint_placement_order(runs: Runs) -> Flags:
    """Return for which stretches the placement order was made in the care proceedings."""
    made = runs.placement_date < OPEN
    care_order = np.where(runs.care_date < OPEN, runs.care_date, runs.placement_date)
    soon = (runs.placement_date - care_order).astype(np.int64) <= _SAME_PROCEEDINGS
    return np.asarray(made & soon)


def _decisions(ground: Ground, rng: np.random.Generator, begun: Runs) -> tuple[Days, Codes]:
    """Return the day and outcome of each child's proceedings."""
    final_order = np.minimum(begun.care_date, begun.placement_date)
    has_order = final_order < OPEN
    ended_by = np.where(has_order, "", begun.ended_by)
    outcome = draw_given(rng, ground.calibration, "outcome_after_interim_care", ended_by)
    joint = has_joint_placement_order(begun)
    outcome[has_order] = np.where(joint, "PLACEMENT", "CARE")[has_order]
    end = np.where(has_order, final_order, begun.end_date)
    # Most children who went home did so under an interim supervision order, and the case ended in its time.
    share = ground.calibration.number("court", "supervised_at_home_share")
    later = ~has_order & np.isin(begun.ended_by, _RETURNS) & happens(rng, share, len(begun))
    in_time = begun.start_date[later] + care_durations(ground, rng, begun.start_date[later])
    end[later] = np.maximum(end[later], in_time)
    outcome[end >= OPEN] = ""
    return np.minimum(end, OPEN), outcome


def _order_ends(begun: Runs) -> Days:
    """Return when a care order ended before the child was 18: by adoption or another order.

    That of a child who went home lasts unless it is discharged (`other_cases.with_discharges`).
    """
    replaced = np.isin(begun.ended_by, (*_ENDING_ORDERS, "V2"))
    return np.where((begun.care_date < OPEN) & replaced, begun.end_date, OPEN)


def _issue_dates(ground: Ground, rng: np.random.Generator, first: Runs, is_short: Flags) -> Days:
    """Return the day of issue of each case from the child whose care under an order began first."""
    most = ground.calibration.number("court", "application_lead_days")
    lead = np.floor(rng.random(len(first)) * (most + 1)).astype(np.int64)
    lead[is_short] = np.minimum(lead[is_short], 1)
    # A care order without an interim one ends proceedings that the child lived through at home.
    at_home = care_durations(ground, rng, first.start_date)
    return first.start_date - np.where(first.interim_end > first.start_date, lead, at_home)


def _joined_siblings(ground: Ground, children: Children, begun: Runs) -> Ints:
    """Return the number of each child's case: siblings whose care begins within some days of another's are one."""
    gap = int(ground.calibration.number("court", "sibling_join_days"))
    family = children.family[begun.child]
    alone = family < 0
    family = np.where(alone, family.max(initial=0) + 1 + begun.child, family)
    order = np.lexsort((begun.child, begun.start_date, family))
    day = begun.start_date[order]
    since = np.diff(day, prepend=day[:1]).astype(np.int64)
    joins = as_before(family[order]) & (since <= gap)
    case = np.empty(len(begun), dtype=np.int64)
    case[order] = np.cumsum(~joins) - 1
    return case


def _first_of(case: Ints, day: Days) -> Ints:
    """Return the row with the earliest day of each case."""
    order = np.lexsort((day, case))
    _, first = np.unique(case[order], return_index=True)
    return order[first]
