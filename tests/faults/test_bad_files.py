"""Files as they really come, through the whole path: each ends in raw or quarantine with a reason, the rest goes out.

What a reader makes of one file is tested with the reader; here is what becomes of it in a run, beside a good return.
"""

import csv
import io
import json
import shutil
import zipfile
from itertools import islice
from pathlib import Path

import pytest

from pipeline.modelling.api import open_warehouse
from pipeline.release.api import current_release
from pipeline.settings import Settings

AUTHORITIES = Path(__file__).parents[2] / "seeds" / "local_authority.csv"
COLUMNS = "CHILD,DOB,REVIEW,REVIEW_CODE"
ROWS = (
    "70000001,01/02/2012,05/06/2023,PN1",
    "70000002,03/04/2013,07/08/2023,PN2",
    'Zoë 7,05/06/2014,09/10/2023,"PN3"',
)
TEXT = "\r\n".join([COLUMNS, *ROWS, ""])


def reordered(line):
    """The same values in another order; no value holds a comma."""
    child, born, day, code = line.split(",")
    return ",".join([code, day, child, born])


def without_last_column(text):
    return "\n".join(line.rpartition(",")[0] for line in text.splitlines())


def zipped(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return buffer.getvalue()


XLSX = zipped(**{"[Content_Types].xml": "<Types/>", "xl__workbook.xml": "<workbook/>"})
DAMAGED_ZIP = zipped(**{"reviews.csv": TEXT * 40})[:-60]
XML = '<?xml version="1.0"?><Message><Header/><CHILD ID="70000001"/></Message>'

# Name of the file, its bytes, rows that reach the raw layer, rows that are refused, what a person is told.
ACCEPTED = {
    "UTF-16 LE": ("reviews.csv", TEXT.encode("utf-16-le"), 3, 0, ""),
    "UTF-16 LE with its mark": ("reviews.csv", b"\xff\xfe" + TEXT.encode("utf-16-le"), 3, 0, ""),
    "UTF-16 BE with its mark": ("reviews.csv", b"\xfe\xff" + TEXT.encode("utf-16-be"), 3, 0, ""),
    "Windows-1252": ("reviews.csv", TEXT.encode("cp1252"), 3, 0, ""),
    "UTF-8 with a BOM": ("reviews.csv", TEXT.encode("utf-8-sig"), 3, 0, ""),
    "truncated mid-row": ("reviews.csv", TEXT.encode()[: TEXT.index("07/08")], 1, 1, "values"),
    "truncated inside quotes": (
        "reviews.csv",
        TEXT.encode()[: TEXT.index("PN3") + 2],
        2,
        1,
        "quot",
    ),
    "a column too many": (
        "reviews.csv",
        "\n".join([f"{COLUMNS},TEAM", *(f"{row},North" for row in ROWS)]).encode(),
        3,
        0,
        "TEAM",
    ),
    "columns missing": ("reviews.csv", without_last_column(TEXT).encode(), 3, 0, "REVIEW_CODE"),
    "columns in another order": (
        "reviews.csv",
        "\n".join(map(reordered, [COLUMNS, *ROWS])).encode(),
        3,
        0,
        "",
    ),
    "a zip of a return": ("return.zip", zipped(**{"reviews.csv": TEXT}), 3, 0, ""),
}
REFUSED = {
    "empty": ("reviews.csv", b"", 0, "empty"),
    "a heading line alone cut short": ("reviews.csv", b"CHI", 0, ""),
    "a damaged zip": ("return.zip", DAMAGED_ZIP, 0, ""),
    "a picture by another name": ("reviews.csv", b"\x89PNG\r\n\x1a\n" + bytes(64), 0, "PNG"),
    "an XML of something else": ("return.xml", XML.replace("Message", "html5").encode(), 0, "root"),
    "an XML without a child": (
        "return.xml",
        XML.replace('<CHILD ID="70000001"/>', "").encode(),
        1,
        "holds no child",
    ),
    "a workbook that is none": ("reviews.xlsx", XLSX, 0, "CSV"),
}


@pytest.fixture(scope="module")
def places():
    """A folder name for each case: an authority of its own, none of those of the good return."""
    with AUTHORITIES.open(encoding="utf-8", newline="") as file:
        codes = (r["la_code"] for r in csv.DictReader(file) if r["la_code"].startswith("E06"))
        cases = [*ACCEPTED, *REFUSED]
        return dict(zip(cases, (f"{code} 2024" for code in islice(codes, len(cases))), strict=True))


@pytest.fixture(scope="module")
def inbox(tmp_path_factory, write_returns, places):
    """Every bad file in its place, beside a good return."""
    root = tmp_path_factory.mktemp("files")
    good = write_returns(root / "good")
    shutil.rmtree(good / "from the old laptop")
    for case, (name, content, *_) in {**ACCEPTED, **REFUSED}.items():
        folder = root / "bad" / places[case]
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content)
    return root


