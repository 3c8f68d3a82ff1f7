"""The history of one local authority's returns is the same in whatever order its files came, one night at a time."""

import shutil
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.modelling.api import RawFiles, load_inputs, open_warehouse, run_models
from pipeline.nightly import take_in
from pipeline.settings import Settings
from pipeline.sources.api import Order, raw_tables
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.country import Order as CountryOrder
from pipeline.synthetic.country import make_country
from pipeline.synthetic.plan import Calendar, Plan
from pipeline.workspace import external_raw_table

TABLES = ("int_episodes__in_force", "fct_history_repair")
YEARS = ("2022-23", "2023-24", "2024-25")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def returns(tmp_path_factory):
    """The folder of one local authority, with a fault in one of twelve rows or so; in it one folder a year."""
    out = tmp_path_factory.mktemp("made")
    project = Settings().project_dir
    chosen = choose_authorities("Walsall", seeds=project / "seeds", last_year=2025)
    plan = Plan(chosen, Calendar(2023, 2025), scale=0.1, fault_rate=0.08)
    make_country(CountryOrder(plan, out, project, sources=("ssda903",)))
    (folder,) = (out / "extracts").iterdir()
    return folder


@pytest.fixture(scope="module")
def history(returns, workspace, tmp_path_factory):
    """Take in years, each on a night of its own; returns the rows of each table."""

    def make(*years):
        folder = tmp_path_factory.mktemp("nights")
        settings = Settings(home=folder / "home")
        for number, year in enumerate(years):
            sent = folder / f"night {number}"
            shutil.copytree(returns / year, sent / returns.name / year)
            now = datetime(2026, 11, 2, 2, tzinfo=UTC) + timedelta(days=number)
            receipts = take_in(settings, Order((sent,)), now=now, on_event=lambda _: None)
            outcome = "duplicate" if year in years[:number] else "accepted"
            assert {one.outcome for one in receipts} == {outcome}
        return _made(settings, workspace)

    return make


def _made(settings, workspace):
    raw = raw_tables(settings.home_paths, project=settings.project_dir)
    needed = workspace.project.with_ancestors(TABLES)
    with open_warehouse() as connection:
        known = load_inputs(
            connection,
            [seed for name, seed in workspace.seeds.items() if name in needed],
            [RawFiles(external_raw_table(one), one.files, one.fingerprint) for one in raw],
        )
        models = [one for name, one in workspace.project.models.items() if name in needed]
        run_models(connection, models, known)
        return [connection.execute(f"FROM {name} ORDER BY ALL").fetchall() for name in TABLES]


@pytest.fixture(scope="module")
def in_order(history):
    return history(*YEARS)


def test_there_is_a_history_with_repairs_of_several_kinds(in_order):
    episodes, repairs = in_order
    assert len(episodes) > 100
    assert len({repair[4] for repair in repairs}) >= 4


@pytest.mark.parametrize(
    "years",
    [
        pytest.param(YEARS[::-1], id="last year first"),
        pytest.param((YEARS[1], YEARS[2], YEARS[0]), id="shuffled"),
        pytest.param((YEARS[2], YEARS[0], YEARS[2], YEARS[1], YEARS[0]), id="two years twice"),
    ],
)
def test_the_history_is_the_same_in_any_order(years, history, in_order):
    assert history(*years) == in_order
