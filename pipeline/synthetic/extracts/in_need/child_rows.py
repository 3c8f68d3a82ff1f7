"""The tables of a CIN census with a row a file or a child: header, identifiers, characteristics, disabilities.

What belongs here: what a census says of a child as of its year's end. What does not: cases.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import age_on
from pipeline.synthetic.life.column import codes, days

if TYPE_CHECKING:
    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.extracts.in_need.year_in_need import YearInNeed
    from pipeline.synthetic.life.definition.rows import Codes, Flags

_FIRST_YEAR_OF_LETTERS = 2025  # GenderCurrent is 1, 2 or 0 to 2023/24
_SCHOOL_AGE = 5
_NOT_YET_KNOWN = "NOBT"


def header_extract(year: YearInNeed) -> Extract:
    """Return the row that says whose census it is."""
    texts = {
        "collection_code": "CIN",
        "census_year": year.year,
        "reference_date": year.last_day.astype(object),
        "source_level_code": "L",
        "dfe_la_code": year.world.ground.authority.dfe_la_code,
        "software_name": "Made-up case system",
        "software_release": f"{year.year}.1",
        "serial_number": "001",
        "made_timestamp": datetime(year.year, 6, 2, 9, 30),  # noqa: DTZ001 - a census has no time zone
    }
    return year.extract("header", {name: pa.array([text]) for name, text in texts.items()})


def identifiers_extract(year: YearInNeed) -> Extract:
    """Return the children of the census; one not yet born has an expected date of birth."""
    children = year.world.children.take(year.children)
    unborn = _is_unborn(year)
    upn = _upns(year)
    return year.extract(
        "child_identifiers",
        {
            "la_child_id": codes(children.la_child_id),
            "upn": codes(upn),
            "former_upn": codes(np.where(upn == "", "", children.former_upn)),
            "upn_unknown_reason_code": codes(np.where(upn == "", _reasons(year), "")),
            "birth_date": days(np.where(unborn, OPEN, children.birth_date)),
            "expected_birth_date": days(np.where(unborn, children.birth_date, OPEN)),
            "sex_code": codes(_sexes(year, unborn)),
            "death_date": year.so_far(children.death_date),
        },
    )


def characteristics_extract(year: YearInNeed) -> Extract:
    """Return the ethnicity of each child, not yet known of the unborn."""
    children = year.world.children.take(year.children)
    return year.extract(
        "child_characteristics",
        {
            "la_child_id": codes(children.la_child_id),
            "ethnicity_code": codes(np.where(_is_unborn(year), _NOT_YET_KNOWN, children.ethnicity)),
        },
    )


def disabilities_extract(year: YearInNeed) -> Extract:
    """Return the disabilities, or NONE, of the children born of whom something more than a referral is known."""
    children, every = year.world.children, year.world.need.disabilities
    is_in = year.is_in_need & year.is_known(children.birth_date)
    rows = every.take(is_in[every.child])
    return year.extract(
        "disabilities",
        {
            "la_child_id": codes(children.la_child_id[rows.child]),
            "disability_code": codes(rows.code),
        },
    )


def _is_unborn(year: YearInNeed) -> Flags:
    return ~year.is_known(year.world.children.birth_date[year.children])


def _upns(year: YearInNeed) -> Codes:
    """Return the pupil numbers on record; a few children's never reach social care, though known elsewhere."""
    every = year.world.children
    calibration = year.world.ground.calibration
    share = calibration.number("need", "upn_unlinked_share")
    rng = year.world.ground.stream("cin census: linkage")
    unlinked = (rng.random(len(every)) < share)[year.children]
    children = every.take(year.children)
    return np.where(year.is_known(children.upn_from_date) & ~unlinked, children.upn, "")


def _reasons(year: YearInNeed) -> Codes:
    """Return why a child would have no pupil number: too young, only referred, or not known."""
    birth = year.world.children.birth_date[year.children]
    young = age_on(birth, year.last_day) < _SCHOOL_AGE
    only_referred = ~year.is_in_need[year.children]
    return np.select([young, only_referred], ["UN1", "UN7"], "UN4")


def _sexes(year: YearInNeed, unborn: Flags) -> Codes:
    sex = year.world.children.sex[year.children]
    if year.year >= _FIRST_YEAR_OF_LETTERS:
        return np.where(unborn, "U", sex)
    return np.where(unborn, "0", np.where(sex == "M", "1", "2"))
