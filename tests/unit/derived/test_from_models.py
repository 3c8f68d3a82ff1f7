"""The pages of the journey: which columns join, what is drawn, and that nothing of a model is left out."""

import doctest
import importlib
import re
from pathlib import Path

import pytest

from pipeline.derived.entity_diagram import relation_line
from pipeline.derived.from_models import columns_never_null, from_models, pages_of
from pipeline.derived.relations import find_relations, key_homes, nearest
from pipeline.derived.themes import Theme, journey_models, load_themes
from pipeline.errors import ProjectError
from pipeline.modelling.api import compile_project
from pipeline.quality.api import load_suites

ROOT = Path(__file__).parents[3]
MODELS = {
    "journey/dim_local_authority": ("la_code", "'E01' AS la_code, '1' AS dfe_la_code"),
    "journey/dim_legal_status": ("legal_status_code", "'C1' AS legal_status_code"),
    "journey/dim_child": ("child_key", "'a' AS child_key, 'E01' AS la_code, DATE '2010-01-01' AS birth_date"),
    "journey/dim_child_sensitive": ("child_key", "'a' AS child_key, 'E01' AS la_code"),
    "journey/dim_day": ("start_date", "DATE '2020-01-01' AS start_date"),
    "journey/fct_stay": (
        "stay_key",
        "'s' AS stay_key, 'a' AS child_key, 'E01' AS la_code, 's' AS earlier_stay_key, "
        "DATE '2020-01-01' AS start_date, "
        "'C1' AS legal_status_code, 'C1' AS adopter_legal_status_code, 'Foster' AS stay_group, TRUE AS is_open",
    ),
    "journey/fct_night": (
        "night_key, start_date",
        "'n' AS night_key, 's' AS stay_key, 'a' AS child_key, DATE '2020-01-01' AS start_date",
    ),
    "journey/fct_visit": ("visit_key", "'v' AS visit_key, 's' AS stay_key, 'a' AS child_key"),
    "journey/fct_stay__short": ("stay_key", "'s' AS stay_key"),
    "marts/mart_stays": ("la_code", "'E01' AS la_code, CAST(1.5 AS DECIMAL(9, 1)) AS stays"),
}  # fmt: skip
SUITE = """
model: {model}
expectations:
  - type: expect_column_values_to_not_be_null
    kwargs: {{column: {column}{more}}}
    severity: critical
    why: It is what the row is about.
"""
FILLED = {
    "fct_stay": ("child_key", ""),
    "fct_night": ("stay_key", ""),
    "fct_visit": ("stay_key", ", mostly: 0.9"),
}
THEMES = (
    Theme("Stays", "Where a child sleeps.", ("fct_stay", "fct_night", "fct_visit")),
    Theme("Children", "Who they are.", ("dim_child", "dim_child_sensitive")),
    Theme("Lists", "What codes mean.", ("dim_local_authority", "dim_legal_status", "dim_day")),
)
PAGES = ("docs/entity-diagram.md", "docs/data-dictionary.md")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("journey")
    for place, (grain, columns) in MODELS.items():
        path = folder / f"{place}.sql"
        path.parent.mkdir(exist_ok=True)
        header = f"description: One row per {path.stem}, yes | no.\ngrain: [{grain}]\ncolumns:\n"
        described = "".join(
            f"  {name}: It is {name}.\n" for name in re.findall(r"AS (\w+)", columns)
        )
        path.write_text(f"/*---\n{header}{described}---*/\nSELECT {columns}\n", encoding="utf-8")
    return compile_project(folder, [])


@pytest.fixture(scope="module")
def suites(tmp_path_factory):
    folder = tmp_path_factory.mktemp("expectations")
    for model, (column, more) in FILLED.items():
        text = SUITE.format(model=model, column=column, more=more)
        (folder / f"{model}.yaml").write_text(text, encoding="utf-8")
    return load_suites(folder)


@pytest.fixture(scope="module")
def relations(project, suites):
    return find_relations(journey_models(project), columns_never_null(suites))


@pytest.fixture(scope="module")
def pages(project, suites):
    return pages_of(project, suites, THEMES)


def joins(relations, child):
    return {each.column: each.parent for each in relations if each.child == child}


def line(relations, child, column):
    (found,) = (each for each in relations if (each.child, each.column) == (child, column))
    return relation_line(found).strip()


def test_a_key_is_at_home_in_the_model_of_its_grain_and_name(project):
    assert key_homes(journey_models(project)) == {
        "la_code": "dim_local_authority",
        "legal_status_code": "dim_legal_status",
        "child_key": "dim_child",
        "stay_key": "fct_stay",
        "visit_key": "fct_visit",
    }


def test_keys_join_by_their_name_or_as_that_of_another_row_and_codes_by_their_name_alone(relations):
    assert joins(relations, "fct_stay") == {
        "child_key": "dim_child",
        "la_code": "dim_local_authority",
        "earlier_stay_key": "fct_stay",
        "legal_status_code": "dim_legal_status",
    }


def test_a_number_of_dfe_is_no_key(relations):
    assert joins(relations, "dim_local_authority") == {}


def test_how_many_rows_join_is_told_by_grain_and_suite(relations):
    assert line(relations, "fct_stay", "child_key") == 'fct_stay }o--|| dim_child : "child_key"'
    assert line(relations, "fct_visit", "child_key") == 'fct_visit }o--o| dim_child : "child_key"'
    assert line(relations, "dim_child_sensitive", "child_key") == (
        'dim_child_sensitive |o--|| dim_child : "child_key"'
    )


