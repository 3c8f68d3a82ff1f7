import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sources.formats.definition import RowBatch
from pipeline.sources.formats.fast import read_fast
from pipeline.sources.formats.layout import Layout, judge
from pipeline.sources.formats.ragged import read_ragged
from pipeline.sources.formats.records import MOST_LINES, MOST_TEXT, Patience, Record, RecordReader
from pipeline.sources.formats.rows import RowReader, find_cut

TWO = Layout(",", 2)
THREE = Layout(",", 3)
ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
MARKS = st.text(st.sampled_from('",\r\n a;é\x00\ufeff'), max_size=5)
MANGLED = st.text(st.sampled_from('"",,\r\n\nab é'), max_size=60)
VALUES = st.sampled_from(["a", '"b"', '"c""d"', '"x\ny"', "", '"p,q"', '5"', "é", '"', '"\n\n"'])
LINES = st.lists(st.lists(VALUES, min_size=2, max_size=2).map(",".join), max_size=12).map("\n".join)


def in_blocks(text: str, size: int) -> Iterator[bytes]:
    data = text.encode()
    return (data[start : start + size] for start in range(0, len(data), size))


def read(text: str, layout: Layout = TWO, size: int = 2**20) -> list[RowBatch]:
    return list(RowReader(layout).read(in_blocks(text, size)))


def rows_of(batches: list[RowBatch]) -> list[tuple[int, tuple[str, ...]]]:
    return [
        (number, tuple(row.values()))
        for batch in batches
        for number, row in zip(
            batch.row_numbers.to_pylist(), batch.columns.to_pylist(), strict=True
        )
    ]


def refused_of(batches: list[RowBatch]) -> list[tuple[int, str]]:
    return [(row.row_number, row.text) for batch in batches for row in batch.refused]


def records_of(text: str) -> list[Record]:
    return [record for record in RecordReader(text, ",") if not record.is_blank]


