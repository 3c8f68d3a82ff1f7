import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RefusedError
from pipeline.sources.contract.definition import Table
from pipeline.sources.matching.book import Book
from pipeline.sources.matching.mapping import Mapping
from pipeline.sources.matching.recognise import (
    UnknownHeadingsError,
    known_headings,
    recognise,
)

EPISODES = ["CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC"]


def headings_of(table: Table) -> list[str]:
    return [column.heading for column in table.columns]


@given(data=st.data())
@settings(max_examples=200, derandomize=True, deadline=None)
def test_any_table_is_told_by_its_headings_however_they_are_ordered_and_written(
    book: Book, data: st.DataObject
) -> None:
    table = data.draw(st.sampled_from(book.tables), label="table")
    shuffled = data.draw(st.permutations(headings_of(table)), label="order")
    separator = data.draw(st.sampled_from(["_", " ", "-", ".", "", " / "]), label="separator")
    written = [
        data.draw(st.sampled_from([str.lower, str.upper, str.title, str.swapcase]))(
            f" {heading.replace('_', separator)}{data.draw(st.sampled_from(['', '*', ':', ' ']))}"
        )
        for heading in shuffled
    ]
    found = recognise(written, name=f"{table.file_words or ['x']}.csv", tables=book.tables)
    assert found.table.key == table.key
    assert found.unknown == ()
    assert [column.heading for column in found.matched if column] == shuffled


def test_headings_of_every_year_are_known(book: Book) -> None:
    for table in book.tables:
        for column in table.columns:
            for other in column.other_headings:
                headings = [other if c is column else c.heading for c in table.columns]
                found = recognise(headings, name=f"{table.name}.csv", tables=book.tables)
                assert (found.table.key, found.position[column.name]) == (
                    table.key,
                    headings.index(other),
                )


def test_what_is_unknown_and_what_is_missing_is_named(book: Book) -> None:
    headings = ["\ufeffChild", "Sex", "Birthday", "UPN", "ETHNIC", "Key worker", ""]
    found = recognise(headings, name="header.csv", tables=book.tables)
    assert found.table.key == ("ssda903", "header")
    assert found.unknown == (("Birthday", 2), ("Key worker", 5), ("column 7", 6))
    assert "DOB" in found.missing(2020)
    assert not {"ETHNIC", "UASC"} & set(found.missing(2020))


def test_a_column_is_missing_only_in_years_that_have_it(book: Book) -> None:
    table = book.by_key["ssda903", "episodes"]
    found = recognise(EPISODES, name="x.csv", tables=book.tables)
    for year in range(2015, 2027):
        stated = {c.heading for c in table.columns if c.is_in(year) and not c.optional}
        missing = stated - set(EPISODES)
        assert set(found.missing(year)) == missing


def test_a_tie_is_settled_by_the_file_name_or_refused(book: Book) -> None:
    table = book.by_key["finance", "unit_cost"]
    twin = table.model_copy(update={"name": "unit_cost_twin", "file_words": ("twin",)})
    tables = (table, twin)
    for name, expected in [("a/unit cost 2025.csv", "unit_cost"), ("Twin.csv", "unit_cost_twin")]:
        assert recognise(headings_of(table), name=name, tables=tables).table.name == expected
    with pytest.raises(RefusedError, match="several tables equally well") as refusal:
        recognise(headings_of(table), name="a/file.csv", tables=tables)
    assert "finance/unit_cost" in refusal.value.message


def test_the_folder_does_not_settle_a_tie(book: Book) -> None:
    table = book.by_key["finance", "unit_cost"]
    twin = table.model_copy(update={"name": "unit_cost_twin", "file_words": ("twin",)})
    with pytest.raises(RefusedError, match="several tables"):
        recognise(headings_of(table), name="twin/file.csv", tables=(table, twin))


def test_a_refusal_names_the_closest_table_and_what_it_lacks(book: Book) -> None:
    with pytest.raises(
        UnknownHeadingsError, match=r"closest is ssda903/episodes .* CHILD, "
    ) as one:
        recognise(["DECOM", "RNE", "CIN", "PLACE", "DEC", "REC"], name="x.csv", tables=book.tables)
    assert "--explain" in one.value.remedy


def test_a_refusal_of_what_may_be_a_childs_row_repeats_nothing_of_it(book: Book) -> None:
    with pytest.raises(UnknownHeadingsError) as refusal:
        recognise(["A100", "Smith"], name="x.csv", tables=book.tables)
    assert "Smith" not in str(refusal.value)
    assert "A100" not in str(refusal.value)


@pytest.mark.parametrize(
    "twice", [["DEC", "dec "], ["Note", "NOTE"]], ids=["a known one", "an unknown one"]
)
def test_two_headings_for_one_column_are_refused(book: Book, twice: list[str]) -> None:
    headings = [heading for heading in EPISODES if heading != "DEC"] + twice
    with pytest.raises(RefusedError, match=f"same column: {twice[0]}, {twice[1].strip()}"):
        recognise(headings, name="x.csv", tables=book.tables)


def test_blank_headings_are_no_duplicates(book: Book) -> None:
    found = recognise([*EPISODES, "", ""], name="x.csv", tables=book.tables)
    assert [label for label, _ in found.unknown] == ["column 10", "column 11"]


def test_a_mapping_makes_foreign_headings_known(book: Book) -> None:
    mapping = Mapping(
        name="ours",
        table="finance/placement_cost",
        headings={
            "Ref": "la_child_id",
            "From": "placement_start_date",
            "Fee (wk)": "weekly_cost_gbp",
        },
        files="*fees*",
    )
    headings = ["ref", "FROM", "fee wk", "Ward"]
    recognised = recognise(headings, name="fees.csv", tables=book.tables, mappings=[mapping])
    assert recognised.mapping is mapping
    assert recognised.position == {
        "la_child_id": 0,
        "placement_start_date": 1,
        "weekly_cost_gbp": 2,
    }
    with pytest.raises(UnknownHeadingsError):
        recognise(headings, name="other.csv", tables=book.tables, mappings=[mapping])
    with pytest.raises(UnknownHeadingsError):
        recognise(headings[1:], name="fees.csv", tables=book.tables, mappings=[mapping])


def test_known_headings_are_those_of_tables_and_mappings(book: Book) -> None:
    mapping = Mapping(name="m", table="finance/ledger_month", headings={"Our cc": "cost_centre"})
    known = known_headings(book.tables, [mapping])
    assert {"OURCC", "DECOM", "WEEKLYCOSTGBP"} <= known
    assert "WARD" not in known
