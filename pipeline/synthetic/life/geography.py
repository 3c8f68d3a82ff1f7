"""Where the made children live and are placed: fictional postcodes on a fictional grid, of no place in Great Britain.

Every local authority of today has one district of postcodes, which is the same for every seed and plan. Regions are
squares of three by three and their authorities lie in rows within them, so that neighbours are near. What does not
belong here: whose home is where.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

import numpy as np

from pipeline.sources.api import read_seed
from pipeline.synthetic.chance.stream import stream

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Floats, Ints

POSTCODES_PER_AUTHORITY = 400
# No postcode area begins with Z but ZE (Shetland); ZZ is the Department's for unknown ones.
_AREA_LETTERS = "ABCDFGHKL"
# Letters that the second half of a postcode never has: C I K M O V.
_INWARD_LETTERS = np.array(list("ABDEFGHJLNPQRSTUWXYZ"))
_METRES_PER_MILE = 1609.344
# The farthest two places are 280 miles apart: rule 454 doubts a placement more than 350 miles from home.
_REGION_METRES = 115_000
_CORNER = (150_000, 100_000)
# Across: in a county a placement may be more than 20 miles from home, as one in twelve there is.
_AUTHORITY_METRES = {"London borough": 9_000, "Metropolitan district": 14_000, "County": 80_000}
_OTHER_METRES = 18_000


@dataclass(frozen=True)
class Geography:
    """The postcodes of every local authority of today.

    Attributes:
        la_codes: The authorities, rising.
        postcodes: Their postcodes: a row an authority.
        eastings: Metres east of each postcode.
        northings: Metres north of each postcode.
    """

    la_codes: Codes
    postcodes: Codes
    eastings: Ints
    northings: Ints

    def postcodes_of(self, la_code: str) -> Codes:
        """Return the postcodes of an authority.

        Raises:
            KeyError: It is not an authority of today.
        """
        return np.asarray(self.postcodes[self._row[la_code]])

    def neighbours(self, la_code: str) -> Codes:
        """Return the codes of all other authorities, the nearest first."""
        row = self._row[la_code]
        east, north = self.eastings.mean(axis=1), self.northings.mean(axis=1)
        order = np.argsort(np.hypot(east - east[row], north - north[row]), kind="stable")
        return np.asarray(self.la_codes[order[order != row]])

    def la_code_of(self, postcodes: Codes) -> Codes:
        """Return the authority in which each postcode lies; "" for none.

        Raises:
            KeyError: One is no postcode of this geography.
        """
        found = self.la_codes[self._position(postcodes) // self.postcodes.shape[1]]
        return np.where(postcodes == "", "", found)

    def miles(self, here: Codes, there: Codes) -> Floats:
        """Return the straight line between pairs of postcodes in miles, to one decimal; NaN where one is "".

        Raises:
            KeyError: One is no postcode of this geography.
        """
        one, other = self._position(here), self._position(there)
        east, north = self.eastings.ravel(), self.northings.ravel()
        metres = np.hypot(east[one] - east[other], north[one] - north[other])
        unknown = (here == "") | (there == "")
        return np.where(unknown, np.nan, np.round(metres / _METRES_PER_MILE, 1))

    def columns(self) -> dict[str, NDArray[np.generic]]:
        """Return the whole list by column: postcode, la_code, easting, northing."""
        return {
            "postcode": self.postcodes.ravel(),
            "la_code": np.repeat(self.la_codes, self.postcodes.shape[1]),
            "easting": self.eastings.ravel(),
            "northing": self.northings.ravel(),
        }

    @cached_property
    def _row(self) -> dict[str, int]:
        return {str(code): row for row, code in enumerate(self.la_codes)}

    @cached_property
    def _sorted(self) -> tuple[Codes, Ints]:
        flat = self.postcodes.ravel()
        order = np.argsort(flat, kind="stable")
        return flat[order], order

    def _position(self, postcodes: Codes) -> Ints:
        known, order = self._sorted
        found = np.minimum(np.searchsorted(known, postcodes), len(known) - 1)
        if ((known[found] != postcodes) & (postcodes != "")).any():
            raise KeyError("a postcode is not of the fictional geography")
        return np.asarray(order[found])


@dataclass(frozen=True)
class _Place:
    la_code: str
    region_code: str
    metres: int


def geography_of(ground: Ground) -> Geography:
    """Return the geography of the country in which a local authority lies."""
    return load_geography(ground.calibration.folder.parent)


@cache
def load_geography(seeds: Path) -> Geography:
    """Return the fictional geography of the local authorities of today.

    Args:
        seeds: The folder that has local_authority.csv.

    Raises:
        ProjectError: It has not.
    """
    places = _places(seeds)
    regions = sorted({place.region_code for place in places})
    made = []
    for number, region in enumerate(regions):
        inside = [place for place in places if place.region_code == region]
        for order, place in enumerate(inside):
            centre = _centre(number, order, inside)
            made.append(
                (place.la_code, *_district(place, f"Z{_AREA_LETTERS[number]}{order + 1}", centre))
            )
    made.sort(key=lambda one: one[0])
    codes, postcodes, eastings, northings = (np.array(part) for part in zip(*made, strict=True))
    return Geography(codes, postcodes, eastings, northings)


def _places(seeds: Path) -> list[_Place]:
    rows = [row for row in read_seed(seeds, "local_authority") if not row["valid_to"]]
    return [
        _Place(
            row["la_code"],
            row["region_code"],
            _AUTHORITY_METRES.get(row["la_type"], _OTHER_METRES),
        )
        for row in sorted(rows, key=lambda row: row["la_code"])
    ]


def _centre(region: int, order: int, inside: list[_Place]) -> tuple[float, float]:
    """Return the middle of an authority: rows of a square about the middle of its region."""
    side = int(np.ceil(np.sqrt(len(inside))))
    step = min(float(np.mean([place.metres for place in inside])) * 1.15, _REGION_METRES / side)
    east, north = (at - (side - 1) / 2 for at in (order % side, order // side))
    return (
        _CORNER[0] + (region % 3) * _REGION_METRES + east * step,
        _CORNER[1] + (region // 3) * _REGION_METRES + north * step,
    )


def _district(
    place: _Place, district: str, centre: tuple[float, float]
) -> tuple[Codes, Ints, Ints]:
    """Return the postcodes of an authority and where they lie: denser towards its middle."""
    rng = stream(0, "geography", place.la_code)
    number = np.sort(rng.choice(9 * 20 * 20, POSTCODES_PER_AUTHORITY, replace=False))
    inward = np.char.add(_INWARD_LETTERS[number // 20 % 20], _INWARD_LETTERS[number % 20])
    sector = (1 + number // 400).astype(np.str_)
    postcodes = np.char.add(f"{district} ", np.char.add(sector, inward))
    distance = place.metres / 2 * rng.random(len(number)) ** 0.7
    angle = rng.random(len(number)) * 2 * np.pi
    east = np.rint(centre[0] + distance * np.cos(angle)).astype(np.int64)
    north = np.rint(centre[1] + distance * np.sin(angle)).astype(np.int64)
    return postcodes, east, north
