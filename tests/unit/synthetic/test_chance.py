"""Draws keep their shares, allocations their totals, aligned ends their counts."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.synthetic.chance.align import OPEN, align_ends
from pipeline.synthetic.chance.draw import (
    allocate,
    choose,
    systematic,
    whole_by_chance,
    whole_counts,
)
from pipeline.synthetic.chance.stream import stream


def day(text):
    return np.datetime64(text, "D")


def rng():
    return stream(7, "test")


def test_a_stream_is_the_same_every_time_and_another_for_each_purpose():
    assert stream(7, "a").random() == stream(7, "a").random()
    assert len({stream(7, "a").random(), stream(7, "b").random(), stream(8, "a").random()}) == 3


@settings(derandomize=True, deadline=None)
@given(
    shares=st.lists(st.floats(0.0, 9.0), min_size=1, max_size=9).filter(lambda s: sum(s) > 0.01),
    count=st.integers(0, 300),
)
def test_each_category_comes_as_often_as_its_share_to_within_one(shares, count):
    drawn = systematic(rng(), np.array(shares), count)
    wanted = np.array(shares) / sum(shares) * count
    assert len(drawn) == count
    assert np.all(np.abs(np.bincount(drawn, minlength=len(shares)) - wanted) <= 1.0001)


def test_whole_numbers_by_chance_are_right_on_average():
    chance, wanted = rng(), np.array([0.2, 1.3, 0.5])
    drawn = np.array([whole_by_chance(chance, wanted, 2) for _ in range(2000)])
    assert (drawn.sum(axis=1) == 2).all()
    assert drawn.mean(axis=0) == pytest.approx(wanted, abs=0.05)


def test_there_must_be_something_to_draw():
    with pytest.raises(ValueError, match="nothing to draw"):
        systematic(rng(), np.zeros(3), 2)


def test_whole_counts_sum_to_the_total():
    counts = whole_counts(rng(), np.array([1.0, 1.0, 1.0]), 10)
    assert counts.sum() == 10
    assert set(counts) <= {3, 4}


@settings(derandomize=True, deadline=None)
@given(st.integers(1, 200), st.integers(0, 10_000))
def test_allocation_meets_the_totals_and_gives_nothing_that_does_not_fit(rows, seed):
    source = np.random.default_rng(seed)
    weights = source.random((rows, 4)) * (source.random((rows, 4)) < 0.8)
    weights[:, 0] += 0.05
    given_ = allocate(source, weights, np.array([0.4, 0.3, 0.2, 0.1]))
    assert np.all(weights[np.arange(rows), given_] > 0)


def test_allocation_gives_each_category_its_wanted_number_when_all_fit():
    given_ = allocate(rng(), np.ones((100, 3)), np.array([50.0, 30.0, 20.0]))
    assert np.bincount(given_).tolist() == [50, 30, 20]


def test_a_row_that_fits_one_category_alone_is_given_it():
    weights = np.array([[1.0, 1.0]] * 9 + [[0.0, 1.0]])
    assert allocate(rng(), weights, np.array([5.0, 5.0]))[-1] == 1


def test_the_heavy_are_chosen_and_the_weightless_never():
    chosen = choose(rng(), np.array([0.0, 1.0, 1e9, 1.0]), 2)
    assert 2 in chosen
    assert 0 not in chosen
    assert choose(rng(), np.array([0.0, 1.0]), 5).tolist() == [1]


@settings(derandomize=True, deadline=None)
@given(st.integers(0, 10_000), st.integers(0, 60), st.integers(0, 60))
def test_as_many_spells_are_open_as_wanted_where_that_can_be(seed, first, second):
    source = np.random.default_rng(seed)
    start = day("2020-01-01") + source.integers(0, 700, 80)
    end = start + source.integers(1, 900, 80)
    wanted = {day("2020-12-31"): first, day("2021-12-31"): second}
    ends = align_ends(source, start, end, open_at=wanted)
    assert np.all(ends >= start)
    alive = len(start)
    for until, number in wanted.items():
        begun = start <= until
        live = int((begun & (ends > until)).sum())
        alive = live if until == day("2020-12-31") else alive
        assert live <= max(number, 0)
    kept = int(((start <= day("2020-12-31")) & (ends > day("2020-12-31"))).sum())
    assert kept == min(first, int((start <= day("2020-12-31")).sum()))


def test_a_latest_end_always_holds():
    start = np.full(10, day("2020-01-01"))
    latest = np.full(10, day("2020-06-01"))
    ends = align_ends(
        rng(), start, np.full(10, OPEN), open_at={day("2020-12-31"): 8}, latest=latest
    )
    assert np.all(ends == day("2020-06-01"))
