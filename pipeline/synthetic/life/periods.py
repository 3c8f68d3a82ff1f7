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
from pipeline.synthetic.life.care_events.care_leavers import NOT_CARE_LEAVERS
from pipeline.synthetic.life.definition.care import PeriodsOfCare
from pipeline.synthetic.life.definition.children import Children
from pipeline.synthetic.life.identity import (
    family_ethnicities,
    home_postcodes,
    la_child_ids,
    upn_days,
    upns,
)
from pipeline.synthetic.life.looked_after.definition import Assumptions, Spells
from pipeline.synthetic.life.looked_after.history import make_history

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.ground import Ground
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints

_MOTHER_AGES = (14, 18)
_CARE_LEAVER_AGES = (17, 21)
_SHARES_OF = "to 2020"


def make_periods_of_care(ground: Ground) -> tuple[Children, PeriodsOfCare, PeriodsOfCare]:
    """Return the children ever looked after, their periods of care that touch the calendar, and the former ones.

    The former ones ended before the calendar: of children who come again in it, and of those who stand in `Children`
    after them, who left at an age at which they are care leavers in it.

    Raises:
        ProjectError: The calibration lacks a figure.
    """
    history = make_history(ground)
    touches = history.end >= ground.calendar.first_day
    known = np.isin(history.child, history.child[touches | _may_be_care_leavers(ground, history)])
    spells = _numbered(history.take(touches), history.take(known & ~touches))
    count = int(touches.sum())
    now, before = (spells.take(np.arange(*ends)) for ends in ((count,), (count, len(spells))))
    before = before.take(np.lexsort((before.start, before.child)))
    return _children(ground, spells, now), _periods(now), _periods(before)


def _may_be_care_leavers(ground: Ground, history: Spells) -> Flags:
    """Return after which periods a child of 16 or over may be a care leaver in the calendar."""
    last = history.end >= birthday(history.birth, _CARE_LEAVER_AGES[0] - 1)
    turns = [birthday(history.birth, age) for age in _CARE_LEAVER_AGES]
    asked = (turns[0] <= ground.calendar.last_day) & (turns[1] >= ground.calendar.first_day)
    return np.asarray(last & asked & ~np.isin(history.reason, NOT_CARE_LEAVERS))


def _numbered(now: Spells, before: Spells) -> Spells:
    """Return spells of both in this order, children numbered from 0 as they come."""
    both = Spells.concat([now, before])
    _, first, child = np.unique(both.child, return_index=True, return_inverse=True)
    return both.replace(child=np.argsort(np.argsort(first))[child])


def _periods(spells: Spells) -> PeriodsOfCare:
    return PeriodsOfCare(
        child=spells.child,
        start_date=spells.start,
        end_date=spells.end,
        category_of_need=spells.need,
        first_legal_status=spells.status,
        reason_ceased=np.where(spells.end != OPEN, spells.reason, ""),
        entry_number=spells.entry,
    )


def _children(ground: Ground, spells: Spells, now: Spells) -> Children:
    """Return one row a child of the spells; who became a mother or died did so in those of now."""
    rng = ground.stream("children")
    _, first = np.unique(spells.child, return_index=True)
    one = spells.take(first)
    numbers = np.arange(len(one))
    _, family = np.unique(one.family, return_inverse=True)
    died = np.full(len(one), OPEN)
    deaths = now.reason == "E2"
    died[now.child[deaths]] = now.end[deaths]
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
        mothers_child_birth_date=_mothers(ground, rng, now, len(one)),
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
    # Rule 392b asks for a home postcode of who has not been unaccompanied for years, and there is none.
    day = np.maximum(day, last - 730)
    return np.where(few & (room > 60), day, OPEN)


def _mothers(ground: Ground, rng: np.random.Generator, spells: Spells, children: int) -> Days:
    """Return a day of birth of a child of the few girls who become mothers while they are looked after."""
    yearly = Assumptions(ground.calibration)["mothers_a_year"]
    low = np.maximum(spells.start, birthday(spells.birth, _MOTHER_AGES[0]) + 180)
    high = np.minimum(np.minimum(spells.end, ground.calendar.last_day), birthday(spells.birth, 18))
    room = (high - low).astype(np.int64)
    able = (spells.sex == "F") & ~spells.is_uasc & (room > 1)
    chosen = able & (rng.random(len(spells)) < yearly * room / 365)
    day = low + np.floor(rng.random(len(spells)) * np.maximum(room, 1)).astype(np.int64)
    born = np.full(children, OPEN)
    born[spells.child[chosen]] = day[chosen]
    return born
