"""The contracts of the two statutory returns, held against each other and against the columns, elements and codes that
open pipelines read (the folder `shared/spec` beside the repository).
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from pipeline.sources.contract.codes import Code, read_codes
from pipeline.sources.contract.definition import Column, Table, heading_key
from pipeline.sources.contract.load import load_sources, read_column_map

ROOT = Path(__file__).parents[4]
SEEDS = ROOT / "seeds"
SPEC = ROOT.parent / "shared" / "spec"
FIRST_YEAR = {"ssda903": 2015, "cin_census": 2013}
SPEC_FROM, NEWEST = 2017, 2027  # the specification says nothing of the years before it begins

SOURCES = {source.name: source for source in load_sources(ROOT / "contracts", seeds=SEEDS)}
TABLES = [table for name in FIRST_YEAR for table in SOURCES[name].tables]

IN_OUR_WORDS = {
    "placed_adoption": "placed_for_adoption",
    "prev_perm": "previous_permanence",
    "social_worker": "social_worker_episodes",
}
# Where the specification and the validation rules differ, by heading: the codes that differ, and the years.
DIFFERENCES = {
    "PLACE": {"H5": range(2025, 2026), "P2": range(2025, 2026), "Z1": range(2026, NEWEST + 1)},
    "ACCOM": {"S1": range(SPEC_FROM, NEWEST + 1), "X1": range(SPEC_FROM, NEWEST + 1)},
}
TYPES = {
    "string": {"text", "code"},
    "category": {"code", "boolean"},
    "integer": {"integer", "code"},
    "date": {"date", "partial_date"},
    "postcode": {"code"},
    "gYear": {"integer"},
    "dateTime": {"timestamp"},
}


def table_id(table: Table) -> str:
    return "/".join(table.key)


def headings_by_year(table: Table) -> dict[int, dict[str, str]]:
    return read_column_map(SEEDS / "column_maps" / table.source / f"{table.name}.csv")


def is_in(table: Table, column: Column, year: int) -> bool:
    return (table.since or 0) <= year <= (table.until or 9999) and column.is_in(year)


# Without the specification


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_the_column_map_has_every_year_and_every_column(table: Table) -> None:
    path = SEEDS / "column_maps" / table.source / f"{table.name}.csv"
    first_line = path.read_text(encoding="utf-8").splitlines()[0]

    stated = [column.name for column in table.columns if not column.optional]
    assert first_line.split(",") == ["collection_year", *stated]
    assert list(headings_by_year(table)) == list(range(FIRST_YEAR[table.source], NEWEST + 1))


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_a_year_has_a_heading_when_the_contract_has_the_column_then(table: Table) -> None:
    years = headings_by_year(table)

    for column in table.columns:
        for year, headings in years.items():
            is_stated = is_in(table, column, year) and not column.optional
            assert (column.name in headings) == is_stated, (column.name, year)
        assert years[NEWEST].get(column.name, column.heading) == column.heading


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_a_heading_leads_to_one_column(table: Table) -> None:
    keys = [
        key
        for column in table.columns
        for key in {heading_key(heading) for heading in (column.heading, *column.other_headings)}
    ]

    assert len(table.by_heading) == len(keys)
    assert len({column.raw_name for column in table.columns}) == len(table.columns)


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_the_headings_of_any_year_fit_their_own_table_best(table: Table) -> None:
    for headings in headings_by_year(table).values():
        if headings:
            assert best_fit(table.source, set(headings.values())) == table


def best_fit(source: str, headings: set[str]) -> Table:
    """Return the table whose proof the headings hold, and of several the one that knows most of them."""

    def known(table: Table) -> set[str]:
        return {
            column.name
            for column in table.columns
            if headings & {column.heading, *column.other_headings}
        }

    fitting = [
        table for table in SOURCES[source].tables if known(table) >= set(table.recognised_by)
    ]
    return max(fitting, key=lambda table: len(known(table)))


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_a_column_says_its_type_by_its_name(table: Table) -> None:
    ends = {"date": "_date", "partial_date": "_date", "timestamp": "_timestamp"}

    for column in table.columns:
        assert column.name.endswith(ends.get(column.type, "")), column.name
        assert column.name.startswith(("is_", "has_")) == (column.type == "boolean"), column.name


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_what_tells_a_person_is_classed_so(table: Table) -> None:
    identifiers = ("la_child_id", "upn", "former_upn", "social_worker_id")
    telling = ("birth_date", "death_date", "postcode", "urn", "ethnicity_code")
    of_no_child = {"cin_census/header", "ssda903/childrens_home", "ssda903/social_care_provider"}

    for column in table.columns:
        assert (column.privacy == "identifier") == (column.name in identifiers), column.name
        if column.name.endswith(telling) or column.name == "sex_code":
            assert column.privacy == "quasi", column.name
        if column.privacy == "open":
            assert table_id(table) in of_no_child, column.name


@pytest.mark.parametrize("table", TABLES, ids=table_id)
def test_an_open_row_is_told_by_the_date_of_something_that_happened(table: Table) -> None:
    if table.open_while_blank:
        assert table.by_name[table.open_while_blank].event
        assert not table.by_name[table.open_while_blank].required
        assert table.has_events_in_year


def test_the_keys_made_from_an_xml_are_those_that_its_row_lies_in() -> None:
    keys = {
        (table.name, column.name): column.counts in table.xml_row
        for table in TABLES
        for column in table.columns
        if column.counts
    }

    assert all(keys.values())
    assert keys.keys() == {
        (table.name, column.name)
        for table in SOURCES["cin_census"].tables
        for column in table.columns
        if column.name.endswith("_id") and column.name != "la_child_id"
    }


# Against the specification


@cache
def spec_rows(name: str) -> list[dict[str, str]]:
    with (SPEC / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


needs_specification = pytest.mark.skipif(
    not SPEC.is_dir(),
    reason="the folder shared, which has the specification, is not beside the repository",
)


def ssda903_columns() -> Iterator[tuple[dict[str, str], Table, Column]]:
    tables = {table.name: table for table in SOURCES["ssda903"].tables}
    for row in spec_rows("ssda903_columns.csv"):
        table = tables[IN_OUR_WORDS.get(row["table"], row["table"])]
        column = table.by_heading[heading_key(row["column"])]
        yield row, table, column


def cin_census_elements() -> Iterator[tuple[dict[str, str], Table, Column]]:
    for row in spec_rows("cin_census_elements.csv"):
        if row["type"] != "complex":
            yield row, *cin_census_column(row["path"])


def cin_census_column(path: str) -> tuple[Table, Column]:
    """Return the table whose row the element lies in, the nearest above it, and the column it fills."""
    _, _, *above, element = path.split("/")
    within = [
        table
        for table in SOURCES["cin_census"].tables
        if list(table.xml_row) in ([*above, element][:depth] for depth in range(1, 9))
        and heading_key(element) in table.by_heading
    ]
    table = max(within, key=lambda table: len(table.xml_row))
    return table, table.by_heading[heading_key(element)]


def years_of(row: dict[str, str], first: str, last: str) -> range:
    return range(int(row[first]), int(row[last] or NEWEST) + 1)


@cache
def codes_of(source: str, name: str) -> tuple[Code, ...]:
    return read_codes(SEEDS, source, name)


def valid_codes(table: Table, column: Column, year: int) -> set[str]:
    if column.type == "boolean":
        return {"0", "1"}
    codes = codes_of(table.source, column.codes)
    return {
        code.code for code in codes if (code.first_year or 0) <= year <= (code.last_year or 9999)
    }


def differing(heading: str, year: int) -> set[str]:
    return {code for code, years in DIFFERENCES.get(heading, {}).items() if year in years}


@needs_specification
def test_every_column_of_the_ssda903_is_in_a_contract() -> None:
    rows = list(ssda903_columns())

    for row, table, column in rows:
        assert column.heading == row["column"]
        assert table.columns[int(row["position"]) - 1] is column, row
        assert column.type in TYPES[row["type"]], row
        assert column.required == (row["can_be_blank"] == "no"), row
        first = int(row["column_first_year"])
        assert is_in(table, column, first)
        assert is_in(table, column, first - 1) == (first == SPEC_FROM), row
    told = {(table.name, column.name) for _, table, column in rows}
    assert {table.name for table in SOURCES["ssda903"].tables} - {name for name, _ in told} == {
        "childrens_home",
        "deprivation_of_liberty",
        "social_care_provider",
    }


@needs_specification
def test_every_element_of_the_cin_census_is_in_a_contract() -> None:
    rows = list(cin_census_elements())

    for row, table, column in rows:
        element = row["path"].split("/")[-1]
        years = headings_by_year(table)
        for year in years_of(row, "path_first_year", "path_last_year"):
            assert years[year][column.name] == element, row
        assert column.type in TYPES[row["type"]] | (
            {"boolean"} if "0;1" in row["allowed_values"] else set()
        ), row
        assert column.required == (row["min_occurs"] == "1"), row
    told = {(table.name, column.name) for _, table, column in rows}
    ours = {
        (table.name, column.name)
        for table in SOURCES["cin_census"].tables
        for column in table.columns
        if table.name != "pre_proceedings"
        and not (column.counts or column.optional)
        and (column.name != "la_child_id" or table.name == "child_identifiers")
    }
    assert told == ours


@needs_specification
def test_the_codes_of_a_year_are_those_of_the_specification() -> None:
    for row, table, column in ssda903_columns():
        if row["categories_allowed"]:
            theirs = set(row["categories_allowed"].split(";"))
            for year in years_of(row, "first_year", "last_year"):
                differ = theirs ^ valid_codes(table, column, year)
                assert differ == differing(column.heading, year), (row["column"], year)
    for row, table, column in cin_census_elements():
        if row["allowed_values"]:
            theirs = set(row["allowed_values"].split(";"))
            for year in years_of(row, "first_year", "last_year"):
                assert theirs == valid_codes(table, column, year), (row["path"], year)


@needs_specification
def test_every_code_of_the_specification_has_its_years() -> None:
    for row in spec_rows("ssda903_categories.csv"):
        table = next(
            table
            for table in SOURCES["ssda903"].tables
            if table.name == IN_OUR_WORDS.get(row["table"], row["table"])
        )
        column = table.by_heading[heading_key(row["column"])]
        if column.type == "code" and row["code"] not in DIFFERENCES.get(row["column"], {}):
            assert_same_years(code_of(table, column, row["code"]), row)
    for row in spec_rows("cin_census_categories.csv"):
        table, column = cin_census_column(row["path"])
        if column.type == "code":
            assert_same_years(code_of(table, column, row["code"]), row)


def code_of(table: Table, column: Column, code: str) -> Code:
    return next(one for one in codes_of(table.source, column.codes) if one.code == code)


def assert_same_years(code: Code, row: dict[str, str]) -> None:
    since = None if int(row["first_year"]) == SPEC_FROM else int(row["first_year"])
    until = int(row["last_year"]) if row["last_year"] else None

    assert (code.first_year, code.last_year) == (since, until), row
