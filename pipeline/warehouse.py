"""Bringing the warehouse up to date and judging it: the order in which models, rules, suites and gate take turns.

What belongs here: that order, and remembering verdicts. What does not: how a model runs (`modelling`), what a check
finds (`quality`), what becomes of the figures (`nightly`, `release`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from pipeline import verdicts
from pipeline.events import Event
from pipeline.evidence import gather_evidence
from pipeline.modelling.api import (
    ModelResult,
    RawFiles,
    combine,
    drop_unknown_tables,
    load_inputs,
    read_states,
    run_models,
)
from pipeline.quality.api import (
    COMPUTED_TABLES,
    GateResult,
    RuleRun,
    SuiteResult,
    failed_checks,
    history_state,
    preload,
    record_history,
    run_gate,
    run_rules,
)
from pipeline.sources.api import raw_tables
from pipeline.suite_verdicts import judge_suites
from pipeline.workspace import external_raw_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.modelling.api import CompiledModel
    from pipeline.settings import Settings
    from pipeline.sources.api import RawTable
    from pipeline.workspace import Workspace

_COMPUTED = frozenset(table.name for table in COMPUTED_TABLES)


@dataclass(frozen=True)
class Judgement:
    """What building and judging the warehouse came to.

    Attributes:
        gate: Whether and whose figures may be released.
        rules: What each statutory rule found.
        suites: What each expectation suite found.
        content_fingerprint: Hash of all that a release would be made from.
        judged: Names of the tables whose suites, and "rules" if the rules, were judged in this run; what else there
            is was remembered.
    """

    gate: GateResult
    rules: tuple[RuleRun, ...]
    suites: tuple[SuiteResult, ...]
    content_fingerprint: str
    judged: frozenset[str] = frozenset()


class WarehouseUpdate:
    """One pass over the warehouse: build, judge, decide, skipping whatever did not change.

    Models that do not need the gate's decisions run first; then rules and suites judge them, the gate decides, and
    the rest runs on what it lets through. `known` holds the fingerprint of every table that is up to date.
    """

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
        self.judged: frozenset[str] = frozenset()
        self.today = datetime.now(UTC).date()

    def run(self) -> tuple[dict[str, ModelResult], Judgement]:
        """Do it, and return what became of each model, and the judgement."""
        project = self.workspace.project
        drop_unknown_tables(self.connection, project)
        self.known = {
            name: state.fingerprint for name, state in read_states(self.connection).items()
        }
        raw = raw_tables(self.settings.home_paths, project=self.settings.project_dir)
        self.known |= load_inputs(self.connection, self.workspace.seeds.values(), _files_of(raw))
        received = [table.name for table in raw if table.files]
        before = [m for m in project.models.values() if not project.ancestors(m.name) & _COMPUTED]
        after = [m for m in project.models.values() if project.ancestors(m.name) & _COMPUTED]
        self._preload_suites(before)
        self._run_models(before)
        rules = self._judge_rules()
        suites = self._judge_suites("suites of what was received", received)
        suites += self._judge_suites("suites before the gate", [m.name for m in before])
        gate = self._decide(rules, suites)
        self._run_models(after)
        suites += self._judge_suites("suites after the gate", [m.name for m in after])
        gate = _stop_on_failures(gate, suites)
        judgement = Judgement(gate, rules, suites, self._content_fingerprint(), self.judged)
        verdicts.remember(self.connection, "judgement", judgement.content_fingerprint, judgement)
        self.on_event(
            Event("gate", "gate", "stopped" if gate.stopped else "open", "; ".join(gate.reasons))
        )
        return self.results, judgement

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
        # The shape of what is filled counts too: a warehouse of an earlier version has not all of it.
        shape = repr(COMPUTED_TABLES)
        fingerprint = combine([shape, *parts, *(self.known[name] for name in inputs)])
        self.known |= {"fct_data_quality_issue": fingerprint, "fct_rule_run": fingerprint}
        remembered = verdicts.recall(self.connection, "rules", fingerprint, tuple[RuleRun, ...])
        status = "skipped" if remembered is not None else "ran"
        if remembered is None:
            # A kill between the new findings and the new verdict must not leave the old verdict in force.
            verdicts.forget(self.connection, "rules")
            remembered = run_rules(self.connection, self.workspace.rules)
            record_history(self.connection, today=self.today)
            self.judged |= {"rules"}
            verdicts.remember(self.connection, "rules", fingerprint, remembered)
        self.known["fct_data_quality_history"] = combine([shape, history_state(self.connection)])
        failing = sum(run.rows_failing > 0 for run in remembered)
        self.on_event(
            Event("rules", f"{len(remembered)} rules", status, f"{failing} with findings")
        )
        return remembered

    def _judge_suites(self, what: str, tables: Collection[str]) -> tuple[SuiteResult, ...]:
        names = set(tables)
        suites = [suite for suite in self.workspace.suites if suite.model in names]
        judged = judge_suites(self.connection, suites, self.known)
        self.judged |= judged.anew
        if suites:
            status = "ran" if judged.anew else "skipped"
            failed = sum(not result.success for result in judged.results)
            self.on_event(
                Event("suites", f"{len(suites)} {what}", status, f"{failed} not as expected")
            )
        return judged.results

    def _decide(self, rules: tuple[RuleRun, ...], suites: tuple[SuiteResult, ...]) -> GateResult:
        evidence = gather_evidence(
            self.connection,
            self.settings,
            self.workspace,
            checks=failed_checks(suites, rules),
            on=self.today,
        )
        gate = run_gate(self.connection, evidence)
        self.known["fct_gate_decision"] = combine(map(repr, gate.decisions))
        return gate

    def _content_fingerprint(self) -> str:
        released = [
            self.known[m.name] for m in self.workspace.released_models if m.name in self.known
        ]
        policies = [seed.fingerprint for seed in self.workspace.seeds.values()]
        return combine([self.workspace.code_version, *released, *policies])


def _files_of(tables: Sequence[RawTable]) -> list[RawFiles]:
    return [RawFiles(external_raw_table(each), each.files, each.fingerprint) for each in tables]


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
