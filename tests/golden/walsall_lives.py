"""Lives that make Walsall's printed tables of care, and no more: one local authority for each table.

One authority could not tell them all: starts, stock and leavers of the report do not fit each other, nor do the needs
of its figure 21 and appendix 14.2. Codes are those that the report's labels stand for in the SSDA903 return, in turn.
What belongs here: how many children of which kind. What does not: how they are counted.
"""

from datetime import date, timedelta
from itertools import cycle

from tests.golden.printed import collection_year, number, rows_of
from tests.golden.returns import Returns, birthday

YEARS = range(2013, 2018)
# The returns of appendix 14.1 are Walsall's own.
STARTS, ENTRIES, YEAR_ENDS = "E08000018", "E08000028", "E08000027"
WITH_PARENTS, LENGTHS, GROUPED_LENGTHS = "E08000031", "E08000025", "E08000026"
DAYS, PERCENTAGES = "E08000029", "E06000051"
NEEDS = {
    "Abuse or neglect": "N1",
    "Child's disability": "N2",
    "Parental illness or disability": "N3",
    "Family in acute stress": "N4",
    "Family dysfunction": "N5",
    "Socially unacceptable behaviour": "N6",
    "Low income": "N7",
    "Absent parenting": "N8",
}
_OLD = {
    "Foster placement with relative or friend": ("F1", "F4"),
    "Foster placement with other carer": ("F2", "F3", "F5", "F6"),
    "Homes, Hostels, Secure": ("H1", "H2", "H3", "H4", "H5"),
    "Missing": ("M1", "M2", "M3"),
}
_CURRENT = {
    "Foster placement with relative or friend": ("U1", "U2", "U3"),
    "Foster placement with other carer": ("U4", "U5", "U6"),
    "Homes, Hostels, Secure": ("K1", "K2", "H5"),
    "Other residential settings": ("R1", "R2", "R3", "R5"),
    "Other placement in the community": ("P2", "P3"),
    "Placed with parents": ("P1",),
    "Residential schools": ("S1",),
    "Place for Adoption with former FC": ("A3", "A5"),
    "Placed for adoption not with former FC": ("A4", "A6"),
    "Other Placements": ("Z1",),
    "Temporary": ("T0", "T1", "T2", "T3", "T4"),
}
_SUMS = {
    "Foster placements": (
        "Foster placement with relative or friend", "Foster placement with other carer",
    ),
    "Placed for adoption": (
        "Place for Adoption with former FC", "Placed for adoption not with former FC",
    ),
}  # fmt: skip
REASONS_FOR_CHANGE = {
    "Allegation (s47)": "ALLEG",
    "Carer requests placement end due to child's behaviour": "CREQB",
    "Carer requests placement end other than due to child's behaviour": "CREQO",
    "Change in the status of a placement only": "PLACE",
    "Change to/Implementation of Care Plan": "CARPL",
    "Child requests placement end": "CHILD",
    "Resignation/closure of provision": "CLOSE",
    "Responsible/Area authority requests placement end": "LAREQ",
    "Standards of Care concern": "STAND",
    "Other": "OTHER",
    "(blank)": "",
}
REASONS_FOR_LEAVING = {
    "Adopted": ("E11", "E12"),
    "Returned to parents / relatives": ("E4A", "E4B", "E13"),
    "SGO": ("E43", "E44"),
    "Residence Order / Child Arrangement Order": ("E41",),
    "Independent living": ("E5", "E6"),
    "Sentenced to custody": ("E9",),
    "Accommodation on remand ended": ("E14",),
    "Care taken over by another LA in the UK": ("E3",),
    "Transferred to Adult Social Services": ("E7",),
    "Died": ("E2",),
    "Any other reason": ("E8", "E15", "E16", "E17"),
}
# The smallest numbers of changes, leavers and starts that the printed percentages can come from.
CHANGES = {2016: 205, 2017: 174}
LEAVERS = {2013: 184, 2014: 180, 2015: 223, 2016: 168, 2017: 172}
STARTS_OF_FIGURE_21 = {2015: 36, 2016: 34, 2017: 186, 2018: 120}
ETHNICITIES = {
    "White": ("WBRI", "WIRI", "WOTH"),
    "Mixed": ("MWBC", "MOTH"),
    "Asian or Asian British": ("APKN", "AIND", "CHNE"),
    "Black or Black British": ("BCRB", "BAFR"),
    "Other ethnic groups": ("OOTH",),
}


