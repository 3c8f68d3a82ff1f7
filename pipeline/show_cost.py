"""What a person at a terminal sees of the cost of a pathway, alone or beside another.

What belongs here: words, tables and layout. What does not: costing (`costing`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

from pipeline.costing.api import (
    CASE_MANAGEMENT,
    OTHER_SUPPORT,
    cost_pathway,
    load_price_list,
    read_pathway,
    with_own_prices,
)
from pipeline.sources.api import format_year

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from pipeline.costing.api import Costing
    from pipeline.settings import Settings

_HEADINGS = (CASE_MANAGEMENT, OTHER_SUPPORT)


@dataclass(frozen=True)
class Question:
    """What is asked of the calculator.

    Attributes:
        pathway: File with the pathway.
        other: File with the pathway to compare it with; None for none.
        year: Year in whose prices; None for that of the prices.
        la: Local authority whose prices go first; "" for none.
        with_own_prices: Whether to take the unit costs that authorities have sent to the data home, too.
    """

    pathway: Path
    other: Path | None = None
    year: int | None = None
    la: str = ""
    with_own_prices: bool = False


def cost_and_show(settings: Settings, question: Question, *, as_json: bool) -> None:
    """Cost a pathway, or two, and print it.

    Raises:
        BusyError: A run is writing to the warehouse that is to tell prices.
        RefusedError: There is no such warehouse, or it cannot be opened.
        UsageError: A pathway cannot be read or costed.
    """
    prices = load_price_list(settings.project_dir / "seeds")
    if question.with_own_prices:
        prices = with_own_prices(prices, settings.home_paths.warehouse)
    files = [file for file in (question.pathway, question.other) if file]
    pathways = [read_pathway(file, prices) for file in files]
    costings = [cost_pathway(each, prices, year=question.year, la=question.la) for each in pathways]
    if len({each.year for each in costings}) > 1:  # compared in the prices of one year
        latest = max(each.year for each in costings)
        costings = [cost_pathway(each, prices, year=latest, la=question.la) for each in pathways]
    out = Console(highlight=False, soft_wrap=True, markup=False)
    if as_json:
        out.print_json(json.dumps(_as_dict(costings), default=float))
        return
    for costing in costings:
        _print(out, costing)
    if len(costings) > 1:
        _compare(out, *costings)


def _print(out: Console, costing: Costing) -> None:
    out.print(costing.title, style="bold")
    out.print(f"{costing.la_name}, in prices of {format_year(costing.year)}{_return(costing)}\n")
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("process")
    table.add_column("price of")
    for heading in ("quantity", "unit cost", "cost"):
        table.add_column(heading, justify="right", no_wrap=True)
    for heading in _HEADINGS:
        lines = [line for line in costing.lines if line.process.heading == heading]
        for line in lines:
            table.add_row(
                f"{line.process.name}  {line.process.label}"
                if line.process.name not in line.process.label
                else line.process.label,
                line.kind,
                _quantity(line.quantity, line.unit),
                pounds(line.unit_cost),
                pounds(line.cost),
            )
        if lines:
            table.add_row(heading, "", "", "", pounds(costing.total(heading)), style="bold")
    table.add_row("Total", "", "", "", pounds(costing.total()), style="bold")
    out.print(table)
    _print_notes(out, costing)


def _print_notes(out: Console, costing: Costing) -> None:
    told = sorted({(line.source, line.price_year) for line in costing.lines})
    sources = "; ".join(f"{source} (prices of {format_year(year)})" for source, year in told)
    out.print(f"\nUnit costs: {sources}.")
    if any(year != costing.year for _, year in told):
        forecast = ", a forecast" if costing.is_forecast else ""
        out.print(
            f"Brought to prices of {format_year(costing.year)} by the GDP deflator{forecast}."
        )
    out.print()


def _compare(out: Console, one: Costing, other: Costing) -> None:
    out.print("Compared", style="bold")
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for heading in (one.title, other.title, "difference"):
        table.add_column(heading, justify="right", max_width=32)
    names = dict.fromkeys(line.process.name for each in (one, other) for line in each.lines)
    for name in names:
        _add_difference(table, name, one.of_process(name), other.of_process(name))
    for heading in _HEADINGS:
        _add_difference(table, heading, one.total(heading), other.total(heading), style="bold")
    _add_difference(table, "Total", one.total(), other.total(), style="bold")
    out.print(table)
    saving = one.total() - other.total()
    words = (
        "costs as much as" if not saving else "costs less than" if saving > 0 else "costs more than"
    )
    out.print(f"\n{other.title} {words} {one.title}: {pounds(abs(saving))}.")


def _add_difference(
    table: Table, name: str, one: Decimal, other: Decimal, *, style: str = ""
) -> None:
    table.add_row(name, pounds(one), pounds(other), pounds(other - one), style=style)


def _return(costing: Costing) -> str:
    if costing.is_supported is None:
        return ""
    return f", {'supported' if costing.is_supported else 'unsupported'} return home"


def _quantity(quantity: Decimal, unit: str) -> str:
    written = f"{quantity:,.2f}".rstrip("0").rstrip(".")
    return f"{written} {unit.lower()}{'' if quantity == 1 else 's'}"


def pounds(amount: Decimal) -> str:
    """Return an amount as it is written: without pence when there are none.

    >>> from decimal import Decimal
    >>> pounds(Decimal("-2376.00")), pounds(Decimal("12.5"))
    ('-£2,376', '£12.50')
    """
    rounded = round(abs(amount), 2)
    written = f"{rounded:,.0f}" if rounded == int(rounded) else f"{rounded:,.2f}"
    return f"{'-' if amount < 0 and rounded else ''}£{written}"


def _as_dict(costings: list[Costing]) -> dict[str, Any]:
    told: dict[str, Any] = {"pathways": [_one_as_dict(costing) for costing in costings]}
    if len(costings) > 1:
        told["difference"] = round(float(costings[1].total() - costings[0].total()), 2)
    return told


def _one_as_dict(costing: Costing) -> dict[str, Any]:
    return {
        "title": costing.title,
        "local_authority": costing.la_name,
        "price_year": costing.year,
        "is_supported": costing.is_supported,
        "lines": [
            {
                "process_code": line.process.code,
                "process": line.process.name,
                "heading": line.process.heading,
                "kind": line.kind,
                "quantity": round(line.quantity, 4),
                "unit": line.unit,
                "unit_cost": round(line.unit_cost, 4),
                "cost": line.cost,
                "source": line.source,
                "source_price_year": line.price_year,
            }
            for line in costing.lines
        ],
        "case_management": costing.total(CASE_MANAGEMENT),
        "other_support": costing.total(OTHER_SUPPORT),
        "total": costing.total(),
    }
