"""The printed form of how a file would be read: a block a sheet, a line a heading, and what to do.

What belongs here: words and layout, readable at 80 columns and when piped. What does not: finding it out
(`pipeline.sources.explaining.explain`).
"""

from __future__ import annotations

import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

from pipeline.sources.api import format_year

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.console import Console, RenderableType

    from pipeline.sources.api import Explanation, HeadingReading, SheetReading

_GOOD = 0.98
_MOST_OTHERS = 12
_WIDE = 100
_NARROW_NAME = 24


# A plain mapping for JSON: its values are texts, numbers and lists of them.
def explanation_as_dict(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as plain data, with whether the file would be accepted."""
    return {"is_accepted": explanation.is_accepted, **asdict(explanation)}


def print_explanation(out: Console, explanation: Explanation, *, mappings: Path) -> None:
    """Print how one file would be read.

    Args:
        out: Where to print.
        explanation: What was found out.
        mappings: The folder of mappings of local headings, in which a proposed one is to be saved.
    """
    out.print(f"[bold]{escape(explanation.name)}[/]", soft_wrap=True)
    for sheet in explanation.sheets:
        _print_sheet(out, sheet)
    if not explanation.sheets and explanation.tables:
        out.print(_indented(_row_counts(explanation)))
    for note in explanation.notes:
        out.print(_indented(f"[yellow]Note[/] {escape(note)}"))
    _print_verdict(out, explanation)
    proposals = [sheet.proposal for sheet in explanation.sheets if sheet.proposal]
    for proposal in proposals:
        what = "A mapping to read more of it" if explanation.is_accepted else "A mapping to read it"
        out.print(f"\n[bold]{what}[/]\n")
        out.print(escape(proposal.yaml.rstrip()), soft_wrap=True)
        path = escape(str(mappings / f"{proposal.name}.yaml"))
        out.print(f"\nSave this as {path},", soft_wrap=True)
        out.print("correct it, and look again.")
        if not proposal.is_enough:
            out.print("Columns without which no file is known are still to be named in it.")
    out.print()


def _indented(content: RenderableType) -> Padding:
    return Padding(content, (0, 0, 0, 2), expand=False)


def _print_sheet(out: Console, sheet: SheetReading) -> None:
    form = f"{sheet.encoding}, headings in line {sheet.heading_row}"
    named = f"Sheet {escape(sheet.name)}: " if sheet.name else ""
    if sheet.table:
        by = f", by the mapping {escape(sheet.mapping)}" if sheet.mapping else ""
        what = f"{named}[green]{sheet.title}[/] ({sheet.table}){by}; {form}"
        out.print(_indented(what))
    else:
        out.print(_indented(f"{named}[red]Fits no table[/]; {form}"))
        if sheet.name or sheet.headings_hidden:
            out.print(_indented(_unknown(sheet)))
    if sheet.table and sheet.headings:
        out.print()
        out.print(_indented(_heading_table(sheet, is_narrow=out.width < _WIDE)))
        out.print()
    for line in _remarks(sheet):
        out.print(_indented(line))


def _unknown(sheet: SheetReading) -> str:
    known = ", ".join(heading.heading for heading in sheet.headings)
    hidden = f"Headings not known: {sheet.headings_hidden}." if sheet.headings_hidden else ""
    parts = [sheet.why_not if sheet.name else "", f"Known: {known}." if known else "", hidden]
    return escape(" ".join(part for part in parts if part))


def _heading_table(sheet: SheetReading, *, is_narrow: bool) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for title in ("Heading", "Column", "Type", "Class"):
        table.add_column(title, overflow="fold")
    table.add_column("Filled", justify="right")
    table.add_column("Fits", justify="right")
    for heading in (each for each in sheet.headings if each.column):
        table.add_row(
            escape(_folded(heading.heading) if is_narrow else heading.heading),
            _folded(_column(heading)) if is_narrow else _column(heading),
            heading.type,
            heading.privacy,
            _percent(heading.filled),
            _understood(heading),
        )
    return table


def _column(heading: HeadingReading) -> str:
    return "[dim]same[/]" if heading.heading.lower() == heading.column else heading.column


def _folded(name: str) -> str:
    """Return a long name over several lines, broken after underscores rather than inside words."""
    if len(name) <= _NARROW_NAME or "-" in name:
        return name
    lines = textwrap.wrap(name.replace("_", "-"), _NARROW_NAME, break_long_words=False)
    return "\n".join(lines).replace("-", "_")


def _remarks(sheet: SheetReading) -> Iterator[str]:
    """Yield what is to be said below the headings of a sheet."""
    if sheet.table:
        yield (
            f"[dim]Filled: not blank. Fits: of these, values of the type or the code list. "
            f"Looked at: {_rows(sheet.rows_seen)}.[/]"
        )
    for heading in sheet.headings:
        if heading.not_codes or heading.not_codes_hidden:
            yield f"[yellow]Not in the code list of {heading.column}:[/] {_not_codes(heading)}"
    others = [heading.heading for heading in sheet.headings if not heading.column]
    if sheet.table and others:
        label = "Filters and figures" if sheet.has_figures else "[yellow]No column of ours[/]"
        where = "left in the file" if sheet.leaves_others else "kept in other_values"
        yield f"{label} ({where}): {escape(_some(others))}"
    if sheet.missing:
        yield f"[yellow]Headings missing:[/] {escape(_some(list(sheet.missing)))}"
    for note in sheet.notes:
        yield f"[yellow]Note[/] {escape(note)}"


def _not_codes(heading: HeadingReading) -> str:
    hidden = heading.not_codes_hidden
    more = [f"{hidden} {'more ' if heading.not_codes else ''}that are not shown"] if hidden else []
    return escape(", ".join([*heading.not_codes, *more]))


def _row_counts(explanation: Explanation) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("Table")
    table.add_column("Is")
    table.add_column("Rows", justify="right")
    for each in explanation.tables:
        refused = f" ({each.refused:,} refused)" if each.refused else ""
        table.add_row(each.table, each.title, f"{each.rows:,}{refused}")
    return table


def _print_verdict(out: Console, explanation: Explanation) -> None:
    if explanation.is_accepted:
        rows = sum(table.rows for table in explanation.tables)
        refused = sum(table.refused for table in explanation.tables)
        but = f"; {_rows(refused)} would go to quarantine" if refused else ""
        what = f"[green]Would be accepted[/] for {_place(explanation)}: {_rows(rows)}{but}."
        out.print(_indented(what))
        return
    out.print(_indented(f"[red]Would be refused.[/] {escape(explanation.refusal)}"))
    out.print(_indented(f"What to do: {escape(explanation.remedy)}"))


def _place(explanation: Explanation) -> str:
    if explanation.dataset:
        return f"{explanation.dataset}, release of {explanation.year}"
    year = explanation.year or 0
    whose = f"{explanation.authority} ({explanation.la_code})"
    return escape(f"{whose}, {format_year(year)}")


def _understood(heading: HeadingReading) -> str:
    if heading.understood is None:
        return ""
    colour = "green" if heading.understood >= _GOOD else "yellow" if heading.understood else "red"
    return f"[{colour}]{_percent(heading.understood)}[/]"


def _percent(share: float | None) -> str:
    """Return a share in whole percent; neither nothing nor all is rounded to 0 or 100."""
    if share is None:
        return ""
    percent = min(max(round(100 * share), int(share > 0)), 100 - int(share < 1))
    return f"{percent} %"


def _rows(count: int) -> str:
    return f"{count:,} row" if count == 1 else f"{count:,} rows"


def _some(texts: list[str]) -> str:
    more = f" and {len(texts) - _MOST_OTHERS} more" if len(texts) > _MOST_OTHERS else ""
    return ", ".join(texts[:_MOST_OTHERS]) + more
