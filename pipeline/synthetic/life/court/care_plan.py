"""Where the local authority plans that a child shall live: as the case ended, or as it stands while it is open.

What belongs here: care plans of petitions. What does not: outcomes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.court.petition import CODE

if TYPE_CHECKING:
    from pipeline.synthetic.life.court.petition import Petitions
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints

# Outcome of a case to the plan that it put into force; a care order takes the placement's.
_BY_OUTCOME = {
    "PLACEMENT": "ADOPTION",
    "ADOPTION": "ADOPTION",
    "GUARDIANSHIP": "GUARDIANSHIP",
    "GUARDIANSHIP_SO": "GUARDIANSHIP",
    "ARRANGEMENTS": "ARRANGEMENTS",
    "ARRANGEMENTS_SO": "ARRANGEMENTS",
    "SUPERVISION": "PARENTS",
    "NO_ORDER": "PARENTS",
    "WITHDRAWN": "PARENTS",
    "REFUSED": "PARENTS",
}
# Placement code, or its first letter, to the plan of a child under a care order who lives there.
_BY_PLACEMENT = {
    "U1": "CONNECTED",
    "U2": "CONNECTED",
    "U3": "CONNECTED",
    "U": "FOSTERING",
    "K": "RESIDENTIAL",
    "R": "RESIDENTIAL",
    "S": "RESIDENTIAL",
    "H": "RESIDENTIAL",
    "P": "PARENTS",
    "A": "ADOPTION",
}


def with_care_plans(ground: Ground, care: InCare, made: Petitions) -> Petitions:
    """Return the petitions with a care plan each; those that have one keep it."""
    rng = ground.stream("court/care plan")
    ended = _mapped(_BY_OUTCOME, made.outcome)
    lives = _lives_in(care, made.period, made.end_date)
    in_care = _mapped(
        _BY_PLACEMENT, np.where(np.isin(lives, list(_BY_PLACEMENT)), lives, lives.astype("U1"))
    )
    plan = np.where(
        np.isin(made.outcome, ("CARE", "GRANTED")), np.where(in_care == "", "OTHER", in_care), ended
    )
    shares = ground.calibration.shares("court_assumed", "care_plan_while_open")
    plan = np.where(made.outcome == "", shares.draw(rng, len(made)), plan)
    plan = np.where(plan == "", "OTHER", plan)
    return made.replace(care_plan=np.where(made.care_plan == "", plan, made.care_plan))


def _mapped(by: dict[str, str], codes: Codes) -> Codes:
    plans = np.full(len(codes), "", dtype=CODE)
    for code, plan in by.items():
        plans[codes == code] = plan
    return plans


def _lives_in(care: InCare, period: Ints, day: Days) -> Codes:
    """Return the placement code of a period of care on a day; "" for none."""
    placements = care.placements
    if not len(placements):
        return np.full(len(period), "", dtype="U3")
    order = np.lexsort((placements.start_date, placements.period))
    key = placements.period[order] * 4_000_000 + placements.start_date[order].astype(np.int64)
    at = np.searchsorted(key, period * 4_000_000 + day.astype(np.int64), side="right") - 1
    found = order[np.maximum(at, 0)]
    return np.where(placements.period[found] == period, placements.placement_type[found], "")
