"""Commands that write to the data home: take files in, build, release, and what goes on by itself.

What belongs here: arguments, and one call each. What is printed is `console`'s or a `show_` module's affair.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.options import HomeOption, JsonOption, PathsArgument, settings_at


def demo(home: HomeOption = Path("demo"), as_json: JsonOption = False) -> None:
    """Run a few fictional councils through the whole pipeline and say where to look."""
    from pipeline.console import Console
    from pipeline.running import run_everything

    settings = settings_at(home)
    country = settings.home_paths.root / "fiction"
    if not country.exists():
        from pipeline.demonstration import write_demonstration

        # Renamed into place, so that a demo that was stopped half-way is not taken for whole.
        unfinished = country.with_name("fiction.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        write_demonstration(unfinished, project=settings.project_dir)
        unfinished.rename(country)
    with Console(as_json=as_json) as console:
        outcome = run_everything(settings, (country / "extracts",), on_event=console.show)
        code = console.finish(settings, outcome, with_results=True)
    raise typer.Exit(code)


def run(paths: PathsArgument = None, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Do now what the nightly job does: take files in, build, judge, release."""
    from pipeline.console import Console
    from pipeline.running import run_everything

    settings = settings_at(home)
    with Console(as_json=as_json) as console:
        outcome = run_everything(settings, tuple(paths or ()), on_event=console.show)
        code = console.finish(settings, outcome)
    raise typer.Exit(code)


def publish(
    explain: Annotated[
        bool, typer.Option("--explain", help="Only say whose figures are in or out, and why.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Judge what was taken in by today's policy and waivers, and release it; take nothing in."""
    from pipeline.show_gate import explain_gate, publish_and_show

    if explain:
        explain_gate(settings_at(home), as_json=as_json)
    else:
        raise typer.Exit(publish_and_show(settings_at(home), as_json=as_json))


def ingest(
    paths: PathsArgument = None,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Only show how the files would be read; take nothing in."),
    ] = False,
    again: Annotated[
        list[str] | None,
        typer.Option(help="Id of a file in quarantine to try again (`cjw status --files`)."),
    ] = None,
    named: Annotated[str, typer.Option("--as", help='Whose and when: "walsall 2016-17".')] = "",
    despite_dates: Annotated[
        bool, typer.Option("--despite-dates", help="Take them although dates do not fit the year.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take in the inbox and the paths, and nothing more; or, with --explain, show how files would be read."""
    from pipeline.show_files import show_explanation, take_in_and_show
    from pipeline.sources.api import Instruction, Order

    instruction = Instruction(named, despite_dates)
    if explain:
        code = show_explanation(settings_at(home), paths or [], instruction, as_json=as_json)
    else:
        order = Order(paths or (), again or (), instruction)
        code = take_in_and_show(settings_at(home), order, as_json=as_json)
    raise typer.Exit(code)


def rollback(
    release: Annotated[
        str | None, typer.Argument(help="Release to go back to; the one before when left out.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Put an earlier release back in force."""
    from pipeline.lock import hold
    from pipeline.release.api import rollback as move_back

    settings = settings_at(home)
    with hold(settings.home_paths):
        made = move_back(settings.home_paths, release)
    typer.echo(f"In force now: {made.release_id}")


def dev(
    home: HomeOption = None, port: Annotated[int, typer.Option(help="Port of the page.")] = 3000
) -> None:
    """Open Dagster's UI on this computer, with the nightly schedule running."""
    from pipeline.running import serve_ui

    serve_ui(settings_at(home), port=port)
