"""Unit costs that the authority works with: the published ones, brought to the prices of each year.

What belongs here: unit costs. What does not: prices of placements.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from pipeline.sources.api import read_seed
from pipeline.synthetic.life.definition.money import UnitCosts

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.synthetic.life.definition.ground import Ground


def make_unit_costs(ground: Ground) -> UnitCosts:
    """Return the unit costs of each year of the calendar, by year and process.

    Raises:
        ProjectError: The seed cannot be read.
    """
    rng = ground.stream("money/unit cost")
    published = _published(ground.calibration.folder)
    spread = ground.calibration.number("money", "authority_spread") / 2
    dearness = float(np.exp(spread * rng.standard_normal()))
    rise = 1 + ground.calibration.number("money", "prices_rise")
    years = ground.calendar.years
    column = {
        name: np.array([row[name] for row in published] * len(years)) for name in published[0]
    }
    year = np.repeat(np.array(years, dtype=np.int64), len(published))
    since = (year - column["price_year"].astype(np.int64)).astype(np.float64)
    cost = column["unit_cost"].astype(np.float64) * dearness * np.power(rise, since)
    return UnitCosts(
        process=column["process"],
        cost_category=column["cost_category"],
        description=column["description"],
        price_year=year,
        cost_unit=column["cost_unit"],
        unit_cost=np.round(cost),
    )


@cache
def _published(folder: Path) -> list[dict[str, str]]:
    return read_seed(folder, "money_unit_cost")
