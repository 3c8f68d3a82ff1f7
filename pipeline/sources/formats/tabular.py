"""Any file of tables, whatever its name says, as sheets: delimited text, gzip of it, or a workbook.

What belongs here: choosing the form. What does not: reading it (`delimited`, `workbook`), XML.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.errors import RefusedError
from pipeline.sources.formats.delimited import open_delimited
from pipeline.sources.formats.kind import HEAD_BYTES, looks_like_zip
from pipeline.sources.formats.workbook import open_workbook
from pipeline.sources.formats.workbook_guard import form_of_workbook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pipeline.sources.formats.definition import Sheet


def open_sheets(path: Path, *, is_known: Callable[[str], bool]) -> tuple[Sheet, ...]:
    """Return the sheets of a file: one of a text, those of a workbook that hold anything.

    A sheet is read when asked, from the same path; a text in blocks, a sheet of a workbook as a whole.

    Args:
        path: The file.
        is_known: Whether a heading is one of any contract; chooses delimiters and heading lines.

    Raises:
        RefusedError: It is no table, or it is damaged, locked or too large. So may reading do, if the file has changed.
    """
    form = form_of_workbook(path)
    if form:
        sheets = open_workbook(path, form, is_known=is_known)
        if not sheets:
            raise RefusedError(
                "The workbook is empty.", remedy="Export the table again and send it."
            )
        return sheets
    _refuse_zip(path)
    return (open_delimited(path, is_known=is_known),)


def _refuse_zip(path: Path) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if looks_like_zip(head):
        raise RefusedError(
            "The file is a zip, and no workbook.",
            remedy="Send its files, or one plain zip of them; a zip inside a zip is not unpacked.",
        )
