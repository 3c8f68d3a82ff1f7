"""Care proceedings about children who stay at home in them, and about brothers and sisters of those in care.

What belongs here: section 31 applications that no legal status tells of, as many as the published rate leaves. What
does not: those of children in care (`care_cases`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.court.petition import (
    Petitions,
    happens,
    is_within,
    petitions,
)
from pipeline.synthetic.life.court.timetable import care_durations
from pipeline.synthetic.life.court.wanted import applications_wanted
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.need import InNeed
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_TWO_YEARS = 730
_SIXTEEN_YEARS = 5844  # days; nobody applies for a care order about a child of 17


@dataclass(frozen=True)
class _Family:
    """Children at home who may be in proceedings, with the day on which they would begin."""

    child: Ints
    family: Ints
    issue: Days
    end: Days
    is_in_plan: Flags

    def take(self, rows: Ints | Flags) -> _Family:
        return _Family(
            self.child[rows],
            self.family[rows],
            self.issue[rows],
            self.end[rows],
            self.is_in_plan[rows],
        )


def home_petitions(
    ground: Ground, children: Children, lives: tuple[InCare, InNeed], made: Petitions
) -> Petitions:
    """Return section 31 applications about children at home, as many a year as the published number leaves.

    Where those of children in care are more than the published number, there are none.
    """
    rng = ground.stream("court/home")
    care, need = lives
    able = _able(ground, rng, children, (care, need))
    busy = (made.child, made.issue_date, made.end_date)
    able = able.take(~is_within(able.child, able.issue, able.end, spells=busy, margin=180))
    chosen: list[Ints] = []
    case: list[Ints] = []
    for year, wanted in applications_wanted(ground).items():
        span = first_day_of(year), last_day_of(year)
        issued = (made.issue_date >= span[0]) & (made.issue_date <= span[1])
        left = wanted - len(np.unique(made.case[issued]))
        count = max(int(np.floor(left + rng.random())), 0)
        rows, family = _families(rng, able, span, count)
        chosen.append(rows)
        case.append(family + (case[-1].max(initial=-1) + 1 if case else 0))
        able = _without(able, np.unique(able.family[rows]), span[1])
    return _as_petitions(ground, rng, able, (np.concatenate(chosen), np.concatenate(case)))


def sibling_petitions(
    ground: Ground, children: Children, care: InCare, care_part: Petitions
) -> Petitions:
    """Return brothers and sisters at home who are in the cases of children in care, under the same case number."""
    rng = ground.stream("court/sibling")
    pairs = _sibling_pairs(children, care_part)
    row, child = pairs
    issue, end = care_part.issue_date[row], care_part.end_date[row]
    periods = care.periods
    in_care = is_within(
        child, issue, end, spells=(periods.child, periods.start_date, periods.end_date), margin=30
    )
    born = children.birth_date[child]
    alive = (born <= issue) & (issue - born < _SIXTEEN_YEARS) & (children.death_date[child] > end)
    share = ground.calibration.number("court", "sibling_at_home_share")
    keep = np.flatnonzero(alive & ~in_care & happens(rng, share, len(row)))
    row, child = row[keep], child[keep]
    return _at_home(
        ground,
        rng,
        petitions(
            len(row),
            child=child,
            case=care_part.case[row],
            application_type="CARE",
            issue_date=care_part.issue_date[row],
            end_date=care_part.end_date[row],
            is_short_notice=care_part.is_short_notice[row],
        ),
    )


def _able(
    ground: Ground, rng: np.random.Generator, children: Children, lives: tuple[InCare, InNeed]
) -> _Family:
    """Return who could be in proceedings at home: children on a protection plan, else with a long case in need."""
    care, need = lives
    cases, plans = need.cases, need.plans
    long = np.flatnonzero(~cases.is_no_further_action)
    child = np.concatenate((cases.child[plans.case], cases.child[long]))
    start = np.concatenate((plans.start_date, cases.referral_date[long] + 30))
    until = np.concatenate((plans.end_date, cases.closure_date[long]))
    issue = start + rng.integers(20, 300, len(start))
    end = issue + care_durations(ground, rng, issue)
    born = children.birth_date[child]
    fits = (issue < until) & (issue >= born) & (issue - born < _SIXTEEN_YEARS)
    fits &= (children.death_date[child] > end) & (end - born < 6500)
    periods = care.periods
    spells = (periods.child, periods.start_date, periods.end_date)
    fits &= ~is_within(child, issue, end, spells=spells, margin=30)
    family = children.family[child]
    family = np.where(family >= 0, family, -2 - child)
    is_in_plan = np.arange(len(child)) < len(plans)
    return _Family(child, family, issue, end, is_in_plan).take(fits)


def _families(
    rng: np.random.Generator, able: _Family, span: tuple[np.datetime64, np.datetime64], count: int
) -> tuple[Ints, Ints]:
    """Return rows of children of as many families as wanted whose proceedings begin in a year, and their case."""
    fits = np.flatnonzero((able.issue >= span[0]) & (able.issue <= span[1]))
    # One row a child, those in protection plans first.
    fits = fits[np.argsort(~able.is_in_plan[fits], kind="stable")]
    fits = fits[np.unique(able.child[fits], return_index=True)[1]]
    families, of = np.unique(able.family[fits], return_inverse=True)
    in_plan = np.zeros(len(families), dtype=bool)
    np.logical_or.at(in_plan, of, able.is_in_plan[fits])
    taken = choose(rng, in_plan.astype(np.float64), count)
    if len(taken) < count:
        more = choose(rng, (~in_plan).astype(np.float64), count - len(taken))
        taken = np.sort(np.concatenate((taken, more)))
    number = np.full(len(families), -1, dtype=np.int64)
    number[taken] = np.arange(len(taken))
    # In a family on a plan only those on one are in the case.
    keep = (number[of] >= 0) & (able.is_in_plan[fits] | ~in_plan[of])
    return fits[keep], number[of][keep]


def _without(able: _Family, families: Ints, until: np.datetime64) -> _Family:
    """Keep a family that has been to court from being there again within two years."""
    again = np.isin(able.family, families) & (able.issue > until)
    again &= able.issue <= until + _TWO_YEARS
    return replace(able, issue=np.where(again, OPEN, able.issue))


def _as_petitions(
    ground: Ground, rng: np.random.Generator, able: _Family, chosen: tuple[Ints, Ints]
) -> Petitions:
    rows, case = chosen
    first = np.unique(case, return_index=True)[1]
    issue, end = able.issue[rows[first]], able.end[rows[first]]
    count = len(first)
    number = ground.calibration.number
    kinds = ground.calibration.shares("court_assumed", "application_type_at_home")
    half = number("court", "short_notice_share") / 2
    return _at_home(
        ground,
        rng,
        petitions(
            len(rows),
            child=able.child[rows],
            case=case,
            application_type=kinds.draw(rng, count)[case],
            issue_date=issue[case],
            end_date=end[case],
            is_short_notice=happens(rng, half, count)[case],
        ),
    )


def _at_home(ground: Ground, rng: np.random.Generator, of: Petitions) -> Petitions:
    """Fill in what happens to children at home in proceedings: an interim order, the outcome, where they live."""
    shares = ground.calibration.shares
    interim = shares("court_assumed", "interim_order_at_home").draw(rng, len(of))
    begun = np.minimum(of.issue_date + rng.integers(7, 20, len(of)), of.end_date)
    interim = np.where(begun < of.end_date, interim, "")
    outcome = shares("court_assumed", "outcome_at_home").draw(rng, len(of))
    outcome = np.where(of.end_date > ground.calendar.last_day, "", outcome)
    # Siblings of one case mostly have one outcome.
    outcome = _alike(rng, of.case, outcome)
    return of.replace(
        outcome=outcome,
        interim_order=interim,
        interim_start=np.where(interim != "", begun, OPEN),
        interim_end=np.where(interim != "", of.end_date, OPEN),
    )


def _alike(rng: np.random.Generator, case: Ints, outcome: Codes) -> Codes:
    """Give most children of a case the outcome of its first child."""
    _, first, of = np.unique(case, return_index=True, return_inverse=True)
    alike = happens(rng, 0.85, len(case))
    return np.where(alike, outcome[first][of], outcome)


def _sibling_pairs(children: Children, care_part: Petitions) -> tuple[Ints, Ints]:
    """Return a petition of each care case with each child of the family who is not in the case."""
    first = np.unique(care_part.case, return_index=True)[1]
    family = children.family[care_part.child[first]]
    first = first[family >= 0]
    order = np.argsort(children.family, kind="stable")
    owned = children.family[order]
    wanted = children.family[care_part.child[first]]
    low, high = np.searchsorted(owned, wanted), np.searchsorted(owned, wanted, side="right")
    row = np.repeat(first, high - low)
    offset = np.arange(len(row)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    child = order[np.repeat(low, high - low) + offset]
    size = len(children) + 1
    taken = np.isin(care_part.case[row] * size + child, care_part.case * size + care_part.child)
    return row[~taken], child[~taken]
