"""The unit costs that authorities have sent, as the warehouse has them (`fct_unit_cost`).

What belongs here: reading them, so that a described pathway has the prices that real journeys have. What does not:
the published prices (`price_list`).
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.costing.definition import Price
from pipeline.modelling.api import read_warehouse

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.costing.price_list import PriceList

_SOURCE = "Sent by the authority"
_QUESTION = f"""
SELECT
    process_code,
    CASE
        WHEN cost_category_code IS NOT NULL AND description IS NOT NULL THEN cost_category || ', ' || description
        WHEN cost_category_code IS NOT NULL THEN cost_category
        ELSE COALESCE(description, 'Any')
    END AS kind,
    la_code,
    price_year,
    cost_unit_code,
    CAST(unit_cost_gbp AS VARCHAR),
    '{_SOURCE}' AS source
FROM fct_unit_cost
WHERE cost_unit_code IS NOT NULL
ORDER BY ALL
"""


def with_own_prices(prices: PriceList, warehouse: Path) -> PriceList:
    """Return a price list with the unit costs of a warehouse added.

    Raises:
        BusyError: A run is writing to the warehouse.
        RefusedError: Nothing has been built there yet, or it cannot be read.
    """
    with read_warehouse(warehouse) as connection:
        rows = connection.execute(_QUESTION).fetchall()
    own = tuple(
        Price(process, kind, la_code, year, unit, Decimal(pounds), source)
        for process, kind, la_code, year, unit, pounds, source in rows
    )
    return replace(prices, prices=(*prices.prices, *own))
