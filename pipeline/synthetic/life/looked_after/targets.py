"""How many start, leave and are looked after in a year, as published and scaled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.life.looked_after.definition import TOPIC

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition import Ground


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
    counts = {
        name: _series(ground, name, years) for name in ("started", "looked_after_at_year_end")
    }
    ceased_share = {
        name: _series(ground, name, years) for name in ("ceased", "adopted", "special_guardianship")
    }
    known = ground.calibration.flow(TOPIC, ground.la_code, "ceased")
    targets = {}
    for number, year in enumerate(years):
        ceased = max(ceased_share["ceased"][year], 1.0)
        ramp = min((number + 1) / ramp_years, 1.0)
        targets[year] = YearTargets(
            started=round(counts["started"][year] * ground.plan.scale),
            stock=round(counts["looked_after_at_year_end"][year] * ramp * ground.plan.scale),
            ceased=round(known[year] * ground.plan.scale) if year in known else None,
            adopted=ceased_share["adopted"][year] / ceased,
            guardianship=ceased_share["special_guardianship"][year] / ceased,
        )
    return targets


def uasc_factor(ground: Ground, year: int, era: tuple[int, int]) -> float:
    """Return how many unaccompanied children there are in England in a year against the mean of an era."""
    years = sorted({year, *range(era[0], era[1] + 1)})
    series = ground.calibration.series(TOPIC, ENGLAND, "uasc_at_year_end", years=years)
    return series[year] / float(np.mean([series[one] for one in range(era[0], era[1] + 1)]))


def _series(ground: Ground, name: str, years: range) -> dict[int, float]:
    return ground.calibration.series(TOPIC, ground.la_code, name, years=years)
