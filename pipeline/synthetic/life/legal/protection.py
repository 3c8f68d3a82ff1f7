"""How police and emergency protection and remands end.

What belongs here: the statuses of the first days and of remand. What does not: agreements and orders that follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.legal.chain import (
    ADOPTED,
    chance_together,
    days_together,
    durations,
)

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Flags, Ints
    from pipeline.synthetic.life.legal.chain import Chain

_DETAINED = ("L1", "L2", "L3", "J2")
_EMERGENCY, _POLICE = "L2", "L1"
_ON_REMAND = ("J1", "J3")
_REMAND_ENDED = ("E14", "E9")
_LONG_REMAND = 365
_MAX_DAYS = {"L1": 3, "L3": 7, "J2": 2}
_EMERGENCY_DAYS = 15  # eight, and seven when extended (Children Act 1989, section 45)


def end_detention(rng: np.random.Generator, ground: Ground, chain: Chain) -> None:
    """Let police and emergency protection end within their days: with an interim order, by agreement or with care."""
    _extend_police_protection(rng, ground, chain)
    rows = chain.under(*_DETAINED)
    most = _most_days(chain, rows)
    chance = chance_together(rng, chain, rows)
    days = np.where(
        chain.code[rows] == _EMERGENCY,
        days_together(rng, chain, rows, lasting=durations(ground, "emergency_protection")),
        (chance_together(rng, chain, rows) * most).astype(np.int64),
    )
    days = np.minimum(days + 1, most)
    # A child who goes home within the days goes home under protection.
    lasts = chain.room(rows) > most
    is_order = _is_order(ground, chain, rows, chance < _shares(ground, chain, rows))
    chain.change(rows[lasts], days[lasts], np.where(is_order, "C1", "V2")[lasts])


def end_remand(rng: np.random.Generator, ground: Ground, chain: Chain) -> None:
    """Let those on remand whose care goes on be accommodated by agreement when it ends."""
    rows = chain.under(*_ON_REMAND)
    days = durations(ground, "remand").draw(rng, len(rows))
    share = ground.calibration.number("placement", "remand_to_the_end")
    # Care that ends within the time of a remand mostly ends with it.
    soon = ~chain.lives.is_open[rows] & (chain.room(rows) <= _LONG_REMAND)
    to_the_end = soon & (rng.random(len(rows)) < share)
    to_the_end |= np.isin(chain.lives.reason[rows], _REMAND_ENDED)
    chain.change(rows[~to_the_end], days[~to_the_end], "V2")


def _extend_police_protection(rng: np.random.Generator, ground: Ground, chain: Chain) -> None:
    """Let the court make an emergency protection order for most who leave soon after the three days of the police."""
    rows = chain.under(_POLICE)
    room = chain.room(rows)
    soon = (room > _MAX_DAYS[_POLICE]) & (room <= _EMERGENCY_DAYS + 1) & ~chain.lives.is_open[rows]
    rows = rows[soon & ~chain.lives.is_uasc[rows]]
    share = ground.calibration.number("placement", "emergency_order_after_police_protection")
    rows = rows[chance_together(rng, chain, rows) < share]
    chain.change(rows, (chance_together(rng, chain, rows) * 3).astype(np.int64) + 1, _EMERGENCY)


def _most_days(chain: Chain, rows: Ints) -> Ints:
    codes = chain.code[rows]
    return np.select(
        [codes == code for code in _MAX_DAYS], list(_MAX_DAYS.values()), default=_EMERGENCY_DAYS
    )


def _shares(ground: Ground, chain: Chain, rows: Ints) -> Ints:
    number = ground.calibration.number
    return np.where(
        chain.lives.age[rows] < 16,
        number("placement", "order_after_detention_under_16"),
        number("placement", "order_after_detention_16_17"),
    )


def _is_order(ground: Ground, chain: Chain, rows: Ints, chosen: Flags) -> Flags:
    """Say for whom proceedings follow: not for those who leave within weeks, always for those who are adopted."""
    stays = chain.room(rows) > ground.calibration.number("placement", "order_least_days")
    can = (chain.code[rows] != "J2") & ~chain.lives.is_uasc[rows]
    adopted = np.isin(chain.lives.reason[rows], ADOPTED)
    return np.asarray((chosen & stays & can) | adopted)