def codes_of(label, year):
    """Return the placement codes of a label: before 2015/16 foster and residential ones had others."""
    if label in _SUMS:
        return tuple(code for part in _SUMS[label] for code in codes_of(part, year))
    old = label in _OLD and year <= 2015
    return _OLD[label] if old else _CURRENT[label]


def write(folder):
    """Write the returns of all authorities."""
    told = (
        starts(STARTS),
        entries(ENTRIES),
        year_ends(YEAR_ENDS),
        placed_with_parents(WITH_PARENTS),
        lengths(LENGTHS, "app14_5_average_duration_by_provider_placement"),
        lengths(GROUPED_LENGTHS, "fig28_average_length_by_placement"),
        days(DAYS),
    )
    for one in told:
        one.write(folder, YEARS)
    percentages(PERCENTAGES).write(folder, [*YEARS, *STARTS_OF_FIGURE_21.keys() - {*YEARS}])


def starts(la_code):
    """Appendix 14.2 and figure 18; the three starts that only figure 18 has are taken to be of low income."""
    lives = Returns(la_code)
    begun = [
        (NEEDS[row["need"]], collection_year(row["year"]), int(row["age_at_start"]), row["value"])
        for row in rows_of("walsall/app14_2_starting_by_age_need")
        if row["is_total"] == "0"
    ]
    missing = [("N7", 2013, 8, "1"), ("N7", 2014, 8, "1"), ("N7", 2017, 15, "1")]
    for need, year, age, children in (*begun, *missing):
        for at in range(number(children)):
            day = date(year - 1, 4, 1) + timedelta(days=at)
            lives.add(
                birthday(age, day), (day, day + timedelta(days=9), {"CIN": need, "REC": "E4A"})
            )
    return lives


def entries(la_code):
    """Section 6.4: how often each child started in the five years."""
    lives = Returns(la_code)
    for row in rows_of("walsall/sec6_4_entries_into_care_five_years"):
        if row["measure"] == "Number":
            for at in range(number(row["value"])):
                days = [
                    date(2012, 4, 2) + timedelta(days=at % 300 + 290 * k)
                    for k in range(int(row["entries"]))
                ]
                spells = [(day, day + timedelta(days=20), {"REC": "E4A"}) for day in days]
                lives.add(date(2005, 6, 7), *spells)
    return lives


def year_ends(la_code):
    """Appendix 14.3 with the sexes of section 4.1 and the ethnic groups of figure 9."""
    lives, children = Returns(la_code), {}
    for row in rows_of("walsall/app14_3_placement_and_need_at_year_end"):
        if row["is_total"] == "0":
            kind = (row["placement_group"], NEEDS[row["need"]])
            children.setdefault(row["year"], []).extend([kind] * number(row["value"]))
    for label, kinds in children.items():
        year = collection_year(label)
        sexes = _parts("sec4_1_gender", ("sex", "year"), label, of=len(kinds))
        groups = _parts("fig09_ethnicity", ("ethnic_group", "population"), label, of=len(kinds))
        for at, (place, need) in enumerate(kinds):
            codes = codes_of(place, year)
            told = {"CIN": need, "PLACE": codes[at % len(codes)], "REC": "E4A"}
            kind = ETHNICITIES[groups[at] if groups else "White"]
            lives.add(
                date(year - 12, 5, 5),
                (date(year, 1, 1), date(year, 4, 20), told),
                sex="2" if sexes and sexes[at] == "Female" else "1",
                ethnicity=kind[at % len(kind)],
            )
    return lives


