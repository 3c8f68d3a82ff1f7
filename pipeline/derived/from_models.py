"""The pages and suites that follow from the compiled models, written with one compilation.

What belongs here: which file lies where and what it is written from. What does not: what a file says.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from pipeline.derived.data_dictionary import dictionary_page
from pipeline.derived.entity_diagram import entity_page
from pipeline.derived.grain_suite import grain_suite
from pipeline.derived.relations import find_relations
from pipeline.derived.themes import check_themes, journey_models, load_themes
from pipeline.settings import Settings
from pipeline.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.derived.themes import Theme
    from pipeline.modelling.api import Project
    from pipeline.quality.api import Suite

_MARK = "Written from sql_models/ and expectations/: change those, then run `make contracts`."
_HEADER_MARK = "Written from the header of the model: change that, then run `make contracts`."
_NEVER_NULL = "expect_column_values_to_not_be_null"


def from_models(project_dir: Path) -> dict[str, str]:
    """Return the text of each file by its path in the project; none where no journey is modelled.

    Raises:
        CompileError: The SQL project does not compile.
        ProjectError: Seeds or suites cannot be read, or a model has no theme.
    """
    if not (project_dir / "sql_models" / "journey").is_dir():
        return {}
    with TemporaryDirectory() as home:  # what the files alone say, whatever data are held
        workspace = load_workspace(Settings(home=Path(home), project_dir=project_dir))
    return pages_of(workspace.project, workspace.suites, load_themes())


def pages_of(project: Project, suites: Iterable[Suite], themes: Sequence[Theme]) -> dict[str, str]:
    """Return the pages and suites of a compiled project.

    Raises:
        ProjectError: A model of the journey has no theme, or a theme names what is none.
    """
    models = journey_models(project)
    check_themes(themes, models)
    relations = find_relations(models, columns_never_null(suites))
    return {
        "docs/entity-diagram.md": entity_page(_MARK, themes, models, relations),
        "docs/data-dictionary.md": dictionary_page(_MARK, themes, project),
        **_grain_suites(project),
    }


def _grain_suites(project: Project) -> dict[str, str]:
    return {
        f"expectations/intermediate/{model.name}.yaml": grain_suite(_HEADER_MARK, model)
        for model in project.models.values()
        if model.layer == "intermediate"
    }


def columns_never_null(suites: Iterable[Suite]) -> set[tuple[str, str]]:
    """Return (model, column) for every column that a suite expects to be filled in every row."""
    return {
        (suite.model, each.column)
        for suite in suites
        for each in suite.expectations
        if each.type == _NEVER_NULL and not {"mostly", "row_condition"} & each.kwargs.keys()
    }
