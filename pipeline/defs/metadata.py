"""What an asset shows in Dagster's UI: schema, column lineage, rows, time, and the outcome of its checks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import dagster as dg

from pipeline.modelling.api import ColumnRef, trace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.modelling.api import Column, CompiledModel, ModelResult, Project
    from pipeline.quality.api import RuleRun, SuiteResult


def asset_of(table: str) -> str:
    """Return the asset of a table: of a raw table its source, of any other the table itself.

    >>> asset_of("raw_ssda903__episodes"), asset_of("stg_ssda903__episodes")
    ('raw_ssda903', 'stg_ssda903__episodes')
    """
    return table.partition("__")[0] if table.startswith("raw_") else table


def column_schema(columns: Iterable[Column]) -> dg.TableSchema:
    """Columns with types and descriptions."""
    return dg.TableSchema([dg.TableColumn(c.name, c.type, c.description) for c in columns])


def model_schema(model: CompiledModel) -> dg.TableSchema:
    """The same for a model, each description with the columns that its column is made from."""
    return dg.TableSchema(
        [
            dg.TableColumn(
                c.name,
                c.type,
                f"{c.description} From {_listed(model.lineage[c.name].inputs, ', ')}.",
            )
            for c in model.columns
        ]
    )


def column_lineage(model: CompiledModel) -> dg.TableColumnLineage:
    """For each column the columns of other assets that it is made from."""
    return dg.TableColumnLineage(
        {
            name: [
                dg.TableColumnDep(dg.AssetKey(asset_of(ref.table)), _column_of(ref))
                for ref in lineage.inputs
            ]
            for name, lineage in model.lineage.items()
        }
    )


def _column_of(reference: ColumnRef) -> str:
    """Return a column as its asset has it: the asset of a source has the columns of many tables."""
    is_raw = asset_of(reference.table) != reference.table
    return str(reference) if is_raw else reference.column


def lineage_table(model: CompiledModel, project: Project) -> str:
    """The lineage of a model's columns as a Markdown table: one hop up, and where each begins.

    Dagster's own page shows `dagster/column_lineage` to subscribers of its cloud alone.
    """
    rows = ["| column | made from | begins in |", "|---|---|---|"]
    for column in model.columns:
        hops = trace(project, ColumnRef(model.name, column.name))
        made_from = hops[ColumnRef(model.name, column.name)]
        begins_in = sorted({ref for inputs in hops.values() for ref in inputs} - hops.keys())
        rows.append(f"| {column.name} | {_listed(made_from)} | {_listed(begins_in)} |")
    return "\n".join(rows)


def _listed(references: Sequence[ColumnRef], separator: str = "<br>") -> str:
    return separator.join(map(str, references)) or "a constant or a count of rows"


def static_metadata(model: CompiledModel, project: Project) -> Mapping[str, Any]:
    """What is known of a model before it runs."""
    return {
        "dagster/column_schema": model_schema(model),
        "dagster/column_lineage": column_lineage(model),
        "column lineage": dg.MetadataValue.md(lineage_table(model, project)),
        "grain": ", ".join(model.grain),
        "file": str(model.file.path.relative_to(project.folder.parent)),
        "sql": dg.MetadataValue.md(f"```sql\n{model.file.sql.strip()}\n```"),
    }


def run_metadata(model: CompiledModel, result: ModelResult) -> Mapping[str, Any]:
    """What a run adds: rows, seconds, and whether it was built or skipped."""
    return {
        "dagster/row_count": result.rows,
        "dagster/column_schema": model_schema(model),
        "dagster/column_lineage": column_lineage(model),
        "seconds": result.seconds,
        "status": result.status,
    }


def suite_check(result: SuiteResult, asset: str, name: str) -> dg.AssetCheckResult:
    """The outcome of an expectation suite as a check of an asset; only a blocking failure is an error."""
    failed = [r for r in result.results if not r.success]
    return dg.AssetCheckResult(
        asset_key=asset,
        check_name=name,
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR
        if result.blocking_failure
        else dg.AssetCheckSeverity.WARN,
        description="; ".join(r.message for r in failed)
        or f"{len(result.results)} expectations met",
        metadata={
            "expectations": len(result.results),
            "failed": len(failed),
            "seconds": result.seconds,
        },
    )


def rules_check(model: str, runs: Iterable[RuleRun]) -> dg.AssetCheckResult:
    """The outcome of the statutory rules of one module as an asset check; never blocking by itself (the gate is)."""
    rows = list(runs)
    failing = [run for run in rows if run.rows_failing or run.status != "ran"]
    table = [
        f"| {r.rule_code} | {r.severity} | {r.rows_failing:,} | {r.message} {r.error} |"
        for r in failing
    ]
    return dg.AssetCheckResult(
        asset_key=model,
        check_name="statutory_rules",
        passed=not failing,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{len(failing)} of {len(rows)} rules have findings",
        metadata={
            "rules": len(rows),
            "findings": dg.MetadataValue.md(
                "\n".join(["| rule | severity | rows | message |", "|---|---|---|---|", *table])
            ),
        },
    )
