"""The history of findings: when each was first seen, last seen and fixed, across resubmissions.

A finding is the same as before when rule, return, module, child, field and what was sent in the field
are the same; of several that are alike in all that, the first stays the first and so on. The row's id is
no part of it, as each file has its own, nor are the other fields of the row: mending one of them leaves
the finding what it was. Fills `fct_data_quality_history`; what is found belongs to `rules`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.tables import DATA_QUALITY_HISTORY, DATA_QUALITY_ISSUE, RULE_RUN

if TYPE_CHECKING:
    from datetime import date

    from duckdb import DuckDBPyConnection

_SAME = "i.rule_code, r.source, i.la_code, i.collection_year, i.table_name, i.child_key, i.field, i.value"
# What was sent is hashed with the key, not kept: of what was mended nothing needs to be known but when.
_UPDATED = f"""
    WITH found AS (
        SELECT
            md5(concat_ws(chr(31), {_SAME}, row_number() OVER (PARTITION BY {_SAME} ORDER BY i.row_id)))
                AS finding_key,
            i.rule_code, i.severity, r.source, i.la_code, i.collection_year, i.table_name,
            i.child_key, i.field, i.row_id
        FROM {DATA_QUALITY_ISSUE.name} AS i
        INNER JOIN {RULE_RUN.name} AS r ON r.rule_code = i.rule_code AND r.table_name = i.table_name
    ),
    not_judged AS (
        SELECT DISTINCT rule_code FROM {RULE_RUN.name} WHERE status <> 'ran'
    )
    SELECT
        coalesce(f.finding_key, h.finding_key) AS finding_key,
        coalesce(f.rule_code, h.rule_code) AS rule_code,
        coalesce(f.severity, h.severity) AS severity,
        coalesce(f.source, h.source) AS source,
        coalesce(f.la_code, h.la_code) AS la_code,
        coalesce(f.collection_year, h.collection_year) AS collection_year,
        coalesce(f.table_name, h.table_name) AS table_name,
        coalesce(f.child_key, h.child_key) AS child_key,
        coalesce(f.field, h.field) AS field,
        f.row_id,
        coalesce(h.first_seen_date, $today) AS first_seen_date,
        CASE WHEN f.finding_key IS NULL THEN h.last_seen_date ELSE $today END AS last_seen_date,
        CASE
            WHEN f.finding_key IS NOT NULL THEN NULL
            -- A rule that could not be run says nothing of what it found before.
            WHEN n.rule_code IS NOT NULL THEN h.fixed_date
            ELSE coalesce(h.fixed_date, $today)
        END AS fixed_date
    FROM found AS f
    FULL JOIN {DATA_QUALITY_HISTORY.name} AS h ON h.finding_key = f.finding_key
    LEFT JOIN not_judged AS n ON n.rule_code = h.rule_code
"""


def record_history(connection: DuckDBPyConnection, *, today: date) -> None:
    """Bring the history up to what the rules have just found; again on the same day changes nothing.

    Args:
        connection: An open connection to the warehouse after the rules have run, outside any transaction.
        today: The day of the judgement.
    """
    name = DATA_QUALITY_HISTORY.name
    with transaction(connection):
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS {name} ({DATA_QUALITY_HISTORY.column_definitions})"
        )
        connection.execute(f"CREATE TEMP TABLE updated_history AS {_UPDATED}", {"today": today})
        connection.execute(f"DELETE FROM {name}")
        connection.execute(f"INSERT INTO {name} BY NAME FROM updated_history ORDER BY finding_key")
        connection.execute("DROP TABLE updated_history")


def history_state(connection: DuckDBPyConnection) -> str:
    """Return what changes whenever a finding is new, fixed or back: for fingerprints of what is made from it."""
    rows = connection.sql(
        f"""
        SELECT count(*), count(fixed_date), max(first_seen_date), max(fixed_date)
        FROM {DATA_QUALITY_HISTORY.name}
        """
    ).fetchall()
    return repr(rows)
