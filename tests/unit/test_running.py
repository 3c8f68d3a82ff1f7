"""Runs whose process is gone are not shown as alive."""

import os
import platform
import subprocess
import sys

import dagster as dg
import pytest
from dagster._core.test_utils import create_run_for_test

from pipeline.running import _end_dead_runs


def gone() -> int:
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


@pytest.mark.parametrize(
    ("host", "pid", "expected"),
    [
        (platform.node(), gone, dg.DagsterRunStatus.FAILURE),
        (platform.node(), os.getpid, dg.DagsterRunStatus.STARTED),
        ("another-machine", gone, dg.DagsterRunStatus.STARTED),
    ],
    ids=["its process is gone", "its process runs", "another machine carries it"],
)
def test_only_a_run_whose_process_is_gone_is_ended(host, pid, expected):
    with dg.DagsterInstance.ephemeral() as instance:
        run = create_run_for_test(
            instance, status=dg.DagsterRunStatus.STARTED, tags={"cjw/process": f"{host}:{pid()}"}
        )
        _end_dead_runs(instance)
        assert instance.get_run_by_id(run.run_id).status is expected


def test_a_run_that_the_page_started_is_left_alone():
    with dg.DagsterInstance.ephemeral() as instance:
        run = create_run_for_test(instance, status=dg.DagsterRunStatus.STARTED)
        _end_dead_runs(instance)
        assert instance.get_run_by_id(run.run_id).status is dg.DagsterRunStatus.STARTED
