"""Writing the raw Parquet of one table of a file, piece by piece, whole or not at all.

What belongs here: the columns beside those of the contract, and the temporary file. What does not:
deciding whether the file is accepted (`receive`).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Self

from pipeline.pseudonym import child_key
from pipeline.sources.keeping.durable import put_in_place, temporary_path
from pipeline.sources.keeping.raw import first_columns

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future
    from pathlib import Path

    import pyarrow as pa

    from pipeline.settings import Home
    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.definition import Piece


def child_keys(key: bytes, dfe_la_code: str) -> Callable[[str], str]:
    """Return what gives the keys of an authority's children, for all tables of a file.

    It remembers the latest: the dozen tables of a census name the same children at about the same place (a fifth of the
    time of taking one in was spent on keys before).

    Args:
        key: The key of the child pseudonyms.
        dfe_la_code: DfE number of the local authority; "" for published figures, which name no child.
    """
    return lru_cache(maxsize=1 << 16)(partial(child_key, key, dfe_la_code))


@dataclass
class RawWriter:
    """The raw Parquet of one table of a file, under a temporary name until it is finished.

    Attributes:
        home: The data home.
        table: The table.
        file_id: The id that its rows carry.
        key_of: Gives the pseudonymous key of a child id (`child_keys`).
    """

    home: Home
    table: Table
    file_id: str
    key_of: Callable[[str], str] = field(repr=False)

    def __post_init__(self) -> None:
        """Open the temporary file: a table without rows has one too."""
        from pyarrow import parquet

        self._path = temporary_path(self.home)
        self._writer = parquet.ParquetWriter(self._path, self._schema(), compression="zstd")
        # Arrow writes one piece while Python makes the keys of the next: a fifth less time in all.
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._written: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin; what is not finished at the end is discarded."""
        return self

    def __exit__(self, *error: object) -> None:
        """Remove what was not put in place."""
        self.discard()

    def add(self, piece: Piece) -> None:
        """Write the rows of a piece; the piece before it is written by then."""
        rows = self._rows(piece)
        self._wait()
        self._written = self._thread.submit(self._writer.write_table, rows)

    def finish(self, target: Path) -> None:
        """Put the file in place."""
        self._wait()
        self._writer.close()
        put_in_place(self._path, target)

    def discard(self) -> None:
        """Remove what was written."""
        self._thread.shutdown()
        self._writer.close()
        self._path.unlink(missing_ok=True)

    def _wait(self) -> None:
        if self._written is not None:
            self._written.result()

    def _schema(self) -> pa.Schema:
        import pyarrow as pa

        own = [column.raw_name for column in self.table.columns]
        names = [*(column.name for column in first_columns(self.table)), *own, "other_values"]
        types = {"row_number": pa.int32()}
        return pa.schema([(name, types.get(name, pa.string())) for name in names])

    def _rows(self, piece: Piece) -> pa.Table:
        import pyarrow as pa

        count = piece.columns.num_rows
        columns: dict[str, pa.Array | pa.ChunkedArray] = {
            "file_id": pa.repeat(pa.scalar(self.file_id), count),
            "row_number": piece.row_numbers,
        }
        child = self.table.by_name.get("la_child_id")
        if child is not None:
            columns["child_key"] = self._child_keys(piece.columns.column(child.raw_name))
        own = dict(zip(piece.columns.column_names, piece.columns.columns, strict=True))
        return pa.table(columns | own | {"other_values": piece.other_values})

    def _child_keys(self, children: pa.ChunkedArray) -> pa.Array:
        import pyarrow as pa

        encoded = children.combine_chunks().dictionary_encode()
        keys = [
            self.key_of(child) if child.strip() else None
            for child in encoded.dictionary.to_pylist()
        ]
        return pa.array(keys, pa.string()).take(encoded.indices)
