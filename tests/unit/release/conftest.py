"""A small warehouse: six authorities, two years, counts from large to small."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.modelling.seeds import load_seed, load_seeds
from pipeline.release.api import (
    InputFile,
    ReleasedColumn,
    ReleasedTable,
    ReleaseFacts,
    ReleaseRequest,
)
from pipeline.settings import Home

PROJECT = Path(__file__).parents[3]

# Hartlepool, Middlesbrough, Darlington; Camden and Hackney (Inner London), Barnet (Outer London).
COUNTS = {
    "E06000001": (3, 12, 20),
    "E06000002": (40, 31, 22),
    "E06000005": (9, 8, 30),
    "E09000007": (2, 2, 50),
    "E09000012": (60, 0, 45),
    "E09000003": (14, 25, 7),
}
AGES = ("Under 1", "1 to 9", "10 and over")

_MEASURES = """
    CREATE TABLE mart_measure AS
    WITH placed AS (
        SELECT p.*, unnest([
            {'level': 'Local authority', 'code': p.la_code, 'name': l.la_name},
            {'level': 'Regional', 'code': l.region_code, 'name': l.region_name},
            {'level': 'Regional', 'code': l.london_part_code, 'name': l.london_part},
            {'level': 'National', 'code': 'E92000001', 'name': 'England'}
        ]) AS place
        FROM starts_by_age AS p
        INNER JOIN seed_local_authority AS l ON l.la_code = p.la_code
    ),
    grouped AS (
        SELECT place.level AS geography_level, place.code AS geography_code,
            place.name AS geography_name, collection_year,
            'Age' AS breakdown, age AS breakdown_value,
            sum(starts)::BIGINT AS starts, count(DISTINCT la_code)::INTEGER AS las_included
        FROM placed WHERE place.code <> '' GROUP BY ALL
        UNION ALL
        SELECT place.level, place.code, place.name, collection_year, 'Total', 'Total',
            sum(starts)::BIGINT, count(DISTINCT la_code)::INTEGER
        FROM placed WHERE place.code <> '' GROUP BY ALL
    ),
    whole AS (
        SELECT geography_code, collection_year, starts AS total
        FROM grouped WHERE breakdown = 'Total'
    ),
    measured AS (
        SELECT s.measure_id, g.*, g.starts AS numerator, s.unit,
            CASE s.unit WHEN 'percent' THEN w.total WHEN 'per_10k' THEN w.total * 301 END
                AS denominator
        FROM grouped AS g
        INNER JOIN whole AS w
            ON w.geography_code = g.geography_code AND w.collection_year = g.collection_year
        CROSS JOIN seed_measures AS s
        WHERE s.measure_id IN ('starts', 'starts_pct', 'starts_rate_per_10k')
            AND (s.unit <> 'per_10k' OR g.breakdown = 'Total')
    )
    SELECT measure_id, geography_level, geography_code, geography_name, collection_year,
        breakdown, breakdown_value, numerator, denominator,
        CASE unit WHEN 'count' THEN numerator
            WHEN 'percent' THEN 100.0 * numerator / denominator
            ELSE 10000.0 * numerator / denominator END::DOUBLE AS value,
        '' AS symbol, las_included
    FROM measured
"""

_BENCH = """
    /*--- a header as models have it ---*/
    SELECT m.measure_id, m.geography_code, m.geography_level, m.collection_year, m.breakdown,
        m.breakdown_value, m.numerator, m.value, m.symbol, e.value AS england,
        avg(CASE WHEN m.geography_level = 'Local authority' THEN m.value END) OVER (
            PARTITION BY m.measure_id, m.collection_year, m.breakdown, m.breakdown_value
        ) AS all_las_mean,
        d.region_code
    FROM mart_measure AS m
    INNER JOIN seed_measures AS s ON s.measure_id = m.measure_id
    LEFT JOIN dim_local_authority AS d ON d.la_code = m.geography_code
    LEFT JOIN mart_measure AS e
        ON e.geography_level = 'National' AND e.measure_id = m.measure_id
        AND e.collection_year = m.collection_year AND e.breakdown = m.breakdown
        AND e.breakdown_value = m.breakdown_value;
