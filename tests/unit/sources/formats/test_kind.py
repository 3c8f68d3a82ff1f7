import codecs

import pytest

from pipeline.errors import RefusedError
from pipeline.sources.formats.kind import is_xml, refuse_unless_text, utf16_by_pattern

XML = "<?xml version='1.0'?><Message/>"
NO_TABLE = {
    "empty": (b"", "empty"),
    "only blank": (b"\r\n \n", "empty"),
    "only a mark": (codecs.BOM_UTF8, "empty"),
    "PNG": (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG picture"),
    "JPEG": (b"\xff\xd8\xff\xe0", "JPEG picture"),
    "PDF": (b"%PDF-1.7\n", "PDF document"),
    "rich text": (b"{\\rtf1", "rich text"),
    "Parquet": (b"PAR1\x15\x04", "Parquet"),
    "database": (b"SQLite format 3\x00", "database"),
    "gzip in gzip": (b"\x1f\x8b\x08", "gzip archive inside"),
    "zip in gzip": (b"PK\x03\x04..a.csv", "zip inside"),
    "7-Zip": (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    "XML": (XML.encode(), "XML"),
    "XML in UTF-16": (XML.encode("utf-16"), "XML"),
    "web page": (b"\r\n<!DOCTYPE html><html>", "web page"),
    "table of a web page": (b"<TABLE><tr>", "web page"),
    "controls": (bytes(range(1, 9)) * 20, "not text"),
}


@pytest.mark.parametrize(("head", "reason"), NO_TABLE.values(), ids=NO_TABLE.keys())
def test_what_is_no_table_is_refused_by_its_content(head: bytes, reason: str) -> None:
    with pytest.raises(RefusedError, match=reason) as refusal:
        refuse_unless_text(head)
    assert refusal.value.remedy


def test_many_nuls_are_no_text() -> None:
    with pytest.raises(RefusedError, match="not text"):
        utf16_by_pattern(b"CHILD,DOB\n\x00\x00\x00\x00\x01")


@pytest.mark.parametrize(
    "head",
    [
        XML.encode(),
        b"\r\n " + XML.encode(),
        codecs.BOM_UTF8 + XML.encode(),
        XML.encode("utf-16"),
        XML.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + XML.encode("utf-16-be"),
        b"<Message>",
    ],
    ids=["plain", "after blanks", "mark", "UTF-16", "UTF-16 LE", "UTF-16 BE", "no declaration"],
)
def test_xml_is_told_by_its_beginning(head: bytes) -> None:
    assert is_xml(head)


@pytest.mark.parametrize("head", [b"CHILD,<b>\n", b"<html>", b"", b"PK\x03\x04<"])
def test_what_is_not_xml_is_not_taken_for_it(head: bytes) -> None:
    assert not is_xml(head)
