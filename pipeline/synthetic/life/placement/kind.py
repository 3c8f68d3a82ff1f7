"""Kinds of placement while they are drawn: statutory codes, those of one family under one of them.

U3 stands for all fostering by relatives or friends and U6 for all other; A6 for all placements for adoption; H5 for
K3. The code of the day comes later (`status`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Shares
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Floats, Ints

KINDS = ("U3", "U6", "A6", "P1", "P2", "P3", "K1", "K2", "H5", "R1", "R2", "R3", "R5", "S1", "Z1")
KIN, FOSTER, ADOPTION, PARENTS = (KINDS.index(code) for code in ("U3", "U6", "A6", "P1"))
CUSTODY, HOME, SUPPORTED = (KINDS.index(code) for code in ("R5", "K2", "H5"))
CODES = np.array(KINDS)
BANDS = ("under_1", "1_4", "5_9", "10_15", "16_17")
# Youngest age in years: rules 371 to 374, and what the law or practice has.
LEAST_AGE = np.array([0, 0, 0, 0, 16, 16, 12, 3, 16, 0, 0, 0, 12, 5, 0])
# The placement groups of the published tables.
GROUPS = np.array(
    [
        {"U": "foster", "A": "adoption", "H": "homes", "K": "homes", "R": "residential"}.get(
            code[0], {"P1": "parents", "S1": "school", "Z1": "other"}.get(code, "community")
        )
        for code in KINDS
    ]
)
# Where from, for what comes next.
FROM = ("family", "home", "supported", "short")
_FROM_OF = {"K1": 1, "K2": 1, "S1": 1, "R1": 1, "H5": 2, "P2": 2, "P3": 2}
FROM_OF = np.array(
    [_FROM_OF.get(code, 3 if code[0] in "RZ" else 0) for code in KINDS], dtype=np.int64
)
# Which duration seed tells how long a kind lasts; a first placement with other foster carers has its own.
LASTING = ("U3", "U6", "U6 first", "P1", "K2", "H5", "R", "R5", "Z1")
FIRST_FOSTER = LASTING.index("U6 first")
_LASTS_LIKE = {
    "A6": "U3",
    "R3": "P1",
    "S1": "K2",
    "R1": "K2",
    "P2": "H5",
    "P3": "H5",
    "K1": "R",
    "R2": "R",
}
LASTING_OF = np.array([LASTING.index(_LASTS_LIKE.get(code, code)) for code in KINDS])


def as_weights(shares: Shares) -> Floats:
    """Return the share of each kind."""
    return np.array([shares.of(code) for code in KINDS])


def band_of(age: Floats) -> Ints:
    """Return the position in BANDS of ages in years."""
    return np.asarray(np.searchsorted([1, 5, 10, 16], age, side="right"))


def first_weights(ground: Ground, given: str) -> Floats:
    """Return the weight of each kind for a first placement in the newest published year."""
    return as_weights(
        ground.calibration.shares("placement_assumed", "first_placement", given=given)
    )


def yearly_factors(ground: Ground, years: range) -> Floats:
    """Return how often each kind is the first in a year, against the newest published year: a row a year."""
    newest = as_weights(ground.calibration.shares("placement", "started", given="2022"))
    rows = []
    for year in years:
        known = str(min(max(year, 2018), 2022))
        started = as_weights(ground.calibration.shares("placement", "started", given=known))
        # Small numbers vary by chance: a kind of less than a half percent keeps its share.
        rows.append(np.where(newest > 0.005, started / np.maximum(newest, 1e-9), 1.0))
    return np.array(rows)


def next_weights(ground: Ground) -> Floats:
    """Return the weights of what comes next: where from (and at last those alone), age band, kind."""
    table = np.zeros((len(FROM) + 1, len(BANDS), len(KINDS)))
    for at, origin in enumerate(FROM):
        for band, name in enumerate(BANDS):
            # Supported accommodation begins at 16.
            given = f"{origin} {name}" if origin != "supported" else "supported 16_17"
            table[at, band] = _next(ground, given)
    for band, name in enumerate(BANDS):
        table[-1, band] = _next(ground, f"uasc {'16_17' if name == '16_17' else 'under_16'}")
    return table


def _next(ground: Ground, given: str) -> Floats:
    return as_weights(ground.calibration.shares("placement_assumed", "next_placement", given=given))
