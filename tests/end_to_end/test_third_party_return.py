"""A whole return that others made, faults and all, through the command: nothing is lost, and each fault is told."""

import csv
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse

SAMPLE = Path(__file__).parents[2].parent / "shared" / "samples" / "ssda903_csv"

pytestmark = pytest.mark.skipif(
    not SAMPLE.is_dir(),
    reason="the reference samples (shared/samples beside the repository) are not here",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("third_party")


@pytest.fixture(scope="module")
def ended(cjw, folder, lean_project):
    sent = shutil.copytree(SAMPLE, folder / "E08000030_2018")
    home = folder / "home"
    return cjw("run", sent, "--home", home, "--json", CJW_PROJECT_DIR=str(lean_project))


@pytest.fixture(scope="module")
def home(ended, folder):
    return folder / "home"


@pytest.fixture(scope="module")
def said(ended):
    return json.loads(ended.stdout)


def rows_of(name):
    with (SAMPLE / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def findings_of(home):
    (path,) = home.rglob("findings.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_exit_code_is_what_the_gate_decided(ended, said):
    assert "Traceback" not in ended.stderr + ended.stdout
    assert ended.returncode == (1 if said["stopped"] else 0)
    assert bool(said["stopped"]) == (said["release"] is None)


def test_every_row_received_is_in_the_raw_layer(home, said):
    files = {path.stem: len(rows_of(path.stem)) for path in SAMPLE.glob("*.csv")}
    tables = {path.stem: path.stem for path in SAMPLE.glob("*.csv")}
    tables["sw_episodes"] = "social_worker_episodes"
    with open_warehouse(home / "warehouse.duckdb", read_only=True) as warehouse:
        held = {
            name: warehouse.sql(f"SELECT count(*) FROM raw_ssda903__{table}").fetchall()[0][0]
            for name, table in tables.items()
        }
    assert len(files) == 11
    assert held == files
    assert said["rows_in"] == said["rows_raw"] == sum(files.values())
    assert said["files"] == {"accepted": 11}


def test_the_findings_are_listed_by_rule(home, said):
    listed = findings_of(home)
    rows = {(f["rule_code"], f["table"], f["row_number"]) for f in listed}
    by_rule = Counter(code for code, _, _ in rows)
    assert by_rule == {code: count for code, count in said["rules"].items() if count}
    assert len(by_rule) > 2
    assert {f["la_child_id"] for f in listed} <= {row["CHILD"] for row in rows_of("episodes")} | {
        row["CHILD"] for row in rows_of("header")
    }


def test_a_rule_finds_the_rows_that_a_plain_count_finds(said):
    half_ended = [row for row in rows_of("episodes") if bool(row["DEC"]) != bool(row["REC"])]
    assert said["rules"]["148"] == len(half_ended) > 1000


def test_a_finding_names_the_row_and_the_value_that_were_sent(home):
    sent = {"header": rows_of("header"), "episodes": rows_of("episodes")}
    listed = [f for f in findings_of(home) if f["table"] in sent]
    assert listed
    for finding in listed:
        row = sent[finding["table"]][int(finding["row_number"]) - 1]
        assert row["CHILD"] == finding["la_child_id"]
        assert finding["value"].lstrip("'") in {*row.values()}
