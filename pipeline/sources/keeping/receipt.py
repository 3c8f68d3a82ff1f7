"""The record of each file received, and the log of records, which is the memory of the raw layer.

What belongs here: the receipt, its file form, which submissions are in force. What does not:
deciding an outcome. The log is one JSON-lines file a batch, renamed into place whole, in
`landing/receipts/`.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Literal

from pipeline.errors import ProjectError
from pipeline.settings import Home
from pipeline.sources.keeping.durable import write_text

Outcome = Literal["accepted", "duplicate", "quarantined"]
# What a later file supersedes: source, table, LA, year, data set.
PlaceKey = tuple[str, str | None, str | None, int | None, str]


@dataclass(frozen=True)
class Receipt:
    """What became of one file, or of one table of a file that holds several.

    Attributes:
        file_id: 16 hexadecimal characters, from content, place, table and mapping: half of every
            row id.
        sha256: Of the content; "" when the file could not be read (it is then left where it was).
        source: The source, "" when it was not recognised.
        table_name: The table of the source, None when it was not recognised.
        la_code: Newest nine-character code of the local authority, None when not known and for
            published figures.
        dfe_la_code: Its DfE number.
        collection_year: The year in which the 31 March falls, None when not known; of published
            figures the year of the release.
        as_at_date: 31 March of the year, or the day of receipt if that is earlier.
        received_at: When it was received.
        original_name: Its path within the inbox or the named folder; inside a zip, after the zip's
            name.
        outcome: What became of it. A duplicate is the content that is in force already.
        reason: What happened and what to do; "" when it was plainly accepted.
        notes: What a person should know about the file.
        encoding: Of the text, or "xlsx", "xls", "ods", "xml"; "" when the file could not be read.
        rows_in: Data rows of the file (0 for a duplicate, whose rows are not taken again).
        rows_raw: Rows that went to the raw layer.
        rows_quarantined: Rows that went to quarantine; with `rows_raw` always all of `rows_in`.
        dataset: Name of a published file; "" for what a local authority sends.
        mapping: Name and hash of the mapping of local headings it was read with; "" without one.
    """

    file_id: str
    sha256: str
    source: str
    table_name: str | None
    la_code: str | None
    dfe_la_code: str | None
    collection_year: int | None
    as_at_date: date | None
    received_at: datetime
    original_name: str
    outcome: Outcome
    reason: str
    notes: tuple[str, ...]
    encoding: str
    rows_in: int
    rows_raw: int
    rows_quarantined: int
    dataset: str = ""
    mapping: str = ""

    @property
    def place(self) -> PlaceKey:
        """What a later submission of the same supersedes."""
        return (self.source, self.table_name, self.la_code, self.collection_year, self.dataset)


def new_file_id(*parts: str) -> str:
    """Return the id of a table of a file, from its content, place, table and mapping."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:16]


def read_receipts(home: Home) -> tuple[Receipt, ...]:
    """Return all receipts in order of receipt.

    Raises:
        ProjectError: The log is damaged.
    """
    return tuple(receipt for path in _log_files(home) for receipt in _read_batch(path))


def current_submissions(home: Home) -> tuple[Receipt, ...]:
    """Return the accepted receipts in force: the latest for each place.

    Raises:
        ProjectError: The log is damaged.
    """
    return tuple(latest_accepted(read_receipts(home)).values())


def latest_accepted(receipts: Iterable[Receipt]) -> dict[PlaceKey, Receipt]:
    """Return, from receipts in order, the one in force for each place."""
    return {receipt.place: receipt for receipt in receipts if receipt.outcome == "accepted"}


def commit_receipts(home: Home, receipts: Sequence[Receipt]) -> None:
    """Add a batch of receipts to the log, whole or not at all."""
    if not receipts:
        return
    last = max((int(path.stem) for path in _log_files(home)), default=0)
    lines = "".join(f"{_as_json(receipt)}\n" for receipt in receipts)
    write_text(home, _log_folder(home) / f"{last + 1:08d}.jsonl", lines)


def _log_folder(home: Home) -> Path:
    return home.landing / "receipts"


def _log_files(home: Home) -> list[Path]:
    return sorted(_log_folder(home).glob("*.jsonl"))


def _read_batch(path: Path) -> list[Receipt]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [_from_json(line) for line in lines]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ProjectError(
            f"The receipts in landing/receipts/{path.name} cannot be read "
            f"({type(error).__name__}).",
            remedy="Restore the file from a backup: it says which submissions are in force.",
        ) from error


def _as_json(receipt: Receipt) -> str:
    return json.dumps(asdict(receipt), default=lambda moment: moment.isoformat())


def _from_json(line: str) -> Receipt:
    values = json.loads(line)
    as_at = values["as_at_date"]
    values["as_at_date"] = date.fromisoformat(as_at) if as_at else None
    values["received_at"] = datetime.fromisoformat(values["received_at"])
    values["notes"] = tuple(values["notes"])
    return Receipt(
        **{each.name: values[each.name] for each in fields(Receipt) if each.name in values}
    )
