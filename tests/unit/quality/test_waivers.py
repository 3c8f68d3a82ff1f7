"""The file of waivers: what can be used is used, and every other line is told with file, line and field."""

from datetime import date

import pytest

from pipeline.quality.api import load_waivers

HEADING = "policy_id,rule_code,la_code,collection_year,owner,reason,expires"
GOOD = "episodes_errors,,E08000030,2024,Head of performance,The supplier mends it,2027-04-01"


def load(path):
    return load_waivers(path, policy_ids={"episodes_errors"}, rule_codes={"143"})


@pytest.fixture
def written(tmp_path):
    def write(*lines, heading=HEADING, encoding="utf-8"):
        path = tmp_path / "waivers.csv"
        path.write_text("\n".join([heading, *lines]) + "\n", encoding=encoding)
        return load(path)

    return write


def test_no_file_is_no_waiver(tmp_path):
    loaded = load(tmp_path / "waivers.csv")
    assert (loaded.held, loaded.faults) == ((), ())


def test_a_waiver_is_read(written):
    (one,) = written(GOOD).held
    assert (one.place, one.policy_id, one.rule_code) == (
        ("E08000030", 2024),
        "episodes_errors",
        None,
    )
    assert (one.owner, one.reason) == ("Head of performance", "The supplier mends it")
    assert one.expires == date(2027, 4, 1)


@pytest.mark.parametrize("day", ["2027-04-01", "01/04/2027"])
def test_a_day_may_be_written_as_a_spreadsheet_does(written, day):
    (one,) = written(GOOD.replace("2027-04-01", day), encoding="utf-8-sig").held
    assert one.expires == date(2027, 4, 1)


WRONG = {
    "policy": (GOOD.replace("episodes_errors", "episode_errors"), "policy_id"),
    "rule": (GOOD.replace("episodes_errors,", ",999"), "rule_code"),
    "both": (GOOD.replace("errors,", "errors,143"), "either policy_id or rule_code"),
    "neither": (GOOD.replace("episodes_errors", ""), "either policy_id or rule_code"),
    "authority": (GOOD.replace("E08000030", "Walsall"), "la_code"),
    "year": (GOOD.replace("2024", "23/24"), "collection_year"),
    "owner": (GOOD.replace("Head of performance", " "), "owner"),
    "reason": (GOOD.replace("The supplier mends it", "ok"), "reason"),
    "no-day": (GOOD.replace("2027-04-01", "next spring"), "expires"),
    "short": ("episodes_errors,,E08000030", "expires"),
    "long": (f"{GOOD},more,and more", "more cells than headings"),
}


@pytest.mark.parametrize(("line", "told"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_told_and_the_others_hold(written, line, told):
    loaded = written(line, GOOD)
    assert len(loaded.held) == 1
    assert all(fault.startswith("waivers.csv:2") for fault in loaded.faults)
    assert told in " ".join(loaded.faults)
    assert "not used" in loaded.faults[0]


def test_headings_that_are_not_these_are_told(written):
    loaded = written(GOOD, heading=HEADING.replace("owner", "who"))
    assert loaded.held == ()
    assert "headings must be policy_id" in loaded.faults[0]


def test_a_file_that_is_no_text_is_told(tmp_path):
    (tmp_path / "waivers.csv").write_bytes(b"\xff\xfe\x00PK")
    assert "cannot be read" in load(tmp_path / "waivers.csv").faults[0]
