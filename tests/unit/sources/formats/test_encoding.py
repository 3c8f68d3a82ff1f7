import codecs
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import RefusedError
from pipeline.sources.formats.blocks import read_blocks
from pipeline.sources.formats.encoding import Encoding, find_encoding, utf8_blocks

CONTENT = "CHILD,NAME\r\n1,José\r\n"
ENCODED = {
    "utf-8": (CONTENT.encode(), "utf-8"),
    "utf-8 with mark": (codecs.BOM_UTF8 + CONTENT.encode(), "utf-8"),
    "utf-16-le with mark": (codecs.BOM_UTF16_LE + CONTENT.encode("utf-16-le"), "utf-16-le"),
    "utf-16-be with mark": (codecs.BOM_UTF16_BE + CONTENT.encode("utf-16-be"), "utf-16-be"),
    "utf-16-le": (CONTENT.encode("utf-16-le"), "utf-16-le"),
    "utf-16-be": (CONTENT.encode("utf-16-be"), "utf-16-be"),
    "windows-1252": (CONTENT.encode("cp1252"), "windows-1252"),
    "windows-1252 with mark": (codecs.BOM_UTF8 + CONTENT.encode("cp1252"), "windows-1252"),
}


def in_blocks(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def text_of(data: bytes, size: int = 2**20) -> tuple[str, Encoding]:
    encoding = find_encoding(lambda: in_blocks(data, size))
    return b"".join(utf8_blocks(in_blocks(data, size), encoding)).decode(), encoding


@pytest.mark.parametrize("size", [1, 2, 3, 7, 4096])
@pytest.mark.parametrize(("data", "name"), ENCODED.values(), ids=ENCODED.keys())
def test_text_is_the_same_in_every_encoding_and_block(data: bytes, name: str, size: int) -> None:
    text, encoding = text_of(data, size)
    assert (text, encoding.name) == (CONTENT, name)
    assert bool(encoding.notes) == (name != "utf-8")


@settings(derandomize=True, deadline=None)
@given(
    text=st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), min_size=1),
    name=st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]),
    size=st.integers(1, 9),
)
def test_a_character_cut_by_a_block_is_whole(text: str, name: str, size: int) -> None:
    encoding = Encoding(name, mark_bytes=0)
    assert b"".join(utf8_blocks(in_blocks(text.encode(name), size), encoding)).decode() == text


@settings(derandomize=True, deadline=None)
@given(data=st.binary(min_size=1, max_size=40), size=st.integers(1, 9))
def test_damaged_utf16_is_replaced_alike_in_every_block(data: bytes, size: int) -> None:
    encoding = Encoding("utf-16-le", mark_bytes=0)
    whole = data.decode("utf-16-le", errors="replace")
    assert b"".join(utf8_blocks(in_blocks(data, size), encoding)).decode() == whole


def test_every_byte_of_windows_text_is_kept() -> None:
    text, encoding = text_of(b"CHILD\n" + bytes(range(0x80, 0x100)))
    assert encoding.name == "windows-1252"
    assert len(set(text[6:])) == 128
    assert "€" in text
    assert encoding.notes[1].startswith("5 bytes")


def test_utf8_that_ends_in_half_a_character_is_windows() -> None:
    assert text_of("CHILD\né".encode()[:-1])[1].name == "windows-1252"


def test_damaged_characters_of_utf16_are_counted() -> None:
    data = codecs.BOM_UTF16_LE + "CHILD\n".encode("utf-16-le") + b"\x00\xd8\x0a\x00\x00\xdc"
    assert "2 characters are damaged" in text_of(data)[1].notes[1]


def test_a_stray_nul_in_a_text_is_kept() -> None:
    assert text_of(b"CHILD,DOB\n" + b"1,2\n" * 30 + b"3\x00,4\n")[0].endswith("3\x00,4\n")


@pytest.mark.parametrize("size", [1, 4, 8])
def test_a_line_longer_than_any_is_refused_with_its_number(size: int) -> None:
    def read() -> Iterator[bytes]:
        return in_blocks(b"CHILD\n123\n" + b"x" * 30 + b"\nrest\n", size)

    assert find_encoding(read, longest_line=30).name == "utf-8"
    with pytest.raises(RefusedError, match="Line 3 is longer"):
        find_encoding(read, longest_line=29)


def test_a_last_line_longer_than_any_is_refused() -> None:
    with pytest.raises(RefusedError, match="Line 2 is longer"):
        find_encoding(lambda: in_blocks(b"CHILD\n" + b"x" * 30, 8), longest_line=20)


def test_a_gzip_archive_is_read_as_what_it_packs(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(CONTENT.encode()) + gzip.compress(b"2,x\n"))
    assert b"".join(read_blocks(path, size=5)).decode() == CONTENT + "2,x\n"


PACKED = gzip.compress(CONTENT.encode() * 100)
BAD = {
    "cut": PACKED[:-6],
    "overwritten": PACKED[:12] + b"\xff\xff\xff" + PACKED[15:],
    "followed by junk": PACKED + b"junk",
}


@pytest.mark.parametrize("data", BAD.values(), ids=BAD.keys())
def test_a_damaged_gzip_archive_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(data)
    with pytest.raises(RefusedError, match="damaged"):
        list(read_blocks(path, size=64))


def test_a_gzip_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.csv.gz"
    path.write_bytes(gzip.compress(bytes(3 * 2**20)))
    assert sum(map(len, read_blocks(path, most=3 * 2**20))) == 3 * 2**20
    with pytest.raises(RefusedError, match=r"more than 0\.00293 GiB"):
        list(read_blocks(path, most=3 * 2**20 - 1))
