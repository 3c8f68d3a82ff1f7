import codecs
from pathlib import Path

import pytest

from pipeline.errors import RefusedError
from pipeline.sources.csv_text import CsvText, decode, read_csv_text

CONTENT = "CHILD,NAME\n1,José\n"
KNOWN = {"CHILD", "DOB"}


def read(path: Path, data: bytes) -> CsvText:
    file = path / "x.csv"
    file.write_bytes(data)
    return read_csv_text(file, is_known=KNOWN.__contains__)


ENCODED = {
    "utf-8": (CONTENT.encode(), "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8 + CONTENT.encode(), "utf-8"),
    "utf-16-le with mark": (codecs.BOM_UTF16_LE + CONTENT.encode("utf-16-le"), "utf-16-le"),
    "utf-16-be with mark": (codecs.BOM_UTF16_BE + CONTENT.encode("utf-16-be"), "utf-16-be"),
    "utf-16-le": (CONTENT.encode("utf-16-le"), "utf-16-le"),
    "utf-16-be": (CONTENT.encode("utf-16-be"), "utf-16-be"),
    "windows-1252": (CONTENT.encode("cp1252"), "windows-1252"),
}


@pytest.mark.parametrize(("data", "encoding"), ENCODED.values(), ids=ENCODED.keys())
def test_text_is_the_same_in_every_encoding(tmp_path: Path, data: bytes, encoding: str) -> None:
    found = read(tmp_path, data)
    assert (found.text, found.encoding) == (CONTENT, encoding)
    assert found.headings == ("CHILD", "NAME")
    assert found.text[found.body_start :] == "1,José\n"
    assert bool(found.notes) == (encoding != "utf-8")


def test_every_byte_of_windows_text_is_kept() -> None:
    data = b"CHILD\n" + bytes(range(0x80, 0x100))
    text, encoding, notes = decode(data)
    assert encoding == "windows-1252"
    assert len(set(text[6:])) == 128
    assert "€" in text
    assert notes[1].startswith("5 bytes")


@pytest.mark.parametrize(
    ("mark", "note"),
    [(",", ()), (";", "semicolons"), ("\t", "tabs")],
    ids=["comma", "semicolon", "tab"],
)
def test_the_heading_line_tells_the_delimiter(tmp_path: Path, mark: str, note: str) -> None:
    found = read(tmp_path, f"CHILD{mark}DOB{mark}A\n".encode())
    assert found.headings == ("CHILD", "DOB", "A")
    assert found.delimiter == mark
    assert all(word in " ".join(found.notes) for word in note)


def test_blank_lines_before_the_headings_and_blank_headings_after_them_are_left_out(
    tmp_path: Path,
) -> None:
    found = read(tmp_path, b'\r\n,,\r\nCHILD,"DOB", ,\r\n1,2,,\r\n')
    assert found.headings == ("CHILD", "DOB")
    assert found.text[found.body_start :] == "1,2,,\r\n"


NOT_CSV = {
    "empty": (b"", "empty"),
    "only blank": (b"\r\n \n", "empty"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
    "PDF": (b"%PDF-1.7\n", "PDF document"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel"),
    "zip": (b"PK\x03\x04..a.csv", "zip inside a zip"),
    "Excel": (b"PK\x03\x04..[Content_Types].xml", "Excel workbook"),
    "XML": (b"<?xml version='1.0'?><EXPSSDA903/>", "XML"),
    "XML in UTF-16": ("\ufeff<EXPSSDA903/>".encode("utf-16-le"), "XML"),
    "web page": (b"<!DOCTYPE html><html>", "web page"),
    "NULs": (b"CHILD,DOB\n\x00\x00\x00\x00\x01", "not text"),
    "controls": (bytes(range(1, 9)) * 20, "not text"),
}


@pytest.mark.parametrize(("data", "reason"), NOT_CSV.values(), ids=NOT_CSV.keys())
def test_what_is_no_csv_is_refused_by_its_content(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as refusal:
        read(tmp_path, data)
    assert refusal.value.remedy


def test_a_stray_nul_in_a_text_is_kept(tmp_path: Path) -> None:
    found = read(tmp_path, b"CHILD,DOB\n" + b"1,2\n" * 30 + b"3\x00,4\n")
    assert found.text.endswith("3\x00,4\n")
