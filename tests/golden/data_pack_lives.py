"""Lives that make the printed tables and messages of DfE's data pack of 2013, and no more.

Numbers are printed to the nearest ten, so each stands for several; these are taken such that parts and totals, which
do not add up as printed, all print as they should. What needs all children of England is told by one child in ten.
What belongs here: how many children of which kind. What does not: how they are counted.
"""

from datetime import date, timedelta
from itertools import chain, cycle

from tests.golden.printed import number, rows_of
from tests.golden.returns import Returns, birthday

NEEDS = {
    "Abuse or neglect": "N1",
    "Child's disability": "N2",
    "Parents' illness or disability": "N3",
    "Family in acute stress": "N4",
    "Family dysfunction": "N5",
    "Socially unacceptable behaviour": "N6",
    "Low income": "N7",
    "Absent parenting": "N8",
}
# A single year of age for each band: of those aged 10 to 15, most with ten or more placements are 13 or over.
AGES = {"Under 1yr": 0, "1 - 4yrs": 3, "5 - 9yrs": 7, "10 - 15yrs": 14, "16yrs +": 16}
# The fewest and the most placements of each band; of the last, one more.
BANDS = {"1": (1, 1), "2": (2, 2), "3": (3, 3), "4 or 5": (4, 5), "6 to 9": (6, 9), "10+": (10, 11)}
# Reasons told with all their bands, and how many more have one or two placements than is printed: the parts of a row
# do not add up to its total, and 10 % of 1,150 had 4 to 9 placements though 70 and 40 are printed.
FEW_ROWS = {
    "Child's disability": 0,
    "Parents' illness or disability": 0,
    "Socially unacceptable behaviour": -4,
    "Low income": 4,
    "Absent parenting": -4,
}
# Messages that need more than what is printed of a cell: a quarter of those with ten or more, 4 % with 6 to 9.
_KNOWN = {
    ("Family dysfunction", "10+"): 60,
    ("Socially unacceptable behaviour", "4 or 5"): 74,
    ("Socially unacceptable behaviour", "6 to 9"): 43,
}
MANY, TENTH, LEAVERS, HOME = "E08000035", "E08000032", "E08000033", "E08000034"
LOWEST, HIGHEST = "E08000036", "E08000017"


def write(folder):
    """Write the returns of all authorities."""
    many_placements(MANY).write(folder, [2012])
    # A placement that ended in 2008/09 is in no return of 2011/12, and with it the first years of care.
    one_in_ten(TENTH).write(folder, [2009, 2012])
    leavers(LEAVERS).write(folder, [2004, 2008, 2012])
    went_home(HOME).write(folder, range(2007, 2013))
    few_leavers(LOWEST, home=9).write(folder, range(2010, 2013))
    few_leavers(HIGHEST, home=60).write(folder, range(2010, 2013))


def tidy(label):
    """Return a printed label with plain dashes."""
    return label.replace("\N{EN DASH}", "-")


def cells_of(table, row, column):
    """Return the cells of a printed table by row and column, as printed."""
    return {
        (tidy(one[row]), tidy(one[column])): one["value"]
        for one in rows_of(f"dfe_data_pack/{table}")
    }


def placements_by_age():
    """Return figure 2."""
    table = "fig02_placements_by_age"
    return cells_of(table, "age_at_31_march_2012", "placements_in_year_ending_31_march_2012")


def placements_by_need():
    """Return figure 4."""
    table = "fig04_placements_by_reason_for_entering_care"
    return cells_of(table, "reason_for_entering_care", "placements_in_year_ending_31_march_2012")


def unrounded(cells, total, *, known=None):
    """Return counts of a total that print as the cells do: to the nearest ten, x for one to five."""
    known = known or {}
    counts = {
        key: known.get(key, 3 if text == "x" else number(text)) for key, text in cells.items()
    }
    free = [key for key, text in cells.items() if text != "0" and key not in known]
    step = 1 if sum(counts.values()) < total else -1
    for key in chain.from_iterable([free] * 9):
        moved = counts[key] + step
        least, most = _range_of(cells[key])
        if sum(counts.values()) != total and least <= moved <= most:
            counts[key] = moved
    assert sum(counts.values()) == total
    return counts


