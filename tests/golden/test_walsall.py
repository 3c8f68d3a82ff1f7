"""Walsall's published tables of care, reproduced by the marts from returns that hold as many children as they print.

No return holds what figures 31 (care plans), 37 and 38 (costs) and 41 (demand) are of; figure 3 is of other
authorities, in DfE's rounding.
"""

from collections import Counter
from decimal import Decimal

import pytest

from tests.golden import walsall_lives as lives
from tests.golden.printed import (
    MISSING,
    TABLES,
    collection_year,
    number,
    percent,
    rounded,
    rows_of,
)

pytestmark = pytest.mark.skipif(not (TABLES / "walsall").exists(), reason=MISSING)


def with_margins(rows):
    """Count the last column of the rows by the others, and by All in place of any of them."""
    counts = Counter()
    for *kinds, count in rows:
        cells = [()]
        for kind in kinds:
            cells = [(*cell, one) for cell in cells for one in (str(kind), "All")]
        for cell in cells:
            counts[cell] += int(count)
    return counts


def cells_of(table, *columns, of=lambda row: True):
    """Return the cells of a printed table by its columns, years as collection years."""
    return {
        tuple(_year(row[name]) if name == "year" else row[name] for name in columns): number(
            row["value"]
        )
        for row in rows_of(f"walsall/{table}")
        if of(row)
    }


def _year(label):
    return label if label == "All" else str(collection_year(label))


def test_starts_by_age_and_first_placement(marts):
    """Appendix 14.1, from its own five rebuilt returns."""
    told = with_margins(marts("""
        SELECT first_placement_group, collection_year, age_at_start, SUM(starts) FROM mart_starts
        WHERE la_code = 'E08000030' GROUP BY ALL
    """))  # fmt: skip
    columns = ("placement_group", "year", "age_at_start")
    printed = cells_of("app14_1_starting_by_age_placement", *columns)
    assert {cell: told[cell] for cell in printed} == printed
    cells = {cell for cell, starts in printed.items() if starts and "All" not in cell}
    assert {cell for cell, starts in told.items() if starts and "All" not in cell} == cells
    assert len(cells) == 249


def test_starts_by_age_and_need(marts):
    """Appendix 14.2. It has no line for low income, so its totals are of the other needs.

    Three rows can be read in two ways and are left out cell by cell, as their totals do not depend on it.
    """
    told = with_margins(marts(f"""
        SELECT category_of_need, collection_year, age_at_start, SUM(starts) FROM mart_starts
        WHERE la_code = '{lives.STARTS}' AND category_of_need <> 'Low income' GROUP BY ALL
    """))  # fmt: skip
    columns = ("need", "year", "age_at_start")
    printed = cells_of(
        "app14_2_starting_by_age_need", *columns, of=lambda row: "ambiguous" not in row["status"]
    )
    assert {cell: told[cell] for cell in printed} == printed
    assert len(printed) > 380
    assert told["All", "All", "All"] == 1558
    every = cells_of("app14_2_starting_by_age_need", *columns)
    assert {cell for cell, starts in told.items() if starts and "All" not in cell} <= set(every)


def test_starts_by_age_in_percent(marts):
    """Figure 18, of 1,561 starts: appendix 14.2 leaves out three, 14.1 one. They count all here."""
    told = with_margins(marts(f"""
        SELECT age_at_start, collection_year, SUM(starts) FROM mart_starts
        WHERE la_code = '{lives.STARTS}' GROUP BY ALL
    """))  # fmt: skip
    assert [told["All", str(year)] for year in lives.YEARS] == [354, 352, 322, 275, 258]
    printed = [
        row for row in rows_of("walsall/fig18_starting_by_age_percent") if row["year"] != "Change"
    ]
    for row in printed:
        year, age = str(collection_year(row["year"])), row["age_at_start"]
        if age != "Total":
            assert percent(told[age, year], told["All", year], 1) == row["value"], (age, year)
    assert len(printed) >= 90


def test_entries_into_care_in_five_years(marts):
    """Section 6.4: who has a first entry and no second entered once."""
    starts = Counter(dict(marts(f"""
        SELECT entry_number, SUM(starts)::INTEGER FROM mart_starts
        WHERE la_code = '{lives.ENTRIES}' GROUP BY entry_number
    """)))  # fmt: skip
    for row in rows_of("walsall/sec6_4_entries_into_care_five_years"):
        children = starts[int(row["entries"])] - starts[int(row["entries"]) + 1]
        told = percent(children, starts[1], 1) if row["measure"] == "%" else str(children)
        assert told == row["value"], row["entries"]
    assert (starts.total(), starts[1]) == (1561, 1200)


