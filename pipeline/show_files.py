"""What a person at a terminal sees of files: what arrived and what became of it.

What belongs here: printing what `sources` tells. What does not: deciding anything about a file.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from pipeline.show_explanation import explanation_as_dict, print_explanation
from pipeline.sources.api import (
    FileEntry,
    Order,
    explain_files,
    format_year,
    list_files,
    load_gazetteer,
    open_shelf,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.settings import Settings
    from pipeline.sources.api import Instruction

_FEW = 40
_COLOURS = {
    "in force": "green",
    "in quarantine": "red",
    "unread": "red",
    "partly superseded": "yellow",
}


def take_in_and_show(settings: Settings, order: Order, *, as_json: bool) -> int:
    """Take files in, say what became of each, and return the exit code: 1 when one was refused."""
    from datetime import UTC, datetime

    from pipeline.nightly import take_in

    now = datetime.now(UTC)
    receipts = take_in(settings, order, now=now, on_event=lambda _: None)
    entries = [entry for entry in list_files(settings.home_paths) if entry.received_at == now]
    out = Console(highlight=False, soft_wrap=as_json)
    if as_json:
        out.print_json(json.dumps([asdict(entry) for entry in entries], default=str))
    elif not entries:
        out.print(f"No file was waiting in {settings.home_paths.inbox}.")
    else:
        out.print(_file_table(entries, settings))
        for entry in entries:
            for note in entry.notes:
                out.print(f"  [yellow]Note[/] {escape(entry.name)}: {escape(note)}")
        _show_quarantine(out, [entry for entry in entries if entry.state == "in quarantine"])
    return 1 if any(receipt.outcome == "quarantined" for receipt in receipts) else 0


def show_file_list(settings: Settings, *, every: bool, as_json: bool) -> None:
    """Print what arrived, from whom, superseded by what, and why it is in quarantine.

    Args:
        settings: Where things are.
        every: Whether to print all files, not only the last and those in quarantine.
        as_json: Whether to print JSON.
    """
    entries = list_files(settings.home_paths)
    out = Console(highlight=False, soft_wrap=as_json)
    if as_json:
        out.print_json(json.dumps([asdict(entry) for entry in entries], default=str))
        return
    shown = [e for n, e in enumerate(entries) if every or n < _FEW or e.state == "in quarantine"]
    out.print(_file_table(shown, settings) if shown else "No file has been received yet.")
    if len(shown) < len(entries):
        out.print(f"{len(entries) - len(shown)} older files are not shown: --all shows them.")
    counts = Counter(entry.state for entry in entries)
    out.print(", ".join(f"{count} {state}" for state, count in counts.items()))
    waiting = [entry for entry in shown if entry.state == "in quarantine"]
    _show_quarantine(out, waiting)


def _file_table(entries: list[FileEntry], settings: Settings) -> Table:
    authorities = load_gazetteer(settings.project_dir / "seeds").by_code
    names = {code: authority.names[0] for code, authority in authorities.items()}
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("Received", "File", "Is", "Of", "Now"):
        table.add_column(heading, overflow="fold")
    table.add_column("Rows", justify="right")
    for entry in entries:
        colour = _COLOURS.get(entry.state, "dim")
        by = f"\nby {escape(', '.join(entry.superseded_by))}" if entry.superseded_by else ""
        table.add_row(
            f"{entry.received_at:%d %b %Y %H:%M}",
            escape(entry.name),
            _what(entry),
            _whose(entry, names),
            f"[{colour}]{entry.state}[/]{by}",
            f"{entry.rows_in:,}",
        )
    return table


def _what(entry: FileEntry) -> str:
    if len(entry.tables) == 1:
        return f"{entry.source}/{entry.tables[0]}"
    return f"{entry.source}, {len(entry.tables)} tables" if entry.source else "not recognised"


def _whose(entry: FileEntry, names: Mapping[str, str]) -> str:
    if entry.dataset:
        return f"release of {entry.year}"
    year = f" {format_year(entry.year)}" if entry.year else ""
    return f"{names.get(entry.la_code or '', '')}{year}".strip()


def _show_quarantine(out: Console, entries: list[FileEntry]) -> None:
    if not entries:
        return
    out.print("\n[bold]In quarantine[/]")
    for entry in entries:
        out.print(f"  [red]{entry.quarantine_id}[/]  {escape(entry.name)}")
        out.print(Padding(escape(entry.reason), (0, 0, 0, 6)))
    out.print(
        "\nTo try one again, once its folder, mapping or contract is mended:\n"
        "  cjw ingest --again ID\n"
        "or saying whose it is and for which year, if only that was missing:\n"
        '  cjw ingest --again ID --as "walsall 2016-17"\n'
        "or, if its dates are right although they do not fit the year:\n"
        "  cjw ingest --again ID --despite-dates"
    )


def show_explanation(
    settings: Settings, paths: Sequence[Path], instruction: Instruction, *, as_json: bool
) -> int:
    """Print how files would be read, take nothing in, and return the exit code: 1 when one would be refused.

    Args:
        settings: Where things are.
        paths: Files or folders.
        instruction: What a person said of them.
        as_json: Whether to print JSON.

    Raises:
        UsageError: No path is named, one does not exist, or a mapping cannot be used.
    """
    from datetime import UTC, datetime

    home, today = settings.home_paths, datetime.now(UTC).date()
    shelf = open_shelf(home, project=settings.project_dir, today=today)
    out = Console(highlight=False, soft_wrap=as_json)
    told = []
    for explanation in explain_files(home, paths, shelf=shelf, instruction=instruction):
        told.append(explanation)
        if not as_json:
            print_explanation(out, explanation, mappings=home.mappings)
    if as_json:
        out.print_json(json.dumps([explanation_as_dict(each) for each in told]))
    elif not told:
        out.print("There is no file in it.")
    return 0 if told and all(each.is_accepted for each in told) else 1
