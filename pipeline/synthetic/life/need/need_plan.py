"""Child in need plans: after the first assessment, or when a protection plan is stepped down; never beside one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN, align_ends
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.definition.need import NeedPlans
from pipeline.synthetic.life.definition.rows import Rows
from pipeline.synthetic.life.need.draft import IN_CARE, IN_NEED
from pipeline.synthetic.life.need.figures import open_at, year_of
from pipeline.synthetic.plan import last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.need import ProtectionPlans
    from pipeline.synthetic.life.definition.rows import Days, Floats, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.enquiry import Spans
    from pipeline.synthetic.life.need.figures import Figures

FIRST_YEAR = 2022  # the census asks for them since then
_YEARS_BEFORE = 3
_LEAST_DAYS = 14


@dataclass(frozen=True)
class _Windows(Rows):
    """One row a time in which a case could have a child in need plan."""

    case: Ints
    start: Days
    end: Days
    weight: Floats


def make_need_plans(
    figures: Figures, drafts: Drafts, plans: ProtectionPlans, spans: Spans
) -> NeedPlans:
    """Return the plans that began, and were open at each 31 March, as published."""
    rng = figures.ground.stream("need: child in need plans")
    calendar = figures.ground.calendar
    years = [year for year in figures.all_years if year >= FIRST_YEAR - _YEARS_BEFORE]
    if calendar.last_year < FIRST_YEAR:
        years = []
    windows = _windows(rng, figures, drafts, plans, spans)
    year, started = year_of(windows.start), figures.counts("need_plans_started")
    chosen = [choose(rng, windows.weight * (year == one), started[one]) for one in years]
    kept = windows.take(np.sort(np.concatenate(chosen)) if chosen else np.zeros(0, dtype=int))
    room = (np.minimum(kept.end, calendar.last_day + 500) - kept.start).astype(np.int64)
    wished = kept.start + np.maximum((room * rng.beta(3, 1.2, len(kept))).astype(np.int64), 1)
    stock = figures.counts("need_plans_at_31_march")
    first_known = max(calendar.first_year, FIRST_YEAR) - 1
    days = {last_day_of(one): stock[one] for one in years if one >= first_known}
    end = align_ends(
        rng, kept.start + 1, wished, open_at=open_at(kept.start, days), latest=kept.end
    )
    return NeedPlans(
        case=kept.case,
        start_date=kept.start,
        end_date=np.where(end > calendar.last_day, OPEN, end),
    )


def _windows(
    rng: np.random.Generator,
    figures: Figures,
    drafts: Drafts,
    plans: ProtectionPlans,
    spans: Spans,
) -> _Windows:
    """Return times after the first assessment, and after a protection plan, in which the child is at home."""
    rows = np.flatnonzero(np.isin(drafts.outcome, (IN_NEED, IN_CARE)))
    protected = np.full(len(drafts), OPEN)
    protected[plans.case] = plans.start_date
    home_until = np.minimum(drafts.closure_date, spans.care_start)
    first = _Windows(
        case=rows,
        start=drafts.assessment_end[rows],
        end=np.minimum(home_until, protected - (protected != OPEN).astype(np.int64))[rows],
        weight=np.ones(len(rows)),
    )
    ended = plans.take(plans.end_date != OPEN)
    stepped_down = _Windows(
        case=ended.case,
        start=ended.end_date + 1,
        end=home_until[ended.case],
        weight=np.full(len(ended), figures.number("need_plan_after_protection_weight")),
    )
    windows = _Windows.concat([first, stepped_down])
    # Some days pass before the plan is agreed.
    later = windows.start + rng.integers(0, 11, len(windows)) * (windows.start != OPEN)
    known = (windows.start != OPEN) & (windows.start <= figures.ground.calendar.last_day)
    windows = windows.replace(start=later)
    room = (windows.end - windows.start).astype(np.int64)
    long_enough = room >= _LEAST_DAYS
    # Cases that last are those that have a plan.
    windows = windows.replace(weight=windows.weight * np.clip(room / 365, 0.1, 1.5))
    return windows.take(known & long_enough & (later <= figures.ground.calendar.last_day))
