"""What placements cost, one row a price and collection year.

The cost of some days is a seventh of the weekly price for each of them, not rounded; the last day of a placement is
not paid. What belongs here: rows of money. What does not: counts by month (`month_marts`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.plan import first_day_of, last_day_of
from pipeline.synthetic.truth.definition import TruthTable, fact
from pipeline.synthetic.truth.spans import days_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.truth.basis import Basis

DAYS_OF_A_WEEK = 7


def money_facts(basis: Basis) -> Iterator[TruthTable]:
    """Return the prices of placements with days and pounds in each collection year."""
    yield _placement_costs(basis)


def _placement_costs(basis: Basis) -> TruthTable:
    costs, years = basis.world.money.placement_costs, basis.returned.years
    days = [
        days_within(costs.start_date, costs.end_date, first=first_day_of(y), last=last_day_of(y))
        for y in years
    ]
    rows = np.concatenate([np.flatnonzero(one) for one in days])
    spent = np.concatenate([one[one > 0] for one in days])
    year = np.concatenate([np.full((one > 0).sum(), y) for one, y in zip(days, years, strict=True)])
    priced = costs.take(rows)
    care = basis.world.care
    placed = care.placements.take(priced.placement)
    return fact(
        "fct_placement_cost",
        basis.la_code,
        {
            "la_child_id": basis.ids(care.periods.child[placed.period]),
            "placement_start_date": placed.start_date,
            "placement_type_code": placed.placement_type,
            "collection_year": year,
            "start_date": priced.start_date,
            "end_date": priced.end_date,
            "purchase_type_code": priced.purchase_type,
            "cost_centre": priced.cost_centre,
            "cost_category_code": priced.cost_category,
            "weekly_cost_gbp": priced.weekly_cost,
            "weekly_health_share_gbp": priced.weekly_health_share,
            "weekly_education_share_gbp": priced.weekly_education_share,
            "days": spent,
            "cost_gbp": spent * priced.weekly_cost / DAYS_OF_A_WEEK,
        },
    )
