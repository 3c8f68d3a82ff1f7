"""The files for explore education statistics, and the lint that holds them to the standard."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from pipeline.errors import ProjectError
from pipeline.modelling.api import open_warehouse
from pipeline.release.api import build_internal_tables, build_public_tables, load_policy
from pipeline.release.ees_lint import lint_data_set, read_vocabulary
from pipeline.release.export_ees import export_ees, place_columns
from tests.unit.release.conftest import PROJECT, fill, request_of

STEM = "childrens_social_care_starts"
SEEDS = PROJECT / "seeds"


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    folder = tmp_path_factory.mktemp("public") / "ees"
    with (
        open_warehouse() as warehouse,
        build_internal_tables(fill(warehouse), request_of()) as internal,
        build_public_tables(internal, request_of()) as public,
    ):
        export_ees(public, folder, seeds=SEEDS)
    return folder


@pytest.fixture
def folder(tmp_path, exported):
    return shutil.copytree(exported, tmp_path / "ees")


@pytest.fixture(scope="module")
def places():
    seed = pd.read_csv(SEEDS / "local_authority.csv", dtype=str, keep_default_na=False)
    return place_columns(seed)


def read(path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_data_file(folder) -> None:
    raw = (folder / f"{STEM}.csv").read_bytes()
    assert b"\r" not in raw
    rows = read(folder / f"{STEM}.csv")
    assert len(rows) == 2 * 11 * 4
    assert list(rows[0].values()) == [
        "2024", "Reporting year", "National", "E92000001", "England", "", "", "", "", "",
        "Total", "Total", "380", "100", "33",
    ]  # fmt: skip
    camden = [row for row in rows if row["new_la_code"] == "E09000007"]
    assert {row["region_name"] for row in camden} == {"Inner London"}
    assert {row["old_la_code"] for row in camden} == {"202"}
    assert {row["starts_count"] for row in camden if row["breakdown"] == "Under 1"} == {"c"}
    assert {row["starts_rate_per_10000"] for row in camden if row["breakdown"] != "Total"} == {"z"}
    regional = {row["region_name"] for row in rows if row["geographic_level"] == "Regional"}
    assert regional == {"North East", "London", "Inner London", "Outer London"}


def test_the_metadata_file(folder) -> None:
    rows = read(folder / f"{STEM}.meta.csv")
    assert [(row["col_name"], row["col_type"]) for row in rows] == [
        ("breakdown_topic", "Filter"),
        ("breakdown", "Filter"),
        ("starts_count", "Indicator"),
        ("starts_percent", "Indicator"),
        ("starts_rate_per_10000", "Indicator"),
    ]
    assert [row["indicator_unit"] for row in rows] == ["", "", "", "%", ""]


def rewrite(path, change) -> None:
    header, *rows = list(csv.reader(path.open(encoding="utf-8", newline="")))
    header, rows = change(header, rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


def cell(column: str, text: str, *, row: int = 0, every: bool = False):
    """Change one cell of a column, or all."""

    def change(header, rows):
        place = header.index(column)
        for number, values in enumerate(rows):
            if every or number == row:
                values[place] = text
        return header, rows

    return change


def rename(column: str, name: str):
    return lambda header, rows: ([name if h == column else h for h in header], rows)


def drop(column: str):
    def change(header, rows):
        place = header.index(column)
        return [h for h in header if h != column], [r[:place] + r[place + 1 :] for r in rows]

    return change


def add(column: str, *texts: str):
    def change(header, rows):
        filled = [[*row, texts[n % len(texts)]] for n, row in enumerate(rows)]
        return [*header, column], filled

    return change


DATA_FAULTS = {
    "no time": (drop("time_period"), "column time_period is missing"),
    "six digits": (cell("time_period", "202425"), "not four digits"),
    "other identifier": (cell("time_identifier", "Academic year"), "not Reporting year"),
    "unknown level": (cell("geographic_level", "Ward"), "no geographic level Ward"),
    "level without columns": (drop("region_code"), "rows need the column region_code"),
    "country": (cell("country_name", "Wales"), "country is not"),
    "blank country": (cell("country_code", ""), "blank column of National"),
    "overcompleted": (cell("region_code", "E12000001"), "fill a column of Regional"),
    "blank la": (cell("la_name", "", row=43), "blank column of Local authority"),
    "wrong la name": (cell("la_name", "Somewhere", row=43), "do not fit"),
    "wrong case": (cell("region_name", "north east", row=4), "do not fit for E12000001"),
    "total in place": (cell("la_name", "Total", row=43), "word for a total"),
    "space in place": (cell("la_name", "Barnet ", row=43), "space at the beginning"),
    "capital name": (rename("starts_count", "Starts"), "not snake case"),
    "repeated name": (rename("starts_percent", "starts_count"), "there twice"),
    "long name": (rename("starts_count", "starts_" + "x" * 50), "longer than 50"),
    "unlisted": (add("extra", "1", "2"), "extra is not in the metadata"),
    "no longer there": (drop("starts_count"), "lists starts_count, which is no column"),
    "no total": (cell("breakdown", "Everyone", every=True), "breakdown has no Total"),
    "one value": (cell("breakdown", "Total", every=True), "fewer than two values"),
    "blank filter": (cell("breakdown", ""), "breakdown has a blank"),
    "space in filter": (cell("breakdown", " Total"), "breakdown has a space"),
    "long value": (cell("breakdown", "x" * 121), "one longer than 120"),
    "repeated row": (lambda h, r: (h, [*r, r[0]]), "two rows are of the same"),
    "missing row": (lambda h, r: (h, r[:-1]), "lacks a combination"),
    "null word": (cell("starts_count", "NULL"), "word for no value"),
    "blank cell": (cell("starts_count", ""), "neither number nor symbol"),
    "comma": (cell("starts_count", "1,234"), "neither number nor symbol"),
    "percent sign": (cell("starts_percent", "12%"), "neither number nor symbol"),
    "old symbol": (cell("starts_percent", "~"), "neither number nor symbol"),
}

META_FAULTS = {
    "column missing": (drop("filter_hint"), "metadata lacks filter_hint"),
    "column too many": (add("note", "x"), "metadata has note too"),
    "type": (cell("col_type", "filter"), "not Filter or Indicator"),
    "blank label": (cell("label", ""), "blank or repeated label"),
    "repeated label": (cell("label", "Group of children"), "blank or repeated label"),
    "long label": (cell("label", "x" * 101), "label longer than 100"),
    "blank name": (cell("col_name", ""), "blank or repeated col_name"),
    "filter with unit": (cell("indicator_unit", "%"), "a Filter has indicator_unit"),
    "filter with decimals": (cell("indicator_dp", "0"), "a Filter has indicator_dp"),
    "filter with grouping": (cell("indicator_grouping", "x"), "a Filter has indicator_grouping"),
    "indicator with hint": (cell("filter_hint", "x", row=2), "an? Indicator has filter_hint"),
    "indicator with group": (
        cell("filter_grouping_column", "breakdown", row=2),
        "an? Indicator has filter_grouping_column",
    ),
    "no decimals": (cell("indicator_dp", "", row=2), "no whole number of decimals"),
    "unknown unit": (cell("indicator_unit", "pct", row=3), "has the unit pct"),
    "place": (cell("col_name", "la_name"), "la_name, which is time or place"),
    "looks like a place": (cell("col_name", "language_code"), "looks like a place"),
    "place word": (cell("col_name", "number"), "number looks like a place"),
    "not harmonised": (cell("col_name", "ethnicity"), "not the name that the standard has"),
    "no indicator": (lambda h, r: (h, r[:2]), "there is no indicator"),
}


@pytest.mark.parametrize(("change", "message"), DATA_FAULTS.values(), ids=DATA_FAULTS)
def test_the_lint_finds_a_fault_of_the_data(folder, places, change, message) -> None:
    path = folder / f"{STEM}.csv"
    assert lint_data_set(path, places, read_vocabulary(SEEDS)) == []
    rewrite(path, change)
    found = lint_data_set(path, places, read_vocabulary(SEEDS))
    assert any(message in problem for problem in found), found


@pytest.mark.parametrize(("change", "message"), META_FAULTS.values(), ids=META_FAULTS)
def test_the_lint_finds_a_fault_of_the_metadata(folder, places, change, message) -> None:
    rewrite(folder / f"{STEM}.meta.csv", change)
    found = lint_data_set(folder / f"{STEM}.csv", places, read_vocabulary(SEEDS))
    assert any(message.replace("an?", "a") in problem for problem in found), found


def test_the_lint_finds_words_that_should_be_filters(folder, places) -> None:
    for path in folder.iterdir():
        path.write_text(path.read_text().replace("starts_count", "female_count"))
    found = lint_data_set(folder / f"{STEM}.csv", places, read_vocabulary(SEEDS))
    assert any("female_count holds female, male" in problem for problem in found), found


@pytest.mark.parametrize("name", ["Starts 2024", "starts.old", "x" * 151])
def test_the_lint_refuses_a_file_name(folder, places, name) -> None:
    (folder / f"{STEM}.csv").rename(folder / f"{name}.csv")
    (folder / f"{STEM}.meta.csv").rename(folder / f"{name}.meta.csv")
    found = lint_data_set(folder / f"{name}.csv", places, read_vocabulary(SEEDS))
    assert any("its name may only have" in problem for problem in found)


def test_the_lint_misses_the_metadata_file(folder, places) -> None:
    (folder / f"{STEM}.meta.csv").unlink()
    (problem,) = lint_data_set(folder / f"{STEM}.csv", places, read_vocabulary(SEEDS))
    assert f"no {STEM}.meta.csv beside it" in problem


def test_who_sent_no_return_has_a_row_for_each_group_that_others_have(
    tmp_path, warehouse, request_
) -> None:
    warehouse.execute(
        "DELETE FROM mart_measure WHERE geography_code = 'E06000002' AND breakdown <> 'Total'"
    )
    warehouse.execute(
        "UPDATE mart_measure SET symbol = 'x', numerator = NULL, denominator = NULL, value = NULL "
        "WHERE geography_code = 'E06000002'"
    )
    with (
        build_internal_tables(warehouse, request_) as internal,
        build_public_tables(internal, request_) as public,
    ):
        export_ees(public, tmp_path / "ees", seeds=SEEDS)
    rows = [
        row
        for row in read(tmp_path / "ees" / f"{STEM}.csv")
        if row["new_la_code"] == "E06000002" and row["time_period"] == "2024"
    ]
    assert [row["breakdown"] for row in rows] == ["Total", "1 to 9", "10 and over", "Under 1"]
    assert {row["starts_count"] for row in rows} == {"x"}
    assert [row["starts_rate_per_10000"] for row in rows] == ["x", "z", "z", "z"]


def test_two_measures_may_not_share_an_indicator(tmp_path, warehouse, request_) -> None:
    warehouse.execute("UPDATE seed_measures SET ees_indicator = 'starts_count'")
    with (
        build_internal_tables(warehouse, request_) as internal,
        build_public_tables(internal, request_) as public,
        pytest.raises(ProjectError, match="starts_pct"),
    ):
        export_ees(public, tmp_path / "ees", seeds=SEEDS)


def test_a_release_of_another_policy_has_the_symbols_of_the_standard(
    tmp_path, warehouse, request_
) -> None:
    facts = replace(request_.facts, disclosure_policy="dfe_data_pack_2013")
    request = replace(request_, facts=facts)
    policy = load_policy(SEEDS, "dfe_data_pack_2013")
    with (
        build_internal_tables(warehouse, request) as internal,
        build_public_tables(internal, request) as public,
    ):
        hidden = public.sql("SELECT DISTINCT symbol FROM mart_measure ORDER BY 1").fetchall()
        export_ees(public, tmp_path / "ees", seeds=SEEDS, symbols=policy.standard_symbols)
    assert hidden == [("",), ("x",)]
    cells = {row["starts_count"] for row in read(tmp_path / "ees" / f"{STEM}.csv")}
    assert "c" in cells
    assert "x" not in cells
    assert "60" in cells


def test_a_file_that_breaks_the_standard_is_not_released(tmp_path, warehouse, request_) -> None:
    warehouse.execute(
        "UPDATE seed_measures SET ees_indicator = 'roma_count' WHERE measure_id = 'starts'"
    )
    with (
        build_internal_tables(warehouse, request_) as internal,
        build_public_tables(internal, request_) as public,
        pytest.raises(ProjectError, match="roma_count holds roma"),
    ):
        export_ees(public, tmp_path / "ees", seeds=SEEDS)
