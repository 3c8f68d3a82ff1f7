"""The jobs of a run and of publishing alone, and the schedule."""

from __future__ import annotations

import dagster as dg

NIGHTLY = "nightly"
PUBLISH = "publish"


def nightly_job() -> dg.UnresolvedAssetJobDefinition:
    """Everything: take files in, build, judge, release."""
    return dg.define_asset_job(
        NIGHTLY,
        selection=dg.AssetSelection.all(),
        description="Take files in, build and judge the warehouse, release what the gate lets through.",
    )


def publish_job() -> dg.UnresolvedAssetJobDefinition:
    """Everything but taking files in."""
    return dg.define_asset_job(
        PUBLISH,
        selection=dg.AssetSelection.all() - dg.AssetSelection.groups("raw"),
        description="Build and judge what was taken in, release what the gate lets through.",
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