@pytest.fixture(scope="module")
def outcome(inbox, run_whole_pipeline, places, tmp_path_factory):
    """The data home, the receipts of the bad files by case, all receipts, and the judgement."""
    home = tmp_path_factory.mktemp("home")
    receipts, judgement = run_whole_pipeline(home, inbox / "good", inbox / "bad")
    by_folder = {r.original_name.split("/")[1]: r for r in receipts}
    bad = {case: by_folder[folder] for case, folder in places.items()}
    return Settings(home=home).home_paths, bad, receipts, judgement


def told(home, receipt):
    """All that a person can read about a file."""
    folder = home.quarantine / receipt.sha256[:12]
    kept = [path.read_text(encoding="utf-8") for path in folder.glob("*.rows.csv")]
    return " ".join([receipt.reason, *receipt.notes, *kept])


def test_no_row_is_lost(outcome):
    _, bad, receipts, _ = outcome
    assert len(bad) == len({*ACCEPTED, *REFUSED}) == len(receipts) - 54
    assert [r.original_name for r in receipts if r.rows_in != r.rows_raw + r.rows_quarantined] == []


@pytest.mark.parametrize("case", ACCEPTED)
def test_a_file_that_can_be_understood_is_loaded(outcome, case):
    home, bad, _, _ = outcome
    _, _, rows_raw, rows_refused, word = ACCEPTED[case]
    receipt = bad[case]
    assert receipt.outcome == "accepted", receipt.reason
    assert (receipt.rows_raw, receipt.rows_quarantined) == (rows_raw, rows_refused)
    assert word in told(home, receipt)
    with open_warehouse(home.warehouse, read_only=True) as warehouse:
        rows = warehouse.execute(
            "SELECT child, dob, review, review_code FROM raw_ssda903__reviews "
            "WHERE file_id = ? ORDER BY row_number",
            [receipt.file_id],
        ).fetchall()
    expected = [tuple(row.replace('"', "").split(",")) for row in ROWS]
    if case == "columns missing":
        expected = [(*row[:3], None) for row in expected]
    assert rows == expected[:rows_raw]


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_understood_is_kept_with_its_reason(outcome, case):
    home, bad, _, _ = outcome
    name, content, rows, word = REFUSED[case]
    receipt = bad[case]
    assert receipt.outcome == "quarantined"
    assert (receipt.rows_raw, receipt.rows_quarantined) == (0, rows)
    folder = home.quarantine / receipt.sha256[:12]
    (kept,) = (path for path in folder.iterdir() if not path.name.endswith(".reason.json"))
    assert kept.read_bytes() == content
    reason = json.loads(kept.with_name(f"{kept.name}.reason.json").read_text(encoding="utf-8"))
    assert reason["source_path"].endswith(name)
    assert len(reason["reason"]) > 15
    assert len(reason["what_to_do"]) > 15
    assert word in f"{reason['reason']} {reason['what_to_do']}"


def test_no_reason_shows_a_child(outcome):
    home, bad, _, judgement = outcome
    reasons = [path.read_text(encoding="utf-8") for path in home.quarantine.rglob("*.reason.json")]
    said = " ".join(
        [*reasons, *(r.reason + "".join(r.notes) for r in bad.values()), *judgement.gate.reasons]
    )
    assert "7000000" not in said
    assert "Zoë" not in said


def test_the_good_return_beside_them_is_released(outcome):
    home, _, receipts, judgement = outcome
    good = [r for r in receipts if r.original_name.startswith("good/")]
    assert len(good) == 54
    assert {r.outcome for r in good} == {"accepted"}
    assert not judgement.gate.stopped
    assert current_release(home) is not None
