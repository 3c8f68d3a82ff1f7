"""`cjw demo` and the commands beside it, as a newcomer meets them: what they print, leave and keep to themselves."""

import csv
import json
import re
import stat
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from pipeline.quality.api import decide, from_record
from pipeline.release.api import verify

pytestmark = pytest.mark.slow

# Ids are eight digits, or letters and seven. In text they stand alone (digits within a hash are none); in tables
# they may touch.
ID_IN_TEXT = re.compile(rb"(?<![0-9A-Za-z])(?:[A-Z]{1,2}\d{7}|\d{8})(?![0-9A-Za-z])")
ID_IN_TABLE = re.compile(rb"(?=([A-Z]{1,2}\d{7}|\d{8}))")
COMMANDS = ("demo", "synth", "run", "publish", "status", "rollback", "check", "lineage", "dev")
WAIVERS = """policy_id,rule_code,la_code,collection_year,owner,reason,expires
header_errors,,E08000029,2023,Head of performance,A fiction needs no better return,2999-12-31
episodes_errors,,E08000029,2023,Head of performance,A fiction needs no better return,2999-12-31
episodes_errors,,E08000030,2023,Head of performance,A fiction needs no better return,some day
"""
NEW_FILE = "CHILD,DOB,SEX,DUC\n{child},01/02/2008,1,\n"


@dataclass
class Story:
    """One home and what each command of its story came to, in order."""

    home: Path
    project: Path
    ended: dict[str, CompletedProcess] = field(default_factory=dict)
    releases: dict[str, str] = field(default_factory=dict)

    def in_force(self):
        return (self.home / "releases" / "current").resolve().name


@pytest.fixture(scope="module")
def story(cjw, tmp_path_factory, lean_project):
    """The demo twice, a new file, a rollback; then questions. With a third of the project, as it is told in full."""
    told = Story(tmp_path_factory.mktemp("story") / "home", lean_project)
    place = ("--home", told.home)

    def tell(name, *arguments):
        told.ended[name] = cjw(*arguments, CJW_PROJECT_DIR=str(lean_project))
        told.releases[name] = told.in_force()

    tell("first", "demo", *place)
    tell("second", "demo", *place)
    new = told.home / "inbox" / "E08000030 2024" / "uasc.csv"
    new.parent.mkdir()
    new.write_text(NEW_FILE.format(child=some_ids(told.home)[0]))
    tell("new file", "run", *place, "--json")
    tell("rollback", "rollback", *place)
    tell("status", "status", *place)
    tell("status as JSON", "status", *place, "--json")
    (told.home / "waivers.csv").write_text(WAIVERS)
    tell("explained", "publish", "--explain", *place)
    tell("published", "publish", *place, "--json")
    return told


def extracts(home):
    """The files of the demonstration."""
    return sorted((home / "fiction" / "extracts").rglob("*.csv"))


def ids_in(path, heading):
    with path.open(newline="", encoding="utf-8") as file:
        return [row[heading] for row in csv.DictReader(file)]


def some_ids(home):
    """Ids of children in the fictional returns."""
    folder = home / "fiction" / "extracts" / "E08000030 walsall" / "2023-24"
    return ids_in(folder / "ssda903" / "header.csv", "CHILD")


def all_ids(home):
    headings = {"ssda903/header.csv": "CHILD", "cin_census/child_identifiers.csv": "LAchildID"}
    ids = {
        one.encode()
        for path in extracts(home)
        for name, heading in headings.items()
        if path.as_posix().endswith(name)
        for one in ids_in(path, heading)
    }
    ids = {one for one in ids if ID_IN_TEXT.fullmatch(one)}
    assert len(ids) > 20_000
    return ids


def shows_a_child(content, ids, *, pattern=ID_IN_TEXT):
    return not ids.isdisjoint(pattern.findall(content))


def file_shows_a_child(path, ids):
    pattern = ID_IN_TABLE if path.suffix in {".duckdb", ".parquet"} else ID_IN_TEXT
    return shows_a_child(path.read_bytes(), ids, pattern=pattern)


