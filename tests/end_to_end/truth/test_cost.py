"""What failed returns home cost, against the lives that were made."""

from collections import Counter

import pytest

pytestmark = pytest.mark.slow


def test_children_who_went_home_and_who_came_back(both):
    went = {
        (row["la_code"], row["collection_year"], row["child_key"])
        for row in both.known("fct_return_home")
    }
    days = {(row["child_key"], row["return_date"]) for row in both.known("fct_return_home")}
    back = {
        (row["la_code"], row["collection_year"], row["child_key"])
        for row in both.known("fct_reentry")
        if row["is_earlier_exit_in_returns"] and (row["child_key"], row["earlier_end_date"]) in days
    }
    for known, column, price, cost in (
        (went, "children_returned", 5627, "support_cost"),
        (back, "children_reentered", 61614, "reentry_cost"),
    ):
        told = both.told("mart_failed_return_cost", "la_code", "collection_year", column, cost)
        counts = Counter((la, year) for la, year, _ in known)
        assert {row[:2]: row[2] for row in told if row[2]} == counts
        assert all(row[3] == row[2] * price for row in told)
        assert counts.total() > 0


def test_forecasts_are_made_from_the_children_who_were_looked_after(both):
    known = Counter()
    for row in both.known("mart_looked_after"):
        known[row["la_code"], row["collection_year"]] += row["children"]
    told = both.ask(
        "SELECT la_code, collection_year, number FROM mart_forecast_series "
        "WHERE basis = 'Returns' AND measure = 'Children looked after' AND la_code <> 'E92000001'"
    )
    assert {row[:2]: row[2] for row in told} == known
    assert len(known) > 5


def test_the_cohort_model_starts_with_all_who_were_there(both):
    """The children of the base year, whose rates are known of two years or more; nobody's age is unknown here."""
    known = Counter()
    for row in both.known("mart_looked_after"):
        known[row["la_code"], row["collection_year"]] += row["children"]
    told = both.ask(
        "SELECT la_code, base_year, SUM(children) FROM mart_forecast_cohort__start "
        "WHERE years_ahead = 0 GROUP BY la_code, base_year"
    )
    assert {row[:2]: row[2] for row in told}.items() <= known.items()
    assert told.total() > 3
