"""What the gate withholds: coverage of a release, and marts without the withheld years.

Judging an authority's data is the affair of `quality`; here its decision is carried out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.api import quote
from pipeline.release.definition import COVERAGE, ReleasedColumn, ReleasedTable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

COVERAGE_TABLE = ReleasedTable(
    name=COVERAGE,
    description="One row per local authority and year with data: whether its figures are here.",
    grain=("la_code", "collection_year"),
    columns=(
        ReleasedColumn("la_code", "VARCHAR", "ONS nine-character code of the local authority."),
        ReleasedColumn("la_name", "VARCHAR", "Name of the local authority."),
        ReleasedColumn("collection_year", "INTEGER", "Year in which the 31 March falls."),
        ReleasedColumn("decision", "VARCHAR", "publish or withhold."),
        ReleasedColumn("reason", "VARCHAR", "Why the figures are withheld; empty otherwise."),
    ),
    sql="""
        SELECT d.la_code, l.la_name, d.collection_year, d.decision, d.reason
        FROM fct_gate_decision AS d
        LEFT JOIN seed_local_authority AS l ON l.la_code = d.la_code
        ORDER BY d.la_code, d.collection_year
    """,
)

_WITHHELD = "SELECT la_code, collection_year FROM release_coverage WHERE decision = 'withhold'"


def kept_rows(table: ReleasedTable) -> str:
    """Return the SELECT of a table's declared columns, less the rows of withheld years.

    It expects `release_coverage` beside the table. Tables without `la_code` and `collection_year`
    come whole.
    """
    columns = ", ".join(quote(name) for name in table.column_names)
    select = f"SELECT {columns} FROM {quote(table.name)}"
    if not {"la_code", "collection_year"} <= set(table.column_names):
        return select
    return f"{select} WHERE (la_code, collection_year) NOT IN ({_WITHHELD})"


def withhold_measures(connection: DuckDBPyConnection) -> None:
    """Take withheld authorities out of `mart_measure`, out of regions and the nation too.

    A region that still held a withheld authority would give its figures away by subtraction.
    The connection holds `mart_measure`, `release_coverage`, `seed_measures`, `seed_measure_unit`
    and `seed_local_authority`; `mart_measure` is replaced.
    """
    connection.execute(f"CREATE TEMP TABLE withheld_part AS {_WITHHELD_PARTS}")
    connection.execute(_TAKE_OUT)
    connection.execute("DROP TABLE withheld_part")


# What each region, part of London and the nation loses of each figure.
_WITHHELD_PARTS = f"""
    WITH withheld AS ({_WITHHELD}),
    above AS (
        SELECT la_code, unnest([region_code, london_part_code, nation.code]) AS geography_code
        FROM seed_local_authority,
        (
            SELECT max(geography_code) AS code
            FROM mart_measure
            WHERE geography_level = 'National'
        ) AS nation
    )
    SELECT
        m.measure_id, m.collection_year, m.breakdown, m.breakdown_value, a.geography_code,
        sum(coalesce(m.numerator, 0))::BIGINT AS numerator,
        sum(coalesce(m.denominator, 0))::BIGINT AS denominator,
        count(m.numerator)::INTEGER AS las
    FROM mart_measure AS m
    INNER JOIN withheld AS w
        ON w.la_code = m.geography_code AND w.collection_year = m.collection_year
    INNER JOIN above AS a ON a.la_code = w.la_code
    WHERE a.geography_code <> ''
    GROUP BY ALL
"""

_TAKE_OUT = f"""
    CREATE OR REPLACE TABLE mart_measure AS
    WITH kept AS (
        SELECT
            m.* REPLACE (
                m.numerator - coalesce(p.numerator, 0) AS numerator,
                m.denominator - coalesce(p.denominator, 0) AS denominator,
                m.las_included - coalesce(p.las, 0) AS las_included
            ),
            p.las AS las_withheld, u.factor, s.denominator_count IS NOT NULL AS is_ratio
        FROM mart_measure AS m
        INNER JOIN seed_measures AS s ON s.measure_id = m.measure_id
        INNER JOIN seed_measure_unit AS u ON u.unit = s.unit
        LEFT JOIN withheld_part AS p
            ON p.measure_id = m.measure_id
            AND p.collection_year = m.collection_year
            AND p.geography_code = m.geography_code
            AND p.breakdown = m.breakdown
            AND p.breakdown_value = m.breakdown_value
        WHERE (m.geography_code, m.collection_year) NOT IN ({_WITHHELD})
    )
    SELECT
        * EXCLUDE (las_withheld, factor, is_ratio) REPLACE (
            CASE
                WHEN las_withheld IS NULL THEN value
                WHEN is_ratio THEN factor * numerator / nullif(denominator, 0)
                ELSE factor * numerator
            END::DOUBLE AS value,
            CASE
                WHEN las_withheld IS NULL THEN symbol
                WHEN is_ratio AND denominator = 0 THEN 'z'
                ELSE symbol
            END AS symbol
        )
    FROM kept
    WHERE las_withheld IS NULL OR las_included > 0
"""
