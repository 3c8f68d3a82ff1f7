import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RefusedError
from pipeline.sources.formats.definition import Sheet
from pipeline.sources.formats.tabular import open_sheets
from pipeline.sources.formats.workbook import cell_text
from pipeline.sources.formats.workbook_guard import form_of_workbook
from tests.unit.sources.formats.workbooks import ods_cell, ods_row, ole, write_ods, write_xls

KNOWN = {"CHILD", "DOB", "SEX"}


def write_xlsx(path: Path, fill: Callable[[xlsxwriter.Workbook], object]) -> Path:
    with xlsxwriter.Workbook(path) as book:
        fill(book)
    return path


def of_rows(*rows: list[Any]) -> Callable[[xlsxwriter.Workbook], object]:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)

    return fill


def repacked(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def opened(path: Path) -> tuple[Sheet, ...]:
    return open_sheets(path, is_known=KNOWN.__contains__)


def rows_of(sheet: Sheet) -> list[list[str]]:
    return [list(row.values()) for batch in sheet.read() for row in batch.columns.to_pylist()]


def test_cells_are_the_text_that_a_csv_would_show(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        hours = book.add_format({"num_format": "[h]:mm"})
        sheet.write_row(0, 0, [f"H{place}" for place in range(12)])
        sheet.write_row(1, 0, [3, 0.1, True, "007", 44927, "a\nb"])
        sheet.write_datetime(1, 6, datetime.fromisoformat("2024-01-02"), day)
        sheet.write_datetime(1, 7, datetime.fromisoformat("2024-01-02 03:04:05"), day)
        sheet.write(1, 8, 1.5, hours)
        sheet.write_formula(1, 9, "=1+1", None, 2)
        sheet.write_formula(1, 10, '="x"', None, "x")

    (sheet,) = opened(write_xlsx(tmp_path / "x.xlsx", fill))
    (row,) = rows_of(sheet)
    assert row[:6] == ["3", "0.1", "TRUE", "007", "44927", "a\nb"]
    assert row[6:] == ["2024-01-02", "2024-01-02 03:04:05", "36:00:00", "2", "x", ""]
    assert sheet.encoding == "xlsx"
    assert sum(batch.broken_values for batch in sheet.read()) == 1


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1000000000000001.0, "1000000000000001"),
        (1e20, "1e+20"),
        (-0.5, "-0.5"),
        (float("nan"), "nan"),
        (7, "7"),
        (False, "FALSE"),
        (date(2024, 2, 29), "2024-02-29"),
        (datetime.fromisoformat("2024-01-01 23:59:59.900"), "2024-01-02"),
        (datetime.fromisoformat("9999-12-31 23:59:59.999999"), "9999-12-31 23:59:59"),
        (time(3, 4), "03:04:00"),
        (timedelta(days=-1, hours=23), "-01:00:00"),
    ],
)
def test_a_cell_as_text(value: Any, text: str) -> None:
    assert cell_text(value) == text


def test_sheets_keep_their_order_hidden_ones_too_and_empty_ones_are_left_out(
    tmp_path: Path,
) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        for name in ("Second", "Empty", "First"):
            sheet = book.add_worksheet(name)
            if name != "Empty":
                sheet.write_column(0, 0, ["CHILD", name])
        sheet.hide()
        chart = book.add_chart({"type": "line"})
        chart.add_series({"values": "=Second!$A$1:$A$2"})
        book.add_chartsheet("Chart").set_chart(chart)

    sheets = opened(write_xlsx(tmp_path / "x.xlsx", fill))
    assert [sheet.name for sheet in sheets] == ["Second", "First"]
    assert [rows_of(sheet) for sheet in sheets * 2] == [[["Second"]], [["First"]]] * 2


