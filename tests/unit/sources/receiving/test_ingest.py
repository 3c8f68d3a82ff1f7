import json
import logging
import os
import stat
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.pseudonym import child_key
from pipeline.settings import Home
from pipeline.sources.api import (
    Order,
    Receipt,
    current_submissions,
    ingest,
    raw_tables,
    read_receipts,
)
from pipeline.sources.keeping.landing import landed_path
from pipeline.sources.keeping.raw import raw_path

Drop = Callable[[str, str | bytes], Path]
Receive = Callable[..., tuple[Receipt, ...]]
ReadParquet = Callable[[Path], list[dict[str, object]]]
KEY = b"k" * 32
PLACE = "walsall_2016-17"
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nwa1,01/02/2005,01/05/2016,PN1\n WA1 ,,02/05/2016,\n,,,\n"
OTHER_REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\nWA2,01/02/2005,03/05/2016,PN1\n"


def test_a_file_of_the_inbox_ends_in_raw_exactly_as_it_came(
    home: Home, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop(f"{PLACE}/deep/reviews.csv", REVIEWS)
    (receipt,) = receive()
    assert (receipt.outcome, receipt.reason, receipt.notes) == ("accepted", "", ())
    assert (receipt.table_name, receipt.la_code, receipt.dfe_la_code) == (
        "reviews",
        "E08000030",
        "335",
    )
    assert (receipt.collection_year, receipt.as_at_date) == (2017, date(2017, 3, 31))
    assert (receipt.rows_in, receipt.rows_raw, receipt.rows_quarantined) == (3, 3, 0)
    assert receipt.original_name == f"{PLACE}/deep/reviews.csv"
    key = child_key(KEY, "335", "WA1")
    values = [
        ("wa1", "01/02/2005", "01/05/2016", "PN1"),
        (" WA1 ", "", "02/05/2016", ""),
        ("", "", "", ""),
    ]
    assert read_parquet(raw_path(home, receipt)) == [
        {
            "file_id": receipt.file_id,
            "row_number": number,
            "child_key": key if row[0] else None,
            **dict(zip(("child", "dob", "review", "review_code"), row, strict=True)),
            "other_values": None,
        }
        for number, row in enumerate(values, start=1)
    ]
    assert landed_path(home, receipt.sha256).read_text() == REVIEWS
    assert list(home.inbox.iterdir()) == []
    assert read_receipts(home) == (receipt,)


def test_a_named_folder_is_only_read_and_its_own_name_places(
    tmp_path: Path, receive: Receive
) -> None:
    file = tmp_path / PLACE / "reviews.csv"
    file.parent.mkdir()
    file.write_text(REVIEWS)
    (receipt,) = receive(tmp_path / PLACE)
    assert (receipt.outcome, receipt.original_name) == ("accepted", f"{PLACE}/reviews.csv")
    assert file.read_text() == REVIEWS


def test_a_named_file_is_placed_by_the_two_folders_above_it(
    tmp_path: Path, receive: Receive
) -> None:
    file = tmp_path / "walsall" / "2016_17" / "reviews.csv"
    file.parent.mkdir(parents=True)
    file.write_text(REVIEWS)
    (receipt,) = receive(file, file)
    assert (receipt.la_code, receipt.collection_year) == ("E08000030", 2017)


def test_a_return_received_before_the_year_ends_is_as_at_that_day(
    drop: Drop, receive: Receive
) -> None:
    drop("walsall_2026-27/reviews.csv", OTHER_REVIEWS.replace("2016", "2026"))
    (receipt,) = receive()
    assert receipt.as_at_date == date(2026, 11, 22)


def test_unknown_and_missing_headings_are_kept_and_told(
    home: Home, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop(f"{PLACE}/r.csv", "Worker,CHILD,REVIEW,Team\nA,1,01/05/2016,é\n")
    (receipt,) = receive()
    assert receipt.notes == (
        "Headings missing: DOB, REVIEW_CODE. Their values are unknown for this file.",
        "Headings that Reviews does not have: Worker, Team. Their values are kept in other_values.",
    )
    (row,) = read_parquet(raw_path(home, receipt))
    assert (row["dob"], row["review"]) == (None, "01/05/2016")
    assert json.loads(str(row["other_values"])) == {"Worker": "A", "Team": "é"}


def test_refused_rows_of_an_accepted_file_are_kept_with_their_reason(
    home: Home, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop(f"{PLACE}/reviews.csv", REVIEWS + "9,9\n10,01/02/2005,03/05/2016,PN1\n")
    (receipt,) = receive()
    assert (receipt.outcome, receipt.rows_in, receipt.rows_raw, receipt.rows_quarantined) == (
        "accepted",
        5,
        4,
        1,
    )
    assert "1 of 5 rows were refused" in receipt.notes[0]
    (kept,) = home.quarantine.rglob("*.rows.csv")
    assert kept.parent.name == receipt.sha256[:12]
    assert (
        kept.read_text()
        .splitlines()[1]
        .startswith('reviews,4,"The row has 2 values where the heading line has 4')
    )
    assert [row["row_number"] for row in read_parquet(raw_path(home, receipt))] == [1, 2, 3, 5]


def test_a_file_of_which_no_row_can_be_read_does_not_replace_a_good_one(
    home: Home, drop: Drop, receive: Receive
) -> None:
    drop(f"{PLACE}/reviews.csv", REVIEWS)
    (good,) = receive()
    drop(f"{PLACE}/reviews.csv", "CHILD,DOB,REVIEW,REVIEW_CODE\n1\n2\n")
    (bad,) = receive()
    assert (bad.outcome, bad.rows_quarantined) == ("quarantined", 2)
    assert current_submissions(home) == (good,)


REFUSED = {
    "unknown headings": ("x.csv", "A,B\n1,2\n3,4\n", "no table that is known", 2),
    "no place": ("../reviews.csv", REVIEWS, "local authority or the year", 3),
    "picture": ("reviews.csv", b"\x89PNG\r\n\x1a\n\x00", "PNG picture", 0),
    "empty": ("reviews.csv", b"", "empty", 0),
    "wrong year": (
        "reviews.csv",
        REVIEWS.replace("2016", "2018") + OTHER_REVIEWS[29:].replace("2016", "2019"),
        "suggest 2018-19",
        4,
    ),
    "duplicate heading": ("r.csv", "CHILD,DOB,DOB,REVIEW\n1,2,3,4\n", "same column: DOB, DOB", 1),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED.keys())
def test_a_refused_file_is_kept_with_a_reason_and_a_remedy(
    home: Home, drop: Drop, receive: Receive, case: tuple[str, str | bytes, str, int]
) -> None:
    name, content, reason, rows = case
    path = drop(f"{PLACE}/{name}", content)
    data = path.read_bytes()
    (receipt,) = receive()
    assert (receipt.outcome, receipt.rows_quarantined) == ("quarantined", rows)
    assert reason in receipt.reason
    (told,) = home.quarantine.rglob("*.reason.json")
    kept = json.loads(told.read_text())
    assert receipt.reason == f"{kept['reason']} {kept['what_to_do']}"
    assert kept["what_to_do"]
    assert kept["rows"] == rows
    assert home.inbox / kept["source_path"] == path.resolve()
    assert (told.parent / kept["file"]).read_bytes() == data
    assert list(home.inbox.iterdir()) == []


def test_the_same_content_again_is_a_duplicate_and_changes_no_fingerprint(
    home: Home, drop: Drop, receive: Receive, seeds: Path
) -> None:
    drop(f"{PLACE}/reviews.csv", REVIEWS)
    receive()
    before = raw_tables(home, project=seeds.parent)
    drop("again/335 2017/other name.csv", REVIEWS)
    (receipt,) = receive(now=datetime(2026, 12, 1, tzinfo=UTC))
    assert (receipt.outcome, receipt.rows_in) == ("duplicate", 0)
    assert "22 November 2026" in receipt.reason
    assert raw_tables(home, project=seeds.parent) == before
    assert list(home.inbox.iterdir()) == []


def test_a_first_file_sent_again_after_a_second_is_in_force_again(
    home: Home, drop: Drop, receive: Receive, seeds: Path
) -> None:
    fingerprints = []
    for day, content in enumerate((REVIEWS, OTHER_REVIEWS, REVIEWS), start=1):
        drop(f"{PLACE}/reviews.csv", content)
        (receipt,) = receive(now=datetime(2026, 12, day, tzinfo=UTC))
        assert receipt.outcome == "accepted"
        assert current_submissions(home) == (receipt,)
        fingerprints.append(
            {table.name: table.fingerprint for table in raw_tables(home, project=seeds.parent)}
        )
    first, second, third = (each["raw_ssda903__reviews"] for each in fingerprints)
    assert first == third != second
    assert "takes the place" in receipt.notes[-1]
    # The table of submissions tells when each was received, and that has changed.
    assert fingerprints[0]["raw_intake__submissions"] != fingerprints[2]["raw_intake__submissions"]


def test_of_two_files_for_one_place_the_one_changed_last_is_in_force(
    home: Home, drop: Drop, receive: Receive
) -> None:
    newer = drop(f"{PLACE}/a.csv", REVIEWS)
    older = drop(f"{PLACE}/b.csv", OTHER_REVIEWS)
    os.utime(older, (1_000_000_000, 1_000_000_000))
    os.utime(newer, (1_500_000_000, 1_500_000_000))
    receipts = receive()
    assert [receipt.original_name[-5:] for receipt in receipts] == ["b.csv", "a.csv"]
    assert [each.original_name for each in current_submissions(home)] == [f"{PLACE}/a.csv"]


def test_row_ids_of_one_content_in_two_places_differ(drop: Drop, receive: Receive) -> None:
    drop("walsall_2016-17/reviews.csv", REVIEWS)
    drop("dudley_2016-17/reviews.csv", REVIEWS)
    one, two = receive()
    assert one.sha256 == two.sha256
    assert one.file_id != two.file_id


def test_rubbish_is_ignored_and_links_are_not_followed(
    home: Home, drop: Drop, receive: Receive, tmp_path: Path
) -> None:
    for name in (
        ".DS_Store",
        "Thumbs.db",
        "~$reviews.csv",
        "__MACOSX/reviews.csv",
        ".hidden/reviews.csv",
    ):
        drop(f"{PLACE}/{name}", REVIEWS)
    outside = tmp_path / "secret.csv"
    outside.write_text(REVIEWS)
    (home.inbox / PLACE / "link.csv").symlink_to(outside)
    (home.inbox / PLACE / "folder").symlink_to(tmp_path)
    os.mkfifo(home.inbox / PLACE / "pipe.csv")
    receipts = receive()
    assert {receipt.original_name for receipt in receipts} == {
        f"{PLACE}/{name}" for name in ("link.csv", "folder", "pipe.csv")
    }
    assert {receipt.outcome for receipt in receipts} == {"quarantined"}
    assert all("left in place" in receipt.reason for receipt in receipts)
    assert outside.exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_that_may_not_be_read_stays_with_a_receipt(drop: Drop, receive: Receive) -> None:
    path = drop(f"{PLACE}/reviews.csv", REVIEWS)
    path.chmod(0)
    (receipt,) = receive()
    assert (receipt.outcome, receipt.sha256) == ("quarantined", "")
    assert path.exists()


def test_wrong_calls_say_what_to_do(
    home: Home, seeds: Path, tmp_path: Path, receive: Receive
) -> None:
    with pytest.raises(UsageError, match=r"absent\.csv"):
        receive(tmp_path / "absent.csv")
    with pytest.raises(UsageError, match="time zone"):
        ingest(home, Order(), project=seeds.parent, key=KEY, now=datetime(2026, 1, 1))  # noqa: DTZ001


def test_receipts_are_told_once_they_are_committed(home: Home, drop: Drop, seeds: Path) -> None:
    drop(f"{PLACE}/reviews.csv", REVIEWS)
    told: list[Receipt] = []

    def note(receipt: Receipt) -> None:
        assert receipt in read_receipts(home)
        told.append(receipt)

    now = datetime(2026, 11, 22, tzinfo=UTC)
    assert ingest(home, Order(), project=seeds.parent, key=KEY, now=now, on_receipt=note) == tuple(
        told
    )


def test_more_files_than_a_batch_are_all_received(home: Home, drop: Drop, receive: Receive) -> None:
    for number in range(205):
        drop(f"{PLACE}/{number:03d}.csv", f"A,B\n{number},1\n")
    assert len(receive()) == 205
    assert len(list((home.landing / "receipts").iterdir())) == 2
    assert len(read_receipts(home)) == 205


def test_no_child_is_named_outside_the_data_and_all_of_it_is_private(
    home: Home, drop: Drop, receive: Receive, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "ZQ31415"
    good = f"CHILD,DOB,REVIEW,REVIEW_CODE\n{secret},01/02/2005,01/05/2016,PN1\n{secret}\n"
    drop(f"{PLACE}/good.csv", good)
    drop(f"{PLACE}/headless.csv", f"{secret},01/02/2005\n{secret},2\n")
    drop("nowhere/reviews.csv", good)
    receipts = receive()
    assert [receipt.outcome for receipt in receipts].count("quarantined") == 2
    assert secret not in repr(receipts)
    assert secret not in caplog.text
    assert all(secret not in path.read_text() for path in home.quarantine.rglob("*.reason.json"))
    for folder in (home.landing, home.raw, home.quarantine):
        for path in folder.rglob("*"):
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
