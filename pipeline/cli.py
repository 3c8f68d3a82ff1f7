"""The command `cjw`: which commands there are, in the order of its help, and how each kind of failure ends.

Heavy libraries are imported inside the commands that need them, so that `cjw --help` starts at once. What a command
takes is told in `commands`.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from typing import TYPE_CHECKING

import typer

from pipeline.commands import looking, rules, standalone, writing
from pipeline.commands.options import settings_at
from pipeline.errors import CjwError, UsageError, place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    name="cjw",
    help="The Child Journey Warehouse: from statutory returns to a released benchmark.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for _command in (
    writing.demo,
    standalone.synth,
    writing.run,
    writing.publish,
    writing.ingest,
    standalone.validate,
    looking.status,
    looking.link,
    writing.rollback,
    looking.check,
    looking.docs,
    looking.lineage,
    looking.journey,
    standalone.cost,
    writing.dev,
):
    app.command()(_command)
app.add_typer(rules.app, name="rules")


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command and leave with its exit code: 0 done, 1 refused, 2 wrong usage, 3 a fault of the program."""
    try:
        app(args=arguments)
    except CjwError as error:
        typer.secho(str(error), err=True, fg="red")
        if isinstance(error, UsageError):
            typer.echo("`cjw --help` lists the commands.", err=True)
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - the outermost frame: a traceback could show a record
        typer.secho(
            f"A fault of the program: {type(error).__name__} at {place_of(error)}.",
            err=True,
            fg="red",
        )
        typer.echo(
            "What to do: report it with this line; set CJW_TRACEBACK=1 to see more on your own screen.",
            err=True,
        )
        if settings_at().traceback:
            traceback.print_exc()
        sys.exit(3)


def entry() -> None:
    """Run `main` as the command, and end the process without tearing the interpreter down.

    DuckDB 2.0's binding otherwise prints pages of "leaked" lines at exit, which mean nothing to anyone.
    """
    # Commands load much and drop little: looking for cycles at the usual pace is a fifth of a short command's time.
    gc.set_threshold(200_000)
    try:
        main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
