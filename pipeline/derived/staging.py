"""The staging model of a table: every row of the files in force, typed as its contract says.

What belongs here: the file as a person would write it. What does not: the SQL of one type (`typed`), choosing or
joining rows (later models).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.derived.mark import mark
from pipeline.derived.typed import is_parsed, keeps_text, text_name, text_sql, value_sql
from pipeline.derived.yaml_style import write_yaml
from pipeline.sources.api import first_columns, place_columns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.sources.api import Column, Source, Table

ROW_ID = "File and data row, which together name the row for good."
_LONGEST_LINE = 105  # sqlfluff allows 110, indentation and comma included
_PROMISE = "All rows of the files in force, typed; nothing is dropped."


@dataclass(frozen=True)
class StagingColumn:
    """One column of a staging model; `meaning` is empty when it is that of the raw column."""

    name: str
    expression: str
    meaning: str = ""


def staging_name(table: Table) -> str:
    """Return the name of a table's staging model."""
    return f"stg_{table.source}__{table.name}"


def staging_columns(table: Table) -> tuple[StagingColumn, ...]:
    """Return the columns of a table's staging model: where the row is from, whose it is, what it says."""
    own = (typed for column in table.columns for typed in _typed(column))
    return (
        StagingColumn(
            "row_id", "CAST(r.file_id || ':' || CAST(r.row_number AS VARCHAR) AS VARCHAR)", ROW_ID
        ),
        *_origin(table),
        *own,
    )


def staging_sql(source: Source, table: Table) -> str:
    """Return the file of a table's staging model."""
    columns = staging_columns(table)
    selected = ",\n".join(f"    {_projection(column)}" for column in columns)
    return (
        f"/*---\n{_header(source, table, columns)}---*/\n"
        f"-- {mark(f'{table.source}/{table.name}.yaml')}\n{_why_that_order(table)}"
        f"SELECT\n{selected}\nFROM {table.raw_name} AS r\n"
    )


def _why_that_order(table: Table) -> str:
    has_dates = any(column.type in ("date", "partial_date") for column in table.columns)
    why = (
        "-- A year of two digits is tried before one of four, which would read 16 as the year 16. Ten characters, the\n"
        "-- usual form, hold four: they are tried in fewer forms, as one that fails takes longest.\n"
    )
    return why if has_dates else ""


def _origin(table: Table) -> Iterator[StagingColumn]:
    first = first_columns(table)
    for column in (*place_columns(table), *first):
        reference = f"r.{column.name}"
        is_text = column.type == "VARCHAR"
        yield StagingColumn(
            column.name, reference if is_text else f"CAST({reference} AS {column.type})"
        )


def _typed(column: Column) -> Iterator[StagingColumn]:
    meaning = [_sentence(column.meaning), *_years(column)]
    if is_parsed(column):
        meaning.append(_when_null(column))
    yield StagingColumn(column.name, value_sql(column), " ".join(meaning))
    if keeps_text(column):
        yield StagingColumn(
            text_name(column), text_sql(column), f"{column.heading} as received; NULL when blank."
        )


def _projection(column: StagingColumn) -> str:
    if column.expression == f"r.{column.name}":
        return column.expression
    line = f"{column.expression} AS {column.name}"
    if "\n" in line or len(line) <= _LONGEST_LINE:
        return line
    call, _, inner = column.expression.removesuffix(")").partition("(")
    return f"{call}(\n        {inner}\n    ) AS {column.name}"


def _header(source: Source, table: Table, columns: tuple[StagingColumn, ...]) -> str:
    return write_yaml(
        {
            "description": f"{table.description} {_PROMISE}",
            "grain": ["row_id"],
            "columns": {column.name: column.meaning for column in columns if column.meaning},
            "source": f"{table.title}. {source.reference}",
        }
    )


def _sentence(text: str) -> str:
    return text if text.endswith(".") else f"{text}."


def _years(column: Column) -> Iterator[str]:
    if column.since:
        yield f"From collection year {column.since}."
    if column.until:
        yield f"Until collection year {column.until}."


def _when_null(column: Column) -> str:
    kinds = {
        "date": "no date",
        "partial_date": "no whole date (a part may be unknown)",
        "timestamp": "no date and time",
        "boolean": "neither yes nor no",
        "integer": "no whole number",
    }
    return f"NULL when the text is {kinds.get(column.type, 'no number')}."
