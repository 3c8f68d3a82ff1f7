"""Whose case it is: who is referred again, who was known before care, and which cases are one child's.

A group of siblings takes an earlier, closed case of a group that is as large: the children are the same. What belongs
here: which case follows which. What does not: who the children are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.life.birthday import birthday
from pipeline.synthetic.life.need.care_cases import MOST_DAYS_UNBORN
from pipeline.synthetic.life.need.figures import year_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.synthetic.calibration.load import Durations
    from pipeline.synthetic.life.definition.children import Children
    from pipeline.synthetic.life.definition.rows import Days, Flags, Ints
    from pipeline.synthetic.life.need.draft import Drafts
    from pipeline.synthetic.life.need.figures import Figures

_ROUNDS = 10
_LEAST_RATE = 0.1
_YEAR_DAYS = 365
_FOLLOWED_BY_NONE = ("RC1", "RC2", "RC5", "RC6")
_NEVER = np.datetime64("0001-01-01", "D")


@dataclass
class _Groups:
    """Groups of siblings in order of their day, and the links found so far (the last four change)."""

    first: Ints
    size: Ints
    day: Days
    closure: Days
    child: Ints
    previous: Ints
    is_free: Flags
    not_before: Days
    not_after: Days


@dataclass(frozen=True)
class _Search:
    """What is looked for: days back, at most so many."""

    gaps: Durations
    most_days: int


def link_cases(figures: Figures, children: Children, drafts: Drafts) -> Ints:
    """Return the case before of the same child for each case, -1 for the first.

    Args:
        figures: How many come again.
        children: Those ever looked after.
        drafts: All cases in order of referral and group.
    """
    rng = figures.ground.stream("need: linking")
    groups = _groups(children, drafts)
    soon = _Search(figures.assumed_days("rereferral_gap"), _YEAR_DAYS)
    long = replace(figures.assumed_days("later_return_gap"), least=_YEAR_DAYS + 1.0)
    later = _Search(long, 10 * _YEAR_DAYS)
    _link_before_care(rng, figures, groups, later)
    _link_again(rng, _wanted(figures, groups, drafts), groups, soon)
    share = figures.number("later_return_share")
    _link_again(rng, {year: share * n for year, n in _heads(groups).items()}, groups, later)
    return _by_case(groups, len(drafts))


def roots_of(previous: Ints) -> Ints:
    """Return the first case of each case's child, given the case before of each."""
    roots = np.where(previous < 0, np.arange(len(previous)), previous)
    while (roots != roots[roots]).any():
        roots = roots[roots]
    return roots


def _groups(children: Children, drafts: Drafts) -> _Groups:
    first = np.flatnonzero(np.diff(drafts.group, prepend=-1))
    child = drafts.child[first]
    birth = children.birth_date[child] if len(children) else np.full(len(first), _NEVER)
    is_care = child >= 0
    previous = _previous_care(child)
    may_follow = ~np.isin(drafts.closure_reason[first], _FOLLOWED_BY_NONE)
    may_follow[previous[previous >= 0]] = False
    return _Groups(
        first=first,
        size=np.diff(first, append=len(drafts)),
        day=drafts.referral_date[first],
        closure=np.maximum.reduceat(drafts.closure_date, first),
        child=child,
        previous=previous,
        is_free=may_follow,
        not_before=np.where(is_care, birth - MOST_DAYS_UNBORN, _NEVER),
        not_after=np.where(is_care, birthday(birth, 17), OPEN),
    )


def _previous_care(child: Ints) -> Ints:
    """Return the case of care before of the same looked after child."""
    previous = np.full(len(child), -1)
    care = np.flatnonzero(child >= 0)
    care = care[np.argsort(child[care], kind="stable")]
    same = child[care[1:]] == child[care[:-1]]
    previous[care[1:][same]] = care[:-1][same]
    return previous


def _link_before_care(
    rng: np.random.Generator, figures: Figures, groups: _Groups, search: _Search
) -> None:
    heads = np.flatnonzero((groups.child >= 0) & (groups.previous < 0))
    chosen = heads[rng.random(len(heads)) < figures.number("known_before_care_share")]
    for _ in range(3):
        chosen = chosen[groups.previous[chosen] < 0]
        _match(rng, groups, chosen, search)


def _wanted(figures: Figures, groups: _Groups, drafts: Drafts) -> dict[int, float]:
    """Return how many more cases must come within a year of another, by year."""
    linked = np.flatnonzero(groups.previous >= 0)
    gap = groups.day[linked] - groups.day[groups.previous[linked]]
    already = year_of(groups.day[linked[gap.astype(np.int64) <= _YEAR_DAYS]])
    referred = year_of(drafts.referral_date)
    return {
        year: float((referred == year).sum()) * percent / 100 - float((already == year).sum())
        for year, percent in figures.percents("rereferral_pct").items()
    }


