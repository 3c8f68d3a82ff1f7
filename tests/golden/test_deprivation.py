"""Care applications of 2019-20 go with income deprivation of 2019 as CCN has it. Skips without the tables."""

import csv
from pathlib import Path

import pytest

from pipeline.modelling.api import load_seeds, open_warehouse
from pipeline.modelling.seeds import load_seed
from pipeline.settings import find_project_dir

APPLICATIONS = Path(__file__).parents[3] / "shared" / "reference" / "cafcass_care_applications.csv"
pytestmark = pytest.mark.skipif(
    not APPLICATIONS.exists(), reason="the published tables are not there"
)
MEASURES = """
CREATE TABLE mart_measure AS
SELECT
    'applications' AS measure_id, 'Local authority' AS geography_level, la_code AS geography_code,
    la_code AS geography_name, 2020 AS collection_year, 'Total' AS breakdown, rate AS value, 10000 AS denominator
FROM (VALUES {values}) AS t (la_code, rate)
"""


@pytest.fixture(scope="module")
def beside_deprivation(workspace):
    """The model itself over the published rates, as LAIT republishes them."""
    with APPLICATIONS.open(encoding="utf-8", newline="") as file:
        rates = {
            row["new_la_code"]: float(row["care_applications_per_10000"])
            for row in csv.DictReader(file)
            if row["financial_year"] == "2019-20"
            and row["geographic_level"] == "Local authority"
            and row["vintage"].startswith("LAIT HEAD")
        }
    values = ", ".join(f"('{code}', {rate})" for code, rate in rates.items())
    with open_warehouse() as connection:
        seeds = load_seeds(find_project_dir() / "seeds")
        for name in ("seed_idaci", "seed_local_authority", "seed_measure_unit"):
            load_seed(connection, seeds[name])
        places = workspace.project.models["dim_local_authority"].file.sql
        connection.execute(f"CREATE TABLE dim_local_authority AS {places}")
        connection.execute(MEASURES.format(values=values))
        connection.execute(
            "CREATE TABLE seed_measures AS SELECT 'applications' AS measure_id, 'per_10k' AS unit"
        )
        result = connection.sql(workspace.project.models["bench_deprivation"].file.sql)
        return [dict(zip(result.columns, row, strict=True)) for row in result.fetchall()]


def test_applications_correlate_with_deprivation(beside_deprivation):
    """CCN prints r = 0.60; its type and weights are not told: Pearson's, not weighted, on 150 authorities is 0.598."""
    assert {row["las_included"] for row in beside_deprivation} == {150}
    assert {round(row["correlation"], 3) for row in beside_deprivation} == {0.598}


def test_most_are_as_expected_and_some_are_not(beside_deprivation):
    positions = [row["position"] for row in beside_deprivation]
    assert positions.count("As expected") > 0.75 * len(positions)
    assert set(positions) - {"As expected"}