def many_placements(la_code):
    """Figures 2 and 4: all with three placements or more, and the reasons that few children have whole."""
    lives, ages, needs = Returns(la_code), placements_by_age(), placements_by_need()
    for band in ("3", "4 or 5", "6 to 9", "10+"):
        total = number(ages["All", band]) - (band == "10+") * 3
        by_age = unrounded({age: ages[age, band] for age in AGES}, total)
        known = {need: count for (need, of), count in _KNOWN.items() if of == band}
        by_need = unrounded({need: needs[need, band] for need in NEEDS}, total, known=known)
        pairs = zip(_each(by_age), _each(by_need), strict=True)
        for at, (age, need) in enumerate(pairs):
            _looked_after(lives, AGES[age], NEEDS[need], placements=BANDS[band][at % 2])
    for need, more in FEW_ROWS.items():
        for band in ("1", "2"):
            for _ in range(number(needs[need, band]) + more):
                _looked_after(lives, 8, NEEDS[need], placements=int(band))
    return lives


def _range_of(text):
    """Return the least and the most that is printed so."""
    return (1, 5) if text == "x" else (max(number(text) - 5, 6), number(text) + 4)


def _each(counts):
    return [kind for kind, count in counts.items() for _ in range(count)]


def _looked_after(lives, age, need, *, placements):
    day = date(2011, 4, 15)
    codes = {"CIN": need}
    lives.add(
        date(2011 - age, 4, 10),
        *_spells([day + timedelta(days=20 * at) for at in range(placements)], codes),
    )


def _spells(starts, codes):
    return [(start, end, codes) for start, end in zip(starts, [*starts[1:], None], strict=True)]


def one_in_ten(la_code):
    """Figures 2, 4 and 6 and what is said of all children: placements, ages, reasons, foster care, legal status."""
    lives, ages, needs = Returns(la_code), placements_by_age(), placements_by_need()
    children = {age: [] for age in AGES}
    for band in BANDS:
        total = number(ages["All", band]) // 10
        by_age = _tenths({age: ages[age, band] for age in AGES}, total)
        by_need = _tenths({need: needs[need, band] for need in NEEDS}, total)
        for age, need in zip(_each(by_age), _each(by_need), strict=True):
            children[age].append((band, need))
    fostered = _fostered()
    for age, of_age in children.items():
        # Who was long in one placement had one in the year.
        elsewhere = cycle(("V2", "recent", place) for place in ("K2", "P1", "A4"))
        plans = chain(fostered[age], elsewhere)
        for at, ((band, need), plan) in enumerate(zip(of_age, plans, strict=False)):
            _plan(
                lives,
                10 if _is_ten(age, band, at) else AGES[age],
                need=NEEDS[need],
                band=band,
                plan=plan,
            )
    return lives


