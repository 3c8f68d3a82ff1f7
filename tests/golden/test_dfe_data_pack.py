"""The tables and messages of DfE's data pack of 2013, reproduced by the marts and published by its own policy.

Its percentages are of counts before rounding. Where it needs all children of England, one in ten was made: a count
then stands for ten, and no count is small enough to be hidden.
"""

from collections import Counter

import pandas as pd
import pytest

from pipeline.release.api import load_policy, publish_table
from pipeline.settings import Settings
from tests.golden import data_pack_lives as lives
from tests.golden.printed import MISSING, TABLES, number, percent, rows_of

pytestmark = pytest.mark.skipif(not (TABLES / "dfe_data_pack").exists(), reason=MISSING)

AGES = {
    "Under 1yr": "Under 1 year",
    "1 - 4yrs": "1 to 4 years",
    "5 - 9yrs": "5 to 9 years",
    "10 - 15yrs": "10 to 15 years",
    "16yrs +": "16 years and over",
}
BANDS = {band: band.replace("10+", "10 or more") for band in lives.BANDS}
AT_YEAR_END = "collection_year = 2012"
NEEDS = {need: need.replace("Parents' illness", "Parental illness") for need in lives.NEEDS}


@pytest.fixture
def count(marts):
    """Sum a count of a mart by kinds of children; a sum of all has the key ()."""

    def count(mart, la_code, what, *by, where="TRUE"):
        rows = marts(f"""
            SELECT {"".join(f"{one}, " for one in by)}SUM({what})::INTEGER FROM {mart}
            WHERE la_code = '{la_code}' AND {where} GROUP BY ALL
        """)
        return Counter({tuple(kinds): number for *kinds, number in rows})

    return count


def published(counts):
    """Return counts, or (count, of) pairs as percentages, as the policy of 2013 has them printed."""
    pairs = [one if isinstance(one, tuple) else (one, None) for one in counts]
    units = ["count" if of is None else "percent" for _, of in pairs]
    table = pd.DataFrame(pairs, columns=["numerator", "denominator"]).assign(unit=units)
    policy = load_policy(Settings().project_dir / "seeds", "dfe_data_pack_2013")
    return list(publish_table(table, policy)["text"])


@pytest.mark.parametrize(
    ("printed", "dimension", "kinds"),
    [(lives.placements_by_age, "age_band", AGES), (lives.placements_by_need, "category_of_need", NEEDS)],
    ids=["figure 2", "figure 4"],
)  # fmt: skip
def test_children_with_three_placements_or_more(count, printed, dimension, kinds):
    """Every cell and the row of all children, which is their sum before rounding: as printed they do not add up."""
    told = count("mart_looked_after", lives.MANY, "children", "placements_in_year_band", dimension)
    cells = {
        cell: text
        for cell, text in printed().items()
        if cell[1] in ("3", "4 or 5", "6 to 9", "10+")
    }
    counts = [
        sum(n for (band, of), n in told.items() if band == BANDS[column] and kind in ("All", _short(of, kinds)))
        for kind, column in cells
    ]  # fmt: skip
    assert dict(zip(cells, published(counts), strict=True)) == cells
    assert {"x", "0"} <= set(cells.values())


def _short(label, kinds):
    return next(kind for kind, ours in kinds.items() if ours == label)


