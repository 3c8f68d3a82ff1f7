"""What holds of linking ids whatever is sent: no order matters, ids of one return stay apart, people are found again.

What belongs here: statements about any set of records. What does not: single hard cases, which are in tests/models.
"""

from collections import defaultdict
from dataclasses import astuple, dataclass, fields, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.modelling.api import open_warehouse

CHAIN = (
    "int_upns__checked",
    "int_child_ids__evidence",
    "int_child_ids__linked",
    "int_children__resolved",
)
RESOLVED = "SELECT received_child_key, child_key FROM int_children__resolved"
RECORDS, RECEIVED = "int_child_ids__records", "int_child_ids__received"
LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
YEARS = (2021, 2022, 2023, 2024)
SOURCES = ("ssda903", "cin_census")
thorough = settings(derandomize=True, deadline=None, max_examples=25)


@dataclass(frozen=True)
class Record:
    """A row of a return that describes a child; the columns that linking reads."""

    received_child_key: str
    source: str
    collection_year: int
    birth_date: date | None
    sex: str | None
    upn: str | None
    former_upn: str | None = None
    la_code: str = "E1"

    @property
    def place(self):
        return self.source, self.collection_year


def upn_of(number):
    digits = f"33520000{number:04d}"
    total = sum(int(digit) * weight for weight, digit in enumerate(digits, 2))
    return LETTERS[total % 23] + digits


@pytest.fixture(scope="module")
def resolve(workspace):
    """Link the ids of records in DuckDB's memory; returns the child of each id."""
    models = workspace.project.models
    with open_warehouse() as connection:
        for table in (RECORDS, RECEIVED):
            columns = ", ".join(f"{one.name} {one.type}" for one in models[table].columns)
            connection.execute(f"CREATE TABLE {table} ({columns})")

        def children(records):
            _fill(connection, records)
            for name in CHAIN:
                connection.execute(f"CREATE OR REPLACE TABLE {name} AS {models[name].file.sql}")
            return sorted(connection.execute(RESOLVED).fetchall())

        yield children


def _fill(connection, records):
    for table in (RECORDS, RECEIVED):
        connection.execute(f"DELETE FROM {table}")
    names = [field.name for field in fields(Record)]
    marks = ", ".join("?" * len(names))
    connection.executemany(
        f"INSERT INTO {RECORDS} ({', '.join(names)}) VALUES ({marks})",
        [astuple(record) for record in records],
    )
    connection.execute(
        f"""INSERT INTO {RECEIVED} (received_child_key, la_code, source, collection_year)
        SELECT DISTINCT received_child_key, la_code, source, collection_year FROM {RECORDS}"""
    )


anything = st.lists(
    st.builds(
        Record,
        received_child_key=st.sampled_from("abcdefg"),
        source=st.sampled_from((*SOURCES, "court")),
        collection_year=st.sampled_from(YEARS),
        birth_date=st.sampled_from((date(2010, 1, 1), date(2010, 1, 2), None)),
        sex=st.sampled_from(("Male", "Female", None)),
        upn=st.sampled_from((*map(upn_of, range(4)), "A335200000000", "UN1", None)),
        former_upn=st.sampled_from((*map(upn_of, range(4)), None)),
    ),
    min_size=1,
    max_size=14,
)


@thorough
@given(anything, st.randoms(use_true_random=False))
def test_neither_the_order_of_rows_nor_a_row_sent_twice_matters(resolve, records, chance):
    shuffled = chance.sample(records, len(records)) + chance.sample(records, 1)
    assert resolve(shuffled) == resolve(records)


@thorough
@given(anything)
def test_every_id_has_one_child_that_goes_by_one_of_its_own_ids(resolve, records):
    told = resolve(records)
    child_of = dict(told)
    assert len(told) == len(child_of)
    assert child_of.keys() == {record.received_child_key for record in records}
    assert all(child_of[child] == child for child in child_of.values())


@thorough
@given(anything)
def test_two_ids_of_one_return_are_never_one_child(resolve, records):
    child_of = dict(resolve(records))
    ids = defaultdict(set)
    for record in records:
        if record.source in SOURCES:
            ids[record.place].add(record.received_child_key)
    for together in ids.values():
        assert len({child_of[one] for one in together}) == len(together)


@thorough
@given(anything)
def test_without_a_number_nobody_is_linked(resolve, records):
    bare = [replace(record, upn="UN1", former_upn=None) for record in records]
    assert all(received == child for received, child in resolve(bare))


@st.composite
def histories(draw):
    """People, twins among them, who keep or change their id between years; returns records and whose each id is."""
    records, person_of = [], {}
    for person in range(draw(st.integers(1, 5))):
        born = date(2010, 1, draw(st.integers(1, 2)))
        sex = draw(st.sampled_from(("Male", "Female")))
        changes = draw(st.sets(st.sampled_from(YEARS)))
        for year in sorted(draw(st.sets(st.sampled_from(YEARS), min_size=1))):
            key = f"{person}-{sum(change <= year for change in changes)}"
            person_of[key] = person
            sources = draw(st.sets(st.sampled_from(SOURCES), min_size=1))
            records += [Record(key, one, year, born, sex, upn_of(person)) for one in sources]
    return draw(st.permutations(records)), person_of


@thorough
@given(histories())
def test_ids_that_change_are_found_again_and_twins_stay_two(resolve, history):
    records, person_of = history
    child_of = dict(resolve(records))
    pairs = {(person_of[key], child) for key, child in child_of.items()}
    assert len(pairs) == len(set(person_of.values())) == len(set(child_of.values()))
    latest = {
        person: max(
            (record.collection_year, record.received_child_key)
            for record in records
            if person_of[record.received_child_key] == person
        )[1]
        for person in person_of.values()
    }
    assert pairs == set(latest.items())
