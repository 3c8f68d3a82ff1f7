"""The release as an asset: made only when the gate's blocking check lets it."""

from datetime import UTC, datetime

import dagster as dg

from pipeline.defs.context import RunContext
from pipeline.nightly import release as make_release


def release_asset(run: RunContext) -> dg.AssetsDefinition:
    """The released benchmark: both shelves, the manifest and the pointer."""
    released = [model.name for model in run.workspace.released_models]

    @dg.asset(
        name="release",
        deps=[*released, "fct_gate_decision"],
        group_name="release",
        kinds={"duckdb", "parquet", "csv"},
    )
    def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
        """Marts and benchmarks as readers see them, disclosure-controlled where they are public."""
        with run.outcome.keeping_errors():
            made = make_release(
                run.settings, run.workspace, now=datetime.now(UTC), on_event=run.on_event
            )
        run.outcome.release = made
        context.log.info("Release %s is in force.", made.release_id)
        return dg.MaterializeResult(
            metadata={
                "release_id": made.release_id,
                "reused": made.reused,
                "folder": dg.MetadataValue.path(made.folder),
            }
        )

    return release
