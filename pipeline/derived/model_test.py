"""The model test of a staging model: for each column an ordinary value, a blank, and a text that is no such value.

What belongs here: examples of what LAs send and what each must become, written down and never computed by the SQL.
What does not: the SQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from pipeline.derived.mark import mark
from pipeline.derived.typed import is_parsed, keeps_text, text_name
from pipeline.derived.yaml_style import Row, write_yaml
from pipeline.sources.api import first_columns, place_columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.sources.api import Column, Table

_FIRST_DAY = date(2016, 4, 1)


@dataclass(frozen=True)
class _Example:
    """A text as received, trimmed, and the value that it states."""

    received: str
    value: object


def _day(number: int) -> date:
    return _FIRST_DAY + timedelta(days=number)


# By type of column. The number is the column's place, so that no two columns hold the same value.
_EXAMPLES: dict[str, Callable[[int], _Example]] = {
    "text": lambda number: _Example(f"Ab{number}", f"Ab{number}"),
    "code": lambda number: _Example(f"x{number}", f"X{number}"),
    "date": lambda number: _Example(f"{_day(number):%d/%m/%Y}", _day(number)),
    "partial_date": lambda number: _Example(f"{_day(number):%d/%m/%Y}", _day(number)),
    "timestamp": lambda number: _Example(
        f"{_day(number)}T14:30:00",
        datetime.combine(_day(number), datetime.min.time()).replace(hour=14, minute=30),
    ),
    "integer": lambda number: _Example(f"1,{number:03}", 1000 + number),
    "number": lambda number: _Example(f"1,{number:03}.25", 1000.25 + number),
    "money": lambda number: _Example(f"£1,{number:03}.50", 1000.5 + number),
    "boolean": lambda number: _Example("Yes" if number % 2 else "0", bool(number % 2)),
}
_UNREADABLE = {
    "date": "30/02/2016",
    "partial_date": "ZZ/05/2012",
    "timestamp": "this morning",
    "integer": "12.7",
    "number": "a few",
    "money": "free",
    "boolean": "perhaps",
}


def model_test(table: Table) -> str:
    """Return the file of the model test of a table's staging model."""
    cases = [_ordinary(table), _blank(table)]
    if any(is_parsed(column) for column in table.columns):
        cases.append(_unreadable(table))
    return f"# {mark(f'{table.source}/{table.name}.yaml')}\n{write_yaml(cases)}"


def _ordinary(table: Table) -> dict[str, object]:
    given, expected = _origin(table), _origin(table)
    for number, column in enumerate(table.columns, start=1):
        example = _EXAMPLES[column.type](number)
        given[column.raw_name] = f" {example.received} "
        expected |= _expected(column, example)
    return _case(table, "every column is trimmed and typed, codes are in capitals", given, expected)


def _blank(table: Table) -> dict[str, object]:
    given, expected = Row(file_id="f1", row_number=7), Row(row_id="f1:7")
    for column in table.columns:
        given[column.raw_name] = " "
        expected |= _expected(column, _Example("", None))
    return _case(table, "a blank is NULL and its row is kept", given, expected)


def _unreadable(table: Table) -> dict[str, object]:
    given, expected = Row(file_id="f1", row_number=7), Row(row_id="f1:7")
    for column in filter(is_parsed, table.columns):
        received = _UNREADABLE[column.type]
        given[column.raw_name] = received
        expected |= _expected(column, _Example(received, None))
    return _case(table, "what is no such value is NULL and keeps its text", given, expected)


def _expected(column: Column, example: _Example) -> Row:
    in_capitals = column.name.endswith("postcode") and isinstance(example.value, str)
    expected = Row({column.name: str(example.value).upper() if in_capitals else example.value})
    if keeps_text(column):
        expected[text_name(column)] = example.received or None
    return expected


def _origin(table: Table) -> Row:
    """Return the columns that say where a row is from, which pass through unchanged."""
    values = {
        "file_id": "f1",
        "row_number": 7,
        "child_key": "k1",
        "la_code": "E08000030",
        "collection_year": 2017,
        "dataset": "figures",
        "release_year": 2025,
    }
    return Row({c.name: values[c.name] for c in (*place_columns(table), *first_columns(table))})


def _case(table: Table, name: str, given: Row, expected: Row) -> dict[str, object]:
    return {
        "name": name,
        "given": {table.raw_name: [given]},
        "expect": [Row({"row_id": "f1:7"} | expected)],
    }
