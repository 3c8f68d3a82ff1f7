"""How the text of a raw column becomes a value of its type, in SQL.

What belongs here: one expression for each type of a contract, in functions that DuckDB and Spark share. What does not:
the model around them (`staging`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.sources.api import DATE_FORMATS, DATE_FORMATS_OF_TEN, TIMESTAMP_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.sources.api import Column

_KEPT_AS_TEXT = {"text", "code"}
_PLAIN_NAME = re.compile(r"[a-z_][a-z0-9_]*")


def is_parsed(column: Column) -> bool:
    """Tell whether a column is more than text, so that some texts are no value of it."""
    return column.type not in _KEPT_AS_TEXT


def keeps_text(column: Column) -> bool:
    """Tell whether a second column keeps the text as received: where it may be no value, or no code of the list."""
    return is_parsed(column) or bool(column.codes)


def text_name(column: Column) -> str:
    """Return the name of the column that keeps the text as received."""
    return f"{column.name}_text"


def raw_reference(column: Column, table: str = "r") -> str:
    """Return a column of the raw table under an alias, quoted only if it must be."""
    name = column.raw_name
    return f"{table}.{name}" if _PLAIN_NAME.fullmatch(name) else f'{table}."{name}"'


def text_sql(column: Column) -> str:
    """Return the expression for the text of a column as received, trimmed; NULL when blank."""
    return _as_text(f"TRIM({raw_reference(column)})")


def value_sql(column: Column) -> str:
    """Return the expression for the value of a column, over several lines when it is long; NULL when it is none.

    Codes and postcodes are in capitals.
    """
    if is_parsed(column):
        return _VALUES[column.type](raw_reference(column))
    if column.type == "code" or column.name.endswith("postcode"):
        return _as_text(f"UPPER(TRIM({raw_reference(column)}))")
    return text_sql(column)


def _as_text(trimmed: str) -> str:
    return f"CAST(NULLIF({trimmed}, '') AS VARCHAR)"


def parsed_sql(text: str, formats: Sequence[Sequence[str]]) -> str:
    """Return the expression that reads a text by the first of some formats that fits.

    Args:
        text: The expression of the text.
        formats: The formats, a line of them each.
    """
    lines = (", ".join(f"'{each}'" for each in line) for line in formats)
    written = ",\n        ".join(lines)
    return f"TRY_STRPTIME({text}, [\n        {written}\n    ])"


def _date_sql(raw: str) -> str:
    usual = _indented(parsed_sql(f"TRIM({raw})", [DATE_FORMATS_OF_TEN]))
    any_form = _indented(parsed_sql(_filled(raw), DATE_FORMATS))
    return (
        f"CAST(CASE LENGTH(TRIM({raw}))\n"
        f"        WHEN 10 THEN {usual}\n"
        f"        ELSE {any_form}\n"
        "    END AS DATE)"
    )


def _indented(sql: str) -> str:
    return sql.replace("\n", "\n    ")


def _timestamp_sql(raw: str) -> str:
    return f"CAST({parsed_sql(_filled(raw), TIMESTAMP_FORMATS)} AS TIMESTAMP)"


def _filled(raw: str) -> str:
    # Else a blank is tried in every format, and failing is what takes the time.
    return f"NULLIF(TRIM({raw}), '')"


def _integer_sql(raw: str) -> str:
    digits = _digits(raw)
    # A bare cast would round 12.7 to 13.
    return (
        "CASE\n"
        f"        WHEN MOD(TRY_CAST({digits} AS DECIMAL(18, 4)), 1) = 0\n"
        f"            THEN TRY_CAST({digits} AS INTEGER)\n"
        "    END"
    )


def _number_sql(raw: str) -> str:
    return f"TRY_CAST({_digits(raw)} AS DECIMAL(18, 4))"


def _money_sql(raw: str) -> str:
    # As accounts write it, an amount in brackets is negative: the bracket becomes the sign, the rest goes.
    return f"TRY_CAST(TRANSLATE({raw}, '(£, )', '-') AS DECIMAL(18, 2))"


def _digits(raw: str) -> str:
    return f"TRANSLATE({raw}, '£, ', '')"


def _boolean_sql(raw: str) -> str:
    return (
        "CASE\n"
        f"        WHEN LOWER(TRIM({raw})) IN ('1', 'true', 'y', 'yes') THEN TRUE\n"
        f"        WHEN LOWER(TRIM({raw})) IN ('0', 'false', 'n', 'no') THEN FALSE\n"
        "    END"
    )


_VALUES: dict[str, Callable[[str], str]] = {
    "date": _date_sql,
    "partial_date": _date_sql,
    "timestamp": _timestamp_sql,
    "integer": _integer_sql,
    "number": _number_sql,
    "money": _money_sql,
    "boolean": _boolean_sql,
}