"""

_TYPES = {
    "collection_year": "INTEGER",
    "base_year": "INTEGER",
    "las_included": "INTEGER",
    "numerator": "BIGINT",
    "denominator": "BIGINT",
    "value": "DOUBLE",
    "england": "DOUBLE",
    "all_las_mean": "DOUBLE",
    "starts": "BIGINT",
}


def table(name: str, columns: str, *, grain: str, sql: str = "") -> ReleasedTable:
    described = tuple(
        ReleasedColumn(c, _TYPES.get(c, "VARCHAR"), f"What {c} is: it's described.")
        for c in columns.split()
    )
    return ReleasedTable(name, f"One row per {grain}.", tuple(grain.split()), described, sql)


MEASURE_GRAIN = "measure_id geography_code collection_year breakdown breakdown_value"
TABLES = (
    table("mart_starts", "la_code collection_year age starts", grain="la_code collection_year age"),
    table(
        "mart_measure",
        "measure_id geography_level geography_code geography_name collection_year breakdown "
        "breakdown_value numerator denominator value symbol las_included",
        grain=MEASURE_GRAIN,
    ),
    table(
        "bench_measure",
        "measure_id geography_code geography_level collection_year breakdown breakdown_value "
        "numerator value symbol england all_las_mean region_code",
        grain=MEASURE_GRAIN,
        sql=_BENCH,
    ),
)


def measure(connection) -> None:
    """Make the measures of what `starts_by_age` holds now."""
    connection.execute("DROP TABLE IF EXISTS mart_measure")
    connection.execute(_MEASURES)


def fill(connection):
    """Make the tables of the small warehouse and return the connection."""
    seeds = load_seeds(PROJECT / "seeds")
    reference = ("local_authority", "measures", "measure_count", "measure_unit", "count_flow")
    for name in (f"seed_{name}" for name in reference):
        load_seed(connection, seeds[name])
    connection.execute("CREATE TABLE dim_local_authority AS FROM seed_local_authority")
    connection.execute(
        "CREATE TABLE starts_by_age(la_code VARCHAR, collection_year INT, age VARCHAR, starts INT)"
    )
    for year in (2024, 2025):
        for code, counts in COUNTS.items():
            for age, count in zip(AGES, counts, strict=True):
                more = year - 2024 if count > 5 else 0
                row = [code, year, age, count + more]
                connection.execute("INSERT INTO starts_by_age VALUES (?, ?, ?, ?)", row)
    measure(connection)
    connection.execute("CREATE TABLE mart_starts AS FROM starts_by_age")
    connection.execute(
        "CREATE TABLE fct_gate_decision AS "
        "SELECT DISTINCT la_code, collection_year, 'publish' AS decision, '' AS reason, "
        "'' AS usage_note, '' AS waiver "
        "FROM starts_by_age"
    )
    return connection


@pytest.fixture
def warehouse():
    with open_warehouse() as connection:
        yield fill(connection)


def withhold(connection, la_code: str, year: int) -> None:
    connection.execute(
        "UPDATE fct_gate_decision SET decision = 'withhold', reason = 'A rule fails too often.' "
        "WHERE la_code = ? AND collection_year = ?",
        [la_code, year],
    )


def request_of(fingerprint: str = "1a2b3c4d5e6f7788", tables=TABLES) -> ReleaseRequest:
    facts = ReleaseFacts(
        content_fingerprint=fingerprint,
        code_version="0.1.0",
        gate_result="passed",
        inputs=(InputFile("ab" * 32, "E06000001", 2024, "episodes", 35),),
    )
    return ReleaseRequest(tables, facts, PROJECT)


@pytest.fixture
def request_():
    return request_of()


@pytest.fixture
def home(tmp_path) -> Home:
    return Home(tmp_path / "home").create()
