"""Why children cease to be looked after: reasons that fit age, stay and legal status, as often as published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.draw import allocate, whole_by_chance
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.looked_after.definition import (
    LEAVING_AGES,
    TOPIC,
    Season,
    odds_table,
)

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Floats
    from pipeline.synthetic.life.looked_after.definition import Spells
    from pipeline.synthetic.life.looked_after.targets import YearTargets

_ADOPTED, _GUARDIAN = "adopted", "special_guardianship"
_OTHERS = [
    "E2",
    "E3",
    "E4A",
    "E4B",
    "E13",
    "E41",
    "E5",
    "E6",
    "E7",
    "E8",
    "E9",
    "E14",
    "E15",
    "E16",
    "E17",
]
_REASONS = [_ADOPTED, _GUARDIAN, *_OTHERS]
_AGES = [str(age) for age in LEAVING_AGES]
_KINDS = [
    "V",
    "C",
    "L",
    "J",
    "U",
]  # first letter of the first legal status; U for the unaccompanied
# Guardianship was one of two codes until 31 March 2018: to former foster carers, or to others.
_FIRST_FOUR_CODES = 2019
_EARLIER = {"E45": "E43", "E46": "E43", "E47": "E44", "E48": "E44"}


def draw_reasons(season: Season, ended: Spells, targets: YearTargets) -> Codes:
    """Return the codes of the reasons for which spells ended in the year."""
    if not len(ended):
        return np.zeros(0, dtype="U4")
    wanted = whole_by_chance(season.rng, _wanted(season, targets), len(ended))
    drawn = allocate(season.rng, _odds(season, ended), wanted)
    codes = np.array(_REASONS)[drawn].astype("U20")
    adopted, guardian = codes == _ADOPTED, codes == _GUARDIAN
    codes[adopted] = season.shares("adoption_reason").draw(season.rng, int(adopted.sum()))
    orders = season.shares("guardianship_reason").draw(season.rng, int(guardian.sum()))
    if season.year < _FIRST_FOUR_CODES:
        orders = np.array([_EARLIER[code] for code in orders], dtype="U4")
    codes[guardian] = orders
    return codes.astype("U4")


def _wanted(season: Season, targets: YearTargets) -> Floats:
    """Return the shares of reasons: adoption and guardianship as of the year, the others as of the era."""
    shares = season.shares("leaving_reason", season.era)
    wanted = np.array([shares.of(code) for code in _REASONS])
    ours = np.array([targets.adopted, targets.guardianship])
    wanted[2:] *= (1 - ours.sum()) / max(wanted[2:].sum(), 1e-9)
    wanted[:2] = ours
    return wanted


def _odds(season: Season, ended: Spells) -> Floats:
    bands = season.ground.calibration.durations(TOPIC, "period_of_care", given=season.era).bounds
    age = np.searchsorted(LEAVING_AGES, age_on(ended.birth, ended.end), side="right") - 1
    stay = (ended.end - ended.start).astype(np.int64)
    band = np.minimum(np.searchsorted(bands, stay, side="right"), len(bands) - 1)
    letter = np.where(ended.is_uasc, "U", ended.status.astype("U1"))
    kind = np.argmax(letter[:, None] == np.array(_KINDS)[None, :], axis=1)
    by_stay = [f"{bound:.0f}" for bound in bands]
    odds = odds_table(season, "reason_odds_by_age", _AGES, _REASONS)[age]
    odds = odds * odds_table(season, "reason_odds_by_duration", by_stay, _REASONS)[band]
    odds *= odds_table(season, "reason_odds_by_status", _KINDS, _REASONS)[kind]
    return np.asarray(odds)
