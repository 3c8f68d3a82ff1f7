"""How proceedings end: with a full care order, a placement order, or with care; and what comes of placement orders.

What belongs here: everything after the interim order. What does not: the court's own record of it (`court`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.court.timetable import care_durations
from pipeline.synthetic.life.legal.chain import ADOPTED, durations

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Flags, Floats, Ints
    from pipeline.synthetic.life.legal.chain import Chain

# The period ended with an order that took the place of a care order.
_ENDED_BY_ORDER = ("E45", "E46", "E47", "E48", "E43", "E44", "E41", "E4A", "E4B", "E4", "E13")


def end_proceedings(rng: np.random.Generator, ground: Ground, chain: Chain) -> Flags:
    """Let interim orders end with a full care order or a placement order, or last until the period ends.

    Returns:
        For each period, whether the child was adopted or will be.
    """
    rows = chain.under("C1")
    number = ground.calibration.number
    days = _lasting(rng, ground, chain, rows)
    to_the_end = _ends_in_proceedings(rng, ground, chain, (rows, days))
    adopted = np.isin(chain.lives.reason[rows], ADOPTED)
    days = np.where(adopted, np.minimum(days, chain.room(rows) // 2), days)
    rows, days, adopted = rows[~to_the_end], days[~to_the_end], adopted[~to_the_end]
    bound = adopted | _will_be_adopted(rng, ground, chain, (rows, days))
    is_placed = _has_placement_order(rng, ground, bound, chain.age(rows, days))
    at_once = rng.random(len(rows)) >= number("placement", "full_order_before_placement_order")
    chain.change(rows, days, np.where(is_placed & at_once, "E1", "C2"))
    later = rows[is_placed & ~at_once]
    _order_later(rng, ground, chain, later[chain.code[later] == "C2"])
    return np.isin(np.arange(len(chain.code)), rows[bound])


def order_placement(rng: np.random.Generator, ground: Ground, chain: Chain) -> None:
    """Let those who came under a full order and were adopted have their placement order in time."""
    rows = chain.under("C2")
    rows = rows[
        np.isin(chain.lives.reason[rows], ADOPTED) & (chain.since[rows] == chain.lives.start[rows])
    ]
    share = 1 - ground.calibration.number("placement", "adopted_without_placement_order")
    _order_later(rng, ground, chain, rows[rng.random(len(rows)) < share])


def revoke_placement_orders(
    rng: np.random.Generator, ground: Ground, chain: Chain, *, bound: Flags
) -> None:
    """Let placement orders of those who are not adopted be revoked: the care order is in force again.

    Args:
        rng: Source of chance.
        ground: What the stage stands on.
        chain: The statuses so far.
        bound: For each period, whether the child was adopted or will be.
    """
    rows = chain.under("E1")
    rows = rows[~np.isin(chain.lives.reason[rows], ADOPTED) & ~bound[rows]]
    share = ground.calibration.number("placement", "placement_order_revoked")
    rows = rows[rng.random(len(rows)) < share]
    days = durations(ground, "placement_order_until_revoked").draw(rng, len(rows))
    chain.change(rows, days, "C2")


def _order_later(rng: np.random.Generator, ground: Ground, chain: Chain, rows: Ints) -> None:
    """Let a placement order follow a full order, in the first third of the time that is left."""
    days = durations(ground, "full_order_until_placement_order").draw(rng, len(rows))
    chain.change(rows, np.minimum(days, chain.room(rows) // 3), "E1")


def _lasting(rng: np.random.Generator, ground: Ground, chain: Chain, rows: Ints) -> Ints:
    """Return how long interim orders last: as proceedings of the year do, one time for those who began together.

    The first hearing comes some days after the issue, so the interim order lasts some days less than the case.
    """
    _, first, of = np.unique(chain.lives.together[rows], return_index=True, return_inverse=True)
    days = care_durations(ground, rng, chain.since[rows[first]])
    lead = ground.calibration.number("court", "application_lead_days") / 2
    return np.asarray(np.maximum(days - int(lead), 14)[of])


def _ends_in_proceedings(
    rng: np.random.Generator, ground: Ground, chain: Chain, which: tuple[Ints, Ints]
) -> Flags:
    """Say who leaves care by the decision of the proceedings, which were to last so many days."""
    rows, days = which
    number = ground.calibration.number
    by_order = np.isin(chain.lives.reason[rows], _ENDED_BY_ORDER)
    in_time = chain.room(rows) <= days * number("placement", "interim_to_the_end_factor")
    chance = rng.random(len(rows)) < number("placement", "interim_to_the_end")
    return np.asarray(by_order & in_time & chance)


def _will_be_adopted(
    rng: np.random.Generator, ground: Ground, chain: Chain, which: tuple[Ints, Ints]
) -> Flags:
    """Say who of those still looked after will be adopted: the longer after the final order, the fewer."""
    rows, days = which
    number = ground.calibration.number
    since = np.maximum(chain.room(rows) - days, 0)
    fades = np.exp(-since / number("placement", "adopted_of_under_5_fades_days"))
    share = number("placement", "adopted_of_under_5_open") * fades
    young = chain.lives.is_open[rows] & (chain.age(rows, days) < 5)
    return np.asarray(young & (rng.random(len(rows)) < share))


def _has_placement_order(
    rng: np.random.Generator, ground: Ground, bound: Flags, age: Floats
) -> Flags:
    """Say for whom a placement order is made: nearly all who will be adopted, and some others."""
    number = ground.calibration.number
    others = np.select(
        [age < 5, age < 10],
        [number("placement", f"placement_order_{name}") for name in ("under_5", "5_9")],
        0.0,
    )
    share = np.where(bound, 1 - number("placement", "adopted_without_placement_order"), others)
    return np.asarray(rng.random(len(age)) < share)
