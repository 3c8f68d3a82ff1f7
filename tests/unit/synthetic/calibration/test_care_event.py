"""The seeds of what happens to looked after children: where each is from, and that all years are there."""

from functools import partial

from pipeline.sources.api import read_seed
from tests.unit.synthetic.sample import SEEDS

rows_of = partial(read_seed, SEEDS / "calibration")


def test_each_figure_says_where_it_is_from():
    assert all(row["source"].startswith("assumed: ") for row in rows_of("care_event_assumption"))
    assert all(row["source"].startswith("assumed: ") for row in rows_of("care_event_assumed_share"))
    for name in ("care_event_share", "care_event_duration"):
        assert all(row["source"].startswith("DfE ") for row in rows_of(name))


def test_england_and_nearly_all_authorities_are_there_in_every_year():
    rows = rows_of("care_event_flow")
    years = {}
    for row in rows:
        years.setdefault(row["la_code"], set()).add(int(row["collection_year"]))
    assert years["E92000001"] == set(range(2018, 2026))
    assert sum(len(found) == 8 for found in years.values()) > 140
    assert len(years) > 150
