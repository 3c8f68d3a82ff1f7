"""The legal statuses of all periods of care of a local authority, step by step.

What belongs here: the order of the steps. What does not: any step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.life.legal.chain import Chain, know_lives
from pipeline.synthetic.life.legal.entry import begin_proceedings
from pipeline.synthetic.life.legal.final import (
    end_proceedings,
    order_placement,
    revoke_placement_orders,
)
from pipeline.synthetic.life.legal.protection import end_detention, end_remand

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground


def make_legal_statuses(
    ground: Ground, children: Children, periods: PeriodsOfCare
) -> LegalStatuses:
    """Return the legal statuses of each period of care; they fill it without gap or overlap.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    chain = Chain(know_lives(ground, children, periods), periods.first_legal_status)
    rng = ground.stream("legal status")
    end_detention(rng, ground, chain)
    end_remand(rng, ground, chain)
    begin_proceedings(rng, ground, chain)
    bound = end_proceedings(rng, ground, chain)
    order_placement(rng, ground, chain)
    revoke_placement_orders(rng, ground, chain, bound=bound)
    return chain.spells(periods.end_date)
