"""Hundreds of damaged variants of each form of file: none crashes the intake, loses a row or tells a value.

The files are damaged as mail, spreadsheets, editors, failing disks and malice damage them. More than the usual number
are tried with CJW_DAMAGED_VARIANTS, as before a change of a reader lands (1000 take 6 minutes).
"""

import gzip
import hashlib
import io
import json
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from pipeline.settings import Home
from pipeline.sources.keeping.landing import landed_path
from pipeline.sources.keeping.quarantine import quarantined_path
from pipeline.sources.keeping.raw import raw_path
from pipeline.sources.receiving.desk import open_desk
from pipeline.sources.receiving.incoming import find_parcels
from pipeline.sources.receiving.parcel import receive_parcel

ROOT = Path(__file__).parents[2]
VARIANTS = int(os.environ.get("CJW_DAMAGED_VARIANTS", "150"))
pytestmark = pytest.mark.slow
# What must never be told: it stands in every row of every file.
SECRET = "Xq7Secret"
HEADINGS = "CHILD,DOB,REVIEW,REVIEW_CODE"
ROWS = [f"{SECRET}{n},0{n % 9 + 1}/02/2005,1{n % 9}/05/2016,PN{n % 8}" for n in range(30)]
CSV = "\r\n".join([HEADINGS, *ROWS, f'"{SECRET} ""é",01/02/2005,"12/05/2016",PN1', ""])

CHILD = f"""<Child><ChildIdentifiers><LAchildID>{SECRET}%d</LAchildID><UPN>A123</UPN>
<PersonBirthDate>2010-01-02</PersonBirthDate><Sex>M</Sex></ChildIdentifiers>
<ChildCharacteristics><Ethnicity>WBRI</Ethnicity><Disabilities><Disability>AUT</Disability></Disabilities>
</ChildCharacteristics><CINdetails><CINreferralDate>2016-05-0%d</CINreferralDate>
<ReferralSource>1A</ReferralSource><Assessments><AssessmentActualStartDate>2016-05-06</AssessmentActualStartDate>
<FactorsIdentifiedAtAssessment><AssessmentFactors>1A</AssessmentFactors></FactorsIdentifiedAtAssessment>
</Assessments><ReferralNFA>0</ReferralNFA></CINdetails></Child>"""
CIN = (
    "<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2017</Year>"
    "<ReferenceDate>2017-03-31</ReferenceDate></CollectionDetails><Source><LEA>335</LEA></Source></Header>"
    f"<Children>{''.join(CHILD % (n, n % 9 + 1) for n in range(12))}</Children></Message>"
)
LOOKED_AFTER = f"""<CHILD><HEADER><CHILDID>{SECRET}%d</CHILDID><UPN>A1</UPN><SEX>1</SEX><DOB>01/02/2005</DOB>
<ETHNIC>WBRI</ETHNIC><UASC></UASC><AREVIEW><REVIEW>01/05/2016</REVIEW><REVIEW_CODE>PN1</REVIEW_CODE></AREVIEW>
</HEADER><EPISODE><DECOM>0%d/05/2016</DECOM><RNE>S</RNE><LS>C2</LS><CIN>N1</CIN><PL>U1</PL></EPISODE></CHILD>"""
SSDA903 = f"<EXPSSDA903>{''.join(LOOKED_AFTER % (n, n % 9 + 1) for n in range(12))}</EXPSSDA903>"

DOCTYPE = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY e SYSTEM "file:///etc/passwd">]>'
PAYLOADS = [
    b'"', b"'", b"\0", b"\r", b"\n", b"\n\n", b",", b";", b"\t", b"=1+1", b"=cmd|' /C calc'!A0", b"@SUM(1)", b"44927",
    b"<", b">", b"&", b"&e;", b"&b;", b"]]>", b"<![CDATA[", b"<!--", DOCTYPE, b"<a>" * 500, b"\xff\xfe",
    b"\xef\xbb\xbf", b"\x80\x81", b"\xc3", b"x" * 200_000, b'"' + b"y\n" * 3_000, "\u2028\u0085\u202e".encode(),
]  # fmt: skip
ENCODINGS = ["utf-16", "utf-16-le", "utf-16-be", "latin-1", "cp1252", "utf-8-sig", "utf-7", "utf-32"]  # fmt: skip
PLACES = st.floats(0, 1)


def _cut(content, at, _):
    return content[: int(at * len(content))]


def _cut_out(content, at, to):
    first, last = sorted((int(at * len(content)), int(to * len(content))))
    return content[:first] + content[last:]


def _double(content, at, to):
    first, last = sorted((int(at * len(content)), int(to * len(content))))
    return content[:last] + content[first:last] + content[last:]


def _flip(content, at, to):
    place = min(int(at * len(content)), max(0, len(content) - 1))
    return content[:place] + bytes([int(to * 255)]) + content[place + 1 :]


def _inject(content, at, to):
    place = int(at * len(content))
    return content[:place] + PAYLOADS[int(to * (len(PAYLOADS) - 1))] + content[place:]


def _recode(content, at, _):
    encoding = ENCODINGS[int(at * (len(ENCODINGS) - 1))]
    return content.decode("utf-8", "replace").encode(encoding, "replace")


