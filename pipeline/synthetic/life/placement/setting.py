"""The homes, schools, supported accommodation and agencies that an authority uses, and which child is in which.

Each authority has a list of its own: settings are made as many as its children need. What does not belong here: where
foster carers live (`place`), prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.life.definition.care import Settings
from pipeline.synthetic.life.placement.kind import CODES

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Flags, Ints
    from pipeline.synthetic.life.placement.definition import Stays
    from pipeline.synthetic.life.placement.place import Surroundings

# The day from which supported accommodation is registered, so has a number; living alone ended with it.
REGISTERED = np.datetime64("2023-10-28", "D")
# What a kind of setting may have, and the ending of its name.
_TYPES = {
    "K2": ("K2", "House"),
    "K1": ("K1", "Secure Home"),
    "R3": ("R3", "Family Centre"),
    "S1": ("S1", "School"),
    "H5": ("H5,K3", "Lodge"),
    "U6": ("U1,U2,U3,U4,U5,U6", "Fostering"),
    "A6": ("A3,A4,A5,A6", "Adoption"),
}
_FIXED = ("K2", "K1", "R3", "S1", "H5")
_AGENCIES = ("U6", "A6")
_HOMES = ("K1", "K2")
_PROVIDERS = ("PR0", "PR1", "PR2", "PR3", "PR4", "PR5")
_CHILDREN_AN_AGENCY = 12.0
_FIRST_NAMES = (
    *("Alder", "Amber", "Ash", "Beech", "Birch", "Bramble", "Brook", "Cedar", "Clover", "Copper"),
    *("Elm", "Fern", "Finch", "Garnet", "Hazel", "Heron", "Holly", "Ivy", "Juniper", "Kestrel"),
    *("Larch", "Lark", "Linden", "Maple", "Meadow", "Oak", "Otter", "Poplar", "Rowan", "Willow"),
)
_SECOND_NAMES = (
    *("bank", "bourne", "bridge", "combe", "cote", "croft", "dale", "field", "ford", "gate"),
    *("hurst", "lands", "leigh", "mead", "moor", "ridge", "side", "stead", "ton", "wood"),
)


@dataclass(frozen=True)
class Chosen:
    """The settings, and which of them each stay is in.

    Attributes:
        settings: All of them.
        spots: Where each setting is: position of its postcode.
        setting: Row of the settings for each stay, -1 for none.
        first: First setting from which a stay's is chosen.
        count: From how many settings it is chosen.
        is_fixed: Whether the child lives at the setting, not with carers of it.
    """

    settings: Settings
    spots: Ints
    setting: Ints
    first: Ints
    count: Ints
    is_fixed: Flags

    def spots_of(self, setting: Ints) -> Ints:
        """Return where settings are; any number where there is none."""
        return np.asarray(np.append(self.spots, -1)[setting])

    def next_to(self, setting: Ints) -> Ints:
        """Return another setting of the same sort for each stay that has one."""
        after = self.first + (setting - self.first + 1) % np.maximum(self.count, 1)
        return np.where(self.count > 0, after, setting)


@dataclass(frozen=True)
class _Sorts:
    """The sorts of setting that are needed: one kind, provider and location each.

    Attributes:
        kind: Placement code that names the kind.
        provider: Position in _PROVIDERS.
        location: 0 in the authority, 2 near it, 3 further off.
        count: How many settings.
    """

    kind: Codes
    provider: Ints
    location: Ints
    count: Ints


def make_settings(
    ground: Ground, around: Surroundings, stays: Stays, *, provider: Codes, location: Ints
) -> Chosen:
    """Return the settings that the stays need, and one of the right sort for each stay."""
    rng = ground.stream("settings")
    kind = _kinds_of_setting(stays)
    number = np.searchsorted(_PROVIDERS, provider)
    place = _places(kind, number, location)
    key = (np.searchsorted(sorted(_TYPES), kind) * 10 + number) * 10 + place
    key = np.where((kind != "") & (provider != ""), key, -1)
    keys, sort = np.unique(key, return_inverse=True)
    needed = keys >= 0
    sorts = _sorts(ground, stays, keys[needed], key)
    start = np.concatenate(([0], np.cumsum(sorts.count)))[:-1]
    which = sort - int((~needed).sum())  # below 0 for stays without a setting
    first = np.where(which >= 0, np.append(start, -1)[which], -1)
    count = np.where(which >= 0, np.append(sorts.count, 0)[which], 0)
    setting = first + (rng.random(len(first)) * count).astype(np.int64)
    spots = _spots(rng, around, sorts)
    return Chosen(
        settings=_listed(ground, around, sorts, spots),
        spots=spots,
        setting=np.where(count > 0, setting, -1),
        first=first,
        count=count,
        is_fixed=np.isin(kind, _FIXED) & (count > 0),
    )


def _kinds_of_setting(stays: Stays) -> Codes:
    """Return the kind of setting that each stay needs, "" for none."""
    code = CODES[stays.kind]
    code = np.where(code == "U3", "U6", code)
    # Living alone became supported accommodation when that was registered.
    code = np.where((code == "P2") & (stays.end > REGISTERED), "H5", code)
    return np.where(np.isin(code, list(_TYPES)), code, "")


def _places(kind: Codes, provider: Ints, location: Ints) -> Ints:
    """Return where settings are: the authority's own in it, of others agencies and homes elsewhere (rule 229)."""
    place = np.where(location <= 1, 0, location)
    place = np.where(np.isin(kind, _AGENCIES), np.where(provider == 1, 0, 2), place)
    return np.where((provider == 2) & (place == 0), 2, place)