def test_every_step_of_the_story_ends_well(story):
    assert {name: end.returncode for name, end in story.ended.items()} == dict.fromkeys(
        story.ended, 0
    )
    assert not [name for name, end in story.ended.items() if "Traceback" in end.stdout + end.stderr]
    assert {name: end.stderr for name, end in story.ended.items()} == dict.fromkeys(story.ended, "")


def test_the_demo_shows_results_and_where_to_look(story):
    said = story.ended["first"].stdout
    for word in ("Walsall", "England (these LAs)", "looked after at 31", "4 of 4"):
        assert word in said
    for place in ("public", "internal/marts.duckdb"):
        path = story.home / "releases" / "current" / place
        assert str(path) in said
        assert path.exists()
    assert f"Release {story.releases['first']} (released)" in said
    assert f"{len(extracts(story.home)) - 1} accepted, 1 quarantined" in said
    assert [line.split(":")[0] for line in said.splitlines() if "E08000029 20" in line] == [
        "  Withheld E08000029 2023",
        "  With a note E08000029 2024",
    ]


def test_a_second_demo_does_nothing_again(story):
    said = story.ended["second"].stdout
    assert story.releases["second"] == story.releases["first"]
    assert "(unchanged, kept)" in said
    steps = [
        line
        for line in said.splitlines()
        if line.startswith(("  Models:", "  Rules:", "  Suites:"))
    ]
    assert len(steps) == 5
    assert all("skipped" in line for line in steps)
    assert not any(word in line for line in steps for word in ("built", "ran"))


def test_a_new_file_makes_a_new_release_and_says_so_to_machines(story):
    said = json.loads(story.ended["new file"].stdout)
    assert story.releases["new file"] == said["release"] > story.releases["first"]
    assert said["files"] == {"accepted": 1}
    assert (said["rows_in"], said["rows_raw"], said["rows_quarantined"]) == (1, 1, 0)
    assert said["release_reused"] is False
    models = [*(story.project / "sql_models").glob("[!r]*/**/*.sql")]
    assert said["models"]["built"] + said["models"]["skipped"] == len(models)
    assert said["models"]["skipped"] > 0
    assert said["stopped"] == []


def test_a_rollback_puts_the_release_before_in_force(story):
    assert story.releases["rollback"] == story.releases["first"]
    assert story.releases["first"] in story.ended["rollback"].stdout


def test_the_status_says_what_is_in_force(story):
    facts = json.loads(story.ended["status as JSON"].stdout)
    assert facts["in_force"] == story.releases["first"]
    assert facts["releases"] == [story.releases["new file"], story.releases["first"]]
    good = len(extracts(story.home)) - 1
    assert facts["files"] == {"accepted": good + 1, "duplicate": good, "quarantined": 2}
    assert facts["waiting_in_inbox"] == 0
    assert all(release in story.ended["status"].stdout for release in facts["releases"])


def test_every_release_is_whole(story):
    made = set(story.releases.values())
    for name in made:
        assert verify(story.home / "releases" / name) == []
    assert {path.name for path in (story.home / "releases").iterdir()} == {"current", *made}


def test_why_each_return_is_in_or_out_is_explained_without_publishing(story):
    said = story.ended["explained"].stdout
    assert story.releases["explained"] == story.releases["rollback"]
    for words in (
        "Solihull 2022/23  published with a note",
        "Waived until 2999-12-31: A fiction needs no better return.",
        "most by rules",
        "Walsall 2024/25  published  (nearest: ",
        "waivers.csv:4, expires",
        " published with a note, 0 withheld",
    ):
        assert words in said


def test_what_was_taken_in_is_published_by_todays_waivers(story):
    said = json.loads(story.ended["published"].stdout)
    assert said["release"] == story.releases["published"] > story.releases["new file"]
    assert (said["files"], said["withheld"]) == ({}, [])
    noted = {(note["la_code"], note["collection_year"]) for note in said["usage_notes"]}
    assert noted >= {("E08000029", 2023), ("E08000029", 2024)}


