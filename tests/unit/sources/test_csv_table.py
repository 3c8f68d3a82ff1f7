import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.sources.csv_table import CsvTable, read_carefully, read_fast, read_records, read_rows

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
MARKS = st.text(st.sampled_from('",\r\n a;é\x00'), max_size=5)


def written(rows: list[list[str]], line_end: str) -> str:
    text = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if line_end == "\n" else csv.QUOTE_MINIMAL
    csv.writer(text, lineterminator=line_end, quoting=quoting).writerows(rows)
    return text.getvalue()


def as_lists(table: CsvTable) -> list[list[str]]:
    return [list(row.values()) for row in table.columns.to_pylist()]


@settings(derandomize=True, deadline=None)
@given(
    rows=st.lists(st.lists(ANY_TEXT | MARKS, min_size=3, max_size=3), max_size=8),
    line_end=st.sampled_from(["\n", "\r\n"]),
)
def test_both_paths_give_back_what_was_written(rows: list[list[str]], line_end: str) -> None:
    body = written(rows, line_end)
    careful = read_carefully(body, delimiter=",", width=3)
    assert as_lists(careful) == rows
    fast = read_fast(body, delimiter=",", width=3)
    assert fast is not None
    assert as_lists(fast) == rows
    assert fast.row_numbers.equals(careful.row_numbers)
    assert fast.broken_values == careful.broken_values


@settings(derandomize=True, deadline=None, max_examples=300)
@given(body=st.text(st.sampled_from('"",,\r\n\nab '), max_size=40))
def test_every_record_of_a_mangled_file_is_kept_or_refused(body: str) -> None:
    table = read_rows(body, delimiter=",", width=2)
    records = list(read_records(body, delimiter=","))
    assert table.row_count == len(records)
    numbers = [*table.row_numbers.to_pylist(), *(row.row_number for row in table.refused)]
    assert sorted(numbers) == list(range(1, len(records) + 1))
    for row in table.refused:
        assert row.text == records[row.row_number - 1].text


@settings(derandomize=True, deadline=None, max_examples=300)
@given(body=st.text(st.sampled_from('"",,\r\n\nab '), max_size=40))
def test_the_fast_path_never_disagrees_with_the_careful_one(body: str) -> None:
    fast = read_fast(body, delimiter=",", width=2)
    careful = read_carefully(body, delimiter=",", width=2)
    if fast is not None:
        assert careful.refused == ()
        assert as_lists(fast) == as_lists(careful)


def test_rows_of_the_wrong_width_are_refused_one_by_one_with_their_text() -> None:
    table = read_rows("1,2\n3\n\n4,5,6\n7,8\n", delimiter=",", width=2)
    assert as_lists(table) == [["1", "2"], ["7", "8"]]
    assert table.row_numbers.to_pylist() == [1, 4]
    assert [(row.row_number, row.text) for row in table.refused] == [(2, "3\n"), (3, "4,5,6\n")]
    assert "1 values where the heading line has 2" in table.refused[0].reason


def test_blank_extra_values_are_dropped() -> None:
    table = read_rows("1,2,,\n3,4\n5,6, \n", delimiter=",", width=2)
    assert as_lists(table) == [["1", "2"], ["3", "4"], ["5", "6"]]
    assert table.refused == ()


@pytest.mark.parametrize(
    "body", ['1,2\n3,"4\n5,6\n', 'a,b"\n1,2\n3,"4\n5,6\n'], ids=["odd quotes", "even quotes"]
)
def test_an_open_quote_refuses_the_rest_as_one_row(body: str) -> None:
    table = read_rows(body, delimiter=",", width=2)
    (refused,) = table.refused
    assert refused.text == '3,"4\n5,6\n'
    assert "never closed" in refused.reason
    assert refused.row_number == table.row_count


def test_a_quote_left_open_over_a_long_file_is_refused_too() -> None:
    body = '1,"2\n' + "3,4\n" * 60_000
    (refused,) = read_rows(body, delimiter=",", width=2).refused
    assert refused.text == body


def test_rows_of_blanks_are_kept_and_blank_lines_are_none() -> None:
    table = read_rows(",\n\n  \n,\n", delimiter=",", width=2)
    assert as_lists(table) == [["", ""], ["", ""]]


def test_line_breaks_inside_values_are_counted() -> None:
    assert read_rows('1,"2\n3"\n4,5\n', delimiter=",", width=2).broken_values == 1
