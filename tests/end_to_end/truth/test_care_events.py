"""What happened to looked after children and care leavers, against what the simulation knows."""

import pytest

TIMES = ("6_months", "1_year", "2_years", "5_years")

pytestmark = pytest.mark.slow


def test_times_missing(both):
    same = ("la_code", "child_key", "start_date", "end_date", "missing_type_code", "days")
    told = both.told("fct_missing_episode", *same)
    assert told == both.known("fct_missing_episode", *same)
    assert {row[-1] == 0 for row in told} == {True, False}


def test_reviews(both):
    same = ("la_code", "child_key", "review_date", "collection_year", "participation_code")
    told = both.told("fct_review", *same)
    assert told == both.known("fct_review", *same)
    assert told.total() > 1000


@pytest.mark.parametrize(
    "table", ["fct_missing_episode", "fct_review", "fct_return_home", "fct_permanence_outcome"]
)
def test_the_period_of_care_of_each_event(both, table):
    """By the child and the first day of the period that the returns have."""
    told = both.ask(
        f"SELECT m.child_key, p.start_date FROM {table} AS m"
        " LEFT JOIN fct_period_of_care AS p ON m.period_of_care_key = p.period_of_care_key"
    )
    assert told == both.known(table, "child_key", "period_first_day_in_returns")
    assert told.total() > 10


def test_returns_home(both):
    same = (
        "la_code", "child_key", "return_date", "collection_year", "reason_episode_ceased_code",
        "is_to_parental_responsibility", "age_at_return", "legal_status_before_code", "category_of_need_code",
        "reentry_date", "is_reentered", "days_at_home",
    )  # fmt: skip
    told = both.told("fct_return_home", *same)
    assert told == both.known("fct_return_home", *same)
    assert {row[10] for row in told} == {True, False}


def test_days_looked_after_before_going_home(both):
    """From the first day that the returns have, which for some is not the true one."""
    known = both.known("fct_return_home")
    seen = [(row["return_date"] - row["period_first_day_in_returns"]).days for row in known]
    told = both.told("fct_return_home", "child_key", "return_date", "days_looked_after")
    assert sorted(told.elements()) == sorted(
        (row["child_key"], row["return_date"], days) for row, days in zip(known, seen, strict=True)
    )
    whole = both.ask(
        "SELECT child_key, days_looked_after FROM fct_return_home WHERE is_start_observed"
    )
    assert +whole
    assert not whole - both.known("fct_return_home", "child_key", "days_looked_after")


def test_who_came_back_within_each_time(both):
    """Counted as the known counts are, without short breaks."""
    groups = (
        "collection_year",
        "la_code",
        "age_at_return",
        "legal_status_before",
        "category_of_need",
    )
    within = ", ".join(f"SUM(CAST(is_reentered_within_{time} AS INTEGER))" for time in TIMES)
    told = both.ask(
        f"SELECT {', '.join(groups)}, COUNT(*), {within}, SUM(CAST(is_reentered AS INTEGER)),"
        " SUM(CASE WHEN is_reentered THEN days_at_home ELSE 0 END)"
        f" FROM fct_return_home WHERE NOT is_short_break GROUP BY {', '.join(groups)}"
    )
    counts = (
        "returns", *(f"reentries_within_{time}" for time in TIMES), "reentries_to_date", "days_at_home",
    )  # fmt: skip
    known = {}
    for row in both.known("mart_return_home"):
        sums = known.setdefault(tuple(row[name] for name in groups), [0] * len(counts))
        known[tuple(row[name] for name in groups)] = [
            total + row[name] for total, name in zip(sums, counts, strict=True)
        ]
    assert told == {(*group, *sums): 1 for group, sums in known.items()}
    assert sum(sums[1] for sums in known.values()) > 0


def test_reentries_after_an_exit_that_the_returns_have(both):
    same = (
        "la_code", "child_key", "start_date", "collection_year", "category_of_need_code", "earlier_end_date",
        "earlier_reason_episode_ceased_code", "days_since_exit",
    )  # fmt: skip
    known = both.known("fct_reentry", *same, "is_earlier_exit_in_returns")
    told = both.told("fct_reentry", *same, "TRUE")
    assert told == {row: times for row, times in known.items() if row[-1]}
    assert told.total() > 10


def test_permanence_outcomes(both):
    same = (
        "la_code", "child_key", "outcome_date", "outcome", "reason_episode_ceased_code",
        "adoption_decision_date", "adoption_match_date",
    )  # fmt: skip
    told = both.told("fct_permanence_outcome", *same)
    assert told == both.known("fct_permanence_outcome", *same)
    assert len({row[3] for row in told}) == 3
    whole = both.ask(
        "SELECT child_key, days_from_start FROM fct_permanence_outcome WHERE is_start_observed"
    )
    assert +whole
    assert not whole - both.known("fct_permanence_outcome", "child_key", "days_from_start")


def test_care_leavers(both):
    same = (
        "la_code", "child_key", "collection_year", "age", "in_touch_code", "activity_code", "accommodation_code",
    )  # fmt: skip
    told = both.told("fct_care_leaver_contact", *same)
    assert told == both.known("fct_care_leaver_contact", *same)
    assert told.total() > 100


@pytest.mark.parametrize(
    ("fact", "sent", "day"),
    [
        ("fct_adoption_decision", "placed_for_adoption", "adoption_decision_date AS decision_date"),
        ("fct_social_worker_spell", "social_worker_episodes", "start_date"),
        ("fct_health_year", "oc2", "collection_year"),
        ("fct_previous_permanence", "previous_permanence", "collection_year"),
    ],
)
def test_what_has_no_known_answer_is_each_thing_sent_once(both, fact, sent, day):
    rows = both.ask(f"SELECT DISTINCT child_key, {day} FROM stg_ssda903__{sent}")
    assert both.told(fact, "child_key", day.split()[-1]) == rows
    assert rows.total() > 10
    assert both.told(fact, "period_of_care_key IS NOT NULL").keys() == {(True,)}
