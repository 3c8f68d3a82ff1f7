"""The answers about care against a slow recomputation of random small lives, and their inner identities."""

from collections import Counter
from datetime import date

import pytest

from pipeline.synthetic.truth.tables import truth_tables
from tests.unit.synthetic.truth.lives import draw_lives
from tests.unit.synthetic.truth.naive import DAY, GROUPS, HOME, Naive, age, later

SPANS = {"three years": (2023, 2025), "six years": (2020, 2025), "one year": (2024, 2024)}
CASES = [(seed, *span) for seed, span in enumerate(SPANS.values())]


@pytest.fixture(scope="module", params=CASES, ids=SPANS)
def drawn(request):
    """Random lives, their answers by table, and the slow recomputation."""
    seed, first, last = request.param
    lives = draw_lives(seed, first_year=first, last_year=last)
    answers = {one.name: one.table for one in truth_tables(lives.world)}
    return lives, answers, Naive(lives.rows, first, last)


def total(table, column, **where):
    """Sum a column over the rows that have some values."""
    return sum(
        row[column]
        for row in table.to_pylist()
        if all(row[name] == value for name, value in where.items())
    )


def counted(table, names, number):
    """Return a mart as a counter by some of its dimensions."""
    found = Counter()
    for row in table.to_pylist():
        found[tuple(row[name] for name in names)] += row[number]
    return +found


def test_who_is_looked_after_at_a_years_end(drawn):
    _, answers, naive = drawn
    rows = answers["fct_looked_after_at_year_end"].to_pylist()
    for year in naive.years:
        mine = {row["la_child_id"]: row for row in rows if row["collection_year"] == year}
        expected = naive.year_end(year)
        assert mine.keys() == expected.keys()
        for child, told in expected.items():
            assert {name: mine[child][name] for name in told} == told
    assert len(rows) > 5


def test_the_mart_sums_the_rows_of_a_years_end(drawn):
    _, answers, naive = drawn
    rows, mart = answers["fct_looked_after_at_year_end"].to_pylist(), answers["mart_looked_after"]
    flags = {
        "children_stable": "is_stable",
        "children_stability_cohort": "is_in_stability_cohort",
        "children_in_care_over_5_years": "is_in_care_over_5_years",
        "children_in_placement_over_5_years": "is_in_placement_over_5_years",
    }
    for year in naive.years:
        of_year = [row for row in rows if row["collection_year"] == year]
        assert total(mart, "children", collection_year=year) == len(of_year)
        for number, flag in flags.items():
            assert total(mart, number, collection_year=year) == sum(row[flag] for row in of_year)


def test_starts(drawn):
    _, answers, naive = drawn
    expected = Counter(
        (
            year,
            age(naive.children[one["child"]]["birth_date"], one["start_date"]),
            one["entry_seen"],
            GROUPS[one["episodes"][0]["place"]["placement_type"]],
        )
        for year in naive.years
        for one in naive.starts(year)
    )
    names = ("collection_year", "age_at_start", "entry_number", "first_placement_group")
    assert counted(answers["mart_starts"], names, "starts") == expected


def test_leavers(drawn):
    _, answers, naive = drawn
    expected, children = Counter(), Counter()
    for year in naive.years:
        for one in naive.leavers(year):
            born = naive.children[one["child"]]["birth_date"]
            key = (
                year,
                age(born, one["end_date"]),
                one["reason_ceased"] in HOME,
                age(one["seen_from"], one["end_date"]),
            )
            expected[key] += 1
        children[(year,)] = len({one["child"] for one in naive.leavers(year)})
    names = ("collection_year", "age_at_exit", "returned_home", "years_looked_after")
    assert counted(answers["mart_leavers"], names, "leavers") == expected
    assert counted(answers["mart_leavers"], ("collection_year",), "children") == +children


def test_returns_home_and_reentries(drawn):
    _, answers, naive = drawn
    expected = {name: Counter() for name in ("returns", "reentries_to_date", "days_at_home")}
    limits = {"6_months": 6, "1_year": 12, "2_years": 24, "5_years": 60}
    expected |= {f"reentries_within_{name}": Counter() for name in limits}
    for year in naive.years:
        for one in naive.returns_home(year):
            expected["returns"][(year,)] += 1
            if one["next"]:
                back = one["next"]["seen_from"]
                expected["reentries_to_date"][(year,)] += 1
                expected["days_at_home"][(year,)] += (back - one["end_date"]).days
                for name, limit in limits.items():
                    expected[f"reentries_within_{name}"][(year,)] += back <= later(
                        one["end_date"], limit
                    )
    for name, counts in expected.items():
        assert counted(answers["mart_return_home"], ("collection_year",), name) == +counts, name


def test_days_of_care_by_placement_day_by_day(drawn):
    lives, answers, naive = drawn
    labels = type_labels(lives)
    expected = Counter(
        {
            (year, labels[kind]): days
            for year in naive.years
            for kind, days in naive.days_by_type(year).items()
        }
    )
    names = ("collection_year", "placement_type")
    assert counted(answers["mart_placement_days"], names, "days") == expected


def test_placements_that_ended(drawn):
    lives, answers, naive = drawn
    labels = type_labels(lives)
    number, days = Counter(), Counter()
    for year in naive.years:
        for kind, length in naive.placements_ended(year):
            number[year, labels[kind]] += 1
            days[year, labels[kind]] += length
    mart, names = answers["mart_placement_days"], ("collection_year", "placement_type")
    assert counted(mart, names, "placements_ended") == number
    assert counted(mart, names, "days_of_placements_ended") == days


