"""Commands that look at the project or at a data home, and change nothing that a run made.

What belongs here: arguments, and one call each. What is printed is a `show_` module's affair.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import HomeOption, JsonOption, settings_at


def status(
    files: Annotated[
        bool,
        typer.Option("--files", help="List the files: from whom, in force, in quarantine and why."),
    ] = False,
    every: Annotated[bool, typer.Option("--all", help="With --files: all of them.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say which release is in force, which there are, and what the last files were."""
    from pipeline.console import show_status
    from pipeline.show_files import show_file_list

    if files:
        show_file_list(settings_at(home), every=every, as_json=as_json)
    else:
        show_status(settings_at(home), as_json=as_json)


def link(
    threshold: Annotated[
        float, typer.Option(min=0.01, max=1, help="Least probability of a pair in the list.")
    ] = 0.95,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List children of different authorities who are likely one person, for somebody to decide (needs Splink)."""
    from pipeline.show_linkage import link_and_show

    link_and_show(settings_at(home), threshold=threshold, as_json=as_json)


def check(
    tests: Annotated[
        bool, typer.Option("--tests", help="Run the tests of the models too.")
    ] = False,
) -> None:
    """Compile models, rules, suites and seeds, and hold them to the house rules; no data is needed."""
    from pipeline.checking import check_project

    raise typer.Exit(check_project(settings_at(), run_tests=tests))


def lineage(
    name: Annotated[
        str, typer.Argument(metavar="MODEL[.COLUMN]", help="A model, or one column of it.")
    ],
) -> None:
    """Show where a model or a column comes from."""
    from pipeline.checking import show_lineage

    show_lineage(settings_at(), name)


def journey(
    child: Annotated[
        str, typer.Argument(help="The council's own id of the child, or a child_key.")
    ],
    la: Annotated[str, typer.Option(help="Whose id it is: a name, ONS code or DfE number.")] = "",
    svg: Annotated[Path | None, typer.Option(help="File to draw the journey to.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show one child's journey through all sources; for those who may see child-level data and hold the key."""
    from pipeline.show_journey import show_journey

    show_journey(settings_at(home), child, la=la, svg=svg, as_json=as_json)


def docs(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Write Great Expectations' Data Docs: pages of what each suite expects and what the last run found."""
    from pipeline.show_docs import write_docs_and_show

    write_docs_and_show(settings_at(home), as_json=as_json)
