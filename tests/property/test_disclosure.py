"""What disclosure control promises for any country: nothing small shown, nothing worked out."""

from __future__ import annotations

from pathlib import Path
from random import Random

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.release.disclosure.policy import load_policy
from pipeline.release.disclosure.run import control_measures, find_cells, hide_cells
from tests.property.england import (
    CATALOGUE,
    Country,
    countries,
    hidden_cells,
    range_by_programming,
    ranges_by_intervals,
)

POLICY = load_policy(Path(__file__).parents[2] / "seeds")
thorough = settings(derandomize=True, deadline=None, max_examples=25)
costly = settings(derandomize=True, deadline=None, max_examples=15)


def publish(country: Country):
    return control_measures(country.measures, CATALOGUE, country.places, POLICY)


def require_that_no_small_count_is_shown(country: Country, published: pd.DataFrame) -> None:
    true = country.measures
    small = true["numerator"].between(1, 5)
    assert published.loc[small, "numerator"].isna().all()
    assert (published.loc[small, "symbol"] == "c").all()
    assert published.loc[small, "value"].isna().all()
    assert not published["numerator"].between(1, 5).any()


def require_company(country: Country, published: pd.DataFrame) -> None:
    """No group with a shown total hides one part, or two ones."""
    hidden, counts = hidden_cells(published), country.counts
    for parent, children in country.sums:
        parts = [counts[c] for c in children if c in hidden]
        if parent not in hidden and parts:
            assert len(parts) > 1
            assert (len(parts), sum(parts)) != (2, 2)
        if parent in hidden:
            assert parts


def require_true_percentages(country: Country, published: pd.DataFrame) -> None:
    """They come from true counts and share the fate of their count."""
    counts, hidden = country.counts, hidden_cells(published)
    for row in published[published["measure_id"] == "children_pct"].itertuples():
        cell = (row.geography_code, row.breakdown, row.breakdown_value)
        total = (row.geography_code, "Total", "Total")
        if counts[total] == 0:
            assert row.symbol == "z"
        elif cell in hidden or (total in hidden and counts[cell]):
            assert row.symbol == "c"
        elif counts[cell] * 200 < counts[total] and counts[cell]:
            assert row.symbol == "k"
        else:
            assert row.value == int(100 * counts[cell] / counts[total] + 0.5 + 1e-9)


@thorough
@given(countries())
def test_every_release_hides_what_is_small_with_company_and_tells_true_percentages(
    country: Country,
) -> None:
    published = publish(country)
    require_that_no_small_count_is_shown(country, published)
    require_company(country, published)
    require_true_percentages(country, published)


@thorough
@given(countries())
def test_subtracting_over_rounded_sums_pins_no_hidden_cell(country: Country) -> None:
    published = publish(country)
    ranges = ranges_by_intervals(country, published)
    pinned = [cell for cell in hidden_cells(published) if ranges[cell][0] == ranges[cell][1]]
    assert not pinned


@costly
@given(countries())
def test_knowing_all_shown_counts_exactly_pins_no_hidden_cell(country: Country) -> None:
    hidden = hidden_cells(publish(country))
    for cell in hidden:
        least, most = range_by_programming(country, hidden, cell)
        assert least < most, cell


@costly
@given(countries())
def test_places_of_few_authorities_are_left_out_and_pin_no_hidden_cell(country: Country) -> None:
    published = control_measures(country.covered_measures, CATALOGUE, country.places, POLICY)
    few = (published["las_included"] < 3) & (published["geography_level"] != "Local authority")
    assert (published["symbol"] == "x").equals(few)
    assert published.loc[few, ["numerator", "denominator", "value"]].isna().all(axis=None)
    hidden = hidden_cells(published)
    unknown = hidden | hidden_cells(published, symbol="x")
    for cell in hidden:
        least, most = range_by_programming(country, unknown, cell)
        assert least < most, cell


@thorough
@given(countries(), st.randoms(use_true_random=False))
def test_the_same_cells_are_hidden_whatever_the_order_of_rows(
    country: Country, chance: Random
) -> None:
    order = list(country.measures.index)
    chance.shuffle(order)
    shuffled = control_measures(country.measures.loc[order], CATALOGUE, country.places, POLICY)
    assert hidden_cells(shuffled) == hidden_cells(publish(country))


@thorough
@given(countries())
def test_hiding_again_hides_nothing_more(country: Country) -> None:
    _, table = find_cells(country.measures, CATALOGUE, country.places)
    once = hide_cells(table, POLICY)
    assert np.array_equal(hide_cells(once, POLICY).hidden, once.hidden)


@thorough
@given(countries(smallest=6))
def test_nothing_is_hidden_where_nothing_is_small(country: Country) -> None:
    true = country.measures
    published = publish(country)
    assert (published["symbol"] != "c").all()
    is_la = (true["geography_level"] == "Local authority") & (true["measure_id"] == "children")
    assert (published.loc[is_la, "value"] == true.loc[is_la, "numerator"]).all()
