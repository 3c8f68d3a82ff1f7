"""Walsall's tables of assessments, activity and weekly costs (needs assessment 2018), from returns built to match.

One set of small returns holds them all: what a table prints is counted again by the marts. What belongs here: tables
about need and money. What does not: care (`test_walsall_starts`). Skips without the tables.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse

TABLES = Path(__file__).parents[3] / "shared" / "tables" / "walsall"
pytestmark = pytest.mark.skipif(
    not TABLES.exists(), reason="the published tables are not beside this checkout"
)

MODELS = ["mart_assessments", "mart_assessment_factors", "mart_activity_month", "mart_spend"]

# The estimate for mid-2016, of which the document's rates of October 2017 are. ONS has put it right since (66,044), and
# the mart takes the mid-year within the collection year; so the counts are ours and the population is the document's.
POPULATION = 66_142

# Section 10 and figure 37 by their labels: the placement and provider that finance would pay.
CARE = {
    "Internal Fostering": ("U6", "PR1"),
    "Family & Friends": ("U3", "PR1"),
    "IFA's": ("U6", "PR4"),
    "External Residential": ("K2", "PR4"),
    "Mother & Baby Units": ("R3", "PR5"),
    "Secure Units / Remands": ("K1", "PR3"),
    "Internal Residential": ("K2", "PR1"),
    "LA Homes": ("K2", "PR1"),
    "Independent Homes": ("K2", "PR4"),
    "LAC Foster Care": ("U4", "PR1"),
    "Independent Foster Care": ("U4", "PR4"),
}
# How many children of each service give the average that figure 37 prints; it does not say how many there were.
CHILDREN = {
    "Walsall 14/15": {"LA Homes": 1, "Independent Homes": 1, "LAC Foster Care": 21, "Independent Foster Care": 7},
    "Walsall 15/16": {"LA Homes": 1, "Independent Homes": 1, "LAC Foster Care": 16, "Independent Foster Care": 6},
    "Walsall 16/17": {"LA Homes": 1, "Independent Homes": 1, "LAC Foster Care": 14, "Independent Foster Care": 16},
}  # fmt: skip
SERVICES = ("LA Homes", "Independent Homes", "LAC Foster Care", "Independent Foster Care")


def _published(name):
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text):
    return float(text.strip("£%*").replace(",", ""))


def _write(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


class Census:
    """The children of one CIN census, each with one case."""

    def __init__(self, folder, year):
        self.folder = folder / f"{year - 1}-{year % 100}" / "cin_census"
        self.tables = {}

    def add(self, child, referred, closed=""):
        """Add a child with a case; what is added of it later is of that case."""
        self._row("child_identifiers", LAchildID=child, PersonBirthDate="2010-01-01", Sex="F")
        self._row(
            "cin_details", LAchildID=child, CINdetailsID=1, CINreferralDate=referred, ReferralSource="5A",
            PrimaryNeedCode="N1", CINclosureDate=closed, ReasonForClosure="RC3" if closed else "", ReferralNFA=0,
        )  # fmt: skip

    def assess(self, child, started, authorised, factors=()):
        """Add an assessment of the child, with the factors that it found."""
        self._row(
            "assessments", LAchildID=child, CINdetailsID=1, AssessmentID=1,
            AssessmentActualStartDate=started, AssessmentAuthorisationDate=authorised,
        )  # fmt: skip
        for factor in factors:
            self._row(
                "assessment_factors", LAchildID=child, CINdetailsID=1, AssessmentID=1, AssessmentFactors=factor
            )  # fmt: skip

    def protect(self, child, started):
        """Add a child protection plan."""
        self._row(
            "child_protection_plans", LAchildID=child, CINdetailsID=1, CPPID=1, CPPstartDate=started,
            InitialCategoryOfAbuse="NEG", LatestCategoryOfAbuse="NEG", NumberOfPreviousCPP=0,
        )  # fmt: skip

    def write(self):
        for table, rows in self.tables.items():
            _write(self.folder / f"{table}.csv", rows)

    def _row(self, table, **cells):
        self.tables.setdefault(table, []).append(cells)


def _spread(number, start, total, code):
    """Return a code for so many of all, counted round from a start."""
    chosen = {(start + i) % total for i in range(number)}
    return [(code,) if i in chosen else () for i in range(total)]


def _factors_of_adults():
    """Return the factors of 2,441 assessments: every one has one of an adult, alcohol and drugs overlap by 147."""
    alcohol = _spread(502, 0, 2441, "1B")
    drugs = _spread(504, 355, 2441, "2C")
    violence = _spread(1597, 844, 2441, "3B")
    health = _spread(884, 0, 2441, "4B")
    # The child's own are no adult's, and an adult's and another's of one kind count once.
    child, both = _spread(900, 100, 2441, "1A"), _spread(100, 0, 2441, "1C")
    return [
        sum(found, ()) for found in zip(alcohol, drugs, violence, health, child, both, strict=True)
    ]


def _factors_before_care():
    """Return the factors of 116 assessments; 12 of them have none of those that the table names."""
    abuse = _spread(92, 0, 116, "16A")
    alcohol, drugs = _spread(32, 15, 116, "1A"), _spread(48, 28, 116, "2A")
    violence, health = _spread(49, 55, 116, "3A"), _spread(45, 40, 116, "4A")
    other = _spread(12, 104, 116, "10A")
    return [
        sum(found, ()) for found in zip(abuse, alcohol, drugs, violence, health, other, strict=True)
    ]


def _write_need(folder):
    codes = Census(folder, 2016)
    codes.add("E1", "2015-05-01", "2015-09-01")
    every = [row["code"] for row in _published("app14_9_assessment_factor_codes.csv")]
    codes.assess("E1", "2015-05-02", "2015-06-01", every)
    codes.write()
    adults = Census(folder, 2017)
    for number, found in enumerate(_factors_of_adults()):
        adults.add(f"A{number}", "2016-05-01", "2016-09-01")
        adults.assess(f"A{number}", "2016-05-02", "2016-06-01", found)
    adults.write()
    open_cases = Census(folder, 2018)
    for number, found in enumerate(_factors_before_care()):
        open_cases.add(f"B{number}", "2017-05-01", "2017-09-01")
        open_cases.assess(f"B{number}", "2017-05-02", "2017-06-01", found)
    for number in range(1480):
        open_cases.add(f"C{number}", "2017-10-05" if number < 446 else "2017-06-01")
    for number in range(446, 446 + 359):
        open_cases.assess(f"C{number}", "2017-09-10", "2017-10-10")
    for number in range(446, 446 + 481):
        open_cases.protect(f"C{number}", "2017-07-01")
    open_cases.write()


def _write_care(folder):
    """Write 664 children looked after, of whom 116 started within three months of an assessment."""
    children = [f"B{n}" for n in range(116)] + [f"D{n}" for n in range(664 - 116)]
    year = folder / "2017-18" / "ssda903"
    header = {
        "SEX": 2,
        "DOB": "01/01/2010",
        "ETHNIC": "WBRI",
        "UPN": "UN1",
        "MOTHER": "",
        "MC_DOB": "",
    }
    _write(year / "header.csv", [{"CHILD": child, **header} for child in children])
    episode = {
        "DECOM": "15/06/2017", "RNE": "S", "LS": "C2", "CIN": "N1", "PLACE": "U6", "PLACE_PROVIDER": "PR1",
        "DEC": "", "REC": "", "REASON_PLACE_CHANGE": "", "HOME_POST": "", "PL_POST": "", "URN": "",
    }  # fmt: skip
    _write(year / "episodes.csv", [{"CHILD": child, **episode} for child in children])
    contact = {"birth_date": "2010-01-01", "sex_code": "F", "contact_date": "2017-10-04"}
    contact |= {"contact_source_code": "5A", "contact_outcome_code": "REFERRAL"}
    rows = [{"la_child_id": f"C{number}", **contact} for number in range(1114)]
    _write(folder / "2017-18" / "local" / "contact.csv", rows)


def _write_costs(folder):
    """Write what finance pays: figure 37 by year, and section 10 as two children about the average of each line."""
    printed = {
        (row["area_year"], row["service"]): _number(row["value"])
        for row in _published("fig37_average_weekly_cost.csv")
    }
    for year, label in ((2015, "Walsall 14/15"), (2016, "Walsall 15/16"), (2017, "Walsall 16/17")):
        prices = [
            (service, printed[label, service])
            for service in SERVICES
            for _ in range(CHILDREN[label][service])
        ]
        _write_prices(folder, year, prices, end="")
    tabled = _published("sec10_average_weekly_cost_nov_2017.csv")
    prices = [
        (row["placement"], _number(row["value"]) + apart) for row in tabled for apart in (-90, 90)
    ]
    _write_prices(folder, 2018, prices, end="2017-12-01")


def _write_prices(folder, year, prices, end):
    first = date(year - 1, 4, 1)
    rows = [
        {
            "la_child_id": f"{year}-{number}", "placement_start_date": first, "placement_end_date": end,
            "placement_type_code": CARE[service][0], "provider_type_code": CARE[service][1],
            "weekly_cost_gbp": price, "cost_start_date": first, "cost_end_date": end or date(year, 4, 1),
            "cost_centre": f"C{number}",
        }
        for number, (service, price) in enumerate(prices)
    ]  # fmt: skip
    _write(folder / f"{year - 1}-{year % 100}" / "finance" / "placement_cost.csv", rows)


@pytest.fixture(scope="module")
def ask(build_models, tmp_path_factory):
    """Answer questions to the marts made of these returns."""
    home, folder = (
        tmp_path_factory.mktemp("walsall need"),
        tmp_path_factory.mktemp("returns") / "walsall",
    )
    for write in (_write_need, _write_care, _write_costs):
        write(folder)
    receipts = build_models(home, folder.parent, models=MODELS)
    assert {one.outcome for one in receipts} == {"accepted"}

    def answer(question):
        with open_warehouse(home / "warehouse.duckdb", read_only=True) as warehouse:
            result = warehouse.execute(question)
            names = [column[0] for column in result.description]
            return [dict(zip(names, row, strict=True)) for row in result.fetchall()]

    return answer


# Which column of mart_assessments each line of section 4.4 is. "Any substance use" is alcohol or drugs, and the trio
# is any of alcohol, drugs, domestic violence and mental health, of child, parent or another.
BEFORE_CARE = {
    "Assessments with Factors": "assessments_with_factors",
    "Emotional abuse, or neglect": "assessments_with_emotional_abuse_or_neglect",
    "Toxic Trio, 1 or more of": "assessments_with_any_of_toxic_trio",
    "Both of the above": "assessments_with_both_of_these",
    "Alcohol use": "assessments_with_alcohol_misuse",
    "Drug Use": "assessments_with_drug_misuse",
    "Any substance Use": "assessments_with_substance_use",
    "Domestic Violence": "assessments_with_domestic_abuse",
    "Mental Health": "assessments_with_mental_health",
}
OF_ADULTS = {
    "Assessments with factors": "assessments_with_factors_of_adults",
    "Alcohol misuse": "assessments_with_alcohol_misuse_of_adults",
    "Drug misuse": "assessments_with_drug_misuse_of_adults",
    "Any substance use": "assessments_with_substance_use_of_adults",
    "Domestic violence": "assessments_with_domestic_abuse_of_adults",
    "Mental health": "assessments_with_mental_health_of_adults",
}


@pytest.mark.parametrize(
    ("population", "columns", "condition", "total"),
    [
        ("LAC", BEFORE_CARE, "collection_year = 2018 AND became_looked_after_within_3_months", 116),
        ("All", OF_ADULTS, "collection_year = 2017", 2441),
    ],
    ids=["before care", "of adults"],
)
def test_assessment_factors_of_section_4_4(ask, population, columns, condition, total):
    """Per cent are of the assessments with factors of the table; the prose has 15.9 and 17.9 of another number."""
    (row,) = ask(f"SELECT * FROM mart_assessments WHERE {condition}")
    printed = [
        line
        for line in _published("sec4_4_assessment_factors.csv")
        if line["population"].startswith(population)
    ]
    assert len(printed) == 2 * len(columns)
    for line in printed:
        count = row[columns[line["factor"]]]
        told = count if line["measure"] == "number" else round(100 * count / total, 1)
        assert told == _number(line["value"]), line["factor"]


def test_all_codes_of_appendix_14_9_have_a_label_and_whom_they_are_about(ask):
    """The text speaks of 21 factors, the appendix lists 40 codes of 23 families: all 40 are known."""
    told = {
        row["factor_code"]: (row["factor"], row["who"])
        for row in ask("SELECT * FROM mart_assessment_factors WHERE collection_year = 2016")
    }
    codes = [row["code"] for row in _published("app14_9_assessment_factor_codes.csv")]
    assert sorted(told) == sorted(codes)
    assert len(codes) == 40
    assert not [code for code, label in told.items() if "Unknown" in label]
    whom = {"A": "Child", "B": "Parent or carer", "C": "Other"}
    of_three = [
        code for code in codes if code[0] in "123456" and len(code) == 2 and code[1] in whom
    ]
    assert len(of_three) == 18
    assert all(told[code][1] == whom[code[1]] for code in of_three)


RATES = {
    "Contacts": "contacts",
    "Referrals": "referrals",
    "Assessments": "assessments_completed",
    "CiN": "child_in_need_open_at_month_end",
    "CP": "child_protection_plans_open_at_month_end",
    "LAC": "looked_after_open_at_month_end",
}


def test_rates_of_october_2017_in_section_3(ask):
    (month,) = ask("SELECT * FROM mart_activity_month WHERE month = DATE '2017-10-01'")
    told = {label: round(10_000 * month[count] / POPULATION, 1) for label, count in RATES.items()}
    printed = _published("sec3_rates_per_10000_october_2017.csv")
    assert told == {row["activity"]: _number(row["value"]) for row in printed}


def test_the_mart_has_the_same_rates_of_its_own_population(ask):
    (month,) = ask("SELECT * FROM mart_activity_month WHERE month = DATE '2017-10-01'")
    assert (month["population_0_17"], month["population_mid_year"]) == (67_030, 2017)
    assert month["looked_after_per_10k"] == pytest.approx(10_000 * 664 / 67_030)
    assert month["contacts_per_10k"] == pytest.approx(10_000 * 1114 / 67_030)


@pytest.mark.parametrize("label", CHILDREN)
def test_average_weekly_costs_of_figure_37(ask, label):
    """The figure, not the prose about it: foster care did not rise by £21 but fell from £381 to £360."""
    year = 2000 + int(label[-2:])
    rows = ask(f"SELECT * FROM mart_spend WHERE collection_year = {year} AND cost IS NOT NULL")
    told = {
        row["breakdown_value"]: round(row["average_weekly_cost"])
        for row in rows
        if row["breakdown"] == "CIPFA service"
    }
    (total,) = [row for row in rows if row["breakdown"] == "Total"]
    told["Average Weekly Cost"] = round(total["average_weekly_cost"])
    printed = _published("fig37_average_weekly_cost.csv")
    assert told == {r["service"]: _number(r["value"]) for r in printed if r["area_year"] == label}


def test_average_weekly_costs_of_november_2017_in_section_10(ask):
    """Of children of the year to date, weighted by their days.

    Internal homes cost £3,311 here, £1,842 in figure 37: other years and another basis, each made of its own prices.
    """
    rows = ask(
        "SELECT * FROM mart_spend WHERE collection_year = 2018 AND breakdown = 'Cost report'"
    )
    printed = _published("sec10_average_weekly_cost_nov_2017.csv")
    assert {row["breakdown_value"]: float(row["average_weekly_cost"]) for row in rows} == {
        row["placement"]: _number(row["value"]) for row in printed
    }
