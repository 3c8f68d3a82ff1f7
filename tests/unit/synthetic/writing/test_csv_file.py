"""CSV files say what they were given, with quotes only where they are needed."""

import csv
import io

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.synthetic.writing import csv_file
from pipeline.synthetic.writing.csv_file import write_csv
from pipeline.synthetic.writing.reference import write_postcodes
from tests.unit.synthetic.sample import SEEDS

HEADINGS = {"one": "ONE", "two": "Two, too"}


def written(path, one, two, **how):
    columns = {"two": pa.array(two, pa.string()), "one": pa.array(one, pa.string())}
    size = write_csv(path, columns, HEADINGS, **how)
    content = path.read_bytes()
    assert len(content) == size
    return content


def test_quotes_stand_only_where_they_are_needed(tmp_path):
    content = written(tmp_path / "a.csv", ["plain", "a,b", ""], ['the "best"', "", "two\nlines"])
    assert content == (b'ONE,"Two, too"\r\nplain,"the ""best"""\r\n"a,b",\r\n,"two\nlines"\r\n')


def test_lines_may_end_as_on_unix(tmp_path):
    assert written(tmp_path / "a.csv", ["a"], ["b"], line_end="\n") == b'ONE,"Two, too"\na,b\n'


def test_no_rows_leave_the_headings(tmp_path):
    assert written(tmp_path / "deep" / "a.csv", [], []) == b'ONE,"Two, too"\r\n'


def test_nothing_but_the_file_is_left(tmp_path):
    written(tmp_path / "a.csv", ["a"], ["b"])
    written(tmp_path / "a.csv", ["c"], ["d"])
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]


@settings(
    derandomize=True,
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.tuples(*[st.text(st.sampled_from('ab,"\n é'), max_size=5)] * 2), max_size=9))
@pytest.mark.parametrize("rows_at_once", [2, 1000], ids=["in parts", "at once"])
def test_any_texts_are_read_back(tmp_path, monkeypatch, rows_at_once, rows):
    monkeypatch.setattr(csv_file, "_ROWS_AT_ONCE", rows_at_once)
    one, two = ([row[at] for row in rows] for at in (0, 1))
    content = written(tmp_path / "a.csv", one, two).decode()
    read = list(csv.reader(io.StringIO(content, newline="")))
    assert read == [list(HEADINGS.values()), *map(list, rows)]


def test_the_postcodes_of_a_made_country_are_a_list_of_their_own(tmp_path):
    write_postcodes(tmp_path / "reference" / "postcode.csv", seeds=SEEDS)
    with (tmp_path / "reference" / "postcode.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["postcode", "la_code", "easting", "northing"]
    assert len({row["postcode"] for row in rows}) == len(rows)
    assert "E08000030" in {row["la_code"] for row in rows}
