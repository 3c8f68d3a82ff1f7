"""The SQL project as assets: one step on one DuckDB connection builds, judges and decides.

One step a model would spend more time in the orchestrator than in SQL.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from graphlib import TopologicalSorter
from typing import Any

import dagster as dg

from pipeline.defs.context import RunContext
from pipeline.defs.metadata import (
    asset_of,
    column_schema,
    rules_check,
    run_metadata,
    static_metadata,
    suite_check,
)
from pipeline.modelling.api import CompiledModel, ModelResult
from pipeline.nightly import build_and_judge, list_findings
from pipeline.warehouse import Judgement
from pipeline.workspace import Workspace

_GATE = "fct_gate_decision"
# A raw table is another step's asset, so what is expected of it is told of the model that types it.
_RECEIVED = "as_received"


def seed_assets(run: RunContext) -> list[dg.AssetSpec]:
    """Seeds as assets that nobody materialises: reference data, kept in the repository."""
    return [
        dg.AssetSpec(
            seed.table.name,
            group_name="seeds",
            description=seed.table.description,
            kinds={"csv"},
            metadata={"dagster/column_schema": column_schema(seed.table.columns)},
        )
        for seed in run.workspace.seeds.values()
    ]


def warehouse_assets(run: RunContext) -> dg.AssetsDefinition:
    """Every model, and the tables of findings and decisions, as assets of one subsettable step."""
    workspace = run.workspace
    specs = [_model_spec(model, workspace) for model in workspace.project.models.values()]
    specs += _computed_specs(workspace)

    @dg.multi_asset(
        name="warehouse", specs=specs, check_specs=_check_specs(workspace), can_subset=True
    )
    def warehouse(
        context: dg.AssetExecutionContext,
    ) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
        """Bring the warehouse up to date, skipping what did not change, and judge it."""
        names = {key.to_user_string() for key in context.selected_asset_keys}
        everything = names >= set(workspace.project.models)
        with run.outcome.keeping_errors():
            results, judgement = build_and_judge(
                run.settings, workspace, on_event=run.on_event, select=None if everything else names
            )
            if judgement.gate.stopped:
                list_findings(run.settings, now=datetime.now(UTC))
        run.outcome.models, run.outcome.judgement = results, judgement
        for key in _in_order(specs):
            if key in context.selected_asset_keys and _is_told(key, workspace, results):
                yield dg.MaterializeResult(key, metadata=_metadata(key, workspace, results))
        chosen = context.selected_asset_check_keys
        yield from (check for check in _checks(workspace, judgement) if _key(check) in chosen)

    return warehouse


def _is_told(key: dg.AssetKey, workspace: Workspace, results: Mapping[str, ModelResult]) -> bool:
    """Tell of what was built, and always of what the release waits for.

    Each event is a transaction of its own in Dagster's storage (12 ms, November 2026): of a night in which nothing
    arrived hundreds would be told.
    """
    name = key.to_user_string()
    is_waited_for = (
        name not in results or workspace.project.models[name] in workspace.released_models
    )
    return is_waited_for or results[name].status == "built"


def _metadata(
    key: dg.AssetKey, workspace: Workspace, results: Mapping[str, ModelResult]
) -> Mapping[str, Any] | None:
    name = key.to_user_string()
    return run_metadata(workspace.project.models[name], results[name]) if name in results else None


def _in_order(specs: list[dg.AssetSpec]) -> tuple[dg.AssetKey, ...]:
    """Keys so that each comes after those it depends on, as Dagster wants to hear of them."""
    depends = {spec.key: {dep.asset_key for dep in spec.deps} for spec in specs}
    return tuple(key for key in TopologicalSorter(depends).static_order() if key in depends)


def _model_spec(model: CompiledModel, workspace: Workspace) -> dg.AssetSpec:
    return dg.AssetSpec(
        model.name,
        deps=sorted({asset_of(name) for name in model.refs}),
        group_name=model.layer,
        description=model.description,
        kinds={"duckdb", "sql"},
        code_version=model.fingerprint,
        metadata=static_metadata(model, workspace.project),
    )


def _computed_specs(workspace: Workspace) -> list[dg.AssetSpec]:
    """Findings depend on what the rules read; the gate on the findings and on every model that a suite judges."""
    read_by_rules = sorted(
        {name for rule in workspace.project.rules.values() for name in rule.refs}
    )
    before_gate = [
        suite.model
        for suite in workspace.suites
        if suite.model in workspace.project.models
        and _GATE not in workspace.project.ancestors(suite.model)
    ]
    inputs = {
        "fct_data_quality_issue": read_by_rules,
        "fct_rule_run": read_by_rules,
        "fct_data_quality_history": ["fct_data_quality_issue", "fct_rule_run"],
        _GATE: [
            "fct_data_quality_issue",
            "fct_rule_run",
            "seed_quality_policy",
            "raw_intake",
            *before_gate,
        ],
    }
    return [
        dg.AssetSpec(
            table.name,
            deps=inputs[table.name],
            group_name="quality",
            description=table.description,
            kinds={"duckdb", "python"},
            metadata={"dagster/column_schema": column_schema(table.columns)},
        )
        for table in workspace.project.externals.values()
        if table.kind == "computed"
    ]


def _rule_tables(workspace: Workspace) -> dict[tuple[str, str], str]:
    """The staging model that stands for each module (source and table) that has rules."""
    return {
        (rule.source, table): staging
        for rule in workspace.rules
        for table, staging in zip(rule.tables, rule.staging, strict=True)
    }


def _check_specs(workspace: Workspace) -> list[dg.AssetCheckSpec]:
    suites = [
        dg.AssetCheckSpec(
            "expectations", asset=suite.model, description="Great Expectations suite of the model"
        )
        for suite in workspace.suites
        if suite.model in workspace.project.models
    ]
    received = [
        dg.AssetCheckSpec(
            _RECEIVED,
            asset=_typed(suite.model),
            description="Great Expectations suite of the raw table",
        )
        for suite in workspace.suites
        if _typed(suite.model) in workspace.project.models
    ]
    rules = [
        dg.AssetCheckSpec(
            "statutory_rules",
            asset=model,
            description="Statutory rules and our own, on rows of the module",
        )
        for model in _rule_tables(workspace).values()
    ]
    gate = dg.AssetCheckSpec(
        "gate", asset=_GATE, blocking=True, description="Whether anything may be released"
    )
    return [*suites, *received, *rules, gate]


def _typed(table: str) -> str:
    """The staging model of a raw table; of any other table, no model's name."""
    return table.replace("raw_", "stg_", 1) if table.startswith("raw_") else ""


