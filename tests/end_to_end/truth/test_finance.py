"""What the warehouse says of money against what the simulation spent, which shares no line with the SQL."""

from collections import Counter, defaultdict

import pytest

# A ten-thousandth of a pound, a hundredth of a penny.
WITHIN = 0.0001
OF_A_PRICE = (
    "la_code", "child_key", "placement_start_date", "placement_type_code", "collection_year", "start_date",
    "end_date", "purchase_type_code", "cost_centre", "cost_category_code", "days",
)  # fmt: skip
POUNDS_A_WEEK = ("weekly_cost_gbp", "weekly_health_share_gbp", "weekly_education_share_gbp")
OF_THE_LEDGER = ("budget_gbp", "forecast_gbp", "actual_gbp", "variance_gbp")

pytestmark = pytest.mark.slow


def test_prices_of_placements_with_their_days_in_each_year(both):
    told = both.told("fct_placement_cost", *OF_A_PRICE, *POUNDS_A_WEEK)
    known = both.known("fct_placement_cost", *OF_A_PRICE, *POUNDS_A_WEEK)
    assert in_pence(told) == in_pence(known)
    assert told.total() > 1000
    assert any(row[6] is None for row in told), "no price goes on"
    assert any(row[-1] > 0 for row in told), "education pays nothing"


def test_what_each_price_cost_to_a_hundredth_of_a_penny(both):
    key = ("child_key", "start_date", "collection_year")
    told = {row[:3]: row[3] for row in both.told("fct_placement_cost", *key, "cost_gbp")}
    known = {row[:3]: row[3] for row in both.known("fct_placement_cost", *key, "cost_gbp")}
    assert told.keys() == known.keys()
    assert len(told) > 1000
    assert all(abs(float(told[row]) - known[row]) < WITHIN for row in known)


def test_every_price_belongs_to_a_placement_of_the_child(both):
    linked = both.ask("""
        SELECT COUNT(*), COUNT(s.placement_key), COUNT(e.episode_key), COUNT(p.period_of_care_key)
        FROM fct_placement_cost AS c
        LEFT JOIN fct_placement AS s ON c.placement_key = s.placement_key AND c.child_key = s.child_key
        LEFT JOIN fct_placement_episode AS e ON c.episode_key = e.episode_key
        LEFT JOIN fct_period_of_care AS p ON c.period_of_care_key = p.period_of_care_key
    """)
    ((counts, _),) = linked.items()
    assert len(set(counts)) == 1
    assert counts[0] > 1000


def test_the_days_paid_are_days_of_the_placement_linked(both):
    outside = both.ask("""
        SELECT c.placement_cost_key
        FROM fct_placement_cost AS c
        INNER JOIN fct_placement_episode AS e ON c.episode_key = e.episode_key
        WHERE c.placement_type_code <> e.placement_type_code
    """)
    assert outside == Counter()


def test_the_ledger_of_each_month_by_kind_of_placement(both):
    told = defaultdict(lambda: [0.0] * len(OF_THE_LEDGER))
    group = "CASE placement_group WHEN 'None' THEN 'Other than placements' ELSE placement_group END"
    own = "CASE WHEN is_own_provision THEN 'Own provision' ELSE 'Unknown' END"
    for row, times in both.told(
        "fct_ledger_month", "la_code", "month_start_date", group, own, *OF_THE_LEDGER
    ).items():
        add(told[row[:4]], row[4:], times)
    known = defaultdict(lambda: [0.0] * len(OF_THE_LEDGER))
    names = ("la_code", "month_start_date", "placement_group", "provider_group", *OF_THE_LEDGER)
    for row, times in both.known("mart_finance_month", *names).items():
        add(known[row[:4]], row[4:], times)
    for row in told.keys() | known.keys():
        assert told[row] == pytest.approx(known[row], abs=0.005)
    assert len(told) > 1000
    assert any(abs(amounts[-1]) > 1 for amounts in told.values()), "all is as budgeted"


def in_pence(rows):
    """Return rows with the amounts a week, which are their last, in pence."""
    at = -len(POUNDS_A_WEEK)
    return Counter((*row[:at], *(round(100 * one) for one in row[at:])) for row in rows.elements())


def add(totals, amounts, times):
    """Add the amounts of a row, as often as it is there."""
    for place, amount in enumerate(amounts):
        totals[place] += float(amount) * times
