"""Making raw Parquet again from landing, when someone deleted it.

Nothing that changes a receipt belongs here: what was accepted stays accepted.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.csv_text import read_csv_text
from pipeline.sources.landing import landed_path
from pipeline.sources.raw import raw_path, write_parquet
from pipeline.sources.receive import read_body
from pipeline.sources.ssda903.read import build_raw_table
from pipeline.sources.ssda903.recognise import recognise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.sources.desk import Desk
    from pipeline.sources.receipt import Receipt

_log = logging.getLogger(__name__)


def rebuild_raw(desk: Desk, receipts: Iterable[Receipt]) -> frozenset[str]:
    """Write the raw Parquet that accepted receipts should have and have not.

    Returns: The file ids that cannot be made again because landing lacks them too: those files must
    be sent again.
    """
    accepted = {receipt.file_id: receipt for receipt in receipts if receipt.outcome == "accepted"}
    missing = [
        receipt for receipt in accepted.values() if not raw_path(desk.home, receipt).exists()
    ]
    return frozenset(receipt.file_id for receipt in missing if not _rebuild(desk, receipt))


def _rebuild(desk: Desk, receipt: Receipt) -> bool:
    try:
        text = read_csv_text(landed_path(desk.home, receipt.sha256), is_known=desk.is_known)
        recognised = recognise(text.headings, name=receipt.original_name, modules=desk.modules)
        rows = read_body(text)
    except (OSError, RefusedError):
        _log.exception(
            "Raw file %s and its landed file are missing: send the file again.", receipt.file_id
        )
        return False
    table = build_raw_table(
        rows,
        recognised,
        file_id=receipt.file_id,
        key=desk.key,
        dfe_la_code=str(receipt.dfe_la_code),
    )
    write_parquet(desk.home, table, raw_path(desk.home, receipt))
    return True