def _sorts(ground: Ground, stays: Stays, keys: Ints, key: Ints) -> _Sorts:
    """Return the sorts of setting with as many as hold the children at a time, two at least of homes."""
    kind = np.array(sorted(_TYPES))[keys // 100]
    provider, location = keys // 10 % 10, keys % 10
    calendar = ground.calendar
    first, last = calendar.first_day, calendar.last_day + 1
    days = (np.minimum(stays.end, last) - np.maximum(stays.start, first)).astype(np.int64)
    used = np.array([np.maximum(days[key == one], 0).sum() for one in keys], dtype=np.float64)
    children = used / float((last - first).astype(np.int64))
    number = ground.calibration.number
    each = np.where(
        provider == 1,
        number("placement", "children_per_own_home"),
        number("placement", "children_per_other_home"),
    )
    is_agency = np.isin(kind, _AGENCIES)
    count = np.maximum(np.ceil(children / np.where(is_agency, _CHILDREN_AN_AGENCY, each)), 2)
    # An authority has one fostering and one adoption service.
    count = np.where(is_agency & (provider == 1), 1, count)
    return _Sorts(kind, provider, location, count.astype(np.int64))


def _spots(rng: np.random.Generator, around: Surroundings, sorts: _Sorts) -> Ints:
    """Return where settings are; those of one sort each at a postcode of its own."""
    location = np.repeat(sorts.location, sorts.count)
    return around.spots_apart(rng, location)


def _listed(ground: Ground, around: Surroundings, sorts: _Sorts, spots: Ints) -> Settings:
    kind = np.repeat(sorts.kind, sorts.count)
    is_home = np.isin(kind, _HOMES)
    geography = around.geography
    provider = np.array(_PROVIDERS)[np.repeat(sorts.provider, sorts.count)]
    return Settings(
        urn=_urns(ground, is_home),
        name=_names(ground, kind),
        is_home=is_home,
        placement_types=np.array([_TYPES[str(one)][0] for one in kind], dtype=np.str_),
        provider=provider,
        la_code=geography.la_codes[spots // around.postcodes_each],
        postcode=geography.postcodes.ravel()[spots],
    )


def _urns(ground: Ground, is_home: Flags) -> Codes:
    """Return numbers that no other authority has: SC and six digits for homes, seven digits for others."""
    dfe = int(ground.authority.dfe_la_code) * 1000
    homes = np.char.add("SC", (dfe + np.arange(len(is_home))).astype(np.str_))
    others = (2_000_000 + dfe + np.arange(len(is_home))).astype(np.str_)
    return np.where(is_home, homes, others)


def _names(ground: Ground, kind: Codes) -> Codes:
    """Return a name for each setting, all different."""
    pairs = len(_FIRST_NAMES) * len(_SECOND_NAMES)
    at = ground.stream("names of settings").permutation(pairs)[np.arange(len(kind)) % pairs]
    return np.array(
        [
            f"{_FIRST_NAMES[one % len(_FIRST_NAMES)]}{_SECOND_NAMES[one // len(_FIRST_NAMES)]} {_TYPES[str(what)][1]}"
            for one, what in zip(at, kind, strict=True)
        ],
        dtype=np.str_,
    )
