"""What a return of each year shows of seven lives made by hand."""

from datetime import date

import pytest

from pipeline.synthetic.extracts.ssda903 import ssda903_extracts
from pipeline.synthetic.writing.headings import load_forms
from tests.unit.synthetic.sample import SEEDS
from tests.unit.synthetic.walsall import walsall

YEARS = (2022, 2023, 2024, 2025)
TABLES = [
    "header",
    "episodes",
    "reviews",
    "uasc",
    "oc2",
    "oc3",
    "ad1",
    "placed_for_adoption",
    "previous_permanence",
    "missing",
    "childrens_home",
    "social_care_provider",
]


@pytest.fixture(scope="module")
def returns():
    """The rows of each table of each year, as dictionaries."""
    lives = walsall()
    return {
        year: {one.table: rows_of(one) for one in ssda903_extracts(lives, year)} for year in YEARS
    }


def rows_of(extract):
    names = list(extract.columns)
    values = [column.to_pylist() for column in extract.columns.values()]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def of_child(rows, number):
    return [row for row in rows if row["la_child_id"] == f"WA{number:04}"]


def pick(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


def test_each_year_has_its_tables(returns):
    assert {year: sorted(tables) for year, tables in returns.items()} == {
        year: sorted(TABLES + (["social_worker_episodes"] if year >= 2024 else []))
        for year in YEARS
    }


def test_each_table_has_all_columns_of_its_form():
    forms = load_forms(SEEDS.parent)
    for year in YEARS:
        for one in ssda903_extracts(walsall(), year):
            assert set(one.columns) == set(forms.of("ssda903", one.table, year).headings), one.table


def test_episodes_begin_where_placement_or_status_changes(returns):
    codes = (
        "start_date",
        "reason_for_new_episode_code",
        "legal_status_code",
        "placement_type_code",
    )
    assert pick(of_child(returns[2022]["episodes"], 0), *codes) == [
        (date(2021, 6, 10), "S", "C1", "U6"),
        (date(2022, 1, 20), "L", "C2", "U6"),
    ]
    assert pick(of_child(returns[2023]["episodes"], 0), *codes) == [
        (date(2022, 1, 20), "L", "C2", "U6"),
        (date(2022, 5, 1), "P", "C2", "K2"),
        (date(2022, 7, 1), "P", "C2", "T1"),
        (date(2022, 7, 15), "P", "C2", "K2"),
    ]


def test_status_and_placement_that_change_with_one_carer_are_one_episode(returns):
    assert pick(
        of_child(returns[2024]["episodes"], 2),
        "reason_for_new_episode_code",
        "legal_status_code",
        "placement_type_code",
        "reason_episode_ceased_code",
    ) == [("U", "E1", "A5", "E12")]


def test_a_move_has_a_reason_unless_it_is_into_or_out_of_a_temporary_placement(returns):
    assert pick(
        of_child(returns[2023]["episodes"], 0),
        "placement_type_code",
        "reason_episode_ceased_code",
        "reason_for_placement_change_code",
    ) == [("U6", "X1", "CREQB"), ("K2", "X1", None), ("T1", "X1", None), ("K2", None, None)]


def test_what_ends_after_the_year_is_open_in_it_and_the_next_return_agrees(returns):
    """As rules 502, 503 and 562 hold a return against the last one."""
    told = ("end_date", "reason_episode_ceased_code", "reason_for_placement_change_code")
    for year in YEARS[1:]:
        before, now = returns[year - 1]["episodes"], returns[year]["episodes"]
        open_then = [row for row in before if row["end_date"] is None]
        goes_on = [row for row in now if row["start_date"] <= date(year - 1, 3, 31)]
        strip = [{k: v for k, v in row.items() if k not in told} for row in goes_on]
        assert strip == [{k: v for k, v in row.items() if k not in told} for row in open_then]
        assert all(
            row["end_date"] is None or row["end_date"] >= date(year - 1, 4, 1) for row in now
        )


def test_rows_of_an_episode_agree_about_its_end(returns):
    for row in (row for tables in returns.values() for row in tables["episodes"]):
        assert (row["end_date"] is None) == (row["reason_episode_ceased_code"] is None)


def test_the_header_has_who_has_an_episode_or_is_a_care_leaver(returns):
    for tables in returns.values():
        children = {row["la_child_id"] for name in ("episodes", "oc3") for row in tables[name]}
        header = [row["la_child_id"] for row in tables["header"]]
        assert sorted(children) == header


def test_nobody_is_in_a_table_without_the_header(returns):
    for tables in returns.values():
        header = {row["la_child_id"] for row in tables["header"]}
        rows = [row for rows in tables.values() for row in rows if "la_child_id" in row]
        assert {row["la_child_id"] for row in rows} <= header


@pytest.mark.parametrize(("year", "codes"), [(2024, {"1", "2"}), (2025, {"M", "F"})])
def test_sex_is_a_number_to_2023_24_and_a_letter_after(returns, year, codes):
    assert {row["sex_code"] for row in returns[year]["header"]} == codes


@pytest.mark.parametrize(
    ("year", "child", "upn"),
    [
        (2022, 0, "H801200001001"),
        (2023, 1, "UN3"),
        (2023, 2, "UN1"),
        (2023, 6, "UN2"),
    ],
    ids=["known", "asylum seeker", "baby", "never at school here"],
)
def test_a_upn_is_as_of_the_years_end(returns, year, child, upn):
    assert pick(of_child(returns[year]["header"], child), "upn") == [(upn,)]


def test_a_girl_is_a_mother_from_the_year_of_the_birth(returns):
    told = ("mother_code", "mothers_child_birth_date")
    assert pick(of_child(returns[2023]["header"], 3), *told) == [("0", None)]
    assert pick(of_child(returns[2024]["header"], 3), *told) == [("1", date(2023, 5, 6))]


def test_nobody_else_is_asked_about_motherhood(returns):
    for child, year in ((0, 2023), (5, 2023), (4, 2024)):
        assert pick(of_child(returns[year]["header"], child), "mother_code") == [(None,)]


def test_asylum_status_is_told_until_it_ceased(returns):
    """Last year's date is the eighteenth birthday, on which it ceases (rule 205B)."""
    assert [pick(returns[year]["uasc"], "uasc_ceased_date") for year in YEARS] == [
        [],
        [(date(2024, 6, 30),)],
        [(date(2024, 6, 30),)],
        [(date(2024, 6, 30),)],
    ]


def test_an_asylum_seeker_has_no_home_and_a_short_break_no_place(returns):
    asylum = of_child(returns[2023]["episodes"], 1)
    assert pick(asylum, "home_postcode", "placement_postcode") == [(None, "ZE1 5AA")]
    on_a_break = of_child(returns[2024]["episodes"], 4)
    assert pick(on_a_break, "home_postcode", "placement_postcode") == [(None, None)]


def test_a_setting_that_is_not_known_has_no_urn_unless_the_child_is_to_be_adopted(returns):
    assert pick(of_child(returns[2024]["episodes"], 2), "placement_urn") == [("XXXXXXX",)]
    assert pick(of_child(returns[2024]["episodes"], 6), "placement_urn") == [(None,)]


def test_the_settings_listed_are_those_of_the_episodes(returns):
    for tables in returns.values():
        listed = {
            row["placement_urn"]
            for name in ("childrens_home", "social_care_provider")
            for row in tables[name]
        }
        urns = {row["placement_urn"] for row in tables["episodes"]} - {None, "XXXXXXX"}
        assert listed == urns
    homes = returns[2023]["childrens_home"]
    assert pick(homes, "placement_urn", "setting_la_name") == [("SC100001", "Wolverhampton")]


def test_a_decision_is_told_until_it_is_reversed_or_the_child_leaves(returns):
    told = ("la_child_id", "adoption_decision_reversed_date", "adoption_reversal_reason_code")
    assert pick(returns[2023]["placed_for_adoption"], *told) == [
        ("WA0002", None, None),
        ("WA0000", None, None),
    ]
    assert pick(returns[2024]["placed_for_adoption"], *told) == [
        ("WA0002", None, None),
        ("WA0000", date(2023, 6, 30), "RD3"),
    ]
    assert returns[2025]["placed_for_adoption"] == []


def test_an_adoption_is_of_the_year_in_which_the_child_left(returns):
    assert [len(returns[year]["ad1"]) for year in YEARS] == [0, 0, 1, 0]


def test_permanence_is_told_once_of_a_child_who_began_in_the_year(returns):
    assert pick(of_child(returns[2023]["previous_permanence"], 6), "previous_permanence_date") == [
        ("01/02/2019",)
    ]
    began = {row["la_child_id"] for row in returns[2023]["previous_permanence"]}
    assert began == {"WA0001", "WA0002", "WA0003", "WA0006"}


def test_missing_over_the_years_end_is_in_both_returns(returns):
    told = ("start_date", "end_date")
    assert pick(returns[2023]["missing"], *told) == [(date(2023, 3, 29), None)]
    assert pick(returns[2024]["missing"], *told) == [
        (date(2023, 3, 29), date(2023, 4, 2)),
        (date(2023, 8, 1), date(2023, 8, 2)),
    ]


def test_reviews_are_of_the_year_and_not_of_short_breaks(returns):
    assert pick(returns[2024]["reviews"], "la_child_id", "review_date") == [
        ("WA0000", date(2023, 4, 1))
    ]


def test_social_workers_who_ended_before_the_year_are_left_out(returns):
    told = ("social_worker_id", "end_date")
    assert pick(of_child(returns[2024]["social_worker_episodes"], 0), *told) == [
        ("SW00001", date(2024, 2, 1)),
        ("SW00002", None),
    ]
    assert pick(of_child(returns[2025]["social_worker_episodes"], 0), *told) == [("SW00002", None)]
