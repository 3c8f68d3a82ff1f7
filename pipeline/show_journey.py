"""What a person at a terminal sees of one child's journey: a line an event, and where the drawing is.

The id of the child is not printed. What belongs here: words and layout. What does not: reading (`journey.read`) and
drawing (`journey.draw`).
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from pipeline.errors import UsageError
from pipeline.journey.api import draw, read_journey
from pipeline.private_file import private_file

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from pipeline.journey.api import Journey
    from pipeline.settings import Settings


def show_journey(
    settings: Settings, child: str, *, la: str, svg: Path | None, as_json: bool
) -> None:
    """Print one child's journey, and draw it where a file is named.

    Args:
        settings: Where the data home and the key are.
        child: The local authority's id of the child, or a child key.
        la: The local authority; "" when only one knows the id.
        svg: File to draw to, which is readable by its owner alone (0600); None for no drawing.
        as_json: Whether to print one JSON object instead of a table.

    Raises:
        BusyError: A run is writing to the warehouse.
        RefusedError: Nothing has been built yet, or it cannot be opened.
        UsageError: The child or the authority is not found, or the file cannot be written.
    """
    journey = read_journey(settings, child, la=la)
    if svg is not None:
        _write(svg, draw(journey))
    if as_json:
        print(json.dumps(_as_dict(journey, svg), default=str, indent=2))  # noqa: T201 - the output
    else:
        _print(Console(highlight=False, soft_wrap=True, markup=False), journey, svg)


def _write(path: Path, text: str) -> None:
    try:
        with private_file(path) as unfinished:
            unfinished.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(
            f"{path} cannot be written ({type(error).__name__}).",
            remedy="Name a file in a folder that exists and that you may write to.",
        ) from None


def _as_dict(journey: Journey, svg: Path | None) -> dict[str, Any]:
    return {**asdict(journey), "svg": str(svg) if svg else None}


def _print(out: Console, journey: Journey, svg: Path | None) -> None:
    out.print("A child's journey", style="bold", end="")
    out.print(f", {journey.la_name}, as the returns to {journey.as_at_date} tell it\n")
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in ("date", "age", "what happened", "", "told by"):
        table.add_column(heading, no_wrap=heading in ("date", "age"))
    for event in journey.events:
        table.add_row(
            str(event.event_date),
            _age(journey.birth_date, event.event_date),
            event.event,
            event.detail,
            f"{event.source} {event.table_name}",
        )
    out.print(table if journey.events else "The returns tell of nothing that happened on a day.")
    goes_on = [spell for spell in journey.spells if spell.end_date is None]
    if goes_on:
        out.print("\nGoes on", style="bold")
    for spell in goes_on:
        detail = f": {spell.detail}" if spell.detail else ""
        out.print(f"  {spell.spell}{detail}, since {spell.start_date}")
    if svg is not None:
        out.print(f"\nDrawn in {svg} (child-level: for those entitled alone)")


def _age(born: date | None, day: date) -> str:
    if born is None:
        return ""
    if day < born:
        return "unborn"
    return str(day.year - born.year - ((day.month, day.day) < (born.month, born.day)))
