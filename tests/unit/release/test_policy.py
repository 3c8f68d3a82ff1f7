"""Policies as data, each applied to a plain table."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest

from pipeline.errors import ProjectError, UsageError
from pipeline.release.api import CURRENT_POLICY, load_policy, publish_table
from tests.unit.release.conftest import PROJECT

SEEDS = PROJECT / "seeds"
PACK, PACK_SECONDARY = "dfe_data_pack_2013", "dfe_data_pack_2013_secondary"


def texts(policy: str, *rows: tuple[int | None, int | None], unit: str = "count", **columns):
    table = pd.DataFrame(rows, columns=["numerator", "denominator"]).assign(unit=unit, **columns)
    return list(publish_table(table, load_policy(SEEDS, policy))["text"])


@pytest.mark.parametrize(
    ("policy", "level", "shown"),
    [
        (PACK, "National", ["0", "x", "x", "10", "10", "20", "67,050"]),
        (PACK, "Local authority", ["0", "x", "x", "10", "10", "20", "67,050"]),
        (CURRENT_POLICY, "National", ["0", "c", "c", "10", "10", "20", "67,050"]),
        (CURRENT_POLICY, "Local authority", ["0", "c", "c", "6", "14", "15", "67,049"]),
    ],
)
def test_counts(policy, level, shown) -> None:
    counts = [(n, None) for n in (0, 1, 5, 6, 14, 15, 67_049)]
    assert texts(policy, *counts, geography_level=level) == shown


@pytest.mark.parametrize(
    ("part", "whole", "pack", "current"),
    [
        (6, 16, "38", "37.5"),
        (5, 100, "x", "c"),
        (6, 10, "x", "60.0"),
        (6, 11, "55", "54.5"),
        (0, 11, "0", "0.0"),
        (0, 10, "x", "0.0"),
        (0, 0, ".", "z"),
        (None, 40, "..", "x"),
        (6, 2000, "0", "0.3"),
        (6, 20_000, "0", "k"),
    ],
)
def test_shares(part, whole, pack, current) -> None:
    both = {policy: texts(policy, (part, whole), unit="percent", decimals=1)
            for policy in (PACK, CURRENT_POLICY)}  # fmt: skip
    assert both == {PACK: [pack], CURRENT_POLICY: [current]}


AGES = pd.DataFrame({"numerator": [4190, 2690, 1150, 347, 3]}, index=["all", "1", "2", "3", "10+"])
SUMS = {"all": ["1", "2", "3", "10+"]}


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (PACK, ["4,190", "2,690", "1,150", "350", "x"]),
        (PACK_SECONDARY, ["4,190", "2,690", "1,150", "x", "x"]),
        (CURRENT_POLICY, ["4,190", "2,690", "1,150", "c", "c"]),
    ],
)
def test_partners_are_hidden_where_the_policy_says_so(policy, shown) -> None:
    published = publish_table(AGES, load_policy(SEEDS, policy), sums=SUMS)
    assert list(published["text"]) == shown
    assert list(published.index) == list(AGES.index)
    assert list(published.columns) == ["numerator", "value", "symbol", "text"]
    assert published.loc["10+", ["numerator", "value"]].isna().all()


def test_labels_may_be_pairs() -> None:
    table = pd.DataFrame(
        {"numerator": [3, 40, 43]}, index=pd.MultiIndex.from_product([["a"], list("AB*")])
    )
    sums = {("a", "*"): [("a", "A"), ("a", "B")]}
    published = publish_table(table, load_policy(SEEDS), sums=sums)
    assert list(published["text"]) == ["c", "c", "40"]


def test_a_cell_may_be_in_sums_of_rows_and_of_columns() -> None:
    counts = {"aA": 3, "aB": 40, "bA": 20, "bB": 30, "cA": 50, "cB": 60}
    counts |= {"a": 43, "b": 50, "c": 110, "A": 73, "B": 130}
    sums = {row: [f"{row}A", f"{row}B"] for row in "abc"}
    sums |= {column: [f"{row}{column}" for row in "abc"] for column in "AB"}
    table = pd.DataFrame({"numerator": pd.Series(counts)})
    published = publish_table(table, load_policy(SEEDS), sums=sums)
    assert set(published.index[published["symbol"] == "c"]) == {"aA", "aB", "bA", "bB"}


def test_what_two_totals_give_away_anyhow_is_shown_rather_than_a_total_hidden() -> None:
    counts = {"a": 7, "b": 3, "c": 20, "d": 30, "e": 40, "not a": 93, "all": 100}
    sums = {"all": list("abcde"), "not a": list("bcde")}
    table = pd.DataFrame({"numerator": pd.Series(counts)})
    published = publish_table(table, load_policy(SEEDS), sums=sums)
    assert set(published.index[published["symbol"] == "c"]) == {"b", "c"}


@pytest.mark.parametrize(
    ("table", "sums", "message"),
    [
        (AGES, {"all": ["4"]}, "'4'"),
        (AGES.rename({"2": "1"}), {}, "twice"),
    ],
    ids=["unknown part", "label twice"],
)
def test_a_table_that_cannot_be_right_is_refused(table, sums, message) -> None:
    with pytest.raises(UsageError, match=message):
        publish_table(table, load_policy(SEEDS), sums=sums)


def row(**columns: str) -> str:
    usual = {
        "policy": "dfe_current", "geography_level": "National", "suppress_from": "1",
        "suppress_to": "5", "suppress_whole_to": "5", "hides_zero_share": "false",
        "round_to": "10", "percent_decimals": "", "least_las": "3", "secondary": "true",
        "symbol_set": "standard",
    }  # fmt: skip
    filled = usual | columns
    return ",".join(filled) + "\n" + ",".join(filled.values()) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        None,
        row(policy="another"),
        row(suppress_from="5", suppress_to="1"),
        row(suppress_to="x"),
        row() + row(geography_level="Regional", secondary="false").split("\n")[1],
        "level,from\nNational,1\n",
    ],
    ids=["missing", "another", "backwards", "not a number", "half secondary", "other columns"],
)
def test_a_policy_that_cannot_be_right_is_refused(tmp_path, text) -> None:
    shutil.copy(SEEDS / "disclosure_symbol.csv", tmp_path)
    if text is not None:
        (tmp_path / "disclosure_policy.csv").write_text(text)
    with pytest.raises(ProjectError, match=r"disclosure_policy\.csv"):
        load_policy(tmp_path)


def test_a_set_of_symbols_needs_one_for_what_is_hidden(tmp_path) -> None:
    (tmp_path / "disclosure_policy.csv").write_text(row())
    heading = "symbol_set,symbol,standard_symbol,label,meaning\n"
    (tmp_path / "disclosure_symbol.csv").write_text(heading + "standard,z,z,,\nstandard,x,x,,\n")
    with pytest.raises(ProjectError, match=r"disclosure_symbol\.csv has no c in the set standard"):
        load_policy(tmp_path)
