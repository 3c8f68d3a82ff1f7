"""What other packages may use of the calculator. Everything else in `costing` is its own affair."""

from pipeline.costing.calculate import cost_pathway
from pipeline.costing.definition import CASE_MANAGEMENT, OTHER_SUPPORT, Costing, CostLine
from pipeline.costing.own_prices import with_own_prices
from pipeline.costing.price_list import PriceList, load_price_list
from pipeline.costing.read_pathway import read_pathway

__all__ = [
    "CASE_MANAGEMENT",
    "OTHER_SUPPORT",
    "CostLine",
    "Costing",
    "PriceList",
    "cost_pathway",
    "load_price_list",
    "read_pathway",
    "with_own_prices",
]
