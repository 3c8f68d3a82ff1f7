"""Section 47 enquiries and the conferences and protection plans that follow: published numbers of each by year.

An enquiry is part of an assessment: the first of the case, or one of its own. What belongs here: which cases have
enquiries, conferences and plans, and when. What does not: how long plans last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.definition.rows import Rows
from pipeline.synthetic.life.need.draft import IN_CARE, IN_NEED
from pipeline.synthetic.life.need.figures import day_between, days_of, year_end, year_of
from pipeline.synthetic.life.need.working_day import working_days

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Floats, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.figures import Figures

TARGET_WORKING_DAYS = 15  # Working together: from the strategy discussion to the conference
_APART_DAYS = 150  # an enquiry after another: its assessment is over by then
_LEAST_PLAN_DAYS = 28
YEARS_BEFORE = 2  # few plans last longer, so that those open on the first day began by then


@dataclass(frozen=True)
class Enquiries(Rows):
    """One row a section 47 enquiry while it is made.

    Attributes:
        case: Row of the case.
        start_date: First day.
        conference_date: Day on which a conference would be, or was held.
        is_first: Whether it is part of the first assessment.
        has_conference: Whether it was held.
        has_plan: Whether a plan began on it.
    """

    case: Ints
    start_date: Days
    conference_date: Days
    is_first: Flags
    has_conference: Flags
    has_plan: Flags


@dataclass(frozen=True)
class Spans:
    """What bounds enquiries and plans of each case.

    Attributes:
        care_start: First day of care in the case; OPEN for none.
        weight: How likely a plan is, against other cases.
    """

    care_start: Days
    weight: Floats


def make_enquiries(figures: Figures, drafts: Drafts, spans: Spans) -> Enquiries:
    """Return the enquiries of the calendar and of two years before, with their conferences."""
    rng = figures.ground.stream("need: enquiries")
    years = figures.all_years[-len(figures.ground.calendar.years) - YEARS_BEFORE :]
    first = _with_first_assessment(rng, figures, drafts, spans)
    later = _with_later_assessment(rng, figures, drafts, spans)
    chosen = [_of_year(rng, figures, drafts, (first, later), year) for year in years]
    enquiries = Enquiries.concat(chosen)
    order = np.lexsort((enquiries.start_date, enquiries.case))
    return _with_conferences(rng, figures, drafts, spans, enquiries.take(order))


def _of_year(
    rng: np.random.Generator,
    figures: Figures,
    drafts: Drafts,
    pools: tuple[Enquiries, Enquiries],
    year: int,
) -> Enquiries:
    """Return the enquiries of a year: most in first assessments, no more of the others than there are assessments."""
    wanted = figures.counts("section_47")[year]
    first, later = (pool.take(year_of(pool.start_date) == year) for pool in pools)
    at_once = wanted * figures.number("enquiry_at_once_share")
    completed = int((year_of(drafts.assessment_end) == year).sum())
    spare = max(figures.counts("assessments")[year] - completed, 0)
    of_later = min(round(wanted - at_once), spare, len(later))
    return Enquiries.concat(
        [
            later.take(choose(rng, np.ones(len(later)), of_later)),
            first.take(choose(rng, np.ones(len(first)), wanted - of_later)),
        ]
    )


def _with_first_assessment(
    rng: np.random.Generator, figures: Figures, drafts: Drafts, spans: Spans
) -> Enquiries:
    within = int(figures.number("enquiry_within_days"))
    rows = np.flatnonzero(np.isin(drafts.outcome, (IN_NEED, IN_CARE)))
    one = drafts.take(rows)
    last = np.minimum(
        np.minimum(one.assessment_end, one.closure_date), one.assessment_start + within
    )
    start = day_between(rng, one.assessment_start, last)
    enquiries = _enquiries(rng, figures, rows, start, is_first=True)
    return _in_time(enquiries, drafts, spans)


def _with_later_assessment(
    rng: np.random.Generator, figures: Figures, drafts: Drafts, spans: Spans
) -> Enquiries:
    """Return one possible enquiry a case and year, at least some time after the first assessment and each other."""
    rows = np.flatnonzero(np.isin(drafts.outcome, (IN_NEED, IN_CARE)))
    one = drafts.take(rows)
    low = one.assessment_end + _APART_DAYS
    high = np.minimum(one.closure_date, spans.care_start[rows]) - 1
    found, last = [], np.full(len(rows), np.datetime64("0001-01-01", "D"))
    for year in figures.all_years:
        first_day, last_day = days_of(year)
        since = np.maximum(np.maximum(low, first_day), last + _APART_DAYS)
        until = np.minimum(high, last_day)
        fits = np.flatnonzero((since <= until) & (one.assessment_end < OPEN))
        start = day_between(rng, since[fits], until[fits])
        last[fits] = start
        found.append(_enquiries(rng, figures, rows[fits], start, is_first=False))
    return _in_time(Enquiries.concat(found), drafts, spans)


def _enquiries(
    rng: np.random.Generator, figures: Figures, case: Ints, start: Days, *, is_first: bool
) -> Enquiries:
    calendar = working_days(figures.ground)
    start = calendar.at_or_before(start) if not is_first else start
    lasting = figures.bands("conference_working_days", least=4).draw(rng, len(case))
    count = len(case)
    return Enquiries(
        case=case,
        start_date=start,
        conference_date=_in_census(figures, start, calendar.after(start, lasting)),
        is_first=np.full(count, is_first),
        has_conference=np.zeros(count, dtype=bool),
        has_plan=np.zeros(count, dtype=bool),
    )


def _in_census(figures: Figures, start: Days, conference: Days) -> Days:
    """Return conferences of which none is overdue at a 31 March (rule 8675Q): those are held by then."""
    calendar = working_days(figures.ground)
    closing = year_end(start)
    due = calendar.after(start, TARGET_WORKING_DAYS)
    overdue = (due <= closing) & (conference > closing)
    return np.asarray(np.where(overdue, calendar.at_or_before(closing), conference))


def _in_time(enquiries: Enquiries, drafts: Drafts, spans: Spans) -> Enquiries:
    """Return those that begin while the case is open, before care."""
    end = np.minimum(drafts.closure_date, spans.care_start)[enquiries.case]
    begun = enquiries.start_date >= drafts.assessment_start[enquiries.case]
    return enquiries.take((enquiries.start_date <= end) & begun)


def _with_conferences(
    rng: np.random.Generator,
    figures: Figures,
    drafts: Drafts,
    spans: Spans,
    enquiries: Enquiries,
) -> Enquiries:
    """Mark as many enquiries with a plan, and with a conference, as published of each year."""
    year = year_of(enquiries.conference_date)
    open_days = (drafts.closure_date[enquiries.case] - enquiries.conference_date).astype(np.int64)
    held_by = np.minimum(drafts.closure_date, figures.ground.calendar.last_day)
    able = (open_days >= 0) & (enquiries.conference_date <= held_by[enquiries.case])
    weight = _plan_weights(rng, enquiries, spans, open_days) * able
    plan, conference = np.zeros(len(enquiries), dtype=bool), np.zeros(len(enquiries), dtype=bool)
    for one in np.unique(year):
        plans, wanted = _numbers(figures, int(one))
        plan[choose(rng, weight * (year == one), plans)] = True
        others = able & ~plan & (year == one)
        more = max(wanted - int((plan & (year == one)).sum()), 0)
        conference[choose(rng, others.astype(np.float64), more)] = True
    return enquiries.replace(has_plan=plan, has_conference=plan | conference)


def _numbers(figures: Figures, year: int) -> tuple[int, int]:
    """Return how many plans and how many conferences there are; no plan begins without one (rule 2883)."""
    if year not in figures.all_years:
        return 0, 0
    plans = figures.counts("plans_started")[year]
    return plans, max(figures.counts("conferences")[year], plans)


def _plan_weights(
    rng: np.random.Generator, enquiries: Enquiries, spans: Spans, open_days: Ints
) -> Floats:
    """Return how likely a plan follows each enquiry: one a case at most, likelier in cases that last."""
    chance = rng.random(len(enquiries))
    order = np.lexsort((chance, enquiries.case))
    one_a_case = np.zeros(len(enquiries), dtype=bool)
    one_a_case[order[np.flatnonzero(np.diff(enquiries.case[order], prepend=-1))]] = True
    at_home = spans.care_start[enquiries.case] > enquiries.conference_date
    lasts = np.clip(open_days / 365, 0.02, 1.2) ** 3 * (open_days >= _LEAST_PLAN_DAYS)
    return np.asarray(lasts * one_a_case * at_home * spans.weight[enquiries.case])


def plan_weights(figures: Figures, needs: Codes) -> Floats:
    """Return how likely a plan is by primary need: it is about abuse and neglect."""
    return np.where(needs == "N1", figures.number("abuse_weight_of_plans"), 1.0)
