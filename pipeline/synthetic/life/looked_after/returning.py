"""Children who come back: which of those who ceased to be looked after start again, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.chance.draw import choose
from pipeline.synthetic.life.birthday import age_on, birthday
from pipeline.synthetic.life.looked_after.definition import ASSUMED, Season, open_end

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Days, Floats
    from pipeline.synthetic.life.looked_after.definition import Spells

_HOME = ("E4A", "E4B")
_OTHER = ("E13", "E41", "E43", "E44", "E45", "E46", "E47", "E48", "E8", "E9", "E14")
_HALF_YEAR = 183
_LEAST_REMAND_AGE = 12


def draw_return_days(season: Season, ended: Spells) -> Days:
    """Return the days on which those who ceased in the year start again; OPEN for never.

    None returns on the day of the end, or so late that the child is nearly 18.
    """
    gap = 1 + season.ground.calibration.durations(ASSUMED, "return_gap").draw(
        season.rng, len(ended)
    )
    day = ended.end + gap
    comes = season.rng.random(len(ended)) < _chance(season, ended)
    comes &= day < birthday(ended.birth, 18) - 1
    return np.where(comes, day, open_end(len(ended)))


def choose_restarts(season: Season, ended: Spells, days: Days, counts: tuple[int, int]) -> Days:
    """Return the return days with just so many within the year itself.

    Args:
        season: The year.
        ended: Spells that ended in it.
        days: When each starts again, if nothing were kept.
        counts: How many return in the year of those who had started in an earlier year, and of those who started in it.
    """
    days = days.copy()
    fresh = ended.start >= season.first_day
    room = (season.last_day - ended.end).astype(np.int64)
    able = (room > 0) & (birthday(ended.birth, 18) > season.last_day + 1)
    for rows, count in ((~fresh, counts[0]), (fresh, counts[1])):
        soon = season.rng.permutation(np.flatnonzero(rows & (days <= season.last_day)))
        later = soon[count:]
        days[later] = season.last_day + 1 + (season.rng.random(len(later)) * 90).astype(np.int64)
        fit = rows & able & (days > season.last_day)
        weight = np.where(fit, _chance(season, ended), 0.0)
        more = choose(season.rng, weight, max(count - len(soon), 0))
        days[more] = (
            ended.end[more]
            + 1
            + np.floor(season.rng.random(len(more)) * room[more]).astype(np.int64)
        )
    late = (days < OPEN) & (days >= birthday(ended.birth, 18) - 1)
    days[late] = open_end(int(late.sum()))
    return days


def start_again(season: Season, former: Spells, days: Days) -> Spells:
    """Return the new periods of care of the children who have a day on which they return.

    They start under legal statuses as published of all who start; a full care order begins with an interim one.
    """
    former, days = former.take(days < OPEN), days[days < OPEN]
    count = len(former)
    status = season.shares("start_legal_status").draw(season.rng, count)
    status[status == "C2"] = "C1"
    too_young = age_on(former.birth, days) < _LEAST_REMAND_AGE
    status[too_young & np.char.startswith(status, "J")] = "V2"
    return former.replace(
        start=days,
        end=open_end(count),
        status=status,
        reason=np.full(count, "", dtype="U4"),
        entry=former.entry + 1,
    )


def _chance(season: Season, ended: Spells) -> Floats:
    assumed = season.assumed
    chance = np.zeros(len(ended))
    chance[np.isin(ended.reason, _OTHER)] = assumed["return_share_other"]
    chance[np.isin(ended.reason, _HOME)] = assumed["return_share_home"]
    age = age_on(ended.birth, ended.end)
    chance[(age >= 12) & (age <= 14)] *= assumed["return_odds_12_to_14"]
    short = (ended.end - ended.start).astype(np.int64) < _HALF_YEAR
    chance[short] *= assumed["return_odds_under_6_months"]
    chance[ended.entry > 1] *= assumed["return_odds_again"]
    return np.where(ended.is_uasc, 0.0, chance)
