"""The mart of money by month: days and cost of placements beside the ledger's budget, forecast and actual.

Days and cost are those of the placements under their own provider; a price that is not paid by the week is in the
ledger alone. The ledger knows categories: its lines stand under own provision where the category is, else under
Unknown, and what is no placement stands under a group of its own. Variance is forecast less budget: above zero is
overspent. What belongs here: money by month. What does not: activity by month (`activity_mart`).
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from pipeline.synthetic.truth.activity_mart import month_edges
from pipeline.synthetic.truth.definition import mart, stacked
from pipeline.synthetic.truth.labels import UNKNOWN
from pipeline.synthetic.truth.money_facts import DAYS_OF_A_WEEK
from pipeline.synthetic.truth.spans import ONE_DAY, days_within

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition.rows import Floats, Ints
    from pipeline.synthetic.truth.basis import Basis
    from pipeline.synthetic.truth.definition import TruthTable

NO_PLACEMENT = "Other than placements"
_OWN = "Own provision"


def finance_marts(basis: Basis) -> Iterator[TruthTable]:
    """Return the money of each month by kind of placement and provider."""
    rows = stacked(_spent(basis), _booked(basis))
    rows["variance_gbp"] = rows["forecast_gbp"] - rows["budget_gbp"]
    keys = ("month_start_date", "placement_group", "provider_group")
    counts = {name: values for name, values in rows.items() if name not in keys}
    here = basis.here(len(rows["month_start_date"]))
    yield mart("mart_finance_month", here | {key: rows[key] for key in keys}, counts)


def _spent(basis: Basis) -> dict[str, NDArray[Any]]:
    """Return each placement's days and cost in each month; `children` is 1 once a child, group and month."""
    places, labels = basis.world.care.placements, basis.labels
    group = labels.of("placement_type", "placement_group", places.placement_type)
    provider = labels.of("placement_provider", "provider_group", places.provider)
    kind = np.unique(np.char.add(np.char.add(group, "|"), provider), return_inverse=True)[1]
    child = basis.world.care.periods.child[places.period]
    edges = month_edges(basis.returned)
    parts = []
    for first, after in pairwise(edges):
        days, cost = _in_month(basis, first, after - ONE_DAY)
        rows = np.flatnonzero(days)
        once = np.zeros(len(rows), dtype=np.int64)
        once[
            np.unique(kind[rows] * len(basis.world.children) + child[rows], return_index=True)[1]
        ] = 1
        parts.append((rows, np.full(len(rows), first), once, days[rows], cost[rows]))
    rows, month, once, days, cost = (np.concatenate(part) for part in zip(*parts, strict=True))
    return {
        "month_start_date": month,
        "placement_group": group[rows],
        "provider_group": provider[rows],
        "children": once,
        "placement_days": days,
        "cost_gbp": cost,
    }


def _in_month(basis: Basis, first: np.datetime64, last: np.datetime64) -> tuple[Ints, Floats]:
    """Return days and cost of each placement in a month."""
    places, costs = basis.world.care.placements, basis.world.money.placement_costs
    days = days_within(places.start_date, places.end_date, first=first, last=last)
    paid = days_within(costs.start_date, costs.end_date, first=first, last=last)
    pounds = np.zeros(len(places))
    np.add.at(pounds, costs.placement, paid * costs.weekly_cost / DAYS_OF_A_WEEK)
    return days, pounds


def _booked(basis: Basis) -> dict[str, NDArray[Any]]:
    """Return the ledger's lines of the years by kind of placement; an actual still to come counts nothing."""
    labels, every = basis.labels, basis.world.money.ledger
    lines = every.take(basis.returned.hold(every.month_start_date))
    group = labels.of("cost_category", "placement_group", lines.cost_category)
    own = labels.of("cost_category", "is_own_provision", lines.cost_category) == "true"
    return {
        "month_start_date": lines.month_start_date,
        "placement_group": np.where(group == "", NO_PLACEMENT, group),
        "provider_group": np.where(own, _OWN, UNKNOWN),
        "budget_gbp": lines.budget,
        "forecast_gbp": lines.forecast,
        "actual_gbp": np.nan_to_num(lines.actual),
    }
