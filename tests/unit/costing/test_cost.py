"""A pathway is read with messages that point at its lines, priced by year, kind and place, and added up."""

import json
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.cli import main
from pipeline.costing.api import (
    CASE_MANAGEMENT,
    OTHER_SUPPORT,
    cost_pathway,
    load_price_list,
    read_pathway,
    with_own_prices,
)
from pipeline.costing.months import months_between
from pipeline.errors import UsageError
from pipeline.modelling.api import open_warehouse
from pipeline.settings import find_project_dir

ROOT = Path(__file__).parents[3]
EXAMPLES = ROOT / "docs" / "examples" / "pathways"
JANUARY = date(2012, 1, 1)


@pytest.fixture(scope="module")
def prices():
    return load_price_list(find_project_dir() / "seeds")


@pytest.fixture
def cost(prices, tmp_path):
    """Cost the pathway of a text."""

    def run(text, **options):
        file = tmp_path / "pathway.yaml"
        file.write_text("title: A child\n" + text)
        return cost_pathway(read_pathway(file, prices), prices, **options)

    return run


def test_lines_are_quantity_times_unit_cost_and_add_up_under_their_headings(cost):
    costing = cost(
        "kind: Case study 2\nprocesses: [{process: LAC 3, months: 1.5}, {process: FGC, times: 1}]\n"
        "support: [{process: drug/alcohol, sessions: 26}]\n"
    )
    assert [line.cost for line in costing.lines] == [Decimal("4354.50"), 400, 3120]
    assert costing.total(CASE_MANAGEMENT) == Decimal("4754.50")
    assert costing.total(OTHER_SUPPORT) == 3120
    assert costing.total() == Decimal("7874.50")
    assert (costing.year, costing.la_name) == (2013, "England")


def test_a_price_is_brought_to_another_year_by_the_level_of_prices(cost):
    (line,) = cost("processes: [{process: LAC 4, times: 1}]", year=2025).lines
    assert line.cost == round(Decimal(412) * Decimal(100) / Decimal("71.5454"), 2)
    assert line.price_year == 2013


def test_only_a_future_level_of_prices_is_a_forecast(cost):
    text = "processes: [{process: LAC 4, times: 1}]"
    assert not cost(text, year=2025).is_forecast
    assert cost(text, year=2026).is_forecast


def test_an_authority_has_its_own_price_of_the_year_and_england_s_where_it_has_none(cost):
    text = "year: 2024-25\nprocesses: [{process: LAC 3, kind: Fostering, weeks: 1}, {process: LAC 6, times: 1}]"
    walsall, england = cost(text, la="Walsall"), cost(text)
    assert (walsall.lines[0].cost, england.lines[0].cost) == (810, 765)
    assert walsall.lines[1].cost == england.lines[1].cost
    assert walsall.la_name == "Walsall"
    assert cost("la: 335\n" + text.replace("2024-25", "2016-17")).lines[0].cost == 445


def test_a_year_without_a_price_has_the_latest_before_it(cost):
    text = "processes: [{process: LAC 3, kind: Fostering, weeks: 1}]"
    (line,) = cost(text, year=2027).lines
    assert (line.price_year, line.cost) == (2025, round(765 * Decimal("1.053095"), 2))


def test_weeks_and_months_of_a_price_are_a_twelfth_of_a_year_apart(cost):
    (line,) = cost("processes: [{process: LAC 3, kind: Fostering, months: 12}]", year=2025).lines
    assert line.cost == round(765 * Decimal(365) / 7, 2)


def test_placements_are_found_kept_changed_and_left(cost):
    costing = cost(
        "kind: Case study 4\nprices: {LAC 5: 700}\nplacements:\n"
        "- {from: 2012-03-01, until: 2012-05-01}\n"
        "- {from: 2012-05-01, until: 2012-05-16}\n"
        "- {from: 2012-09-01, until: 2012-10-01}\n"
    )
    found = [(line.process.name, line.quantity) for line in costing.lines]
    half = Decimal(15) / 31
    assert found == [
        ("LAC 1", 1), ("LAC 3", 2),
        ("LAC 5", 1), ("LAC 3", half), ("LAC 4", 1),
        ("LAC 1", 1), ("LAC 3", 1), ("LAC 4", 1),
    ]  # fmt: skip
    assert costing.of_process("LAC 5") == 700


