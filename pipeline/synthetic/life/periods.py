"""The first stage: who is looked after in the years of the plan, from when to when and why.

What belongs here: the cut of the long history to the calendar, and who the children are. What does not: how starts
and ends come about (`looked_after`), and what happens in care.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.calibration.load import Shares
from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.definition.care import PeriodsOfCare
from pipeline.synthetic.life.definition.children import Children
from pipeline.synthetic.life.identity import (
    family_ethnicities,
    home_postcodes,
    la_child_ids,
    upn_days,
    upns,
)
from pipeline.synthetic.life.looked_after.definition import Assumptions
from pipeline.synthetic.life.looked_after.history import make_history

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Ints
    from pipeline.synthetic.life.looked_after.definition import Spells

_MOTHER_AGES = (14, 18)
_SHARES_OF = "to 2020"


def make_periods_of_care(ground: Ground) -> tuple[Children, PeriodsOfCare]:
    """Return the children who are looked after in the calendar and their periods of care.

    Raises:
        ProjectError: The calibration lacks a figure.
    """
    history = make_history(ground)
    spells = history.take(history.end >= ground.calendar.first_day)
    first = np.flatnonzero(np.diff(spells.child, prepend=-1) != 0)
    child = np.cumsum(np.diff(spells.child, prepend=-1) != 0) - 1
    ended = spells.end != OPEN
    periods = PeriodsOfCare(
        child=child,
        start_date=spells.start,
        end_date=spells.end,
        category_of_need=spells.need,
        first_legal_status=spells.status,
        reason_ceased=np.where(ended, spells.reason, ""),
        entry_number=spells.entry,
    )
    return _children(ground, spells, first, child), periods


def _children(ground: Ground, spells: Spells, first: Ints, child: Ints) -> Children:
    """Return one row a child, by the first row of each in the spells."""
    rng, one = ground.stream("children"), spells.take(first)
    numbers = np.arange(len(one))
    _, family = np.unique(one.family, return_inverse=True)
    died = np.full(len(one), OPEN)
    deaths = spells.reason == "E2"
    died[child[deaths]] = spells.end[deaths]
    upn, upn_from = _pupil_numbers(ground, rng, one)
    former = np.where(
        (rng.random(len(one)) < Assumptions(ground.calibration)["former_upn_share"]) & (upn != ""),
        upns(ground, numbers, one.birth, former=True),
        "",
    )
    return Children(
        la_child_id=la_child_ids(ground, numbers),
        birth_date=one.birth,
        death_date=died,
        sex=one.sex,
        ethnicity=_ethnicities(ground, rng, one, family),
        family=family,
        home_postcode=np.where(one.is_uasc, "", home_postcodes(ground, rng, family)),
        is_uasc=one.is_uasc,
        uasc_ceased_date=_uasc_ceased(ground, rng, one),
        mothers_child_birth_date=_mothers(ground, rng, spells, child)[: len(one)],
        upn=upn,
        upn_from_date=upn_from,
        former_upn=former,
    )


def _pupil_numbers(ground: Ground, rng: np.random.Generator, one: Spells) -> tuple[Codes, Days]:
    """Return pupil numbers and since when: of the unaccompanied only some, from a school here."""
    numbers = np.arange(len(one))
    share = Assumptions(ground.calibration)["uasc_with_upn"]
    without = one.is_uasc & (rng.random(len(one)) >= share)
    here = np.where(one.is_uasc, one.start + rng.integers(30, 200, len(one)), one.birth)
    since = np.maximum(upn_days(rng, one.birth), here)
    upn = upns(ground, numbers, one.birth)
    return np.where(without, "", upn), np.where(without, OPEN, since)


def _ethnicities(ground: Ground, rng: np.random.Generator, one: Spells, family: Ints) -> Codes:
    """Return ethnicities: of the unaccompanied as published of them, of the others so that all together fit."""
    figures = ground.calibration
    alone, all_of_them = (figures.shares("care", f"{kind}_ethnicity") for kind in ("uasc", "start"))
    part = figures.shares("care", "start_need", given=_SHARES_OF).of("N8")
    part *= figures.number("care", "uasc_share_of_absent_parenting")
    left = [all_of_them.of(code) - part * alone.of(code) for code in all_of_them.codes]
    others = Shares(all_of_them.codes, np.maximum(left, 0.0005))
    return np.where(
        one.is_uasc,
        alone.draw(rng, len(one)),
        family_ethnicities(ground, rng, family, others),
    )


def _uasc_ceased(ground: Ground, rng: np.random.Generator, one: Spells) -> Days:
    """Return when the status of an unaccompanied child ceased: of a few, before they leave and are 18."""
    few = one.is_uasc & (
        rng.random(len(one)) < Assumptions(ground.calibration)["uasc_ceased_early"]
    )
    last = np.minimum(np.minimum(one.end, ground.calendar.last_day), birthday(one.birth, 18))
    room = (last - one.start).astype(np.int64)
    day = one.start + (room * (0.5 + rng.random(len(one)) / 2)).astype(np.int64)
    return np.where(few & (room > 60), day, OPEN)


def _mothers(ground: Ground, rng: np.random.Generator, spells: Spells, child: Ints) -> Days:
    """Return a day of birth of a child of the few girls who become mothers while they are looked after."""
    yearly = Assumptions(ground.calibration)["mothers_a_year"]
    low = np.maximum(spells.start, birthday(spells.birth, _MOTHER_AGES[0]) + 180)
    high = np.minimum(np.minimum(spells.end, ground.calendar.last_day), birthday(spells.birth, 18))
    room = (high - low).astype(np.int64)
    able = (spells.sex == "F") & ~spells.is_uasc & (room > 1)
    chosen = able & (rng.random(len(spells)) < yearly * room / 365)
    day = low + np.floor(rng.random(len(spells)) * np.maximum(room, 1)).astype(np.int64)
    born = np.full(int(child.max(initial=-1)) + 1, OPEN)
    born[child[chosen]] = day[chosen]
    return born
