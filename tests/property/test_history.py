"""What the history made of yearly returns promises, whatever the returns hold and in whatever order they come."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.modelling.api import open_warehouse
from pipeline.modelling.schema import create_empty
from pipeline.modelling.seeds import load_seed
from pipeline.settings import Settings
from pipeline.workspace import load_workspace
from tests.property.lives import (
    FIRST,
    LAST,
    faulty_returns,
    last_day,
    lives,
    mended_returns,
    returns_of,
    seen,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from tests.property.lives import Row

pytestmark = pytest.mark.slow
thorough = settings(
    derandomize=True,
    deadline=None,
    max_examples=8,
    # No shrinking: making a history takes a tenth of a second, and a failing example is short enough to read.
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
# Filled by the tests; the rest of what the models read is empty or a seed.
GIVEN = ("stg_ssda903__episodes", "stg_intake__submissions", "int_children__resolved")
NOT_MADE = (*GIVEN, "dim_child")
PERIODS, REPAIRS, IN_FORCE = "fct_period_of_care", "fct_history_repair", "int_episodes__in_force"
COLUMNS = {
    "start": "start_date",
    "end": "end_date",
    "new": "reason_for_new_episode_code",
    "ceased": "reason_episode_ceased_code",
    "status": "legal_status_code",
    "place": "placement_type_code",
    "urn": "placement_urn",
}
EPISODES = f"""
    SELECT child_key, collection_year, {", ".join(COLUMNS.values())}
    FROM int_episodes__in_force
    ORDER BY ALL
"""


class Histories:
    """The models of the history, compiled once; each set of returns is made into one anew."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        self.connection = connection
        workspace = load_workspace(Settings())
        self.project = workspace.project
        needed = self._needed(PERIODS) | self._needed(REPAIRS)
        made = [one for one in self.project.models if one in needed and one not in NOT_MADE]
        for name in sorted(needed - set(made)):
            if name in workspace.seeds:
                load_seed(connection, workspace.seeds[name])
            else:
                columns = self.project.columns_of(name)
                create_empty(connection, name, {one.name: one.type for one in columns})
        self.made = {
            wanted: [one for one in made if one in self._needed(wanted)]
            for wanted in (PERIODS, REPAIRS, IN_FORCE)
        }

    def _needed(self, name: str) -> set[str]:
        if name not in self.project.models or name in NOT_MADE:
            return {name}
        refs = self.project.models[name].refs
        return {name}.union(*(self._needed(one) for one in refs))

    def make(self, rows: list[Row], wanted: str, *, received: str = "a") -> Histories:
        """Make a model, and all that it reads, of some returns, which came in the order of the rows."""
        staged = [_staged(row, number, received) for number, row in enumerate(rows)]
        self._fill("stg_ssda903__episodes", staged)
        years = {row.year for row in rows}
        self._fill("stg_intake__submissions", [_submission(year) for year in sorted(years)])
        children = sorted({row.child for row in rows})
        same = [{"received_child_key": child, "child_key": child} for child in children]
        self._fill("int_children__resolved", same)
        for name in self.made[wanted]:
            sql = self.project.models[name].file.sql
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {sql}")
        return self

    def _fill(self, table: str, rows: list[dict[str, object]]) -> None:
        self.connection.execute(f"DELETE FROM {table}")
        if rows:
            self.connection.register("given_rows", pa.Table.from_pylist(rows))
            self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given_rows")

    def ask(self, question: str) -> list[tuple[object, ...]]:
        return self.connection.execute(question).fetchall()


def _staged(row: Row, number: int, received: str) -> dict[str, object]:
    told = {COLUMNS[name]: value for name, value in asdict(row).items() if name in COLUMNS}
    texts = {
        f"{name}_text": str(told[name]) if told[name] else None
        for name in ("start_date", "end_date")
    }
    return told | texts | {
        "row_id": f"{received}{row.year}:{number}",
        "row_number": number,
        "child_key": row.child,
        "la_code": "E1",
        "collection_year": row.year,
    }  # fmt: skip


def _submission(year: int) -> dict[str, object]:
    return {
        "source": "ssda903",
        "table_name": "episodes",
        "la_code": "E1",
        "collection_year": year,
        "as_at_date": last_day(year),
    }


@pytest.fixture(scope="module")
def histories() -> Iterator[Histories]:
    with open_warehouse() as connection:
        yield Histories(connection)


