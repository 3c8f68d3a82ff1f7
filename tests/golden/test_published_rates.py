"""DfE's published rates per 10,000 of every authority, made by our measures from its counts and the population it used.

DfE publishes a rate with the population of the middle of the year before. Estimates are rebased between releases, so
each release has its own; children in need of 2021/22 stand over mid-2020, as mid-2021 was not out (2022 release).
"""

import csv
import gzip
import shutil
from math import floor
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.modelling.schema import create_empty
from pipeline.modelling.seeds import load_seed

SHARED = Path(__file__).parents[2].parent / "shared"
RELEASES = SHARED / "published"
POPULATIONS = SHARED / "reference" / "population_0_17.csv.gz"
VINTAGE = "DfE CIN 2021 release (pre-2021-census-rebase)"

pytestmark = pytest.mark.skipif(
    not RELEASES.exists(), reason="the published releases are not beside this checkout"
)

# Release: file, filter, count, population; the rate is of one column in all rows.
LOOKED_AFTER = {
    "cla_2022_release": ("population_count", "number"),
    "cla_2025_release": ("population_type", "children_count"),
}
# Children in need publishes counts and rates side by side: X and X_rate.
IN_NEED = (
    "b1_children_in_need_2013_to_2022",
    "b7_child_in_need_plans_2022",
    "c1_children_in_need_referrals_and_rereferrals_2013_to_2022",
    "c2_children_in_need_assessments_duration_2014_to_2022",
    "c4_children_in_need_section_47s_and_icpcs_2013_to_2022",
    "d1_child_protection_plans_2013_to_2022",
)


def _rows(path):
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("geographic_level") == "Local authority":
                yield row


def _number(text):
    return int(text) if text.isdigit() else None


def _looked_after(release):
    """Counts, rates and populations as one release of children looked after has them."""
    group, count = LOOKED_AFTER[release]
    counts, rates, populations = {}, {}, {}
    for row in _rows(RELEASES / release / "cla_number_and_rate_per_10k_children.csv.gz"):
        place = row["new_la_code"], int(row["time_period"])
        populations[place] = _number(row["population_estimate"])
        counts[row[group], *place] = _number(row[count])
        rates[row[group], *place] = row["rate_per_10000"]
    return counts, rates, populations


def _in_need():
    """The same of children in need 2022, whose populations are those of the release before."""
    middle = {
        (row["new_code"], int(row["mid_year"])): int(row["population"])
        for row in _rows(POPULATIONS)
        if row["series"] == VINTAGE and row["age_group"] == "0-17"
    }
    counts, rates, populations = {}, {}, {}
    for name in IN_NEED:
        for row in _rows(RELEASES / "cin_2022_release" / f"{name}.csv.gz"):
            place = row["new_la_code"], int(row["time_period"])
            populations[place] = middle.get((place[0], min(place[1] - 1, 2020)))
            for column in row:
                if f"{column}_rate" in row:
                    counts[column, *place] = _number(row[column])
                    rates[column, *place] = row[f"{column}_rate"]
    return counts, rates, populations


@pytest.fixture(scope="module")
def measured(workspace):
    """What our models make of counts and populations: values by measure, authority and year."""

    def measure(counts, populations):
        with open_warehouse() as connection:
            for seed in (
                "measures",
                "measure_count",
                "measure_unit",
                "population_0_17",
                "local_authority",
            ):
                load_seed(connection, workspace.seeds[f"seed_{seed}"])
            connection.execute("CREATE TABLE dim_local_authority AS FROM seed_local_authority")
            # No year is withheld in what DfE published.
            decisions = workspace.project.columns_of("fct_gate_decision")
            create_empty(connection, "fct_gate_decision", {one.name: one.type for one in decisions})
            _fill(connection, counts, populations)
            for name in ("mart_measure__of_authorities", "mart_measure"):
                sql = workspace.project.models[name].file.sql
                connection.execute(f"CREATE TABLE {name} AS {sql}")
            rows = connection.execute(
                "SELECT measure_id, geography_code, collection_year, value FROM mart_measure "
                "WHERE geography_level = 'Local authority'"
            ).fetchall()
        return {tuple(key): value for *key, value in rows}

    return measure


