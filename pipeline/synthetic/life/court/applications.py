"""Petitions put together as applications: one a case and kind, with the court's number, area and timetable.

What belongs here: what is true of an application as a whole. What does not: its children, hearings and orders.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.petition import as_before, happens
from pipeline.synthetic.life.court.timetable import (
    WEEKS_26,
    care_durations,
    extension_in_force,
)
from pipeline.synthetic.life.definition.court import Applications

if TYPE_CHECKING:
    from pipeline.synthetic.life.court.petition import Petitions
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

SECTION_31 = ("CARE", "SUPERVISION")
# Fictional: no court's numbers begin with Q. The second letter is the kind of local authority; each has numbers of
# its own, so that a case number is one of its kind in the country.
_LETTERS = {"E06": "QU", "E08": "QM", "E09": "QL", "E10": "QC"}
_NUMBERS_EACH = 1450


def make_applications(
    ground: Ground, children: Children, made: Petitions
) -> tuple[Applications, Ints]:
    """Return the applications of cases that were open in the calendar, and the application of each petition.

    Petitions of cases that ended before have -1. The end of an application is the last of its children's, its outcome
    that of the last; it is open while that of a child is.
    """
    kinds, kind = np.unique(made.application_type, return_inverse=True)
    keys, of = np.unique(made.case * max(len(kinds), 1) + kind, return_inverse=True)
    issue, end, last = _spans(made, of, len(keys))
    case = made.case[last]
    order = np.lexsort((kind[last], case, issue))
    order = order[_last_end(case, end)[order] >= ground.calendar.first_day]
    position = np.full(len(keys), -1, dtype=np.int64)
    position[order] = np.arange(len(order))
    # Whose case it is was settled by those of before the calendar too.
    repeat = _repeats(ground, _families(children, made, last), issue, (case, kinds[kind[last]]))
    area = ground.calibration.shares("court_assumed", "court_area", la_code=ground.la_code)
    applications = Applications(
        case_number=_case_numbers(ground, case[order], issue[order]),
        application_type=made.application_type[last][order],
        issue_date=issue[order],
        is_la_applicant=made.is_la_applicant[last][order],
        is_short_notice=_any(made.is_short_notice, of, len(keys))[order],
        is_repeat=repeat[order],
        court_area=np.full(len(order), area.codes[np.argmax(area.values)]),
        extended_to_date=np.full(len(order), OPEN),
        end_date=end[order],
        outcome=np.where(end[order] >= OPEN, "", made.outcome[last][order]),
    )
    return _with_extensions(ground, applications), position[of]


def planned_ends(ground: Ground, applications: Applications) -> Days:
    """Return when each application will end: of those that wait, after the calendar, by how long others take."""
    rng = ground.stream("court/planned end")
    last_day = ground.calendar.last_day
    waits = applications.end_date >= OPEN
    drawn = applications.issue_date + care_durations(ground, rng, applications.issue_date)
    later = last_day + 7 + np.floor(rng.exponential(50, len(drawn))).astype(np.int64)
    return np.where(waits, np.where(drawn > last_day, drawn, later), applications.end_date)


def first_interim_orders(applications: Applications, made: Petitions, of: Ints) -> Days:
    """Return the day of the first interim care order of each application; OPEN for none."""
    first = np.full(len(applications), OPEN)
    interim = np.flatnonzero(made.interim_order == "INTERIM_CARE")
    np.minimum.at(first, of[interim], made.interim_start[interim])
    return first


def _spans(made: Petitions, of: Ints, count: int) -> tuple[Days, Days, Ints]:
    """Return first issue and last end of each application, and the petition that ended last."""
    issue = np.full(count, OPEN)
    np.minimum.at(issue, of, made.issue_date)
    order = np.lexsort((np.arange(len(made)), made.end_date, of))
    last = np.zeros(count, dtype=np.int64)
    last[of[order]] = order
    return issue, made.end_date[last], last


def _last_end(case: Ints, end: Days) -> Days:
    """Return the end of the case of each application: that of the last of its applications."""
    cases, of = np.unique(case, return_inverse=True)
    last = np.full(len(cases), np.datetime64("0001-01-01", "D"))
    np.maximum.at(last, of, end)
    return last[of]


def _any(flags: Flags, of: Ints, count: int) -> Flags:
    found = np.zeros(count, dtype=bool)
    np.logical_or.at(found, of, flags)
    return found


def _families(children: Children, made: Petitions, rows: Ints) -> Ints:
    family = children.family[made.child[rows]]
    return np.where(family >= 0, family, -2 - made.child[rows])


def _repeats(ground: Ground, family: Ints, issue: Days, about: tuple[Ints, Codes]) -> Flags:
    """Return which section 31 applications, and others in their cases, follow earlier ones about the same family.

    Families that are not known to have been there before were so by chance (other children, elsewhere, long ago), such
    that the share of all is the assumed one.
    """
    rng = ground.stream("court/repeat")
    case, kind = about
    first = np.flatnonzero(np.isin(kind, SECTION_31))
    order = first[np.lexsort((case[first], issue[first], family[first]))]
    again = np.zeros(len(case), dtype=bool)
    again[order] = as_before(family[order]) & ~as_before(case[order])
    wanted = ground.calibration.number("court", "repeat_share") * len(first)
    others = max(len(first) - int(again.sum()), 1)
    chance = max(wanted - int(again.sum()), 0.0) / others
    again[first] |= happens(rng, chance, len(first))
    return np.isin(case, case[again])


def _case_numbers(ground: Ground, case: Ints, issue: Days) -> Codes:
    """Return a number of the court's form for each application, the same for those of one case, rising by issue."""
    _, first, of = np.unique(case, return_index=True, return_inverse=True)
    year = issue[first].astype("datetime64[Y]").astype(np.int64) + 1970
    order = np.lexsort((first, year))
    begins = np.searchsorted(year[order], year[order])
    serial = np.empty(len(first), dtype=np.int64)
    serial[order] = np.arange(len(first)) - begins + 1
    letters = _LETTERS.get(ground.la_code[:3], "QX")
    block = int(ground.la_code[-3:]) * _NUMBERS_EACH
    numbers = [
        f"{letters}{one % 100:02}C{block + place:05}"
        for one, place in zip(year.tolist(), serial.tolist(), strict=True)
    ]
    return np.array(numbers, dtype="U12")[of] if numbers else np.zeros(0, dtype="U12")


def _with_extensions(ground: Ground, applications: Applications) -> Applications:
    """Return the applications with the day to which the court extended those beyond 26 weeks."""
    rng = ground.stream("court/extension")
    last_day = ground.calendar.last_day
    until = np.minimum(applications.end_date, last_day)
    share = ground.calibration.number("court", "extension_recorded_share")
    recorded = np.isin(applications.application_type, SECTION_31) & happens(
        rng, share, len(applications)
    )
    beyond = until - applications.issue_date > WEEKS_26
    return applications.replace(
        extended_to_date=np.where(
            recorded & beyond, extension_in_force(applications.issue_date, until), OPEN
        )
    )