def written(rows: list[list[str]], line_end: str) -> str:
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if line_end == "\n" else csv.QUOTE_MINIMAL
    csv.writer(text, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue()


@settings(derandomize=True, deadline=None)
@given(
    rows=st.lists(st.lists(ANY_TEXT | MARKS, min_size=3, max_size=3), max_size=8),
    line_end=st.sampled_from(["\n", "\r\n"]),
    size=st.integers(1, 60),
)
def test_what_was_written_comes_back_whatever_the_blocks(
    rows: list[list[str]], line_end: str, size: int
) -> None:
    batches = read(written(rows, line_end), THREE, size)
    assert rows_of(batches) == [(number, tuple(row)) for number, row in enumerate(rows, start=1)]
    assert refused_of(batches) == []
    broken = sum("\n" in value or "\r" in value for row in rows for value in row)
    assert sum(batch.broken_values for batch in batches) == broken


@settings(derandomize=True, deadline=None)
@given(rows=st.lists(st.lists(ANY_TEXT | MARKS, min_size=3, max_size=3), min_size=1, max_size=8))
def test_the_fast_path_takes_what_is_regular(rows: list[list[str]]) -> None:
    batch = read_fast(written(rows, "\n").encode(), THREE, after=7)
    assert batch
    assert rows_of([batch]) == [(number, tuple(row)) for number, row in enumerate(rows, start=8)]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(text=MANGLED | LINES, width=st.integers(1, 3), blank=st.integers(0, 1))
def test_the_fast_path_never_disagrees_with_the_careful_one(
    text: str, width: int, blank: int
) -> None:
    batch = read_fast(text.encode(), Layout(",", width, blank), after=0)
    if batch:
        records = records_of(text)
        assert all(record.is_closed for record in records)
        expected = [tuple(record.values[:width]) for record in records]
        assert [row for _, row in rows_of([batch])] == expected
        broken = sum("\n" in value or "\r" in value for row in expected for value in row)
        assert batch.broken_values == broken


RAGGED = st.lists(
    st.sampled_from(["1,2", "1", "1,2,3", "é,", ",,", "1,2,  ", " ", "", "\ufeff1,2"])
)


@settings(derandomize=True, deadline=None, max_examples=200)
@given(
    lines=RAGGED,
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    width=st.integers(1, 3),
    blank=st.integers(0, 1),
)
def test_ragged_lines_are_judged_as_record_by_record(
    lines: list[str], end: str, width: int, blank: int
) -> None:
    text = end.join(lines)
    batch = read_ragged(text.encode(), Layout(",", width, blank), after=0)
    if batch:
        judged = list(enumerate((judge(record, width) for record in records_of(text)), start=1))
        kept = [(number, tuple(row)) for number, row in judged if isinstance(row, list)]
        refused = [(number, *row) for number, row in judged if not isinstance(row, list)]
        assert rows_of([batch]) == kept
        assert [(row.row_number, row.reason, row.text) for row in batch.refused] == refused


def test_ragged_lines_do_not_keep_the_others_from_the_fast_path() -> None:
    batch = read_ragged(b"1,2\n3\n4,5,\n6,7\n", TWO, after=10)
    assert batch
    assert rows_of([batch]) == [(11, ("1", "2")), (13, ("4", "5")), (14, ("6", "7"))]
    assert refused_of([batch]) == [(12, "3\n")]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(text=MANGLED | LINES, size=st.integers(1, 60))
def test_every_line_is_in_a_row_or_refused_whatever_the_blocks(text: str, size: int) -> None:
    assert "".join(record.text for record in RecordReader(text, ",")) == text
    batches, records = read(text, size=size), records_of(text)
    found = dict(rows_of(batches)), dict(refused_of(batches))
    assert sorted([*found[0], *found[1]]) == list(range(1, len(records) + 1))
    for number, record in enumerate(records, start=1):
        if number in found[0]:
            assert found[0][number] == tuple(record.values[:2])
        else:
            assert found[1][number] == record.text


def test_rows_of_the_wrong_width_are_refused_one_by_one_with_their_text() -> None:
    batches = read("1,2\n3\n\n4,5,6\n7,8\n")
    assert rows_of(batches) == [(1, ("1", "2")), (4, ("7", "8"))]
    assert refused_of(batches) == [(2, "3\n"), (3, "4,5,6\n")]
    assert "1 values where the heading line has 2" in batches[0].refused[0].reason


def test_blank_extra_values_are_dropped() -> None:
    batches = read("1,2,,\n3,4\n5,6, \n")
    assert [row for _, row in rows_of(batches)] == [("1", "2"), ("3", "4"), ("5", "6")]
    assert refused_of(batches) == []


def test_columns_without_a_heading_are_fast_while_they_are_blank() -> None:
    batch = read_fast(b"1,2,,\n3,4,,\n", Layout(",", 2, 2), after=0)
    assert batch
    assert batch.columns.column_names == ["0", "1"]
    assert read_fast(b"1,2,,\n3,4,x,\n", Layout(",", 2, 2), after=0) is None


@pytest.mark.parametrize(
    "body", ['1,2\n3,"4\n5,6\n', 'a,b"\n1,2\n3,"4\n5,6\n'], ids=["odd quotes", "even quotes"]
)
@pytest.mark.parametrize("size", [3, 2**20])
def test_an_open_quote_refuses_its_line_alone(body: str, size: int) -> None:
    batches = read(body, size=size)
    ((number, text),) = refused_of(batches)
    assert text == '3,"4\n'
    assert rows_of(batches)[-1] == (number + 1, ("5", "6"))
    reasons = [row.reason for batch in batches for row in batch.refused]
    assert "never closed" in reasons[0]


@pytest.mark.parametrize("lines", [MOST_LINES - 1, MOST_LINES], ids=["just closed", "too late"])
def test_a_quote_closed_after_too_many_lines_is_open(lines: int) -> None:
    batches = read('1,"2\n' + "3,4\n" * (lines - 1) + '5"\n6,7\n')
    rows, refused = rows_of(batches), refused_of(batches)
    if lines < MOST_LINES:
        assert (len(rows), len(refused)) == (2, 0)
    else:
        assert (len(rows), len(refused)) == (lines, 2)
        assert refused[0] == (1, '1,"2\n')
        assert rows[-1] == (lines + 2, ("6", "7"))


@pytest.mark.parametrize("size", [2**14, 2**24])
def test_a_quote_closed_after_too_much_text_is_open(size: int) -> None:
    long_line = "x" * (MOST_TEXT // 4) + ",y\n"
    batches = read('1,"2\n' + long_line * 5 + '3",4\n', size=size)
    assert [text for _, text in refused_of(batches)] == ['1,"2\n']
    assert [number for number, _ in rows_of(batches)] == [2, 3, 4, 5, 6, 7]


@dataclass
class CountedPatience(Patience):
    spent: int = 0

    def spend(self, size: int) -> None:
        self.spent += size
        super().spend(size)


def test_a_quote_left_open_in_every_line_is_not_searched_for_without_end() -> None:
    # Each line, read inside the mark that the line before left open, leaves one open again.
    text = '"a","bcdefghijklmnopqrstuvwxyz bcdefghijklmnopqrstuvwxyz\n' * 6_000
    patience = CountedPatience()
    records = list(RecordReader(text, ",", patience=patience))
    assert len(records) == 6_000
    assert not any(record.is_closed for record in records)
    assert patience.spent < 18 * MOST_TEXT + 5 * len(text) < MOST_LINES * len(text) / 10


def test_a_value_of_a_mebibyte_in_one_line_is_a_value() -> None:
    batches = read('1,"' + "x" * (MOST_TEXT + 5) + '"\n3,4\n', size=2**16)
    assert [len(row[1]) for _, row in rows_of(batches)] == [MOST_TEXT + 5, 1]


def test_rows_of_blanks_are_kept_and_blank_lines_are_none() -> None:
    assert rows_of(read(",\n\n  \n,\n")) == [(1, ("", "")), (2, ("", ""))]


def test_no_rows_give_no_batch() -> None:
    assert read("") == read("\n\r\n") == []


def test_a_byte_order_mark_within_the_text_is_kept_even_where_a_block_begins() -> None:
    text = "1,2\n\ufeffCHILD,DOB\n3,4\n"
    assert rows_of(read(text, size=4)) == rows_of(read(text))
    assert rows_of(read(text, size=4))[1] == (2, ("\ufeffCHILD", "DOB"))


def test_row_numbers_run_on_over_batches() -> None:
    batches = read("1,2\n" * 1_000, size=64)
    assert len(batches) > 10
    assert [number for number, _ in rows_of(batches)] == list(range(1, 1_001))


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        (b"1,2\r\n3,4\r\n5,", 10),
        (b"1,2\r3,4\r", 4),
        (b'1,"2"\n3,"4\n5', 6),
        (b'1,"2\n3\n4\n5\n6\n7', 0),
        (b"1,2", 0),
    ],
    ids=["after the line", "CR may be half", "before the open mark", "in the open mark", "no line"],
)
def test_a_cut_is_after_a_line_outside_quotation_marks(text: bytes, cut: int) -> None:
    assert find_cut(text) == cut
