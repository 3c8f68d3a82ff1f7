"""What a court tracker and a finance export of a year show: what was open in it, as known on its last day."""

import csv
from collections import Counter
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from pipeline.synthetic.chance.align import OPEN
from pipeline.synthetic.extracts.court import court_extracts
from pipeline.synthetic.extracts.finance import finance_extracts
from pipeline.synthetic.life.court.make import make_court
from pipeline.synthetic.life.definition.care import Settings
from pipeline.synthetic.life.definition.world import World
from pipeline.synthetic.life.money.make import make_money
from pipeline.synthetic.writing.headings import load_forms
from pipeline.synthetic.writing.text import to_text
from tests.unit.synthetic.many import many
from tests.unit.synthetic.sample import SEEDS, ground, table

GROUND = ground(first_year=2020, last_year=2025)
YEARS = GROUND.calendar.years
TABLES = {
    "court": ["pre_proceedings", "application", "application_child", "hearing", "court_order"],
    "finance": ["placement_cost", "ledger_month", "unit_cost"],
}
CODE_FILES = {"court": "court_code", "finance": "finance_code"}


@pytest.fixture(scope="module")
def lived():
    """A local authority's lives; half of the placements outside own provision are with a setting of a name."""
    who, care, need = many()
    placements = care.placements
    setting = np.where(placements.provider == "PR4", 0, -1)
    settings = table(Settings, urn=["SC900001"], name=["Elm House Ltd"])
    care = replace(care, settings=settings, placements=placements.replace(setting=setting))
    court = make_court(GROUND, who, care, need)
    return World(GROUND, who, care, need, court, make_money(GROUND, who, care, court))


@pytest.fixture(scope="module")
def extracts(lived):
    return {
        (one.table, year): one
        for year in YEARS
        for one in (*court_extracts(lived, year), *finance_extracts(lived, year))
    }


@pytest.fixture(scope="module")
def told(extracts):
    """The rows of each table of each year, as dictionaries."""
    return {key: rows_of(one) for key, one in extracts.items()}


def rows_of(extract):
    names = list(extract.columns)
    values = [column.to_pylist() for column in extract.columns.values()]
    return [dict(zip(names, row, strict=True)) for row in zip(*values, strict=True)]


