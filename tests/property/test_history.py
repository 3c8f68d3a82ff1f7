"""What the history made of yearly returns promises, whatever the returns hold and in whatever order they come."""

from __future__ import annotations

from dataclasses import asdict
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pipeline.modelling.api import load_seeds, open_warehouse
from pipeline.modelling.graph import in_run_order
from pipeline.modelling.load import load_sql_files
from pipeline.modelling.schema import create_empty
from pipeline.modelling.seeds import load_seed
from pipeline.settings import Settings
from pipeline.sources.api import raw_tables
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
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from tests.property.lives import Episode, Row

pytestmark = pytest.mark.slow
Drawn = TypeVar("Drawn")
EXAMPLES = 40
# Filled by the tests; the rest of what the models read has no rows or is a seed.
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


def drawn(strategy: st.SearchStrategy[Drawn]) -> list[Drawn]:
    """Return examples, the same ones each time.

    A test has the histories of all of them made at once, each in a local authority of its own: the engine takes as
    long for one.
    """
    examples: list[Drawn] = []

    @settings(
        derandomize=True,
        deadline=None,
        max_examples=EXAMPLES,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(strategy)
    def collect(example: Drawn) -> None:
        examples.append(example)

    collect()
    assert len(examples) >= EXAMPLES // 2
    return examples


class Histories:
    """The models of the history, read once; each set of returns is made into one anew."""

    def __init__(self, connection: DuckDBPyConnection) -> None:
        settings = Settings()
        self.connection = connection
        files, wrong = load_sql_files(settings.project_dir / "sql_models")
        assert not wrong
        ordered, _ = in_run_order(files)
        self.files = {file.name: file for file in ordered}
        needed = self._read_by(PERIODS) | self._read_by(REPAIRS)
        for table in raw_tables(settings.home_paths, project=settings.project_dir):
            create_empty(connection, table.name, {one.name: one.type for one in table.columns})
        for name, seed in load_seeds(settings.project_dir / "seeds").items():
            if name in needed:
                load_seed(connection, seed)
        self._make([name for name in self.files if name in needed])
        self.made = {
            wanted: [name for name in self.files if name in self._read_by(wanted, NOT_MADE)]
            for wanted in (PERIODS, REPAIRS, IN_FORCE)
        }

    def _read_by(self, name: str, given: Sequence[str] = ()) -> set[str]:
        """Return a model and all that it reads, but not what is given."""
        if name in given:
            return set()
        refs = self.files[name].references if name in self.files else ()
        return {name}.union(*(self._read_by(one, given) for one in refs))

    def _make(self, names: Sequence[str]) -> None:
        for name in names:
            self.connection.execute(f"CREATE OR REPLACE TABLE {name} AS {self.files[name].sql}")

    def make(
        self, examples: Sequence[Sequence[Row]], wanted: str, *, received: str = "a"
    ) -> Histories:
        """Make a model, and all that it reads, of examples of returns, which came in the order of their rows."""
        staged = [
            _staged(row, example, f"{received}{row.year}:{example}.{number}")
            for example, rows in enumerate(examples)
            for number, row in enumerate(rows)
        ]
        self._fill("stg_ssda903__episodes", staged)
        returns = sorted({(row["la_code"], row["collection_year"]) for row in staged})
        self._fill("stg_intake__submissions", [_submission(*one) for one in returns])
        children = sorted({row["child_key"] for row in staged})
        same = [{"received_child_key": child, "child_key": child} for child in children]
        self._fill("int_children__resolved", same)
        self._make(self.made[wanted])
        return self

    def _fill(self, table: str, rows: list[dict[str, object]]) -> None:
        self.connection.execute(f"DELETE FROM {table}")
        if rows:
            self.connection.register("given_rows", pa.Table.from_pylist(rows))
            self.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM given_rows")

    def ask(self, question: str) -> list[tuple[object, ...]]:
        return self.connection.execute(question).fetchall()


def _staged(row: Row, example: int, row_id: str) -> dict[str, object]:
    told = {COLUMNS[name]: value for name, value in asdict(row).items() if name in COLUMNS}
    texts = {
        f"{name}_text": str(told[name]) if told[name] else None
        for name in ("start_date", "end_date")
    }
    return told | texts | {
        "row_id": row_id,
        "row_number": 1,
        "child_key": _child(example, row.child),
        "la_code": f"LA {example}",
        "collection_year": row.year,
    }  # fmt: skip


def _child(example: int, name: str) -> str:
    return f"{name} of {example}"


def _submission(la_code: str, year: int) -> dict[str, object]:
    return {
        "source": "ssda903",
        "table_name": "episodes",
        "la_code": la_code,
        "collection_year": year,
        "as_at_date": last_day(year),
    }


def _spells(examples: Sequence[list[Episode]]) -> list[tuple[object, ...]]:
    """Return what the history must tell of lives, in order."""
    known = [
        (_child(example, child), start, end)
        for example, life in enumerate(examples)
        for child, start, end in seen(life)
    ]
    return sorted(known, key=str)


@pytest.fixture(scope="module")
def histories() -> Iterator[Histories]:
    with open_warehouse() as connection:
        yield Histories(connection)


def test_clean_returns_give_back_the_lives_and_nothing_is_repaired(histories):
    examples = drawn(lives())
    made = histories.make([returns_of(life) for life in examples], REPAIRS)
    told = made.ask("SELECT child_key, start_date, end_date FROM int_episodes__in_force")
    assert sorted(told, key=str) == _spells(examples)
    assert len(told) > EXAMPLES
    assert made.ask("SELECT la_code, what FROM fct_history_repair") == []


def test_days_of_episodes_are_the_days_of_their_period(histories):
    examples = drawn(lives())
    made = histories.make([returns_of(life) for life in examples], PERIODS)
    days = """
        SELECT p.period_of_care_key
        FROM fct_period_of_care AS p
        INNER JOIN fct_placement_episode AS e USING (period_of_care_key)
        GROUP BY p.period_of_care_key, p.start_date, p.end_date
        HAVING sum(e.end_date - e.start_date) <> p.end_date - p.start_date
    """
    assert made.ask(days) == []
    in_care = {child for (child,) in made.ask("SELECT child_key FROM fct_period_of_care")}
    assert in_care == {child for child, _, _ in _spells(examples)}


def test_slips_that_other_rows_put_right_leave_no_trace(histories):
    examples = drawn(mended_returns())
    made = histories.make([rows for _, rows in examples], REPAIRS)
    told = made.ask("SELECT child_key, start_date, end_date FROM int_episodes__in_force")
    assert sorted(told, key=str) == _spells([life for life, _ in examples])
    repaired = {la_code for (la_code,) in made.ask("SELECT la_code FROM fct_history_repair")}
    slipped = {
        f"LA {example}" for example, (life, rows) in enumerate(examples) if rows != returns_of(life)
    }
    assert slipped == repaired
    assert len(slipped) > EXAMPLES // 3


def test_the_order_of_rows_and_files_does_not_matter(histories):
    examples = drawn(
        faulty_returns().flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))
    )
    told = histories.make([rows for rows, _ in examples], IN_FORCE).ask(EPISODES)
    shuffled = [other for _, other in examples]
    assert histories.make(shuffled, IN_FORCE, received="z").ask(EPISODES) == told


def test_a_year_taken_in_twice_changes_nothing(histories):
    examples = drawn(st.tuples(faulty_returns(), st.integers(FIRST, LAST)))
    told = histories.make([rows for rows, _ in examples], IN_FORCE).ask(EPISODES)
    twice = [[*rows, *(row for row in rows if row.year == year)] for rows, year in examples]
    assert histories.make(twice, IN_FORCE).ask(EPISODES) == told


def test_spells_of_a_child_never_overlap_and_periods_hold_their_episodes(histories):
    made = histories.make(drawn(faulty_returns()), PERIODS)
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


def test_every_row_is_told_as_returned_or_listed_as_repaired(histories):
    made = histories.make(drawn(faulty_returns()), REPAIRS)
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
