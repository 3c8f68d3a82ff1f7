"""Reading contracts: what a file says is what is read, and a file at fault is named with the key at fault."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.errors import ProjectError
from pipeline.sources.contract.definition import Source, Table
from pipeline.sources.contract.load import load_sources, read_column_map

SOURCE = """
title: Parcels
what_it_is: Parcels that came.
who_returns_it: The post.
when: Daily.
how_it_arrives: By cart.
irregularities: []
reference: None.
xml_root: PARCELS
tables: {place: la_year}
"""
TABLE = """
title: Parcel
description: One row per parcel.
recognised_by: [parcel_id]
columns:
  parcel_id: {heading: PARCEL, type: text, privacy: open, required: true, meaning: Its number.}
  weight: {heading: WEIGHT, other_headings: [KG], type: number, privacy: open, meaning: Its weight.}
"""
MAP = "collection_year,parcel_id,weight\n2020,PARCEL_NO,\n2021,PARCEL,MASS\n2022,PARCEL,WEIGHT\n"

Write = Callable[..., tuple[Source, ...]]


@pytest.fixture
def load(tmp_path: Path) -> Write:
    """Write a source of one table and read it."""

    def write(
        table: str = TABLE, *, source: str = SOURCE, column_map: str = MAP
    ) -> tuple[Source, ...]:
        texts = {
            "contracts/post/_source.yaml": source,
            "contracts/post/parcel.yaml": table,
            "seeds/column_maps/post/parcel.csv": column_map,
        }
        for name, text in texts.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return load_sources(tmp_path / "contracts", seeds=tmp_path / "seeds")

    return write


def test_a_table_takes_its_names_from_its_place_and_what_it_shares_from_the_source(
    load: Write,
) -> None:
    (source,) = load()
    (table,) = source.tables

    assert (source.name, source.xml_root) == ("post", "PARCELS")
    assert (table.key, table.raw_name) == (("post", "parcel"), "raw_post__parcel")
    assert table.place == "la_year"
    assert [column.raw_name for column in table.columns] == ["parcel", "weight"]


def test_headings_of_all_years_lead_to_the_column(load: Write) -> None:
    table: Table = load()[0].tables[0]

    assert table.by_name["parcel_id"].other_headings == ("PARCEL_NO",)
    assert table.by_name["weight"].other_headings == ("KG", "MASS")
    assert table.by_heading["PARCELNO"] is table.by_name["parcel_id"]


def test_a_year_without_a_column_leaves_it_out(tmp_path: Path) -> None:
    path = tmp_path / "parcel.csv"
    path.write_text(MAP, encoding="utf-8")

    assert read_column_map(path)[2020] == {"parcel_id": "PARCEL_NO"}


FAULTS = {
    "unknown key": (TABLE + "colour: red\n", "post/parcel.yaml: colour:"),
    "unknown key of a column": (
        TABLE.replace("type: number", "colour: red, type: number"),
        "post/parcel.yaml: columns.weight: colour:",
    ),
    "unknown type": (
        TABLE.replace("type: number", "type: heavy"),
        "post/parcel.yaml: columns.weight: type:",
    ),
    "no meaning": (
        TABLE.replace(", meaning: Its weight.", ""),
        "post/parcel.yaml: columns.weight: meaning:",
    ),
    "codes of a number": (
        TABLE.replace("type: number", "type: number, codes: colour"),
        "post/parcel.yaml: columns.weight",
    ),
    "headings that are no list": (
        TABLE.replace("[KG]", "KG"),
        "post/parcel.yaml: columns.weight.other_headings:",
    ),
    "no columns": (TABLE.split("columns:", maxsplit=1)[0], "post/parcel.yaml: columns:"),
    "columns that are a list": (
        TABLE.split("columns:", maxsplit=1)[0] + "columns: [a]\n",
        "post/parcel.yaml: columns:",
    ),
    "recognised by a column it has not": (
        TABLE.replace("[parcel_id]", "[colour]"),
        "post/parcel.yaml: Value error, post/parcel has no columns colour",
    ),
    "description of another form": (
        TABLE.replace("One row per parcel.", "Parcels"),
        "post/parcel.yaml: description:",
    ),
    "no mapping": ("- a\n- b\n", "post/parcel.yaml: a mapping is expected"),
    "no YAML": ("title: [", "post/parcel.yaml: "),
}


@pytest.mark.parametrize(("table", "told"), FAULTS.values(), ids=FAULTS)
def test_a_contract_at_fault_is_named_with_its_key(load: Write, table: str, told: str) -> None:
    with pytest.raises(ProjectError) as raised:
        load(table)

    assert told in raised.value.message


@pytest.mark.parametrize(
    ("column_map", "told"),
    [
        ("collection_year,parcel_id,colour\n2020,PARCEL,COLOUR\n", "colour"),
        ("collection_year,parcel_id\nlast,PARCEL\n", "column map parcel.csv"),
        ("year,parcel_id\n2020,PARCEL\n", "column map parcel.csv"),
        ("collection_year,parcel_id\n2020,PARCEL,WEIGHT\n", "the column map has others"),
    ],
    ids=["unknown column", "a year that is no number", "no year", "more cells than headings"],
)
def test_a_column_map_at_fault_is_named(load: Write, column_map: str, told: str) -> None:
    with pytest.raises(ProjectError, match=told) as raised:
        load(column_map=column_map)

    assert "post/parcel.yaml" in raised.value.message


def test_all_files_at_fault_are_told_together(load: Write) -> None:
    with pytest.raises(ProjectError) as raised:
        load("title: [", source=SOURCE.replace("when: Daily.\n", ""))

    assert "post/parcel.yaml: " in raised.value.message
    assert "post/_source.yaml: when: Field required" in raised.value.message


def test_no_contracts_at_all_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="none in"):
        load_sources(tmp_path, seeds=tmp_path)
