"""Where each placement is: inside or outside the authority, near or far, whose provision, in which setting.

What belongs here: places and providers of stays. What does not: the list of settings (`setting`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.geography import geography_of
from pipeline.synthetic.life.placement.kind import (
    CODES,
    GROUPS,
    KINDS,
    PARENTS,
)
from pipeline.synthetic.life.placement.setting import make_settings

if TYPE_CHECKING:
    from pipeline.synthetic.calibration.load import Shares
    from pipeline.synthetic.life.definition.care import Settings
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Floats, Ints
    from pipeline.synthetic.life.geography import Geography
    from pipeline.synthetic.life.placement.definition import Lives, Stays
    from pipeline.synthetic.life.placement.setting import Chosen

LOCATIONS = ("in_near", "in_far", "out_near", "out_far")
_METRES_PER_MILE = 1609.344
_NEAR_MILES = 20
_CANDIDATES = 4
_ROUNDS = 8
_LONGEST_RUN = 100  # placements in a row in one setting: each round parts one more
# Placement types whose shares are derived, the others have published ones.
_DERIVED_PROVIDER = ("U3", "U6", "K1", "K2", "H5", "R1", "R2", "R3", "R5")
_DERIVED_LOCATION = (*_DERIVED_PROVIDER, "A6", "S1", "Z1")


@dataclass(frozen=True)
class Places:
    """Where stays are: rows are those of the stays.

    Attributes:
        spot: Position of the postcode among all of the geography.
        provider: Code PR0 to PR5, "" for none.
        setting: Row of the settings (of a home alone, the one that it would become), -1 for none.
    """

    spot: Ints
    provider: Codes
    setting: Ints


@dataclass(frozen=True)
class Surroundings:
    """The country as seen from the authority.

    Attributes:
        geography: All postcodes.
        own: Row of the authority in the geography.
        near: Rows of the authorities near it, nearest first.
        far: Rows of others further off, nearest first.
    """

    geography: Geography
    own: int
    near: Ints
    far: Ints

    @property
    def postcodes_each(self) -> int:
        """How many postcodes an authority has."""
        return int(self.geography.postcodes.shape[1])

    def miles(self, one: Ints, other: Ints) -> Floats:
        """Return the straight line between two spots in miles, to one decimal."""
        east, north = self.geography.eastings.ravel(), self.geography.northings.ravel()
        metres = np.hypot(east[one] - east[other], north[one] - north[other])
        return np.asarray(np.round(metres / _METRES_PER_MILE, 1))

    def spots_in(self, rng: np.random.Generator, locations: Ints) -> Ints:
        """Return a spot for each location by chance: in the authority, in one near it or in one further off."""
        count = len(locations)
        near = self.near[_falling(rng, count, len(self.near))]
        far = self.far[_falling(rng, count, len(self.far))]
        row = np.select([locations <= 1, locations == 2], [np.full(count, self.own), near], far)
        return np.asarray(row * self.postcodes_each + rng.integers(0, self.postcodes_each, count))

    def spots_apart(self, rng: np.random.Generator, locations: Ints) -> Ints:
        """Return a spot for each location by chance, no two the same."""
        spots = self.spots_in(rng, locations)
        for _ in range(_ROUNDS):
            _, first = np.unique(spots, return_index=True)
            again = np.setdiff1d(np.arange(len(spots)), first)
            spots[again] = self.spots_in(rng, locations[again])
        return spots


def surroundings_of(ground: Ground) -> Surroundings:
    """Return the country as seen from the authority."""
    geography = geography_of(ground)
    row = {str(code): at for at, code in enumerate(geography.la_codes)}
    others = np.array([row[str(code)] for code in geography.neighbours(ground.la_code)])
    own = row[ground.la_code]
    east, north = geography.eastings.mean(axis=1), geography.northings.mean(axis=1)
    metres = np.hypot(east[others] - east[own], north[others] - north[own])
    is_near = metres < _NEAR_MILES * _METRES_PER_MILE
    is_near[:3] = True
    return Surroundings(geography, own, others[is_near], others[~is_near][:40])


def make_places(ground: Ground, lives: Lives, stays: Stays) -> tuple[Places, Settings]:
    """Return where each stay is, and the settings of all."""
    rng = ground.stream("place")
    around = surroundings_of(ground)
    location = _locations(rng, ground, stays.kind)
    provider = _providers(rng, ground, stays.kind, location)
    home = _homes(rng, around, lives)[stays.period]
    spot = _spots(rng, around, home, location)
    at_home = ground.calibration.number("placement", "parents_at_home_address")
    stays_home = (stays.kind == PARENTS) & (location == 0) & (rng.random(len(home)) < at_home)
    spot = np.where(stays_home, home, spot)
    chosen = make_settings(ground, around, stays, provider=provider, location=location)
    spot = np.where(chosen.is_fixed, chosen.spots_of(chosen.setting), spot)
    setting, spot = _apart(around, stays, home, chosen, spot=_kept_with_carer(stays, spot))
    return Places(spot, provider, setting), chosen.settings


def _falling(rng: np.random.Generator, count: int, choices: int) -> Ints:
    """Return positions, the first likelier than the last."""
    return np.asarray((choices * rng.random(count) ** 1.6).astype(np.int64))


def _homes(rng: np.random.Generator, around: Surroundings, lives: Lives) -> Ints:
    """Return the spots of homes; of one that is not in the authority, some spot of it."""
    own = around.geography.postcodes[around.own]
    order = np.argsort(own, kind="stable")
    found = np.minimum(np.searchsorted(own[order], lives.home), len(own) - 1)
    is_known = own[order][found] == lives.home
    anywhere = rng.integers(0, len(own), len(lives))
    return np.asarray(around.own * len(own) + np.where(is_known, order[found], anywhere))


def _locations(rng: np.random.Generator, ground: Ground, kind: Ints) -> Ints:
    """Return positions in LOCATIONS, by kind and by where the authority's new placements are."""
    figures = ground.calibration
    ours, england = (
        _vector(figures.shares("placement", "new_placement_location", given="all", la_code=code))
        for code in (ground.la_code, "E92000001")
    )
    lean = ours / np.maximum(england, 1e-9)
    location = np.zeros(len(kind), dtype=np.int64)
    for number in np.unique(kind):
        rows = np.flatnonzero(kind == number)
        weights = _vector(_location_shares(ground, int(number))) * lean
        location[rows] = np.searchsorted(
            np.cumsum(weights / weights.sum()), rng.random(len(rows)), side="right"
        )
    return np.minimum(location, len(LOCATIONS) - 1)


