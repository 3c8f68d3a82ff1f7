import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline.errors import ProjectError, RefusedError
from pipeline.settings import Home
from pipeline.sources.api import RawTable, Receipt, raw_tables
from pipeline.sources.keeping.landing import landed_path
from pipeline.sources.keeping.raw import raw_path

Drop = Callable[[str, str | bytes], Path]
Receive = Callable[..., tuple[Receipt, ...]]
ReadParquet = Callable[[Path], list[dict[str, object]]]
REVIEWS = "CHILD,DOB,REVIEW,REVIEW_CODE\n1,01/02/2005,01/05/2016,PN1\n2\n"


def by_name(home: Home, seeds: Path) -> dict[str, RawTable]:
    return {table.name: table for table in raw_tables(home, project=seeds.parent)}


def test_every_contract_has_a_table_even_without_files(home: Home, seeds: Path) -> None:
    tables = by_name(home, seeds)
    contracts = sorted((seeds.parent / "contracts").glob("*/[!_]*.yaml"))
    assert list(tables) == [
        *(f"raw_{path.parent.name}__{path.stem}" for path in contracts),
        "raw_intake__submissions",
        "raw_intake__publications",
    ]
    assert all(table.files == () for table in tables.values())
    assert all(
        column.description and column.type for table in tables.values() for column in table.columns
    )


def test_columns_say_what_the_parquet_and_its_folders_hold(
    home: Home, seeds: Path, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    receive()
    for name in ("raw_ssda903__reviews", "raw_intake__submissions"):
        table = by_name(home, seeds)[name]
        (file,) = table.files
        held = list(read_parquet(file)[0])
        partitions = ["la_code", "collection_year"] if "ssda903" in name else []
        assert [column.name for column in table.columns] == [*held, *partitions]
    assert file.parent.parent == home.raw / "intake"


def test_the_raw_path_carries_la_and_year(home: Home, drop: Drop, receive: Receive) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    (receipt,) = receive()
    parts = raw_path(home, receipt).relative_to(home.raw).parts
    assert parts == (
        "ssda903",
        "reviews",
        "collection_year=2017",
        "la_code=E08000030",
        f"{receipt.file_id}.parquet",
    )


def test_child_ids_and_unknown_columns_are_classed_as_identifying(home: Home, seeds: Path) -> None:
    classes = {
        column.name: column.privacy_class
        for column in by_name(home, seeds)["raw_ssda903__header"].columns
    }
    assert {name for name, kind in classes.items() if kind == "identifier"} == {
        "child",
        "upn",
        "other_values",
    }
    assert classes["child_key"] == classes["row_number"] == "quasi"


def test_submissions_in_force_have_one_row_each(
    home: Home, seeds: Path, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    drop("nowhere/reviews.csv", REVIEWS)
    accepted, _ = sorted(receive(), key=lambda receipt: receipt.outcome)
    (file,) = by_name(home, seeds)["raw_intake__submissions"].files
    assert read_parquet(file) == [
        {
            "file_id": accepted.file_id,
            "source": "ssda903",
            "table_name": "reviews",
            "la_code": "E08000030",
            "collection_year": 2017,
            "received_at": datetime(2026, 11, 22, 3),  # noqa: DTZ001 a TIMESTAMP has no zone: it is UTC
            "as_at_date": date(2017, 3, 31),
            "rows_in": 2,
            "rows_raw": 1,
            "rows_quarantined": 1,
        }
    ]


def test_raw_that_was_deleted_is_rebuilt_from_landing(
    home: Home, seeds: Path, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    (receipt,) = receive()
    tables, content = by_name(home, seeds), read_parquet(raw_path(home, receipt))
    shutil.rmtree(home.raw)
    with pytest.raises(RefusedError, match="missing"):
        raw_tables(home, project=seeds.parent)
    assert receive() == ()
    assert read_parquet(raw_path(home, receipt)) == content
    assert by_name(home, seeds) == tables


def test_one_content_of_two_authorities_is_rebuilt_with_the_keys_of_each(
    home: Home, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    for authority in ("walsall", "dudley"):
        drop(f"{authority} 2016-17/reviews.csv", REVIEWS)
    receipts = receive()
    before = [read_parquet(raw_path(home, receipt)) for receipt in receipts]
    shutil.rmtree(home.raw)
    receive()
    assert [read_parquet(raw_path(home, receipt)) for receipt in receipts] == before
    assert before[0][0]["child_key"] != before[1][0]["child_key"]


def test_what_a_contract_learns_is_read_again_from_landing(
    home: Home, drop: Drop, receive: Receive, read_parquet: ReadParquet
) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    (receipt,) = receive()
    before = read_parquet(raw_path(home, receipt))
    hashes = json.loads((home.raw / "read_by.json").read_text())
    (home.raw / "read_by.json").write_text(json.dumps(hashes | {"raw_ssda903__reviews": "older"}))
    raw_path(home, receipt).write_bytes(b"as an older contract read it")
    receive()
    assert read_parquet(raw_path(home, receipt)) == before
    assert json.loads((home.raw / "read_by.json").read_text()) == hashes


def test_a_file_lost_from_raw_and_landing_is_accepted_again(
    home: Home, drop: Drop, receive: Receive
) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    (receipt,) = receive()
    shutil.rmtree(home.raw)
    landed_path(home, receipt.sha256).unlink()
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    (again,) = receive(now=datetime(2026, 12, 1, tzinfo=UTC))
    assert (again.outcome, again.file_id) == ("accepted", receipt.file_id)
    assert raw_path(home, again).exists()


def test_a_damaged_log_is_an_error_that_names_the_file(
    home: Home, seeds: Path, drop: Drop, receive: Receive
) -> None:
    drop("walsall 2016-17/reviews.csv", REVIEWS)
    receive()
    (log,) = (home.landing / "receipts").iterdir()
    log.write_text("{}\n")
    with pytest.raises(ProjectError, match=r"00000001\.jsonl"):
        raw_tables(home, project=seeds.parent)
