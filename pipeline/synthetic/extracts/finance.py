"""The tables of a finance export of a year: placement costs, the ledger of its 12 months, unit costs in its prices.

What belongs here: rows of the finance source. What does not: what things cost (`life.money`), bytes (`writing`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.extracts.collection_year import ExportedYear
from pipeline.synthetic.life.column import amounts, codes, days, numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pyarrow as pa

    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.life.definition.rows import Codes, Floats, Ints
    from pipeline.synthetic.life.definition.world import World

_OWN_PROVISION = "PR1"


def finance_extracts(world: World, year: int) -> Iterator[Extract]:
    """Yield the three tables of a local authority's finance export.

    Args:
        world: The lives of its children.
        year: The collection year, which is the financial year that ends on its 31 March.
    """
    accounts = _Accounts(year, world)
    yield accounts.extract("placement_cost", _placement_costs(accounts))
    yield accounts.extract("ledger_month", _ledger(accounts))
    yield accounts.extract("unit_cost", _unit_costs(accounts))


@dataclass(frozen=True)
class _Accounts(ExportedYear):
    """The accounts of a year."""

    source = "finance"


def _placement_costs(accounts: _Accounts) -> dict[str, pa.Array]:
    world = accounts.world
    every = world.money.placement_costs
    paid = accounts.is_known(every.start_date) & (every.end_date > accounts.first_day)
    rows = every.take(paid)
    placements = world.care.placements.take(rows.placement)
    ends = accounts.by_then(placements.end_date)
    price_ends = accounts.by_then(rows.end_date)
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


def _ledger(accounts: _Accounts) -> dict[str, pa.Array]:
    every = accounts.world.money.ledger
    rows = every.take(accounts.includes(every.month_start_date))
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


def _unit_costs(accounts: _Accounts) -> dict[str, pa.Array]:
    every = accounts.world.money.unit_costs
    rows = every.take(every.price_year == accounts.year)
    return {
        "process_code": codes(rows.process),
        "cost_category_code": codes(rows.cost_category),
        "description": codes(rows.description),
        "price_year": numbers(rows.price_year),
        "cost_unit_code": codes(rows.cost_unit),
        "unit_cost_gbp": amounts(rows.unit_cost),
    }
