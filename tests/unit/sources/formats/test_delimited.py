import gzip
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RefusedError
from pipeline.sources.formats.definition import Sheet
from pipeline.sources.formats.delimited import open_delimited
from pipeline.sources.formats.encoding import find_encoding, utf8_blocks
from pipeline.sources.formats.records import RecordReader
from pipeline.sources.formats.tabular import open_sheets

KNOWN = {"CHILD", "DOB", "SEX"}
WHOLE = b"CHILD,DOB,NOTE\r\n" + b"".join(
    b'%d,0%d/01/2010,"a ""b"", c\nd"\r\n' % (number, number) for number in range(1, 10)
)


def opened(folder: Path, data: bytes, block_bytes: int = 2**20) -> Sheet:
    file = folder / "x.csv"
    file.write_bytes(data)
    return open_delimited(file, is_known=KNOWN.__contains__, block_bytes=block_bytes)


def rows_of(sheet: Sheet) -> list[list[str]]:
    return [list(row.values()) for batch in sheet.read() for row in batch.columns.to_pylist()]


@pytest.mark.parametrize(
    ("mark", "note"),
    [(",", ""), (";", "semicolons"), ("\t", "tabs"), ("|", "vertical bars")],
    ids=["comma", "semicolon", "tab", "bar"],
)
def test_the_heading_line_tells_the_delimiter(tmp_path: Path, mark: str, note: str) -> None:
    sheet = opened(tmp_path, f"CHILD{mark}DOB{mark}A\n1{mark}2{mark}3\n".encode())
    assert sheet.headings == ("CHILD", "DOB", "A")
    assert rows_of(sheet) == [["1", "2", "3"]]
    assert note in " ".join(sheet.notes)
    assert bool(sheet.notes) == bool(note)


def test_without_a_known_heading_the_delimiter_parts_most(tmp_path: Path) -> None:
    assert opened(tmp_path, b"a;b, c;d\n1;2;3\n").headings == ("a", "b, c", "d")


def test_blank_lines_before_the_headings_and_blank_headings_after_them_are_left_out(
    tmp_path: Path,
) -> None:
    sheet = opened(tmp_path, b'\r\n,,\r\nCHILD,"DOB", ,\r\n1,2,,\r\n')
    assert (sheet.headings, sheet.heading_row) == (("CHILD", "DOB"), 1)
    assert rows_of(sheet) == [["1", "2"]]


@pytest.mark.parametrize("block_bytes", [1, 5, 2**20])
def test_lines_above_the_headings_are_left_out_and_told(tmp_path: Path, block_bytes: int) -> None:
    data = 'Report, é\n\n"Run\non",today\nCHILD,DOB\n1,2\nCHILD,DOB\n'.encode()
    sheet = opened(tmp_path, data, block_bytes)
    assert (sheet.headings, sheet.heading_row) == (("CHILD", "DOB"), 3)
    assert "line 3" in sheet.notes[0]
    assert "2 lines above" in sheet.notes[0]
    assert rows_of(sheet) == [["1", "2"], ["CHILD", "DOB"]]


def test_the_line_with_the_most_known_headings_is_taken(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b"CHILD,DOB,x\nCHILD,DOB,SEX\n1,2,3\n")
    assert sheet.headings == ("CHILD", "DOB", "SEX")


def test_one_known_word_above_is_no_heading_line(tmp_path: Path) -> None:
    assert opened(tmp_path, b"a,b\nCHILD,x\n").headings == ("a", "b")


def test_headings_are_not_looked_for_beyond_the_first_lines(tmp_path: Path) -> None:
    assert opened(tmp_path, b"a,b\n" * 20 + b"CHILD,DOB\n").heading_row == 1
    assert opened(tmp_path, b"a,b\n" * 19 + b"CHILD,DOB\n").heading_row == 20


def test_a_title_with_an_open_quote_does_not_swallow_the_headings(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b'"Report of today\nCHILD,DOB\n1,2\n')
    assert (sheet.headings, sheet.heading_row) == (("CHILD", "DOB"), 2)


