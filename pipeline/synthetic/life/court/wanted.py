"""How many applications for care and supervision orders an authority is published to make in a year.

What belongs here: that number. What does not: the applications (`care_cases`, `home_cases`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground


def applications_wanted(ground: Ground) -> dict[int, float]:
    """Return the published number of section 31 applications by collection year, at the scale of the plan.

    It is the rate for every 10,000 children times the children; none for a place without a published rate.
    """
    names = ("care_applications_per_10000", "population_0_17")
    if not all(ground.calibration.flow("court", ground.la_code, name) for name in names):
        return dict.fromkeys(ground.calendar.years, 0.0)
    rate, children = (
        ground.calibration.series("court", ground.la_code, name, years=ground.calendar.years)
        for name in names
    )
    return {
        year: rate[year] * children[year] / 10_000 * ground.plan.scale
        for year in ground.calendar.years
    }
