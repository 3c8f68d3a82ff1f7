"""A run that is stopped by hand, or by an error in its midst, leaves nothing that misleads the next one."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.nightly import build_and_judge, take_in
from pipeline.quality.api import run_rules
from pipeline.settings import Settings
from pipeline.sources.api import Order

CJW = Path(sys.executable).with_name("cjw")
NOW = datetime(2026, 11, 22, tzinfo=UTC)
PLACE = "E08000035/2023-24"


@pytest.fixture(scope="module")
def returns(write_returns, tmp_path_factory):
    return write_returns(tmp_path_factory.mktemp("returns"))


def nothing(_):
    """Nobody is told."""


def test_ctrl_c_ends_a_run_with_130_and_without_a_word_of_fault(returns, lean_project, tmp_path):
    command = [CJW, "run", returns, "--home", tmp_path / "home"]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    lean = {**os.environ, "COLUMNS": "120", "CJW_PROJECT_DIR": str(lean_project)}
    with subprocess.Popen(command, env=lean, **pipes) as run:
        for line in run.stdout:
            if line.startswith("  Files:"):  # the files are in, the models begin
                break
        run.send_signal(signal.SIGINT)
        _, said = run.communicate(timeout=600)
    assert run.returncode == 130
    assert "Traceback" not in said
    assert "fault" not in said
    assert not (tmp_path / "home" / "releases" / "current").exists()


def stop_after(function):
    """Return a function that does the same and is then interrupted."""

    def interrupted(*arguments):
        function(*arguments)
        raise KeyboardInterrupt

    return interrupted


def findings(settings):
    with open_warehouse(settings.home_paths.warehouse, read_only=True) as warehouse:
        return warehouse.sql("SELECT * FROM fct_data_quality_issue ORDER BY ALL").fetchall()


def test_findings_and_verdict_never_part(returns, lean_workspace, tmp_path, monkeypatch):
    """The rules ran on a new file, the run was stopped, and the old file came back."""
    settings = Settings(home=tmp_path / "home")
    wrong = tmp_path / "wrong" / PLACE / "episodes.csv"
    wrong.parent.mkdir(parents=True)
    wrong.write_text((returns / PLACE / "episodes.csv").read_text().replace("N1", "N9"))
    take_in(settings, Order((returns / "E08000035",)), now=NOW, on_event=nothing)
    build_and_judge(settings, lean_workspace, on_event=nothing)
    before = findings(settings)
    take_in(settings, Order((wrong,)), now=NOW, on_event=nothing)
    with monkeypatch.context() as patch:
        patch.setattr("pipeline.warehouse.run_rules", stop_after(run_rules))
        with pytest.raises(KeyboardInterrupt):
            build_and_judge(settings, lean_workspace, on_event=nothing)
    assert len(findings(settings)) > len(before)
    take_in(settings, Order((returns / "E08000035",)), now=NOW, on_event=nothing)
    _, judgement = build_and_judge(settings, lean_workspace, on_event=nothing)
    assert findings(settings) == before
    assert sum(run.rows_failing for run in judgement.rules) <= len(before)
