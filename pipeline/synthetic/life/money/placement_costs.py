"""Placement costs: a new price each April for each placement, with the parts that health and education pay.

What belongs here: spells of prices. What does not: their level (`price`) and what the ledger makes of them (`ledger`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.definition.money import PlacementCosts
from pipeline.synthetic.life.money.category import FOSTERING, HOMES, OWN, cost_categories
from pipeline.synthetic.life.money.price import (
    Traits,
    category_ratios,
    price_factors,
    weekly_levels,
)
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Floats, Ints

_DAYS_A_YEAR = 365.25
_NEED_LEVELS = (0.45, 0.3, 0.17, 0.08)
_DISABLED = "N2"


def make_placement_costs(ground: Ground, children: Children, care: InCare) -> PlacementCosts:
    """Return the weekly prices of placements in the calendar, by placement and day.

    The average week of fostering, and that of children's homes, costs in each year what is published for the
    authority. Placements that the authority does not pay by the week have no row.
    """
    category = cost_categories(care.placements)
    traits = _traits(ground, children, care, category)
    # The last price goes on: nobody knows the next.
    aprils = [last_day_of(year) + 1 for year in ground.calendar.years[:-1]]
    spells = [
        _of_year(care, category, year, after)
        for year, after in zip(ground.calendar.years, [*aprils, OPEN], strict=True)
    ]
    placement = np.concatenate([one[0] for one in spells])
    start = np.concatenate([one[1] for one in spells])
    end = np.concatenate([one[2] for one in spells])
    year = np.repeat(np.array(ground.calendar.years), [len(one[0]) for one in spells])
    order = np.lexsort((start, placement))
    placement, start, end, year = placement[order], start[order], end[order], year[order]
    what = category[placement]
    child = care.periods.child[care.placements.period[placement]]
    age = (start - children.birth_date[child]).astype(np.int64) / _DAYS_A_YEAR
    kind = care.placements.placement_type[placement]
    factor = price_factors(ground, _of(traits, placement), what, age, kind)
    days = (np.minimum(end, ground.calendar.last_day + 1) - start).astype(np.int64)
    weekly = _at_level(ground, (what, year, days), factor)
    weekly = np.where(np.isin(what, OWN), np.round(weekly, 2), np.round(weekly))
    health, education = _contributions(ground, _of(traits, placement), what, weekly)
    return PlacementCosts(
        placement=placement,
        start_date=start,
        end_date=end,
        weekly_cost=weekly,
        weekly_health_share=health,
        weekly_education_share=education,
        purchase_type=_of(traits, placement).purchase_type,
        cost_centre=_cost_centres(ground, what),
        cost_category=what,
    )


def _of_year(
    care: InCare, category: Codes, year: int, after: np.datetime64
) -> tuple[Ints, Days, Days]:
    """Return placements with a price in a year and the first day and end of it, before the next price at the latest."""
    placements = care.placements
    first = first_day_of(year)
    rows = np.flatnonzero(
        (category != "") & (placements.start_date < after) & (placements.end_date > first)
    )
    start = np.maximum(placements.start_date[rows], first)
    ends = placements.end_date[rows]
    return rows, start, np.minimum(ends, after)


def _traits(ground: Ground, children: Children, care: InCare, category: Codes) -> Traits:
    """Draw what stays the same while a child is with a carer, one draw for each pair of them."""
    rng = ground.stream("money/traits")
    number = ground.calibration.number
    placements = care.placements
    together = np.column_stack((placements.period, placements.carer))
    first, of = np.unique(together, axis=0, return_index=True, return_inverse=True)[1:]
    of = of.reshape(-1)
    count = len(first)
    what = category[first]
    period = placements.period[first]
    born = children.birth_date[care.periods.child[period]]
    age = (placements.start_date[first] - born).astype(np.int64) / _DAYS_A_YEAR
    is_disabled = care.periods.category_of_need[period] == _DISABLED
    is_joint = np.isin(what, ("HOME_EXTERNAL", "SCHOOL", "SECURE"))
    health = np.where(
        is_disabled,
        number("money", "health_share_of_disabled"),
        number("money", "health_share_of_places"),
    )
    education = np.where(
        what == "SCHOOL", number("money", "education_share_of_schools"), 0.0
    ) + np.where(
        (what == "HOME_EXTERNAL") & (age >= 5) & (age < 16),
        number("money", "education_share_of_homes"),
        0.0,
    )
    traits = Traits(
        deviation=rng.standard_normal(count),
        need_level=rng.choice(len(_NEED_LEVELS), count, p=_NEED_LEVELS),
        is_solo=rng.random(count) < number("money", "solo_share"),
        purchase_type=_bought(ground, rng, what),
        is_health_paying=is_joint & (rng.random(count) < health),
        is_education_paying=rng.random(count) < education,
    )
    return _of(traits, of)


def _of(traits: Traits, rows: Ints) -> Traits:
    return Traits(
        traits.deviation[rows],
        traits.need_level[rows],
        traits.is_solo[rows],
        traits.purchase_type[rows],
        traits.is_health_paying[rows],
        traits.is_education_paying[rows],
    )


def _bought(ground: Ground, rng: np.random.Generator, category: Codes) -> Codes:
    shares = ground.calibration.shares
    drawn = np.full(len(category), "", dtype="U9")
    named = (*OWN, "FOSTER_AGENCY", "HOME_EXTERNAL", "SUPPORTED")
    for one in np.unique(category[category != ""]):
        rows = np.flatnonzero(category == one)
        given = str(one) if one in named else ""
        drawn[rows] = shares("money_assumed", "purchase_type", given=given).draw(rng, len(rows))
    return drawn


def _at_level(ground: Ground, rows: tuple[Codes, Ints, Ints], factor: Floats) -> Floats:
    """Return prices such that the average week of fostering and of homes costs what is published."""
    category, year, days = rows
    ratios = category_ratios(ground)
    kinds, of = np.unique(category, return_inverse=True)
    relative = factor * np.array([ratios[str(one)] for one in kinds], dtype=np.float64)[of]
    is_fostering, is_home = np.isin(category, FOSTERING), np.isin(category, HOMES)
    fostering, homes = (
        _by_year(weekly_levels(ground, name), year)
        for name in ("fostering_weekly_cost", "residential_weekly_cost")
    )
    # What is neither fostering nor a home costs in proportion to an external home.
    level = np.where(is_fostering, fostering, homes)
    for which in (is_fostering, is_home):
        relative = np.where(which, relative / _means(relative, days * which, year), relative)
    return level * relative


def _means(values: Floats, weights: Ints, year: Ints) -> Floats:
    """Return the weighted mean of the year of each row; 1 for a year in which nothing weighs."""
    _, at = np.unique(year, return_inverse=True)
    total = np.bincount(at, weights)
    mean = np.divide(
        np.bincount(at, values * weights), total, out=np.ones(len(total)), where=total > 0
    )
    return np.asarray(mean[at])


def _by_year(levels: dict[int, float], year: Ints) -> Floats:
    first = min(levels)
    return np.array([levels[first + one] for one in range(len(levels))])[year - first]


def _contributions(
    ground: Ground, traits: Traits, category: Codes, weekly: Floats
) -> tuple[Floats, Floats]:
    number = ground.calibration.number
    part = np.where(
        category == "SCHOOL",
        number("money", "education_part_of_schools"),
        number("money", "education_part_of_homes"),
    )
    health = np.round(weekly * number("money", "health_part")) * traits.is_health_paying
    return health, np.round(weekly * part) * traits.is_education_paying


def _cost_centres(ground: Ground, category: Codes) -> Codes:
    centres = np.full(len(category), "", dtype="U8")
    for one in np.unique(category):
        named = ground.calibration.shares("money_assumed", "cost_centre", given=str(one))
        centres[category == one] = named.codes[0]
    return centres
