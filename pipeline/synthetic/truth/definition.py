"""A table of known answers, and how arrays of the simulated lives become its columns.

What belongs here: the forms of answers. What does not: any answer; how a day or a code becomes blank (`life.column`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pyarrow as pa

from pipeline.synthetic.life.column import codes, days

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

    from numpy.typing import NDArray

    from pipeline.synthetic.life.definition.rows import Flags, Ints

    # Columns may be arrays of any kind or Arrow's own.
    Values: TypeAlias = NDArray[Any] | pa.Array


Kind = TypeVar("Kind", bound=np.generic)


@dataclass(frozen=True)
class TruthTable:
    """One table of answers about one local authority.

    Attributes:
        name: Its name: `fct_...` for one row a thing that happened, `mart_...` for counts.
        table: Its rows.
    """

    name: str
    table: pa.Table


def to_arrow(values: Values) -> pa.Array:
    """Return values as a column: days as date32, null where open; codes as text, null where blank."""
    if isinstance(values, pa.Array):
        return values
    if values.dtype.kind == "M":
        return days(values)
    if values.dtype.kind == "U":
        return codes(values)
    return pa.array(values)


def where_known(values: Values, known: Flags) -> pa.Array:
    """Return values as a column that is null where they are not known."""
    return pa.array(values, mask=~known)


def pick(values: NDArray[Kind], rows: Ints, *, default: object) -> NDArray[Kind]:
    """Return the values of referred rows, and a default where the reference is -1."""
    if len(values) == 0:
        return np.full(len(rows), default, dtype=values.dtype)
    return np.where(rows >= 0, values[rows], np.array(default, dtype=values.dtype))


def fact(name: str, la_code: str, columns: Mapping[str, Values]) -> TruthTable:
    """Return rows as a table of answers that names the local authority first."""
    made = {column: to_arrow(values) for column, values in columns.items()}
    rows = len(next(iter(made.values())))
    return TruthTable(name, pa.table({"la_code": same(la_code, rows), **made}))


def mart(name: str, dimensions: Mapping[str, Values], counts: Mapping[str, Values]) -> TruthTable:
    """Return sums of counts for each combination of dimensions that there is, in order.

    Args:
        name: Name of the table.
        dimensions: Columns to group by, as long as each other.
        counts: Columns to sum, one value a row: integers, booleans or pounds.
    """
    columns = {key: to_arrow(values) for key, values in dimensions.items()}
    numbers = {key: to_arrow(_number(values)) for key, values in counts.items()}
    grouped = pa.table({**columns, **numbers}).group_by(list(columns), use_threads=False)
    summed = grouped.aggregate([(key, "sum") for key in numbers])
    table = summed.select([*columns, *(f"{key}_sum" for key in numbers)])
    table = table.rename_columns([*columns, *numbers])
    return TruthTable(name, table.sort_by([(key, "ascending") for key in columns]))


def _number(values: Values) -> Values:
    if isinstance(values, np.ndarray) and values.dtype.kind == "b":
        return values.astype(np.int64)
    return values


def stacked(*parts: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the rows of several parts under one another, 0 in the columns that a part does not have."""
    kinds = {name: values.dtype for part in parts for name, values in part.items()}
    sizes = [len(next(iter(part.values()))) for part in parts]
    return {
        name: np.concatenate(
            [part.get(name, np.zeros(size, kind)) for part, size in zip(parts, sizes, strict=True)]
        )
        for name, kind in kinds.items()
    }


def same(text: str, rows: int) -> pa.Array:
    """Return a text once a row."""
    return pa.repeat(text, rows)
