"""Reviews of looked after children: when they are held, and how the child takes part.

What belongs here: the dates that the regulations ask for and how often they are kept. What does not: reviews of child
protection plans.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.care_events.draws import ASSUMED, TOPIC, by_group
from pipeline.synthetic.life.definition.care import CareReviews

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints

# Care Planning, Placement and Case Review (England) Regulations 2010, regulation 33: within 20 working days, then
# within three months, then within six months.
_FIRST, _SECOND, _LATER = 28, 91, 183
_SHORT_BREAKS = ("V3", "V4")


def make_reviews(ground: Ground, children: Children, periods: PeriodsOfCare) -> CareReviews:
    """Return the reviews of the years of the calendar, in order of period and date.

    Short breaks have none (rule 399). A review is after the start and before the end of its period.
    """
    rng = ground.stream("reviews")
    period, date = _dates(ground, rng, periods)
    order = np.lexsort((date, period))
    period, date = period[order], date[order]
    birth = children.birth_date[periods.child[period]]
    return CareReviews(period, date, _participation(ground, rng, birth, date))


def _dates(ground: Ground, rng: np.random.Generator, periods: PeriodsOfCare) -> tuple[Ints, Days]:
    in_time = ground.calibration.number(TOPIC, "review_in_time_share")
    end = np.minimum(periods.end_date, ground.calendar.last_day + 1)
    going = np.flatnonzero(~np.isin(periods.first_legal_status, _SHORT_BREAKS))
    last = periods.start_date[going]
    found: list[tuple[Ints, Days]] = []
    held = 0
    while len(going):
        within = (_FIRST, _SECOND, _LATER)[min(held, 2)]
        date = last + _waits(rng, within, len(going), in_time=in_time)
        alive = date < end[going]
        going, last = going[alive], date[alive]
        shown = last >= ground.calendar.first_day
        found.append((going[shown], last[shown]))
        held += 1
    if not found:
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype="datetime64[D]")
    parts = tuple(zip(*found, strict=True))
    return np.concatenate(parts[0]), np.concatenate(parts[1])


def _waits(rng: np.random.Generator, within: int, count: int, *, in_time: float) -> Ints:
    """Return days to the next review: near the end of what is allowed, or some weeks too late."""
    early = np.minimum(rng.exponential(within / 9, count), within - 5)
    late = 1 + rng.exponential(within / 7, count)
    days: Ints = np.where(rng.random(count) < in_time, within - early, within + late).astype(
        np.int64
    )
    return days


def _participation(ground: Ground, rng: np.random.Generator, birth: Days, date: Days) -> Codes:
    """PN0 under 4, one of the others from the fourth birthday on (rules 440 and 441)."""
    groups = np.where(date >= birthday(birth, 10), "10_and_over", "4_to_9")
    groups[date < birthday(birth, 4)] = "under_4"
    names = ("4_to_9", "10_and_over")
    shares = {
        one: ground.calibration.shares(ASSUMED, "review_participation", given=one) for one in names
    }
    codes = by_group(rng, groups, shares)
    codes[groups == "under_4"] = "PN0"
    return codes.astype("U3")
