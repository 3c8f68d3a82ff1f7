"""Returns made by others, as they are."""

import csv
from collections import Counter
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


EVERYTHING = Path(__file__).parents[1] / "contract" / "recognised_files.csv"
# Rows of each table of the XML samples, counted with ElementTree by element names.
XML_ROWS = {
    "CIN_Census_2024.xml": {
        "header": 1, "child_identifiers": 2, "child_characteristics": 2, "disabilities": 3, "cin_details": 2,
        "assessments": 2, "assessment_factors": 3, "cin_plan_dates": 1, "section_47": 1, "child_protection_plans": 1,
        "child_protection_plan_reviews": 1,
    },
    "fake_CIN_data.xml": {
        "header": 1, "child_identifiers": 332, "child_characteristics": 332, "disabilities": 117, "cin_details": 402,
    },
}  # fmt: skip


def test_everything_that_is_published_or_sampled_goes_in(
    receive: Receive, samples: Path, tmp_path: Path
) -> None:
    shared = samples.parent
    places = {"ssda903_csv": "E08000030_2018", "cin_xml": ""}
    for folder, place in places.items():
        for file in (samples / folder).iterdir():
            year = {"fake_CIN_data.xml": "walsall 2022"}.get(file.name, place)
            target = tmp_path / folder / year / file.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    receipts = receive(
        tmp_path, samples / "walsall_ssda903", shared / "published", shared / "reference"
    )
    assert [r.original_name for r in receipts if r.outcome != "accepted"] == []
    with EVERYTHING.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["file"].startswith("shared/")]
    expected = Counter((Path(row["file"]).name, row["table"], int(row["rows"])) for row in rows)
    found = Counter(
        (Path(r.original_name).name, f"{r.source}/{r.table_name}", r.rows_raw)
        for r in receipts
        if r.encoding != "xml"
    )
    assert found == expected
    by_xml: dict[str, dict[str, int]] = {}
    for receipt in receipts:
        if receipt.encoding == "xml":
            tables = by_xml.setdefault(Path(receipt.original_name).name, {})
            tables[str(receipt.table_name)] = receipt.rows_raw
    assert by_xml == XML_ROWS
