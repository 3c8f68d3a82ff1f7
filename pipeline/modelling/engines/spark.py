"""The Apache Spark dialect of a model. Running on Spark is not done here."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlglot import exp


class NotTranspilableError(Exception):
    """The query uses something that has no known counterpart in Spark; the message names it."""


def to_spark(tree: exp.Query) -> str:
    """Return a query in Spark's SQL.

    Raises:
        NotTranspilableError: A function or construct has no known counterpart.
    """
    from sqlglot import ErrorLevel, errors, exp

    ours = tree.transform(_try_strptime)
    unknown = sorted({call.name.upper() for call in ours.find_all(exp.Anonymous)} - {"TRY_TO_TIMESTAMP"})
    if unknown:
        raise NotTranspilableError(f"sqlglot knows no Spark counterpart of {', '.join(unknown)}")
    try:
        return ours.sql(dialect="spark", unsupported_level=ErrorLevel.RAISE, pretty=True, comments=False)
    except errors.UnsupportedError as error:
        raise NotTranspilableError(str(error).split("\n", 1)[0]) from error


def _try_strptime(node: exp.Expression) -> exp.Expression:
    """Turn DuckDB's TRY_STRPTIME(text, [formats]) into the first TRY_TO_TIMESTAMP that parses."""
    from sqlglot import exp

    if not (isinstance(node, exp.Anonymous) and node.name.upper() == "TRY_STRPTIME"):
        return node
    text, formats = node.expressions
    choices = formats.expressions if isinstance(formats, exp.Array) else [formats]
    calls = [exp.Anonymous(this="TRY_TO_TIMESTAMP", expressions=[text.copy(), _spark_format(c)]) for c in choices]
    return calls[0] if len(calls) == 1 else exp.Coalesce(this=calls[0], expressions=calls[1:])


def _spark_format(literal: exp.Expression) -> exp.Expression:
    from sqlglot import exp, parse_one

    parsed = parse_one(f"STRPTIME(x, {literal.sql(dialect='duckdb')})", dialect="duckdb")
    rendered = parse_one(parsed.sql(dialect="spark"), dialect=None)
    return rendered.find(exp.Literal) or literal
