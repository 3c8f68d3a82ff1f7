"""Pieces of an XML, each with its place in the file: made a table at a time, sorted, and written one after the other.

What belongs here: elements, escaping, places, the order of children. What does not: the shape of any return.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.synthetic.writing.csv_file import characters, has_any, whole_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]

CHILD = "la_child_id"
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_FRAGMENTS_AT_ONCE = 1 << 17


@dataclass(frozen=True)
class Fragments:
    """Pieces of XML.

    Attributes:
        places: A number for each that sorts it; equal ones stay in their order.
        texts: The pieces.
    """

    places: Ints
    texts: pa.Array


@dataclass(frozen=True)
class Children:
    """The children of a file in order: those of the main table, a row each, then who is in other tables alone.

    Attributes:
        ids: Their ids.
        numbers: For each table, by name, the child of each row.
        main_count: How many there are in the main table.
    """

    ids: pa.Array
    numbers: Mapping[str, Ints]
    main_count: int


def number_children(tables: Mapping[str, Mapping[str, pa.Array]], main: str) -> Children:
    """Return the order of the children over all tables that have their ids.

    Args:
        tables: The columns of each table, by name.
        main: The table whose rows are the children; it may be missing.
    """
    by_table = {name: columns[CHILD] for name, columns in tables.items() if CHILD in columns}
    main_ids = by_table.get(main, pa.array([], pa.string()))
    known = pc.unique(pa.concat_arrays([main_ids, *by_table.values()]))
    is_stranger = pc.invert(pc.is_in(known, main_ids))
    ids = pa.concat_arrays([main_ids, known.filter(is_stranger)])
    # A child that is in the main table twice has the rows of other tables at the first.
    position = {name: _first_positions(texts, ids) for name, texts in by_table.items()}
    if main in position:
        position[main] = np.arange(len(main_ids))
    return Children(ids, position, len(main_ids))


def elements(
    columns: Mapping[str, pa.Array],
    headings: Mapping[str, str],
    *,
    around: tuple[str, str] = ("", ""),
    leave_out_blank: bool = False,
) -> pa.Array:
    """Return for each row its columns as elements, one after the other.

    Args:
        columns: Strings without nulls, by name.
        headings: The name of each element by that of the column, in order.
        around: What stands before and after.
        leave_out_blank: Whether a blank column has no element; else it has an empty one.
    """
    parts: list[object] = [around[0]]
    for name, heading in headings.items():
        texts = _escaped(columns[name])
        if leave_out_blank and _has_blank(texts):
            full = pc.binary_join_element_wise(f"<{heading}>", texts, f"</{heading}>", "")
            parts.append(pc.if_else(pc.equal(texts, ""), "", full))
        else:
            parts += [f"<{heading}>", texts, f"</{heading}>"]
    return pc.binary_join_element_wise(*parts, f"{around[1]}", "")


def same_text(places: Ints, text: str) -> Fragments:
    """Return one text at many places."""
    count = len(places)
    offsets = np.arange(count + 1, dtype=np.int32) * len(text)
    texts = pa.StringArray.from_buffers(
        count, pa.py_buffer(offsets), pa.py_buffer(text.encode() * count)
    )
    return Fragments(places, texts)


def write_fragments(path: Path, fragments: Sequence[Fragments], *, before: str, after: str) -> int:
    """Write an XML; a reader sees all of it or none.

    Args:
        path: The file.
        fragments: What is inside, in any order.
        before: How the file begins.
        after: How it ends.

    Returns:
        The number of bytes written.
    """
    places = np.concatenate([one.places for one in fragments])
    texts = pa.chunked_array([one.texts for one in fragments], pa.string())
    order = np.argsort(places, kind="stable")
    with whole_file(path) as file:
        file.write(before.encode())
        for start in range(0, len(order), _FRAGMENTS_AT_ONCE):
            part = texts.take(pa.array(order[start : start + _FRAGMENTS_AT_ONCE]))
            for chunk in part.chunks:
                file.write(characters(chunk))
        file.write(after.encode())
        return file.tell()


def _first_positions(texts: pa.Array, ids: pa.Array) -> Ints:
    distinct = pc.unique(ids)
    first = np.full(len(distinct), len(ids), dtype=np.int64)
    np.minimum.at(first, _positions(ids, distinct), np.arange(len(ids)))
    return first[_positions(texts, distinct)]


def _positions(texts: pa.Array, among: pa.Array) -> Ints:
    found = pc.index_in(texts, among).to_numpy(zero_copy_only=False)
    return np.asarray(found, dtype=np.int64)


def _has_blank(texts: pa.Array) -> bool:
    return bool(pc.any(pc.equal(texts, "")).as_py())


def _escaped(texts: pa.Array) -> pa.Array:
    if has_any(texts, (b"&", b"<", b">")):
        for letter, written in _ESCAPES:
            texts = pc.replace_substring(texts, letter, written)
    return texts