def test_reasons_of_few_children(count):
    """Figure 4: the rows of reasons that few children have, whole, with what is said of them."""
    told = count(
        "mart_looked_after", lives.MANY, "children", "category_of_need", "placements_in_year_band"
    )
    printed = {
        cell: text for cell, text in lives.placements_by_need().items() if cell[0] in lives.FEW_ROWS
    }
    counts = {
        (need, band): sum(
            n for (of, kind), n in told.items() if of == NEEDS[need] and band in ("All", _short(kind, BANDS))
        )
        for need, band in printed
    }  # fmt: skip
    assert dict(zip(printed, published(counts.values()), strict=True)) == printed

    def of(need, *bands):
        return sum(counts[need, band] for band in bands), counts[need, "All"]

    behaviour, disability = "Socially unacceptable behaviour", "Child's disability"
    said = {
        of(behaviour, "4 or 5", "6 to 9"): "10",
        of(behaviour, "4 or 5"): "6",
        of(behaviour, "6 to 9"): "4",
        of(behaviour, "1"): "52",
        of(disability, "1"): "83",
        of(disability, "6 to 9", "10+"): "1",
    }
    assert dict(zip(said, published(said), strict=True)) == said
    assert published([of(behaviour, "4 or 5", "6 to 9")[0]]) == ["120"]


def test_who_has_ten_placements_or_more(count):
    """Messages of figures 2 and 4: 13 or over is the age at 31 March here; a quarter came for family dysfunction."""
    told = count(
        "mart_looked_after", lives.MANY, "children", "age", "category_of_need",
        where="placements_in_year_band = '10 or more'",
    )  # fmt: skip
    every = told.total()
    aged = sum(n for (age, _), n in told.items() if age >= 13)
    dysfunction = sum(n for (_, need), n in told.items() if need == "Family dysfunction")
    assert published([every, aged, (dysfunction, every)]) == ["240", "230", "25"]


def test_placements_of_all_children(count):
    """Overall placements, and messages of figures 1, 2 and 4; "moves" are placements."""
    kinds = ("placements_in_year_band", "age", "category_of_need")
    told = count("mart_looked_after", lives.TENTH, "children", *kinds, where=AT_YEAR_END)

    def share(*bands, of=lambda age, need: True, within=None):
        part = sum(n for (band, age, need), n in told.items() if band in bands and of(age, need))
        whole = sum(n for (band, age, need), n in told.items() if (within or of)(age, need))
        return part, whole

    few = ("1", "2")
    many = ("3", "4 or 5", "6 to 9", "10 or more")
    said = [
        (share("1"), "67"),
        (share(*few), "89"),
        (share(*many), "11"),
        (share("3"), "6"),
        (share("4 or 5"), "3"),
        (share("6 to 9"), "1"),
        (share("1", of=lambda age, _: age == 10), "77"),
        (share("1", of=lambda age, _: age == 0), "64"),
        (share("1", of=lambda age, _: age == 16), "62"),
        (share(*few, *many, of=lambda _, need: need == "Abuse or neglect", within=lambda *_: True), "62"),
        (share("4 or 5", of=lambda _, need: need == "Abuse or neglect"), "3"),
    ]  # fmt: skip
    assert published([pair for pair, _ in said]) == [text for _, text in said]
    row = {band: text for (age, band), text in lives.placements_by_age().items() if age == "All"}
    tens = {band: 10 * share(BANDS[band])[0] for band in BANDS} | {"All": 10 * told.total()}
    assert {band: f"{children:,}" for band, children in tens.items()} == row


def test_foster_care_by_legal_status_duration_and_age(count):
    """Figure 6. Its footnotes on care order and section 20 stand at each other's row: we read the labels.

    Care orders hold interim ones, as 2,420 of 3,680 babies can have no other. The row of all children is blank and the
    text says 50,260, the parts 50,250; care orders are 32,490 and their parts 32,500: we take the parts.
    """
    fostered = f"{AT_YEAR_END} AND placement_group = 'Foster placements'"
    groups = {"Care order": "Care orders", "Section 20": "Accommodated under section 20"}
    measures = {
        "Total": "children",
        "Total number of children": "children",
        "Care - over 5 years": "children_in_care_over_5_years",
        "Placement - over 5 years": "children_in_placement_over_5_years",
    }
    bands = dict(
        zip(("Under 1", "1 - 4", "5 - 9", "10 - 15", "16 and over"), AGES.values(), strict=True)
    )
    off = {}
    table = rows_of("dfe_data_pack/fig06_foster_care_by_legal_status_duration_age")
    for row in table:
        what, age = measures[lives.tidy(row["measure"])], lives.tidy(row["age_at_31_march_2012"])
        told = count(
            "mart_looked_after", lives.TENTH, what, "age_band", "legal_status_group", where=fostered
        )
        group = groups.get(row["legal_status"])
        children = 10 * sum(
            n for (band, status), n in told.items()
            if age in ("All", _short(band, bands)) and group in (None, status)
        )  # fmt: skip
        if children != number(row["value"].replace("-", "0")):
            off[row["legal_status"], row["measure"], age] = children
    assert off == {
        ("Total", "Total", "All"): 50_250,
        ("Care order", "Total number of children", "All"): 32_500,
    }
    assert len(table) > 40


