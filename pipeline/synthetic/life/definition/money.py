"""The tables of what care costs.

What belongs here: the shape of the tables. What does not: how they come about (one module a stage).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.rows import Rows

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints


@dataclass(frozen=True)
class PlacementCosts(Rows):
    """One row a placement and weekly price; amounts in pounds.

    Attributes:
        placement: Row of `Placements`.
        start_date: First day of the price.
        end_date: Day on which another price or the end came; OPEN while it lasts.
        weekly_cost: Full cost of a week.
        weekly_health_share: Part that health pays.
        weekly_education_share: Part that education pays.
        purchase_type: Code of how it was bought.
        cost_centre: Cost centre that pays.
        cost_category: Code of `seeds/cost_category.csv`.
    """

    placement: Ints
    start_date: Days
    end_date: Days
    weekly_cost: Floats
    weekly_health_share: Floats
    weekly_education_share: Floats
    purchase_type: Codes
    cost_centre: Codes
    cost_category: Codes


@dataclass(frozen=True)
class LedgerMonths(Rows):
    """One row a month and cost centre; amounts in pounds, the actual NaN for a month to come."""

    month_start_date: Days
    cost_centre: Codes
    cost_centre_name: Codes
    account: Codes
    cost_category: Codes
    budget: Floats
    actual: Floats
    forecast: Floats


@dataclass(frozen=True)
class UnitCosts(Rows):
    """One row a process or service and price year; the cost in pounds."""

    process: Codes
    cost_category: Codes
    description: Codes
    price_year: Ints
    cost_unit: Codes
    unit_cost: Floats


@dataclass(frozen=True)
class Money:
    """What it costs."""

    placement_costs: PlacementCosts
    ledger: LedgerMonths
    unit_costs: UnitCosts
