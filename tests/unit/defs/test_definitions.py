"""What Dagster is told: the graph as a reviewer reads it, the schedule, and steps that stop where they must.

To take a changed graph over into `definitions.txt`: python -m tests.unit.defs.test_definitions
"""

from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
import pytest

from pipeline.definitions import build_defs
from pipeline.defs.context import RunContext
from pipeline.defs.metadata import asset_of
from pipeline.defs.nightly import NIGHTLY
from pipeline.errors import RefusedError
from pipeline.nightly import take_in
from pipeline.running import run_everything
from pipeline.settings import Settings
from pipeline.sources.api import Order
from pipeline.workspace import load_workspace

LISTED = Path(__file__).with_name("definitions.txt")
PIECES = ("dim_local_authority", "fct_return")


def nothing(_):
    """Nobody is told."""


@pytest.fixture(scope="module")
def small_workspace(lean_project):
    return load_workspace(Settings(project_dir=lean_project))


@pytest.fixture
def context(tmp_path, lean_project, small_workspace):
    settings = Settings(home=tmp_path / "home", project_dir=lean_project)
    return RunContext(settings, small_workspace)


@pytest.fixture(scope="module")
def defs(workspace):
    return build_defs(RunContext(Settings(), workspace))


@pytest.fixture(scope="module")
def returns(write_returns, tmp_path_factory):
    return write_returns(tmp_path_factory.mktemp("returns"))


def lines_of(definitions):
    """One line for each thing that Dagster knows, in an order that does not change."""
    graph = definitions.resolve_asset_graph()
    assets = [
        f"asset {key.to_user_string()} ({graph.get(key).group_name})"
        for key in graph.get_all_asset_keys()
    ]
    checks = [
        f"check {key.asset_key.to_user_string()}: {key.name}"
        + (" (blocking)" if graph.get(key).blocking else "")
        for key in graph.asset_check_keys
    ]
    jobs = [f"job {job.name}" for job in definitions.jobs]
    schedules = [f"schedule {each.name}: {each.cron_schedule}" for each in definitions.schedules]
    return sorted([*assets, *checks, *jobs, *schedules])


def test_dagster_is_told_of_what_is_listed(defs):
    listed = LISTED.read_text(encoding="utf-8").splitlines()
    assert lines_of(defs) == listed, (
        "if this change is meant: python -m tests.unit.defs.test_definitions"
    )


def test_everything_that_is_computed_is_described_owned_and_grouped(defs):
    for spec in defs.resolve_all_asset_specs():
        name = spec.key.to_user_string()
        assert spec.description, name
        assert spec.kinds, name
        assert spec.group_name != "default", name
        assert spec.owners or spec.group_name == "seeds", name


def test_the_nightly_job_runs_at_two_by_the_clock_on_the_wall(defs):
    (schedule,) = defs.schedules
    assert schedule.job_name == NIGHTLY
    assert schedule.cron_schedule == "0 2 * * *"
    assert schedule.execution_timezone == "Europe/London"
    assert schedule.default_status is dg.DefaultScheduleStatus.RUNNING


def test_every_column_of_every_model_shows_where_it_comes_from(defs, workspace):
    specs = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}
    for model in workspace.project.models.values():
        lineage = specs[model.name].metadata["dagster/column_lineage"]
        schema = specs[model.name].metadata["dagster/column_schema"]
        names = {column.name for column in schema.columns}
        assert set(lineage.deps_by_column) == names == {column.name for column in model.columns}
        sources = {
            dep.asset_key.to_user_string()
            for deps in lineage.deps_by_column.values()
            for dep in deps
        }
        assert sources <= {asset_of(name) for name in model.refs}


def run_some(context, names):
    """Materialise some assets, as from Dagster's page."""
    job = build_defs(context).resolve_job_def(NIGHTLY)
    with dg.DagsterInstance.ephemeral() as instance:
        return job.execute_in_process(
            instance=instance, asset_selection=[dg.AssetKey(name) for name in names]
        )


def test_two_models_alone_can_be_materialised_on_a_new_home(context, returns):
    take_in(
        context.settings,
        Order((returns,)),
        now=datetime(2026, 11, 22, tzinfo=UTC),
        on_event=nothing,
    )
    result = run_some(context, PIECES)
    materialised = {
        event.asset_key.to_user_string() for event in result.get_asset_materialization_events()
    }
    assert result.success
    assert materialised == set(PIECES)
    assert set(context.outcome.models) == set(context.workspace.project.models)
    again = RunContext(context.settings, context.workspace)
    assert run_some(again, PIECES).success
    assert {name: each.status for name, each in again.outcome.models.items()} == dict.fromkeys(
        PIECES, "skipped"
    )


def test_a_materialisation_tells_rows_and_columns(context, returns):
    take_in(
        context.settings,
        Order((returns,)),
        now=datetime(2026, 11, 22, tzinfo=UTC),
        on_event=nothing,
    )
    result = run_some(context, ["stg_ssda903__header"])
    (event,) = result.get_asset_materialization_events()
    metadata = event.materialization.metadata
    assert (
        metadata["dagster/row_count"].value
        == context.outcome.models["stg_ssda903__header"].rows
        > 0
    )
    assert metadata["status"].value == "built"
    assert {"dagster/column_lineage", "dagster/column_schema", "seconds"} <= set(metadata)


def test_nothing_is_released_when_the_gate_is_closed(context):
    outcome = run_everything(context.settings, (), on_event=nothing)
    assert outcome.judgement.gate.stopped
    assert outcome.release is None
    assert list(context.settings.home_paths.releases.iterdir()) == []
    with dg.DagsterInstance.from_config(str(context.settings.home_paths.dagster)) as instance:
        (run,) = instance.get_runs()
        events = [
            record.dagster_event
            for record in instance.all_logs(run.run_id)
            if record.is_dagster_event
        ]
    checks = [
        e.asset_check_evaluation_data
        for e in events
        if e.event_type_value == "ASSET_CHECK_EVALUATION"
    ]
    assert [check.check_name for check in checks if check.blocking and not check.passed] == ["gate"]
    begun = {event.step_key for event in events if event.event_type_value == "STEP_START"}
    assert begun == {"ingest", "warehouse"}


def test_a_step_that_refuses_reaches_the_caller_as_it_was(context, returns):
    run_everything(context.settings, (returns,), on_event=nothing)
    raw = context.settings.home_paths.raw
    landing = context.settings.home_paths.landing
    for path in (
        *raw.rglob("*.parquet"),
        *(path for path in landing.rglob("*") if len(path.name) == 64),
    ):
        path.unlink()
    with pytest.raises(RefusedError, match="raw layer are missing"):
        run_everything(context.settings, (), on_event=nothing)


if __name__ == "__main__":
    real = RunContext(Settings(), load_workspace(Settings()))
    LISTED.write_text("\n".join(lines_of(build_defs(real))) + "\n", encoding="utf-8")
