"""Weekly prices: the published level of the authority and year, and what makes one placement dearer than another.

What belongs here: levels and factors of prices. What does not: spells of a price (`placement_costs`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import ENGLAND
from pipeline.synthetic.life.money.category import FOSTERING, HOMES, OWN

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Flags, Floats, Ints

_RATIOS = {
    "SECURE": "secure_ratio",
    "SUPPORTED": "supported_ratio",
    "SCHOOL": "school_ratio",
    "PARENT_CHILD": "parent_child_ratio",
    "OTHER_RESIDENTIAL": "other_residential_ratio",
}


def weekly_levels(ground: Ground, name: str) -> dict[int, float]:
    """Return a published weekly cost of the authority by collection year of the calendar, in pounds.

    Where it has none, England's. Published costs far from England's are brought nearer: they are taken for errors.
    Before the first published year prices were lower by the assumed rise a year.

    Args:
        ground: What the stage stands on.
        name: Column of `money_flow`.
    """
    calibration, years = ground.calibration, ground.calendar.years
    known = calibration.flow("money", ground.la_code, name)
    ours = ground.la_code if known else ENGLAND
    england = calibration.series("money", ENGLAND, name, years=years)
    levels = calibration.series("money", ours, name, years=years)
    first = min(calibration.flow("money", ENGLAND, name))
    rise = calibration.number("money", "prices_rise")
    least = calibration.number("money", "least_price_ratio")
    most = calibration.number("money", "most_price_ratio")
    return {
        year: float(np.clip(levels[year], least * england[year], most * england[year]))
        * (1 + rise) ** min(year - first, 0)
        for year in years
    }


@dataclass(frozen=True)
class Traits:
    """What stays with a child and carer as long as they are together, one row a placement.

    Attributes:
        deviation: Standard normal deviation of the price.
        need_level: 0 to 3, of fostering fees.
        is_solo: Whether the child lives in a home alone.
        purchase_type: How it was bought.
        is_health_paying: Whether health pays a part.
        is_education_paying: Whether education pays a part.
    """

    deviation: Floats
    need_level: Ints
    is_solo: Flags
    purchase_type: Codes
    is_health_paying: Flags
    is_education_paying: Flags


def category_ratios(ground: Ground) -> dict[str, float]:
    """Return what each category costs beside the others of its published level, fostering or residential."""
    shares = ground.calibration.shares
    fostering = shares("money", "weekly_cost", given="fostering")
    homes = shares("money", "weekly_cost", given="residential")
    own, external = fostering.of("FOSTER_OWN"), homes.of("HOME_EXTERNAL")
    ratios = {one: fostering.of(one) / own for one in FOSTERING}
    ratios |= {one: homes.of(one) / external for one in HOMES}
    return ratios | {one: ground.calibration.number("money", name) for one, name in _RATIOS.items()}


def price_factors(
    ground: Ground, traits: Traits, category: Codes, age: Floats, kind: Codes
) -> Floats:
    """Return how much dearer than others of its category each placement is, by age, need and chance.

    Args:
        ground: What the stage stands on.
        traits: What stays with child and carer.
        category: Cost category.
        age: Age in years on the first day of the price.
        kind: Placement code: one who lives alone in lodgings costs little.
    """
    number = ground.calibration.number
    is_fostering = np.isin(category, FOSTERING)
    spread = np.where(
        np.isin(category, OWN),
        number("money", "own_price_spread"),
        number("money", "bought_price_spread"),
    )
    factor = np.exp(spread * traits.deviation)
    by_age = np.select(
        [age < 5, age >= 16, age >= 11],
        [number("money", f"age_{one}_ratio") for one in (0, 16, 11)],
        1.0,
    )
    by_need = 1 + number("money", "fostering_need_step") * traits.need_level
    factor = np.where(is_fostering, factor * by_age * by_need, factor)
    is_spot = traits.purchase_type == "SPOT"
    factor = np.where(is_spot, factor * (1 + number("money", "spot_price_markup")), factor)
    is_solo = traits.is_solo & (category == "HOME_EXTERNAL")
    factor = np.where(is_solo, factor * number("money", "solo_ratio"), factor)
    lodging = number("money", "independent_ratio") / number("money", "supported_ratio")
    return np.where(kind == "P2", factor * lodging, factor)
