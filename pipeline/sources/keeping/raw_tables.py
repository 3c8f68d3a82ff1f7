"""The raw layer as others see it: every table of every contract, with the files in force behind it.

What belongs here: bringing contracts and receipts together. What does not: any file's content.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.sources.contract.load import load_sources
from pipeline.sources.keeping.in_force import in_force_tables
from pipeline.sources.keeping.raw import (
    RawColumn,
    RawTable,
    existing,
    first_columns,
    hash_of,
    place_columns,
    raw_path,
)
from pipeline.sources.keeping.receipt import Receipt, current_submissions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pipeline.settings import Home
    from pipeline.sources.contract.definition import Table


def raw_tables(home: Home, *, project: Path) -> tuple[RawTable, ...]:
    """Return the raw tables: one for each table of each contract, even without files.

    Args:
        home: The data home.
        project: The folder that holds `contracts/` and `seeds/`.

    Raises:
        ProjectError: A contract or the log of receipts cannot be read.
        RefusedError: A Parquet file of a submission in force is missing.
    """
    current = current_submissions(home)
    by_table: dict[tuple[str, str | None], list[Receipt]] = {}
    for receipt in current:
        by_table.setdefault((receipt.source, receipt.table_name), []).append(receipt)
    sources = load_sources(project / "contracts", seeds=project / "seeds")
    tables = (
        _raw_table(home, table, by_table.get(table.key, []))
        for source in sources
        for table in source.tables
    )
    return (*tables, *in_force_tables(home, current))


def _raw_table(home: Home, table: Table, receipts: Sequence[Receipt]) -> RawTable:
    own = (
        RawColumn(column.raw_name, "VARCHAR", column.meaning, column.privacy)
        for column in table.columns
    )
    files = existing(sorted(raw_path(home, receipt) for receipt in receipts))
    in_force = sorted(receipt.file_id for receipt in receipts)
    return RawTable(
        name=table.raw_name,
        description=table.description,
        columns=(*first_columns(table), *own, _other_values(table), *place_columns(table)),
        files=files,
        # How a file is read counts too: a heading that the contract learns changes what is held.
        fingerprint=hash_of([table.reading_hash, *in_force]),
    )


def _other_values(table: Table) -> RawColumn:
    return RawColumn(
        "other_values",
        "VARCHAR",
        "Columns of the file that the contract does not have, as JSON text: heading to value.",
        "open" if table.place == "publication" else "identifier",
    )