def test_a_column_that_is_mostly_filled_may_be_null(relations):
    assert line(relations, "fct_visit", "stay_key") == 'fct_visit }o--o| fct_stay : "stay_key"'


def test_a_key_that_every_row_finds_with_a_parent_is_not_drawn_again(relations):
    drawn = {(each.child, each.column) for each in nearest(relations)}
    assert ("fct_night", "child_key") not in drawn
    assert ("fct_visit", "child_key") in drawn, "not every visit belongs to a stay"
    assert ("fct_stay", "earlier_stay_key") in drawn
    assert ("fct_stay", "legal_status_code") not in drawn


def test_a_theme_is_drawn_with_keys_and_telling_columns(pages):
    drawing = pages[PAGES[0]].split("```mermaid\n")[1].split("```")[0]
    assert drawing == (
        "erDiagram\n"
        "    fct_stay {\n        text stay_key PK\n        text child_key FK\n        text earlier_stay_key FK\n"
        "        date start_date\n        text stay_group\n    }\n"
        "    fct_night {\n        text night_key PK\n        date start_date PK\n        text stay_key FK\n    }\n"
        "    fct_visit {\n        text visit_key PK\n        text stay_key FK\n        text child_key FK\n    }\n"
        '    fct_stay }o--|| dim_child : "child_key"\n    fct_stay }o--o| fct_stay : "earlier_stay_key"\n'
        '    fct_night }o--|| fct_stay : "stay_key"\n'
        '    fct_visit }o--o| fct_stay : "stay_key"\n    fct_visit }o--o| dim_child : "child_key"\n'
    )


def test_a_theme_in_which_nothing_joins_has_its_table_alone(pages):
    lists = pages[PAGES[0]].split("## Lists")[1]
    assert "mermaid" not in lists
    assert "[dim_legal_status](data-dictionary.md#dim_legal_status)" in lists


def test_the_table_has_every_key_and_its_text_is_kept_in_its_cell(pages):
    row = next(each for each in pages[PAGES[0]].splitlines() if each.startswith("| [fct_night]"))
    assert "One row per fct_night, yes \\| no." in row
    assert row.endswith("| `stay_key` to fct_stay, `child_key` to dim_child |")


def test_the_dictionary_has_every_column_but_those_of_a_part(project, pages):
    told = re.findall(r"^\| `(\w+)` \| .+ \| It is (\w+)\. \|$", pages[PAGES[1]], re.MULTILINE)
    known = [c.name for m in project.models.values() if "__" not in m.name for c in m.columns]
    assert sorted(told) == sorted((name, name) for name in known)
    assert "| `stays` | number |" in pages[PAGES[1]].split("## Marts")[1]
    assert "## Benchmarks" not in pages[PAGES[1]], "there are none"


@pytest.mark.parametrize(
    ("themes", "complaint"),
    [
        (THEMES[1:], "models without a theme: fct_night, fct_stay, fct_visit"),
        ((*THEMES, THEMES[1]), "models named twice: dim_child, dim_child_sensitive"),
        ((*THEMES, Theme("More", "", ("fct_lost",))), "no models of the journey: fct_lost"),
    ],
    ids=["forgotten", "twice", "unknown"],
)
def test_every_model_has_one_theme(project, themes, complaint):
    with pytest.raises(ProjectError, match=complaint):
        pages_of(project, (), themes)


def test_the_real_themes_have_titles_of_their_own():
    titles = [theme.title for theme in load_themes()]
    assert len(titles) == len(set(titles)) > 5


def test_a_project_without_a_journey_has_no_pages_of_it(tmp_path):
    assert from_models(tmp_path) == {}


MERMAID = re.compile(
    r"erDiagram"
    r"|    [a-z]\w* \{"
    r"|        [a-z][a-z_]* [a-z]\w*( PK| FK| PK, FK)?"
    r"|    \}"
    r'|    [a-z]\w* [|}]o--(\|\||o\|) [a-z]\w* : "\w+"'
)


def test_the_real_drawings_are_plain_mermaid():
    drawings = re.findall(r"```mermaid\n(.+?)\n```", (ROOT / PAGES[0]).read_text(), re.DOTALL)
    assert len(drawings) > 5
    odd = [row for text in drawings for row in text.splitlines() if not MERMAID.fullmatch(row)]
    assert odd == []


def test_every_intermediate_model_has_a_suite_and_no_other_has_one_there():
    models = {path.stem for path in (ROOT / "sql_models" / "intermediate").rglob("*.sql")}
    assert models
    assert {path.stem for path in (ROOT / "expectations" / "intermediate").iterdir()} == models


def test_every_link_of_the_real_pages_has_its_place():
    links = re.findall(r"\(data-dictionary\.md#(\w+)\)", (ROOT / PAGES[0]).read_text())
    places = re.findall(r"^### (\w+)$", (ROOT / PAGES[1]).read_text(), re.MULTILINE)
    assert links
    assert set(links) <= set(places)


@pytest.mark.parametrize("name", ["markdown", "relations", "type_words"])
def test_examples(name):
    results = doctest.testmod(importlib.import_module(f"pipeline.derived.{name}"))
    assert results.attempted > 0
    assert results.failed == 0
