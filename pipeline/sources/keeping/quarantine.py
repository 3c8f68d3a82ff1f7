"""Where refused files and refused rows are kept, each with a reason that a person can read.

A reason names file, row number and heading, never a value: the values are in the kept file itself
(0600, 0700). What does not belong here: deciding what is refused.
"""

from __future__ import annotations

import csv
import glob
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import UsageError
from pipeline.sources.keeping.durable import put_in_place, temporary_path, write_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from pipeline.errors import CjwError
    from pipeline.settings import Home
    from pipeline.sources.contract.definition import Table
    from pipeline.sources.formats.definition import RefusedRow
    from pipeline.sources.keeping.landing import Staged

_LONGEST_NAME = 120
_REASON = ".reason.json"


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


@dataclass(frozen=True)
class Kept:
    """A refused file as it is kept: the file, its reason beside it, and the path that it came under."""

    path: Path
    reason: Path
    name: str


def quarantine_file(home: Home, staged: Staged, refused: Refused) -> None:
    """Keep a refused file with its reason beside it; the staged copy is moved."""
    target = quarantined_path(home, staged.sha256, name=refused.name)
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
        target.with_name(f"{target.name}{_REASON}"),
        json.dumps(content, indent=2, ensure_ascii=False),
    )


class RefusedRows:
    """The refused rows of one file, written as they come, under a temporary name until it is accepted."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._path: Path | None = None

    def add(self, table: Table, rows: Sequence[RefusedRow]) -> None:
        """Write rows, each with its table, number, reason and text."""
        if not rows:
            return
        is_new = self._path is None
        self._path = self._path or temporary_path(self._home)
        with self._path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            if is_new:
                writer.writerow(("table", "row_number", "reason", "text"))
            writer.writerows((table.name, row.row_number, row.reason, row.text) for row in rows)

    def keep(self, sha256: str, *, name: str) -> None:
        """Put the rows into quarantine, if there are any."""
        if self._path is not None:
            put_in_place(self._path, _folder(self._home, sha256) / f"{safe_name(name)}.rows.csv")

    def discard(self) -> None:
        """Remove what was written: the whole file is refused."""
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def find_kept(home: Home, beginning: str) -> Kept:
    """Return the refused file whose id begins so; its id is the name of its folder in quarantine.

    Raises:
        UsageError: There is no such file, or more than one.
    """
    reasons = sorted(home.quarantine.glob(f"{glob.escape(beginning)}*/*{_REASON}"))
    if not beginning or len(reasons) != 1:
        number = "several" if reasons else "no"
        raise UsageError(
            f"There are {number} files in quarantine whose id begins with {beginning!r}.",
            remedy="`cjw status --files` lists them with their ids.",
        )
    reason = reasons[0]
    name = json.loads(reason.read_text(encoding="utf-8"))["source_path"]
    return Kept(reason.with_name(reason.name.removesuffix(_REASON)), reason, name)


def safe_name(name: str) -> str:
    """Return a path as one file name of plain characters; what is too long loses its beginning.

    >>> safe_name("walsall 2017/episodes.csv")
    'walsall_2017__episodes.csv'
    """
    flat = re.sub(r"[^\w.-]", "_", name.replace("/", "__"), flags=re.ASCII)
    return flat[-_LONGEST_NAME:].lstrip(".") or "file"


def quarantined_path(home: Home, sha256: str, *, name: str) -> Path:
    """Return where a refused file of some content and name is, or would be."""
    return _folder(home, sha256) / safe_name(name)


def quarantine_id(sha256: str) -> str:
    """Return what names a content in quarantine: its folder there."""
    return sha256[:12]


def _folder(home: Home, sha256: str) -> Path:
    return home.quarantine / quarantine_id(sha256)