def test_what_the_gate_decided_is_decided_again_from_the_manifest_alone(story):
    manifest = story.home / "releases" / story.releases["first"] / "manifest.json"
    gate = json.loads(manifest.read_text())["gate"]
    again = decide(from_record(gate["evidence"]))
    assert [vars(decision) for decision in again.decisions] == gate["decisions"]
    assert Counter(d.decision for d in again.decisions) == {"publish": 11, "withhold": 1}


def test_no_child_shows_where_others_look(story):
    ids = all_ids(story.home)
    for end in story.ended.values():
        assert not shows_a_child((end.stdout + end.stderr).encode(), ids)
    places = ("releases", "dagster", "landing/receipts")
    files = [path for place in places for path in (story.home / place).rglob("*") if path.is_file()]
    files += (story.home / "quarantine").rglob("*.reason.json")
    assert {path.suffix for path in files} > {
        ".db",
        ".duckdb",
        ".parquet",
        ".csv",
        ".json",
        ".jsonl",
    }
    found = [path.name for path in files if file_shows_a_child(path, ids)]
    assert found == []


def test_the_search_for_children_finds_them_where_they_may_be(story):
    ids = all_ids(story.home)
    private = {
        folder: [path for path in (story.home / folder).rglob("*") if path.is_file()]
        for folder in ("restricted", "landing", "raw/ssda903/header")
    }
    for folder, files in private.items():
        assert any(file_shows_a_child(path, ids) for path in files), folder


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_what_holds_children_is_for_its_owner_alone(story):
    private = [story.home / name for name in ("restricted", "landing", "raw", "quarantine")]
    below = [path for folder in private for path in (folder, *folder.rglob("*"))]
    assert {mode(path) for path in below if path.is_dir()} == {0o700}
    assert {mode(path) for path in below if path.is_file()} == {0o600, 0o400}
    assert mode(story.home / "warehouse.duckdb") == 0o600
    findings = list((story.home / "restricted").rglob("findings.csv"))
    assert len(findings) == 12
    assert {mode(path) for path in findings} == {0o600}


def test_a_formula_in_a_return_does_not_run_in_a_spreadsheet(story):
    cells = [
        row["value"]
        for path in (story.home / "restricted").rglob("findings.csv")
        for row in csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines())
    ]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_explains_itself(cjw, command):
    end = cjw(command, "--help")
    assert end.returncode == 0
    assert f"cjw {command}" in end.stdout


def test_the_command_lists_all_of_them(cjw):
    said = cjw("--help").stdout
    assert [command for command in COMMANDS if command not in said] == []


def test_a_column_is_followed_to_where_it_was_received(cjw):
    end = cjw("lineage", "bench_measure.value")
    lines = end.stdout.splitlines()
    assert end.returncode == 0
    assert lines[0].startswith("bench_measure.value  <-  mart_measure.value")
    assert any("seed_population_0_17.population" in line for line in lines)


WRONG = {
    "no command": [],
    "no such command": ["publicise"],
    "no such option": ["run", "--hom", "x"],
    "no such file": ["run", "no_such_file.csv"],
    "no such model": ["lineage", "mart_nothing"],
    "no such column": ["lineage", "mart_measure.nothing"],
    "no release yet": ["rollback"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_advice(cjw, arguments, tmp_path):
    end = cjw(*arguments, CJW_HOME=str(tmp_path / "home"))
    assert end.returncode == 2
    assert "cjw" in end.stderr + end.stdout
    assert "Traceback" not in end.stderr


def test_a_home_that_cannot_be_is_wrong_usage(cjw, tmp_path):
    (tmp_path / "home").write_text("a file")
    end = cjw("run", "--home", tmp_path / "home")
    assert end.returncode == 2
    assert "cannot be the data home" in end.stderr
