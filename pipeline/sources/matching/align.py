"""From the rows of a sheet to pieces of its table: columns in the contract's order, local forms translated.

What belongs here: vectorised moves on Arrow text. What does not: what a heading means
(`recognise`), typing (the staging models).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.sources.contract.dates import parse_as
from pipeline.sources.formats.definition import Piece

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from pipeline.sources.contract.definition import Column
    from pipeline.sources.formats.definition import RowBatch
    from pipeline.sources.matching.mapping import Mapping
    from pipeline.sources.matching.recognise import Recognised

_DATES = ("date", "partial_date", "timestamp")


def align(batch: RowBatch, recognised: Recognised, *, rows_before: int) -> Piece:
    """Return the rows of a batch as rows of its table.

    Args:
        batch: The rows.
        recognised: What the sheet's headings mean.
        rows_before: How many rows of the same table came before the sheet in the file.

    Returns:
        The piece. A value that the mapping translated is in its column in the contract's form (a date as YYYY-MM-DD),
        and as it came in `other_values` under its own heading.
    """
    import pyarrow as pa

    count = batch.columns.num_rows
    arrays, translated = [], {}
    for column in recognised.table.columns:
        place = recognised.position.get(column.name)
        if place is None:
            arrays.append(pa.nulls(count, pa.string()))
            continue
        as_it_came = batch.columns.column(place)
        ours = _translate(as_it_came, column, recognised.mapping)
        if ours is not as_it_came:
            translated[recognised.headings[place].strip()] = (as_it_came, ours)
        arrays.append(ours)
    kept = () if recognised.table.leaves_other_columns else recognised.unknown
    others = {name: batch.columns.column(place) for name, place in kept}
    names = [column.raw_name for column in recognised.table.columns]
    return Piece(
        table=recognised.table,
        columns=pa.table(arrays, names=names),
        row_numbers=_moved(batch.row_numbers, rows_before),
        other_values=_as_json(others, translated, count),
        refused=batch.refused,
        broken_values=batch.broken_values,
    )


def _moved(row_numbers: pa.Array, rows_before: int) -> pa.Array:
    import pyarrow as pa
    import pyarrow.compute as pc

    # Arrow loads pandas to look at a number of Python's, which takes longer than a small return does.
    moved = pc.add(row_numbers, rows_before) if rows_before else row_numbers
    return moved.cast(pa.int32())


def _translate(
    values: pa.ChunkedArray, column: Column, mapping: Mapping | None
) -> pa.ChunkedArray | pa.Array:
    """Return values in the contract's form; the very same array when the mapping says nothing of them."""
    if mapping is None:
        return values
    if mapping.dates and column.type in _DATES:
        return _map_distinct(values, lambda text: _iso_date(text, mapping.dates))
    codes = {key.strip().upper(): ours for key, ours in mapping.codes.get(column.name, {}).items()}
    return (
        _map_distinct(values, lambda text: codes.get(text.strip().upper(), text))
        if codes
        else values
    )


def _map_distinct(values: pa.ChunkedArray, change: Callable[[str], str]) -> pa.Array:
    import pyarrow as pa

    encoded = values.combine_chunks().dictionary_encode()
    changed = [change(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(changed, pa.string()).take(encoded.indices)


def _iso_date(text: str, forms: tuple[str, ...]) -> str:
    read = (parse_as(text.strip(), form) for form in forms)
    return next((f"{day:%Y-%m-%d}" for day in read if day), text)


def _as_json(
    others: dict[str, pa.ChunkedArray],
    translated: dict[str, tuple[pa.ChunkedArray, pa.Array]],
    count: int,
) -> pa.Array:
    """Return, for each row, its unknown values and the originals of those that changed, or NULL without any."""
    import pyarrow as pa

    if not others and not translated:
        return pa.nulls(count, pa.string())
    columns = {name: values.to_pylist() for name, values in others.items()}
    before = {name: (old.to_pylist(), new.to_pylist()) for name, (old, new) in translated.items()}
    rows = (
        {name: values[row] for name, values in columns.items()}
        | {name: old[row] for name, (old, new) in before.items() if old[row] != new[row]}
        for row in range(count)
    )
    return pa.array(
        (json.dumps(row, ensure_ascii=False) if row else None for row in rows), pa.string()
    )
