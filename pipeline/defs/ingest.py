"""The raw tables as assets, one a source: one step that takes every waiting file in."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from pipeline.defs.context import RunContext
from pipeline.defs.metadata import asset_of, column_schema
from pipeline.modelling.api import ExternalTable
from pipeline.nightly import take_in
from pipeline.sources.api import Order, Receipt


def raw_assets(run: RunContext) -> dg.AssetsDefinition:
    """One asset a source: a run that tells of fifty raw tables would tell more than it does."""
    tables: dict[str, list[ExternalTable]] = {}
    for table in run.workspace.project.externals.values():
        if table.kind == "raw":
            tables.setdefault(asset_of(table.name), []).append(table)
    specs = [_source_spec(name, of_source) for name, of_source in tables.items()]

    @dg.multi_asset(name="ingest", specs=specs)
    def ingest(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
        """Take every file in the inbox into the raw layer or into quarantine."""
        with run.outcome.keeping_errors():
            receipts = take_in(
                run.settings, Order(run.paths), now=datetime.now(UTC), on_event=run.on_event
            )
        run.outcome.receipts = receipts
        refused = [receipt for receipt in receipts if receipt.outcome == "quarantined"]
        for receipt in refused:
            context.log.warning("A file was refused: %s", receipt.reason)
        for name in tables:
            yield dg.MaterializeResult(name, metadata=_metadata(name, receipts))

    return ingest


def _source_spec(name: str, tables: list[ExternalTable]) -> dg.AssetSpec:
    listed = "\n".join(f"- `{table.name}`: {table.description}" for table in tables)
    columns = {f"{table.name}.": column_schema(table.columns) for table in tables}
    return dg.AssetSpec(
        name,
        group_name="raw",
        description=f"What was received, as text, one table for each contract of the source:\n\n{listed}",
        kinds={"parquet"},
        metadata={key + "columns": dg.MetadataValue.table_schema(c) for key, c in columns.items()},
    )


def _metadata(name: str, receipts: tuple[Receipt, ...]) -> dict[str, int]:
    own = [receipt for receipt in receipts if f"raw_{receipt.source}" == name]
    rows = Counter({receipt.table_name: 0 for receipt in own})
    for receipt in own:
        rows[receipt.table_name] += receipt.rows_raw
    return {
        "files_received": len({receipt.sha256 for receipt in own}),
        "files_refused": len({r.sha256 for r in receipts if r.outcome == "quarantined"}),
        **{f"rows of {table}": count for table, count in sorted(rows.items()) if table},
    }