def test_messages_of_foster_care(count):
    """Figure 6: the same placement for over five years is of those aged 5 to 18; 6,290 of all were 13 per cent."""
    every = count("mart_looked_after", lives.TENTH, "children", where=AT_YEAR_END).total()
    fostered = f"{AT_YEAR_END} AND placement_group = 'Foster placements'"
    kinds = ("detailed_placement_group", "legal_status_group", "age_band")
    children, care, settled = (
        count("mart_looked_after", lives.TENTH, what, *kinds, where=fostered)
        for what in (
            "children",
            "children_in_care_over_5_years",
            "children_in_placement_over_5_years",
        )
    )

    def of(counts, **told):
        return sum(
            n for key, n in counts.items()
            if all(dict(zip(kinds, key, strict=True))[name] == value for name, value in told.items())
        )  # fmt: skip

    friends = of(children, detailed_placement_group="Foster placement with relative or friend")
    from_five = sum(of(children, age_band=band) for band in list(AGES.values())[2:])
    on_order, voluntary = (
        {"legal_status_group": group} for group in ("Care orders", "Accommodated under section 20")
    )
    long = settled.total()
    others = long - of(settled, **on_order) - of(settled, **voluntary)
    said = {
        (children.total(), every): "75",
        (friends, children.total()): "15",
        (children.total() - friends, children.total()): "85",
        (long, from_five): "17",
        (of(settled, **voluntary), from_five): "1",
        (of(settled, **on_order), long): "89",
        (of(settled, **voluntary), long): "8",
        (others, long): "3",
        (of(settled, **on_order), of(care, **on_order)): "52",
        (of(settled, **voluntary), of(care, **voluntary)): "57",
    }
    assert dict(zip(said, published(said), strict=True)) == said
    by_age = [
        (of(settled, **on_order, age_band=AGES[age]), of(care, **on_order, age_band=AGES[age]))
        for age in ("10 - 15yrs", "16yrs +")
    ]
    assert published(by_age) == ["52", "56"]
    assert 10 * long == 6290


