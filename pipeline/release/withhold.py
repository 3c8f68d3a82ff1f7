"""What the gate withholds: coverage of a release, and marts without the withheld years.

Judging an authority's data is the affair of `quality`; here its decision is carried out.
"""

from __future__ import annotations

from pipeline.modelling.api import quote
from pipeline.release.definition import COVERAGE, ReleasedColumn, ReleasedTable

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
        ReleasedColumn(
            "usage_note", "VARCHAR", "What to know of published figures; empty for most."
        ),
        ReleasedColumn("waiver", "VARCHAR", "What was waived, until when and why; empty for most."),
    ),
    sql="""
        SELECT
            d.la_code, l.la_name, d.collection_year, d.decision, d.reason, d.usage_note, d.waiver
        FROM fct_gate_decision AS d
        LEFT JOIN seed_local_authority AS l ON l.la_code = d.la_code
        ORDER BY d.la_code, d.collection_year
    """,
)

_WITHHELD = "SELECT la_code, collection_year FROM release_coverage WHERE decision = 'withhold'"


# Years that a row may tell figures of: that of a change or a forecast tells those of its base year as well.
YEARS = ("collection_year", "base_year")


def kept_rows(table: ReleasedTable) -> str:
    """Return the SELECT of a table's declared columns, less the rows of withheld years.

    It expects `release_coverage` beside the table. Tables without `la_code` or a year come whole, and so do measures
    (`mart_measure` and the marts that it is made of hold no withheld year, in regions and England neither) and what is
    told of the quality of returns.
    """
    columns = ", ".join(quote(name) for name in table.column_names)
    whole = table.tells_of_quality or "la_code" not in table.column_names
    years = [] if whole else [name for name in YEARS if name in table.column_names]
    withheld = " AND ".join(f"(la_code, {name}) NOT IN ({_WITHHELD})" for name in years)
    return f"SELECT {columns} FROM {quote(table.name)} WHERE {withheld or 'TRUE'}"
