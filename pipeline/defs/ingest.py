"""The raw tables as assets: one step that takes every waiting file in."""

from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from pipeline.defs.context import RunContext
from pipeline.defs.metadata import column_schema
from pipeline.nightly import take_in
from pipeline.sources.api import Order


def raw_assets(run: RunContext) -> dg.AssetsDefinition:
    """One asset a raw table; all are refreshed by one step that empties the inbox."""
    tables = [table for table in run.workspace.project.externals.values() if table.kind == "raw"]
    specs = [
        dg.AssetSpec(
            table.name,
            group_name="raw",
            description=table.description,
            kinds={"parquet"},
            metadata={"dagster/column_schema": column_schema(table.columns)},
        )
        for table in tables
    ]

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
        for table in tables:
            rows = sum(
                r.rows_raw for r in receipts if f"raw_{r.source}__{r.table_name}" == table.name
            )
            yield dg.MaterializeResult(
                table.name, metadata={"rows_received": rows, "files_refused": len(refused)}
            )

    return ingest