def codes_in_force(name):
    with (SEEDS / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {(row.get("code_list", name), row["code"]) for row in rows}


def test_every_table_has_the_columns_of_its_contract_and_no_day_of_an_open_end(extracts):
    forms = load_forms(SEEDS.parent)
    assert Counter(table for table, _ in extracts) == dict.fromkeys(
        TABLES["court"] + TABLES["finance"], 6
    )
    for (name, year), one in extracts.items():
        form = forms.of(one.source, name, year)
        assert list(one.columns) == list(form.headings), name
        texts = to_text(one, form.table)
        assert len(texts) == len(one) > 0


def test_every_code_is_in_its_list(extracts):
    forms = load_forms(SEEDS.parent)
    known = set().union(*(codes_in_force(name) for name in (
        "court_code", "finance_code", "cost_category", "placement_type", "placement_provider", "sex"
    )))  # fmt: skip
    for (name, year), one in extracts.items():
        for column in forms.of(one.source, name, year).table.columns:
            if column.codes:
                used = set(one.columns[column.name].drop_null().to_pylist())
                assert {(column.codes, code) for code in used} <= known, (name, column.name)


def test_what_must_be_there_is_there(extracts):
    forms = load_forms(SEEDS.parent)
    for (name, year), one in extracts.items():
        for column in forms.of(one.source, name, year).table.columns:
            if column.required:
                assert one.columns[column.name].null_count == 0, (name, column.name)


@pytest.mark.parametrize(
    ("name", "begins", "ends", "outcome"),
    [
        ("application", "issue_date", "case_end_date", "case_outcome_code"),
        (
            "pre_proceedings",
            "pre_proceedings_start_date",
            "pre_proceedings_end_date",
            "pre_proceedings_outcome_code",
        ),
    ],
    ids=["application", "pre-proceedings"],
)
def test_a_year_has_what_was_open_in_it_and_knows_nothing_of_later(
    told, name, begins, ends, outcome
):
    for year in YEARS:
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        for row in told[name, year]:
            assert row[begins] <= last
            assert row[ends] is None or first <= row[ends] <= last
            assert (row[ends] is None) == (row[outcome] is None)


def test_what_is_open_at_the_end_of_a_year_is_in_the_next(told):
    for year in YEARS[:-1]:
        now, later = told["application", year], told["application", year + 1]
        keys = [(row["case_number"], row["application_type_code"]) for row in later]
        assert len(keys) == len(set(keys))
        open_then = {
            (row["case_number"], row["application_type_code"])
            for row in now
            if row["case_end_date"] is None
        }
        assert open_then <= set(keys)


def test_children_and_orders_are_of_cases_of_the_year(told):
    for year in YEARS:
        cases = {row["case_number"] for row in told["application", year]}
        assert {row["case_number"] for row in told["application_child", year]} == cases
        assert {row["case_number"] for row in told["court_order", year]} <= cases
        pairs = [
            (row["case_number"], row["la_child_id"], row["birth_date"], row["sex_code"])
            for row in told["application_child", year]
            if row["la_child_id"]
        ]
        assert len(pairs) == len(set(pairs))


def test_hearings_to_come_have_no_outcome_and_those_of_the_year_have(told):
    ahead = 0
    for year in YEARS:
        last = date(year, 3, 31)
        for row in told["hearing", year]:
            assert row["hearing_date"] >= date(year - 1, 4, 1)
            assert (row["hearing_outcome_code"] is None) == (row["hearing_date"] > last)
            ahead += row["hearing_date"] > last
    assert ahead > 0


def test_orders_made_later_or_ended_later_are_not_known(told):
    fixed = {"SUPERVISION", "EMERGENCY", "ASSESSMENT", "SECURE", "LIBERTY"}
    for year in YEARS:
        last = date(year, 3, 31)
        for row in told["court_order", year]:
            assert row["order_date"] <= last
            if row["order_type_code"] not in fixed:
                assert row["order_end_date"] is None or row["order_end_date"] <= last


def test_an_order_about_all_of_several_children_is_one_row_without_a_child(told):
    for year in YEARS:
        children = Counter(row["case_number"] for row in told["application_child", year])
        unlinked = {
            r["case_number"] for r in told["application_child", year] if not r["la_child_id"]
        }
        assert all(children[case] == 1 for case in unlinked)
        for row in told["court_order", year]:
            if row["la_child_id"] is None:
                assert children[row["case_number"]] > 1 or row["case_number"] in unlinked


def test_a_few_children_are_known_by_birth_and_sex_alone(told):
    rows = [row for year in YEARS for row in told["application_child", year]]
    blank = sum(row["la_child_id"] is None for row in rows) / len(rows)
    assert 0 < blank < 0.08
    assert all(row["birth_date"] and row["sex_code"] for row in rows)


def test_sex_is_written_as_in_the_return_of_the_year(told):
    assert {row["sex_code"] for row in told["application_child", 2024]} <= {"1", "2"}
    assert {row["sex_code"] for row in told["application_child", 2025]} <= {"M", "F"}


def test_placement_costs_say_each_placement_with_its_price_of_the_year(lived, told):
    for year in YEARS:
        first, last = date(year - 1, 4, 1), date(year, 3, 31)
        rows = told["placement_cost", year]
        keys = [(row["la_child_id"], row["placement_start_date"]) for row in rows]
        assert len(keys) == len(set(keys)), "one price a year"
        for row in rows:
            begun = row["cost_start_date"] or row["placement_start_date"]
            assert begun <= last
            assert row["placement_end_date"] is None or first < row["placement_end_date"] <= last
            assert (row["cost_start_date"] == first) == (row["placement_start_date"] < first)
            assert row["cost_end_date"] is None
            assert row["provider_type_code"] == "PR4" or row["provider_name"] is None
    costs = lived.money.placement_costs
    told_of = sum(len(told["placement_cost", year]) for year in YEARS)
    assert told_of == len(costs)
    assert {row["provider_name"] for row in told["placement_cost", 2023]} == {None, "Elm House Ltd"}


def test_the_ledger_has_the_twelve_months_of_the_year(told):
    for year in YEARS:
        months = {row["month_start_date"] for row in told["ledger_month", year]}
        assert (min(months), max(months), len(months)) == (
            date(year - 1, 4, 1),
            date(year, 3, 1),
            12,
        )
        assert {row["price_year"] for row in told["unit_cost", year]} == {year}
        keys = [
            (row["month_start_date"], row["cost_centre"], row["account"])
            for row in told["ledger_month", year]
        ]
        assert len(keys) == len(set(keys))


def test_the_name_of_the_authority_is_said_in_all_rows_or_in_none(extracts):
    for source, tables in TABLES.items():
        names = {
            name
            for (name_of, _), one in extracts.items()
            if name_of in tables
            for name in one.columns["local_authority"].to_pylist()
        }
        assert len(names) == 1, source
        assert names <= {None, "Walsall"}


def test_an_empty_world_has_all_tables_without_rows(lived):
    none = World(
        GROUND,
        lived.children.take(slice(0, 0)),
        *(type(group)(**{name: rows.take(slice(0, 0)) for name, rows in vars(group).items()})
          for group in (lived.care, lived.need, lived.court, lived.money)),
    )  # fmt: skip
    made = [*court_extracts(none, 2024), *finance_extracts(none, 2024)]
    assert [len(one) for one in made] == [0] * 8
    assert OPEN not in lived.court.applications.issue_date