@thorough
@given(life=lives())
def test_clean_returns_give_back_the_lives_and_nothing_is_repaired(histories, life):
    made = histories.make(returns_of(life), REPAIRS)
    told = made.ask("SELECT child_key, start_date, end_date FROM int_episodes__in_force")
    assert sorted(told, key=str) == sorted(seen(life), key=str)
    assert made.ask("SELECT what FROM fct_history_repair") == []


@thorough
@given(life=lives())
def test_days_of_episodes_are_the_days_of_their_period(histories, life):
    made = histories.make(returns_of(life), PERIODS)
    days = """
        SELECT p.period_of_care_key
        FROM fct_period_of_care AS p
        INNER JOIN fct_placement_episode AS e USING (period_of_care_key)
        GROUP BY p.period_of_care_key, p.start_date, p.end_date
        HAVING sum(e.end_date - e.start_date) <> p.end_date - p.start_date
    """
    assert made.ask(days) == []
    assert bool(made.ask("FROM fct_period_of_care")) == bool(seen(life))


@thorough
@given(told=mended_returns())
def test_slips_that_other_rows_put_right_leave_no_trace(histories, told):
    life, rows = told
    made = histories.make(rows, REPAIRS)
    episodes = made.ask("SELECT child_key, start_date, end_date FROM int_episodes__in_force")
    assert sorted(episodes, key=str) == sorted(seen(life), key=str)
    if rows != returns_of(life):
        assert made.ask("SELECT what FROM fct_history_repair")


@thorough
@given(rows=faulty_returns(), random=st.randoms(use_true_random=False))
def test_the_order_of_rows_and_files_does_not_matter(histories, rows, random):
    told = histories.make(rows, IN_FORCE).ask(EPISODES)
    shuffled = random.sample(rows, len(rows))
    assert histories.make(shuffled, IN_FORCE, received="z").ask(EPISODES) == told


@thorough
@given(rows=faulty_returns(), year=st.integers(FIRST, LAST))
def test_a_year_taken_in_twice_changes_nothing(histories, rows, year):
    told = histories.make(rows, IN_FORCE).ask(EPISODES)
    twice = [*rows, *(row for row in rows if row.year == year)]
    assert histories.make(twice, IN_FORCE).ask(EPISODES) == told


@thorough
@given(rows=faulty_returns())
def test_spells_of_a_child_never_overlap_and_periods_hold_their_episodes(histories, rows):
    made = histories.make(rows, PERIODS)
    spells = made.ask(
        "SELECT child_key, start_date, end_date FROM fct_placement_episode ORDER BY child_key, start_date"
    )
    for _, own in groupby(spells, key=lambda spell: spell[0]):
        until = None
        for _, start, end in own:
            assert until is None or until <= start
            assert end is None or start <= end
            until = end if end is not None else last_day(LAST + 100)
    outside = """
        SELECT e.episode_key
        FROM fct_placement_episode AS e
        LEFT JOIN fct_period_of_care AS p
            ON e.period_of_care_key = p.period_of_care_key AND e.start_date >= p.start_date
            AND coalesce(e.end_date, DATE '9999-12-31') <= coalesce(p.end_date, DATE '9999-12-31')
        WHERE p.period_of_care_key IS NULL
    """
    assert made.ask(outside) == []


@thorough
@given(rows=faulty_returns())
def test_every_row_is_told_as_returned_or_listed_as_repaired(histories, rows):
    made = histories.make(rows, REPAIRS)
    unaccounted = """
        SELECT s.row_id
        FROM stg_ssda903__episodes AS s
        WHERE
            NOT EXISTS (FROM fct_history_repair AS r WHERE r.row_id = s.row_id)
            AND NOT EXISTS (
                FROM int_episodes__in_force AS e
                WHERE
                    e.row_id = s.row_id AND e.start_date = s.start_date
                    AND e.end_date IS NOT DISTINCT FROM s.end_date
            )
            -- Told again by a later return, which speaks for it.
            AND NOT EXISTS (
                FROM int_episodes__returned AS l
                WHERE
                    l.child_key = s.child_key AND l.start_date = s.start_date
                    AND l.collection_year > s.collection_year
            )
    """
    assert made.ask(unaccounted) == []
    twice = "SELECT repair_key FROM fct_history_repair GROUP BY ALL HAVING count(*) > 1"
    assert made.ask(twice) == []
