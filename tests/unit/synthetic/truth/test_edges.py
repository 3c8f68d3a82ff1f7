"""Answers at the edges of their definitions, on a life or two made by hand."""

from datetime import date

import pytest

from pipeline.synthetic.life.definition.care import InCare, LegalStatuses, PeriodsOfCare, Placements
from pipeline.synthetic.plan import Authority
from pipeline.synthetic.truth.tables import truth_tables, write_truth
from tests.unit.synthetic import sample


def in_care(placements, *, starts=("2018-06-01",), ends=("",), statuses=("V2",), on=None, **who):
    """Return a child in care in the given placements: (period, start, end, type, carer)."""
    count = len(starts)
    columns = zip(*placements, strict=True)
    names = ("period", "start_date", "end_date", "placement_type", "carer")
    care = sample.group(
        InCare,
        periods=sample.table(
            PeriodsOfCare,
            child=[0] * count,
            start_date=starts,
            end_date=ends,
            category_of_need=["N1"] * count,
            reason_ceased=["E4A" if end else "" for end in ends],
            entry_number=range(1, count + 1),
        ),
        legal_statuses=sample.table(
            LegalStatuses, period=range(count), start_date=starts, end_date=ends, code=statuses
        ),
        placements=sample.table(
            Placements,
            **dict(zip(names, map(list, columns), strict=True)),
            provider=["PR1"] * len(placements),
        ),
    )
    return sample.world(on=on or sample.ground(), who=sample.children(1, **who), care=care)


def answers(world):
    return {one.name: one.table.to_pylist() for one in truth_tables(world)}


def at_year_end(world, year):
    rows = answers(world)["fct_looked_after_at_year_end"]
    return next(row for row in rows if row["collection_year"] == year)


@pytest.mark.parametrize(
    ("moved", "is_stable"),
    [("2023-03-31", True), ("2023-04-01", False)],
    ids=["two years to the day", "a day less"],
)
def test_stable_is_two_years_in_one_placement(moved, is_stable):
    world = in_care([(0, "2018-06-01", moved, "U6", 1), (0, moved, "", "K2", 2)])
    told = at_year_end(world, 2025)
    assert told["is_in_stability_cohort"]
    assert told["is_stable"] == is_stable


@pytest.mark.parametrize(
    ("start", "is_over"),
    [("2020-03-30", True), ("2020-03-31", False)],
    ids=["over five years", "five years to the day"],
)
def test_five_years_to_the_day_is_not_over_five(start, is_over):
    world = in_care([(0, start, "", "U6", 1)], starts=(start,), on=sample.ground(first_year=2019))
    assert at_year_end(world, 2025)["is_in_care_over_5_years"] == is_over


@pytest.mark.parametrize(
    ("carer", "count"), [(1, 1), (2, 2)], ids=["back to the same carer", "on to another"]
)
def test_a_temporary_placement_is_not_counted(carer, count):
    world = in_care(
        [
            (0, "2018-06-01", "2024-06-01", "U6", 1),
            (0, "2024-06-01", "2024-06-05", "T1", 9),
            (0, "2024-06-05", "", "U6", carer),
        ]
    )
    told = at_year_end(world, 2025)
    assert told["placements_in_year"] == count
    assert told["months_in_placement"] == (81 if carer == 1 else 9)


def test_a_change_of_status_with_the_same_carer_is_no_new_placement():
    world = in_care([(0, "2018-06-01", "2024-06-01", "U6", 1), (0, "2024-06-01", "", "U4", 1)])
    assert at_year_end(world, 2025)["placements_in_year"] == 1
    assert [row["placement_type_code"] for row in answers(world)["fct_placement"]] == ["U4"]


def test_a_period_from_before_the_returns_begins_with_its_first_episode_in_them():
    world = in_care([(0, "2018-06-01", "2021-02-03", "U6", 1), (0, "2021-02-03", "", "K2", 2)])
    told = answers(world)
    (period,) = told["fct_period_of_care"]
    assert (period["start_date"], period["first_day_in_returns"]) == (
        date(2018, 6, 1),
        date(2021, 2, 3),
    )
    assert not period["is_start_in_returns"]
    assert told["mart_starts"] == []
    assert at_year_end(world, 2023)["months_looked_after"] == 25


def test_an_episode_that_ended_on_the_first_day_is_in_the_first_return():
    world = in_care([(0, "2018-06-01", "2022-04-01", "U6", 1), (0, "2022-04-01", "", "K2", 2)])
    told = answers(world)
    assert told["fct_period_of_care"][0]["is_start_in_returns"]
    assert len(told["fct_placement_episode"]) == 2


def test_an_authority_that_is_newer_than_the_calendar_knows_less():
    new = Authority("E06000063", "942", "Cumberland", "E12000002", 2024)
    world = in_care(
        [(0, "2022-06-01", "2023-05-01", "U6", 1), (1, "2023-08-01", "", "K2", 2)],
        starts=("2022-06-01", "2023-08-01"), ends=("2023-05-01", ""), statuses=("V2", "V2"),
        on=sample.ground(new, first_year=2023),
    )  # fmt: skip
    told = answers(world)
    assert {row["collection_year"] for row in told["mart_activity_month"]} == {2024, 2025}
    assert [row["collection_year"] for row in told["mart_starts"]] == [2024]
    assert told["mart_starts"][0]["entry_number"] == 2
    assert told["mart_leavers"][0]["leavers"] == 1
    assert told["mart_return_home"][0]["reentries_within_6_months"] == 1


def test_tables_are_written_whole_and_twice_the_same(tmp_path):
    world = in_care([(0, "2018-06-01", "", "U6", 1)])
    rows = write_truth(world, tmp_path / "one")
    assert rows == sum(one.table.num_rows for one in truth_tables(world)) > 30
    assert write_truth(world, tmp_path / "two") == rows
    made = sorted(
        path.relative_to(tmp_path / "one") for path in (tmp_path / "one").rglob("*.parquet")
    )
    assert len(made) == len(list(truth_tables(world)))
    for path in made:
        assert path.name == "E08000030.parquet"
        assert (tmp_path / "one" / path).read_bytes() == (tmp_path / "two" / path).read_bytes()