def test_children_looked_after_by_placement_and_need(marts):
    """Appendix 14.3."""
    told = with_margins(marts(f"""
        SELECT collection_year, placement_group, category_of_need, SUM(children) FROM mart_looked_after
        WHERE la_code = '{lives.YEAR_ENDS}' GROUP BY ALL
    """))  # fmt: skip
    printed = cells_of("app14_3_placement_and_need_at_year_end", "year", "placement_group", "need")
    assert {cell: told[cell] for cell in printed} == printed
    assert {cell for cell in told if "All" not in cell} == {
        cell for cell in printed if "All" not in cell
    }
    assert told["All", "All", "All"] == 3189


@pytest.mark.parametrize(
    ("table", "column", "period", "dimension"),
    [
        ("sec4_1_gender", "sex", "year", "sex"),
        ("fig09_ethnicity", "ethnic_group", "population", "ethnic_group"),
    ],
)
def test_children_looked_after_in_percent(marts, table, column, period, dimension):
    """Section 4.1 and figure 9; our ethnic groups have the longer names of today."""
    told = with_margins(marts(f"""
        SELECT {dimension}, collection_year, SUM(children) FROM mart_looked_after
        WHERE la_code = '{lives.YEAR_ENDS}' GROUP BY ALL
    """))  # fmt: skip
    names = {kind.split()[0].strip(","): kind for kind, _ in told}
    printed = [row for row in rows_of(f"walsall/{table}") if row[period].startswith(("LAC", "20"))]
    for row in printed:
        year = str(collection_year(row[period].removeprefix("LAC ")))
        kind = names[row[column].split()[0]]
        assert percent(told[kind, year], told["All", year]) == row["value"], (kind, year)
    assert len(printed) >= 6


def test_children_placed_with_parents_by_age_and_need(marts):
    """Appendix 14.4 and figure 26. Of which day the ages are is left open: here of the first of the year so placed."""
    told = with_margins(marts(f"""
        SELECT collection_year, category_of_need_code, age, SUM(children) FROM mart_children_placed
        WHERE la_code = '{lives.WITH_PARENTS}' AND placement_group = 'Placed with parents' GROUP BY ALL
    """))  # fmt: skip
    printed = {
        (year, need if need == "All" else need[:2], age): children
        for (year, need, age), children in cells_of(
            "app14_4_placed_with_parents_by_age_need_year", "year", "need", "age"
        ).items()
    }
    assert {cell: told[cell] for cell in printed} == printed
    assert [told[str(year), "All", "All"] for year in lives.YEARS] == [88, 95, 88, 84, 85]
    figure = rows_of("walsall/fig26_placed_with_parents_by_age_need")
    for row in figure:
        age = row["age"].replace("Total", "All").replace("%", "All")
        need = "All" if row["need"] in ("Total", "%") else row["need"][:2]
        children = told["All", need, age]
        shares = "%" in row["value"]
        told_cell = percent(children, 440) if shares else str(children)
        assert told_cell == row["value"], (age, need)
    assert len(figure) > 100


def test_average_length_by_provider_and_placement(marts):
    """Appendix 14.5 and figure 29, which has some of its lines.

    A five-year average is the mean of the yearly averages, not of all placements; it is printed from averages with
    decimals, so that the mean of the printed years may be a day off.
    """
    told = {
        cell: Decimal(days) / placements
        for *cell, days, placements in marts(f"""
            SELECT
                provider_group_code, detailed_placement_group, collection_year,
                SUM(days_of_placements_ended)::INTEGER, SUM(placements_ended)::INTEGER
            FROM mart_placement_days
            WHERE la_code = '{lives.LENGTHS}' AND placements_ended > 0 GROUP BY ALL
        """)
        for cell in [tuple(cell)]
    }
    table = rows_of("walsall/app14_5_average_duration_by_provider_placement")
    kinds = [(row["provider_code"], _detailed(row["placement_group"])) for row in table]
    _check_averages(told, table, kinds, off_by_a_day=4)
    providers = {"Own Provision": "PR1", "Private Provision": "PR4", "Vuntary Provision": "PR5"}
    figure = rows_of("walsall/fig29_average_length_residential_by_provider")
    kinds = [(providers[row["provider"]], row["placement_group"]) for row in figure]
    _check_averages(told, figure, kinds, off_by_a_day=1)


def test_average_length_by_placement(marts):
    """Figure 28."""
    told = {
        (group, year): Decimal(days) / placements
        for group, year, days, placements in marts(f"""
            SELECT
                placement_group, collection_year,
                SUM(days_of_placements_ended)::INTEGER, SUM(placements_ended)::INTEGER
            FROM mart_placement_days
            WHERE la_code = '{lives.GROUPED_LENGTHS}' AND placements_ended > 0 GROUP BY ALL
        """)
    }
    figure = rows_of("walsall/fig28_average_length_by_placement")
    _check_averages(told, figure, [(row["placement_group"],) for row in figure], off_by_a_day=2)


