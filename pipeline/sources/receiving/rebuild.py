"""Making raw Parquet again from landing: when someone deleted it, and when a contract reads files in another way.

Nothing that changes a receipt belongs here: what was accepted stays accepted.
"""

from __future__ import annotations

import json
import logging
from contextlib import ExitStack
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.keeping.durable import write_text
from pipeline.sources.keeping.landing import landed_path
from pipeline.sources.keeping.raw import raw_path
from pipeline.sources.keeping.raw_writer import RawWriter, child_keys
from pipeline.sources.matching.reading import open_reading

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from pipeline.settings import Home
    from pipeline.sources.keeping.receipt import Receipt
    from pipeline.sources.receiving.desk import Desk

_log = logging.getLogger(__name__)


def rebuild_raw(desk: Desk, receipts: Iterable[Receipt]) -> frozenset[str]:
    """Write the raw Parquet that receipts in force should have and have not, or have by an older contract.

    Args:
        desk: The contracts and the key.
        receipts: The receipts in force.

    Returns: The file ids that cannot be made again because landing lacks them too: those files must
    be sent again.
    """
    hashes = {table.raw_name: table.reading_hash for table in desk.book.tables}
    before = _read_hashes(desk.home)
    changed = {name for name, digest in hashes.items() if before.get(name) != digest}
    # The same content may have come from two authorities: each is read with its own keys.
    by_file: dict[tuple[object, ...], list[Receipt]] = {}
    for receipt in receipts:
        is_changed = f"raw_{receipt.source}__{receipt.table_name}" in changed
        if is_changed or not raw_path(desk.home, receipt).exists():
            file = (receipt.sha256, receipt.la_code, receipt.collection_year, receipt.dataset)
            by_file.setdefault(file, []).append(receipt)
    lost = {
        receipt.file_id
        for same in by_file.values()
        if not _rebuild(desk, same)
        for receipt in same
        if not raw_path(desk.home, receipt).exists()
    }
    if changed:
        write_text(desk.home, _hashes_path(desk.home), json.dumps(hashes, indent=1))
    return frozenset(lost)


def _rebuild(desk: Desk, receipts: list[Receipt]) -> bool:
    """Read one landed file again into the raw Parquet of its receipts."""
    path = landed_path(desk.home, receipts[0].sha256)
    try:
        with ExitStack() as undo:
            key_of = child_keys(desk.key, receipts[0].dfe_la_code or "")
            writers = {
                (each.source, each.table_name): (
                    each,
                    undo.enter_context(_writer(desk, each, key_of)),
                )
                for each in receipts
            }
            for piece in open_reading(
                path, name=receipts[0].original_name, book=desk.book
            ).pieces():
                if piece.table.key in writers:
                    writers[piece.table.key][1].add(piece)
            for receipt, writer in writers.values():
                writer.finish(raw_path(desk.home, receipt))
    except (OSError, ValueError, LookupError, RefusedError):
        # The receipts alone are told: what failed may quote a record.
        ids = ", ".join(receipt.file_id for receipt in receipts)
        _log.error("Raw files %s cannot be made again from landing: send the file again.", ids)
        return False
    return True


def _writer(desk: Desk, receipt: Receipt, key_of: Callable[[str], str]) -> RawWriter:
    table = desk.book.by_key[receipt.source, str(receipt.table_name)]
    return RawWriter(desk.home, table, receipt.file_id, key_of)


def _hashes_path(home: Home) -> Path:
    return home.raw / "read_by.json"


def _read_hashes(home: Home) -> dict[str, str]:
    """Return the hash of the contract that each raw table was last read by; nothing for a new home."""
    try:
        hashes: dict[str, str] = json.loads(_hashes_path(home).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return hashes
