"""Draws that keep shares: a sample of any size has each category as often as its share says, to within one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_ROUNDS = 12


def systematic(
    rng: np.random.Generator, shares: NDArray[np.float64], count: int
) -> NDArray[np.int64]:
    """Draw categories in random order, each within one of `count` times its share.

    Args:
        rng: Source of chance.
        shares: Non-negative weights, one a category; they need not sum to 1.
        count: How many to draw.

    Returns:
        Positions in `shares`, as many as `count`.

    Raises:
        ValueError: No weight is above zero.
    """
    total = float(shares.sum())
    if count and not total > 0:
        raise ValueError("there is nothing to draw from: no share is above zero")
    points = (np.arange(count) + rng.random()) / max(count, 1) * total
    drawn = np.searchsorted(np.cumsum(shares), points, side="right")
    return rng.permutation(np.minimum(drawn, len(shares) - 1)).astype(np.int64)


def whole_counts(
    rng: np.random.Generator, wanted: NDArray[np.float64], total: int
) -> NDArray[np.int64]:
    """Return whole numbers near the wanted ones that sum to a total; what is left over falls by chance on fractions.

    Args:
        rng: Source of chance.
        wanted: Non-negative numbers; they are scaled to the total first.
        total: What the result sums to.
    """
    if total <= 0 or not wanted.sum() > 0:
        return np.zeros(len(wanted), dtype=np.int64)
    scaled = wanted * (total / wanted.sum())
    base: NDArray[np.int64] = np.floor(scaled).astype(np.int64)
    left = total - int(base.sum())
    keys = (scaled - base) + rng.random(len(wanted)) * 1e-6
    base[np.argsort(-keys, kind="stable")[:left]] += 1
    return base


def whole_by_chance(
    rng: np.random.Generator, wanted: NDArray[np.float64], total: int
) -> NDArray[np.float64]:
    """Return whole numbers that sum to a total, each by chance the one below or above what is wanted.

    Unlike those of `whole_counts` they are right on average over many draws, however small the total.

    Args:
        rng: Source of chance.
        wanted: Non-negative numbers; they are scaled to the total first.
        total: What the result sums to.
    """
    return np.bincount(systematic(rng, wanted, total), minlength=len(wanted)).astype(np.float64)


def allocate(
    rng: np.random.Generator, weights: NDArray[np.float64], wanted: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Give each row one category, so that each category is given about as often as wanted.

    Weights say what fits a row: they are brought to the wanted totals by proportional fitting, then each category
    takes its whole number of rows. Where too few rows fit a category, the others take the rest.

    Args:
        rng: Source of chance.
        weights: Rows by categories, non-negative; 0 means that the category cannot be given to that row.
        wanted: One number a category; scaled to the number of rows.

    Returns:
        A category a row.

    Raises:
        ValueError: A row fits no category.
    """
    rows = len(weights)
    if not (weights.sum(axis=1) > 0).all():
        raise ValueError("a row fits no category: give it at least one weight above zero")
    fitted = _fit(weights, wanted)
    counts = whole_counts(rng, fitted.sum(axis=0), rows)
    given = np.full(rows, -1, dtype=np.int64)
    waiting = np.ones(len(counts), dtype=bool)
    # The rarest first: the common ones can take what is left.
    for category in np.argsort((weights > 0).sum(axis=0), kind="stable"):
        fit = np.flatnonzero((given < 0) & (fitted[:, category] > 0))
        chance = fitted[fit, category]
        others = fitted[fit][:, waiting].sum(axis=1) - chance
        # Odds, so that a row that fits nothing else is taken first.
        given[_choose(rng, fit, chance / np.maximum(others, 1e-12), int(counts[category]))] = (
            category
        )
        waiting[category] = False
    return _leftover(rng, weights, given)


def choose(rng: np.random.Generator, weights: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Choose rows without repeats, likelier the heavier they weigh; never one of weight 0.

    Args:
        rng: Source of chance.
        weights: Non-negative, one a row.
        count: How many; fewer come when fewer weigh anything.

    Returns:
        Row numbers in rising order.
    """
    rows = np.flatnonzero(weights > 0)
    return _choose(rng, rows, weights[rows], count)


def _choose(
    rng: np.random.Generator, rows: NDArray[np.int64], weights: NDArray[np.float64], count: int
) -> NDArray[np.int64]:
    if count >= len(rows):
        return rows
    # Weighted sampling without replacement by exponential keys (Efraimidis and Spirakis, 2006).
    keys = rng.exponential(size=len(rows)) / weights
    return np.sort(rows[np.argpartition(keys, count)[:count]]) if count > 0 else rows[:0]


def _fit(weights: NDArray[np.float64], wanted: NDArray[np.float64]) -> NDArray[np.float64]:
    fitted = weights / weights.sum(axis=1, keepdims=True)
    target = wanted * (len(weights) / max(float(wanted.sum()), 1e-9))
    for _ in range(_ROUNDS):
        sums = fitted.sum(axis=0)
        fitted = fitted * np.divide(target, sums, out=np.zeros_like(sums), where=sums > 0)
        empty = fitted.sum(axis=1) <= 0
        fitted[empty] = weights[empty]
        fitted = fitted / fitted.sum(axis=1, keepdims=True)
    return np.asarray(fitted)


def _leftover(
    rng: np.random.Generator, weights: NDArray[np.float64], given: NDArray[np.int64]
) -> NDArray[np.int64]:
    left = np.flatnonzero(given < 0)
    if len(left):
        chances = np.cumsum(weights[left], axis=1)
        points = rng.random(len(left)) * chances[:, -1]
        given[left] = (chances <= points[:, None]).sum(axis=1)
    return given