def _heads(groups: _Groups) -> dict[int, float]:
    years = year_of(groups.day[(groups.previous < 0) & (groups.child < 0)])
    found, counts = np.unique(years, return_counts=True)
    return {int(year): float(count) for year, count in zip(found, counts, strict=True)}


def _link_again(
    rng: np.random.Generator, wanted: Mapping[int, float], groups: _Groups, search: _Search
) -> None:
    """Link as many cases of each year as wanted to earlier ones, round by round."""
    year = year_of(groups.day)
    eligible = {
        one: np.flatnonzero((year == one) & (groups.child < 0) & (groups.previous < 0))
        for one in wanted
    }
    left, rate = dict(wanted), 0.5
    for _ in range(_ROUNDS):
        tried = np.concatenate(
            [_some(rng, groups, eligible[one], left[one] / rate) for one in wanted]
        )
        _match(rng, groups, np.sort(tried), search)
        found = tried[groups.previous[tried] >= 0]
        for one in wanted:
            left[one] -= float(groups.size[found[year[found] == one]].sum())
        rate = max(len(found) / max(len(tried), 1), _LEAST_RATE)


def _some(rng: np.random.Generator, groups: _Groups, rows: Ints, cases: float) -> Ints:
    rows = rng.permutation(rows[groups.previous[rows] < 0])
    return np.asarray(rows[np.cumsum(groups.size[rows]) <= cases])


def _match(rng: np.random.Generator, groups: _Groups, targets: Ints, search: _Search) -> None:
    """Link each target to a free earlier group so many days before, where one fits."""
    day = groups.day[targets] - search.gaps.draw(rng, len(targets))
    first, beyond = (np.searchsorted(groups.day, day, side) for side in ("left", "right"))
    source = first + np.floor(rng.random(len(targets)) * (beyond - first + 1)).astype(np.int64)
    source = np.minimum(source, len(groups.day) - 1)
    fits = _fits(groups, targets, source, search.most_days)
    targets, source = targets[fits], source[fits]
    source, at = np.unique(source, return_index=True)
    targets = targets[at]
    apart = _bounds_alone(groups, targets, source)
    targets, source = targets[apart], source[apart]
    groups.previous[targets] = source
    groups.is_free[source] = False
    groups.not_before[source] = np.maximum(groups.not_before[source], groups.not_before[targets])
    groups.not_after[targets] = np.minimum(groups.not_after[source], groups.not_after[targets])


def _fits(groups: _Groups, target: Ints, source: Ints, most_days: int) -> Flags:
    """Return which sources can be the case before: closed, not too long ago, of a child that is then of age."""
    days = (groups.day[target] - groups.day[source]).astype(np.int64)
    in_time = (
        (groups.closure[source] < groups.day[target]) & (days <= most_days) & (source < target)
    )
    one_child = (groups.child[source] < 0) | (groups.child[target] < 0)
    # A target that others already follow, or a source with cases before it, must not bring other bounds with it.
    loose = (groups.not_after[source] == OPEN) | groups.is_free[target]
    unbound = (groups.not_before[target] == _NEVER) | (groups.previous[source] < 0)
    return np.asarray(
        in_time
        & one_child
        & loose
        & unbound
        & groups.is_free[source]
        & (groups.size[source] >= groups.size[target])
        & (groups.day[source] >= groups.not_before[target])
        & (groups.day[target] <= groups.not_after[source])
    )


def _bounds_alone(groups: _Groups, target: Ints, source: Ints) -> Flags:
    """Return which links bring no child's bounds to a group that is linked on at the same time."""
    is_target, is_source = (np.zeros(len(groups.day), dtype=bool) for _ in range(2))
    is_target[target], is_source[source] = True, True
    back = is_target[source] & (groups.not_before[target] > _NEVER)
    forth = is_source[target] & (groups.not_after[source] < OPEN)
    return np.asarray(~back & ~forth)


def _by_case(groups: _Groups, count: int) -> Ints:
    previous = np.full(count, -1)
    linked = np.flatnonzero(groups.previous >= 0)
    place = np.arange(count) - np.repeat(groups.first, groups.size)
    of_case = np.repeat(np.arange(len(groups.first)), groups.size)
    rows = np.flatnonzero(np.isin(of_case, linked))
    previous[rows] = groups.first[groups.previous[of_case[rows]]] + place[rows]
    return previous
