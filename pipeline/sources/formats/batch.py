"""From values to the batches in which every form gives its rows.

What belongs here: Arrow tables of text. What does not: where the values come from.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.sources.formats.definition import RefusedRow, RowBatch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyarrow as pa

ROWS_IN_BATCH = 65_536


class Refusal(NamedTuple):
    """A row that is not taken: why, and the row as it came."""

    reason: str
    text: str


Row = list[str] | Refusal


def column_names(width: int) -> list[str]:
    """Return the names of the columns of a batch.

    >>> column_names(2)
    ['0', '1']
    """
    return [str(place) for place in range(width)]


def batches_of(
    rows: Iterable[Row], *, after: int, width: int, size: int = ROWS_IN_BATCH
) -> Iterator[RowBatch]:
    """Yield rows in batches; none when there are no rows.

    Args:
        rows: The values of a row, or its refusal, in the order of the file.
        after: How many rows of the sheet come before.
        width: How many columns there are.
        size: How many rows a batch has at most.
    """
    taken: list[tuple[int, Row]] = []
    for numbered in enumerate(rows, start=after + 1):
        taken.append(numbered)
        if len(taken) == size:
            yield _batch(taken, width)
            taken = []
    if taken:
        yield _batch(taken, width)


def batch_of_table(columns: pa.Table, *, after: int, broken_values: int) -> RowBatch:
    """Return rows without a refused one as a batch.

    Args:
        columns: The rows.
        after: How many rows of the sheet come before.
        broken_values: How many values hold a line break.
    """
    import pyarrow as pa

    numbers = pa.arange(after + 1, after + 1 + columns.num_rows).cast(pa.int32())
    return RowBatch(columns, numbers, (), broken_values)


def count_broken(columns: pa.Table) -> int:
    """Return how many values hold a line break."""
    from pyarrow import compute

    found = (compute.match_substring_regex(column, "[\r\n]") for column in columns.columns)
    return sum(compute.sum(each).as_py() or 0 for each in found)


def row_count(batch: RowBatch) -> int:
    """Return how many rows a batch has, taken or refused."""
    return len(batch.row_numbers) + len(batch.refused)


def _batch(taken: list[tuple[int, Row]], width: int) -> RowBatch:
    import pyarrow as pa

    refused = tuple(RefusedRow(number, *row) for number, row in taken if isinstance(row, Refusal))
    kept = [(number, row) for number, row in taken if not isinstance(row, Refusal)]
    values = zip(*(row for _, row in kept), strict=True) if kept else [()] * width
    arrays = [pa.array(column, pa.string()) for column in values]
    columns = pa.table(arrays, names=column_names(width))
    numbers = pa.array([number for number, _ in kept], pa.int32())
    return RowBatch(columns, numbers, refused, count_broken(columns))
