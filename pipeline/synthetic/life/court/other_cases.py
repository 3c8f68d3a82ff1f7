"""Applications other than for care: emergency, placement, adoption, guardianship, discharge, secure and liberty.

What belongs here: applications worked back from legal statuses, placements and the reasons for which care ended. What
does not: section 31 applications (`care_cases`, `home_cases`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.court.care_cases import has_joint_placement_order
from pipeline.synthetic.life.court.petition import Petitions, draw_given, happens, petitions

if TYPE_CHECKING:
    from pipeline.synthetic.life.court.runs import Runs
    from pipeline.synthetic.life.definition.care import InCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints

_RETURNS = ("E4", "E4A", "E4B", "E13")
_PLACED_FOR_ADOPTION = ("A3", "A4", "A5", "A6")
_TEN_WEEKS = 70  # a child must have lived with adopters for ten weeks (Adoption and Children Act 2002, section 42)
_DAYS_A_YEAR = 365.25


def placement_petitions(
    ground: Ground, runs: Runs, care_part: Petitions, stretch: Ints
) -> tuple[Petitions, Petitions]:
    """Return applications for placement orders: those in care proceedings, in their cases, and those on their own."""
    rng = ground.stream("court/placement")
    care_row = np.full(len(runs), -1, dtype=np.int64)
    care_row[stretch] = np.arange(len(stretch))
    rows = np.flatnonzero(runs.placement_date < OPEN)
    made = runs.take(rows)
    joint = has_joint_placement_order(made) & (care_row[rows] >= 0)
    case, opened = np.arange(len(rows)), made.start_date.copy()
    case[joint] = care_part.case[care_row[rows[joint]]]
    opened[joint] = care_part.issue_date[care_row[rows[joint]]]
    issue = _before(ground, rng, made.placement_date, "placement_application")
    issue = np.minimum(np.maximum(issue, opened), made.placement_date)
    both = petitions(
        len(rows),
        child=made.child,
        period=made.period,
        case=case,
        application_type="PLACEMENT",
        issue_date=issue,
        end_date=made.placement_date,
        outcome="PLACEMENT",
        order_end=made.placement_end,
        care_plan="ADOPTION",
    )
    return both.take(joint), both.take(~joint)


def pending_placement_petitions(ground: Ground, care_part: Petitions) -> Petitions:
    """Return applications for placement orders that await the decision of open care cases."""
    rng = ground.stream("court/placement pending")
    last_day = ground.calendar.last_day
    waiting = (care_part.end_date > last_day) & (care_part.issue_date <= last_day - 105)
    share = ground.calibration.number("court", "placement_pending_share")
    rows = np.flatnonzero(waiting & happens(rng, share, len(care_part)))
    asked = care_part.take(rows)
    room = (last_day - asked.issue_date).astype(np.int64) - 90
    return petitions(
        len(rows),
        child=asked.child,
        period=asked.period,
        case=asked.case,
        application_type="PLACEMENT",
        issue_date=asked.issue_date + 90 + np.floor(rng.random(len(rows)) * room).astype(np.int64),
        care_plan="ADOPTION",
    )


def protection_petitions(
    children: Children, care: InCare, care_part: Petitions
) -> tuple[Petitions, Petitions]:
    """Return applications for emergency and assessment orders: those in a care case that followed, and the others."""
    statuses = care.legal_statuses
    rows = np.flatnonzero(np.isin(statuses.code, ("L2", "L3")))
    spells = statuses.take(rows)
    child = care.periods.child[spells.period]
    case = _case_that_follows(care_part, spells.period, spells.end_date)
    own = np.unique(
        np.column_stack((_family(children, child), spells.start_date.astype(np.int64))),
        axis=0,
        return_inverse=True,
    )[1].reshape(-1)
    both = petitions(
        len(rows),
        child=child,
        period=spells.period,
        case=np.where(case >= 0, case, own),
        application_type=np.where(spells.code == "L2", "EMERGENCY", "ASSESSMENT"),
        issue_date=spells.start_date,
        end_date=spells.start_date,
        outcome="GRANTED",
        order_end=spells.end_date,
        is_short_notice=True,
    )
    return both.take(case >= 0), both.take(case < 0)


def adoption_petitions(ground: Ground, care: InCare) -> Petitions:
    """Return adopters' applications: decided on the day on which care ended, or awaiting a decision."""
    rng = ground.stream("court/adoption")
    periods, placements = care.periods, care.placements
    decided = np.flatnonzero(np.isin(periods.reason_ceased, ("E11", "E12")))
    end = periods.end_date[decided]
    earliest = np.minimum(_matched(care)[decided] + _TEN_WEEKS, end - 14)
    issue = np.maximum(_before(ground, rng, end, "adoption_application"), earliest)
    placed = np.flatnonzero(
        np.isin(placements.placement_type, _PLACED_FOR_ADOPTION) & (placements.end_date >= OPEN)
    )
    asked = placements.start_date[placed] + _TEN_WEEKS + rng.integers(0, 150, len(placed))
    pending = placed[asked <= ground.calendar.last_day]
    period = np.concatenate((decided, placements.period[pending]))
    return petitions(
        len(period),
        child=periods.child[period],
        period=period,
        case=np.arange(len(period)),
        application_type="ADOPTION",
        issue_date=np.concatenate((issue, asked[asked <= ground.calendar.last_day])),
        end_date=np.concatenate((end, np.full(len(pending), OPEN))),
        outcome=np.where(np.arange(len(period)) < len(decided), "ADOPTION", ""),
        is_la_applicant=False,
        care_plan="ADOPTION",
    )