def test_return_home(count):
    """Overview and figures 10 to 12, of children who ceased: each by the last time in the year."""
    kinds = (
        "collection_year",
        "returned_home",
        "final_legal_status",
        "years_looked_after",
        "category_of_need",
    )
    told = count("mart_leavers", lives.LEAVERS, "children", *kinds)

    def share(year, **of):
        rows = [
            (dict(zip(kinds, key, strict=True)), n) for key, n in told.items() if key[0] == year
        ]
        chosen = [(row, n) for row, n in rows if all(test(row[name]) for name, test in of.items())]
        return sum(n for row, n in chosen if row["returned_home"]), sum(n for _, n in chosen)

    home = {year: share(year) for year in (2004, 2008, 2012)}
    assert [10 * part for part, _ in home.values()] == [12_640, 9_530, 10_160]
    assert 1 - home[2008][0] / home[2004][0] == pytest.approx(0.25, abs=0.01)
    statuses = [
        share(2012, final_legal_status=lambda status, of=of: status == of)
        for of in ("Accommodated under section 20", "Interim care order")
    ]
    assert [(10 * part, 10 * whole) for part, whole in statuses] == [
        (7_250, 14_330),
        (1_530, 4_550),
    ]
    needs = {
        need: share(2012, category_of_need=lambda of, need=need: of == need)
        for need in {key[-1] for key in told if key[0] == 2012}
    }
    said = {
        **dict(zip(home.values(), ("49", "39", "37"), strict=True)),
        **dict(zip(statuses, ("51", "34"), strict=True)),
        share(2012, years_looked_after=lambda years: years < 1): "64",
        # "More than one year": exactly one is not less than one.
        share(2012, years_looked_after=lambda years: years >= 1): "15",
        needs["Parental illness or disability"]: "45",
        needs["Family in acute stress"]: "45",
        needs["Absent parenting"]: "15",
    }
    assert dict(zip(said, published(said), strict=True)) == said
    rates = {need: part / whole for need, (part, whole) in needs.items()}
    assert min(rates, key=rates.get) == "Absent parenting"


def test_largest_age_group_that_returns_home(count):
    """Figure 10."""
    told = count(
        "mart_return_home", lives.LEAVERS, "children", "age_band", where="collection_year = 2012"
    )
    assert told.most_common(1)[0][0] == ("10 to 15 years",)


def test_return_home_of_authorities(count):
    """Figure 13, over three years."""
    rates = []
    for la_code in (lives.LOWEST, lives.HIGHEST):
        told = count(
            "mart_leavers",
            la_code,
            "children",
            "returned_home",
            where="collection_year BETWEEN 2010 AND 2012",
        )
        rates.append((told[True,], told.total()))
    assert published(rates) == ["9", "60"]


def test_those_who_came_back_into_care(count):
    """Figure 14: who went home in 2006-07, followed to 31 March 2012, five to six years though called five.

    28 % home again is not of all who came back, as 500 of 3,050 are 16 %: it is of those who are neither still looked
    after nor have left at 18, and so it is taken here, with the other beside it.
    """
    home, year = lives.HOME, "collection_year = 2007"

    def rates(dimension):
        every, back = (
            count("mart_return_home", home, what, dimension, where=year)
            for what in ("children", "children_reentered")
        )
        return {kind: (back[kind,], children) for (kind,), children in every.items()}

    ages, statuses = rates("age_at_return"), rates("legal_status_before_group")
    durations = rates("weeks_before_band")
    back, children = (sum(part) for part in zip(*ages.values(), strict=True))
    assert (10 * back, 10 * children) == (3_050, 10_270)
    assert tuple(10 * n for n in ages[13]) == (350, 780)
    at_home = {
        kind: n for kind, (n, _) in rates("time_at_home_band").items() if kind != "Not re-entered"
    }
    assert sum(at_home.values()) == back
    two_years = sum(
        n for kind, n in at_home.items() if kind in ("2 to under 3 years", "3 to under 5 years")
    )
    where = {kind: n for kind, (n, _) in rates("position_at_end_of_returns").items()}
    others = back - where["Still looked after"] - where["Left care at 18 or over"]
    said = {
        (back, children): "30",
        ages[13]: "45",
        ages[12]: "43",
        ages[14]: "41",
        statuses["Full care order"]: "6",
        statuses["Section 20"]: "34",
        durations["2 to under 8 weeks"]: "39",
        durations["8 weeks to under 6 months"]: "38",
        (at_home["Under 2 weeks"], back): "8",
        (two_years, back): "17",
        (where["Still looked after"], back): "27",
        (where["Left care at 18 or over"], back): "15",
        (where["Returned home again"], others): "28",
        (where["Returned home again"], back): "16",
    }
    assert dict(zip(said, published(said), strict=True)) == said
    assert 10 * where["Returned home again"] == 500
    assert percent(back, children) == "30%"
