"""Returns made by others, as they are."""

from collections.abc import Callable
from pathlib import Path

from pipeline.settings import Home
from pipeline.sources.api import Receipt, current_submissions

Receive = Callable[..., tuple[Receipt, ...]]


def test_five_years_of_one_authority_are_placed_by_their_folders(
    home: Home, receive: Receive, samples: Path
) -> None:
    receipts = receive(samples / "walsall_ssda903")
    assert {receipt.outcome for receipt in receipts} == {"accepted"}
    assert {receipt.la_code for receipt in receipts} == {"E08000030"}
    assert {receipt.collection_year for receipt in receipts} == set(range(2013, 2018))
    lines = sum(
        len(file.read_text().splitlines()) - 1 for file in samples.glob("walsall_ssda903/*/*.csv")
    )
    assert sum(receipt.rows_raw for receipt in receipts) == lines
    assert len(current_submissions(home)) == 10


def test_a_faulty_return_is_accepted_whole_with_notes(
    receive: Receive, samples: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "E08000030_2018"
    folder.mkdir()
    for file in (samples / "ssda903_csv").iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    receipts = receive(folder)
    assert [receipt.original_name for receipt in receipts if receipt.outcome != "accepted"] == []
    assert len({receipt.table_name for receipt in receipts}) == 11
    reviews = next(receipt for receipt in receipts if receipt.table_name == "reviews")
    assert reviews.notes == ("5042 of 12582 dates are after 31 March 2018.",)
