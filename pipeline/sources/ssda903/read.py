"""From a recognised file to its raw table: every value as it came, with row and child key.

What belongs here: the raw table's columns, and what a person should know about the content. What
does not: typing.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline.pseudonym import child_key
from pipeline.sources.check import EventDates, count_dates

if TYPE_CHECKING:
    import pyarrow as pa

    from pipeline.sources.csv_table import CsvTable
    from pipeline.sources.ssda903.recognise import Recognised

_LONGEST_LABEL = 40


def build_raw_table(
    rows: CsvTable, recognised: Recognised, *, file_id: str, key: bytes, dfe_la_code: str
) -> pa.Table:
    """Return the raw table of a file.

    Its columns: file_id, row_number (int32), child_key, each column of the module in lower case
    (text exactly as it came; NULL where the file has no such column), other_values (JSON text of
    the columns that the module does not have; NULL when there are none).
    """
    import pyarrow as pa

    count = rows.columns.num_rows
    names = [column.name for column in recognised.module.columns]
    texts = [_text_column(rows, recognised, column.heading) for column in recognised.module.columns]
    keys = _child_keys(_text_column(rows, recognised, "CHILD"), key=key, dfe_la_code=dfe_la_code)
    return pa.table(
        [
            pa.repeat(pa.scalar(file_id), count),
            rows.row_numbers,
            keys,
            *texts,
            _other_values(rows, recognised),
        ],
        names=["file_id", "row_number", "child_key", *names, "other_values"],
    )


def read_event_dates(rows: CsvTable, recognised: Recognised) -> EventDates:
    """Return the dates of the events in a file."""
    module = recognised.module
    present = [heading for heading in module.event_headings if heading in recognised.matched]
    pairs = (pair for heading in present for pair in _value_counts(rows, recognised, heading))
    return EventDates(
        counts=count_dates(pairs),
        has_open_rows=_has_open_rows(rows, recognised),
        has_events_in_year=module.has_events_in_year,
    )


def describe(rows: CsvTable, recognised: Recognised) -> tuple[str, ...]:
    """Return what a person should know about a file's headings and rows, without any value."""
    notes = []
    if recognised.missing:
        notes.append(
            f"Headings missing: {', '.join(recognised.missing)}. "
            "Their values are unknown for this file."
        )
    if recognised.unknown:
        labels = ", ".join(label[:_LONGEST_LABEL] for label in recognised.unknown)
        notes.append(
            f"Headings that the return does not have: {labels}. "
            "Their values are kept in other_values."
        )
    if rows.refused:
        notes.append(
            f"{len(rows.refused)} of {rows.row_count} rows were refused; "
            "they are in quarantine, each with its reason."
        )
    if rows.broken_values:
        # No column of the return has line breaks, so a stray quote may have joined rows.
        notes.append(
            f"{rows.broken_values} values hold a line break: look for a stray quotation mark "
            "that joins rows."
        )
    return tuple(notes)


def _text_column(
    rows: CsvTable, recognised: Recognised, heading: str
) -> pa.ChunkedArray | pa.Array:
    import pyarrow as pa

    if heading not in recognised.matched:
        return pa.nulls(rows.columns.num_rows, pa.string())
    return rows.columns.column(recognised.matched.index(heading))


def _child_keys(children: pa.ChunkedArray, *, key: bytes, dfe_la_code: str) -> pa.Array:
    import pyarrow as pa

    encoded = pa.chunked_array(children, pa.string()).combine_chunks().dictionary_encode()
    keys = [
        child_key(key, dfe_la_code, child) if child.strip() else None
        for child in encoded.dictionary.to_pylist()
    ]
    return pa.array(keys, pa.string()).take(encoded.indices)


def _other_values(rows: CsvTable, recognised: Recognised) -> pa.Array:
    import pyarrow as pa

    if not recognised.unknown:
        return pa.nulls(rows.columns.num_rows, pa.string())
    columns = [rows.columns.column(place).to_pylist() for place in recognised.unknown_positions]
    objects = (
        dict(zip(recognised.unknown, values, strict=True)) for values in zip(*columns, strict=True)
    )
    return pa.array((json.dumps(each, ensure_ascii=False) for each in objects), pa.string())


def _value_counts(rows: CsvTable, recognised: Recognised, heading: str) -> list[tuple[str, int]]:
    counted = _text_column(rows, recognised, heading).value_counts()
    return list(
        zip(counted.field("values").to_pylist(), counted.field("counts").to_pylist(), strict=True)
    )


def _has_open_rows(rows: CsvTable, recognised: Recognised) -> bool:
    ends = recognised.module.ends_heading
    if not ends:
        return False
    counted = _value_counts(rows, recognised, ends)
    return any(not (value or "").strip() for value, _ in counted)
