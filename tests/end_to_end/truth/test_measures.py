"""Measures of the made country: each has a value or says why not, adds up, and counts what was lived."""

from collections import Counter

import pytest

pytestmark = pytest.mark.slow

# Count: the table of answers and the column of which it is the sum over a year.
COUNTED = {
    "starts": ("mart_starts", "starts"),
    "looked_after": ("mart_looked_after", "children"),
    "looked_after_in_care_over_5_years": ("mart_looked_after", "children_in_care_over_5_years"),
    "looked_after_stability_cohort": ("mart_looked_after", "children_stability_cohort"),
    "looked_after_stable": ("mart_looked_after", "children_stable"),
    "leavers": ("mart_leavers", "leavers"),
    "returns_home": ("mart_return_home", "returns"),
    "placement_days": ("mart_placement_days", "days"),
    "placements_ended": ("mart_placement_days", "placements_ended"),
    "days_of_placements_ended": ("mart_placement_days", "days_of_placements_ended"),
    "placement_changes": ("mart_placement_changes", "changes"),
    "protection_plans_started": ("mart_child_protection_starts", "plans_started"),
    "protection_plans_second_or_subsequent": (
        "mart_child_protection_starts",
        "second_or_subsequent",
    ),
    "protection_plans_ended": ("mart_child_protection", "plans_ended"),
    "assessments": ("mart_assessments", "assessments"),
    "assessments_with_any_of_toxic_trio": (
        "mart_assessments",
        "assessments_with_any_of_toxic_trio",
    ),
    "applications": ("mart_court", "applications"),
    "days_of_court_cases_ended": ("mart_court", "days_of_cases_ended"),
    "referrals": ("mart_activity_month", "referrals"),
    "re_referrals": ("mart_activity_month", "re_referrals"),
    "section_47_enquiries": ("mart_activity_month", "section_47_enquiries"),
    "referrals_with_no_further_action": (
        "mart_activity_month",
        "referrals_with_no_further_action",
    ),
    "assessments_started": ("mart_activity_month", "assessments_started"),
    "initial_child_protection_conferences": (
        "mart_activity_month",
        "initial_child_protection_conferences",
    ),
    "child_in_need_opened": ("mart_activity_month", "child_in_need_opened"),
    "child_in_need_closed": ("mart_activity_month", "child_in_need_closed"),
    "assessments_with_factors": ("mart_assessments", "assessments_with_factors"),
    "assessments_with_substance_use": ("mart_assessments", "assessments_with_substance_use"),
    "assessments_with_all_of_toxic_trio": (
        "mart_assessments",
        "assessments_with_all_of_toxic_trio",
    ),
    "court_cases_ended": ("mart_court", "cases_ended"),
    "reentries_to_date": ("mart_return_home", "reentries_to_date"),
}
# The same by the groups of one breakdown: its name and the column of the answers.
GROUPED = {
    "starts": ("Category of need", "category_of_need"),
    "looked_after": ("Placement", "placement_group"),
    "leavers": ("Reason for leaving", "exit_reason_group"),
    "placement_days": ("Provider", "provider_group"),
    "protection_plans_ended": ("Category of abuse", "category_of_abuse"),
    "applications": ("Outcome", "outcome"),
}


def sums(both, count, *columns):
    """What the answers sum to, less what is nought."""
    table, number = COUNTED[count]
    total = Counter()
    for row in both.known(table):
        total[(row["la_code"], row["collection_year"], *(row[c] for c in columns))] += row[number]
    return +total


def numbers(both, count, breakdown):
    rows = both.ask(
        "SELECT la_code, collection_year, breakdown_value, number FROM mart_measure_count "
        f"WHERE count_id = '{count}' AND breakdown = '{breakdown}'"
    )
    return {tuple(key): number for *key, number in rows if number}


@pytest.mark.parametrize("count", COUNTED)
def test_a_count_is_what_was_lived(both, count):
    told = {key[:2]: number for key, number in numbers(both, count, "Total").items()}
    assert told
    assert told == sums(both, count)


