"""A warehouse of a few children made by hand: the columns that the questions of a journey read, and no more.

That the models have these columns is the affair of `tests/end_to_end/truth/test_journey.py`.
"""

from datetime import date

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.pseudonym import child_key, load_key, require_same_key
from pipeline.settings import Settings
from tests.unit.journey.lived import BORN

WALSALL, DUDLEY = ("E08000030", "335"), ("E08000027", "332")
TABLES = """
CREATE TABLE int_children__resolved (received_child_key VARCHAR, child_key VARCHAR);
CREATE TABLE dim_child (child_key VARCHAR, la_code VARCHAR, birth_date DATE);
CREATE TABLE dim_local_authority (la_code VARCHAR, la_name VARCHAR);
CREATE TABLE fct_return (la_code VARCHAR, as_at_date DATE);
CREATE TABLE fct_journey_spell (
    child_key VARCHAR, spell VARCHAR, detail VARCHAR, start_date DATE, end_date DATE, object_key VARCHAR
);
CREATE TABLE fct_journey_event (
    child_key VARCHAR, event_number INTEGER, event_date DATE, event VARCHAR, detail VARCHAR, source VARCHAR,
    table_name VARCHAR, row_id VARCHAR
);
"""
SPELLS = (
    ("Placement", "Foster placements", date(2024, 5, 1), None, "p2"),
    ("Placement", "Secure", date(2024, 1, 8), date(2024, 5, 1), "p1"),
    ("Period of care", None, date(2024, 1, 8), None, "c1"),
)
EVENTS = (
    (3, date(2024, 1, 8), "Placement began", "Secure"),
    (1, date(2024, 1, 3), "Referral", None),
    (2, date(2024, 1, 8), "Period of care began", None),
    (4, date(2024, 5, 1), "Placement began", "Foster placements"),
    (5, date(2024, 6, 2), "Review", "Child [attended]"),
)
TOLD_BY = ("ssda903", "episodes", "f:1")


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    """A data home with children of two authorities.

    Walsall has WA1, called OLD1 before, with a journey, and QUIET, of whom nothing is told. TWO is an id of both.
    """
    settings = _filled(tmp_path_factory.mktemp("journeys"))
    seed = settings.project_dir / "seeds" / "journey_event.csv"
    with open_warehouse(settings.home_paths.warehouse) as connection:
        connection.execute(TABLES)
        connection.execute(f"CREATE TABLE seed_journey_event AS FROM read_csv('{seed}')")
        for table, rows in _rows().items():
            places = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
    return settings


@pytest.fixture
def empty_home(tmp_path):
    """A data home that was filled with the key of the tests and has no warehouse."""
    return _filled(tmp_path / "home")


@pytest.fixture
def key_of():
    """Return the key of a child by its id, of Walsall unless told."""
    return _key_of


def _filled(folder):
    settings = Settings(home=folder)
    require_same_key(settings.home_paths.create(), load_key(settings))
    return settings


def _key_of(child, number=WALSALL[1]):
    return child_key(load_key(Settings()), number, child)


def _rows():
    """Return the rows of each table, in no order that a question could rely on."""
    of_walsall = [_key_of(child) for child in ("WA1", "QUIET", "TWO")]
    of_dudley = [_key_of("TWO", DUDLEY[1])]
    one = _key_of("WA1")
    return {
        "int_children__resolved": [
            *((key, key) for key in (*of_walsall, *of_dudley)),
            (_key_of("OLD1"), one),
        ],
        "dim_child": [
            *((key, WALSALL[0], BORN) for key in of_walsall),
            *((key, DUDLEY[0], BORN) for key in of_dudley),
        ],
        "dim_local_authority": [(WALSALL[0], "Walsall"), (DUDLEY[0], "Dudley")],
        "fct_return": [
            (la_code, date(year, 3, 31)) for la_code, _ in (WALSALL, DUDLEY) for year in (2025, 2024)
        ],
        "fct_journey_spell": [(one, *spell) for spell in SPELLS],
        "fct_journey_event": [(one, *event, *TOLD_BY) for event in EVENTS],
    }  # fmt: skip
