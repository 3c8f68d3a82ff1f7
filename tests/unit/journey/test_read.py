"""A child is found by any id that is its own, by nobody else's; what is refused is refused without repeating the id."""

import subprocess
import sys
from datetime import date

import pytest

from pipeline.errors import BusyError, RefusedError, UsageError
from pipeline.journey.api import read_journey
from pipeline.modelling.api import open_warehouse
from pipeline.settings import Settings
from tests.unit.journey.lived import BORN, LAST_DAY

UNKNOWN = "WA99999"
WRITE = """
import sys
from pathlib import Path
from pipeline.modelling.api import open_warehouse
with open_warehouse(Path(sys.argv[1])):
    print("writing", flush=True)
    sys.stdin.read()
"""


def test_a_child_is_read_with_all_that_is_told(home, key_of):
    told = read_journey(home, "WA1")
    assert (told.child_key, told.la_name) == (key_of("WA1"), "Walsall")
    assert (told.birth_date, told.as_at_date) == (BORN, LAST_DAY)
    assert [(one.lane, one.spell, one.detail, one.start_date) for one in told.spells] == [
        ("Looked after", "Period of care", "", date(2024, 1, 8)),
        ("Placement", "Placement", "Secure", date(2024, 1, 8)),
        ("Placement", "Placement", "Foster placements", date(2024, 5, 1)),
    ]
    assert [one.end_date for one in told.spells] == [None, date(2024, 5, 1), None]
    assert [(one.number, one.event, one.is_edge) for one in told.events] == [
        (1, "Referral", False),
        (2, "Period of care began", True),
        (3, "Placement began", True),
        (4, "Placement began", True),
        (5, "Review", False),
    ]
    assert {(one.source, one.table_name, one.row_id) for one in told.events} == {
        ("ssda903", "episodes", "f:1")
    }


@pytest.mark.parametrize("la", ["", "Walsall", "walsall", "E08000030", "335"], ids=repr)
def test_an_id_is_found_with_or_without_its_authority(home, la, key_of):
    assert read_journey(home, "WA1", la=la).child_key == key_of("WA1")


@pytest.mark.parametrize("child", [" WA1 ", "wa1"])
def test_an_id_may_be_written_as_people_write_it(home, child, key_of):
    assert read_journey(home, child).child_key == key_of("WA1")


def test_an_id_that_was_changed_finds_the_child_that_it_is_now(home, key_of):
    assert read_journey(home, "OLD1", la="Walsall").child_key == key_of("WA1")


@pytest.mark.parametrize("write", [str, str.upper], ids=["as it is", "in capitals"])
def test_a_child_key_is_as_good_as_an_id(home, key_of, write):
    assert read_journey(home, write(key_of("WA1"))) == read_journey(home, "WA1")


def test_the_key_of_an_id_that_was_changed_finds_the_child_too(home, key_of):
    assert read_journey(home, key_of("OLD1")).child_key == key_of("WA1")


def test_a_child_of_whom_nothing_is_told_has_an_empty_journey(home):
    told = read_journey(home, "QUIET")
    assert (told.spells, told.events) == ((), ())


def test_an_id_of_two_authorities_needs_the_authority(home, key_of):
    with pytest.raises(UsageError) as refused:
        read_journey(home, "TWO")
    assert "--la" in refused.value.remedy
    assert "TWO" not in str(refused.value)
    found = {la: read_journey(home, "TWO", la=la).child_key for la in ("Walsall", "Dudley")}
    assert found == {"Walsall": key_of("TWO"), "Dudley": key_of("TWO", "332")}


@pytest.mark.parametrize(("child", "la"), [(UNKNOWN, ""), (UNKNOWN, "Walsall"), ("WA1", "Dudley")])
def test_an_id_that_nobody_has_is_refused_and_not_repeated(home, child, la):
    with pytest.raises(UsageError, match="No child of the warehouse has this id") as refused:
        read_journey(home, child, la=la)
    assert child not in str(refused.value)


@pytest.mark.parametrize("child", ["", "%", "' OR 1=1 --", "*"], ids=repr)
def test_no_pattern_finds_a_child(home, child):
    with pytest.raises(UsageError, match="No child"):
        read_journey(home, child)


def test_an_authority_that_does_not_exist_is_named(home):
    with pytest.raises(UsageError, match="No local authority is called 'Ambridge'"):
        read_journey(home, "WA1", la="Ambridge")


def test_another_key_than_that_of_the_home_is_refused(home, monkeypatch):
    monkeypatch.setenv("CJW_PSEUDONYM_KEY", "a second key, which finds nobody")
    with pytest.raises(UsageError, match="pseudonym key is not the one"):
        read_journey(Settings(home=home.home), "WA1")


def test_nothing_built_is_refused_and_said(empty_home):
    with pytest.raises(RefusedError, match="Nothing has been built yet") as refused:
        read_journey(empty_home, "WA1")
    assert "cjw run" in refused.value.remedy


def test_to_look_into_a_home_that_is_none_makes_nothing(tmp_path):
    with pytest.raises(RefusedError):
        read_journey(Settings(home=tmp_path / "none"), "WA1")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_never_gives_a_home_its_key(empty_home):
    """A home whose check of the key is lost would take the first key that comes."""
    with open_warehouse(empty_home.home_paths.warehouse):
        empty_home.home_paths.key_check.unlink()
    with pytest.raises(RefusedError):
        read_journey(empty_home, "WA1")
    assert not empty_home.home_paths.key_check.exists()


@pytest.mark.parametrize(
    "table",
    ["something (a INTEGER)", "int_children__resolved (child_id VARCHAR)"],
    ids=["without the tables", "with other columns"],
)
def test_a_warehouse_of_an_earlier_version_is_refused_and_said(empty_home, table):
    with open_warehouse(empty_home.home_paths.warehouse) as connection:
        connection.execute(f"CREATE TABLE {table}")
    with pytest.raises(RefusedError, match="earlier version"):
        read_journey(empty_home, "WA1")


def test_a_damaged_warehouse_is_not_taken_for_a_busy_one(empty_home):
    empty_home.home_paths.warehouse.write_bytes(b"no database " * 4000)
    with pytest.raises(RefusedError, match="cannot be opened"):
        read_journey(empty_home, "WA1")


@pytest.fixture
def writer(empty_home):
    """Another process that writes to the warehouse until the test is over."""
    command = [sys.executable, "-c", WRITE, str(empty_home.home_paths.warehouse)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout.readline() == "writing\n"
        yield empty_home
        run.stdin.close()


def test_a_warehouse_that_a_run_writes_to_is_busy(writer):
    with pytest.raises(BusyError, match="A run is writing") as busy:
        read_journey(writer, "WA1")
    assert "Wait" in busy.value.remedy