@pytest.mark.parametrize(
    "data",
    [b'"CHILD,DOB\n', b'"' + b"x" * (2**20 + 1) + b'"\n'],
    ids=["open mark", "longer than any"],
)
def test_a_file_without_a_heading_line_is_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(RefusedError, match="no heading line"):
        opened(tmp_path, data)


def test_a_heading_line_alone_gives_no_batch(tmp_path: Path) -> None:
    assert list(opened(tmp_path, b"CHILD,DOB").read()) == []


def test_a_sheet_may_be_read_again(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b"CHILD,DOB\n1,2\n")
    assert rows_of(sheet) == rows_of(sheet) == [["1", "2"]]


def test_packed_text_is_read_as_text(tmp_path: Path) -> None:
    assert rows_of(opened(tmp_path, gzip.compress(WHOLE))) == rows_of(opened(tmp_path, WHOLE))


def test_the_rows_are_read_in_batches(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b"CHILD,DOB\n" + b"1,2\n" * 1_000, block_bytes=256)
    assert max(len(batch.row_numbers) for batch in sheet.read()) < 128
    assert len(rows_of(sheet)) == 1_000


def test_reading_may_stop_early(tmp_path: Path) -> None:
    sheet = opened(tmp_path, b"CHILD,DOB\n" + b"1,2\n" * 1_000, block_bytes=256)
    first = next(iter(sheet.read()))
    assert first.row_numbers[0].as_py() == 1


def damaged(data: bytes, draw: st.DrawFn) -> bytes:
    place = draw(st.integers(0, len(data)))
    length = draw(st.integers(0, 40))
    part = data[place : place + length]
    inserted = draw(
        st.sampled_from([b"", part * 2, part[::-1], b'"', b"\x00", b'"\n"', b"\xff\xfe", b";;;"])
    )
    return data[:place] + inserted + data[place + length :]


@st.composite
def damaged_files(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from([WHOLE, WHOLE.decode().encode("utf-16"), gzip.compress(WHOLE)]))
    for _ in range(draw(st.integers(1, 4))):
        data = damaged(data, draw)
    return data


@settings(derandomize=True, deadline=None, max_examples=200)
@given(data=damaged_files(), block_bytes=st.sampled_from([3, 50, 2**20]))
def test_a_damaged_file_is_refused_or_read_to_its_last_line(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, block_bytes: int
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    try:
        sheet = opened(folder, data, block_bytes)
    except RefusedError:
        return
    batches = list(sheet.read())
    numbers = [number for batch in batches for number in batch.row_numbers.to_pylist()]
    numbers += [row.row_number for batch in batches for row in batch.refused]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) == rows_below(sheet, data)


def rows_below(sheet: Sheet, data: bytes) -> int:
    """Count the rows as reading the whole text at once, record by record, counts them."""
    plain = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    encoding = find_encoding(lambda: iter([plain]))
    text = b"".join(utf8_blocks(iter([plain]), encoding)).decode()
    delimiter = next(
        (
            mark
            for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars"))
            if name in " ".join(sheet.notes)
        ),
        ",",
    )
    rows = filled = 0
    for record in RecordReader(text, delimiter):
        if filled < sheet.heading_row:
            filled += any(value.strip() for value in record.values)
        else:
            rows += not record.is_blank
    return rows


def test_what_opens_refuses_no_table_by_its_content(tmp_path: Path) -> None:
    file = tmp_path / "episodes.csv"
    file.write_bytes(b"%PDF-1.7\n")
    with pytest.raises(RefusedError, match="PDF"):
        open_sheets(file, is_known=KNOWN.__contains__)


def test_no_refusal_holds_a_value(tmp_path: Path) -> None:
    batches = list(opened(tmp_path, b'CHILD,DOB\nSECRET\n"SECRET,2\n').read())
    reasons = [row.reason for batch in batches for row in batch.refused]
    assert len(reasons) == 2
    assert "SECRET" not in " ".join(reasons)
