"""The money stage: prices of placements, the ledger that follows from them, unit costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.life.definition.money import Money
from pipeline.synthetic.life.money.ledger import make_ledger
from pipeline.synthetic.life.money.placement_costs import make_placement_costs
from pipeline.synthetic.life.money.unit_costs import make_unit_costs

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.court import InCourt
    from pipeline.synthetic.life.definition.ground import Ground


def make_money(ground: Ground, children: Children, care: InCare, court: InCourt) -> Money:
    """Return what the lives of the calendar cost.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    costs = make_placement_costs(ground, children, care)
    return Money(
        placement_costs=costs,
        ledger=make_ledger(ground, children, care, applications=court.applications, costs=costs),
        unit_costs=make_unit_costs(ground),
    )
