"""The expectation suite of a raw table: that what arrived is held whole and once, and is what the contract says.

What belongs here: few expectations, each one query over the whole table. What does not: judging single rows (the
statutory rules do), and tables that models make (their suites are written by hand).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.derived.mark import mark
from pipeline.derived.staging import staging_name
from pipeline.derived.typed import parsed_sql, raw_reference
from pipeline.derived.yaml_style import write_yaml
from pipeline.sources.api import DATE_FORMATS, first_columns, place_columns

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.sources.api import Column, Table

_FILLED_SHARE = "0.95"
_ROWS_QUERY = "unexpected_rows_expectation"
# The library writes an alias of its own after {batch}, so that ours needs a SELECT around it.
_FROM_BATCH = "FROM (SELECT * FROM {batch}) AS r"


def raw_suite(table: Table, *, seeds: Collection[str]) -> str:
    """Return the file of the suite of a table of the raw layer.

    Args:
        table: The table.
        seeds: Names of all seeds: a code list is a seed of its own, or rows of the source's.
    """
    expectations = [_columns(table), _once(), _placed(table), _nothing_lost(table)]
    required = [column for column in table.columns if column.required]
    coded = [column for column in table.columns if column.codes]
    dates = [column for column in table.columns if column.type == "date"]
    expectations += [_filled(table, required)] if required else []
    expectations += [_in_list(table, coded, seeds)] if coded else []
    expectations += [_dates(dates)] if dates else []
    suite = write_yaml({"model": table.raw_name, "expectations": expectations})
    return f"# {mark(f'{table.source}/{table.name}.yaml')}\n{suite}"


def raw_columns(table: Table) -> tuple[str, ...]:
    """Return the names of the columns of a table of the raw layer."""
    first = [column.name for column in first_columns(table)]
    place = [column.name for column in place_columns(table)]
    return (*first, *(column.raw_name for column in table.columns), "other_values", *place)


def _columns(table: Table) -> dict[str, object]:
    return {
        "type": "expect_table_columns_to_match_set",
        "kwargs": {"column_set": list(raw_columns(table)), "exact_match": True},
        "severity": "critical",
        "why": "The columns are those of the contract.",
    }


def _once() -> dict[str, object]:
    return {
        "type": "expect_compound_columns_to_be_unique",
        "kwargs": {"column_list": ["file_id", "row_number"]},
        "severity": "critical",
        "why": "A row of a file is held once.",
    }


def _placed(table: Table) -> dict[str, object]:
    names = ["file_id", "row_number", *(column.name for column in place_columns(table))]
    missing = "\n    OR ".join(f"r.{name} IS NULL" for name in names)
    query = f"SELECT 1\n{_FROM_BATCH}\nWHERE\n    {missing}"
    return _rows(
        query, "critical", "Every row says which file it is from, whose it is and of which year."
    )


def _nothing_lost(table: Table) -> dict[str, object]:
    query = (
        "SELECT 1\n"
        "FROM (SELECT COUNT(*) AS number FROM {batch}) AS received\n"
        f"CROSS JOIN (SELECT COUNT(*) AS number FROM {staging_name(table)}) AS typed\n"
        "WHERE received.number <> typed.number"
    )
    return _rows(query, "critical", "Nothing is lost between the files and the typed rows.")


def _filled(table: Table, columns: Sequence[Column]) -> dict[str, object]:
    shares = ",\n".join(f"        {_share(table, column)}" for column in columns)
    too_few = "\n    OR ".join(
        f"{raw_reference(column, 'filled')} < {_FILLED_SHARE}" for column in columns
    )
    query = f"SELECT 1\nFROM (\n    SELECT\n{shares}\n    {_FROM_BATCH}\n) AS filled\nWHERE\n    {too_few}"
    return _rows(query, "warning", f"A row is incomplete without {_headings(columns)}.")


def _share(table: Table, column: Column) -> str:
    """Return the share of rows that fill a column, as a column of the same name."""
    raw = raw_reference(column)
    name = raw.partition(".")[2]
    return f"AVG(CASE WHEN TRIM({raw}) <> '' THEN 1 ELSE 0 END){_in_years(table, column)} AS {name}"


def _in_years(table: Table, column: Column) -> str:
    """Return the filter for the years whose files have a column; empty when all have."""
    year = _year(table)
    limits = [f"{year} >= {column.since}"] if column.since else []
    limits += [f"{year} <= {column.until}"] if column.until else []
    return f" FILTER (WHERE {' AND '.join(limits)})" if limits else ""


def _in_list(table: Table, columns: Sequence[Column], seeds: Collection[str]) -> dict[str, object]:
    query = "\nUNION ALL\n".join(_not_listed(table, column, seeds) for column in columns)
    # The statutory rules find such rows one by one; here only the engineer is told that there are any.
    return _rows(query, "info", f"The codes are those of the year in {_headings(columns)}.")


def _not_listed(table: Table, column: Column, seeds: Collection[str]) -> str:
    """Return the query for the codes of a column, each once a year, that its list does not have in that year."""
    has_own_seed = column.codes in seeds
    seed = column.codes if has_own_seed else f"{table.source}_code"
    of_list = "" if has_own_seed else f"            AND c.code_list = '{column.codes}'\n"
    return (
        "SELECT 1\n"
        "FROM (\n"
        f"    SELECT DISTINCT UPPER(TRIM({raw_reference(column)})) AS code, {_year(table)} AS year\n"
        f"    {_FROM_BATCH}\n"
        ") AS received\n"
        "WHERE\n"
        "    received.code <> ''\n"
        "    AND NOT EXISTS (\n"
        "        SELECT 1\n"
        f"        FROM seed_{seed} AS c\n"
        "        WHERE\n"
        "            c.code = received.code\n"
        f"{of_list}"
        "            AND received.year BETWEEN COALESCE(c.first_year, 0) AND COALESCE(c.last_year, 9999)\n"
        "    )"
    )


def _dates(columns: Sequence[Column]) -> dict[str, object]:
    # Each text once. DuckDB would parse before a DISTINCT, row by row; before MIN it cannot.
    received = "\n    UNION ALL\n".join(
        f"    SELECT MIN(TRIM({raw})) AS received\n    {_FROM_BATCH}\n    GROUP BY {raw}"
        for raw in map(raw_reference, columns)
    )
    query = (
        f"SELECT 1\nFROM (\n{received}\n) AS dates\n"
        "WHERE\n"
        "    dates.received <> ''\n"
        f"    AND {parsed_sql('dates.received', DATE_FORMATS)} IS NULL"
    )
    return _rows(query, "info", f"Dates can be read in {_headings(columns)}.")


def _rows(query: str, severity: str, why: str) -> dict[str, object]:
    return {
        "type": _ROWS_QUERY,
        "kwargs": {"unexpected_rows_query": query},
        "severity": severity,
        "why": why,
    }


def _headings(columns: Sequence[Column]) -> str:
    return ", ".join(column.heading for column in columns)


def _year(table: Table) -> str:
    return "r.release_year" if table.place == "publication" else "r.collection_year"
