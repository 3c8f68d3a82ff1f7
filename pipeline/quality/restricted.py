"""The child-level lists of findings, each for the local authority that sent the rows alone.

The only place of this package where a child's id leaves the warehouse: files are for their owner
alone (0600, in folders of 0700). What is a finding belongs to `rules`.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.modelling.api import quote
from pipeline.quality.tables import DATA_QUALITY_ISSUE, RULE_RUN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from duckdb import DuckDBPyConnection

HEADINGS = (
    "rule_code",
    "severity",
    "message",
    "collection_year",
    "table",
    "row_number",
    "la_child_id",
    "field",
    "value",
)
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_finding_lists(
    connection: DuckDBPyConnection, folder: Path, *, release_id: str
) -> tuple[Path, ...]:
    """Write `<folder>/<la_code>/<release_id>/findings.csv` for every authority that has sent rows.

    A list without findings has its headings only, which tells that the return was judged. A list
    that is there is replaced whole.

    Args:
        connection: An open connection to the warehouse after the rules have run.
        folder: The folder of restricted files.
        release_id: Name of the release that the findings go with.

    Returns:
        The files, by code of the local authority.
    """
    la_codes = connection.sql(
        f"""
        SELECT la_code FROM raw_intake__submissions
        UNION SELECT la_code FROM {DATA_QUALITY_ISSUE.name} ORDER BY la_code
        """
    ).fetchall()
    query = _findings_query(_staging_tables(connection))
    return tuple(
        _write(
            _private_folder(folder, la_code, release_id),
            connection.execute(query, [la_code]).fetchall(),
        )
        for (la_code,) in la_codes
    )


def _staging_tables(connection: DuckDBPyConnection) -> list[str]:
    """Return the staging tables whose rows have a child's id."""
    return [
        name
        for (name,) in connection.sql(
            """
            SELECT table_name FROM information_schema.columns
            WHERE starts_with(table_name, 'stg_')
                AND column_name IN ('row_id', 'row_number', 'la_child_id')
            GROUP BY table_name
            HAVING count(*) = 3
            ORDER BY table_name
            """
        ).fetchall()
    ]


def _findings_query(staging_tables: Iterable[str]) -> str:
    """Return the query for one authority's findings; a row id is unique among all tables."""
    sent_rows = " UNION ALL ".join(
        f"SELECT row_id, row_number, la_child_id FROM {quote(name)} WHERE la_code = $1"
        for name in staging_tables
    )
    return f"""
        SELECT
            i.rule_code, i.severity, r.message, i.collection_year, i.table_name, s.row_number,
            s.la_child_id, i.field, i.value
        FROM {DATA_QUALITY_ISSUE.name} AS i
        INNER JOIN {RULE_RUN.name} AS r
            ON i.rule_code = r.rule_code AND i.table_name = r.table_name
        LEFT JOIN ({sent_rows}) AS s ON i.row_id = s.row_id
        WHERE i.la_code = $1
        ORDER BY i.collection_year, i.table_name, s.row_number, i.rule_code, i.field
    """


def _private_folder(folder: Path, la_code: str, release_id: str) -> Path:
    """Make the folder of one local authority and release, for its owner alone."""
    for path in (folder, folder / la_code, folder / la_code / release_id):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    return folder / la_code / release_id


def _write(folder: Path, rows: Iterable[tuple[object, ...]]) -> Path:
    path = folder / "findings.csv"
    # Written beside and moved into place, so that nobody opens half a list.
    unfinished = folder / f".findings.{os.getpid()}.csv"
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    # The mark at the start tells Excel that the text is UTF-8.
    with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return unfinished.replace(path)


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet runs: what would start a formula gets an apostrophe."""
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell
