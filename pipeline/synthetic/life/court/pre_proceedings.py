"""Pre-proceedings: the letter, the meetings and the decision, before court and for families who never get there.

What belongs here: spells of pre-proceedings. What does not: what the court does after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.court.applications import SECTION_31
from pipeline.synthetic.life.court.petition import CODE, happens, is_within
from pipeline.synthetic.life.definition.court import PreProceedings

if TYPE_CHECKING:
    from pipeline.synthetic.life.court.petition import Petitions
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.court import Applications
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.need import InNeed
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_LEAST_DAYS = 30  # a letter and a first meeting take about that long


@dataclass(frozen=True)
class _Spells:
    """Spells of pre-proceedings: case in need, family or application, start, end, outcome, application."""

    case: Ints
    group: Ints
    start: Days
    end: Days
    outcome: Codes
    application: Ints

    def take(self, rows: Ints | Flags) -> _Spells:
        return _Spells(
            self.case[rows],
            self.group[rows],
            self.start[rows],
            self.end[rows],
            self.outcome[rows],
            self.application[rows],
        )


def make_pre_proceedings(
    ground: Ground,
    children: Children,
    need: InNeed,
    court: tuple[Applications, Petitions, Ints],
) -> PreProceedings:
    """Return pre-proceedings that led to court or stepped down, in the calendar.

    Args:
        ground: What the stage stands on.
        children: All children.
        need: Cases and protection plans: pre-proceedings lie within a case of a child in need.
        court: The applications, the petitions in them and the application of each petition.
    """
    rng = ground.stream("court/pre-proceedings")
    to_court = _to_court(ground, rng, need, court)
    families = len(np.unique(to_court.group))
    stepped = _stepped_down(ground, rng, (children, need), _taken(need, to_court))
    count = round(families * ground.calibration.number("court", "stepped_down_ratio"))
    calendar = ground.calendar
    groups, first = np.unique(stepped.group, return_index=True)
    # Of those that go on at the end nobody knows yet that they will not go to court: they stand for both kinds.
    weights = np.where(stepped.end[first] > calendar.last_day, 2.0, 1.0)
    kept = groups[choose(rng, weights, count)]
    both = _joined(to_court, stepped.take(np.isin(stepped.group, kept)))
    both = both.take((both.start <= calendar.last_day) & (both.end >= calendar.first_day))
    return _with_steps(ground, rng, both, court[0])


def _to_court(
    ground: Ground,
    rng: np.random.Generator,
    need: InNeed,
    court: tuple[Applications, Petitions, Ints],
) -> _Spells:
    """Return the pre-proceedings of children in section 31 applications, one draw a case."""
    applications, made, of = court
    rows = np.flatnonzero(
        np.isin(made.application_type, SECTION_31) & ~applications.is_short_notice[of]
    )
    rows = rows[
        np.unique(np.column_stack((of[rows], made.child[rows])), axis=0, return_index=True)[1]
    ]
    asked = np.unique(of[rows])
    had = np.zeros(len(applications), dtype=bool)
    share = ground.calibration.number("court", "pre_proceedings_share")
    had[asked] = happens(rng, share, len(asked))
    lasting = ground.calibration.durations("court_assumed", "pre_proceedings", given="COURT")
    gap = rng.integers(3, 21, len(applications))
    end = applications.issue_date - gap
    start = end - np.maximum(lasting.draw(rng, len(applications)), _LEAST_DAYS)
    rows = rows[had[of[rows]]]
    group = of[rows]
    case, referred = _case_on(need, made.child[rows], end[group])
    # All children of a case are in it from one day, the latest that their cases in need allow.
    latest = start.copy()
    np.maximum.at(latest, group[case >= 0], referred[case >= 0] + 1)
    fits = (case >= 0) & (end[group] - latest[group] >= _LEAST_DAYS)
    outcome = np.full(len(rows), "COURT", dtype=CODE)
    return _Spells(case, group, latest[group], end[group], outcome, group).take(fits)


def _stepped_down(
    ground: Ground,
    rng: np.random.Generator,
    known: tuple[Children, InNeed],
    taken: tuple[Ints, Days, Days],
) -> _Spells:
    """Return all the pre-proceedings that families on a protection plan could have and leave without court."""
    children, need = known
    plans = need.plans
    child = need.cases.child[plans.case]
    family = np.where(children.family[child] >= 0, children.family[child], -2 - child)
    # Brothers and sisters on plans from about the same time are in them together.
    group_key = np.column_stack((family, plans.start_date.astype(np.int64) // 120))
    _, first, group = np.unique(group_key, axis=0, return_index=True, return_inverse=True)
    group = group.reshape(-1)
    lasting = ground.calibration.durations("court_assumed", "pre_proceedings", given="STEP_DOWN")
    begun = plans.start_date[first] + rng.integers(14, 200, len(first))
    ended = begun + np.maximum(lasting.draw(rng, len(first)), _LEAST_DAYS)
    outcome = ground.calibration.shares("court_assumed", "pre_proceedings_outcome").draw(
        rng, len(first)
    )
    closure = need.cases.closure_date[plans.case]
    on_plan = (begun[group] >= plans.start_date) & (begun[group] < plans.end_date)
    fits = on_plan & (ended[group] <= closure)
    fits &= ~is_within(child, begun[group], ended[group], spells=taken, margin=60)
    spells = _Spells(
        plans.case,
        group,
        begun[group],
        ended[group],
        outcome[group].astype(CODE),
        np.full(len(group), -1, dtype=np.int64),
    )
    return spells.take(np.flatnonzero(fits)[np.unique(child[fits], return_index=True)[1]])


def _joined(one: _Spells, other: _Spells) -> _Spells:
    # Groups are only compared within a kind: those of the second are numbered on.
    group = np.concatenate((one.group, other.group + one.group.max(initial=-1) + 1))
    return _Spells(
        np.concatenate((one.case, other.case)),
        group,
        np.concatenate((one.start, other.start)),
        np.concatenate((one.end, other.end)),
        np.concatenate((one.outcome, other.outcome)),
        np.concatenate((one.application, other.application)),
    )


def _taken(need: InNeed, spells: _Spells) -> tuple[Ints, Days, Days]:
    """Return child, start and end of spells that others must keep clear of: a year on, for the proceedings."""
    return need.cases.child[spells.case], spells.start, spells.end + 365


def _case_on(need: InNeed, child: Ints, day: Days) -> tuple[Ints, Days]:
    """Return the case of a child in need that is open on a day and its referral; -1 and that day for none."""
    cases = need.cases
    if not len(cases):
        return np.full(len(child), -1, dtype=np.int64), day
    order = np.lexsort((cases.referral_date, cases.child))
    key = cases.child[order] * 4_000_000 + cases.referral_date[order].astype(np.int64)
    at = np.searchsorted(key, child * 4_000_000 + day.astype(np.int64), side="right") - 1
    found = order[np.maximum(at, 0)]
    fits = (cases.child[found] == child) & (cases.referral_date[found] <= day)
    fits &= (cases.closure_date[found] >= day) & ~cases.is_no_further_action[found]
    return np.where(fits, found, -1), np.where(fits, cases.referral_date[found], day)


def _with_steps(
    ground: Ground, rng: np.random.Generator, spells: _Spells, applications: Applications
) -> PreProceedings:
    """Return spells with their letter, meetings and decision, as known at the end of the calendar."""
    number = ground.calibration.number
    last_day = ground.calendar.last_day
    groups, of = np.unique(spells.group, return_inverse=True)
    count = len(groups)
    letter = spells.start + rng.integers(5, 12, count)[of]
    meeting = letter + rng.integers(7, 18, count)[of]
    offered = happens(rng, number("court", "family_meeting_offer_share"), count)
    held = offered & happens(rng, number("court", "family_meeting_share"), count)
    until = np.minimum(spells.end, last_day)
    reviews = (until - meeting).astype(np.int64) // int(number("court", "review_meeting_days"))
    to_court = spells.application >= 0
    issued = applications.issue_date[spells.application] if len(applications) else spells.end
    sent = np.where(to_court, issued - rng.integers(0, 3, count)[of], OPEN)
    goes_on = spells.end > last_day
    return PreProceedings(
        case=spells.case,
        start_date=spells.start,
        letter_date=_by(last_day, letter),
        has_family_meeting_offer=offered[of],
        has_family_meeting=held[of],
        initial_meeting_date=_by(last_day, meeting),
        has_representation=happens(rng, number("court", "representation_share"), count)[of],
        review_meeting_count=np.maximum(reviews, 0),
        end_date=_by(last_day, spells.end),
        outcome=np.where(goes_on, "", spells.outcome),
        application_date=sent,
        proceedings_letter_date=sent,
        application=spells.application,
    )


def _by(last_day: np.datetime64, day: Days) -> Days:
    return np.where(day > last_day, OPEN, day)