def test_changes_of_placement(drawn):
    lives, answers, naive = drawn
    expected = Counter()
    for row, after in zip(lives.rows["placements"], lives.rows["placements"][1:], strict=False):
        if (
            row["period"] == after["period"]
            and naive.first_day <= row["end_date"] <= naive.last_day
        ):
            year = row["end_date"].year + (row["end_date"].month > 3)
            expected[year, GROUPS[row["placement_type"]], GROUPS[after["placement_type"]]] += 1
    names = ("collection_year", "placement_group_before", "placement_group_after")
    assert counted(answers["mart_placement_changes"], names, "changes") == expected


def test_episodes_are_those_that_the_returns_hold(drawn):
    _, answers, naive = drawn
    expected = sorted(
        (naive.children[one["child"]]["la_child_id"], episode["start"], episode["status"]["code"],
         episode["place"]["placement_type"], number)
        for one in naive.periods
        for number, episode in enumerate(one["episodes"], start=1)
    )  # fmt: skip
    names = (
        "la_child_id",
        "start_date",
        "legal_status_code",
        "placement_type_code",
        "episode_number_in_returns",
    )
    rows = answers["fct_placement_episode"].to_pylist()
    assert sorted(tuple(row[name] for name in names) for row in rows) == expected


def test_periods_know_their_first_day_in_the_returns(drawn):
    _, answers, naive = drawn
    rows = answers["fct_period_of_care"].to_pylist()
    expected = sorted(
        (naive.children[one["child"]]["la_child_id"], one["seen_from"], one["start_date"], one["is_start_seen"],
         one["entry_seen"], one["entry_number"])
        for one in naive.periods
    )  # fmt: skip
    names = (
        "la_child_id", "first_day_in_returns", "start_date", "is_start_in_returns",
        "entry_number_in_returns", "entry_number",
    )  # fmt: skip
    assert sorted(tuple(row[name] for name in names) for row in rows) == expected


def test_placements_join_what_one_carer_gave(drawn):
    _, answers, naive = drawn
    expected = sorted(
        (naive.children[one["child"]]["la_child_id"], stay["start"], stay["end"] if stay["end"].year < 9999 else None,
         stay["temporary"])
        for one in naive.periods
        for stay in one["stays"]
    )  # fmt: skip
    names = ("la_child_id", "first_day_in_returns", "end_date", "is_temporary")
    rows = answers["fct_placement"].to_pylist()
    assert sorted(map(str, (tuple(row[name] for name in names) for row in rows))) == sorted(
        map(str, expected)
    )


def test_stock_moves_by_starts_and_leavers(drawn):
    """With no short breaks told apart: periods at a year's end are those of the year before and the flows between."""
    _, answers, naive = drawn
    rows = answers["fct_period_of_care"].to_pylist()
    for year in naive.years:
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        stock = [
            sum(
                row["start_date"] <= day and (row["end_date"] is None or row["end_date"] > day)
                for row in rows
            )
            for day in (date(year - 1, 3, 31), last)
        ]
        started = sum(first <= row["start_date"] <= last for row in rows)
        left = sum(row["end_date"] is not None and first <= row["end_date"] <= last for row in rows)
        assert stock[1] == stock[0] + started - left
        month = [
            row
            for row in answers["mart_activity_month"].to_pylist()
            if row["month_start_date"] == date(year, 3, 1)
        ]
        assert month[0]["looked_after_open_at_month_end"] <= stock[1]


def test_days_of_placements_sum_to_the_days_of_the_periods(drawn):
    _, answers, naive = drawn
    inside, after = 0, naive.last_day + DAY
    for one in naive.periods:
        inside += (min(one["end_date"], after) - max(one["start_date"], naive.first_day)).days
    assert total(answers["mart_placement_days"], "days") == inside


def test_returns_home_say_what_came_after(drawn):
    lives, answers, naive = drawn
    rows = answers["fct_return_home"].to_pylist()
    ended = [
        row for row in lives.rows["periods"]
        if row["reason_ceased"] in HOME and naive.first_day <= row["end_date"] <= naive.last_day
    ]  # fmt: skip
    assert len(rows) == len(ended)
    for row in rows:
        end = row["reentry_date"] or naive.last_day + DAY
        assert row["days_at_home"] == (end - row["return_date"]).days
        assert row["is_to_parental_responsibility"] == (row["reason_episode_ceased_code"] != "E13")


def test_reentries_follow_the_exit_before(drawn):
    lives, answers, naive = drawn
    rows = {
        (row["la_child_id"], row["start_date"]): row for row in answers["fct_reentry"].to_pylist()
    }
    for before, period in zip([None, *lives.rows["periods"]], lives.rows["periods"], strict=False):
        in_years = naive.first_day <= period["start_date"] <= naive.last_day
        key = (naive.children[period["child"]]["la_child_id"], period["start_date"])
        assert (key in rows) == (in_years and period["entry_number"] > 1)
        if key in rows and before and before["child"] == period["child"]:
            assert rows[key]["earlier_end_date"] == before["end_date"]
            assert rows[key]["days_since_exit"] == (period["start_date"] - before["end_date"]).days


def type_labels(lives):
    """Return the label of each placement type from the list, read here by plain csv."""
    import csv

    path = lives.world.ground.calibration.folder.parent / "placement_type.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: row["label"] for row in csv.DictReader(file)}
