"""The Apache Spark dialect of a model. Running on Spark is not done here."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp


_FORMAT_PART = re.compile(r"%-?.|[A-Za-z]+|[^A-Za-z%]+")
_DUCKDB_JOINS = {"ASOF", "POSITIONAL"}
_SPARK_FUNCTION = "TRY_TO_TIMESTAMP"


class NotTranspilableError(Exception):
    """The query uses something that has no known counterpart in Spark; the message names it."""


def to_spark(tree: exp.Query) -> str:
    """Return a query in Spark's SQL.

    Raises:
        NotTranspilableError: A function or construct has no known counterpart.
    """
    from sqlglot import ErrorLevel, errors, exp

    ours = tree.transform(_try_strptime)
    unknown = {call.name.upper() for call in ours.find_all(exp.Anonymous)} - {_SPARK_FUNCTION}
    methods = {join.method.upper() for join in ours.find_all(exp.Join)}
    unknown |= {f"{method} JOIN" for method in methods & _DUCKDB_JOINS}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise NotTranspilableError(f"sqlglot knows no Spark counterpart of {names}")
    try:
        return ours.sql(
            dialect="spark",
            unsupported_level=ErrorLevel.RAISE,
            pretty=True,
            comments=False,
            copy=False,
        )
    except errors.UnsupportedError as error:
        raise NotTranspilableError(str(error).split("\n", 1)[0]) from error


def _try_strptime(node: exp.Expr) -> exp.Expr:
    """Turn DuckDB's TRY_STRPTIME(text, [formats]) into the first TRY_TO_TIMESTAMP that parses."""
    from sqlglot import exp

    if not (isinstance(node, exp.Anonymous) and node.name.upper() == "TRY_STRPTIME"):
        return node
    text, formats = node.expressions
    choices = formats.expressions if isinstance(formats, exp.Array) else [formats]
    if not all(choice.is_string for choice in choices):
        raise NotTranspilableError("the formats of TRY_STRPTIME are not written out")
    calls = [
        exp.Anonymous(
            this=_SPARK_FUNCTION,
            expressions=[text.copy(), exp.Literal.string(_spark_format(choice.name))],
        )
        for choice in choices
    ]
    return calls[0] if len(calls) == 1 else exp.Coalesce(this=calls[0], expressions=calls[1:])


@cache
def _spark_format(duckdb_format: str) -> str:
    """Return a date format in Spark's letters, in which a letter that means itself is quoted.

    >>> _spark_format("%d/%m/%YT%H")
    "dd/MM/yyyy'T'HH"
    """
    from sqlglot.dialects.spark import Spark

    parts = _FORMAT_PART.findall(duckdb_format)
    unknown = [p for p in parts if p.startswith("%") and p not in Spark.INVERSE_TIME_MAPPING]
    if unknown:
        raise NotTranspilableError(f"Spark has no date format like {', '.join(unknown)}")
    quoted = (f"'{part}'" if part.isalpha() else part for part in parts)
    return "".join(Spark.INVERSE_TIME_MAPPING.get(part, part) for part in quoted)
