"""How long proceedings last and are extended, and the hearings that a case of some length has.

What belongs here: time in court. What does not: which cases there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.petition import CODE, as_before, happens
from pipeline.synthetic.life.definition.court import Hearings

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.court import Applications
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

WEEKS_26 = 182
_EXTENSION = 56  # the court may extend by eight weeks at a time (Children Act 1989, section 32)
_URGENT = ("EMERGENCY", "ASSESSMENT", "SECURE", "LIBERTY")  # decided on the day of issue
_SHORT = ("DISCHARGE", "GUARDIANSHIP", "ARRANGEMENTS", "ADOPTION", "REVOCATION")
_FIRST_YEAR, _LAST_YEAR = 2016, 2025  # of the published durations


def care_durations(ground: Ground, rng: np.random.Generator, day: Days) -> Ints:
    """Return days from issue to end of care cases, by the published durations of the year of a day of each."""
    year = day.astype("datetime64[Y]").astype(np.int64) + 1970
    year = np.clip(year, _FIRST_YEAR, _LAST_YEAR)
    days = np.zeros(len(day), dtype=np.int64)
    for one in np.unique(year):
        rows = np.flatnonzero(year == one)
        lasting = ground.calibration.durations("court_assumed", "care_proceedings", given=str(one))
        days[rows] = np.maximum(lasting.draw(rng, len(rows)), 14)
    return days


def extension_in_force(issue: Days, until: Days) -> Days:
    """Return the day to which a case that lasts until a day has been extended; OPEN when it was not.

    The court extends by eight weeks when the time allowed is about to end.
    """
    beyond = (until - issue).astype(np.int64) - WEEKS_26
    steps = -(-beyond // _EXTENSION)
    extended = issue + (WEEKS_26 + steps * _EXTENSION)
    return np.where((beyond > 0) & (until < OPEN), extended, OPEN)


def make_hearings(
    ground: Ground, applications: Applications, *, planned_end: Days, interim: Days
) -> Hearings:
    """Return the hearings held until the end of the calendar, and the next one that is listed in each open case.

    Args:
        ground: What the stage stands on.
        applications: All applications.
        planned_end: When each will end; of those that have ended, when they did.
        interim: Day of the first interim care order of each; OPEN for none.
    """
    rng = ground.stream("court/hearing")
    known = planned_end, interim
    kind, case = applications.application_type, applications.case_number
    is_care = np.isin(kind, ("CARE", "SUPERVISION"))
    care, urgent = np.flatnonzero(is_care), np.flatnonzero(np.isin(kind, _URGENT))
    # In care proceedings the placement order is heard with the care order.
    alone = (kind == "PLACEMENT") & ~np.isin(case, case[is_care])
    private = np.flatnonzero(np.isin(kind, _SHORT) | alone)
    drawn = [
        *_care_hearings(ground, rng, _Cases.of(applications, known, care)),
        *_one_hearing(_Cases.of(applications, known, urgent)),
        *_short_course(rng, _Cases.of(applications, known, private)),
    ]
    return _known(ground, rng, drawn, applications)


@dataclass(frozen=True)
class _Cases:
    application: Ints
    issue: Days
    end: Days
    length: Ints
    interim: Days

    @classmethod
    def of(cls, applications: Applications, known: tuple[Days, Days], rows: Ints) -> _Cases:
        planned_end, interim = known
        issue, end = applications.issue_date[rows], planned_end[rows]
        return cls(rows, issue, end, (end - issue).astype(np.int64), interim[rows])


# Application, day, kind and outcome of hearings.
_Drawn = tuple["Ints", "Days", str, str]


def _care_hearings(ground: Ground, rng: np.random.Generator, cases: _Cases) -> list[_Drawn]:
    share = {
        name: ground.calibration.number("court", name)
        for name in (
            "concluded_at_irh_share",
            "adjourned_share",
            "further_cmh_share",
            "fact_finding_share",
            "final_vacated_share",
        )
    }
    rows = len(cases.length)

    def at(days: Ints, which: Flags, kind: str, outcome: str = "HELD") -> _Drawn:
        # Nothing is heard after the last hearing.
        held = np.flatnonzero(which & (days < cases.length))
        return cases.application[held], cases.issue[held] + days[held], kind, outcome

    def some(name: str) -> Flags:
        return happens(rng, share[name], rows)

    first = rng.integers(12, 21, rows)
    put_off = some("adjourned_share")
    issues = np.maximum((cases.length * 0.78).astype(np.int64), 60)
    ends_there = some("concluded_at_irh_share")
    irh_put_off = some("adjourned_share") | (cases.length > 2 * WEEKS_26)
    everyone = np.ones(rows, dtype=bool)
    last = cases.length
    final = (cases.application, cases.end)
    return [
        at((cases.interim - cases.issue).astype(np.int64), cases.interim < OPEN, "URGENT"),
        at(first, put_off, "CMH", "ADJOURNED"),
        at(first + np.where(put_off, 9, 0), everyone, "CMH"),
        at(rng.integers(55, 90, rows), some("further_cmh_share"), "FCMH"),
        at(rng.integers(100, 125, rows), some("fact_finding_share"), "FACT"),
        at(rng.integers(133, 150, rows), irh_put_off & (last > WEEKS_26), "IRH", "ADJOURNED"),
        at(issues, ~ends_there, "IRH"),
        at(
            last - rng.integers(21, 50, rows),
            some("final_vacated_share") & ~ends_there & (last > 60),
            "FINAL",
            "VACATED",
        ),
        *(
            at(np.full(rows, week * 7), last > week * 7 + 45, "DIRECTIONS")
            for week in range(30, 120, 9)
        ),
        (final[0][ends_there], final[1][ends_there], "IRH", "CONCLUDED"),
        (final[0][~ends_there], final[1][~ends_there], "FINAL", "CONCLUDED"),
    ]


def _one_hearing(cases: _Cases) -> list[_Drawn]:
    return [(cases.application, cases.issue, "URGENT", "CONCLUDED")]


def _short_course(rng: np.random.Generator, cases: _Cases) -> list[_Drawn]:
    first = cases.issue + rng.integers(20, 36, len(cases.issue))
    early = np.flatnonzero(first < cases.end)
    return [
        (cases.application[early], first[early], "DIRECTIONS", "HELD"),
        (cases.application, cases.end, "FINAL", "CONCLUDED"),
    ]


def _known(
    ground: Ground,
    rng: np.random.Generator,
    drawn: list[_Drawn],
    applications: Applications,
) -> Hearings:
    application = np.concatenate([part[0] for part in drawn])
    planned = np.concatenate([part[1] for part in drawn])
    day = np.maximum(_on_working_day(planned), applications.issue_date[application])
    kind = np.concatenate([np.full(len(part[0]), part[2], dtype=CODE) for part in drawn])
    outcome = np.concatenate([np.full(len(part[0]), part[3], dtype=CODE) for part in drawn])
    # The legal status says on which day the last hearing was.
    day = np.where(outcome == "CONCLUDED", planned, day)
    number = ground.calibration.number
    share = np.where(
        np.isin(kind, ("FINAL",)) | (outcome == "CONCLUDED"),
        number("court", "agreed_at_end_share"),
        number("court", "agreed_before_share"),
    )
    agreed = (rng.random(len(day)) < share) & np.isin(outcome, ("HELD", "CONCLUDED"))
    outcome, keep = as_listed(
        day, outcome, ground.calendar.last_day, int(number("court", "listed_ahead_days"))
    )
    hearings = Hearings(
        application=application,
        hearing_date=day,
        hearing_type=kind,
        outcome=outcome,
        is_agreed=agreed & (outcome != ""),
    ).take(keep)
    return hearings.take(_in_order(hearings, applications))


def as_listed(day: Days, outcome: Codes, until: np.datetime64, ahead: int) -> tuple[Codes, Flags]:
    """Return the outcomes that are known on a day, and which hearings a tracker shows then.

    A hearing after the day is listed when it is near and is to be held; how it ends is not known.
    """
    past = day <= until
    near = (day <= until + ahead) & np.isin(outcome, ("HELD", "CONCLUDED", ""))
    return np.where(past, outcome, ""), np.asarray(past | near)


def _on_working_day(day: Days) -> Days:
    """Move a Saturday or Sunday to the Friday before."""
    weekday = (day.astype(np.int64) + 3) % 7  # 1 January 1970 was a Thursday
    return day - np.maximum(weekday - 4, 0)


def _in_order(hearings: Hearings, applications: Applications) -> Ints:
    order = np.lexsort((hearings.hearing_type, hearings.hearing_date, hearings.application))
    # Two of one kind on one day are one.
    ordered = hearings.take(order)
    case = applications.case_number[ordered.application]
    return order[~as_before(case, ordered.hearing_date, ordered.hearing_type)]