def _swap_columns(content, at, to):
    lines = [line.split(b",") for line in content.split(b"\n")]
    width = len(lines[0])
    one, other = int(at * (width - 1)), int(to * (width - 1))
    for line in lines[int(at * len(lines)) :]:
        if len(line) == width:
            line[one], line[other] = line[other], line[one]
    return b"\n".join(b",".join(line) for line in lines)


DAMAGE = st.lists(
    st.tuples(
        st.sampled_from(
            [_cut, _cut_out, _double, _flip, _flip, _inject, _inject, _recode, _swap_columns]
        ),
        PLACES,
        PLACES,
    ),
    min_size=1,
    max_size=3,
)


def damaged(content, damages):
    for damage, at, to in damages:
        content = damage(content, at, to)
    return content


def workbook(content=CSV):
    """The rows of a CSV as a workbook, with a formula, a number, a date and an error among them."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Reviews")
        for number, line in enumerate(content.splitlines()):
            sheet.write_row(number, 0, line.replace('"', "").split(","))
        sheet.write_formula(3, 2, "=TODAY()+NA()", None, "#N/A")
        sheet.write_number(4, 2, 44927)
        sheet.write_datetime(5, 2, datetime(2016, 5, 6))  # noqa: DTZ001 - a cell has no zone
        sheet.write_boolean(6, 3, True)
    return target.getvalue()


def zipped(content, name="reviews.csv"):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def _damaged_inside(content, damages):
    """A zip or workbook of which one part is damaged, its shell being sound."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    victim = int(damages[0][1] * (len(source.namelist()) - 1))
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, name in enumerate(source.namelist()):
            part = source.read(name)
            archive.writestr(name, damaged(part, damages) if number == victim else part)
    return target.getvalue()


def _odd_zip(_, damages):
    """A zip with a damaged file under an odd name: outside its folder, absolute, twice, a zip itself."""
    names = [
        "../../reviews.csv",
        "/etc/reviews.csv",
        "a\\..\\reviews.csv",
        "C:\\reviews.csv",
        "inner.zip",
    ]
    name = names[int(damages[0][1] * (len(names) - 1))]
    part = damaged(CSV.encode(), damages)
    return zipped(zipped(part) if name.endswith(".zip") else part, name)


FORMS = {
    "csv": ("reviews.csv", lambda damages: damaged(CSV.encode(), damages)),
    "gzip": ("reviews.csv.gz", lambda damages: gzip.compress(damaged(CSV.encode(), damages), mtime=0)),
    "damaged gzip": ("reviews.csv.gz", lambda damages: damaged(gzip.compress(CSV.encode(), mtime=0), damages)),
    "zip": ("reviews.zip", lambda damages: damaged(zipped(CSV), damages)),
    "odd zip": ("reviews.zip", lambda damages: _odd_zip(CSV, damages)),
    "workbook": ("reviews.xlsx", lambda damages: damaged(workbook(), damages)),
    "workbook inside": ("reviews.xlsx", lambda damages: _damaged_inside(workbook(), damages)),
    "CIN census XML": ("cin.xml", lambda damages: damaged(CIN.encode(), damages)),
    "SSDA903 XML": ("return.xml", lambda damages: damaged(SSDA903.encode(), damages)),
}  # fmt: skip


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    home = Home(tmp_path_factory.mktemp("damaged")).create()
    return open_desk(home, project=ROOT, key=b"k" * 32, now=datetime(2026, 11, 22, tzinfo=UTC))


@pytest.mark.parametrize("form", FORMS)
def test_no_damage_crashes_the_intake_loses_a_row_or_tells_a_value(
    desk, form, tmp_path_factory, caplog
):
    name, make = FORMS[form]

    path = tmp_path_factory.mktemp("sent") / "walsall_2016-17" / name
    path.parent.mkdir()

    @settings(max_examples=VARIANTS, deadline=None, derandomize=True, database=None)
    @given(DAMAGE)
    def receive_one(damages):
        path.write_bytes(make(damages))
        (parcel,) = find_parcels(desk.home, [path])
        check(desk, parcel, path.read_bytes())

    receive_one()
    assert SECRET not in caplog.text


def check(desk, parcel, content):
    """Each file has receipts that account for every row, and is kept as it came."""
    before = dict(desk.in_force)
    receipts = list(receive_parcel(desk, parcel))
    assert receipts
    assert not [*(desk.home.landing / ".incoming").iterdir()]
    for receipt in receipts:
        told = f"{receipt.reason} {' '.join(receipt.notes)}"
        assert SECRET not in told
        assert receipt.rows_in == receipt.rows_raw + receipt.rows_quarantined
        if receipt.outcome == "accepted":
            assert parquet.read_metadata(raw_path(desk.home, receipt)).num_rows == receipt.rows_raw
            assert (
                hashlib.sha256(landed_path(desk.home, receipt.sha256).read_bytes()).hexdigest()
                == receipt.sha256
            )
        elif receipt.outcome == "quarantined":
            assert len(receipt.reason) > 30
            kept = quarantined_path(desk.home, receipt.sha256, name=receipt.original_name)
            assert hashlib.sha256(kept.read_bytes()).hexdigest() == receipt.sha256
            reason = json.loads(kept.with_name(f"{kept.name}.reason.json").read_text())
            assert reason["source_path"] == receipt.original_name
            assert reason["what_to_do"]
    assert hashlib.sha256(content).hexdigest() in {
        r.sha256 for r in receipts
    } or zipfile.is_zipfile(io.BytesIO(content))
    desk.in_force.clear()
    desk.in_force.update(before)
