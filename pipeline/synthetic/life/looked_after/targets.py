"""How many start, leave and are looked after in a year, as published and scaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.life.looked_after.definition import TOPIC

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground

_PERMANENCE = ("adopted", "special_guardianship")


@dataclass(frozen=True)
class YearTargets:
    """Wanted numbers of one year.

    Attributes:
        started: Children who start.
        stock: Children looked after on the last day.
        ceased: Children who cease as published, None where it is not.
        adopted: Of those who cease, the share that is adopted and the share under special guardianship.
    """

    started: int
    stock: int
    ceased: int | None
    adopted: float
    guardianship: float


def year_targets(ground: Ground, years: range, ramp_years: int) -> dict[int, YearTargets]:
    """Return the wanted numbers of each year; in the first years the stock rises to what is published."""
    started, stock = _series(ground, "started", years), _stock(ground, years)
    adopted, guardian = (_share_of_leavers(ground, name, years) for name in _PERMANENCE)
    known = ground.calibration.flow(TOPIC, ground.la_code, "ceased")
    scale = ground.plan.scale
    return {
        year: YearTargets(
            started=round(started[year] * scale),
            stock=round(stock[year] * scale * min((number + 1) / ramp_years, 1.0)),
            ceased=round(known[year] * scale) if year in known else None,
            adopted=adopted[year],
            guardianship=guardian[year],
        )
        for number, year in enumerate(years)
    }


def _stock(ground: Ground, years: range) -> dict[int, float]:
    """Return how many are looked after at the end of each year.

    Before the first published year it is what that year's starts and leavers say; still earlier it moves as England's.
    """
    calibration, la_code, name = ground.calibration, ground.la_code, "looked_after_at_year_end"
    stock = calibration.series(TOPIC, la_code, name, years=years)
    england = calibration.series(TOPIC, ENGLAND, name, years=years)
    flows = [calibration.flow(TOPIC, la_code, one) for one in (name, "started", "ceased")]
    known = sorted(set(flows[0]) & set(flows[1]) & set(flows[2]))
    if not known or known[0] - 1 not in england:
        return stock
    first, last = known[0], known[0] - 1
    restarts = calibration.number(TOPIC, "restart_share_of_leavers")
    before = flows[0][first] - flows[1][first] + flows[2][first] * (1 - restarts)
    earlier = {year: before * england[year] / england[last] for year in years if year <= last}
    return stock | earlier


def _share_of_leavers(ground: Ground, name: str, years: range) -> dict[int, float]:
    """Return which share of the leavers of each year leave so; where the counts are hidden, that of all years."""
    if not ground.calibration.flow(TOPIC, ground.la_code, name):
        shares = ground.calibration.shares(
            TOPIC, "leaving_reason", given="from 2021", la_code=ground.la_code
        )
        return dict.fromkeys(years, shares.of(name))
    counts, ceased = _series(ground, name, years), _series(ground, "ceased", years)
    return {year: counts[year] / max(ceased[year], counts[year], 1.0) for year in years}


def uasc_factor(ground: Ground, year: int, era: tuple[int, int]) -> float:
    """Return how many unaccompanied children there are in England in a year against the mean of an era."""
    years = sorted({year, *range(era[0], era[1] + 1)})
    series = ground.calibration.series(TOPIC, ENGLAND, "uasc_at_year_end", years=years)
    return series[year] / float(np.mean([series[one] for one in range(era[0], era[1] + 1)]))


def _series(ground: Ground, name: str, years: range) -> dict[int, float]:
    return ground.calibration.series(TOPIC, ground.la_code, name, years=years)