def _detailed(label):
    """Appendix 14.5 writes the lines of adoption in words of its own."""
    if label.startswith("Place for Adoption"):
        return "Placed for adoption with former foster carer"
    return label.replace("foster carers", "foster carer")


def _check_averages(told, table, kinds, *, off_by_a_day):
    off = 0
    for row, kind in zip(table, kinds, strict=True):
        if row["is_total"] == "0":
            average = told[*kind, collection_year(row["year_placement_ended"])]
            assert str(rounded(average)) == row["value"], kind
            continue
        years = [told[*kind, year] for year in lives.YEARS if (*kind, year) in told]
        mean = sum(years) / len(years)
        assert abs(mean - int(row["value"])) < 1, kind
        off += rounded(mean) != int(row["value"])
    assert off == off_by_a_day


def test_days_by_placement(marts):
    """Figure 27."""
    told = with_margins(marts(f"""
        SELECT detailed_placement_group, collection_year, SUM(days) FROM mart_placement_days
        WHERE la_code = '{lives.DAYS}' GROUP BY ALL
    """))  # fmt: skip
    table = rows_of("walsall/fig27_days_by_placement")
    for row in table:
        line, year = _line(row["placement_group"]), str(collection_year(row["year"]))
        days = told[line, year]
        printed = row["value"]
        value = percent(days, told["All", year], 1) if row["measure"] == "percent" else f"{days:,}"
        assert value == printed, (line, year)
    assert len({row["placement_group"] for row in table}) == 13
    assert len(table) > 100


def _line(label):
    named = {
        "Place for Adoption with former FC": "Placed for adoption with former foster carer",
        "Placed for adoption not with former FC": "Placed for adoption not with former foster carer",
        "Grand Total": "All",
    }
    return named.get(label, label)


def test_reasons_for_placement_change(marts):
    """Figure 30. Its second year comes from 174 changes only if it was rounded twice, to hundredths and to tenths."""
    told = with_margins(marts(f"""
        SELECT reason_for_change_code, collection_year, SUM(changes) FROM mart_placement_changes
        WHERE la_code = '{lives.PERCENTAGES}' GROUP BY ALL
    """))  # fmt: skip
    assert {year: told["All", str(year)] for year in lives.CHANGES} == lives.CHANGES
    table = rows_of("walsall/fig30_reason_placement_change_percent")
    for row in table:
        year = str(collection_year(row["year"]))
        code = lives.REASONS_FOR_CHANGE[row["reason"]] or "Unknown"
        share = rounded(Decimal(100 * told[code, year]) / told["All", year], 2)
        assert f"{rounded(share, 1)}%" == row["value"], (code, year)
    assert len(table) == 22


def test_reasons_for_leaving_care(marts):
    """Figure 34, of the numbers of leavers of appendix 14.7; its column of England is not Walsall's."""
    told = with_margins(marts(f"""
        SELECT exit_reason_group, collection_year, SUM(leavers) FROM mart_leavers
        WHERE la_code = '{lives.PERCENTAGES}' GROUP BY ALL
    """))  # fmt: skip
    assert {year: told["All", str(year)] for year in lives.LEAVERS} == lives.LEAVERS
    groups = {
        "Returned to parents / relatives": "Returned to parents or relatives",
        "SGO": "Special guardianship order",
        "Residence Order / Child Arrangement Order": "Child arrangements order",
        "Care taken over by another LA in the UK": "Care taken over by another LA",
        "Transferred to Adult Social Services": "Transferred to adult social care",
        "Any other reason": "Other reason",
    }
    table = [
        row
        for row in rows_of("walsall/fig34_ceasing_reason_percent")
        if "Walsall" in row["area_year"]
    ]
    for row in table:
        year = str(collection_year(row["area_year"].removeprefix("Walsall ")))
        group = groups.get(row["reason"], row["reason"])
        assert percent(told[group, year], told["All", year], 1) == row["value"], (group, year)
    assert len(table) == 55


def test_starts_by_need_in_percent(marts):
    """Figure 21, which is not of the starts of appendix 14.2: taken from the smallest numbers that print so."""
    told = with_margins(marts(f"""
        SELECT category_of_need_code, collection_year, SUM(starts) FROM mart_starts
        WHERE la_code = '{lives.PERCENTAGES}' GROUP BY ALL
    """))  # fmt: skip
    table = rows_of("walsall/fig21_starting_by_need_percent")
    for row in table:
        year = str(collection_year(row["period"].removeprefix("To Aug ")))
        assert percent(told[row["need"][:2], year], told["All", year], 1) == row["value"], row
    assert len(table) == 32
