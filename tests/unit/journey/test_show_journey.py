"""What `cjw journey` prints and writes: for people, for programs, and to a file that its owner alone can read."""

import json
import stat
from xml.etree import ElementTree as ET

import pytest

from pipeline.errors import UsageError
from pipeline.show_journey import show_journey


@pytest.fixture
def show(home, capsys, monkeypatch):
    """Show the journey of a child and return what is printed."""
    monkeypatch.setenv("COLUMNS", "140")

    def printed(child="WA1", *, svg=None, as_json=False):
        show_journey(home, child, la="Walsall", svg=svg, as_json=as_json)
        return capsys.readouterr().out

    return printed


def test_a_person_sees_a_line_an_event_in_order(show):
    lines = show().splitlines()
    assert lines[0] == "A child's journey, Walsall, as the returns to 2025-03-31 tell it"
    assert lines[2].split() == ["date", "age", "what", "happened", "told", "by"]
    events = [line.split() for line in lines[3:8]]
    assert [(line[0], line[1], line[2]) for line in events] == [
        ("2024-01-03", "13", "Referral"),
        ("2024-01-08", "13", "Period"),
        ("2024-01-08", "13", "Placement"),
        ("2024-05-01", "13", "Placement"),
        ("2024-06-02", "13", "Review"),
    ]
    assert all(line[-2:] == ["ssda903", "episodes"] for line in events)


def test_a_person_sees_what_goes_on(show):
    _, goes_on = show().split("Goes on\n")
    assert goes_on.splitlines() == [
        "  Period of care, since 2024-01-08",
        "  Placement: Foster placements, since 2024-05-01",
    ]


def test_words_in_brackets_are_printed_as_they_are(show):
    assert "Child [attended]" in show()


def test_neither_the_id_nor_the_key_nor_the_birth_date_is_printed(show, key_of):
    printed = show()
    for word in ("WA1", key_of("WA1"), "2010-07-09"):
        assert word not in printed


def test_a_child_of_whom_nothing_is_told_is_said(show, tmp_path):
    printed = show("QUIET", svg=tmp_path / "quiet.svg")
    assert "The returns tell of nothing that happened on a day." in printed
    assert "Goes on" not in printed
    ET.parse(tmp_path / "quiet.svg")


def test_a_program_gets_everything_as_one_object(show, key_of, tmp_path):
    facts = json.loads(show(svg=tmp_path / "j.svg", as_json=True))
    assert facts["child_key"] == key_of("WA1")
    assert (facts["birth_date"], facts["as_at_date"]) == ("2010-07-09", "2025-03-31")
    assert [event["number"] for event in facts["events"]] == [1, 2, 3, 4, 5]
    assert facts["spells"][0]["end_date"] is None
    assert facts["svg"] == str(tmp_path / "j.svg")


def test_without_a_drawing_none_is_named(show):
    assert json.loads(show(as_json=True))["svg"] is None
    assert "Drawn in" not in show()


@pytest.mark.parametrize("before", [None, 0o644, 0o600], ids=["new", "0644", "0600"])
def test_the_drawing_is_its_owners_alone(show, tmp_path, before):
    svg = tmp_path / "[a child].svg"
    if before is not None:
        svg.write_text("longer than the drawing " * 9000)
        svg.chmod(before)
    assert f"Drawn in {svg}" in show(svg=svg)
    assert stat.S_IMODE(svg.stat().st_mode) == 0o600
    assert ET.parse(svg).getroot().tag == "{http://www.w3.org/2000/svg}svg"


@pytest.mark.parametrize("place", ["none/journey.svg", "."], ids=["no folder", "a folder"])
def test_a_file_that_cannot_be_written_is_refused_before_anything_is_printed(
    home, tmp_path, place, capsys
):
    with pytest.raises(UsageError, match="cannot be written") as refused:
        show_journey(home, "WA1", la="", svg=tmp_path / place, as_json=False)
    assert "Name a file" in refused.value.remedy
    assert capsys.readouterr().out == ""
