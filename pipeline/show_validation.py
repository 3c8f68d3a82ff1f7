"""What a person, or another program, sees of a validation: by rule on the screen, every finding as JSON or workbook.

Findings name children as the return does: it is shown to those whose return it is, and is written nowhere else.
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from pipeline.lean_pyarrow import keep_pandas_out
from pipeline.validation.api import findings_as_json, validate, write_workbook
from pipeline.workspace import load_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.settings import Settings
    from pipeline.validation.api import Findings, Request, Verdict

# Of the rows that break a rule, the first few show what it is about; the workbook has them all.
_MOST_ROWS = 4
_COLOURS = {"error": "red", "query": "yellow"}


def validate_and_show(
    settings: Settings, request: Request, *, xlsx: Path | None, as_json: bool
) -> int:
    """Validate a return, show what came of it, and return the exit code: 1 when something must be mended.

    Args:
        settings: Where the project's files are.
        request: What is to be validated.
        xlsx: Workbook to write the findings to.
        as_json: Whether to print them as JSON instead of a table.
    """
    keep_pandas_out()
    verdict = validate(request, load_workspace(settings))
    if xlsx:
        write_workbook(verdict, xlsx)
    if as_json:
        _print_json(verdict)
    else:
        _show(verdict, xlsx)
    return 0 if verdict.passed else 1


def _print_json(verdict: Verdict) -> None:
    """Print a verdict as one JSON object; plainly, as thousands of findings are not worth colours."""
    rest = {
        "not_run": verdict.not_run,
        "in_error": verdict.in_error,
        "unread": [asdict(one) for one in verdict.unread],
        "notes": list(verdict.notes),
    }
    sys.stdout.write('{"findings": ')
    sys.stdout.writelines(findings_as_json(verdict.findings))
    # The rest is an object of its own up to here.
    sys.stdout.write(f", {json.dumps(rest, ensure_ascii=False)[1:]}\n")


def _show(verdict: Verdict, xlsx: Path | None) -> None:
    out = Console(highlight=False, soft_wrap=False)
    request = verdict.request
    rows = sum(verdict.tables.values())
    out.print(
        f"{request.collection.upper()} {request.year - 1}/{request.year % 100:02}: "
        f"{rows:,} rows of {len(verdict.tables)} tables, {len({r.rule_code for r in verdict.runs})} rules"
    )
    if verdict.findings:
        out.print(_table(verdict.findings))
        out.print("What to do:")
        _show_messages(out, verdict.findings)
    _show_gaps(out, verdict)
    counts = verdict.findings.counts
    told = f"{counts['error']:,} errors, {counts['query']:,} queries"
    out.print(f"[{'green' if verdict.passed else 'red'}]{told}[/]")
    if xlsx:
        out.print(f"Every finding: {escape(str(xlsx))}", soft_wrap=True)
    elif verdict.findings:
        out.print("Every finding by child, row and field: add --xlsx FILE, or --json.")


def _table(findings: Findings) -> Table:
    shown = Table.grid(padding=(0, 2))
    for justify in ("left", "left", "right", "left"):
        shown.add_column(justify=justify)
    for kind, found in findings.by_kind():
        colour = _COLOURS[kind.severity]
        first = ", ".join(str(one.row) for one in found[:_MOST_ROWS] if one.row)
        more = ", ..." if len(found) > _MOST_ROWS else ""
        rows = f"row {first}{more}" if first else "the return as a whole"
        code = f"[{colour}]{escape(kind.rule_code)}[/]"
        shown.add_row(code, escape(kind.table), f"{len(found):,}", rows)
    return shown


def _show_messages(out: Console, findings: Findings) -> None:
    messages = {kind.rule_code: kind for kind, _ in findings.by_kind()}
    for code, kind in messages.items():
        told = f"[{_COLOURS[kind.severity]}]{escape(code)}[/] {escape(kind.message)}"
        out.print(Padding(told, (0, 0, 0, 2)))


def _show_gaps(out: Console, verdict: Verdict) -> None:
    for one in verdict.unread[:20]:
        out.print(f"[red]Not read[/] {escape(one.name)}: {escape(one.reason)}", soft_wrap=True)
    for code, why in verdict.in_error.items():
        out.print(f"[red]Failed[/] rule {code}: {escape(why)}", soft_wrap=True)
    reasons = sorted(set(verdict.not_run.values()))
    for why in reasons:
        codes = [code for code, reason in verdict.not_run.items() if reason == why]
        out.print(
            f"[yellow]Not run[/] {len(codes)} rules ({', '.join(codes)}): {escape(why)}",
            soft_wrap=True,
        )
    for note in verdict.notes:
        out.print(f"[yellow]Note[/] {escape(note)}", soft_wrap=True)
