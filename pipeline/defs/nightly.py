"""The job of a run and its schedule."""

from __future__ import annotations

import dagster as dg

NIGHTLY = "nightly"


def nightly_job() -> dg.UnresolvedAssetJobDefinition:
    """Everything: take files in, build, judge, release."""
    return dg.define_asset_job(
        NIGHTLY,
        selection=dg.AssetSelection.all(),
        description="Take files in, build and judge the warehouse, release what the gate lets through.",
    )


def nightly_schedule(job: dg.UnresolvedAssetJobDefinition) -> dg.ScheduleDefinition:
    """Two o'clock at night by the clock on the wall, summer and winter; on as soon as the daemon runs."""
    return dg.ScheduleDefinition(
        name="nightly_at_two",
        job=job,
        cron_schedule="0 2 * * *",
        execution_timezone="Europe/London",
        default_status=dg.DefaultScheduleStatus.RUNNING,
    )
