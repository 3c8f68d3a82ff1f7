"""The tables of an SSDA903 return with a row a child: header, asylum seekers, outcomes, care leavers, permanence.

What belongs here: what a return says of a child as of its year's end. What does not: episodes and other spells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.column import codes, days, flags, numbers

if TYPE_CHECKING:
    from pipeline.synthetic.extracts.definition import Extract
    from pipeline.synthetic.extracts.looked_after.year_in_care import YearInCare
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_FIRST_YEAR_OF_LETTERS = 2025  # SEX is 1 or 2 to 2023/24, M or F after
_OF_AGE = 18


def header_extract(year: YearInCare) -> Extract:
    """Return all children with an episode or care leaver's outcomes in the year."""
    leavers = year.world.care.care_leavers
    is_in = year.has_episode.copy()
    is_in[leavers.child[leavers.collection_year == year.year]] = True
    child = np.flatnonzero(is_in)
    children = year.world.children
    mother, mothers_child = _motherhood(year, child)
    return year.extract(
        "header",
        {
            "la_child_id": codes(children.la_child_id[child]),
            "sex_code": codes(_sex(year, child)),
            "birth_date": days(children.birth_date[child]),
            "ethnicity_code": codes(children.ethnicity[child]),
            "upn": codes(_upn(year, child)),
            "mother_code": codes(mother),
            "mothers_child_birth_date": days(mothers_child),
        },
    )


def uasc_extract(year: YearInCare) -> Extract:
    """Return the children with an episode who were unaccompanied asylum seekers in the year.

    While the status lasts, it is said to cease on the eighteenth birthday: rule 205B holds the next year's return
    against that.
    """
    children = year.world.children
    of_age = birthday(children.birth_date, _OF_AGE)
    ceased = np.minimum(children.uasc_ceased_date, of_age)
    child = np.flatnonzero(year.has_episode & children.is_uasc & (ceased >= year.first_day))
    known = np.where(ceased <= year.last_day, ceased, of_age)[child]
    return year.extract(
        "uasc",
        {
            **year.child_columns(child),
            "sex_code": codes(_sex(year, child)),
            "uasc_ceased_date": days(known),
        },
    )


def oc2_extract(year: YearInCare) -> Extract:
    """Return the outcomes of children looked after for 12 months."""
    care = year.world.care
    rows = care.health.take(care.health.collection_year == year.year)
    return year.extract(
        "oc2",
        {
            **year.child_columns(care.periods.child[rows.period]),
            "sdq_score": numbers(rows.sdq_score),
            "sdq_reason_code": codes(rows.sdq_reason),
            "is_convicted": flags(rows.is_convicted),
            "is_health_checked": flags(rows.is_health_checked),
            "is_immunised": flags(rows.is_immunised),
            "has_teeth_check": flags(rows.has_teeth_check),
            "has_health_assessment": flags(rows.has_health_assessment),
            "has_substance_misuse": flags(rows.has_substance_misuse),
            "has_received_intervention": flags(rows.has_received_intervention),
            "has_been_offered_intervention": flags(rows.has_been_offered_intervention),
        },
    )


def oc3_extract(year: YearInCare) -> Extract:
    """Return the care leavers of a year."""
    leavers = year.world.care.care_leavers
    rows = leavers.take(leavers.collection_year == year.year)
    return year.extract(
        "oc3",
        {
            **year.child_columns(rows.child),
            "in_touch_code": codes(rows.in_touch),
            "activity_code": codes(rows.activity),
            "accommodation_code": codes(rows.accommodation),
        },
    )


def previous_permanence_extract(year: YearInCare) -> Extract:
    """Return what was before the first period of care that each child began in the year."""
    periods, permanences = year.world.care.periods, year.world.care.previous_permanences
    begun = np.flatnonzero(year.includes(periods.start_date[permanences.period]))
    begun = begun[np.argsort(periods.start_date[permanences.period[begun]], kind="stable")]
    _, first = np.unique(periods.child[permanences.period[begun]], return_index=True)
    rows = permanences.take(begun[first])
    return year.extract(
        "previous_permanence",
        {
            **year.child_columns(periods.child[rows.period]),
            "previous_permanence_code": codes(rows.code),
            "previous_permanence_la_code": codes(rows.la_code),
            "previous_permanence_date": codes(rows.date_text),
        },
    )


def _sex(year: YearInCare, child: Ints) -> Codes:
    sex = year.world.children.sex[child]
    if year.year >= _FIRST_YEAR_OF_LETTERS:
        return sex
    return np.where(sex == "M", "1", "2")


def _upn(year: YearInCare, child: Ints) -> Codes:
    """Return the UPN on record at the year's end, or why there is none.

    UN1 for who is under school age as rule 209 has it, UN3 for who came from abroad, UN2 for who was never at school
    here: from one year to the next only UN1 may become another of these (rule 208).
    """
    children = year.world.children.take(child)
    is_known = (children.upn != "") & (children.upn_from_date <= year.last_day)
    school_day = np.datetime64(f"{year.year - 2}-08-31", "D")
    is_young = birthday(children.birth_date, 4) > school_day
    unknown = np.select([children.is_uasc, is_young], ["UN3", "UN1"], "UN2")
    return np.where(is_known, children.upn, unknown)


def _motherhood(year: YearInCare, child: Ints) -> tuple[Codes, Days]:
    """Return the mother's code and the birth of her child, of girls looked after other than in short breaks.

    A birth after she left care is not known to the return (rule 625).
    """
    children = year.world.children
    birth = children.mothers_child_birth_date[child]
    is_asked = year.has_full_episode[child] & (children.sex[child] == "F")
    is_mother = is_asked & (birth <= np.minimum(_last_day_in_care(year)[child], year.last_day))
    return _yes_no(is_mother, is_asked), np.where(is_mother, birth, OPEN)


def _last_day_in_care(year: YearInCare) -> Days:
    last = np.full(len(year.world.children), np.datetime64("0001-01-01", "D"))
    periods = year.world.care.periods
    begun = periods.start_date <= year.last_day
    np.maximum.at(last, periods.child[begun], periods.end_date[begun])
    return last


def _yes_no(is_so: Flags, is_asked: Flags) -> Codes:
    return np.select([is_so, is_asked], ["1", "0"], "")