def placed_with_parents(la_code):
    """Appendix 14.4 and figure 26, its sum over the years."""
    lives = Returns(la_code)
    for row in rows_of("walsall/app14_4_placed_with_parents_by_age_need_year"):
        if row["is_total"] == "0":
            year = collection_year(row["year"])
            begun, ended = date(year - 1, 5, 1), date(year, 2, 1)
            codes = {"CIN": row["need"][:2], "PLACE": "P1", "PLACE_PROVIDER": "PR0", "REC": "E4A"}
            for _ in range(number(row["value"])):
                lives.add(birthday(int(row["age"]), begun), (begun, ended, codes))
    return lives


def lengths(la_code, table):
    """Appendix 14.5 or figure 28: two placements for each average, one as much shorter as the other is longer."""
    lives = Returns(la_code)
    for row in rows_of(f"walsall/{table}"):
        if row["is_total"] == "0":
            year, mean = collection_year(row["year_placement_ended"]), number(row["value"])
            places = cycle(codes_of(_line(row["placement_group"]), year))
            for days in (mean - mean // 3, mean + mean // 3):
                ended = date(year - 1, 9, 30)
                codes = {
                    "PLACE": next(places),
                    "PLACE_PROVIDER": row.get("provider_code", "PR1"),
                    "REC": "E4A",
                }
                lives.add(date(2000, 1, 1), (ended - timedelta(days=days), ended, codes))
    return lives


def _line(label):
    """Appendix 14.5 spells the two lines of adoption in full."""
    return (
        label.replace("foster carers", "FC").replace("foster carer", "FC")
        if "doption " in label
        else label
    )


def days(la_code):
    """Figure 27: children placed for the whole of the year, and one for the days that are left."""
    lives = Returns(la_code)
    for row in rows_of("walsall/fig27_days_by_placement"):
        if row["is_total"] == "0" and row["measure"] == "days":
            year = collection_year(row["year"])
            first, last = date(year - 1, 4, 1), date(year, 4, 1)
            places = cycle(codes_of(row["placement_group"], year))
            whole, left = divmod(number(row["value"]), (last - first).days)
            for end in [last] * whole + [first + timedelta(days=left)] * (left > 0):
                lives.add(date(2001, 1, 1), (first, end, {"PLACE": next(places), "REC": "E4A"}))
    return lives


def percentages(la_code):
    """Figures 21, 30 and 34, of children who neither start, change nor leave but as these three say."""
    lives, before = Returns(la_code), date(2011, 3, 1)
    for need, year, children in shares(
        "fig21_starting_by_need_percent", "need", "period", STARTS_OF_FIGURE_21
    ):
        for _ in range(children):
            lives.add(date(2006, 1, 1), (date(year - 1, 8, 1), None, {"CIN": need[:2]}))
    for label, year, children in shares(
        "fig30_reason_placement_change_percent", "reason", "year", CHANGES
    ):
        code, changed = REASONS_FOR_CHANGE[label], date(year - 1, 7, 1)
        moved = {"RNE": "T" if code == "PLACE" else "P", "PLACE": "U6"}
        for _ in range(children):
            lives.add(date(2006, 1, 1), (before, changed, {"REASON": code}), (changed, None, moved))
    for label, year, children in shares(
        "fig34_ceasing_reason_percent", "reason", "area_year", LEAVERS
    ):
        reasons = cycle(REASONS_FOR_LEAVING[label])
        for _ in range(children):
            lives.add(date(2004, 1, 1), (before, date(year - 1, 12, 1), {"REC": next(reasons)}))
    return lives


def shares(table, kind, period, totals):
    """Yield the kind, the year and the number of children of each percentage printed of a year's number."""
    for row in rows_of(f"walsall/{table}"):
        label = row[period].removeprefix("Walsall ").removeprefix("To Aug ")
        year = collection_year(label) if label[:2] == "20" else 0
        if year in totals:
            yield row[kind], year, round(float(row["value"].rstrip("%")) * totals[year] / 100)


def _parts(table, columns, label, *, of):
    """Return the group of each of a number of children, in the shares printed for a year; none if it has none."""
    kind, period = columns
    rows = [row for row in rows_of(f"walsall/{table}") if row[period] in (label, f"LAC {label}")]
    hundred = [row[kind] for row in rows for _ in range(number(row["value"].rstrip("%")))]
    return [hundred[at * len(hundred) // of] for at in range(of)] if hundred else []