@pytest.mark.parametrize("count", GROUPED)
def test_a_count_by_groups_is_what_was_lived(both, count):
    breakdown, column = GROUPED[count]
    told = numbers(both, count, breakdown)
    assert len(told) > 3
    assert told == sums(both, count, column)


@pytest.mark.parametrize(
    ("count", "column"),
    [
        ("child_in_need_open", "child_in_need_open_at_month_end"),
        ("protection_plans_open", "child_protection_plans_open_at_month_end"),
        ("looked_after", "looked_after_open_at_month_end"),
    ],
)
def test_who_is_there_on_31_march_is_who_lived_there(both, count, column):
    known = {
        (row["la_code"], row["collection_year"]): row[column]
        for row in both.known("mart_activity_month")
        if row["month_start_date"].month == 3 and row[column]
    }
    told = {key[:2]: number for key, number in numbers(both, count, "Total").items()}
    assert told
    assert told == known


def test_every_measure_has_a_value_or_a_symbol(both):
    assert (
        both.ask(
            "SELECT s.measure_id FROM seed_measures AS s ANTI JOIN mart_measure AS m ON m.measure_id = s.measure_id"
        )
        == {}
    )
    assert both.ask("SELECT 1 FROM mart_measure WHERE (value IS NULL) = (symbol = '')") == {}
    assert set(both.ask("SELECT symbol FROM mart_measure")) <= {("",), ("x",), ("z",)}


def test_every_measure_of_every_published_year_has_a_value_or_says_why_not(both):
    without = both.ask(
        "SELECT d.la_code, d.collection_year, s.measure_id FROM fct_gate_decision AS d "
        "CROSS JOIN seed_measures AS s ANTI JOIN mart_measure AS m ON m.measure_id = s.measure_id "
        "AND m.geography_code = d.la_code AND m.collection_year = d.collection_year "
        "WHERE d.decision = 'publish'"
    )
    assert without == {}


@pytest.mark.parametrize(
    ("level", "code", "least"),
    [
        ("National", "'E92000001'", 1000),
        ("Regional", "a.region_code", 1000),
        ("Regional", "a.london_part_code", 0),
    ],
)
def test_what_is_above_is_the_sum_of_its_authorities(both, level, code, least):
    both_sums = (
        f"WITH sums AS (SELECT {code} AS code, m.measure_id, m.collection_year, m.breakdown, "
        "m.breakdown_value, SUM(m.numerator) AS n, SUM(m.denominator) AS d FROM mart_measure AS m "
        "INNER JOIN dim_local_authority AS a ON a.la_code = m.geography_code "
        f"WHERE {code} IS NOT NULL AND m.numerator IS NOT NULL GROUP BY ALL) "
        "SELECT m.numerator = s.n AND m.denominator IS NOT DISTINCT FROM s.d AS agrees "
        "FROM sums AS s LEFT JOIN mart_measure AS m ON m.geography_code = s.code "
        "AND m.measure_id = s.measure_id AND m.collection_year = s.collection_year "
        "AND m.breakdown = s.breakdown AND m.breakdown_value = s.breakdown_value "
        f"AND m.geography_level = '{level}'"
    )
    agreed = both.ask(both_sums)
    assert set(agreed) <= {(True,)}
    assert agreed[(True,)] >= least


def test_comparators_are_figures_of_the_same_measure(both):
    wrong = both.ask(
        "SELECT b.measure_id FROM bench_measure AS b LEFT JOIN bench_measure AS e "
        "ON e.geography_level = 'National' AND e.measure_id = b.measure_id AND e.breakdown = b.breakdown "
        "AND e.collection_year = b.collection_year AND e.breakdown_value = b.breakdown_value "
        "WHERE b.england IS DISTINCT FROM e.value OR b.rank > b.rank_of"
    )
    assert wrong == {}
    assert both.ask("SELECT 1 FROM bench_measure WHERE rank = 1")[(1,)] > 50
    assert both.ask("SELECT 1 FROM bench_measure WHERE value_three_years IS NOT NULL")[(1,)] > 50
