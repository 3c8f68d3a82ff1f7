"""The placements of all periods of care of a local authority, with the settings they are in.

What belongs here: putting the answers of the other modules together. What does not: any figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.definition.care import Placements
from pipeline.synthetic.life.geography import geography_of
from pipeline.synthetic.life.placement.definition import know_lives
from pipeline.synthetic.life.placement.kind import band_of
from pipeline.synthetic.life.placement.last import make_appointments
from pipeline.synthetic.life.placement.place import make_places, surroundings_of
from pipeline.synthetic.life.placement.reason import make_reasons
from pipeline.synthetic.life.placement.sequence import make_stays
from pipeline.synthetic.life.placement.setting import REGISTERED
from pipeline.synthetic.life.placement.status import make_pieces

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import LegalStatuses, PeriodsOfCare, Settings
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Flags
    from pipeline.synthetic.life.placement.definition import Lives, Stays
    from pipeline.synthetic.life.placement.place import Places
    from pipeline.synthetic.life.placement.status import Pieces

# Where Ofsted registers nobody (rule 222).
_WITHOUT_SETTING = ("P1", "P2", "P3", "R1", "R2", "R5", "Z1")


def make_placements(
    ground: Ground, children: Children, periods: PeriodsOfCare, statuses: LegalStatuses
) -> tuple[Placements, Settings]:
    """Return the placements of each period of care, which fill it, and the settings that Ofsted would list.

    Raises:
        ProjectError: The calibration lacks a figure that is needed.
    """
    lives = know_lives(ground, children, periods, statuses)
    stays = make_stays(ground, lives, make_appointments(ground, lives))
    pieces = make_pieces(ground, lives, stays)
    places, settings = make_places(ground, lives, stays)
    placements = _placements(ground, stays, pieces, places)
    placements = _away(ground, lives, placements, pieces)
    home = lives.home[placements.period]
    return placements.replace(
        reason_for_change=_reasons(ground, lives, stays, pieces),
        distance_miles=geography_of(ground).miles(home, placements.placement_postcode),
    ), settings


def _placements(ground: Ground, stays: Stays, pieces: Pieces, places: Places) -> Placements:
    at, code = pieces.stay, pieces.code
    around = surroundings_of(ground)
    spot = places.spot[at]
    has_setting = ~np.isin(code, _WITHOUT_SETTING) & ~((code == "H5") & (pieces.start < REGISTERED))
    return Placements(
        period=stays.period[at],
        start_date=pieces.start,
        end_date=pieces.end,
        placement_type=code,
        provider=places.provider[at],
        carer=np.cumsum((~stays.is_same_carer).astype(np.int64))[at],
        setting=np.where(has_setting, places.setting[at], -1),
        reason_for_change=np.full(len(at), "", dtype="U6"),
        placement_postcode=around.geography.postcodes.ravel()[spot],
        placement_la_code=around.geography.la_codes[spot // around.postcodes_each],
        distance_miles=np.zeros(len(at)),
    )


def _away(ground: Ground, lives: Lives, placements: Placements, pieces: Pieces) -> Placements:
    """Return the placements with temporary ones elsewhere in the authority, with nobody's provision."""
    rows = np.flatnonzero(pieces.is_temporary)
    around = surroundings_of(ground)
    own = around.geography.postcodes[around.own]
    avoided = (lives.home[placements.period[rows]], placements.placement_postcode[rows])
    at = ground.stream("temporary place").integers(0, len(own), len(rows))
    for _ in range(len(avoided) + 1):
        clash = (own[at] == avoided[0]) | (own[at] == avoided[1])
        at = np.where(clash, (at + 1) % len(own), at)
    changed = {
        "provider": ("", placements.provider),
        "carer": (placements.carer.max(initial=0) + 1 + np.arange(len(rows)), placements.carer),
        "setting": (-1, placements.setting),
        "placement_postcode": (own[at], placements.placement_postcode),
        "placement_la_code": (ground.la_code, placements.placement_la_code),
    }
    columns = {}
    for name, (values, column) in changed.items():
        columns[name] = column.copy()
        columns[name][rows] = values
    return placements.replace(**columns)


def _reasons(ground: Ground, lives: Lives, stays: Stays, pieces: Pieces) -> Codes:
    """Return why each piece ended: a change of status, a move, or nothing where it is temporary or the last."""
    at = pieces.stay
    ends_stay = np.append(at[1:] != at[:-1], True)[: len(at)]
    goes_on = ~ends_stay | (stays.is_followed[at])
    keeps_carer = ~ends_stay | _next(stays.is_same_carer)[at]
    moves = np.flatnonzero(ends_stay & goes_on & ~keeps_carer)
    reason = np.full(len(at), "", dtype="U6")
    reason[goes_on & keeps_carer] = "PLACE"
    row, end = at[moves], pieces.end[moves]
    reason[moves] = make_reasons(
        ground,
        band_of(lives.age(stays.period[row], end)),
        stays.kind[row],
        stays.kind[row + 1],
        end.astype("datetime64[Y]").astype(np.int64) + 1970,
    )
    # Into a temporary placement and back there is no reason (rule 226).
    reason[pieces.is_temporary | _next(pieces.is_temporary)] = ""
    return reason


def _next(flags: Flags) -> Flags:
    return np.append(flags[1:], False)[: len(flags)]
