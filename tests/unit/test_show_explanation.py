import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.settings import Settings
from pipeline.show_files import show_explanation
from pipeline.sources.api import Instruction

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
WHOSE = Instruction("walsall 2025-26")
Shown = Callable[..., tuple[int, str]]


@pytest.fixture
def show(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Shown:
    def run(*names: str, width: int = 80, as_json: bool = False) -> tuple[int, str]:
        monkeypatch.setenv("COLUMNS", str(width))
        paths: Sequence[Path] = [EXAMPLES / name for name in names]
        settings = Settings(home=tmp_path / "home")
        code = show_explanation(settings, paths, WHOSE, as_json=as_json)
        return code, capsys.readouterr().out

    return run


def test_what_would_be_accepted_is_shown_heading_by_heading(show: Shown) -> None:
    code, text = show("hearing.csv")
    assert code == 0
    assert "Hearings (court/hearing); utf-8, headings in line 1" in text
    assert "Would be accepted for Walsall (E08000030), 2025-26: 8 rows." in text
    (line,) = (line for line in text.splitlines() if line.strip().startswith("is_agreed"))
    assert line.split() == ["is_agreed", "same", "boolean", "sensitive", "75", "%", "100", "%"]


@pytest.mark.parametrize("width", [80, 100])
def test_no_line_but_the_path_is_wider_than_the_terminal(show: Shown, width: int) -> None:
    names = [path.name for path in sorted(EXAMPLES.glob("*.csv"))]
    _, text = show(*names, width=width)
    wide = [line for line in text.splitlines() if len(line) > width]
    assert [line for line in wide if not line.startswith("Save this as")] == []


def test_a_long_name_is_broken_after_an_underscore(show: Shown) -> None:
    _, text = show("pre_proceedings.csv")
    lines = [
        line.split(" ")[2]
        for line in text.splitlines()
        if line.startswith("  ") and line[2:3] != " "
    ]
    assert "letter_before_" in lines
    assert "letter_before_proceedings_date" in show("pre_proceedings.csv", width=100)[1]


def test_a_proposal_is_shown_as_it_is_to_be_saved(show: Shown, tmp_path: Path) -> None:
    code, text = show("local_costs_export.csv")
    assert code == 1
    assert "Would be refused." in text
    assert "\n  Client Ref: la_child_id" in text
    assert f"Save this as {tmp_path / 'home' / 'mappings' / 'local_costs_export.yaml'}," in text
    assert text.rstrip().endswith("correct it, and look again.")


def test_one_file_that_would_be_refused_makes_the_code(show: Shown) -> None:
    assert show("hearing.csv", "local_costs_export.csv")[0] == 1


def test_json_says_the_same(show: Shown) -> None:
    code, text = show("hearing.csv", "local_costs_export.csv", as_json=True)
    hearing, costs = json.loads(text)
    assert code == 1
    assert (hearing["is_accepted"], hearing["tables"][0]["rows"]) == (True, 8)
    assert hearing["sheets"][0]["headings"][-1]["understood"] == 1.0
    assert not costs["is_accepted"]
    assert costs["sheets"][0]["proposal"]["table"] == "finance/placement_cost"
    assert "Client Ref: la_child_id" in costs["sheets"][0]["proposal"]["yaml"]


def test_headings_are_no_markup(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "hearing.csv"
    text = (EXAMPLES / "hearing.csv").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{text[0]},[red]Ward[/red]", *(f"{line},N" for line in text[1:])]))
    show_explanation(Settings(home=tmp_path / "home"), [path], WHOSE, as_json=False)
    assert "[red]Ward[/red]" in capsys.readouterr().out
