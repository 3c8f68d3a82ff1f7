"""Running the nightly job in this process, and serving Dagster's UI."""

from __future__ import annotations

import logging
import os
import platform
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from pipeline.errors import CjwError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dagster import DagsterInstance, ExecuteInProcessResult

    from pipeline.defs.context import Outcome
    from pipeline.events import Event
    from pipeline.settings import Settings

# Tag of a run of this command: the machine and process that carry it.
_PROCESS = "cjw/process"


def run_everything(
    settings: Settings,
    paths: tuple[Path, ...] = (),
    *,
    on_event: Callable[[Event], None],
    takes_in: bool = True,
) -> Outcome:
    """Execute the nightly job in this process; its history goes to the instance that `cjw dev` shows.

    Args:
        settings: Where things are.
        paths: Files or folders to read besides the inbox.
        on_event: Told of progress.
        takes_in: Whether files are taken in; if not, what was taken in before is built, judged and released.

    Returns:
        What came of the run; a step that the gate stopped is None.

    Raises:
        CjwError: A step failed; the error is the step's own.
        KeyboardInterrupt: Someone stopped it; the next run completes what was begun.
    """
    import dagster as dg

    from pipeline.definitions import build_defs
    from pipeline.defs.context import RunContext
    from pipeline.defs.nightly import NIGHTLY, PUBLISH
    from pipeline.workspace import load_workspace

    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    context = RunContext(settings, load_workspace(settings), paths, on_event)
    job = build_defs(context).resolve_job_def(NIGHTLY if takes_in else PUBLISH)
    os.environ["DAGSTER_HOME"] = str(_dagster_home(settings))
    with dg.DagsterInstance.get() as instance:
        _end_dead_runs(instance)
        result = job.execute_in_process(
            instance=instance,
            raise_on_error=False,
            tags={_PROCESS: _this_process(os.getpid())},
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    outcome = context.outcome
    if _was_interrupted(outcome, result):
        raise KeyboardInterrupt
    if outcome.error is not None:
        raise outcome.error
    if not result.success and not _was_refused(outcome):
        raise CjwError(
            "Dagster could not carry the run through.",
            remedy="Open its history with `cjw dev` and look at the failed step.",
        )
    return outcome


def _end_dead_runs(instance: DagsterInstance) -> None:
    """Mark as failed each run of this command whose process is gone: nothing else will, and it would look alive."""
    import dagster as dg

    filters = dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED])
    for run in instance.get_runs(filters):
        host, _, pid = run.tags.get(_PROCESS, "").rpartition(":")
        if host == platform.node() and not _is_alive(int(pid)):
            instance.report_run_failed(run, "The process of this run ended without a word.")


def _this_process(pid: int) -> str:
    return f"{platform.node()}:{pid}"


def _is_alive(pid: int) -> bool:
    """Whether a process of this machine runs; unknown on Windows, where asking would end it."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _was_refused(outcome: Outcome) -> bool:
    return outcome.judgement is not None and outcome.judgement.gate.stopped


def _was_interrupted(outcome: Outcome, result: ExecuteInProcessResult) -> bool:
    """Tell Ctrl-C from a failure: DuckDB makes an error of it, Dagster a reason for the run's end."""
    if isinstance(outcome.error, RuntimeError) and "interrupted" in str(outcome.error):
        return True
    ends = [event.job_failure_data for event in result.all_events if event.is_job_failure]
    return any(str(end.failure_reason).endswith("UNEXPECTED_TERMINATION") for end in ends)


def serve_ui(settings: Settings, *, port: int) -> None:
    """Serve Dagster's UI and run its daemon until interrupted.

    Raises:
        CjwError: Dagster ended with an error.
    """
    environment = {
        **os.environ,
        "DAGSTER_HOME": str(_dagster_home(settings)),
        "CJW_HOME": str(settings.home_paths.root),
        # Dagster advises its own developers there, on the screen of ours.
        "PYTHONWARNINGS": "ignore",
    }
    command = [
        sys.executable,
        "-m",
        "dagster",
        "dev",
        "--module-name",
        "pipeline.definitions",
        "--port",
        str(port),
    ]
    try:
        subprocess.run(command, env=environment, cwd=_dagster_home(settings), check=True)  # noqa: S603 - our own arguments
    except subprocess.CalledProcessError as error:
        raise CjwError(
            f"Dagster ended with code {error.returncode}.",
            remedy="See its messages above; is the port free?",
        ) from error
    except KeyboardInterrupt:
        return


def _dagster_home(settings: Settings) -> Path:
    """Make the folder of Dagster's storage, with the project's settings of it."""
    folder = settings.home_paths.create().dagster
    shutil.copyfile(settings.project_dir / "dagster.yaml", folder / "dagster.yaml")
    return folder
