"""The three steps of a run: what depends on the order of things must not, and what is refused says why."""

import random
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.errors import BusyError, RefusedError, UsageError
from pipeline.modelling.api import open_warehouse
from pipeline.nightly import build_and_judge, list_findings, release, take_in
from pipeline.settings import Home, Settings
from pipeline.sources.api import Order

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
HOLDER = """
import sys
from pathlib import Path
from pipeline.lock import hold
from pipeline.settings import Home
with hold(Home(Path(sys.argv[1]))):
    print("held", flush=True)
    sys.stdin.read()
"""


def nothing(_):
    """Nobody is told."""


@pytest.fixture(scope="module")
def returns(write_returns, tmp_path_factory):
    return write_returns(tmp_path_factory.mktemp("returns"))


@pytest.fixture(scope="module")
def contents(workspace):
    """Rows of every mart and benchmark of a data home, in one order; not of the one that tells what happened when."""
    names = [
        m.name
        for m in workspace.project.models.values()
        if m.layer in ("marts", "benchmarks") and m.name != "mart_data_quality_trend"
    ]

    def read(home):
        with open_warehouse(Home(home).warehouse, read_only=True) as warehouse:
            return {
                name: warehouse.execute(f"SELECT * FROM {name} ORDER BY ALL").fetchall()
                for name in names
            }

    return read


def open_findings(home):
    """How many findings of each rule and return are open in the history of a data home."""
    with open_warehouse(Home(home).warehouse, read_only=True) as warehouse:
        return warehouse.execute(
            "SELECT rule_code, la_code, collection_year, count(*) FROM fct_data_quality_history "
            "WHERE fixed_date IS NULL GROUP BY ALL ORDER BY ALL"
        ).fetchall()


@pytest.fixture(scope="module")
def filled(run_pipeline, returns, tmp_path_factory):
    """A data home that received everything at once; nobody writes to it."""
    home = tmp_path_factory.mktemp("filled")
    run_pipeline(home, returns, releases=False)
    return home


@pytest.fixture(scope="module")
def other_returns(write_returns, tmp_path_factory):
    """Other children in the same places."""
    return write_returns(tmp_path_factory.mktemp("other"), seed=8)