def _location_shares(ground: Ground, kind: int) -> Shares:
    if KINDS[kind] in _DERIVED_LOCATION:
        return ground.calibration.shares("placement_assumed", "location", given=KINDS[kind])
    return ground.calibration.shares("placement", "location", given=str(GROUPS[kind]))


def _vector(shares: Shares) -> Floats:
    return np.array([shares.of(code) for code in LOCATIONS])


def _providers(rng: np.random.Generator, ground: Ground, kind: Ints, location: Ints) -> Codes:
    """Return whose provision each stay is in; its own lies inside the authority but for families (rule 1015)."""
    provider = np.full(len(kind), "", dtype="U3")
    for number in np.unique(kind[CODES[kind] != "Z1"]):
        code = KINDS[number]
        is_derived = code in _DERIVED_PROVIDER
        topic = "placement_assumed" if is_derived else "placement"
        name = code if is_derived else str(GROUPS[number])
        for place, is_there in (("in", location <= 1), ("out", location >= 2)):
            rows = np.flatnonzero((kind == number) & is_there)
            shares = ground.calibration.shares(topic, "provider", given=f"{place} {name}")
            provider[rows] = shares.draw(rng, len(rows))
    is_family = np.isin(CODES[kind], ["U3", "U6", "A6", "P1"])
    return np.where((provider == "PR1") & (location >= 2) & ~is_family, "PR4", provider)


def _spots(rng: np.random.Generator, around: Surroundings, home: Ints, location: Ints) -> Ints:
    """Return spots in the right authority, of a few by chance one as near or far as wanted."""
    tried = np.stack([around.spots_in(rng, location) for _ in range(_CANDIDATES)], axis=1)
    miles = around.miles(np.repeat(home, _CANDIDATES), tried.ravel()).reshape(tried.shape)
    is_far = np.isin(location, [1, 3])[:, None]
    miss = np.where(is_far, _NEAR_MILES - miles, miles - _NEAR_MILES)
    best = np.argmin(np.maximum(miss, 0), axis=1)
    return np.asarray(tried[np.arange(len(home)), best])


def _kept_with_carer(stays: Stays, spot: Ints) -> Ints:
    """Let the child stay where it is when the carers adopt."""
    before = np.append(spot[:1], spot[:-1])
    return np.where(stays.is_same_carer, before, spot)


def _apart(
    around: Surroundings, stays: Stays, home: Ints, chosen: Chosen, *, spot: Ints
) -> tuple[Ints, Ints]:
    """Move each stay that is where the one before was, or at home but not with parents (rules 392d and 435)."""
    setting = chosen.setting
    for _ in range(_LONGEST_RUN):
        as_before = np.append(False, spot[1:] == spot[:-1])[: len(spot)] & stays.follows
        clash = (as_before | ((spot == home) & (stays.kind != PARENTS))) & ~stays.is_same_carer
        if not clash.any():
            break
        setting = np.where(clash & chosen.is_fixed, chosen.next_to(setting), setting)
        moved = np.where(chosen.is_fixed, chosen.spots_of(setting), _next_door(around, spot))
        spot = _kept_with_carer(stays, np.where(clash, moved, spot))
    return setting, spot


def _next_door(around: Surroundings, spot: Ints) -> Ints:
    """Return the next postcode of the same authority."""
    each = around.postcodes_each
    return np.asarray(spot // each * each + (spot % each + 1) % each)