def permanence_petitions(ground: Ground, children: Children, care: InCare) -> Petitions:
    """Return carers' applications for special guardianship and child arrangements orders that ended care."""
    rng = ground.stream("court/permanence")
    periods = care.periods
    guardianship = np.isin(periods.reason_ceased, ("E43", "E44", "E45", "E46", "E47", "E48"))
    arrangements = periods.reason_ceased == "E41"
    # An order that ended interim care was made in the care case.
    rows = np.flatnonzero((guardianship | arrangements) & (_last_status(care) != "C1"))
    end = periods.end_date[rows]
    issue = np.maximum(
        _before(ground, rng, end, "guardianship_application"), periods.start_date[rows]
    )
    kind = np.where(guardianship[rows], "GUARDIANSHIP", "ARRANGEMENTS")
    together = np.column_stack((_family(children, periods.child[rows]), end.astype(np.int64)))
    return petitions(
        len(rows),
        child=periods.child[rows],
        period=rows,
        case=np.unique(together, axis=0, return_inverse=True)[1].reshape(-1),
        application_type=kind,
        issue_date=issue,
        end_date=end,
        outcome=kind,
        is_la_applicant=False,
        care_plan=kind,
    )


def discharge_petitions(ground: Ground, runs: Runs) -> Petitions:
    """Return applications to discharge care orders and revoke placement orders, with and without success."""
    rng = ground.stream("court/discharge")
    next_stays = np.concatenate(
        ((runs.child[1:] == runs.child[:-1]) & ~runs.is_new[1:], np.zeros(min(len(runs), 1), bool))
    )
    went_home = np.isin(runs.ended_by, _RETURNS) & (runs.last_code != "C1") & ~next_stays
    share = ground.calibration.number("court", "discharge_at_return_share")
    discharged = np.flatnonzero(went_home & happens(rng, share, len(runs)))
    revoked = np.flatnonzero((runs.placement_end < runs.end_date) & (runs.placement_date < OPEN))
    refused, asked = _refused(ground, rng, runs)
    rows = np.concatenate((discharged, revoked, refused))
    end = np.concatenate(
        (runs.end_date[discharged], runs.placement_end[revoked], runs.end_date[refused])
    )
    issue = np.maximum(_before(ground, rng, end, "discharge_application"), runs.start_date[rows])
    is_refused = np.arange(len(rows)) >= len(discharged) + len(revoked)
    issue[is_refused] = asked
    lasting = ground.calibration.durations("court_assumed", "discharge_application")
    end[is_refused] = np.minimum(asked + lasting.draw(rng, len(refused)), runs.end_date[refused])
    outcome = draw_given(
        rng, ground.calibration, "outcome_of_parents_discharge", np.full(len(rows), "")
    )
    is_revoked = np.isin(np.arange(len(rows)), np.arange(len(revoked)) + len(discharged))
    return petitions(
        len(rows),
        child=runs.child[rows],
        period=runs.period[rows],
        case=np.arange(len(rows)),
        application_type=np.where(is_revoked, "REVOCATION", "DISCHARGE"),
        issue_date=issue,
        end_date=end,
        outcome=np.where(is_refused, outcome, "DISCHARGED"),
        is_la_applicant=~is_refused & (rng.random(len(rows)) < 0.5),
        care_plan=np.where(is_refused, "", np.where(is_revoked, "FOSTERING", "PARENTS")),
    )


def with_discharges(made: Petitions) -> Petitions:
    """Return petitions with care orders that end on the day of their discharge."""
    ended = np.flatnonzero((made.application_type == "DISCHARGE") & (made.outcome == "DISCHARGED"))
    day = np.full(int(made.period.max(initial=-1)) + 1, OPEN)
    day[made.period[ended]] = made.end_date[ended]
    ordered = np.flatnonzero((made.application_type == "CARE") & (made.period >= 0))
    order_end = made.order_end.copy()
    order_end[ordered] = np.minimum(order_end[ordered], day[made.period[ordered]])
    return made.replace(order_end=order_end)


