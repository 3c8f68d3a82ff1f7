"""Commands that need no data home: a country made up, a return judged before it is sent, a pathway costed.

What belongs here: arguments, and one call each. What is printed is a `show_` module's affair.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from pipeline.commands.options import JsonOption, settings_at

Collection = Literal["ssda903", "cin"]


def synth(
    out: Annotated[Path, typer.Option(help="Folder to make; it must not exist or be empty.")],
    las: Annotated[
        str, typer.Option(help="How many local authorities, or which: 5, all, walsall,dudley.")
    ] = "5",
    years: Annotated[int, typer.Option(help="How many collection years, the last 2024/25.")] = 10,
    scale: Annotated[float, typer.Option(help="Children for each real one.")] = 1.0,
    faults: Annotated[float, typer.Option(help="Share of rows that are given a fault.")] = 0.0,
    seed: Annotated[int, typer.Option(help="Same seed, same bytes.")] = 7,
    xml: Annotated[
        bool, typer.Option("--xml", help="SSDA903 and CIN census as XML instead of CSV.")
    ] = False,
    report: Annotated[
        bool, typer.Option("--report", help="Compare with what is published, as a page.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Make a fictional country: statutory files of all sources, the true answers, and faults on demand."""
    from pipeline.show_country import Wish, make_and_show

    wish = Wish(las, years, scale, faults, seed, "xml" if xml else "csv", report)
    make_and_show(settings_at(), wish, out, as_json=as_json)


def validate(
    paths: Annotated[
        list[Path],
        typer.Argument(help="The return: its files, or the folder that holds them; CSV or XML."),
    ],
    collection: Annotated[Collection, typer.Option(help="Which return it is.")],
    year: Annotated[int, typer.Option(help="Its year: 2025 is 2024/25.", min=1900, max=2100)],
    previous: Annotated[
        list[Path] | None,
        typer.Option(help="Last year's return; again for the years before it."),
    ] = None,
    reference: Annotated[
        list[Path] | None, typer.Option(help="Folder of reference lists, as postcodes.")
    ] = None,
    la: Annotated[str, typer.Option(help="Whose it is: a name, ONS code or DfE number.")] = "",
    rules: Annotated[str, typer.Option(help="Rules to run, in whatever year: 101,102.")] = "",
    xlsx: Annotated[Path | None, typer.Option(help="Workbook to write every finding to.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Tell every row of a return that breaks a rule; nothing is taken in, nothing is kept."""
    from pipeline.show_validation import validate_and_show
    from pipeline.validation.api import Request

    codes = tuple(code for code in rules.replace(" ", "").split(",") if code)
    request = Request(
        collection,
        year,
        tuple(paths),
        previous=tuple(previous or ()),
        reference=tuple(reference or ()),
        la=la,
        rules=codes,
    )
    raise typer.Exit(validate_and_show(settings_at(), request, xlsx=xlsx, as_json=as_json))


def cost(
    pathway: Annotated[
        Path, typer.Argument(help="YAML file that describes a pathway (docs/cost-calculator.md).")
    ],
    year: Annotated[
        int | None, typer.Option(help="In prices of which year: 2013 is 2012-13.")
    ] = None,
    la: Annotated[
        str, typer.Option(help="Whose prices go first: a name, code or DfE number.")
    ] = "",
    compare: Annotated[Path | None, typer.Option(help="Another pathway, set beside it.")] = None,
    home: Annotated[
        Path | None, typer.Option("--home", help="Take the unit costs sent to this data home, too.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Cost a described pathway: processes LAC 1-6 and CiN 1-8 and other support, times unit costs."""
    from pipeline.show_cost import Question, cost_and_show

    question = Question(pathway, compare, year, la, with_own_prices=home is not None)
    cost_and_show(settings_at(home), question, as_json=as_json)
