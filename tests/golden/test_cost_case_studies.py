"""The calculator gives the published case studies to the pound.

Where the document contradicts itself, `READINGS` says which reading is taken and why. Skips without the tables.
"""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.costing.api import (
    CASE_MANAGEMENT,
    OTHER_SUPPORT,
    cost_pathway,
    load_price_list,
    read_pathway,
)
from pipeline.costing.price_list import name_key
from pipeline.settings import find_project_dir

TABLES = Path(__file__).parents[3] / "shared" / "tables" / "cost_calculator"
CASES = TABLES / "case_studies_b_to_e.csv"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the published tables are not there")

# By case, scenario and process: what is written in the pathway for the line, and why.
READINGS = {
    # "Once a fortnight" for twelve months and, in a footnote, weekly for 26 weeks: both are 26 sessions, and 3,120.
    ("1", "Drug/alcohol"): ["sessions: 26"],
    # "Ongoing, 6 months": only weekly sessions for 26 weeks, as a footnote has it, give the 3,120 that is printed.
    ("2", "Drug and alcohol"): ["sessions: 26"],
    # "Ongoing, 6 months" at 2,000: a footnote says that this is for a carer, so it is paid once, not monthly.
    ("2", "KEEP"): ["packages: 1"],
    # Eleven months in one line with two prices: a footnote has 514 for the first six months and 193 for five.
    ("3", "CiN 3 - on-going"): ["months: 6, kind: Case study 3 at first", "months: 5"],
    # "81.5 hours" tells how long: 4,865 is the price of the whole programme, else it would be 396,000.
    ("4", "FFT"): ["packages: 1"],
    # "Ongoing, 1 month": 1,200 is the programme.
    ("4", "Parenting programme"): ["packages: 1"],
}
MONTHLY = ("LAC3", "CIN3", "SUPPORT_CARE")
# Total of case management and of other support, as printed; None where none is printed. Scenario Two of case 2 has no
# total of other support: its lines give 5,120, so the saving is 3,824 and not the 8,944 of the printed totals.
PRINTED = {
    ("1", ""): (3060, 3120),
    ("2", "One"): (22068, None),
    ("2", "Two"): (13124, None),
    ("3", ""): (11408, None),
    ("4", ""): (53831, 6065),
}
GRAND = {
    ("1", ""): 6180,
    ("2", "One"): 22068,
    ("2", "Two"): 18244,
    ("3", ""): 11408,
    ("4", ""): 59896,
}


@pytest.fixture(scope="module")
def prices():
    return load_price_list(find_project_dir() / "seeds")


@pytest.fixture(scope="module")
def cases():
    """The published lines by case study and scenario."""
    found = defaultdict(list)
    with CASES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["case_study"], row["scenario"].partition(" ")[0]].append(row)
    return found


@pytest.fixture(scope="module")
def costings(cases, prices, tmp_path_factory):
    """Each case study described as a pathway, and costed."""
    folder = tmp_path_factory.mktemp("case studies")
    made = {}
    for (case, scenario), rows in cases.items():
        lines = [
            f"- {{process: {row['process_or_service']}, {how}}}"
            for row in rows
            for how in _written(case, row, prices)
        ]
        file = folder / f"{case}{scenario}.yaml"
        head = f"title: Case study {case}\nkind: Case study {case}\nprocesses:\n"
        file.write_text(head + "\n".join(lines))
        made[case, scenario] = cost_pathway(read_pathway(file, prices), prices)
    return made


def _written(case, row, prices):
    """Return how a published line is written: by the reading that is taken, else its own quantity."""
    reading = READINGS.get((case, row["process_or_service"]))
    code = prices.processes[name_key(row["process_or_service"])].code
    unit = "months" if code in MONTHLY else "times"
    return reading or [f"{unit}: {row['quantity_implied']}"]


def test_there_are_the_case_studies(cases):
    assert set(cases) == set(PRINTED) == set(GRAND)
    assert sum(map(len, cases.values())) == 33


def test_every_line_costs_what_is_printed(cases, costings, prices):
    for case, rows in cases.items():
        told = defaultdict(Decimal)
        for row in rows:
            process = prices.processes[name_key(row["process_or_service"])]
            told[process.name] += Decimal(row["subtotal_gbp_published"].replace(",", ""))
        assert {name: costings[case].of_process(name) for name in told} == told, case


def test_every_section_adds_up_to_what_is_printed(costings):
    for case, printed in PRINTED.items():
        made = costings[case]
        for heading, total in zip((CASE_MANAGEMENT, OTHER_SUPPORT), printed, strict=True):
            assert total is None or made.total(heading) == total, (case, heading)
        assert made.total() == GRAND[case]


def test_all_is_in_the_prices_of_the_document(costings):
    assert {costing.year for costing in costings.values()} == {2013}


def test_a_supported_return_saves_3824_pounds(costings):
    assert costings["2", "One"].total() - costings["2", "Two"].total() == 3824


def test_every_unit_cost_of_the_document_is_held(prices):
    with (TABLES / "annexA_unit_costs_used.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            process = prices.processes[name_key(row["process_or_service"])]
            held = {price.pounds for price in prices.by_process[process.code]}
            for amount in row["unit_cost_gbp"].replace(",", "").split(" and "):
                assert Decimal(amount) in held, row


def test_england_s_failed_returns_cost_300_million_and_support_56(prices, tmp_path):
    """NSPCC prints both sums and both prices; the children follow from them (inconsistencies, D1)."""
    file = tmp_path / "england.yaml"
    file.write_text(
        "title: England\nprocesses: [{process: Failed return home, years: 4869}]\n"
        "support: [{process: Supported return home, years: 9952}]\n"
    )
    costing = cost_pathway(read_pathway(file, prices), prices)
    assert round(costing.total(CASE_MANAGEMENT) / 1_000_000) == 300
    assert round(costing.total(OTHER_SUPPORT) / 1_000_000) == 56