def liberty_petitions(ground: Ground, children: Children, care: InCare) -> Petitions:
    """Return applications for secure accommodation orders and to deprive a child of liberty in another home."""
    rng = ground.stream("court/liberty")
    placements = care.placements
    child = care.periods.child[placements.period]
    age = (placements.start_date - children.birth_date[child]).astype(np.int64) / _DAYS_A_YEAR
    status = _status_on(care, placements.period, placements.start_date)
    secure = (placements.placement_type == "K1") & ~np.char.startswith(status, "J")
    share = ground.calibration.number("court", "liberty_share")
    at_home = (placements.placement_type == "K2") & (age >= 11)
    rows = np.flatnonzero(secure | (at_home & happens(rng, share, len(placements))))
    is_secure = secure[rows]
    start = placements.start_date[rows]
    room = np.minimum(placements.end_date[rows], ground.calendar.last_day + 1) - start
    later = np.floor(rng.random(len(rows)) * np.minimum(room.astype(np.int64), 60))
    day = start + np.where(is_secure, 0, later.astype(np.int64))
    lasting = ground.calibration.durations("court_assumed", "secure_order")
    until = np.minimum(day + 7 + lasting.draw(rng, len(rows)), placements.end_date[rows])
    return petitions(
        len(rows),
        child=child[rows],
        period=placements.period[rows],
        case=np.arange(len(rows)),
        application_type=np.where(is_secure, "SECURE", "LIBERTY"),
        issue_date=day,
        end_date=day,
        outcome="GRANTED",
        order_end=until,
        is_short_notice=True,
        care_plan="RESIDENTIAL",
    )


def _before(ground: Ground, rng: np.random.Generator, day: Days, subject: str) -> Days:
    lasting = ground.calibration.durations("court_assumed", subject)
    return day - lasting.draw(rng, len(day))


def _refused(ground: Ground, rng: np.random.Generator, runs: Runs) -> tuple[Ints, Days]:
    """Return stretches under a care order in which a parent asked in vain, and the day of it."""
    rate = ground.calibration.number("court", "parents_discharge_per_year")
    begun = np.maximum(np.minimum(runs.care_date, OPEN - 200) + 180, ground.calendar.first_day)
    until = np.minimum(runs.end_date, ground.calendar.last_day)
    room = np.maximum((until - begun).astype(np.int64), 0)
    chance = 1 - np.exp(-rate * room / _DAYS_A_YEAR)
    rows = np.flatnonzero((rng.random(len(runs)) < chance) & (room > 0))
    asked = begun[rows] + np.floor(rng.random(len(rows)) * room[rows]).astype(np.int64)
    return rows, asked


def _case_that_follows(care_part: Petitions, period: Ints, end: Days) -> Ints:
    """Return the care case of a period that began within a month of a day; -1 for none."""
    if not len(care_part):
        return np.full(len(period), -1, dtype=np.int64)
    order = np.lexsort((care_part.issue_date, care_part.period))
    key = care_part.period[order] * 100_000 + care_part.interim_start[order].astype(np.int64) % (
        100_000
    )
    at = np.minimum(
        np.searchsorted(key, period * 100_000 + end.astype(np.int64) % 100_000), len(order) - 1
    )
    found = order[at]
    days = (care_part.interim_start[found] - end).astype(np.int64)
    near = (care_part.period[found] == period) & (days >= 0) & (days <= 31)
    return np.where(near, care_part.case[found], -1)


def _matched(care: InCare) -> Days:
    """Return the day of matching with adopters by period of care; long ago where it is not known."""
    days = np.full(len(care.periods), np.datetime64("1970-01-01", "D"))
    days[care.adoptions.period] = care.adoptions.match_date
    return days


def _family(children: Children, child: Ints) -> Ints:
    """Return the family of children, one of its own (below -1) for a child without."""
    family = children.family[child]
    return np.where(family >= 0, family, -2 - child)


def _last_status(care: InCare) -> Codes:
    statuses = care.legal_statuses
    last = np.full(len(care.periods), "", dtype=statuses.code.dtype)
    order = np.argsort(statuses.start_date, kind="stable")
    last[statuses.period[order]] = statuses.code[order]
    return last


def _status_on(care: InCare, period: Ints, day: Days) -> Codes:
    """Return the legal status in a period of care on a day."""
    statuses = care.legal_statuses
    if not len(statuses):
        return np.full(len(period), "")
    order = np.lexsort((statuses.start_date, statuses.period))
    key = statuses.period[order] * 100_000 + statuses.start_date[order].astype(np.int64)
    at = np.searchsorted(key, period * 100_000 + day.astype(np.int64), side="right") - 1
    return statuses.code[order[np.maximum(at, 0)]]
