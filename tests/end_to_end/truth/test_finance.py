"""What the warehouse says of money against what the simulation spent, which shares no line with the SQL."""

from collections import Counter, defaultdict
from datetime import date

import pytest

# A ten-thousandth of a pound, a hundredth of a penny.
WITHIN = 0.0001
OF_A_PRICE = (
    "la_code", "child_key", "placement_start_date", "placement_type_code", "collection_year", "start_date",
    "end_date", "purchase_type_code", "cost_centre", "cost_category_code", "days",
)  # fmt: skip
POUNDS_A_WEEK = ("weekly_cost_gbp", "weekly_health_share_gbp", "weekly_education_share_gbp")
EVENT = ("la_code", "child_key", "event_date")
LAST_YEAR = 2025
RULES_OF_MONEY = (
    "finance:end_before_start", "finance:no_price", "finance:not_a_number", "finance:not_a_number",
    "finance:not_a_number", "cross_source:unknown_child", "cross_source:cost_without_placement",
    "cross_source:placement_without_cost",
)  # fmt: skip
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


@pytest.mark.parametrize(
    ("process", "fact", "day"),
    [
        ("LAC6", "fct_review", "review_date"),
        ("CIN1", "fct_referral", "referral_date"),
        ("CIN5", "fct_assessment", "start_date"),
        ("CIN6", "fct_conference", "conference_date"),
        ("CIN7", "fct_section_47_enquiry", "start_date"),
    ],
    ids=["reviews", "referrals", "assessments", "conferences", "section 47 enquiries"],
)
def test_each_event_of_the_years_held_is_costed_once(both, process, fact, day):
    told = counted(both, process, of=fact)
    assert told == of_years_held(both, both.known(fact, *EVENT[:2], day))
    assert told.total() > 1000


@pytest.mark.parametrize(
    ("process", "day", "has_happened"),
    [("LAC1", "start_date", "is_start_in_returns"), ("LAC4", "end_date", "end_date")],
    ids=["starts", "ends"],
)
def test_each_start_and_end_of_care_is_costed_once(both, process, day, has_happened):
    known = Counter(
        (row["la_code"], row["child_key"], row[day])
        for row in both.known("fct_period_of_care")
        if row[has_happened]
    )
    told = counted(both, process, of="fct_period_of_care")
    assert told == of_years_held(both, known)
    assert told.total() > 100


def test_months_looked_after_are_the_days_lived(both):
    first_year, known = first_years(both), defaultdict(float)
    for row in both.known("fct_period_of_care"):
        for year in range(first_year[row["la_code"]], LAST_YEAR + 1):
            first, after = date(year - 1, 4, 1), date(year, 4, 1)
            end = min(row["end_date"] or after, after)
            days = (end - max(row["first_day_in_returns"], first)).days
            if days > 0:
                known[row["child_key"], year] += days * 12 / (after - first).days
    told = both.ask("""
        SELECT child_key, collection_year, SUM(quantity) FROM fct_unit_cost_event
        WHERE process_code = 'LAC3' GROUP BY ALL
    """)
    assert {row[:2]: float(row[2]) for row in told} == pytest.approx(dict(known), abs=0.0001)
    assert max(known.values()) == 12


def test_the_rules_of_money_find_nothing_where_nothing_is_wrong(both):
    ours = "rule_code LIKE 'finance:%' OR table_name = 'placement_cost' OR rule_code LIKE '%_without_cost'"
    runs = both.ask(
        f"SELECT rule_code, table_name, status, rows_failing FROM fct_rule_run WHERE {ours}"
    )
    assert {row[2:] for row in runs} == {("ran", 0)}
    assert runs.total() == len(RULES_OF_MONEY)
    assert {row[0] for row in runs} == set(RULES_OF_MONEY)


def counted(both, process, *, of):
    """Return the events of a process that come from a fact, as a count."""
    asked = f"process_code = '{process}' AND source_fact = '{of}'"
    return both.ask(f"SELECT {', '.join(EVENT)} FROM fct_unit_cost_event WHERE {asked}")


def first_years(both):
    """Return the first collection year that each authority has sent."""
    rows = both.ask("SELECT la_code, MIN(collection_year) FROM fct_return GROUP BY ALL")
    return dict(rows.keys())


def of_years_held(both, rows):
    """Return the rows, each authority and day among its columns, of no year before the authority's first."""
    first_year = first_years(both)
    return Counter(
        {row: n for row, n in rows.items() if row[2] >= date(first_year[row[0]] - 1, 4, 1)}
    )


def in_pence(rows):
    """Return rows with the amounts a week, which are their last, in pence."""
    at = -len(POUNDS_A_WEEK)
    return Counter((*row[:at], *(round(100 * one) for one in row[at:])) for row in rows.elements())


def add(totals, amounts, times):
    """Add the amounts of a row, as often as it is there."""
    for place, amount in enumerate(amounts):
        totals[place] += float(amount) * times
