"""What a person sees of the rules themselves: the list, one explained, their tests.

What a rule means stands in its file; running rules on a return is in `show_validation`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.errors import UsageError
from pipeline.modelling.api import run_all_tests
from pipeline.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.quality.api import Rule
    from pipeline.settings import Settings
    from pipeline.workspace import Workspace


def list_rules(settings: Settings, *, source: str, year: int | None, as_json: bool) -> None:
    """List the rules: of one source or folder, and in force in a year, when those are given."""
    rules = [
        rule
        for rule in load_workspace(settings).rules
        if source in ("", rule.path.parent.name) and (year is None or rule.applies_in(year))
    ]
    if as_json:
        print(json.dumps([_as_dict(rule) for rule in rules], ensure_ascii=False))  # noqa: T201
    else:
        Console(highlight=False).print(_table(rules))


def explain_rule(settings: Settings, code: str, *, as_json: bool) -> None:
    """Show what a rule means, when it applies, what it reads, and the very SQL that is run.

    Raises:
        UsageError: There is no such rule.
    """
    workspace = load_workspace(settings)
    for rule in _find(workspace, code):
        if as_json:
            print(json.dumps(_as_dict(rule) | {"sql": _sql(rule)}, ensure_ascii=False))  # noqa: T201
        else:
            _explain(rule)


def run_rule_tests(settings: Settings, code: str) -> int:
    """Run the tests of one rule, or of all, show those that fail, and return the exit code."""
    workspace = load_workspace(settings)
    chosen = {rule.path for rule in (_find(workspace, code) if code else workspace.rules)}
    project = workspace.project
    names = {name for name, model in project.rules.items() if model.file.path in chosen}
    tests = settings.project_dir / "tests" / "models"
    results = list(run_all_tests(project, workspace.seeds, tests, only=names))
    out = Console(highlight=False, soft_wrap=True)
    for result in results:
        if not result.passed:
            out.print(f"[red]{escape(result.model)}[/]: {escape(result.test)}")
            out.print(escape(result.difference))
    untested = len(names - {result.model for result in results})
    failed = sum(not result.passed for result in results)
    out.print(f"{len(names)} rules, {len(results)} tests, {failed} failed, {untested} without any")
    return 1 if failed or untested else 0


def _find(workspace: Workspace, code: str) -> list[Rule]:
    found = [rule for rule in workspace.rules if rule.code.upper() == code.upper()]
    if not found:
        raise UsageError(f"There is no rule {code}.", remedy="`cjw rules list` lists them.")
    return found


def _years(rule: Rule) -> str:
    if rule.first_year and rule.first_year == rule.last_year:
        return str(rule.first_year)
    since = str(rule.first_year) if rule.first_year else ""
    until = str(rule.last_year) if rule.last_year else ""
    return f"{since}-{until}" if since or until else "all"


def _needs(rule: Rule) -> list[str]:
    lists = [table.removeprefix("stg_").replace("__", ".") for table in rule.needs_reference]
    years = {
        "required": ["last year's return"],
        "optional": ["last year's return, if there is one"],
    }
    stated = [f"or {heading} in the return" for heading, _ in rule.or_stated]
    return [*years.get(rule.needs_previous_year or "", []), *lists, *stated]


def _table(rules: Iterable[Rule]) -> Table:
    shown = Table(header_style="bold", pad_edge=False)
    for heading in ("Rule", "Source", "Tables", "Severity", "Years", "What is wrong, what to do"):
        shown.add_column(heading)
    for rule in rules:
        tables = ", ".join(rule.tables)
        told = (rule.code, rule.source, tables, rule.severity, _years(rule), rule.message)
        shown.add_row(*map(escape, told))
    return shown


def _explain(rule: Rule) -> None:
    out = Console(highlight=False, soft_wrap=True)
    out.print(f"[bold]{escape(rule.code)}[/] ({rule.severity})  {escape(rule.message)}")
    facts: Sequence[tuple[str, str]] = (
        ("Source", rule.source),
        ("Tables", ", ".join(rule.tables)),
        ("Fields", ", ".join(rule.fields)),
        ("Years", _years(rule)),
        ("Needs", ", ".join(_needs(rule)) or "nothing more"),
        ("File", str(rule.path)),
    )
    for name, value in facts:
        out.print(f"  {name:7} {escape(value)}")
    out.print(escape(_sql(rule)))


def _sql(rule: Rule) -> str:
    return rule.sql.strip()


def _as_dict(rule: Rule) -> dict[str, Any]:
    return {
        "rule_code": rule.code,
        "source": rule.source,
        "tables": list(rule.tables),
        "fields": list(rule.fields),
        "severity": rule.severity,
        "first_year": rule.first_year,
        "last_year": rule.last_year,
        "needs_previous_year": rule.needs_previous_year,
        "needs_reference": list(rule.needs_reference),
        "message": rule.message,
    }