def test_titles_above_and_blank_rows_and_columns_around_are_left_out(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write(2, 2, "Report run on a day")
        sheet.write_row(4, 2, ["CHILD", "DOB", " "])
        sheet.write_row(6, 2, ["1"])
        sheet.write_row(9, 2, ["2", "x", ""])

    (sheet,) = opened(write_xlsx(tmp_path / "x.xlsx", fill))
    assert (sheet.headings, sheet.heading_row) == (("CHILD", "DOB"), 2)
    assert "line 2" in sheet.notes[0]
    (batch,) = sheet.read()
    assert rows_of(sheet) == [["1", ""], ["2", "x"]]
    assert batch.row_numbers.to_pylist() == [1, 2]


def test_a_row_with_values_beyond_the_headings_is_refused(tmp_path: Path) -> None:
    rows = of_rows(["CHILD", "DOB"], ["1", "2", "", 'x"y'], ["3", "4"])
    (sheet,) = opened(write_xlsx(tmp_path / "x.xlsx", rows))
    (batch,) = sheet.read()
    assert rows_of(sheet) == [["3", "4"]]
    assert batch.row_numbers.to_pylist() == [2]
    assert [(row.row_number, row.text) for row in batch.refused] == [(1, '1,2,,"x""y"\r\n')]
    assert "beyond the last of the 2 headings" in batch.refused[0].reason


def test_formula_errors_are_told(tmp_path: Path) -> None:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["CHILD", "DOB"])
        sheet.write_row(1, 0, ["1"])
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")

    (sheet,) = opened(write_xlsx(tmp_path / "x.xlsx", fill))
    assert rows_of(sheet) == [["1", ""]]
    assert sheet.notes[0].startswith("1 cells of the workbook hold a formula error")


def test_rows_come_in_batches(tmp_path: Path) -> None:
    rows = [["CHILD", "DOB"], *([str(number), "x"] for number in range(20_000))]
    (sheet,) = opened(write_xlsx(tmp_path / "x.xlsx", of_rows(*rows)))
    batches = list(sheet.read())
    assert [len(batch.row_numbers) for batch in batches] == [16_384, 3_616]
    assert batches[1].row_numbers[0].as_py() == 16_385


def test_an_xls_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    write_xls(path, [["CHILD", "DOB"], [1.0, "x"]])
    (sheet,) = opened(path)
    assert (sheet.name, sheet.encoding, sheet.headings) == ("Old", "xls", ("CHILD", "DOB"))
    assert rows_of(sheet) == [["1", "x"]]


def test_an_ods_is_read_with_its_repeated_cells(tmp_path: Path) -> None:
    path = tmp_path / "x.ods"
    day = 'office:value-type="date" office:date-value="2024-01-02"'
    blank = '<table:table-cell table:number-columns-repeated="16380"/>'
    tail = 'table:number-rows-repeated="1048570"'
    write_ods(
        path,
        ods_row(ods_cell("CHILD"), ods_cell("DOB"), blank)
        + ods_row(
            ods_cell("1"), ods_cell("2 January", day), attributes='table:number-rows-repeated="2"'
        )
        + ods_row(blank, attributes=tail),
    )
    (sheet,) = opened(path)
    assert (sheet.name, sheet.encoding) == ("S", "ods")
    assert rows_of(sheet) == [["1", "2024-01-02"]] * 2


def corner(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.write(0, 0, "CHILD")
    sheet.write(1_048_575, 16_383, "x")


def bomb(path: Path) -> None:
    write_xlsx(path, of_rows(["CHILD"]))
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/image1.bmp", bytes(51 * 2**20))


def cut(path: Path) -> None:
    write_xlsx(path, of_rows(["CHILD"]))
    path.write_bytes(path.read_bytes()[:-40])


def without_sheets(path: Path) -> None:
    repacked(
        write_xlsx(path, of_rows(["CHILD"])), lambda name, part: b"<x" if "sheet" in name else part
    )


def overwritten(path: Path) -> None:
    write_xlsx(path, of_rows(["CHILD"]))
    data = bytearray(path.read_bytes())
    place = data.find(b"xl/worksheets/sheet1.xml") + 60
    data[place : place + 8] = b"\xff" * 8
    path.write_bytes(data)


def wide_ods(attributes: str) -> Callable[[Path], None]:
    return lambda path: write_ods(
        path, ods_row(ods_cell("a", f'office:value-type="string" {attributes}'))
    )


def zipped(name: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, b"CHILD,DOB\n")

    return write


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a filled far corner": (lambda path: write_xlsx(path, corner), "1,048,576 rows by 16,384"),
    "packed too tightly": (bomb, "packed more than 200 times"),
    "cut": (cut, "damaged"),
    "no XML": (without_sheets, "damaged"),
    "overwritten": (overwritten, "damaged"),
    "binary": (zipped("xl/workbook.bin"), "binary workbook"),
    "a zip of something else": (zipped("a.csv"), "zip, and no workbook"),
    "locked": (lambda path: path.write_bytes(ole({"EncryptedPackage": b"x"})), "locked"),
    "no workbook in OLE": (lambda path: path.write_bytes(ole({"WordDocument": b"x"})), "damaged"),
    "cut OLE": (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "damaged"),
    "an XLS with a far corner": (lambda path: write_xls(path, [["a"]], corner=65_535), "damaged"),
    "empty": (lambda path: write_xlsx(path, of_rows()), "empty"),
    "wide ODS": (wide_ods('table:number-columns-repeated="99000000"'), "99,000,000 columns"),
    "no number in ODS": (wide_ods('table:number-columns-repeated="x"'), "damaged"),
    "DOCTYPE in ODS": (
        lambda path: repacked(
            (write_ods(path, ods_row(ods_cell("a"))), path)[1],
            lambda name, part: (
                part.replace(b"?>", b"?><!DOCTYPE a>", 1) if name == "content.xml" else part
            ),
        ),
        "damaged",
    ),
}