def _checks(workspace: Workspace, judgement: Judgement) -> Iterator[dg.AssetCheckResult]:
    for suite in (each for each in judgement.suites if each.model in judgement.judged):
        model = _typed(suite.model)
        yield suite_check(suite, model or suite.model, _RECEIVED if model else "expectations")
    for module, model in _rule_tables(workspace).items() if "rules" in judgement.judged else ():
        yield rules_check(
            model, [run for run in judgement.rules if (run.source, run.table_name) == module]
        )
    gate = judgement.gate
    withheld = [d for d in gate.decisions if d.decision == "withhold"]
    yield dg.AssetCheckResult(
        asset_key=_GATE,
        check_name="gate",
        passed=not gate.stopped,
        severity=dg.AssetCheckSeverity.ERROR,
        description="; ".join(gate.reasons)
        or f"{len(gate.decisions) - len(withheld)} local authority years go out",
        metadata={
            f"{d.la_code} {d.collection_year}": " ".join(
                filter(None, [d.reason, d.usage_note, d.waiver])
            )
            for d in gate.decisions
            if d.reason or d.usage_note or d.waiver
        },
    )


def _key(check: dg.AssetCheckResult) -> dg.AssetCheckKey:
    return dg.AssetCheckKey(check.asset_key or dg.AssetKey([]), check.check_name or "")
