"""A whole country: the same bytes however it is made, nothing to complain of, faults where the ledger says."""

import csv
import json
from collections import Counter
from datetime import UTC, datetime

import pyarrow.parquet as pq
import pytest

from pipeline.cli import main
from pipeline.nightly import take_in
from pipeline.settings import Settings, find_project_dir
from pipeline.sources.api import Order as Intake
from pipeline.synthetic import country as module
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.country import Order, make_country
from pipeline.synthetic.plan import Calendar, Plan

PROJECT = find_project_dir()
pytestmark = pytest.mark.slow
# Kinds that put a wrong value into one cell, and nothing else.
WRONG_VALUES = {"wrong_code", "impossible_date", "future_date", "formula_cell", "swapped_day_month"}


def plan(names="Walsall,Camden", **others):
    chosen = choose_authorities(names, seeds=PROJECT / "seeds", last_year=2025)
    return Plan(chosen, Calendar(2024, 2025), **({"scale": 0.1} | others))


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """A country without faults, and what was told of it."""
    folder = tmp_path_factory.mktemp("clean") / "country"
    return folder, make_country(Order(plan(), folder, PROJECT))


@pytest.fixture(scope="module")
def faulty(tmp_path_factory):
    folder = tmp_path_factory.mktemp("faulty") / "country"
    return folder, make_country(Order(plan(fault_rate=0.03), folder, PROJECT))


def test_the_same_seed_gives_the_same_bytes_in_one_process_or_two(clean, tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_WORTH_A_PROCESS", 1)
    names = []
    make_country(Order(plan(), tmp_path / "again", PROJECT), on_made=names.append)
    assert sorted(names) == ["Camden", "Walsall"]
    assert contents(tmp_path / "again") == contents(clean[0])


def test_another_seed_gives_other_children(clean, tmp_path):
    make_country(Order(plan("Camden", seed=8), tmp_path / "other", PROJECT, sources=("ssda903",)))
    name = "extracts/E09000007 camden/2024-25/ssda903/header.csv"
    assert (tmp_path / "other" / name).read_bytes() != (clean[0] / name).read_bytes()


def test_one_authority_more_changes_no_child_looked_after_in_another(clean, tmp_path):
    """Only children in need move between authorities."""
    make_country(Order(plan("Camden"), tmp_path / "alone", PROJECT, sources=("ssda903",)))
    for table in ("header", "episodes", "reviews", "missing"):
        name = f"extracts/E09000007 camden/2023-24/ssda903/{table}.csv"
        assert (tmp_path / "alone" / name).read_bytes() == (clean[0] / name).read_bytes()


def test_what_is_told_of_a_country_is_what_lies_there(clean):
    folder, made = clean
    files = list((folder / "extracts").rglob("*.csv"))
    assert made.files == len(files)
    assert made.rows == sum(path.read_bytes().count(b"\n") - 1 for path in files)
    assert set(made.by_source) == {"ssda903", "cin_census", "court", "finance"}
    assert made.faults == 0
    assert {path.name for path in folder.iterdir()} == {"extracts", "reference", "truth"}


def test_a_child_who_moves_is_known_in_both_authorities_by_its_pupil_number(clean):
    folder = clean[0] / "truth" / "fct_move_between_authorities"
    here, there = (
        {row["upn"]: row for row in pq.read_table(folder / f"{code}.parquet").to_pylist()}
        for code in ("E09000007", "E08000030")
    )
    both = set(here) & set(there)
    assert both
    for upn in both:
        same = ("from_la_code", "to_la_code", "move_date", "birth_date")
        assert [here[upn][name] for name in same] == [there[upn][name] for name in same]
        assert here[upn]["la_child_id"] != there[upn]["la_child_id"]


def test_files_without_faults_are_taken_in_and_judged_without_a_finding(
    clean, run_pipeline, tmp_path
):
    receipts, judgement = run_pipeline(tmp_path / "home", clean[0] / "extracts", releases=False)
    assert Counter(receipt.outcome for receipt in receipts) == {"accepted": clean[1].files}
    assert [receipt.notes for receipt in receipts if receipt.notes] == []
    assert sum(receipt.rows_raw for receipt in receipts) == clean[1].rows
    assert {rule.rule_code for rule in judgement.rules if rule.rows_failing} == set()


def test_as_xml_it_is_the_same_return(tmp_path):
    sources = ("ssda903", "cin_census")
    as_csv = make_country(Order(plan("Camden"), tmp_path / "csv", PROJECT, sources))
    as_xml = make_country(Order(plan("Camden"), tmp_path / "xml", PROJECT, sources, form="xml"))
    assert as_xml.rows == as_csv.rows
    assert len(list((tmp_path / "xml").rglob("*.xml"))) == 4
    receipts = take_in(
        Settings(home=tmp_path / "home"),
        Intake((tmp_path / "xml" / "extracts",)),
        now=datetime(2026, 11, 22, 2, tzinfo=UTC),
        on_event=lambda _: None,
    )
    assert {receipt.outcome for receipt in receipts} == {"accepted"}
    assert sum(receipt.rows_raw for receipt in receipts) == as_csv.rows


def test_every_planted_value_stands_where_the_ledger_says(faulty):
    folder, made = faulty
    with (folder / "faults.csv").open(newline="", encoding="utf-8") as file:
        ledger = list(csv.DictReader(file))
    assert len(ledger) == made.faults > 100
    assert len({entry["kind"] for entry in ledger}) > 20
    for entry in ledger:
        year = int(entry["collection_year"])
        name = f"{entry['la_code']} */{year - 1}-{year % 100:02d}/{entry['source']}/{entry['table']}.csv"
        found = list(folder.glob(f"extracts/{name}"))
        if entry["row"] == "-1":
            assert found == [], "a table that is not sent does not lie there"
        elif entry["kind"] in WRONG_VALUES:
            with found[0].open(newline="", encoding="utf-8") as file:
                row = list(csv.DictReader(file))[int(entry["row"]) - 1]
            assert row[entry["field"]] == entry["planted"] != entry["right"]


def test_the_command_makes_a_country_and_tells_machines(tmp_path, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(
            ["synth", "--out", str(tmp_path / "c"), "--las", "city of london", "--years", "1", "--report", "--json"]
        )  # fmt: skip
    assert leaving.value.code == 0
    said = json.loads(capsys.readouterr().out)
    assert said["files"] == len(list((tmp_path / "c" / "extracts").rglob("*.csv")))
    assert (tmp_path / "c" / "made_against_published.html").stat().st_size > 10_000


@pytest.mark.parametrize(
    "wrong",
    [["--years", "0"], ["--scale", "0"], ["--faults", "0.9"], ["--las", "Atlantis"]],
    ids=str,
)
def test_what_cannot_be_made_is_wrong_usage(wrong, tmp_path, capsys):
    with pytest.raises(SystemExit) as leaving:
        main(["synth", "--out", str(tmp_path / "c"), *wrong])
    assert leaving.value.code == 2
    assert "What to do" in capsys.readouterr().err
    assert not (tmp_path / "c").exists()


def test_nothing_is_written_into_a_folder_that_holds_something(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(SystemExit) as leaving:
        main(["synth", "--out", str(tmp_path), "--las", "1", "--years", "1"])
    assert leaving.value.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
