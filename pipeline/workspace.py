"""All that the project's own files say, loaded and compiled once: seeds, models, rules, suites.

What belongs here: bringing the packages' definitions together. What does not: data, and doing anything with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline import compiled_cache
from pipeline.modelling.api import (
    Column,
    CompileError,
    Diagnostic,
    ExternalTable,
    Project,
    RuleHeader,
    Seed,
    load_seeds,
    try_compile,
)
from pipeline.quality.api import COMPUTED_TABLES, Rule, Suite, load_suites
from pipeline.sources.api import load_sources, raw_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.modelling.api import CompiledModel
    from pipeline.settings import Settings
    from pipeline.sources.api import RawTable, Source


@dataclass(frozen=True)
class Workspace:
    """The project's files, ready to use.

    Attributes:
        project: Compiled models and rules.
        seeds: Reference data by table name.
        suites: Expectation suites, one a model that has one.
        rules: The statutory rules as the quality package takes them.
        sources: The contracts of all sources.
    """

    project: Project
    seeds: dict[str, Seed]
    suites: tuple[Suite, ...]
    rules: tuple[Rule, ...]
    sources: tuple[Source, ...]

    @property
    def released_models(self) -> list[CompiledModel]:
        """The models that a release holds: marts and benchmarks, not the parts that some are made of."""
        return [
            model
            for model in self.project.models.values()
            if model.layer in ("marts", "benchmarks") and "__" not in model.name
        ]

    @property
    def code_version(self) -> str:
        """Version of the program that would run them."""
        return version("child-journey-warehouse")


def load_workspace(settings: Settings) -> Workspace:
    """Load and compile the project, or recall it if it has not changed since it was compiled.

    Raises:
        CompileError: The SQL project does not compile.
        ProjectError: Seeds or suites cannot be read.
    """
    remembered = compiled_cache.recall(settings.project_dir)
    if remembered is not None:
        return remembered
    workspace, diagnostics = check_workspace(settings, tests=None)
    if diagnostics:
        raise CompileError(tuple(diagnostics))
    compiled_cache.remember(settings.project_dir, workspace)
    return workspace


def check_workspace(
    settings: Settings, *, tests: Path | None
) -> tuple[Workspace, list[Diagnostic]]:
    """Load the project and return what did load together with all that is wrong with its SQL.

    Args:
        settings: Where the project's files are.
        tests: Folder of model tests; when given, the house rules are checked too.

    Raises:
        ProjectError: Seeds or suites cannot be read.
    """
    seeds = load_seeds(settings.project_dir / "seeds")
    raw = [
        external_raw_table(table)
        for table in raw_tables(settings.home_paths, project=settings.project_dir)
    ]
    computed = [
        ExternalTable(
            table.name,
            "computed",
            table.description,
            tuple(Column(*column) for column in table.columns),
            table.grain,
        )
        for table in COMPUTED_TABLES
    ]
    externals = [*(seed.table for seed in seeds.values()), *raw, *computed]
    project, diagnostics = try_compile(settings.project_dir / "sql_models", externals, tests=tests)
    suites = load_suites(settings.project_dir / "expectations")
    rules = tuple(_as_rule(rule, project.models) for rule in project.rules.values())
    diagnostics += [
        _unknown_module(rule, name)
        for rule in rules
        for name in (*rule.staging, *rule.needs_reference)
        if name not in project.models
    ]
    diagnostics += [
        each for model in project.rules.values() if (each := _wrong_columns(model)) is not None
    ]
    sources = load_sources(settings.project_dir / "contracts", seeds=settings.project_dir / "seeds")
    diagnostics += _unknown_headings(rules, sources)
    return Workspace(project, seeds, suites, rules, sources), diagnostics


def _unknown_module(rule: Rule, staging: str) -> Diagnostic:
    source, _, module = staging.removeprefix("stg_").partition("__")
    message = f"The rule names the module {module!r} of {source!r}, which there is not."
    remedy = "Name it as <source>.<module> where the folder is not its source."
    return Diagnostic(rule.path, 1, "unknown-module", message, remedy)


def _unknown_headings(rules: Iterable[Rule], sources: Iterable[Source]) -> Iterator[Diagnostic]:
    """Yield the fields of rules that are no headings of the modules that they judge or look at."""
    headings = {
        table.key: {column.heading for column in table.columns}
        for source in sources
        for table in source.tables
    }
    for rule in rules:
        modules = dict.fromkeys((*rule.tables, *rule.reads))
        known = set().union(*(headings.get((rule.source, name), set()) for name in modules))
        named = (*rule.fields, *(heading for heading, _ in rule.or_stated))
        for field in (one for one in named if known and one not in known):
            message = (
                f"The rule names the field {field!r}, which no file of {', '.join(modules)} has."
            )
            remedy = f"Name one of these headings: {', '.join(sorted(known))}."
            yield Diagnostic(
                rule.path, _line_of(rule.path, field), "unknown-field", message, remedy
            )


def _line_of(path: Path, word: str) -> int:
    """Return the first line of a file that has a word."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if word in line), 1)


def _wrong_columns(model: CompiledModel) -> Diagnostic | None:
    """Return what is wrong with the columns of a rule, None when nothing is."""
    wanted = _as_rule(model, {}).columns
    selected = tuple(column.name for column in model.columns)
    if selected == wanted:
        return None
    message = f"The rule selects {', '.join(selected)}."
    remedy = f"Select {', '.join(wanted)}, in this order."
    return Diagnostic(model.file.path, 1, "rule-columns", message, remedy)


def external_raw_table(table: RawTable) -> ExternalTable:
    """Describe a raw table to the compiler."""
    columns = tuple(Column(c.name, c.type, c.description, c.privacy_class) for c in table.columns)
    return ExternalTable(table.name, "raw", table.description, columns)


def _as_rule(model: CompiledModel, models: Mapping[str, CompiledModel]) -> Rule:
    """Hand a compiled rule to the quality package."""
    header = model.file.header
    if not isinstance(header, RuleHeader):
        raise TypeError(f"{model.name} is not a rule")
    folder = model.file.path.parent.name
    source = header.modules[0].rpartition(".")[0] or folder
    return Rule(
        code=header.code,
        source=source,
        tables=tuple(name.rpartition(".")[2] for name in header.modules),
        severity=header.severity,
        message=header.message,
        fields=header.fields,
        first_year=header.first_year,
        last_year=header.last_year,
        sql=model.file.sql,
        path=model.file.path,
        needs_previous_year=header.needs_previous_year,
        needs_reference=tuple(_staging_name(name, folder) for name in header.needs_reference),
        or_stated=tuple(header.or_stated.items()),
        reads=tuple(
            name.partition("__")[2]
            for name in sorted(_looked_at(model, models if folder == source else {}))
            if name.startswith(f"stg_{source}__")
        ),
    )


def _looked_at(model: CompiledModel, models: Mapping[str, CompiledModel]) -> set[str]:
    """Return what a rule reads itself, and what the intermediate models that it reads are made of."""
    looked_at = set(model.refs)
    for name in model.refs:
        if name in models and name.startswith("int_"):
            looked_at |= _looked_at(models[name], models)
    return looked_at


def _staging_name(module: str, folder: str) -> str:
    source, _, table = module.rpartition(".")
    return f"stg_{source or folder}__{table}"
