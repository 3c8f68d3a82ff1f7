"""What is written is read back whole by the real intake, placed without being told, and as CSV what it is as XML."""

import xml.etree.ElementTree as ET

import pytest

from pipeline.sources.api import load_gazetteer
from pipeline.synthetic.choice import choose_authorities
from pipeline.synthetic.extracts.ssda903 import ssda903_extracts
from pipeline.synthetic.writing.csv_file import write_csv
from pipeline.synthetic.writing.folder import csv_path, folder_of, xml_path
from pipeline.synthetic.writing.text import to_text
from pipeline.synthetic.writing.xml_file import is_in_xml, write_xml
from tests.unit.synthetic.sample import SEEDS, WALSALL
from tests.unit.synthetic.walsall import walsall
from tests.unit.synthetic.writing.census import census

YEARS = (2023, 2024)


@pytest.fixture
def files(forms, tmp_path):
    """Write extracts of Walsall in a form; returns the folder."""

    def write(extracts, form):
        root = tmp_path / form
        texts = [
            to_text(one, forms.of(one.source, one.table, one.collection_year).table)
            for one in extracts
        ]
        if form == "csv":
            for one in texts:
                headings = forms.of(one.source, one.table, one.collection_year).headings_of(one)
                write_csv(csv_path(root, WALSALL, one), one.columns, headings)
        for key in {(one.source, one.collection_year) for one in texts} if form == "xml" else ():
            of_key = [one for one in texts if (one.source, one.collection_year) == key]
            inside = [one for one in of_key if is_in_xml(one, forms)]
            write_xml(xml_path(root, WALSALL, source=key[0], year=key[1]), inside, forms)
        return root

    return write


def returns():
    lives = walsall()
    return [one for year in YEARS for one in ssda903_extracts(lives, year)]


def told(receipts):
    return {(one.original_name, one.outcome, one.reason, one.notes) for one in receipts}


@pytest.mark.parametrize("make", [returns, census], ids=["ssda903", "cin_census"])
def test_the_intake_takes_all_rows_of_all_files_and_has_nothing_to_say(make, files, take_in):
    extracts = make()
    receipts, _ = take_in(files(extracts, "csv"), "home")
    assert {one[1:] for one in told(receipts)} == {("accepted", "", ())}
    assert {
        (one.table_name, one.la_code, one.collection_year): one.rows_raw for one in receipts
    } == {(one.table, one.la_code, one.collection_year): len(one) for one in extracts}


@pytest.mark.parametrize("make", [returns, census], ids=["ssda903", "cin_census"])
def test_an_xml_says_what_the_csv_files_say(make, files, take_in, forms):
    extracts = [one for one in make() if is_in_xml(one, forms)]
    _, as_csv = take_in(files(extracts, "csv"), "csv home")
    receipts, as_xml = take_in(files(extracts, "xml"), "xml home")
    assert {one[1:] for one in told(receipts)} == {("accepted", "", ())}
    full = {key: rows for key, rows in as_csv.items() if rows}
    # The flag of asylum seekers, which no CSV file has.
    of_csv_files = {
        key: [{name: cell for name, cell in row.items() if name != "uasc"} for row in rows]
        for key, rows in as_xml.items()
        if rows
    }
    assert of_csv_files == {
        key: [{name: cell for name, cell in row.items() if name != "uasc"} for row in rows]
        for key, rows in full.items()
    }
    assert full


def test_ofsteds_lists_have_no_place_in_an_xml(forms):
    outside = {one.table for one in returns() if not is_in_xml(one, forms)}
    assert outside == {"childrens_home", "social_care_provider"}


def test_a_child_without_a_header_row_is_in_the_xml_all_the_same(files, take_in):
    extracts = [one for one in returns() if one.collection_year == 2024 and one.table != "header"]
    _, read = take_in(files(extracts, "xml"), "home")
    assert len(read["episodes", 2024]) == sum(
        len(one) for one in extracts if one.table == "episodes"
    )


@pytest.mark.parametrize("make", [returns, census], ids=["ssda903", "cin_census"])
def test_an_xml_is_well_formed_and_the_same_each_time(make, files):
    root = files(make(), "xml")
    first = {path: path.read_bytes() for path in root.rglob("*.xml")}
    assert all(ET.fromstring(content) is not None for content in first.values())
    files(make(), "xml")
    assert {path: path.read_bytes() for path in root.rglob("*.xml")} == first


def test_every_authoritys_folder_names_it_and_no_other(tmp_path):
    gazetteer = load_gazetteer(SEEDS)
    for authority in choose_authorities("all", seeds=SEEDS, last_year=2025):
        folder = folder_of(tmp_path, authority, 2025)
        mentions = gazetteer.find(folder.parent.name)
        meant = frozenset.intersection(*mentions)
        assert {one.la_code for one in meant} == {authority.la_code}
        assert folder.name == "2024-25"
