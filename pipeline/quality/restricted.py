"""The child-level lists of findings, as CSV and workbook, each for the local authority that sent the rows alone.

The only place of this package where a child's id leaves the warehouse: files are for their owner
alone (0600, in folders of 0700). What is a finding belongs to `rules`.
"""

from __future__ import annotations

import csv
import filecmp
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.modelling.api import quote
from pipeline.private_file import private_file
from pipeline.quality.tables import DATA_QUALITY_HISTORY, DATA_QUALITY_ISSUE, RULE_RUN
from pipeline.workbook import Sheet, write_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

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
    "first_seen_date",
)
# The same in the order in which one works: heading and width of each, and where the row has it.
_WORKBOOK = (
    (("Child", 16), 6),
    (("Year", 8), 3),
    (("Table", 22), 4),
    (("Row", 8), 5),
    (("Severity", 10), 1),
    (("Rule", 12), 0),
    (("Field", 18), 7),
    (("Value", 18), 8),
    (("What to do", 90), 2),
    (("First seen", 12), 9),
)
_BY_RULE = (("Rule", 12), ("Severity", 10), ("Table", 22), ("Findings", 10), ("What to do", 110))
_Row = tuple[object, ...]
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_finding_lists(
    connection: DuckDBPyConnection, folder: Path, *, release_id: str
) -> tuple[Path, ...]:
    """Write `<folder>/<la_code>/<release_id>/findings.csv` and `.xlsx` for every authority that has sent rows.

    They are sorted by child, so that what is wrong with one is mended at once. A list without findings has
    its headings only, which tells that the return was judged. A list that is there is replaced whole.

    Args:
        connection: An open connection to the warehouse after the rules have run.
        folder: The folder of restricted files.
        release_id: Name of the release that the findings go with.

    Returns:
        The CSV files, by code of the local authority; the workbook is beside each.
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
            s.la_child_id, i.field, i.value, h.first_seen_date
        FROM {DATA_QUALITY_ISSUE.name} AS i
        INNER JOIN {RULE_RUN.name} AS r
            ON i.rule_code = r.rule_code AND i.table_name = r.table_name
        LEFT JOIN ({sent_rows}) AS s ON i.row_id = s.row_id
        LEFT JOIN (
            SELECT rule_code, row_id, field, min(first_seen_date) AS first_seen_date
            FROM {DATA_QUALITY_HISTORY.name}
            WHERE la_code = $1 AND row_id IS NOT NULL
            GROUP BY rule_code, row_id, field
        ) AS h ON i.rule_code = h.rule_code AND i.row_id = h.row_id AND i.field IS NOT DISTINCT FROM h.field
        WHERE i.la_code = $1
        ORDER BY
            s.la_child_id NULLS LAST, i.collection_year, i.table_name, s.row_number, i.rule_code, i.field
    """


def _private_folder(folder: Path, la_code: str, release_id: str) -> Path:
    """Make the folder of one local authority and release, for its owner alone."""
    for path in (folder, folder / la_code, folder / la_code / release_id):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    return folder / la_code / release_id


def _write(folder: Path, rows: Sequence[_Row]) -> Path:
    path = folder / "findings.csv"
    # The mark at the start tells Excel that the text is UTF-8.
    with (
        private_file(path) as unfinished,
        unfinished.open("w", encoding="utf-8-sig", newline="") as file,
    ):
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows([_harmless(cell) for cell in row] for row in rows)
    workbook = path.with_suffix(".xlsx")
    same = _workbook_of_the_same(path)
    with private_file(workbook) as unfinished:
        if same is not None:
            shutil.copyfile(same, unfinished)
        else:
            with unfinished.open("wb") as book:
                write_sheets(book, _sheets(rows))
    return path


def _workbook_of_the_same(findings: Path) -> Path | None:
    """Return the workbook of the release before, if it says the same: writing one takes as long as all else here.

    Of 150 authorities few send anything on one night.
    """
    releases = sorted(findings.parent.parent.iterdir())
    before = releases[: releases.index(findings.parent)]
    earlier = before[-1] / findings.name if before else None
    if earlier is None or not earlier.with_suffix(".xlsx").exists():
        return None
    is_same = earlier.exists() and filecmp.cmp(earlier, findings, shallow=False)
    return earlier.with_suffix(".xlsx") if is_same else None


def _sheets(rows: Sequence[_Row]) -> tuple[Sheet, Sheet]:
    """Return the sheet to work through, and one that says which rules are broken how often."""
    columns = [column for column, _ in _WORKBOOK]
    findings = ([row[place] for _, place in _WORKBOOK] for row in rows)
    return Sheet("Findings", columns, findings), Sheet("Rules", _BY_RULE, _by_rule(rows))


def _by_rule(rows: Iterable[_Row]) -> Iterator[_Row]:
    counts = Counter((row[0], row[1], row[4], row[2]) for row in rows)
    for (rule, severity, table, message), count in counts.most_common():
        yield rule, severity, table, count, message


def _harmless(cell: object) -> object:
    """Return a cell that no spreadsheet runs: what would start a formula gets an apostrophe."""
    if isinstance(cell, str) and cell.startswith(_STARTS_A_FORMULA):
        return f"'{cell}"
    return cell
