"""The mart of activity by month: what was opened and closed in it, and what was open at its end.

Each month of the collection years returned has a row of activity, also when nothing happened. Open child in need is
every open case but referrals without further action; each case and period counts, as a child can have more than one
in a month but not at one time. Rates are left to the reader: the population is beside the counts.
What belongs here: activity. What does not: money by month (`finance_mart`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.truth.basis import first_code
from pipeline.synthetic.truth.definition import fact, same
from pipeline.synthetic.truth.need_basis import NeedBasis
from pipeline.synthetic.truth.spans import collection_years

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.rows import Days, Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import TruthTable, Values
    from pipeline.synthetic.truth.knowledge import Returned


def month_edges(returned: Returned) -> Days:
    """Return the first day of each month of the years, and the day after the last."""
    first, last = (day.astype("datetime64[M]") for day in (returned.first_day, returned.last_day))
    return np.arange(first, last + np.timedelta64(2, "M")).astype("datetime64[D]")


def activity_marts(basis: Basis) -> Iterator[TruthTable]:
    """Return referrals, assessments, plans and care by month."""
    need, lives = NeedBasis(basis), basis.world.need
    edges = month_edges(basis.returned)
    cases = need.cases.take(need.seen_cases)
    known = basis.known
    status = first_code(known.statuses, known.statuses.code, known.periods)
    care = known.periods.take(~basis.is_short_break(status))
    authorised = lives.assessments.authorisation_date
    columns: dict[str, Values] = {
        "la_name": same(basis.world.ground.authority.la_name, len(edges) - 1),
        "month_start_date": edges[:-1],
        "collection_year": collection_years(edges[:-1]),
        "population_0_17": _population(basis, collection_years(edges[:-1])),
        "referrals": _in_months(cases.referral_date, edges),
        "re_referrals": _in_months(need.cases.referral_date[need.is_known_re_referral], edges),
        "referrals_with_no_further_action": _in_months(
            cases.referral_date[cases.is_no_further_action], edges
        ),
        "assessments_started": _in_months(lives.assessments.start_date, edges),
        "assessments_completed": _in_months(authorised, edges),
        "section_47_enquiries": _in_months(lives.enquiries.start_date, edges),
        "initial_child_protection_conferences": _in_months(lives.enquiries.conference_date, edges),
    }
    in_need = cases.take(~cases.is_no_further_action)
    plans = lives.plans
    spells = {
        "child_in_need": (in_need.referral_date, in_need.closure_date),
        "child_protection_plans": (plans.start_date, plans.end_date),
        "looked_after": (care.start_date, care.end_date),
    }
    for name, (start, end) in spells.items():
        columns |= _flow(name, start, end, edges)
    yield fact("mart_activity_month", basis.la_code, columns)


def _flow(name: str, start: Days, end: Days, edges: Days) -> dict[str, Values]:
    """Return spells opened and closed in each month, and open at its end."""
    opened = np.searchsorted(np.sort(start), edges[1:], side="left")
    closed = np.searchsorted(np.sort(end), edges[1:], side="left")
    return {
        f"{name}_opened": _in_months(start, edges),
        f"{name}_closed": _in_months(end, edges),
        f"{name}_open_at_month_end": opened - closed,
    }


def _in_months(days: Days, edges: Days) -> Ints:
    """Count the days in each month."""
    return np.asarray(np.diff(np.searchsorted(np.sort(days), edges, side="left")))


def _population(basis: Basis, years: Ints) -> Values:
    """Return the population aged 0 to 17 of the mid-year before each collection year's end; 0 where not held."""
    known = basis.labels.numbers(
        "population_0_17", key=("la_code", basis.la_code), year="mid_year", number="population"
    )
    return np.array([known.get(year - 1, 0) for year in years.tolist()], dtype=np.int64)
