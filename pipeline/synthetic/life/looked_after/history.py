"""All periods of care of a local authority, year by year from a burn-in long before the first day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.looked_after.definition import Assumptions, Season, Spells
from pipeline.synthetic.life.looked_after.entering import make_entries
from pipeline.synthetic.life.looked_after.leaving import end_spells
from pipeline.synthetic.life.looked_after.reasons import draw_reasons
from pipeline.synthetic.life.looked_after.returning import (
    choose_restarts,
    draw_return_days,
    start_again,
)
from pipeline.synthetic.life.looked_after.targets import year_targets
from pipeline.synthetic.plan import first_day_of, last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.looked_after.targets import YearTargets

_MOST_RESTARTS = (
    0.04  # share of leavers; beyond that published numbers differ because they are corrected
)


@dataclass(frozen=True)
class _State:
    """Where a year begins.

    Attributes:
        live: Periods of care that go on.
        coming: Periods that will begin on a later day, of children who return.
        children: The next free number of a child.
        families: The next free number of a family.
    """

    live: Spells
    coming: Spells
    children: int = 0
    families: int = 0


def make_history(ground: Ground) -> Spells:
    """Return every period of care from the first year of the burn-in to the last day, in order of child and start.

    Raises:
        ProjectError: The calibration lacks a figure.
    """
    assumed, calendar = Assumptions(ground.calibration), ground.calendar
    first = calendar.first_year - int(assumed["burn_in_years"])
    years = range(first, calendar.last_year + 1)
    targets = year_targets(ground, years, int(assumed["ramp_years"]))
    rng, state = ground.stream("periods"), _State(Spells.none(), Spells.none())
    past: list[Spells] = []
    for year in years:
        season = Season(ground, rng, year, first_day_of(year), last_day_of(year))
        state, gone = _live_a_year(season, state, targets[year])
        past.append(gone)
    history = Spells.concat([*past, state.live])
    return history.take(np.lexsort((history.start, history.child)))


def _live_a_year(season: Season, state: _State, targets: YearTargets) -> tuple[_State, Spells]:
    """Return where the next year begins, and the periods that ended in this one."""
    due = state.coming.start <= season.last_day
    back, coming = state.coming.take(due), state.coming.take(~due)
    restarts = _restarts(season, state.live, targets)
    entries = make_entries(season, targets.started - restarts[0], back)
    entries = entries.replace(
        child=entries.child + state.children, family=entries.family + state.families
    )
    live = Spells.concat([state.live, back, entries])
    leavers = max(len(live) + sum(restarts) - targets.stock, 0)
    live = live.replace(end=end_spells(season, live, wanted=leavers, adopted=targets.adopted))
    ended = live.end <= season.last_day
    gone, live = live.take(ended), live.take(~ended)
    gone = gone.replace(reason=draw_reasons(season, gone, targets))
    days = choose_restarts(season, gone, draw_return_days(season, gone), restarts)
    again = start_again(season, gone, days)
    now = again.start <= season.last_day
    next_one = _State(
        live=Spells.concat([live, again.take(now)]),
        coming=Spells.concat([coming, again.take(~now)]),
        children=state.children + len(entries),
        families=max(state.families, int(entries.family.max(initial=-1)) + 1),
    )
    return next_one, gone


def _restarts(season: Season, live: Spells, targets: YearTargets) -> tuple[int, int]:
    """Return how many leave and return within the year: of those who started before it, and in it."""
    net = len(live) + targets.started - targets.stock
    leavers = targets.ceased if targets.ceased is not None else max(net, 0)
    before = round(leavers * season.assumed["return_same_year_from_earlier"])
    if targets.ceased is None:
        return before, round(leavers * season.assumed["restart_share_of_leavers"])
    return before, min(max(targets.ceased - net, 0), round(leavers * _MOST_RESTARTS))