@pytest.fixture
def held(tmp_path):
    """A data home that another process holds."""
    command = [sys.executable, "-c", HOLDER, str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout.readline() == "held\n"
        yield tmp_path, other
        other.kill()


STEPS = {
    "take in": lambda settings, _: take_in(settings, Order(), now=NOW, on_event=nothing),
    "build": lambda settings, workspace: build_and_judge(settings, workspace, on_event=nothing),
    "release": lambda settings, workspace: release(settings, workspace, now=NOW, on_event=nothing),
    "list": lambda settings, _: list_findings(settings, now=NOW),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_second_of_two_runs_is_told_that_the_home_is_busy(step, held, workspace, monkeypatch):
    monkeypatch.setattr("pipeline.lock._PATIENCE_SECONDS", 0.05)
    with pytest.raises(BusyError, match="Another run") as busy:
        step(Settings(home=held[0]), workspace)
    assert "Wait" in busy.value.remedy


def test_a_holder_that_dies_leaves_no_lock_behind(held):
    home, other = held
    other.kill()
    other.wait()
    assert take_in(Settings(home=home), Order(), now=NOW, on_event=nothing) == ()


def test_nothing_is_released_before_anything_is_built(tmp_path, workspace):
    with pytest.raises(RefusedError, match="Nothing has been built"):
        release(Settings(home=tmp_path), workspace, now=NOW, on_event=nothing)


def test_the_order_in_which_files_arrive_changes_no_mart(
    filled, returns, run_pipeline, contents, tmp_path
):
    files = sorted(returns.rglob("*.csv"))
    random.Random(4).shuffle(files)
    halves = [files[: len(files) // 2], files[len(files) // 2 :]]
    for number, half in enumerate(halves):
        run_pipeline(tmp_path, *half, now=NOW + timedelta(days=number), releases=False)
    expected = contents(filled)
    assert open_findings(tmp_path) == open_findings(filled)
    # Of returns of SSDA903 alone, the marts of other sources have nothing.
    assert all(
        expected[name]
        for name in ("mart_starts", "mart_looked_after", "mart_measure", "bench_measure")
    )
    assert contents(tmp_path) == expected


def test_a_later_submission_takes_the_place_of_the_earlier(
    filled, returns, other_returns, run_pipeline, contents
):
    home, place = filled.with_name("corrected"), "E08000035/2023-24"
    wrong = shutil.copytree(returns, home.with_name("wrong"))
    shutil.copytree(other_returns / place, wrong / place, dirs_exist_ok=True)
    run_pipeline(home, wrong, releases=False)
    expected = contents(filled)["mart_measure"]
    assert contents(home)["mart_measure"] != expected
    receipts, _ = run_pipeline(
        home, returns / "E08000035", now=NOW + timedelta(days=1), releases=False
    )
    superseding = [r for r in receipts if any("takes the place" in note for note in r.notes)]
    assert {r.collection_year for r in superseding} == {2024}
    assert contents(home)["mart_measure"] == expected
    partition = "episodes/collection_year=2024/la_code=E08000035"
    assert len(list((home / "raw" / "ssda903" / partition).iterdir())) == 2


def test_the_same_files_again_rebuild_nothing_and_keep_the_release(
    returns, run_pipeline, lean_workspace, tmp_path
):
    run_pipeline(tmp_path, returns)
    settings, later, events = Settings(home=tmp_path), NOW + timedelta(days=1), []
    receipts = take_in(settings, Order((returns,)), now=later, on_event=nothing)
    results, judgement = build_and_judge(settings, lean_workspace, on_event=events.append)
    withheld = {d.la_code for d in judgement.gate.decisions if d.decision == "withhold"}
    facts = [f for f in judgement.gate.evidence.facts if f.la_code not in withheld]
    assert facts
    assert [f.rows_released for f in facts] == [f.rows_held for f in facts]
    made = release(settings, lean_workspace, now=later, on_event=nothing)
    assert {r.outcome for r in receipts} == {"duplicate", "quarantined"}
    assert [r.table_name for r in receipts if r.outcome == "quarantined"] == ["episodes"]
    assert set(results) == set(lean_workspace.project.models)
    assert {result.status for result in results.values()} == {"skipped"}
    assert {e.status for e in events if e.stage in ("rules", "suites")} == {"skipped"}
    assert made.reused
    assert made.release_id.startswith("20261122")


def test_one_new_file_rebuilds_only_what_reads_it(returns, run_pipeline, lean_workspace, tmp_path):
    home, uasc = tmp_path / "home", tmp_path / "E08000035" / "2023-24" / "uasc.csv"
    run_pipeline(home, returns, releases=False)
    uasc.parent.mkdir(parents=True)
    uasc.write_text("CHILD,DOB,SEX,DUC\nZZ1,01/02/2008,1,\n")
    settings = Settings(home=home)
    take_in(settings, Order((uasc,)), now=NOW, on_event=nothing)
    results, _ = build_and_judge(settings, lean_workspace, on_event=nothing)
    built = {name for name, result in results.items() if result.status == "built"}
    changed = {
        "raw_ssda903__uasc",
        "raw_intake__submissions",
        "fct_data_quality_issue",
        "fct_data_quality_history",
    }
    assert "stg_ssda903__uasc" in built
    assert "stg_ssda903__episodes" not in built
    assert all(lean_workspace.project.ancestors(name) & changed for name in built)


def test_another_key_than_the_homes_is_refused(tmp_path, returns, monkeypatch):
    settings = Settings(home=tmp_path)
    take_in(settings, Order((returns / "E08000035",)), now=NOW, on_event=nothing)
    before = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    monkeypatch.setenv("CJW_PSEUDONYM_KEY", "another key, of no secrecy")
    with pytest.raises(UsageError, match="not the one") as refused:
        take_in(Settings(home=tmp_path), Order((returns,)), now=NOW, on_event=nothing)
    assert "CJW_PSEUDONYM_KEY" in refused.value.remedy
    assert "secrecy" not in str(refused.value)
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == before
    take_in(settings, Order(), now=NOW, on_event=nothing)


def test_a_home_remembers_its_key_without_holding_it(tmp_path):
    settings = Settings(home=tmp_path)
    take_in(settings, Order(), now=NOW, on_event=nothing)
    check = settings.home_paths.key_check
    assert check.stat().st_mode & 0o777 == 0o600
    assert settings.pseudonym_key.get_secret_value() not in check.read_text()
    assert [p.name for p in settings.home_paths.landing.iterdir() if p.is_file()] == [check.name]


def test_each_authority_has_its_findings_when_nothing_is_released(
    tmp_path, returns, lean_workspace
):
    settings = Settings(home=tmp_path)
    take_in(settings, Order((returns / "E08000027",)), now=NOW, on_event=nothing)
    build_and_judge(settings, lean_workspace, on_event=nothing)
    list_findings(settings, now=NOW)
    (findings,) = settings.home_paths.restricted.rglob("findings.csv")
    assert findings.parent.name == "20261122T020000Z-not-released"
    assert len(findings.read_text().splitlines()) > 1
