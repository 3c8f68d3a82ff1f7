"""The tables of a finance export of a year: placement costs, the ledger of its 12 months, unit costs in its prices.

What belongs here: rows of the finance source. What does not: what things cost (`life.money`), bytes (`writing`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.extracts.definition import Extract
from pipeline.synthetic.life.column import amounts, codes, days, numbers
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints
    from pipeline.synthetic.life.definition.world import World

_OWN_PROVISION = "PR1"


def finance_extracts(world: World, year: int) -> Iterator[Extract]:
    """Yield the three tables of a local authority's finance export.

    Args:
        world: The lives of its children.
        year: The collection year, which is the financial year that ends on its 31 March.
    """
    authority = world.ground.authority
    says = world.ground.stream("extracts/finance name").random() < 0.5
    for table, columns in (
        ("placement_cost", _placement_costs(world, year)),
        ("ledger_month", _ledger(world, year)),
        ("unit_cost", _unit_costs(world, year)),
    ):
        rows = len(next(iter(columns.values())))
        name = pa.array([authority.la_name if says else None] * rows, pa.string())
        yield Extract(
            "finance", table, authority.la_code, year, {"local_authority": name, **columns}
        )


def _placement_costs(world: World, year: int) -> dict[str, pa.Array]:
    every = world.money.placement_costs
    first, last = first_day_of(year), last_day_of(year)
    rows = every.take((every.start_date <= last) & (every.end_date > first))
    placements = world.care.placements.take(rows.placement)
    ends = _by(last, placements.end_date)
    price_ends = _by(last, rows.end_date)
    name, urn = _providers(world, placements.setting, placements.provider)
    return {
        "la_child_id": codes(
            world.children.la_child_id[world.care.periods.child[placements.period]]
        ),
        "placement_start_date": days(placements.start_date),
        "placement_end_date": days(ends),
        "placement_type_code": codes(placements.placement_type),
        "provider_type_code": codes(placements.provider),
        "provider_name": codes(name),
        "placement_urn": codes(urn),
        "purchase_type_code": codes(rows.purchase_type),
        "weekly_cost_gbp": amounts(rows.weekly_cost),
        "weekly_health_share_gbp": amounts(_some(rows.weekly_health_share)),
        "weekly_education_share_gbp": amounts(_some(rows.weekly_education_share)),
        "cost_start_date": days(
            np.where(rows.start_date == placements.start_date, OPEN, rows.start_date)
        ),
        "cost_end_date": days(np.where(price_ends == ends, OPEN, price_ends)),
        "cost_centre": codes(rows.cost_centre),
    }


def _by(last: np.datetime64, day: Days) -> Days:
    """Return the days that had come by the end of the year; OPEN for others."""
    return np.where(day > last, OPEN, day)


def _some(pounds: Floats) -> Floats:
    """Return amounts with blanks for nought: who pays nothing is not written down."""
    return np.where(pounds == 0, np.nan, pounds)


def _providers(world: World, setting: Ints, provider: Codes) -> tuple[Codes, Codes]:
    """Return name and Ofsted number of who is paid; no name where the authority provides itself."""
    settings = world.care.settings
    if not len(settings):
        nothing = np.full(len(setting), "")
        return nothing, nothing
    urn = np.where(setting >= 0, settings.urn[setting], "")
    named = (setting >= 0) & (provider != _OWN_PROVISION)
    return np.where(named, settings.name[setting], ""), urn


def _ledger(world: World, year: int) -> dict[str, pa.Array]:
    every = world.money.ledger
    month = every.month_start_date
    rows = every.take((month >= first_day_of(year)) & (month <= last_day_of(year)))
    return {
        "month_start_date": days(rows.month_start_date),
        "cost_centre": codes(rows.cost_centre),
        "cost_centre_name": codes(rows.cost_centre_name),
        "account": codes(rows.account),
        "cost_category_code": codes(rows.cost_category),
        "budget_gbp": amounts(rows.budget),
        "actual_gbp": amounts(rows.actual),
        "forecast_gbp": amounts(rows.forecast),
    }


def _unit_costs(world: World, year: int) -> dict[str, pa.Array]:
    every = world.money.unit_costs
    rows = every.take(every.price_year == year)
    return {
        "process_code": codes(rows.process),
        "cost_category_code": codes(rows.cost_category),
        "description": codes(rows.description),
        "price_year": numbers(rows.price_year),
        "cost_unit_code": codes(rows.cost_unit),
        "unit_cost_gbp": amounts(rows.unit_cost),
    }
