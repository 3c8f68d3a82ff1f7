"""What a pathway costs: for each step its price, in the prices of one year, times its quantity.

What belongs here: that sum. What does not: reading a pathway (`read_pathway`), choosing among prices (`price_list`).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from pipeline.costing.definition import Costing, CostLine, Price
from pipeline.costing.price_list import NoPriceError
from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.costing.definition import Pathway, Step
    from pipeline.costing.price_list import PriceList

_PENNY = Decimal("0.01")
# A twelfth of a year of 365 days, in weeks: what a weekly price is multiplied by to be a month's.
_WEEKS_IN_A_MONTH = Decimal(365) / Decimal(84)
_STATED = "Stated in the pathway"


def cost_pathway(
    pathway: Pathway, prices: PriceList, *, year: int | None = None, la: str = ""
) -> Costing:
    """Return what a pathway costs.

    Args:
        pathway: What happens to the child.
        prices: The unit costs that are held.
        year: Year in whose prices the costs shall be (2013 is 2012-13); None for the pathway's own, else the latest
            year of the prices that it needs.
        la: Local authority whose prices go before England's; "" for the one that the pathway names.

    Raises:
        UsageError: A step has no price, or a quantity that its price does not count; all are named.
    """
    code, la_name = prices.place(la or pathway.la)
    found: list[list[Price]] = []
    problems = []
    for step in pathway.steps:
        try:
            found.append(_prices_of(step, pathway, prices, place=code))
        except NoPriceError as error:
            problems.append(f"{step.place}: {error}")
    if problems:
        raise UsageError(
            "The pathway cannot be costed:\n  " + "\n  ".join(problems),
            remedy="Correct the pathway; docs/cost-calculator.md says what it may hold.",
        )
    wanted = (
        year or pathway.year or max((each[-1].year for each in found if each[-1].year), default=0)
    )
    lines = tuple(
        _line(step, _told(each, wanted), prices, wanted)
        for step, each in zip(pathway.steps, found, strict=True)
    )
    moved = any(line.price_year != wanted for line in lines)
    return Costing(
        title=pathway.title,
        la_name=la_name,
        year=wanted,
        is_forecast=moved and wanted in prices.forecast_years,
        is_supported=pathway.is_supported,
        lines=lines,
    )


def _prices_of(step: Step, pathway: Pathway, prices: PriceList, *, place: str) -> list[Price]:
    """Return the prices of a step by year; the one it states has the pathway's year, 0 when that says none."""
    if step.pounds is not None:
        year = pathway.year or 0
        return [Price(step.process.code, step.kind, "", year, step.unit, step.pounds, _STATED)]
    held = prices.choose(step.process, step.kind, pathway.kind, place)
    unit = held[-1].unit
    if step.unit not in (unit, "") and {step.unit, unit} != {"MONTH", "WEEK"}:
        raise NoPriceError(
            f"{step.process.name} is priced by the {unit.lower()}, not by the {step.unit.lower()}"
        )
    return held


def _told(held: Sequence[Price], year: int) -> Price:
    """Return the price of the year, else of the latest year before, else of the first after."""
    earlier = [price for price in held if price.year <= year]
    return earlier[-1] if earlier else held[0]


def _line(step: Step, price: Price, prices: PriceList, year: int) -> CostLine:
    told = price.year or year
    quantity = step.quantity * _units(step.unit, price.unit)
    unit_cost = price.pounds * prices.factor(told, year)
    return CostLine(
        process=step.process,
        kind=price.kind,
        quantity=quantity,
        unit=price.unit,
        unit_cost=unit_cost,
        cost=(quantity * unit_cost).quantize(_PENNY, ROUND_HALF_UP),
        price_year=told,
        source=price.source,
    )


def _units(written: str, priced: str) -> Decimal:
    """Return how many units of the price one written unit is."""
    if (written, priced) == ("MONTH", "WEEK"):
        return _WEEKS_IN_A_MONTH
    if (written, priced) == ("WEEK", "MONTH"):
        return 1 / _WEEKS_IN_A_MONTH
    return Decimal(1)