def _fill(connection, counts, populations):
    """Put published counts and populations where ours stand, and a rate per 10,000 for each count."""
    import pandas as pd

    names = sorted({name for name, *_ in counts})
    measures = pd.DataFrame({"name": names})
    held = pd.DataFrame([(*key, number) for key, number in counts.items()])
    held = held.set_axis(["count_id", "la_code", "collection_year", "number"], axis=1)
    people = pd.DataFrame([(la, y - 1, n) for (la, y), n in populations.items() if n])
    people = people.set_axis(["la_code", "mid_year", "population"], axis=1)
    for name, frame in (("measures", measures), ("held", held), ("people", people)):
        connection.register(name, frame)
    connection.execute("DELETE FROM seed_measures")
    connection.execute("DELETE FROM seed_population_0_17")
    connection.execute(
        "INSERT INTO seed_measures (measure_id, unit, numerator_count, denominator_count) "
        "SELECT name, 'per_10k', name, 'population_0_17' FROM measures"
    )
    connection.execute("INSERT INTO seed_population_0_17 SELECT *, 'DfE' FROM people")
    connection.execute(
        "CREATE TABLE mart_measure_count AS SELECT count_id, la_code, collection_year::INTEGER AS "
        "collection_year, 'Total' AS breakdown, 'Total' AS breakdown_value, number::BIGINT AS number FROM held"
    )


def _differences(counts, rates, populations, values, *, decimals):
    """How many rates are published as numbers, and the keys of those that ours, rounded halves up, are not."""
    scale = 10**decimals
    # Rows about two authorities together have a code with a slash, and no population.
    published = {
        key: round(float(rate) * scale)
        for key, rate in rates.items()
        if rate.replace(".", "").isdigit() and counts[key] is not None and populations[key[1:]]
    }
    ours = {key: floor(values[key] * scale + 0.5 + 1e-9) for key in published}
    return len(published), [key for key in published if ours[key] != published[key]]


@pytest.mark.parametrize("release", LOOKED_AFTER)
def test_rates_of_children_looked_after_are_the_published_ones(release, measured):
    counts, rates, populations = _looked_after(release)
    published, wrong = _differences(
        counts, rates, populations, measured(counts, populations), decimals=0
    )
    assert published > 2200
    assert wrong == []


def test_rates_of_children_in_need_are_the_published_ones(measured):
    counts, rates, populations = _in_need()
    published, wrong = _differences(
        counts, rates, populations, measured(counts, populations), decimals=1
    )
    assert published > 32_000
    assert wrong == []


def test_newer_populations_are_rebased_so_that_no_rate_stands_without_its_release(measured):
    counts, rates, _ = _looked_after("cla_2022_release")
    _, _, newer = _looked_after("cla_2025_release")
    newer = {key: newer.get(key) for key in {key[1:] for key in counts} if newer.get(key)}
    both = {key: number for key, number in counts.items() if key[1:] in newer and key[2] == 2021}
    rates = {key: rates[key] for key in both}
    _, changed = _differences(both, rates, newer, measured(both, newer), decimals=0)
    assert len(changed) > 50


def test_each_release_keeps_its_own_figure_of_a_year(build_models, tmp_path):
    """England on 31 March 2021: 67 in the release of 2022, 69 in that of 2025, over a rebased population."""
    files = []
    for release in LOOKED_AFTER:
        (tmp_path / release).mkdir()
        file = RELEASES / release / "cla_number_and_rate_per_10k_children.csv.gz"
        files.append(shutil.copy(file, tmp_path / release))
    build_models(tmp_path / "home", *map(Path, files), models=["fct_published_figure"])
    with open_warehouse(tmp_path / "home" / "warehouse.duckdb", read_only=True) as warehouse:
        told = warehouse.execute(
            "SELECT geography_code, release_year, published_value FROM fct_published_figure "
            "WHERE measure_id = 'looked_after_rate_per_10k' AND collection_year = 2021 "
            "AND geography_code IN ('E92000001', 'E08000030') ORDER BY ALL"
        ).fetchall()
        of_2025 = warehouse.execute(
            "SELECT COUNT(*) FROM fct_published_figure WHERE collection_year = 2025 "
            "AND geography_level = 'Local authority' AND measure_id = 'starts' AND published_symbol = ''"
        ).fetchall()
    assert told == [
        ("E08000030", 2022, 97.0),
        ("E08000030", 2025, 98.0),
        ("E92000001", 2022, 67.0),
        ("E92000001", 2025, 69.0),
    ]
    assert of_2025[0][0] > 145