@pytest.mark.parametrize(("write", "reason"), BAD.values(), ids=BAD.keys())
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, write: Callable[[Path], object], reason: str
) -> None:
    path = tmp_path / "x.xlsx"
    write(path)
    with pytest.raises(RefusedError, match=reason) as refusal:
        opened(path)
    assert refusal.value.remedy


def test_a_declared_size_that_lies_is_refused(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", of_rows(["CHILD", "DOB"], ["1", "2"]))
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo("xl/worksheets/sheet1.xml")
    size = info.file_size.to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    with pytest.raises(RefusedError, match="damaged"):
        opened(path)


def test_the_form_is_told_by_content(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"CHILD\n")
    assert form_of_workbook(path) == ""
    assert form_of_workbook(write_xlsx(path, of_rows(["CHILD"]))) == "xlsx"


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("forms")
    rows: list[list[str | float]] = [["CHILD", "DOB"], [1.0, "x"], [2.0, "y"]]
    xlsx = write_xlsx(folder / "a.xlsx", of_rows(*rows))
    write_xls(folder / "a.xls", rows)
    write_ods(folder / "a.ods", ods_row(ods_cell("CHILD"), ods_cell("DOB")) * 3)
    return [folder / "a.xls", xlsx, folder / "a.ods"]


@settings(derandomize=True, deadline=None, max_examples=200)
@given(data=st.data())
def test_a_damaged_workbook_is_refused_or_read(forms: list[Path], data: st.DataObject) -> None:
    refused_or_read(data.draw(st.sampled_from(forms[1:])), data)


@settings(derandomize=True, deadline=None, max_examples=15)  # each opened in a process of its own
@given(data=st.data())
def test_a_damaged_xls_is_refused_or_read(forms: list[Path], data: st.DataObject) -> None:
    refused_or_read(forms[0], data)


def refused_or_read(source: Path, data: st.DataObject) -> None:
    path = source.with_name("damaged.bin")
    path.write_bytes(source.read_bytes())

    def damage(content: bytes) -> bytes:
        place = data.draw(st.integers(0, len(content)))
        removed = data.draw(st.integers(0, 20))
        parts = [b"", b'"', b"<", b"\x00", b"\xff" * 8, b"99999999999", b"&x;", b' r="ZZZ9"']
        return content[:place] + data.draw(st.sampled_from(parts)) + content[place + removed :]

    if source.suffix != ".xls" and data.draw(st.booleans()):
        with zipfile.ZipFile(source) as archive:
            chosen = data.draw(st.sampled_from(archive.namelist()))
        repacked(path, lambda name, part: damage(part) if name == chosen else part)
    else:
        path.write_bytes(damage(path.read_bytes()))
    try:
        sheets = opened(path)
    except RefusedError:
        return
    for sheet in sheets:
        for batch in sheet.read():
            assert batch.columns.num_columns == len(sheet.headings)
