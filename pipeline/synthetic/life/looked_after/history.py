"""All periods of care of a local authority, year by year from a burn-in long before the first day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.looked_after.definition import Assumptions, Season, Spells
from pipeline.synthetic.life.looked_after.entering import make_entries
from pipeline.synthetic.life.looked_after.leaving import end_spells
from pipeline.synthetic.life.looked_after.reasons import draw_reasons
from pipeline.synthetic.life.looked_after.returning import (
    choose_restarts,
    draw_return_days,
    start_again,
)
from pipeline.synthetic.life.looked_after.targets import YearTargets, year_targets
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition import Ground

_MOST_RESTARTS = (
    0.04  # share of leavers; beyond that published numbers differ because they are corrected
)


def make_history(ground: Ground) -> Spells:
    """Return every period of care from the first year of the burn-in to the last day, in order of child and start.

    Raises:
        ProjectError: The calibration lacks a figure.
    """
    assumed, calendar = Assumptions(ground.calibration), ground.calendar
    first = calendar.first_year - int(assumed["burn_in_years"])
    years = range(first, calendar.last_year + 1)
    targets = year_targets(ground, years, int(assumed["ramp_years"]))
    rng = ground.stream("periods")
    live, coming = Spells.none(), Spells.none()
    past: list[Spells] = []
    children = families = 0
    for year in years:
        season = Season(ground, rng, year, first_day_of(year), last_day_of(year))
        due = coming.start <= season.last_day
        back, coming = coming.take(due), coming.take(~due)
        plan = _restarts(season, live, targets[year])
        entries = make_entries(season, targets[year].started - plan[0], back)
        entries = entries.replace(child=entries.child + children, family=entries.family + families)
        children += len(entries)
        families = max(families, int(entries.family.max(initial=-1)) + 1)
        live = Spells.concat([live, back, entries])
        live = live.replace(
            end=end_spells(season, live, _leavers(live, targets[year], plan), targets[year].adopted)
        )
        ended = live.end <= season.last_day
        gone, live = live.take(ended), live.take(~ended)
        gone = gone.replace(reason=draw_reasons(season, gone, targets[year]))
        past.append(gone)
        again = start_again(
            gone, choose_restarts(season, gone, draw_return_days(season, gone), plan)
        )
        again = again.take(again.start < birthday(again.birth, 18))
        now = again.start <= season.last_day
        live, coming = (
            Spells.concat([live, again.take(now)]),
            Spells.concat([coming, again.take(~now)]),
        )
    history = Spells.concat([*past, live])
    return history.take(np.lexsort((history.start, history.child)))


def _leavers(live: Spells, targets: YearTargets, plan: tuple[int, int]) -> int:
    return max(len(live) + sum(plan) - targets.stock, 0)


def _restarts(season: Season, live: Spells, targets: YearTargets) -> tuple[int, int]:
    """Return how many leave and return within the year: of those who started before it, and in it."""
    net = len(live) + targets.started - targets.stock
    leavers = targets.ceased if targets.ceased is not None else max(net, 0)
    before = round(leavers * season.assumed["return_same_year_from_earlier"])
    if targets.ceased is None:
        return before, round(leavers * season.assumed["restart_share_of_leavers"])
    return before, min(max(targets.ceased - net, 0), round(leavers * _MOST_RESTARTS))
