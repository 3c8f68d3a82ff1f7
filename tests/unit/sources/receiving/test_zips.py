import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.settings import Home
from pipeline.sources.api import Receipt

Drop = Callable[[str, str | bytes], Path]
Receive = Callable[..., tuple[Receipt, ...]]
REVIEWS = b"CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2005,01/05/2016,PN1\n"
UASC = b"CHILD,DOB,SEX,DUC\n1,01/02/2005,M,01/02/2023\n"


def zipped(members: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


def test_members_are_received_as_files_in_a_folder_named_like_the_zip(
    home: Home, drop: Drop, receive: Receive
) -> None:
    drop(
        "walsall 2016-17.zip",
        zipped({"reviews.csv": REVIEWS, "__MACOSX/._reviews.csv": b"x", "sub/.DS_Store": b"x"}),
    )
    (receipt,) = receive()
    assert (receipt.outcome, receipt.la_code, receipt.collection_year) == (
        "accepted",
        "E08000030",
        2017,
    )
    assert receipt.original_name == "walsall 2016-17.zip/reviews.csv"
    assert list(home.inbox.iterdir()) == []


def test_names_inside_the_zip_come_before_its_own(drop: Drop, receive: Receive) -> None:
    drop(
        "regional 2016-17.zip",
        zipped({"dudley/reviews.csv": REVIEWS, "../../walsall/reviews.csv": REVIEWS}),
    )
    assert {receipt.la_code for receipt in receive()} == {"E08000027", "E08000030"}


def test_a_zip_inside_a_zip_is_quarantined_and_the_rest_received(
    drop: Drop, receive: Receive
) -> None:
    drop(
        "walsall 2017.zip",
        zipped({"inner.zip": zipped({"reviews.csv": REVIEWS}), "reviews.csv": REVIEWS}),
    )
    inner, reviews = receive()
    assert inner.outcome == "quarantined"
    assert "zip inside a zip" in inner.reason
    assert reviews.outcome == "accepted"


WHOLE = {
    "damaged": (b"PK\x03\x04 and no more", "damaged"),
    "no zip": (REVIEWS, "is no zip"),
    "no files": (zipped({}), "holds no files"),
    "workbook": (
        zipped({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}),
        "The workbook is damaged",
    ),
}


@pytest.mark.parametrize(("data", "reason"), WHOLE.values(), ids=WHOLE.keys())
def test_a_zip_that_cannot_be_used_goes_to_quarantine_itself(
    home: Home, drop: Drop, receive: Receive, data: bytes, reason: str
) -> None:
    drop("walsall 2017.zip", data)
    (receipt,) = receive()
    assert receipt.outcome == "quarantined"
    assert reason in receipt.reason
    (kept,) = home.quarantine.rglob("*.zip")
    assert kept.read_bytes() == data
    assert list(home.inbox.iterdir()) == []


def test_a_damaged_member_keeps_the_zip_in_quarantine_and_the_rest_is_received(
    home: Home, drop: Drop, receive: Receive
) -> None:
    data = zipped({"reviews.csv": REVIEWS, "uasc.csv": UASC})
    damaged = data.replace(UASC, UASC.replace(b"M", b"F"))
    drop("walsall 2017.zip", damaged)
    reviews, whole = receive()
    assert reviews.outcome == "accepted"
    assert whole.outcome == "quarantined"
    assert "uasc.csv" in whole.reason
    (kept,) = home.quarantine.rglob("*.zip")
    assert kept.read_bytes() == damaged


def test_an_encrypted_member_is_said_to_be(drop: Drop, receive: Receive) -> None:
    data = bytearray(zipped({"reviews.csv": REVIEWS}))
    # Bit 0 of the flags, in both headers of a member, says that it is encrypted.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    drop("walsall 2017.zip", bytes(data))
    (receipt,) = receive()
    assert "reviews.csv (encrypted)" in receipt.reason


def test_a_zip_of_more_than_2_gib_is_refused_before_it_is_unpacked(
    drop: Drop, receive: Receive
) -> None:
    data = bytearray(zipped({"reviews.csv": REVIEWS}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = (0x8000_0001).to_bytes(4, "little")
    drop("walsall 2017.zip", bytes(data))
    (receipt,) = receive()
    assert "larger than 2 GiB" in receipt.reason


def test_a_zip_is_known_by_its_content_whatever_its_name(drop: Drop, receive: Receive) -> None:
    drop("walsall 2017/reviews.csv", zipped({"reviews.csv": REVIEWS}))
    (receipt,) = receive()
    assert receipt.outcome == "accepted"