def test_what_lies_outside_the_window_costs_nothing(cost):
    costing = cost(
        "kind: Case study 4\nfrom: 2012-01-01\nuntil: 2013-01-01\n"
        "placements: [{from: 2011-06-01, until: 2012-02-01}, {from: 2012-12-01}]\n"
        "processes: [{process: CiN 3, kind: Case study 1, from: 2012-02-01, until: 2014-01-01}]\n"
    )
    found = [(line.process.name, line.quantity) for line in costing.lines]
    assert found == [("LAC 3", 1), ("LAC 4", 1), ("LAC 1", 1), ("LAC 3", 1), ("CiN 3", 11)]


def test_an_amount_of_the_pathway_is_of_its_own_year(cost):
    text = "year: 2013\nprocesses: [{process: LAC 8, times: 2, unit_cost: 71.5454}]"
    assert cost(text).total() == round(2 * Decimal("71.5454"), 2)
    assert cost(text, year=2025).total() == 200


FAULTS = {
    "a field that is none": ("procesess: []", "line 2: procesess: there is no such field"),
    "no quantity": ("processes:\n- {process: LAC 6}", "line 3: processes.1: give one of times"),
    "two quantities": ("processes:\n- {process: LAC 6, times: 1, weeks: 2}", "line 3: processes.1"),
    "less than nothing": ("processes:\n- {process: LAC 6, times: -1}", "processes.1.times"),
    "an unknown process": ("processes:\n- {process: LAC 9, times: 1}", "line 3: no process is called 'LAC 9'"),
    "a day that is none": ("processes:\n- {process: CiN 3, from: 2012-13-01}", "line 3: 2012-13-01 is no day"),
    "days the wrong way round": ("until: 2012-01-01\nfrom: 2012-01-01", "the pathway: until is not after from"),
    "no end": ("processes:\n- {process: CiN 3, from: 2012-01-01}", "line 3: it has no until"),
    "no year": ("year: 2012-14", "line 2: year: write a financial year as 2013 or 2012-13"),
    "nothing that costs": ("supported: true", "it has neither placements, processes nor support"),
    "no YAML": ("processes: [", "it is no YAML"),
    "counted twice": (
        "until: 2013-01-01\nplacements: [{from: 2012-01-01}]\nprocesses:\n- {process: LAC 1, times: 1}",
        "line 5: LAC 1 is counted from the placements already",
    ),
    "two placements at once": (
        "placements:\n- {from: 2012-01-01, until: 2012-03-01}\n- {from: 2012-02-01, until: 2012-04-01}",
        "line 3: the next placement begins before its until",
    ),
    "several prices": ("processes:\n- {process: LAC 3, months: 1}", "line 3: LAC 3 has several prices; say which"),
    "no such price": ("processes:\n- {process: LAC 3, months: 1, kind: Gold}", "has no price 'Gold', but All"),
    "no price": ("processes:\n- {process: LAC 5, times: 1}", "line 3: no unit cost of LAC 5 is held"),
    "another unit": ("support:\n- {process: FFT, hours: 81.5}", "is priced by the package, not by the hour"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "told"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_told_with_file_line_and_field(cost, text, told):
    with pytest.raises(UsageError) as refused:
        cost(text)
    assert "pathway.yaml" in str(refused.value)
    assert told in str(refused.value)


def test_an_authority_that_is_none_is_told(cost):
    with pytest.raises(UsageError, match="No local authority is called 'Narnia'"):
        cost("processes: [{process: LAC 6, times: 1}]", la="Narnia")


def test_a_year_without_a_level_of_prices_is_told(cost):
    with pytest.raises(UsageError, match=r"level of prices of 1980 is not held"):
        cost("processes: [{process: LAC 6, times: 1}]", year=1980)


def call(*arguments):
    with pytest.raises(SystemExit) as leaving:
        main(["cost", *map(str, arguments)])
    return leaving.value.code


def test_the_command_sets_two_pathways_beside_each_other(capsys):
    unsupported, supported = (
        EXAMPLES / f"return_home_{how}.yaml" for how in ("unsupported", "supported")
    )
    assert call(unsupported, "--compare", supported) == 0
    said = capsys.readouterr().out
    for words in ("£22,068", "£13,124", "£5,120", "£18,244", "costs less than", "£3,824"):
        assert words in said
    assert call(unsupported, "--compare", supported, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["total"] for one in told["pathways"]] == [22068, 18244]
    assert told["difference"] == -3824


@pytest.fixture
def warehouse(tmp_path):
    """A warehouse with nothing but the unit costs of one authority."""
    file = tmp_path / "home" / "warehouse.duckdb"
    with open_warehouse(file) as connection:
        connection.execute(
            "CREATE TABLE fct_unit_cost AS SELECT * FROM (VALUES "
            "('LAC4', NULL, 'All', NULL, 'E08000030', 2025, 'EVENT', 500.5), "
            "('LAC3', 'FOSTER_OWN', 'In-house fostering', 'Far', 'E08000030', 2025, 'MONTH', 3000)) AS t "
            "(process_code, cost_category_code, cost_category, description, la_code, price_year, "
            "cost_unit_code, unit_cost_gbp)"
        )
    return file


def test_what_an_authority_has_sent_goes_before_what_is_published(prices, warehouse, tmp_path):
    file = tmp_path / "pathway.yaml"
    file.write_text(
        "title: A child\nprocesses:\n- {process: LAC 4, times: 1}\n"
        "- {process: LAC 3, months: 1, kind: 'In-house fostering, far'}\n"
    )
    both = with_own_prices(prices, warehouse)
    costing = cost_pathway(read_pathway(file, both), both, la="Walsall")
    assert [line.cost for line in costing.lines] == [Decimal("500.50"), 3000]
    with pytest.raises(UsageError, match="LAC 3 has no price"):
        cost_pathway(read_pathway(file, both), both, la="Dudley")


def test_the_command_takes_prices_of_a_home_that_has_been_built(warehouse, tmp_path, capsys):
    example = EXAMPLES / "return_home_supported.yaml"
    assert call(example, "--la", "Walsall", "--year", 2025, "--home", warehouse.parent) == 0
    assert "£500.50" in capsys.readouterr().out
    assert call(example, "--home", tmp_path / "nowhere") == 1
    assert "Run `cjw run` first" in capsys.readouterr().err


def test_the_command_refuses_a_bad_pathway_with_2(tmp_path, capsys):
    (tmp_path / "bad.yaml").write_text("title: A child\nprocesses:\n- {process: LAC 9, times: 1}\n")
    assert call(tmp_path / "bad.yaml") == 2
    assert "bad.yaml, line 3" in capsys.readouterr().err
    assert call(tmp_path / "none.yaml") == 2


@pytest.mark.parametrize(
    "name", ["return_home_supported", "return_home_unsupported", "placements_by_date"]
)
def test_every_example_is_a_pathway_that_can_be_costed(name, prices):
    costing = cost_pathway(read_pathway(EXAMPLES / f"{name}.yaml", prices), prices)
    assert costing.total() > 0


days = st.integers(0, 3000).map(lambda days: JANUARY + timedelta(days=days))


@settings(derandomize=True, deadline=None, max_examples=60)
@given(first=days, until=days)
def test_months_are_what_a_calendar_counts(first, until):
    months = months_between(first, until)
    expected = max((until - first).days, 0) / 30.4369
    assert abs(float(months) - expected) < 0.12 * (1 + (expected > 0)) + expected * 0.002
    assert (months == 0) == (until <= first)


@settings(derandomize=True, deadline=None, max_examples=30)
@given(first=days, count=st.integers(0, 40))
def test_whole_months_are_whole(first, count):
    year, month = divmod(first.month - 1 + count, 12)
    first = first.replace(day=min(first.day, 28))
    assert months_between(first, date(first.year + year, month + 1, first.day)) == count
