"""Why placements end when another follows: by age, kind of placement and authority, as published.

What belongs here: the reason for change. What does not: why a period of care ends.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.placement.kind import BANDS, GROUPS, KINDS

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Floats, Ints

REASONS = (
    *("CARPL", "CLOSE", "ALLEG", "STAND", "APPRR", "CREQB", "CREQO", "CHILD", "LAREQ", "OTHER"),
)
_CUSTODY_YEAR = 2019  # the first year that has the code


def make_reasons(ground: Ground, band: Ints, kind: Ints, following: Ints, year: Ints) -> Codes:
    """Return why each placement ended, when another with other carers followed.

    Args:
        ground: Whose lives.
        band: Position of the age at the end in BANDS.
        kind: Position in KINDS.
        following: Kind of the next placement.
        year: Calendar year of the end.
    """
    rng = ground.stream("reason for change")
    weights = (
        np.array([_shares(ground, f"age {name}") for name in BANDS])[band]
        * np.array([_shares(ground, f"group {name}") for name in GROUPS])[kind]
        * _lean(ground)
    )
    cumulated = np.cumsum(weights, axis=1)
    drawn = (cumulated <= (rng.random(len(kind)) * cumulated[:, -1])[:, None]).sum(axis=1)
    reason = np.array(REASONS)[drawn]
    reason = np.where(following == KINDS.index("A6"), "CARPL", reason)
    is_custody = (following == KINDS.index("R5")) & (year >= _CUSTODY_YEAR)
    return np.where(is_custody, "CUSTOD", reason)


def _lean(ground: Ground) -> Floats:
    """Return how much oftener the authority gives each reason than England, over England's own share."""
    ours = _vector(ground, "la_reason", "all", ground.la_code)
    england = _vector(ground, "la_reason", "all", "E92000001")
    lean = np.where(ours > 0, ours / np.maximum(england, 1e-9), 0.5)
    return np.asarray(np.clip(lean, 0.1, 5) / np.maximum(_shares(ground, "age all"), 1e-9))


def _shares(ground: Ground, given: str) -> Floats:
    return _vector(ground, "reason_for_change", given, "E92000001")


def _vector(ground: Ground, subject: str, given: str, la_code: str) -> Floats:
    shares = ground.calibration.shares("placement", subject, given=given, la_code=la_code)
    return np.array([shares.of(code) for code in REASONS])
