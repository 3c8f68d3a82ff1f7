"""The cases in which children are looked after: begun before care, open while it lasts and a while after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import age_on, birthday
from pipeline.synthetic.life.need.draft import IN_CARE, Drafts
from pipeline.synthetic.life.need.figures import draw_by
from pipeline.synthetic.life.need.first_assessment import assess

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.care import PeriodsOfCare
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags
    from pipeline.synthetic.life.need.figures import Figures

MOST_DAYS_UNBORN = 190  # a referral before birth comes after the first thirteen weeks
_LEAVING_AGE = 17
_LAST_AGE = 25  # rule 8775Q doubts the case of anyone over 25


def draft_care_cases(figures: Figures, children: Children, periods: PeriodsOfCare) -> Drafts:
    """Return the cases of all periods of care; periods with a case still open when the next begins share it."""
    rng = figures.ground.stream("need: cases of care")
    birth = children.birth_date[periods.child]
    referral = _referrals(rng, figures, periods, birth, children.is_uasc[periods.child])
    given = _exits(figures, periods, birth)
    closure = _closures(rng, figures, periods, given)
    closure = np.minimum(closure, children.death_date[periods.child])
    closure = _no_later(closure, periods.end_date, birthday(birth, _LAST_AGE) - 1)
    first = _is_first(periods, referral, closure)
    last = np.append(first[1:], True) if len(first) else first
    reasons = _reasons(rng, figures, given[last])
    return _drafts(rng, figures, _Spells(periods, first), (referral, closure[last], reasons))


class _Spells:
    """The periods that open cases."""

    def __init__(self, periods: PeriodsOfCare, first: Flags) -> None:
        self.rows = np.flatnonzero(first)
        self.child = periods.child[self.rows]


def _drafts(
    rng: np.random.Generator,
    figures: Figures,
    spells: _Spells,
    known: tuple[Days, Days, Codes],
) -> Drafts:
    referral, closure, reasons = known[0][spells.rows], known[1], known[2]
    start, end = assess(rng, figures, referral, within=1)
    start = np.minimum(start, closure)
    count = len(referral)
    return Drafts(
        referral_date=referral,
        closure_date=closure,
        closure_reason=np.where(closure == OPEN, "", reasons),
        outcome=np.full(count, IN_CARE),
        group=np.arange(count),
        assessment_start=start,
        assessment_end=np.minimum(end, closure),
        period=spells.rows,
        child=spells.child,
    )


def _referrals(
    rng: np.random.Generator, figures: Figures, periods: PeriodsOfCare, birth: Days, uasc: Flags
) -> Days:
    given = np.where(uasc, "uasc", "")
    before = {code: figures.assumed_days("before_care", given=code) for code in ("", "uasc")}
    wished = periods.start_date - draw_by(rng, given, before)
    earliest = birth - MOST_DAYS_UNBORN
    room = (periods.start_date - earliest).astype(np.int64)
    instead = earliest + (rng.random(len(room)) * room).astype(np.int64)
    return np.asarray(np.where(wished < earliest, instead, wished))


def _exits(figures: Figures, periods: PeriodsOfCare, birth: Days) -> Codes:
    """Return what the case is about after care, by the reason why it ceased; "leaver" for those about of age."""
    exits = np.full(len(periods), "other", dtype="U16")
    for reason in np.unique(periods.reason_ceased):
        rows = periods.reason_ceased == reason
        exits[rows] = figures.assumed_shares("exit", given=str(reason)).codes[0]
    ends = np.where(periods.end_date == OPEN, periods.start_date, periods.end_date)
    leaves = (exits == "other") & (age_on(birth, ends + 30) > _LEAVING_AGE)
    return np.where(leaves, "leaver", exits)


def _closures(
    rng: np.random.Generator, figures: Figures, periods: PeriodsOfCare, given: Codes
) -> Days:
    after = {
        str(code): figures.assumed_days("after_care", given=str(code)) for code in np.unique(given)
    }
    closure = periods.end_date + np.where(periods.end_date == OPEN, 0, draw_by(rng, given, after))
    return np.asarray(np.where(closure > figures.ground.calendar.last_day, OPEN, closure))


def _no_later(closure: Days, care_end: Days, limit: Days) -> Days:
    return np.where(care_end == OPEN, OPEN, np.minimum(closure, np.maximum(limit, care_end)))


def _is_first(periods: PeriodsOfCare, referral: Days, closure: Days) -> Flags:
    """Return which periods begin after the case of the one before is closed, or are the first of their child."""
    new_child = np.ones(len(referral), dtype=bool)
    new_child[1:] = periods.child[1:] != periods.child[:-1]
    later = np.ones(len(referral), dtype=bool)
    later[1:] = referral[1:] > closure[:-1]
    return new_child | later


def _reasons(rng: np.random.Generator, figures: Figures, given: Codes) -> Codes:
    reasons = np.full(len(given), "RC7")
    for code in np.unique(given):
        rows = np.flatnonzero(given == code)
        shares = figures.assumed_shares("closure_after_care", given=str(code))
        reasons[rows] = shares.draw(rng, len(rows))
    return reasons
