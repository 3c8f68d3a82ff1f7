"""`cjw rules`: the list, one rule explained, their tests.

What belongs here: arguments, and one call each. What is printed is the affair of `show_rules`.
"""

from __future__ import annotations

from typing import Annotated

import typer

from pipeline.commands.options import JsonOption, settings_at

app = typer.Typer(no_args_is_help=True, help="The rules: the list, one explained, their tests.")


@app.command("list")
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
    show_list(settings_at(), source=source, year=year, as_json=as_json)


@app.command("explain")
def explain_rule(
    code: Annotated[str, typer.Argument(help="Code of the rule.")], as_json: JsonOption = False
) -> None:
    """Say what a rule means, when it applies, what it reads, and show the query that is run."""
    from pipeline.show_rules import explain_rule as show_rule

    show_rule(settings_at(), code, as_json=as_json)


@app.command("test")
def run_rule_tests(
    code: Annotated[str, typer.Argument(help="Code of the rule; all when left out.")] = "",
) -> None:
    """Run the tests of a rule, or of all rules."""
    from pipeline.show_rules import run_rule_tests as run_tests

    raise typer.Exit(run_tests(settings_at(), code))
