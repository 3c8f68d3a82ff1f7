"""Child protection plans, their reviews, and child in need plans around them.

What belongs here: how long plans last. What does not: which cases have a protection plan (`enquiry`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN, align_ends
from pipeline.synthetic.chance.draw import allocate, choose
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.definition.need import PlanReviews, ProtectionPlans
from pipeline.synthetic.life.need.figures import flip, open_at, year_of
from pipeline.synthetic.life.need.working_day import working_days
from pipeline.synthetic.plan import last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.enquiry import Enquiries, Spans
    from pipeline.synthetic.life.need.figures import Figures
    from pipeline.synthetic.life.need.people import People

_REVIEW_NOISE_DAYS = 9
_LATE_DAYS = (30, 80)


def make_protection_plans(
    figures: Figures, drafts: Drafts, people: People, enquiries: Enquiries, spans: Spans
) -> ProtectionPlans:
    """Return the plans that begin with a conference, as many open at each 31 March as published."""
    rng = figures.ground.stream("need: protection plans")
    begun = enquiries.take(enquiries.has_plan)
    begun = begun.take(np.argsort(begun.conference_date, kind="stable"))
    case, start = begun.case, begun.conference_date
    limit = _limits(rng, figures, drafts, people, (case, start, spans))
    wished = _wished(rng, figures, start, limit)
    calendar = figures.ground.calendar
    years = range(calendar.first_year - 1, calendar.last_year + 1)
    stock = figures.counts("plans_at_31_march")
    # A plan lasts a day at the least (rule 8840).
    end = align_ends(
        rng,
        start + 1,
        wished,
        open_at=open_at(start, {last_day_of(year): stock[year] for year in years}),
        latest=limit,
    )
    initial, latest = _categories(rng, figures, len(case))
    return ProtectionPlans(
        case=case,
        start_date=start,
        end_date=np.where(end > calendar.last_day, OPEN, end),
        initial_category=initial,
        latest_category=latest,
        previous_plan_count=_previous(rng, figures, people.of_case[case], start),
    )


def _limits(
    rng: np.random.Generator,
    figures: Figures,
    drafts: Drafts,
    people: People,
    known: tuple[Ints, Days, Spans],
) -> Days:
    """Return the last possible end of each plan: of the case, of childhood, and mostly at the start of care."""
    case, start, spans = known
    runs_on = flip(rng, figures.number("plan_in_care_share"), len(case))
    more = runs_on * rng.integers(1, int(figures.number("plan_in_care_days")), len(case))
    care = spans.care_start[case]
    care = np.where(care == OPEN, OPEN, care + more * (care != OPEN))
    adult = birthday(people.children.birth_date[people.of_case[case]], 18)
    limit = np.minimum(np.minimum(care, adult), drafts.closure_date[case])
    return np.asarray(np.maximum(limit, start + 1))


def _wished(rng: np.random.Generator, figures: Figures, start: Days, limit: Days) -> Days:
    """Return ends by the published durations, the long ones to the cases that have room for them."""
    lasting = np.sort(figures.bands("plan_days", least=1).draw(rng, len(start)))
    room = np.minimum((limit - start).astype(np.int64), 1500)
    order = np.argsort(room * (0.5 + rng.random(len(start))), kind="stable")
    days = np.empty(len(start), dtype=np.int64)
    days[order] = lasting
    return np.asarray(np.minimum(start + days, limit))


def _categories(rng: np.random.Generator, figures: Figures, count: int) -> tuple[Codes, Codes]:
    """Return the first and the latest category of abuse: both as published, mostly the same."""
    initial = figures.shares("initial_category").draw(rng, count)
    latest = figures.shares("latest_category")
    weights = np.empty((count, len(latest.codes)))
    for category in np.unique(initial):
        change = figures.assumed_shares("category_change", given=str(category))
        weights[initial == category] = [max(change.of(code), 1e-4) for code in latest.codes]
    given = allocate(rng, weights, latest.values) if count else np.zeros(0, dtype=np.int64)
    return initial, latest.codes[given]


def _previous(rng: np.random.Generator, figures: Figures, child: Ints, start: Days) -> Ints:
    """Return how many plans each child had before: those here, and for some more one before or elsewhere."""
    before = _earlier(child)
    year, wanted = year_of(start), figures.counts("subsequent_plans")
    had_one = np.zeros(int(child.max(initial=-1)) + 1, dtype=np.int64)
    for one in figures.all_years:
        rows = np.flatnonzero(year == one)
        count = before[rows] + had_one[child[rows]]
        more = wanted[one] - int((count > 0).sum())
        chosen = rows[choose(rng, ((before[rows] == 0) & (count == 0)) * 1.0, more)]
        had_one[child[chosen]] = 1 + (rng.random(len(chosen)) < 0.2)
    return np.asarray(before + had_one[child])


def _earlier(child: Ints) -> Ints:
    """Return how many rows before each are of the same child."""
    order = np.argsort(child, kind="stable")
    sorted_child = child[order]
    new = np.diff(sorted_child, prepend=-1) != 0
    begins = np.maximum.accumulate(np.where(new, np.arange(len(child)), 0))
    earlier = np.empty(len(child), dtype=np.int64)
    earlier[order] = np.arange(len(child)) - begins
    return earlier


def make_plan_reviews(figures: Figures, plans: ProtectionPlans) -> PlanReviews:
    """Return the reviews of each plan while it lasts: first within three months, then six months, most in time."""
    rng = figures.ground.stream("need: plan reviews")
    late = flip(rng, 1 - figures.proportion("review", "in_time"), len(plans)) == 1
    until = np.minimum(plans.end_date, figures.ground.calendar.last_day + 1)
    due, plan, days = plans.start_date, [], []
    interval, rows = int(figures.number("first_review_days")), np.arange(len(plans))
    while len(rows):
        lasting = interval - rng.integers(0, _REVIEW_NOISE_DAYS, len(rows))
        lasting = lasting + late[rows] * rng.integers(*_LATE_DAYS, len(rows))
        due = working_days(figures.ground).at_or_before(due + lasting)
        held = due < until[rows]
        rows, due = rows[held], due[held]
        plan.append(rows)
        days.append(due)
        late, interval = np.zeros_like(late), int(figures.number("later_review_days"))
    return _reviews(plan, days)


def _reviews(plan: list[Ints], days: list[Days]) -> PlanReviews:
    if not plan:
        return PlanReviews(np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]"))
    rows, dates = np.concatenate(plan), np.concatenate(days)
    order = np.lexsort((dates, rows))
    return PlanReviews(plan=rows[order], review_date=dates[order])
