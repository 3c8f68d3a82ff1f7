"""The seeds of who starts and leaves care: authorities together are England, hidden counts are what is left over."""

import pytest

from pipeline.sources.api import read_seed
from pipeline.synthetic.calibration.from_published.hidden_counts import CountTable, fill_hidden
from pipeline.synthetic.calibration.load import ENGLAND, Calibration
from tests.unit.synthetic.sample import SEEDS

FOLDER = SEEDS / "calibration"


def test_shares_of_authorities_together_are_those_of_england():
    figures = Calibration(FOLDER)
    rows = [row for row in read_seed(FOLDER, "care_flow") if row["collection_year"] == "2022"]
    weights = {row["la_code"]: float(row["ceased"]) for row in rows if row["ceased"]}
    del weights[ENGLAND]
    parts = {
        la_code: figures.shares("care", "leaving_reason", given="from 2021", la_code=la_code)
        for la_code in weights
    }
    for code in ("E2", "E14", "E15", "E4A", "adopted"):
        ours = sum(parts[one].of(code) * weights[one] for one in weights) / sum(weights.values())
        england = figures.shares("care", "leaving_reason", given="from 2021").of(code)
        assert ours == pytest.approx(england, rel=0.05), code


def test_hidden_counts_are_what_the_totals_leave_over():
    counts = {
        (ENGLAND, "A"): 10.0,
        (ENGLAND, "B"): 90.0,
        ("one", "A"): None,
        ("one", "B"): None,
        ("two", "A"): 7.0,
        ("two", "B"): 43.0,
    }
    filled = fill_hidden(CountTable(counts, {ENGLAND: 100.0, "one": 50.0, "two": 50.0}))
    assert filled["one", "A"] == pytest.approx(3.0)
    assert filled["one", "B"] == pytest.approx(47.0)
    assert filled["two", "A"] == 7.0
