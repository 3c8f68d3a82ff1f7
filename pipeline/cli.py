"""The command `cjw`: arguments in, exit codes and words out. Every body calls a function that is tested without it.

Heavy libraries are imported inside the commands that need them, so that `cjw --help` starts at once.
"""

from __future__ import annotations

import os
import shutil
import sys
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer
from pydantic import ValidationError

from pipeline.errors import CjwError, UsageError, place_of
from pipeline.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

app = typer.Typer(
    name="cjw",
    help="The Child Journey Warehouse: from statutory returns to a released benchmark.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
rules_app = typer.Typer(
    no_args_is_help=True, help="The rules: the list, one explained, their tests."
)
app.add_typer(rules_app, name="rules")

Collection = Literal["ssda903", "cin"]
HomeOption = Annotated[
    Path | None, typer.Option("--home", help="The data home (default: CJW_HOME, else ./data).")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print machine-readable results.")]
PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(help="Files or folders to read besides the inbox; they are left as they are."),
]


def _settings(home: Path | None = None) -> Settings:
    try:
        return Settings(home=home) if home else Settings()
    except ValidationError as error:
        wrong = [f"CJW_{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors()]
        raise UsageError(
            "The environment sets what cannot be used: " + "; ".join(wrong),
            remedy="Correct these variables, or unset them: each has a default.",
        ) from None


@app.command()
def demo(home: HomeOption = Path("demo"), as_json: JsonOption = False) -> None:
    """Run a few fictional councils through the whole pipeline and say where to look."""
    from pipeline.console import Console
    from pipeline.running import run_everything

    settings = _settings(home)
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


@app.command()
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
    make_and_show(_settings(), wish, out, as_json=as_json)


@app.command()
def run(paths: PathsArgument = None, home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Do now what the nightly job does: take files in, build, judge, release."""
    from pipeline.console import Console
    from pipeline.running import run_everything

    settings = _settings(home)
    with Console(as_json=as_json) as console:
        outcome = run_everything(settings, tuple(paths or ()), on_event=console.show)
        code = console.finish(settings, outcome)
    raise typer.Exit(code)


@app.command()
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
    named: Annotated[
        str, typer.Option("--as", help='Whose and of when the files are: "walsall 2016-17".')
    ] = "",
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
        code = show_explanation(_settings(home), paths or [], instruction, as_json=as_json)
    else:
        order = Order(paths or (), again or (), instruction)
        code = take_in_and_show(_settings(home), order, as_json=as_json)
    raise typer.Exit(code)


@app.command()
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
    rules: Annotated[
        str, typer.Option(help="Codes of rules to run, in whatever year they apply: 101,102.")
    ] = "",
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
    raise typer.Exit(validate_and_show(_settings(), request, xlsx=xlsx, as_json=as_json))


@rules_app.command("list")
def list_rules(
    collection: Annotated[
        str, typer.Option(help="Only of this: ssda903, cin, court, finance ...")
    ] = "",
    year: Annotated[int | None, typer.Option(help="Only those that apply in this year.")] = None,
    as_json: JsonOption = False,
) -> None:
    """List the rules."""
    from pipeline.show_rules import list_rules as show_list

    source = "cin_census" if collection == "cin" else collection
    show_list(_settings(), source=source, year=year, as_json=as_json)


@rules_app.command("explain")
def explain_rule(
    code: Annotated[str, typer.Argument(help="Code of the rule.")], as_json: JsonOption = False
) -> None:
    """Say what a rule means, when it applies, what it reads, and show the query that is run."""
    from pipeline.show_rules import explain_rule as show_rule

    show_rule(_settings(), code, as_json=as_json)


@rules_app.command("test")
def run_rule_tests(
    code: Annotated[str, typer.Argument(help="Code of the rule; all when left out.")] = "",
) -> None:
    """Run the tests of a rule, or of all rules."""
    from pipeline.show_rules import run_rule_tests as run_tests

    raise typer.Exit(run_tests(_settings(), code))


@app.command()
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
        show_file_list(_settings(home), every=every, as_json=as_json)
    else:
        show_status(_settings(home), as_json=as_json)


@app.command()
def link(
    threshold: Annotated[
        float, typer.Option(min=0.01, max=1, help="Least probability of a pair in the list.")
    ] = 0.95,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """List children of different authorities who are likely one person, for somebody to decide (needs Splink)."""
    from pipeline.show_linkage import link_and_show

    link_and_show(_settings(home), threshold=threshold, as_json=as_json)


@app.command()
def rollback(
    release: Annotated[
        str | None, typer.Argument(help="Release to go back to; the one before when left out.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Put an earlier release back in force."""
    from pipeline.lock import hold
    from pipeline.release.api import rollback as move_back

    settings = _settings(home)
    with hold(settings.home_paths):
        made = move_back(settings.home_paths, release)
    typer.echo(f"In force now: {made.release_id}")


@app.command()
def check(
    tests: Annotated[
        bool, typer.Option("--tests", help="Run the tests of the models too.")
    ] = False,
) -> None:
    """Compile models, rules, suites and seeds, and hold them to the house rules; no data is needed."""
    from pipeline.checking import check_project

    raise typer.Exit(check_project(_settings(), run_tests=tests))


@app.command()
def lineage(
    name: Annotated[
        str, typer.Argument(metavar="MODEL[.COLUMN]", help="A model, or one column of it.")
    ],
) -> None:
    """Show where a model or a column comes from."""
    from pipeline.checking import show_lineage

    show_lineage(_settings(), name)


@app.command()
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

    show_journey(_settings(home), child, la=la, svg=svg, as_json=as_json)


@app.command()
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
    cost_and_show(_settings(home), question, as_json=as_json)


@app.command()
def dev(
    home: HomeOption = None, port: Annotated[int, typer.Option(help="Port of the page.")] = 3000
) -> None:
    """Open Dagster's UI on this computer, with the nightly schedule running."""
    from pipeline.running import serve_ui

    serve_ui(_settings(home), port=port)


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
        if _settings().traceback:
            traceback.print_exc()
        sys.exit(3)


def entry() -> None:
    """Run `main` as the command, and end the process without tearing the interpreter down.

    DuckDB 2.0's binding otherwise prints pages of "leaked" lines at exit, which mean nothing to anyone.
    """
    try:
        main()
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)
