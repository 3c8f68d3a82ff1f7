import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sources.formats.definition import Piece, RefusedRow, Sheet
from pipeline.sources.matching.align import align
from pipeline.sources.matching.book import Book
from pipeline.sources.matching.mapping import Mapping
from pipeline.sources.matching.recognise import Recognised, recognise

HEADINGS = ["Ref", "From", "Wk", "Bed type", "Ward"]
MAPPING = Mapping(
    name="ours",
    table="finance/placement_cost",
    headings={
        "Ref": "la_child_id",
        "From": "placement_start_date",
        "Wk": "weekly_cost_gbp",
        "Bed type": "placement_type_code",
    },
    dates=("%d %B %Y", "%b-%y"),
    codes={"placement_type_code": {"Foster ": "U4", "YES": "K2"}},
)


@pytest.fixture(scope="module")
def known(book: Book) -> Recognised:
    return recognise(HEADINGS, name="x.csv", tables=book.tables, mappings=[MAPPING])


def pieces_of(sheet: Sheet, known: Recognised, rows_before: int = 0) -> Piece:
    (batch,) = sheet.read()
    return align(batch, known, rows_before=rows_before)


def others_of(piece: Piece) -> list[dict[str, Any]]:
    return [json.loads(text) if text else {} for text in piece.other_values.to_pylist()]


def test_local_forms_are_translated_and_the_originals_kept(
    known: Recognised, make_sheet: Callable[..., Sheet]
) -> None:
    piece = pieces_of(
        make_sheet(
            HEADINGS,
            ["a", "01 May 2025", "900", " foster", "N"],
            ["b", "May-25", "901", "U4", ""],
            ["c", "who knows", "902", "Bed", "S"],
        ),
        known,
    )
    assert piece.columns.column("placement_start_date").to_pylist() == [
        "2025-05-01",
        "2025-05-01",
        "who knows",
    ]
    assert piece.columns.column("placement_type_code").to_pylist() == ["U4", "U4", "Bed"]
    assert others_of(piece) == [
        {"Ward": "N", "From": "01 May 2025", "Bed type": " foster"},
        {"Ward": "", "From": "May-25"},
        {"Ward": "S"},
    ]


def test_columns_come_in_the_order_of_the_contract_and_absent_ones_are_null(
    known: Recognised, make_sheet: Callable[..., Sheet]
) -> None:
    piece = pieces_of(make_sheet(HEADINGS, ["a", "", "", "", ""]), known)
    assert piece.columns.column_names == [column.raw_name for column in known.table.columns]
    assert piece.columns.column("provider_name").to_pylist() == [None]
    assert piece.columns.column("placement_start_date").to_pylist() == [""]


def test_without_a_mapping_every_value_stays_as_it_came(
    book: Book, make_sheet: Callable[..., Sheet]
) -> None:
    table = book.by_key["finance", "unit_cost"]
    headings = [column.heading for column in table.columns]
    known = recognise(headings, name="x.csv", tables=book.tables)
    row = [f" {n}. £ " for n in range(len(headings))]
    piece = pieces_of(make_sheet(headings, row), known)
    assert [column.to_pylist() for column in piece.columns.columns] == [[value] for value in row]
    assert piece.other_values.to_pylist() == [None]


def test_rows_are_counted_on_after_an_earlier_sheet(
    known: Recognised, make_sheet: Callable[..., Sheet]
) -> None:
    piece = pieces_of(make_sheet(HEADINGS, [""] * 5, [""] * 5), known, rows_before=7)
    assert piece.row_numbers.to_pylist() == [8, 9]


def test_refused_rows_and_broken_values_are_handed_on(
    known: Recognised, make_sheet: Callable[..., Sheet]
) -> None:
    from dataclasses import replace

    (batch,) = make_sheet(HEADINGS, [""] * 5).read()
    refused = (RefusedRow(2, "why", "text"),)
    piece = align(replace(batch, refused=refused, broken_values=3), known, rows_before=0)
    assert (piece.refused, piece.broken_values) == (refused, 3)


@given(rows=st.lists(st.lists(st.text(max_size=8), min_size=5, max_size=5), max_size=6))
@settings(max_examples=60, derandomize=True, deadline=None)
def test_no_value_is_lost_whatever_it_is(
    known: Recognised, make_sheet: Callable[..., Sheet], rows: list[list[str]]
) -> None:
    piece = pieces_of(make_sheet(HEADINGS, *rows), known)
    others = others_of(piece)
    for place, heading in enumerate(HEADINGS):
        column = known.matched[place]
        ours = piece.columns.column(column.raw_name).to_pylist() if column else [None] * len(rows)
        back = [row.get(heading, value) for row, value in zip(others, ours, strict=True)]
        assert back == [row[place] for row in rows]
