"""The seeds of children in need: England as it is published, and bank holidays."""

from datetime import date
from functools import partial

from pipeline.sources.api import read_seed
from tests.unit.synthetic.sample import SEEDS

rows_of = partial(read_seed, SEEDS / "calibration")


def test_england_has_the_headline_figures_of_the_releases():
    england = {
        row["collection_year"]: row for row in rows_of("need_flow") if row["la_code"] == "E92000001"
    }
    assert england["2025"]["episodes_at_31_march"] == "402400"
    assert england["2022"]["assessments"] == "645070"
    assert england["2025"]["plans_at_31_march"] == "49420"
    assert england["2025"]["children"] == "12183016"


def test_bank_holidays_are_weekdays_eight_or_more_a_year():
    days = [date.fromisoformat(row["holiday_date"]) for row in read_seed(SEEDS, "bank_holiday")]
    assert all(day.weekday() < 5 for day in days)
    for year in {day.year for day in days}:
        assert sum(day.year == year for day in days) >= 8