def _tenths(cells, total):
    counts = {kind: number(text.replace("x", "0")) // 10 for kind, text in cells.items()}
    largest = max(counts, key=counts.get)
    counts[largest] += total - sum(counts.values())
    return counts


def _is_ten(age, band, at):
    """Choose children aged ten, of whom 77 % have a single placement."""
    return age == "10 - 15yrs" and (1000 <= at < 1320 if band == "1" else at % 7 == 0)


def _fostered():
    """Return for each age a tenth of those fostered: legal status, how long, placement; the longest in one first."""
    cells = {}
    for row in rows_of("dfe_data_pack/fig06_foster_care_by_legal_status_duration_age"):
        value = number(row["value"].replace("-", "0")) // 10
        cells[row["legal_status"], tidy(row["measure"]), tidy(row["age_at_31_march_2012"])] = value
    names = dict(zip(AGES, ("Under 1", "1 - 4", "5 - 9", "10 - 15", "16 and over"), strict=True))
    places = _foster_placements()
    fostered = {}
    for age, name in names.items():
        plans, left = [], cells["Total", "Total", name]
        for label, code in (("Care order", cycle(["C1", "C2"])), ("Section 20", cycle(["V2"]))):
            every = cells[label, "Total number of children", name]
            long, settled = (
                cells[label, f"{of} - over 5 years", name] for of in ("Care", "Placement")
            )
            spans = (
                ["settled"] * settled + ["long"] * (long - settled) + ["recent"] * (every - long)
            )
            plans += [(next(code), span, next(places)) for span in spans]
            left -= every
        others = 20 * (age == "10 - 15yrs")
        spans = ["settled"] * others + ["recent"] * (left - others)
        plans += [("E1", span, next(places)) for span in spans]
        fostered[age] = sorted(plans, key=lambda plan: plan[1] != "settled")
    return fostered


def _foster_placements():
    """Yield foster placements, of which 737 in 5,025 are with relatives or friends."""
    friends, others = cycle(["U1", "U2", "U3"]), cycle(["U4", "U5", "U6"])
    for at in range(5025):
        yield next(friends if (at + 1) * 737 // 5025 > at * 737 // 5025 else others)


def _plan(lives, age, *, need, band, plan):
    status, span, place = plan
    begun = date(2011, 4, 15) if span == "recent" else date(2006, 5, 1)
    starts = [
        begun,
        *(date(2011, 4, 15) + timedelta(days=20 * at) for at in range(1, BANDS[band][0])),
    ]
    if span == "long" and band == "1":
        starts = [begun, date(2009, 1, 1)]
    codes = {"LS": status, "CIN": need, "PLACE": place}
    lives.add(date(2011 - age, 4, 10), *_spells(starts, codes))


def leavers(la_code):
    """Overview, figures 10 to 12: a tenth of those who ceased in 2004, 2008 and 2012, and of who went home."""
    lives = Returns(la_code)
    _leave(lives, 2004, home=[("V2", 100, "N1")] * 1264, others=[("C2", 800, "N1")] * 1316)
    _leave(lives, 2008, home=[("V2", 100, "N1")] * 953, others=[("C2", 800, "N1")] * 1491)
    home = _mixed(
        ["V2"] * 725 + ["C1"] * 153 + ["C2"] * 20 + ["L2"] * 118,
        [364] * 789 + [800] * 227,
        ["N3"] * 90 + ["N4"] * 180 + ["N8"] * 30 + ["N1"] * 716,
    )
    others = _mixed(
        ["V2"] * 708 + ["C1"] * 302 + ["C2"] * 680 + ["L2"] * 40,
        [100] * 444 + [366] * 1286,
        ["N3"] * 110 + ["N4"] * 220 + ["N8"] * 170 + ["N1"] * 1230,
    )
    _leave(lives, 2012, home=home, others=others)
    return lives


def _mixed(*parts):
    """Join lists of the same length, each in an order of its own."""
    return list(zip(*(_stirred(part, turn) for turn, part in enumerate(parts)), strict=True))


def _stirred(part, turn):
    step = (7, 11, 13, 17)[turn]
    assert len(part) % step, "another step, or some are taken twice"
    return [part[at * step % len(part)] for at in range(len(part))]


def _leave(lives, year, *, home, others):
    reasons = (cycle(["E4A", "E4B", "E13"]), cycle(["E11", "E43", "E41", "E6", "E8"]))
    for kinds, reason in zip((home, others), reasons, strict=True):
        for at, (status, days, need) in enumerate(kinds):
            ended = date(year - 1, 10, 1) + timedelta(days=at % 150)
            codes = {"LS": status, "CIN": need, "REC": next(reason)}
            age = (12, 13, 14, 4, 8)[at % 5]
            lives.add(birthday(age, ended), (ended - timedelta(days=days), ended, codes))


def few_leavers(la_code, *, home):
    """Figure 13: of a hundred children who ceased in three years, how many went home."""
    lives = Returns(la_code)
    for at in range(100):
        ended = date(2009 + at % 3, 8, 1)
        codes = {"REC": "E4A" if at < home else "E6"}
        lives.add(date(1995, 1, 1), (date(2008, 5, 1), ended, codes))
    return lives


def went_home(la_code):
    """Figure 14: a tenth of the children who went home in 2006-07, and where those were who came back."""
    lives = Returns(la_code)
    back = _mixed(
        [15] * 46 + [14] * 33 + [13] * 35 + [12] * 30 + [5] * 161,
        ["V2"] * 272 + ["C2"] * 6 + ["C1"] * 27,
        [30] * 78 + [100] * 114 + [400] * 113,
        [10] * 24 + [800] * 52 + [200] * 229,
    )
    stayed = _mixed(
        [14] * 47 + [13] * 43 + [12] * 40 + [5] * 592,
        ["V2"] * 528 + ["C2"] * 94 + ["C1"] * 100,
        [30] * 122 + [100] * 186 + [400] * 414,
    )
    left, again, stay = 46, 50, 82
    for at, (age, status, days, at_home) in enumerate(sorted(back, reverse=True)):
        home = date(2006, 6, 15) + timedelta(days=at % 200)
        first = (home - timedelta(days=days), home, {"LS": status, "REC": "E4A"})
        begun = home + timedelta(days=at_home)
        if at < left:
            end, reason = date(home.year + 3, home.month, min(home.day, 28)), "E6"
        elif at >= len(back) - stay:
            end, reason = None, ""
        else:
            end, reason = begun + timedelta(days=400), "E4B" if at - left < again else "E41"
        lives.add(birthday(age, home), first, (begun, end, {"REC": reason}))
    for at, (age, status, days) in enumerate(stayed):
        home = date(2006, 6, 15) + timedelta(days=at % 200)
        codes = {"LS": status, "REC": "E4B"}
        lives.add(birthday(age, home), (home - timedelta(days=days), home, codes))
    return lives
