"""The findings as a workbook for the people who mend the return: for its owner alone, and no cell runs as a formula."""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    from pipeline.validation.definition import Verdict

_FINDINGS = ("Rule", "Severity", "Table", "Row", "Child", "Field", "Value", "Fields", "What to do")
_RULES = ("Rule", "Table", "Severity", "State", "Rows", "What to do, or why it was not run")
_WIDTHS = (10, 10, 18, 8, 16, 18, 18, 24, 90)
# What a sheet holds at most, less its heading.
_MOST_ROWS = 1_048_575


def write_workbook(verdict: Verdict, path: Path) -> None:
    """Write every finding, and what became of every rule, to an XLSX file (0600) that replaces what is there.

    Raises:
        UsageError: The file cannot be written there.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            _write(verdict, file)
        unfinished.replace(path)
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({error.strerror}).",
            remedy="Name a file in a folder that is there and that you may write to.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _write(verdict: Verdict, file: object) -> None:
    from xlsxwriter import Workbook

    # A text stays a text, whatever it begins with; and rows are written as they come.
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(file, {"in_memory": True, **plain}) as book:
        _sheet(book, "Findings", _FINDINGS, _finding_rows(verdict), _WIDTHS)
        _sheet(book, "Rules", _RULES, _rule_rows(verdict), (10, 24, 10, 10, 8, 110))
        _sheet(book, "Files", ("File", "Rows", "Not read"), _file_rows(verdict), (30, 10, 110))


def _finding_rows(verdict: Verdict) -> Iterable[Sequence[object]]:
    for one in verdict.findings[:_MOST_ROWS]:
        named = (one.rule_code, one.severity, one.table, one.row, one.child, one.field, one.value)
        yield (*named, ", ".join(one.fields), one.message)


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


def _sheet(
    book: Workbook,
    name: str,
    headings: Sequence[str],
    rows: Iterable[Sequence[object]],
    widths: Sequence[int],
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for place, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, heading, bold)
    last = 0
    for last, row in enumerate(rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(last, place, value)
            elif value:
                sheet.write_string(last, place, str(value))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, last, len(headings) - 1)
