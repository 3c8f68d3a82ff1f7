"""Where refused files and refused rows are kept, each with a reason that a person can read.

A reason names file, row number and heading, never a value: the values are in the kept file itself
(0600, 0700). What does not belong here: deciding what is refused.
"""

import csv
import io
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.errors import CjwError
from pipeline.settings import Home
from pipeline.sources.csv_table import RefusedRow
from pipeline.sources.durable import put_in_place, write_text
from pipeline.sources.landing import Staged

_LONGEST_NAME = 120


@dataclass(frozen=True)
class Refused:
    """A refused file.

    Attributes:
        name: Its path within the inbox or the named folder.
        reason: What happened and what to do.
        received_at: When it was received.
        rows: How many data rows it holds; 0 when they cannot be counted.
    """

    name: str
    reason: CjwError
    received_at: datetime
    rows: int


def quarantine_file(home: Home, staged: Staged, refused: Refused) -> None:
    """Keep a refused file with its reason beside it; the staged copy is moved."""
    target = _folder(home, staged.sha256) / safe_name(refused.name)
    content = {
        "file": target.name,
        "received_at": refused.received_at.isoformat(),
        "reason": refused.reason.message,
        "what_to_do": refused.reason.remedy,
        "source_path": refused.name,
        "rows": refused.rows,
    }
    put_in_place(staged.path, target)
    write_text(
        home,
        target.with_name(f"{target.name}.reason.json"),
        json.dumps(content, indent=2, ensure_ascii=False),
    )


def quarantine_rows(home: Home, sha256: str, *, name: str, rows: Sequence[RefusedRow]) -> None:
    """Keep the refused rows of an accepted file, each with its number, reason and text."""
    if not rows:
        return
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("row_number", "reason", "text"))
    writer.writerows((row.row_number, row.reason, row.text) for row in rows)
    write_text(home, _folder(home, sha256) / f"{safe_name(name)}.rows.csv", text.getvalue())


def safe_name(name: str) -> str:
    """Return a path as one file name of plain characters; what is too long loses its beginning.

    >>> safe_name("walsall 2017/episodes.csv")
    'walsall_2017__episodes.csv'
    """
    flat = re.sub(r"[^\w.-]", "_", name.replace("/", "__"), flags=re.ASCII)
    return flat[-_LONGEST_NAME:].lstrip(".") or "file"


def _folder(home: Home, sha256: str) -> Path:
    return home.quarantine / sha256[:12]
