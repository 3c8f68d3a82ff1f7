"""The command `cjw journey`: its exit codes, and that asking for help loads nothing heavy."""

import json
import subprocess
import sys
from xml.etree import ElementTree as ET

import pytest

from pipeline.cli import main

HEAVY = {
    "dagster", "duckdb", "great_expectations", "numpy", "pandas", "pyarrow", "sqlglot", "pipeline.journey",
}  # fmt: skip
HELP = """
import sys
from pipeline.cli import app
try:
    app(["journey", "--help"])
except SystemExit:
    print(*sys.modules)
"""


def leave_with(*arguments):
    """Run the command in this process and return its exit code."""
    with pytest.raises(SystemExit) as leaving:
        main(["journey", *map(str, arguments)])
    return leaving.value.code


def test_a_journey_is_shown_and_drawn_with_0(home, tmp_path, capsys):
    svg = tmp_path / "journey.svg"
    assert leave_with("WA1", "--la", "Walsall", "--home", home.home, "--svg", svg, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["events"]) == 5
    ET.parse(svg)


WRONG = {
    "no such child": (["WA99999"], "No child of the warehouse has this id"),
    "no such authority": (["WA1", "--la", "Ambridge"], "No local authority is called"),
    "an id of two authorities": (["TWO"], "Several local authorities have a child with this id"),
    "a drawing in no folder": (["WA1", "--svg", "none/such/journey.svg"], "cannot be written"),
}


@pytest.mark.parametrize(("arguments", "words"), WRONG.values(), ids=WRONG)
def test_wrong_usage_ends_with_2_and_does_not_repeat_the_id(arguments, words, home, capsys):
    assert leave_with(*arguments, "--home", home.home) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert "What to do: " in said.err
    assert arguments[0] not in said.out + said.err


def test_without_a_child_the_usage_is_shown_with_2(capsys):
    assert leave_with() == 2
    assert "Usage: " in capsys.readouterr().err


def test_nothing_built_ends_with_1(tmp_path, capsys):
    assert leave_with("WA1", "--home", tmp_path / "none") == 1
    said = capsys.readouterr().err
    assert "Nothing has been built yet" in said
    assert "WA1" not in said


def test_the_help_of_the_command_loads_nothing_heavy():
    ended = subprocess.run([sys.executable, "-c", HELP], capture_output=True, text=True, check=True)
    *words, modules = ended.stdout.strip().splitlines()
    assert any("--svg" in line for line in words)
    assert HEAVY.isdisjoint(modules.split())
