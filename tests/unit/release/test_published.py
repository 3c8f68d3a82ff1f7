"""How numbers are written, and that the policy and the catalogue are held to."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.errors import ProjectError, RefusedError
from pipeline.release.disclosure.policy import load_policy
from pipeline.release.disclosure.published import ratio_half_up, round_half_up
from pipeline.release.disclosure.run import control_measures
from tests.catalogues import catalogue, measure

POLICY = load_policy(Path(__file__).parents[3] / "seeds")
PLACES = pd.DataFrame(
    [("A", "R", ""), ("B", "R", ""), ("C", "R", "")],
    columns=["la_code", "region_code", "london_part_code"],
)
CATALOGUE = catalogue(
    {"n": "children", "population": "people", "days": "days", "cost": "pence"},
    measure("n", "count", "n"),
    measure("pct", "percent", "n", "n"),
    measure("pct1", "percent", "n", "n", decimals=1),
    measure("rate", "per_10k", "n", "population"),
    measure("alias", "count", "n"),
    measure("average", "days", "days", "n", decimals=1, suppression="denominator"),
    measure("weekly", "pounds_per_week", "cost", "days", decimals=2, suppression="denominator"),
    measure("spend", "pounds", "cost", suppression="none"),
)
LEVELS = {"E": "National", "R": "Regional"}


def measures(*rows: tuple) -> pd.DataFrame:
    """Rows of (measure, place, value of the breakdown, numerator, denominator)."""
    columns = ["measure_id", "geography_code", "breakdown_value", "numerator", "denominator"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(
        geography_level=frame["geography_code"].map(LEVELS).fillna("Local authority"),
        collection_year=2026,
        breakdown=frame["breakdown_value"].where(frame["breakdown_value"] == "Total", "Age"),
        numerator=frame["numerator"].astype("Int64"),
        denominator=frame["denominator"].astype("Int64"),
        value=0.0,
        symbol="",
        las_included=3,
    )


def written(frame: pd.DataFrame) -> list:
    """Value or symbol of each row as published."""
    out = control_measures(frame, CATALOGUE, PLACES, POLICY)
    return [s or v for s, v in zip(out["symbol"], out["value"], strict=True)]


@pytest.mark.parametrize(
    ("count", "rounded"),
    [(0, 0), (6, 10), (14, 10), (15, 20), (25, 30), (1004, 1000), (1005, 1010)],
)
def test_counts_round_to_ten_halves_up(count, rounded) -> None:
    assert round_half_up(np.array([count]), np.array([10]))[0] == rounded


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "percent"),
    [(1, 8, 0, 13), (3, 8, 0, 38), (1, 3, 0, 33), (2, 3, 1, 66.7), (1, 16, 1, 6.3), (7, 7, 0, 100)],
)
def test_ratios_round_halves_up(part, whole, decimals, percent) -> None:
    one = np.array([1])
    ratio = ratio_half_up(part * one, whole * one, factor=100.0 * one, decimals=decimals * one)
    assert ratio[0] == percent


@pytest.mark.parametrize(
    ("place", "count", "shown"),
    [
        ("A", 0, 0), ("A", 1, "c"), ("A", 5, "c"), ("A", 6, 6), ("A", 17, 17),
        ("R", 5, "c"), ("R", 6, 10), ("R", 17, 20), ("R", 0, 0), ("E", 12345, 12350),
    ],
)  # fmt: skip
def test_a_count_alone(place, count, shown) -> None:
    assert written(measures(("n", place, "Total", count, None))) == [shown]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("pct", "A", "Total", 0, 0), "z"),
        (("rate", "A", "Total", 300, 0), "z"),
        (("rate", "A", "Total", 7, 200_000), "k"),
        (("rate", "A", "Total", 60, 10_000), 60),
        (("rate", "A", "Total", 4, 10_000), "c"),
        (("n", "A", "Total", None, None), "x"),
        (("pct", "A", "Total", 9, None), "x"),
    ],
    ids=["share of none", "rate of none", "rounds to 0", "rate", "small", "no count", "no whole"],
)
def test_symbols(row, shown) -> None:
    assert written(measures(row)) == [shown]


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("average", "A", "Total", 123, 6), 20.5),
        (("average", "A", "Total", 123, 5), "c"),
        (("average", "A", "Total", 0, 5), "c"),
        (("average", "R", "Total", 123, 6), 20.5),
        (("weekly", "A", "Total", 500_000, 1830), "c"),
        (("weekly", "A", "Total", 500_000, 1831), 19.12),
        (("spend", "A", "Total", 300, None), 3),
    ],
    ids=["average", "few", "few and none", "region", "five children's days", "more days", "spend"],
)
def test_averages_and_money_are_hidden_when_they_are_of_few(row, shown) -> None:
    assert written(measures(row)) == [shown]


def test_an_average_hides_what_is_above_the_line_with_what_is_below() -> None:
    rows = [("n", "A", "Total", 43, None), ("n", "A", "a", 3, None), ("n", "A", "b", 40, None)]
    rows += [("average", "A", value, 100 * n, n) for _, _, value, n, _ in rows]
    out = control_measures(measures(*rows), CATALOGUE, PLACES, POLICY)
    assert out["numerator"].tolist() == [43, pd.NA, pd.NA, 4300, pd.NA, pd.NA]
    assert out["symbol"].tolist() == ["", "c", "c"] * 2


def test_a_share_is_taken_from_true_counts_and_k_is_not_zero() -> None:
    rows = measures(
        ("n", "R", "Total", 4004, None), ("n", "R", "a", 3996, None), ("n", "R", "b", 8, None),
        ("pct", "R", "b", 8, 4004), ("pct1", "R", "b", 8, 4004),
    )  # fmt: skip
    assert written(rows) == [4000, 4000, 10, "k", 0.2]


def test_a_group_hides_the_next_smallest_and_a_zero_counts() -> None:
    group = [("n", "A", "Total", 43, None), ("n", "A", "a", 3, None), ("n", "A", "b", 40, None)]
    assert written(measures(*group)) == [43, "c", "c"]
    assert written(measures(*group, ("n", "A", "z", 0, None))) == [43, "c", 40, "c"]


def test_two_that_sum_to_two_take_a_third() -> None:
    rows = [("n", "A", "Total", 52, None), ("n", "A", "a", 1, None), ("n", "A", "b", 1, None)]
    shown = written(measures(*rows, ("n", "A", "d", 20, None), ("n", "A", "e", 30, None)))
    assert shown == [52, "c", "c", "c", 30]


def test_a_region_hides_the_next_smallest_authority() -> None:
    rows = [("n", "R", "Total", 53, None), ("n", "A", "Total", 3, None)]
    shown = written(measures(*rows, ("n", "B", "Total", 30, None), ("n", "C", "Total", 20, None)))
    assert shown == [50, "c", 30, "c"]


def test_a_region_of_one_authority_shows_what_the_authority_shows() -> None:
    rows = [("n", "R", "Total", 20, None), ("n", "R", "a", 17, None), ("n", "R", "b", 3, None)]
    rows += [("n", "A", value, count, None) for _, _, value, count, _ in rows]
    assert written(measures(*rows)) == [20, "c", "c", 20, "c", "c"]


def test_a_hidden_total_hides_parts_and_shares_but_a_zero_keeps_its_share() -> None:
    rows = measures(
        ("n", "A", "Total", 3, None), ("n", "A", "a", 3, None), ("n", "A", "b", 0, None),
        ("pct", "A", "a", 3, 3), ("pct", "A", "b", 0, 3),
    )  # fmt: skip
    assert written(rows) == ["c", "c", 0, "c", 0]
    out = control_measures(rows, CATALOGUE, PLACES, POLICY)
    assert out["denominator"].isna().all()


def test_a_count_published_through_two_measures_is_hidden_in_both() -> None:
    rows = [("Total", 43), ("a", 3), ("b", 40)]
    both = [(name, "A", value, n, None) for name in ("n", "alias") for value, n in rows]
    assert written(measures(*both)) == [43, "c", "c"] * 2


def test_a_numerator_that_differs_from_its_count_is_not_let_out() -> None:
    rows = measures(("n", "A", "Total", 43, None), ("pct", "A", "Total", 2, 43))
    with pytest.raises(RefusedError, match="pct"):
        control_measures(rows, CATALOGUE, PLACES, POLICY)


def test_a_region_of_too_few_authorities_is_left_out_and_forces_nothing() -> None:
    frame = measures(
        ("n", "R", "Total", 23, None), ("n", "A", "Total", 3, None), ("n", "B", "Total", 20, None)
    )
    assert written(frame) == [20, "c", "c"]
    assert written(frame.assign(las_included=[2, 1, 1])) == ["x", "c", 20]


def test_a_measure_that_nobody_described_is_named() -> None:
    with pytest.raises(ProjectError, match="mystery"):
        written(measures(("mystery", "A", "Total", 43, None)))
