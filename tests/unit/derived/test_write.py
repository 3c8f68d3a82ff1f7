"""Contract and file cannot drift: what is checked in is, text for text, what the contracts say."""

from pathlib import Path

import pytest

from pipeline.derived.__main__ import main
from pipeline.derived.write import Drift, derived_files, find_drift, write_derived

ROOT = Path(__file__).parents[3]
SOURCE = """
title: Made-up return
what_it_is: A return that nobody asks for.
who_returns_it: Nobody.
when: Never.
how_it_arrives: By hand.
irregularities: []
reference: This test.
tables: {place: la}
"""
TABLE = """
title: Stays
description: One row per stay.
recognised_by: [start_date]
columns:
  start_date: {type: date, privacy: open, meaning: The first day.}
"""
MODEL = "sql_models/staging/made_up/stg_made_up__stays.sql"
TEST = "tests/models/staging/made_up/stg_made_up__stays.yaml"
SUITE = "expectations/raw/made_up/raw_made_up__stays.yaml"
PAGE = "docs/sources/made_up.md"


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "contracts" / "made_up"
    folder.mkdir(parents=True)
    (tmp_path / "seeds").mkdir()
    (folder / "_source.yaml").write_text(SOURCE, encoding="utf-8")
    (folder / "stays.yaml").write_text(TABLE, encoding="utf-8")
    return tmp_path


def test_what_is_checked_in_is_what_the_contracts_say():
    assert find_drift(ROOT) == (), "run `make contracts` and look at what changed"


def test_a_table_gives_a_model_with_its_test_and_a_suite_and_a_source_a_page(project):
    assert list(derived_files(project)) == [MODEL, TEST, SUITE, PAGE]


def test_what_is_written_once_stays(project):
    assert [each.kind for each in write_derived(project)] == ["missing"] * 4
    assert find_drift(project) == ()
    assert write_derived(project) == ()


def test_a_file_changed_by_hand_is_found_and_set_right(project):
    write_derived(project)
    (project / MODEL).write_text("SELECT 1", encoding="utf-8")
    assert find_drift(project) == (Drift(MODEL, "changed"),)
    write_derived(project)
    assert find_drift(project) == ()


def test_a_changed_contract_changes_every_file_of_its_table(project):
    write_derived(project)
    contract = project / "contracts" / "made_up" / "stays.yaml"
    contract.write_text(TABLE.replace("start_date", "first_date"), encoding="utf-8")
    assert find_drift(project) == tuple(
        Drift(path, "changed") for path in sorted([MODEL, TEST, SUITE, PAGE])
    )


def test_files_of_a_table_that_is_no_more_are_removed_and_those_of_hand_are_not(project):
    write_derived(project)
    by_hand = project / "sql_models" / "staging" / "made_up" / "stg_made_up__nights.sql"
    by_hand.write_text(
        "/*---\ndescription: One row per night.\n---*/\nSELECT 1\n", encoding="utf-8"
    )
    contract = project / "contracts" / "made_up" / "stays.yaml"
    contract.rename(contract.with_name("visits.yaml"))
    assert {each.path for each in find_drift(project) if each.kind == "stale"} == {
        MODEL,
        TEST,
        SUITE,
    }
    write_derived(project)
    assert by_hand.exists()
    assert not (project / MODEL).exists()


def test_the_command_checks_or_writes(project, capsys):
    assert main(["--check"], project) == 1
    assert f"missing  {MODEL}\n" in capsys.readouterr().out
    assert main([], project) == 0
    assert f"written  {MODEL}\n" in capsys.readouterr().out
    assert main(["--check"], project) == 0
    assert capsys.readouterr().out == ""


def test_the_command_says_what_is_wrong_with_a_contract(project, capsys):
    (project / "contracts" / "made_up" / "stays.yaml").write_text("title: [", encoding="utf-8")
    assert main([], project) == 1
    assert "Contracts that cannot be read" in capsys.readouterr().err
    assert main(["--chekc"], project) == 2
