"""The one Dagster entry point: assembles, explicitly, what `defs/` declares.

Do not put implementations here. Folder autoloading is not used because it fails from an installed wheel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dagster as dg

from pipeline.defs.context import RunContext
from pipeline.defs.ingest import raw_assets
from pipeline.defs.nightly import nightly_job, nightly_schedule, publish_job
from pipeline.defs.release import release_asset
from pipeline.defs.warehouse import seed_assets, warehouse_assets
from pipeline.settings import Settings
from pipeline.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

_OWNERS = ["team:children-data"]


def build_defs(run: RunContext | None = None) -> dg.Definitions:
    """Return the code location.

    Args:
        run: What the assets share; made from the environment when None.

    Raises:
        CompileError: The SQL project does not compile.
    """
    if run is None:
        settings = Settings()
        run = RunContext(settings, load_workspace(settings))
    assets: Sequence[dg.AssetsDefinition] = [
        raw_assets(run),
        warehouse_assets(run),
        release_asset(run),
    ]
    owned = [
        a.map_asset_specs(lambda spec: spec.replace_attributes(owners=_OWNERS)) for a in assets
    ]
    job = nightly_job()
    return dg.Definitions(
        assets=[*owned, *seed_assets(run)],
        jobs=[job, publish_job()],
        schedules=[nightly_schedule(job)],
        executor=dg.in_process_executor,
    )


@dg.definitions
def defs() -> dg.Definitions:
    """Return the code location of the environment; Dagster's tools call this when they load the module."""
    return build_defs()
