"""All assessments: the first of each case, one for each later enquiry, and others up to the published number."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.definition.need import Assessments
from pipeline.synthetic.life.need.draft import IN_CARE, IN_NEED
from pipeline.synthetic.life.need.figures import day_between, days_of, year_of
from pipeline.synthetic.life.need.first_assessment import assess
from pipeline.synthetic.life.need.working_day import working_days

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.enquiry import Enquiries
    from pipeline.synthetic.life.need.figures import Figures

_APART_DAYS = 150  # another assessment after the one before, or before the next
_REVIEW_WORKING_DAYS = (8, 21)


def with_enquiries(drafts: Drafts, enquiries: Enquiries) -> Drafts:
    """Return the cases with first assessments that last until a conference of the next year (rule 2991Q)."""
    first = enquiries.take(enquiries.is_first)
    ends = drafts.assessment_end.copy()
    np.maximum.at(ends, first.case, _until(first))
    return drafts.replace(assessment_end=np.minimum(ends, drafts.closure_date))


def make_assessments(figures: Figures, drafts: Drafts, enquiries: Enquiries) -> Assessments:
    """Return the assessments of all cases.

    Args:
        figures: The local authority.
        drafts: The cases with their first assessments.
        enquiries: Their enquiries.
    """
    rng = figures.ground.stream("need: assessments")
    cases = np.flatnonzero(drafts.assessment_start != OPEN)
    later = enquiries.take(~enquiries.is_first)
    start, end = assess(rng, figures, later.start_date, within=0)
    start, end = later.start_date, np.maximum(end, _until(later))
    case = np.concatenate([cases, later.case])
    begins = np.concatenate([drafts.assessment_start[cases], start])
    ends = np.concatenate([drafts.assessment_end[cases], end])
    more, days = _others(rng, figures, drafts, (later, ends))
    start, end = assess(rng, figures, days, within=0)
    case = np.concatenate([case, more])
    begins, ends = np.concatenate([begins, start]), np.concatenate([ends, end])
    return _assessments(rng, figures, case, begins, np.minimum(ends, drafts.closure_date[case]))


def _until(enquiries: Enquiries) -> Days:
    """Return the day to which the assessment must last at the least."""
    straddles = year_of(enquiries.conference_date) > year_of(enquiries.start_date)
    return np.where(
        straddles & enquiries.has_conference, enquiries.conference_date, enquiries.start_date
    )


def _others(
    rng: np.random.Generator, figures: Figures, drafts: Drafts, known: tuple[Enquiries, Days]
) -> tuple[Ints, Days]:
    """Return cases and days of assessments that no enquiry asks for: what is left of the published number."""
    later, ends = known
    completed = figures.counts("assessments")
    rows = np.flatnonzero(np.isin(drafts.outcome, (IN_NEED, IN_CARE)))
    rows = np.setdiff1d(rows, later.case)
    low, high = drafts.assessment_end[rows], drafts.closure_date[rows]
    done = year_of(ends)
    found, days, last = [], [], low.copy()
    for year in figures.ground.calendar.years:
        first_day, last_day = days_of(year)
        since = np.maximum(last + _APART_DAYS, first_day)
        until = np.minimum(high - _APART_DAYS, last_day)
        able = (since <= until) & (low < OPEN)
        wanted = completed[year] - int((done == year).sum())
        chosen = choose(rng, able.astype(np.float64), max(wanted, 0))
        last[chosen] = day_between(rng, since[chosen], until[chosen])
        found.append(rows[chosen])
        days.append(last[chosen])
    return np.concatenate(found), np.concatenate(days)


def _assessments(
    rng: np.random.Generator, figures: Figures, case: Ints, start: Days, end: Days
) -> Assessments:
    order = np.lexsort((start, case))
    case, start, end = case[order], start[order], end[order]
    reviewed = working_days(figures.ground).after(
        start, rng.integers(*_REVIEW_WORKING_DAYS, len(case))
    )
    return Assessments(
        case=case,
        start_date=start,
        internal_review_date=np.where(reviewed < end, reviewed, OPEN),
        authorisation_date=np.where(end > figures.ground.calendar.last_day, OPEN, end),
    )
