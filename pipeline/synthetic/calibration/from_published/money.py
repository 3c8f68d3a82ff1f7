"""What care costs, from published figures: weekly costs by local authority, ratios of prices, spending, unit costs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.synthetic.calibration.from_published.release import current_authorities, read_release
from pipeline.synthetic.calibration.from_published.seed_file import SeedFile
from pipeline.synthetic.calibration.load import ENGLAND

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_INDICATORS = ("FosteringFinance", "RescareFinance", "LACFinance", "SWFinance")
_SPENDING_YEAR = "202122"
# Category of the ledger to the lines of Section 251 that it sums, by number.
_LINES = {
    "PLACEMENTS": ("3.1.1 ", "3.1.2 ", "3.1.7 "),
    "SHORT_BREAKS": ("3.1.6 ", "3.4.2 "),
    "ADOPTION": ("3.1.3 ",),
    "GUARDIANSHIP": ("3.1.4 ",),
    "ASYLUM": ("3.1.10 ",),
    "CARE_LEAVERS": ("3.1.9 ",),
    "EDGE_OF_CARE": ("3.4.4 ",),
    "SOCIAL_WORK": ("3.3.1 ", "3.3.2 "),
    "OTHER": ("3.1.5 ", "3.1.8 "),
}
# Published name and cost to process, category, description and unit of the finance source.
_UNIT_COSTS = {
    ("CiN 3", "198"): ("CIN3", "", "Standard level of need", "MONTH"),
    ("CiN 3", "1,072"): ("CIN3", "", "High level of need", "MONTH"),
    ("CiN 4", "98"): ("CIN4", "", "", "EVENT"),
    ("CiN 5", "603"): ("CIN5", "", "", "EVENT"),
    ("CiN 6", "228"): ("CIN6", "", "", "EVENT"),
    ("Drug and alcohol", "120"): ("SUBSTANCE", "", "", "SESSION"),
    ("FFT", "4,865"): ("THERAPY", "EDGE_OF_CARE", "Functional family therapy", "PACKAGE"),
    ("FGC", "400"): ("FAMILY_GROUP", "EDGE_OF_CARE", "", "EVENT"),
    ("KEEP", "2,000"): ("CARER_TRAINING", "FOSTER_OWN", "", "PACKAGE"),
    ("LAC 1", "1,266"): ("LAC1", "FOSTER_OWN", "", "EVENT"),
    ("LAC 1", "1992"): ("LAC1", "HOME_EXTERNAL", "", "EVENT"),
    ("LAC 2", "239"): ("LAC2", "", "", "EVENT"),
    ("LAC 3", "2,903"): ("LAC3", "FOSTER_OWN", "", "MONTH"),
    ("LAC 3", "6,116"): ("LAC3", "FOSTER_AGENCY", "High level of need", "MONTH"),
    ("LAC 3", "11,855"): ("LAC3", "HOME_EXTERNAL", "", "MONTH"),
    ("LAC 4", "412"): ("LAC4", "", "", "EVENT"),
    ("LAC 6", "614"): ("LAC6", "", "", "EVENT"),
    ("Parenting programme", "1,200"): ("PARENTING", "EDGE_OF_CARE", "", "PACKAGE"),
    ("Support foster carer - referral", "392"): ("SUPPORT_CARE_REFERRAL", "", "", "EVENT"),
    ("Support foster carer - on-going", "688"): ("SUPPORT_CARE", "", "", "MONTH"),
}
_PRICE_YEAR = "2013"  # the study states prices of 2012-13


def build(shared: Path) -> list[SeedFile]:
    """Return `money_flow` (weekly costs), `money_share` (price ratios, spending by line) and `money_unit_cost`.

    Args:
        shared: Folder with `reference/`, `published/finance/` and `tables/`.

    Raises:
        OSError: A file is not there.
        KeyError: A figure that is looked for is not in its file.
    """
    ratios = [*_price_ratios(shared / "tables" / "walsall"), *_spending(shared)]
    return [
        _weekly_costs(shared),
        SeedFile(
            "money_share", ("la_code", "subject", "given", "code", "share", "source"), tuple(ratios)
        ),
        _unit_costs(shared),
    ]


def _weekly_costs(shared: Path) -> SeedFile:
    la_codes = {row["dfe_la_code"]: row["la_code"] for row in current_authorities()}
    la_codes["970"] = ENGLAND
    found: dict[tuple[str, int], dict[str, str]] = {}
    for row in read_release(shared / "reference" / "s251_weekly_unit_costs.csv"):
        place = la_codes.get(row["old_la_code"])
        # "-" is none; a cost of nought is none either.
        if place and row["value"].isdigit() and int(row["value"]):
            year = int(row["period"][:4]) + 1
            found.setdefault((place, year), {})[row["indicator"]] = row["value"]
    rows = tuple(
        (place, str(year), *(costs.get(name, "") for name in _INDICATORS))
        for (place, year), costs in sorted(found.items(), key=lambda one: _england_first(one[0]))
    )
    columns = (
        "la_code",
        "collection_year",
        "fostering_weekly_cost",
        "residential_weekly_cost",
        "looked_after_weekly_cost",
        "social_work_weekly_cost",
    )
    return SeedFile("money_flow", columns, rows)


def _england_first(key: tuple[str, int]) -> tuple[bool, str, int]:
    return (key[0] != ENGLAND, *key)


def _price_ratios(walsall: Path) -> list[tuple[str, ...]]:
    """Return what kinds of placement cost beside one another, as shares that sum to 1 within a kind."""
    nationally = {
        row["service"]: _pounds(row["value"])
        for row in read_release(walsall / "fig37_average_weekly_cost.csv")
        if row["area_year"] == "CIPFA Average 15/16"
    }
    here = {
        row["placement"]: _pounds(row["value"])
        for row in read_release(walsall / "sec10_average_weekly_cost_nov_2017.csv")
    }
    own, agency = nationally["LAC Foster Care"], nationally["Independent Foster Care"]
    cipfa = "CIPFA averages 2015/16 in Walsall 2018, figure 37"
    family = f"{cipfa}; family and friends to in-house fostering as in Walsall, November 2017"
    family_cost = own * here["Family & Friends"] / here["Internal Fostering"]
    homes = (nationally["LA Homes"], nationally["Independent Homes"])
    fostering = {"FOSTER_OWN": own, "FOSTER_AGENCY": agency, "FOSTER_FAMILY": family_cost}
    residential = {"HOME_OWN": homes[0], "HOME_EXTERNAL": homes[1]}
    return [
        *_shares("weekly_cost", "fostering", fostering, family),
        *_shares("weekly_cost", "residential", residential, cipfa),
    ]


def _spending(shared: Path) -> list[tuple[str, ...]]:
    """Return England's gross spending by category of the ledger, as shares that sum to 1."""
    file = "2021-22__s251_childrens_young_peoples_services_national3.csv.gz"
    release = read_release(shared / "published" / "finance" / file)
    rows = [row for row in release if row["time_period"] == _SPENDING_YEAR]
    spent = {
        category: sum(
            float(row["total_expenditure"])
            for row in rows
            if row["description_of_expenditure"].startswith(lines)
        )
        for category, lines in _LINES.items()
    }
    return _shares("spending", "", spent, "DfE, Section 251 outturn of England 2021-22, gross")


def _shares(
    subject: str, given: str, amounts: Mapping[str, float], source: str
) -> list[tuple[str, ...]]:
    total = sum(amounts.values())
    return [
        (ENGLAND, subject, given, code, f"{amount / total:.6f}", source)
        for code, amount in amounts.items()
    ]


def _pounds(text: str) -> float:
    return float(text.strip("£*").replace(",", ""))


def _unit_costs(shared: Path) -> SeedFile:
    published = {
        (row["process_or_service"], row["unit_cost_gbp"])
        for row in read_release(
            shared / "tables" / "cost_calculator" / "annexA_unit_costs_used.csv"
        )
    }
    missing = sorted(set(_UNIT_COSTS) - published)
    if missing:
        raise KeyError(f"annexA_unit_costs_used.csv does not have {missing}")
    columns = (
        "process",
        "cost_category",
        "description",
        "cost_unit",
        "unit_cost",
        "price_year",
    )
    rows = tuple(
        (*what, cost.replace(",", ""), _PRICE_YEAR) for (_, cost), what in _UNIT_COSTS.items()
    )
    return SeedFile("money_unit_cost", columns, rows)
