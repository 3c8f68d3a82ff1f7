"""The findings as a workbook for the people who mend the return: for its owner alone, and no cell runs as a formula."""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile

from pipeline.errors import UsageError
from pipeline.private_file import private_file
from pipeline.validation.findings_sheet import FindingsSheet
from pipeline.workbook import MOST_ROWS, Sheet, write_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from pipeline.validation.definition import Verdict

# Headings, each with its width.
_FINDINGS = (
    *(("Rule", 10), ("Severity", 10), ("Table", 18), ("Row", 8), ("Child", 16)),
    *(("Field", 18), ("Value", 18), ("Fields", 24), ("What to do", 90)),
)
_RULES = (
    *(("Rule", 10), ("Table", 24), ("Severity", 10), ("State", 10), ("Rows", 8)),
    ("What to do, or why it was not run", 110),
)
_FILES = (("File", 30), ("Rows", 10), ("Not read", 110))
_FINDINGS_PART = "xl/worksheets/sheet1.xml"
_TEXTS_PART = "xl/sharedStrings.xml"


def write_workbook(verdict: Verdict, path: Path) -> None:
    """Write every finding, and what became of every rule, to an XLSX file (0600) that replaces what is there.

    Raises:
        UsageError: The file cannot be written there.
    """
    try:
        with private_file(path) as unfinished, unfinished.open("wb") as file:
            _write(verdict, file)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}).",
            remedy="Name a file in a folder that is there and that you may write to.",
        ) from error


def _write(verdict: Verdict, file: IO[bytes]) -> None:
    """Let the library write all but the rows of findings, and put these and their texts where they belong."""
    with TemporaryFile() as skeleton:
        _write_without_findings(verdict, skeleton)
        with ZipFile(skeleton) as plain, ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as whole:
            findings = verdict.findings[:MOST_ROWS]
            sheet = FindingsSheet(findings, _shared(plain))
            size = b'<dimension ref="A1:I%d"' % (len(findings) + 1)
            for part in plain.namelist():
                content = plain.read(part)
                with whole.open(part, "w", force_zip64=True) as written:
                    if part == _FINDINGS_PART:
                        content = re.sub(rb'<dimension ref="[^"]*"', size, content)
                        _write_before(written, content, b"</sheetData>", sheet.rows())
                    elif part == _TEXTS_PART:
                        # How many there are need not be said.
                        content = re.sub(rb' (?:count|uniqueCount)="\d+"', b"", content)
                        _write_before(written, content, b"</sst>", sheet.shared_texts())
                    else:
                        written.write(content)


def _write_before(file: IO[bytes], content: bytes, end: bytes, parts: Iterator[bytes]) -> None:
    """Write content with parts put in before its end."""
    before, end, after = content.rpartition(end)
    file.write(before)
    for part in _ahead(parts):
        file.write(part)
    file.write(end + after)


def _ahead(parts: Iterator[bytes]) -> Iterator[bytes]:
    """Make the next part while one is written: packing takes as long as making."""
    with ThreadPoolExecutor(max_workers=1) as maker:
        coming = maker.submit(next, parts, None)
        while (part := coming.result()) is not None:
            coming = maker.submit(next, parts, None)
            yield part


def _write_without_findings(verdict: Verdict, file: IO[bytes]) -> None:
    sheets = (
        Sheet("Findings", _FINDINGS, rows_to_come=min(len(verdict.findings), MOST_ROWS)),
        Sheet("Rules", _RULES, _rule_rows(verdict)),
        Sheet("Files", _FILES, _file_rows(verdict)),
    )
    write_sheets(file, sheets, shares_texts=True)


def _shared(book: ZipFile) -> dict[str, int]:
    """Return the texts that a workbook's cells share, with their numbers."""
    from lxml import etree

    tree = etree.fromstring(book.read("xl/sharedStrings.xml"))
    return {"".join(map(str, one.itertext())): number for number, one in enumerate(tree)}


def _rule_rows(verdict: Verdict) -> Iterable[Sequence[object]]:
    for run in verdict.runs:
        state = (run.rule_code, run.table_name, run.severity, run.status, run.rows_failing)
        yield (*state, run.error or run.message)


def _file_rows(verdict: Verdict) -> Iterable[Sequence[object]]:
    yield from ((name, rows, "") for name, rows in verdict.tables.items())
    for name, count in Counter(one.name for one in verdict.unread).items():
        reasons = [one.reason for one in verdict.unread if one.name == name]
        more = f" (and {count - 1} more)" if count > 1 else ""
        yield name, None, reasons[0] + more
