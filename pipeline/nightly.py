"""The three steps of a run, as plain functions: take files in, build and judge the warehouse, release.

The command and Dagster both call these, so that `cjw run` and the nightly job are one thing. What belongs here: the
order of things and what passes between the packages. What does not: how any of it is done, and any printing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from pipeline import verdicts
from pipeline.errors import RefusedError
from pipeline.lock import hold
from pipeline.modelling.api import (
    ModelResult,
    RawFiles,
    combine,
    drop_unknown_tables,
    load_inputs,
    open_warehouse,
    read_states,
    run_models,
)
from pipeline.pseudonym import load_key, require_same_key
from pipeline.quality.api import (
    COMPUTED_TABLES,
    GateResult,
    RuleRun,
    SuiteResult,
    load_policy,
    preload,
    run_gate,
    run_rules,
    run_suites,
    write_finding_lists,
)
from pipeline.release.api import (
    InputFile,
    Release,
    ReleasedColumn,
    ReleasedTable,
    ReleaseFacts,
    ReleaseRequest,
    prune,
    publish,
)
from pipeline.sources.api import Receipt, current_submissions, ingest, raw_tables
from pipeline.workspace import external_raw_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence
    from datetime import datetime
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.api import CompiledModel
    from pipeline.settings import Settings
    from pipeline.workspace import Workspace

_COMPUTED = frozenset(table.name for table in COMPUTED_TABLES)
_RELEASED_LAYERS = ("marts", "benchmarks")


@dataclass(frozen=True)
class Event:
    """Something that happened in a run, for whoever shows progress.

    Attributes:
        stage: `file`, `model`, `rules`, `suites`, `gate` or `release`.
        name: What it happened to.
        status: One word: accepted, built, skipped, passed, failed, ...
        detail: The rest in a few words, without any value of a child's record.
    """

    stage: str
    name: str
    status: str
    detail: str = ""


@dataclass(frozen=True)
class Judgement:
    """What building and judging the warehouse came to.

    Attributes:
        gate: Whether and whose figures may be released.
        rules: What each statutory rule found.
        suites: What each expectation suite found.
        content_fingerprint: Hash of all that a release would be made from.
    """

    gate: GateResult
    rules: tuple[RuleRun, ...]
    suites: tuple[SuiteResult, ...]
    content_fingerprint: str


def take_in(
    settings: Settings, paths: Sequence[Path], *, now: datetime, on_event: Callable[[Event], None]
) -> tuple[Receipt, ...]:
    """Receive every file in the inbox and under some paths.

    Args:
        settings: Where things are.
        paths: Files or folders to read besides the inbox; they are left as they are.
        now: The time of receipt, with a time zone.
        on_event: Told of each file.

    Raises:
        BusyError: Another run holds the data home.
        UsageError: A path does not exist, or the data home was filled with another pseudonym key.
    """
    home, key = settings.home_paths, load_key(settings)
    with hold(home):
        require_same_key(home, key)
        return ingest(
            home,
            paths,
            seeds=settings.project_dir / "seeds",
            key=key,
            now=now,
            on_receipt=lambda receipt: on_event(
                Event("file", receipt.original_name, receipt.outcome, receipt.reason)
            ),
        )


def build_and_judge(
    settings: Settings,
    workspace: Workspace,
    *,
    on_event: Callable[[Event], None],
    select: Collection[str] | None = None,
) -> tuple[dict[str, ModelResult], Judgement]:
    """Bring the warehouse up to date and judge it, skipping whatever did not change.

    Models that do not need the gate's decisions run first; then rules and suites judge them, the gate decides,
    and the rest runs on what it lets through.

    Args:
        settings: Where things are.
        workspace: The compiled project.
        on_event: Told of each model, of the rules, the suites and the gate.
        select: Names of the models to bring up to date, besides those never built; all when None.

    Returns:
        What became of each model, and the judgement.

    Raises:
        BusyError: Another run holds the data home.
        ModelRunError: A model failed on the data.
    """
    home = settings.home_paths
    with hold(home), open_warehouse(home.warehouse) as connection:
        return _Build(settings, workspace, connection, on_event, select).run()


class _Build:
    """One pass over the warehouse. `known` holds the fingerprint of every table that is up to date."""

    def __init__(
        self,
        settings: Settings,
        workspace: Workspace,
        connection: DuckDBPyConnection,
        on_event: Callable[[Event], None],
        select: Collection[str] | None,
    ) -> None:
        self.settings = settings
        self.workspace = workspace
        self.connection = connection
        self.on_event = on_event
        self.select = select
        self.results: dict[str, ModelResult] = {}
        self.known: dict[str, str] = {}

    def run(self) -> tuple[dict[str, ModelResult], Judgement]:
        project = self.workspace.project
        drop_unknown_tables(self.connection, project)
        self.known = {
            name: state.fingerprint for name, state in read_states(self.connection).items()
        }
        self.known |= load_inputs(self.connection, self.workspace.seeds.values(), self._raw_files())
        before = [m for m in project.models.values() if not project.ancestors(m.name) & _COMPUTED]
        after = [m for m in project.models.values() if project.ancestors(m.name) & _COMPUTED]
        self._preload_suites(before)
        self._run_models(before)
        rules = self._judge_rules()
        suites = self._judge_suites("suites before the gate", before)
        gate = self._decide(rules, suites)
        self._run_models(after)
        suites += self._judge_suites("suites after the gate", after)
        gate = _stop_on_failures(gate, suites)
        judgement = Judgement(gate, rules, suites, self._content_fingerprint())
        verdicts.remember(self.connection, "judgement", judgement.content_fingerprint, judgement)
        self.on_event(
            Event("gate", "gate", "stopped" if gate.stopped else "open", "; ".join(gate.reasons))
        )
        return self.results, judgement

    def _raw_files(self) -> list[RawFiles]:
        tables = raw_tables(self.settings.home_paths, seeds=self.settings.project_dir / "seeds")
        return [
            RawFiles(external_raw_table(table), table.files, table.fingerprint) for table in tables
        ]

    def _run_models(self, models: Sequence[CompiledModel]) -> None:
        # One that was never built is built too: a selected model, a rule or a suite may read it.
        chosen = [
            model
            for model in models
            if self.select is None or model.name in self.select or model.name not in self.known
        ]
        results = run_models(self.connection, chosen, self.known, on_result=self._tell)
        self.results |= results
        self.known |= {name: result.fingerprint for name, result in results.items()}

    def _tell(self, result: ModelResult) -> None:
        detail = (
            f"{result.rows:,} rows in {result.seconds:.2f} s" if result.status == "built" else ""
        )
        self.on_event(Event("model", result.name, result.status, detail))

    def _preload_suites(self, models: Sequence[CompiledModel]) -> None:
        """Load Great Expectations (about 6 s) beside the models, if any model is going to change."""
        planned = dict(self.known)
        for model in models:
            planned[model.name] = combine(
                [model.fingerprint, *(planned[name] for name in model.refs)]
            )
        if any(planned[model.name] != self.known.get(model.name) for model in models):
            preload()

    def _judge_rules(self) -> tuple[RuleRun, ...]:
        rules = self.workspace.project.rules.values()
        parts = [f"{rule.name} {rule.file.header!r} {rule.fingerprint}" for rule in rules]
        inputs = sorted({name for rule in rules for name in rule.refs})
        fingerprint = combine([*parts, *(self.known[name] for name in inputs)])
        self.known |= {"fct_data_quality_issue": fingerprint, "fct_rule_run": fingerprint}
        remembered = verdicts.recall(self.connection, "rules", fingerprint, tuple[RuleRun, ...])
        status = "skipped" if remembered is not None else "ran"
        if remembered is None:
            # A kill between the new findings and the new verdict must not leave the old verdict in force.
            verdicts.forget(self.connection, "rules")
            remembered = run_rules(self.connection, self.workspace.rules)
            verdicts.remember(self.connection, "rules", fingerprint, remembered)
        failing = sum(run.rows_failing > 0 for run in remembered)
        self.on_event(
            Event("rules", f"{len(remembered)} rules", status, f"{failing} with findings")
        )
        return remembered

    def _judge_suites(self, name: str, models: Sequence[CompiledModel]) -> tuple[SuiteResult, ...]:
        names = {model.name for model in models}
        suites = tuple(suite for suite in self.workspace.suites if suite.model in names)
        fingerprint = combine([*map(repr, suites), *(self.known.get(n, "") for n in sorted(names))])
        remembered = verdicts.recall(self.connection, name, fingerprint, tuple[SuiteResult, ...])
        status = "skipped" if remembered is not None else "ran"
        if remembered is None:
            remembered = run_suites(self.connection, suites)
            verdicts.remember(self.connection, name, fingerprint, remembered)
        failed = sum(not result.success for result in remembered)
        self.on_event(
            Event("suites", f"{len(remembered)} suites", status, f"{failed} not as expected")
        )
        return remembered

    def _decide(self, rules: tuple[RuleRun, ...], suites: tuple[SuiteResult, ...]) -> GateResult:
        policy = load_policy(self.settings.project_dir / "seeds")
        gate = run_gate(self.connection, suites=suites, rule_runs=rules, policy=policy)
        self.known["fct_gate_decision"] = combine(map(repr, gate.decisions))
        return gate

    def _content_fingerprint(self) -> str:
        released = [
            self.known[m.name] for m in _released_models(self.workspace) if m.name in self.known
        ]
        policies = [seed.fingerprint for seed in self.workspace.seeds.values()]
        return combine([_code_version(), *released, *policies])


def _stop_on_failures(gate: GateResult, suites: tuple[SuiteResult, ...]) -> GateResult:
    """Stop the gate when a suite after it fails too, as the gate itself saw only those before it."""
    reasons = tuple(
        f"{suite.model}: {result.message}"
        for suite in suites
        for result in suite.results
        if result.is_blocking
    )
    new = tuple(reason for reason in reasons if reason not in gate.reasons)
    return replace(gate, stopped=True, reasons=gate.reasons + new) if new else gate


def release(
    settings: Settings, workspace: Workspace, *, now: datetime, on_event: Callable[[Event], None]
) -> Release:
    """Release what the gate let through, with each LA's own list of findings.

    Raises:
        BusyError: Another run holds the data home.
        RefusedError: The gate stopped the release, or nothing has been built yet.
    """
    home = settings.home_paths
    with hold(home), open_warehouse(home.warehouse) as connection:
        judgement = verdicts.recall_latest(connection, "judgement", Judgement)
        if judgement is None:
            raise RefusedError("Nothing has been built yet.", remedy="Run `cjw run` first.")
        if judgement.gate.stopped:
            raise RefusedError(
                "The gate stopped the release: " + "; ".join(judgement.gate.reasons),
                remedy="Mend what the reasons name and run again; the release before stays in force.",
            )
        made = publish(home, connection, _request(settings, workspace, judgement), now=now)
        if not made.reused:
            write_finding_lists(connection, home.restricted, release_id=made.release_id)
            prune(home, keep=settings.keep_releases)
    on_event(Event("release", made.release_id, "kept" if made.reused else "released"))
    return made


def list_findings(settings: Settings, *, now: datetime) -> None:
    """Write each LA's own list of findings where no release was made: they say what to mend.

    Raises:
        BusyError: Another run holds the data home.
    """
    home = settings.home_paths
    with hold(home), open_warehouse(home.warehouse) as connection:
        write_finding_lists(
            connection, home.restricted, release_id=f"{now:%Y%m%dT%H%M%SZ}-not-released"
        )


def _request(settings: Settings, workspace: Workspace, judgement: Judgement) -> ReleaseRequest:
    inputs = tuple(
        InputFile(r.sha256, r.la_code or "", r.collection_year or 0, r.table_name or "", r.rows_raw)
        for r in current_submissions(settings.home_paths)
    )
    facts = ReleaseFacts(
        content_fingerprint=judgement.content_fingerprint,
        code_version=_code_version(),
        gate_result=_in_words(judgement.gate),
        inputs=inputs,
    )
    tables = tuple(_released_table(model) for model in _released_models(workspace))
    return ReleaseRequest(tables, facts, settings.project_dir)


def _in_words(gate: GateResult) -> str:
    """What the gate decided, for the manifest: how many go out, which not and why, what a person should know."""
    withheld = [d for d in gate.decisions if d.decision == "withhold"]
    published = f"{len(gate.decisions) - len(withheld)} of {len(gate.decisions)} local authority years published"
    reasons = [f"{d.la_code} {d.collection_year} withheld: {d.reason}" for d in withheld]
    return "; ".join([published, *reasons, *gate.warnings])


def _released_models(workspace: Workspace) -> list[CompiledModel]:
    return [model for model in workspace.project.models.values() if model.layer in _RELEASED_LAYERS]


def _released_table(model: CompiledModel) -> ReleasedTable:
    columns = tuple(ReleasedColumn(c.name, c.type, c.description) for c in model.columns)
    return ReleasedTable(model.name, model.description, model.grain, columns, model.file.sql)


def _code_version() -> str:
    return version("child-journey-warehouse")
