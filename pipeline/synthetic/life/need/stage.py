"""The stage of children in need: its steps in their order.

What belongs here: the order, and cutting what was made to the years of the calendar. What does not: any step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.children import Children
from pipeline.synthetic.life.definition.need import (
    Cases,
    InNeed,
    NeedPlans,
    ProtectionPlans,
    Section47Enquiries,
)
from pipeline.synthetic.life.need.assessment import make_assessments, with_enquiries
from pipeline.synthetic.life.need.care_cases import draft_care_cases
from pipeline.synthetic.life.need.closing import as_known, close_cases
from pipeline.synthetic.life.need.disability import make_disabilities
from pipeline.synthetic.life.need.draft import NO_FURTHER_ACTION, Drafts
from pipeline.synthetic.life.need.enquiry import (
    TARGET_WORKING_DAYS,
    Enquiries,
    Spans,
    make_enquiries,
    plan_weights,
)
from pipeline.synthetic.life.need.factor import make_factors
from pipeline.synthetic.life.need.figures import Figures
from pipeline.synthetic.life.need.linking import link_cases, roots_of
from pipeline.synthetic.life.need.movers import with_movers
from pipeline.synthetic.life.need.need_plan import make_need_plans
from pipeline.synthetic.life.need.people import People, make_people
from pipeline.synthetic.life.need.protection import make_plan_reviews, make_protection_plans
from pipeline.synthetic.life.need.reason_for_case import primary_needs, referral_sources
from pipeline.synthetic.life.need.referrals import draft_other_cases
from pipeline.synthetic.life.need.working_day import working_days

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare, PeriodsOfCare
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Ints

_OfCases = TypeVar("_OfCases", Enquiries, ProtectionPlans, NeedPlans)


def make_need(ground: Ground, looked_after: Children, care: InCare) -> tuple[Children, InNeed]:
    """Return all children, the looked after ones first, and the cases of those known in the calendar.

    Args:
        ground: The local authority.
        looked_after: The children ever looked after.
        care: Their care.

    Raises:
        ProjectError: The calibration lacks a figure.
    """
    figures = Figures(ground)
    drafts = _drafts(figures, looked_after, care.periods)
    previous = link_cases(figures, looked_after, drafts)
    people = make_people(figures, looked_after, drafts, roots_of(previous))
    drafts = close_cases(figures, drafts, people, previous)
    moved = with_movers(ground, drafts, people, previous)
    people = People(moved.children, people.of_case)
    needs = primary_needs(figures, drafts, people, care.periods)
    spans = Spans(_care_start(drafts, care.periods), plan_weights(figures, needs))
    enquiries = make_enquiries(figures, drafts, spans)
    plans = make_protection_plans(figures, drafts, people, enquiries, spans)
    drafts = with_enquiries(drafts, enquiries)
    need_plans = make_need_plans(figures, drafts, plans, spans)
    kept, people, row = _in_calendar(figures, looked_after, drafts, people)
    enquiries, plans = _of_kept(enquiries, row), _of_kept(plans, row)
    need_plans = _of_kept(need_plans, row)
    arriving = row[moved.arriving[row[moved.arriving] >= 0]]
    sources = referral_sources(figures, kept, looked_after, arriving)
    described = (sources, needs[row >= 0])
    cases = _cases(as_known(figures, kept), people, described)
    assessments = make_assessments(figures, kept, enquiries)
    return _with_deaths(people.children, cases), InNeed(
        disabilities=make_disabilities(figures, people.children, cases),
        cases=cases,
        assessments=assessments,
        factors=make_factors(figures, kept, people, assessments),
        enquiries=_enquiries(figures, enquiries),
        plans=plans,
        plan_reviews=make_plan_reviews(figures, plans),
        need_plans=need_plans,
    )


def _drafts(figures: Figures, looked_after: Children, periods: PeriodsOfCare) -> Drafts:
    """Return the cases of care and all others in order of referral, groups of siblings numbered in it."""
    care = draft_care_cases(figures, looked_after, periods)
    others = draft_other_cases(figures, care)
    drafts = Drafts.concat([care, others.replace(group=others.group + len(care))])
    drafts = drafts.take(np.lexsort((drafts.group, drafts.referral_date)))
    return drafts.replace(group=np.cumsum(np.diff(drafts.group, prepend=-1) != 0) - 1)


def _care_start(drafts: Drafts, periods: PeriodsOfCare) -> np.ndarray:
    start = np.full(len(drafts), OPEN)
    care = np.flatnonzero(drafts.period >= 0)
    start[care] = periods.start_date[drafts.period[care]]
    return start


def _in_calendar(
    figures: Figures, looked_after: Children, drafts: Drafts, people: People
) -> tuple[Drafts, People, Ints]:
    """Return the cases not closed before the calendar, their children, and the new row of each case, -1 for none."""
    stays = drafts.closure_date >= figures.ground.calendar.first_day
    row = np.where(stays, np.cumsum(stays) - 1, -1)
    known = np.zeros(len(people.children), dtype=bool)
    known[: len(looked_after)] = True
    known[people.of_case[stays]] = True
    place = np.cumsum(known) - 1
    return (
        drafts.take(stays),
        People(people.children.take(known), place[people.of_case[stays]]),
        row,
    )


def _of_kept(table: _OfCases, row: Ints) -> _OfCases:
    kept = table.take(row[table.case] >= 0)
    return kept.replace(case=row[kept.case])


def _cases(drafts: Drafts, people: People, described: tuple[Codes, Codes]) -> Cases:
    sources, needs = described
    return Cases(
        child=people.of_case,
        referral_date=drafts.referral_date,
        referral_source=sources,
        primary_need=needs,
        closure_date=drafts.closure_date,
        closure_reason=drafts.closure_reason,
        is_no_further_action=drafts.outcome == NO_FURTHER_ACTION,
        period=drafts.period,
    )


def _with_deaths(children: Children, cases: Cases) -> Children:
    died = children.death_date.copy()
    rows = np.flatnonzero(cases.closure_reason == "RC2")
    died[cases.child[rows]] = cases.closure_date[rows]
    return children.replace(death_date=died)


def _enquiries(figures: Figures, enquiries: Enquiries) -> Section47Enquiries:
    """Return enquiries whose conference was held, or was not required, or is still to be."""
    calendar = working_days(figures.ground)
    target = calendar.after(enquiries.start_date, TARGET_WORKING_DAYS)
    return Section47Enquiries(
        case=enquiries.case,
        start_date=enquiries.start_date,
        conference_target_date=target,
        conference_date=np.where(enquiries.has_conference, enquiries.conference_date, OPEN),
        is_conference_not_required=~enquiries.has_conference,
    )
