"""A sample of England lies where England is published, as near as `seeds/calibration/comparison.csv` says."""

import csv

import pytest

from pipeline.settings import find_project_dir
from pipeline.synthetic.calibration.load import Calibration
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.comparison.answers import Answers
from pipeline.synthetic.comparison.compare import Sides, compare
from pipeline.synthetic.country import Order, make_country
from pipeline.synthetic.plan import Calendar, Plan

PROJECT = find_project_dir()
SEEDS = PROJECT / "seeds"
pytestmark = pytest.mark.slow
# What differs little between authorities, so that a sample of twelve must show England's shares.
NATIONAL = {
    "age", "legal_status", "placement", "provider", "placements_in_year", "age_at_exit", "duration", "plan_duration",
    "category_of_abuse",
}  # fmt: skip


@pytest.fixture(scope="module")
def figures(tmp_path_factory):
    """Every figure of twelve authorities in the four newest years of which everything is published."""
    chosen = choose_authorities("12", seeds=SEEDS, last_year=2022)
    plan = Plan(chosen, Calendar(2019, 2022), scale=0.5)
    folder = tmp_path_factory.mktemp("sample")
    make_country(Order(plan, folder, PROJECT, sources=("court",)))
    sides = Sides(plan, Calibration(SEEDS / "calibration"), Answers(folder / "truth"))
    return {figure.id: figure for figure in compare(sides)}


def test_every_listed_figure_has_values(figures):
    with (SEEDS / "calibration" / "comparison.csv").open(encoding="utf-8", newline="") as file:
        assert len(figures) == len(list(csv.DictReader(file))) > 40
    assert [name for name, figure in figures.items() if not figure.cells] == []


def test_of_each_authority_nine_values_in_ten_are_near_what_is_published_of_it(figures):
    far = {
        name: [(cell.place, cell.category) for cell in figure.outside]
        for name, figure in figures.items()
        if figure.of == "local authorities" and figure.share_within < 0.9
    }
    assert far == {}


@pytest.mark.parametrize("name", sorted(NATIONAL))
def test_the_sample_is_like_england(figures, name):
    figure = figures[f"{name}-england"]
    assert figure.share_within >= 0.75, [
        (cell.category, round(cell.published, 1), round(cell.made, 1)) for cell in figure.outside
    ]


def test_stock_starts_and_referrals_are_the_published_ones(figures):
    for name in ("looked_after", "starts", "referrals", "plans_started"):
        assert figures[f"{name}-authorities"].outside == (), name
