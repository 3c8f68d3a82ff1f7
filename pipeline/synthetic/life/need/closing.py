"""When and why cases end: as many open at each 31 March as published, for the reasons that are published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN, align_ends
from pipeline.synthetic.chance.draw import choose, systematic
from pipeline.synthetic.life.birthday import age_on, birthday
from pipeline.synthetic.life.need.draft import IN_CARE, IN_NEED
from pipeline.synthetic.plan import last_day_of

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.figures import Figures
    from pipeline.synthetic.life.need.people import People

_ADULT = 18
_LAST_AGE = 21
_ADULT_CARE = 17


def close_cases(figures: Figures, drafts: Drafts, people: People, previous: Ints) -> Drafts:
    """Return the cases with their ends, also those to come, and the reasons of those that have come.

    Args:
        figures: The local authority.
        drafts: The cases with ends as drawn.
        people: Whose they are.
        previous: The case before of the same child, -1 for none.
    """
    rng = figures.ground.stream("need: closing")
    limit = _limits(rng, figures, drafts, people, previous)
    ends = np.minimum(drafts.closure_date, limit)
    rows = np.flatnonzero(drafts.outcome == IN_NEED)
    wanted = _wanted(figures, drafts, ends, rows)
    known = drafts.take(rows)
    # No case is closed before its assessment is over.
    ends[rows] = align_ends(
        rng, known.assessment_end, ends[rows], open_at=wanted, latest=limit[rows]
    )
    closed = drafts.replace(
        closure_date=ends, assessment_end=np.minimum(drafts.assessment_end, ends)
    )
    return closed.replace(closure_reason=_reasons(rng, figures, closed, people, previous))


def as_known(figures: Figures, drafts: Drafts) -> Drafts:
    """Return the cases as the last day of the calendar knows them: what is to end later goes on."""
    goes_on = drafts.closure_date > figures.ground.calendar.last_day
    return drafts.replace(
        closure_date=np.where(goes_on, OPEN, drafts.closure_date),
        closure_reason=np.where(goes_on, "", drafts.closure_reason),
    )


def _limits(
    rng: np.random.Generator, figures: Figures, drafts: Drafts, people: People, previous: Ints
) -> Days:
    """Return the last possible end of each case: before the next one, and when the child is of age."""
    birth = people.children.birth_date[people.of_case]
    stays = rng.random(len(drafts)) < figures.number("young_adult_share")
    limit = birthday(birth, np.where(stays, _LAST_AGE, _ADULT)) + rng.integers(0, 90, len(drafts))
    followed = np.flatnonzero(previous >= 0)
    limit[previous[followed]] = np.minimum(
        limit[previous[followed]], drafts.referral_date[followed] - 1
    )
    limit = np.maximum(limit, drafts.assessment_end)
    fixed = drafts.outcome != IN_NEED
    return np.asarray(np.where(fixed, drafts.closure_date, limit))


def _wanted(figures: Figures, drafts: Drafts, ends: Days, rows: Ints) -> dict[np.datetime64, int]:
    """Return how many of the rows must be open at the end of each year, besides those whose ends are known."""
    stock = figures.counts("episodes_at_31_march")
    calendar = figures.ground.calendar
    others = np.ones(len(drafts), dtype=bool)
    others[rows] = False
    wanted = {}
    for year in range(calendar.first_year - 1, calendar.last_year + 1):
        day = last_day_of(year)
        begun = drafts.referral_date <= day
        is_open = others & begun & (ends > day)
        unassessed = begun[rows] & (drafts.assessment_end[rows] > day)
        wanted[day] = stock[year] - int(is_open.sum()) - int(unassessed.sum())
    return wanted


def _reasons(
    rng: np.random.Generator, figures: Figures, drafts: Drafts, people: People, previous: Ints
) -> Codes:
    """Return the reasons of all closed cases: the published shares hold for cases of care and in need together."""
    reasons, last_day = drafts.closure_reason.copy(), figures.ground.calendar.last_day
    rows = np.flatnonzero((drafts.outcome == IN_NEED) & (drafts.closure_date <= last_day))
    shares = figures.shares("closure_reason")
    care = drafts.closure_reason[drafts.outcome == IN_CARE]
    total = len(rows) + int((care != "").sum())
    known = np.array([(care == code).sum() for code in shares.codes])
    wanted = np.maximum(shares.values * total - known, 0.0)
    # Adoption is of looked after children only.
    wanted[shares.codes == "RC1"] = 0.0
    reasons[rows] = shares.codes[systematic(rng, wanted, len(rows))]
    return _fitting(rng, drafts, people, previous, reasons)


def _fitting(
    rng: np.random.Generator, drafts: Drafts, people: People, previous: Ints, reasons: Codes
) -> Codes:
    """Return reasons such that deaths and moves end a child's last case, and adult care takes over only near 18."""
    in_need = drafts.outcome == IN_NEED
    followed = np.zeros(len(drafts), dtype=bool)
    followed[previous[previous >= 0]] = True
    birth = people.children.birth_date[people.of_case]
    age = age_on(birth, drafts.closure_date)
    looked_after = people.children.death_date[people.of_case] != OPEN
    able = {
        "RC2": ~followed & ~looked_after & (birth < drafts.closure_date),
        "RC5": ~followed,
        "RC6": age >= _ADULT_CARE,
    }
    plain = in_need & (reasons == "RC7")
    for code, fits in able.items():
        reasons = _moved(rng, reasons, in_need & (reasons == code) & ~fits, plain & fits)
        plain = in_need & (reasons == "RC7")
    return reasons


def _moved(rng: np.random.Generator, reasons: Codes, wrong: Flags, instead: Flags) -> Codes:
    """Give the reasons of wrong rows to others, which fit, and RC7 to them."""
    rows = np.flatnonzero(wrong)
    chosen = choose(rng, instead.astype(np.float64), len(rows))
    moved = reasons.copy()
    moved[chosen] = reasons[rows][: len(chosen)]
    moved[rows] = "RC7"
    return moved
