"""All other cases: as many referrals as published, with siblings, days by month, and what they come to.

What belongs here: cases before it is known whose they are. What does not: the cases of care, who comes again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.need.draft import (
    IN_NEED,
    NO_FURTHER_ACTION,
    NOT_IN_NEED,
    Drafts,
)
from pipeline.synthetic.life.need.figures import year_end, year_of
from pipeline.synthetic.life.need.first_assessment import assess
from pipeline.synthetic.life.need.working_day import working_days

if TYPE_CHECKING:
    from pipeline.synthetic.life.definition.rows import Codes, Days, Flags, Ints
    from pipeline.synthetic.life.need.figures import Figures

_NOISE_DAYS = 15  # siblings' cases end some days apart


@dataclass(frozen=True)
class _Families:
    """Siblings referred together: the day of each group, and the group of each case."""

    day: Days
    of_case: Ints


def draft_other_cases(figures: Figures, care: Drafts) -> Drafts:
    """Return cases that make the referrals of every year, those of care among them, the published number.

    Args:
        figures: The local authority.
        care: The cases of care.
    """
    rng = figures.ground.stream("need: referrals")
    families = _families(rng, figures, care)
    group, day = families.of_case, families.day
    within = int(figures.number("assessment_starts_within_days"))
    start, end = assess(rng, figures, day, within=within)
    closes = end + rng.integers(0, int(figures.number("closes_within_days")) + 1, len(day))
    closes = np.minimum(
        closes, year_end(end)
    )  # the census that has the closure has the assessment (8825Q)
    outcome = _outcomes(rng, figures, families, closes)
    closure = _closures(rng, figures, families, (outcome, closes, end))
    assessed = outcome != NO_FURTHER_ACTION
    count = len(group)
    return Drafts(
        referral_date=day[group],
        closure_date=closure,
        closure_reason=_known_reasons(rng, figures, outcome, closure),
        outcome=outcome,
        group=group,
        assessment_start=np.where(assessed, start[group], OPEN),
        assessment_end=np.where(assessed, end[group], OPEN),
        period=np.full(count, -1),
        child=np.full(count, -1),
    )


def _families(rng: np.random.Generator, figures: Figures, care: Drafts) -> _Families:
    wanted = figures.counts("referrals")
    of_care = year_of(care.referral_date)
    days, sizes = [], []
    for year in figures.all_years:
        count = max(wanted[year] - int((of_care == year).sum()), 0)
        sizes.append(_sizes(rng, figures, count))
        days.append(_days(rng, figures, year, len(sizes[-1])))
    day, size = np.concatenate(days), np.concatenate(sizes)
    order = np.argsort(day, kind="stable")
    return _Families(day[order], np.repeat(np.arange(len(day)), size[order]))


def _sizes(rng: np.random.Generator, figures: Figures, count: int) -> Ints:
    """Return sizes of groups of siblings that sum to a count."""
    shares = figures.assumed_shares("sibling_group")
    sizes = shares.codes.astype(np.int64)
    mean = float((sizes * shares.values).sum())
    drawn = shares.draw(rng, int(count / mean * 1.05) + 10).astype(np.int64)
    total = np.cumsum(drawn)
    used = int(np.searchsorted(total, count))
    kept = drawn[:used]
    left = count - int(kept.sum())
    return np.append(kept, left) if left > 0 else kept


def _days(rng: np.random.Generator, figures: Figures, year: int, count: int) -> Days:
    months = figures.shares("month").draw(rng, count).astype(np.int64)
    calendar_year = np.where(months >= 4, year - 1, year)
    first = (calendar_year - 1970) * 12 + months - 1
    month = first.astype("datetime64[M]")
    begin, end = month.astype("datetime64[D]"), (month + 1).astype("datetime64[D]")
    day = begin + (rng.random(count) * (end - begin).astype(np.int64)).astype(np.int64)
    # One in ten comes on whatever day it is, to the duty team.
    waits = rng.random(count) < 0.9
    return np.asarray(np.where(waits, working_days(figures.ground).in_month(day), day))


def _outcomes(
    rng: np.random.Generator, figures: Figures, families: _Families, closes: Days
) -> Ints:
    """Return what each case comes to: published numbers in each year, siblings mostly the same."""
    group = families.of_case
    year = year_of(families.day)[group]
    in_time = (closes <= year_end(families.day))[group]
    none, unneeded = figures.counts("no_further_action"), figures.counts("not_in_need")
    outcome = np.full(len(group), IN_NEED)
    key = rng.random(len(families.day))[group]
    for one in figures.all_years:
        rows = np.flatnonzero(year == one)
        rows = rows[np.argsort(key[rows], kind="stable")]
        outcome[rows[: none[one]]] = NO_FURTHER_ACTION
        left = rows[none[one] :]
        outcome[_not_in_need(left, in_time[left], wanted=unneeded[one])] = NOT_IN_NEED
    return outcome


def _not_in_need(rows: Ints, in_time: Flags, *, wanted: int) -> Ints:
    """Return the published number of those whose assessment is over in the year, and the same share of the others.

    The Department counts in the year of referral those closed by its end: the others are open then.
    """
    sure, later = rows[in_time], rows[~in_time]
    share = min(wanted / max(len(sure), 1), 1.0)
    return np.concatenate([sure[:wanted], later[: round(share * len(later))]])


def _closures(
    rng: np.random.Generator,
    figures: Figures,
    families: _Families,
    known: tuple[Ints, Days, Days],
) -> Days:
    outcome, closes, assessed = known
    group = families.of_case
    lasting = figures.bands("episode_days").draw(rng, len(families.day))
    ends = families.day + lasting
    noise = rng.integers(0, _NOISE_DAYS, len(group))
    in_need = np.maximum(ends[group] + noise, assessed[group] + 1)
    return np.select(
        [outcome == NO_FURTHER_ACTION, outcome == NOT_IN_NEED],
        [families.day[group], closes[group]],
        in_need,
    )


def _known_reasons(
    rng: np.random.Generator, figures: Figures, outcome: Ints, closure: Days
) -> Codes:
    """Return the reasons of cases not in need, which depend on the year; other cases' are drawn when all ends are."""
    reasons = np.full(len(outcome), "", dtype="U4")
    reasons[outcome == NO_FURTHER_ACTION] = "RC7"
    late = year_of(closure) >= 2023
    for given, when in (("2022", ~late), ("2023", late)):
        rows = np.flatnonzero((outcome == NOT_IN_NEED) & when)
        reasons[rows] = figures.assumed_shares("not_in_need", given=given).draw(rng, len(rows))
    return reasons
