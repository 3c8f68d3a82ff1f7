"""What a model test is and where it lies: `tests/models/`, in the same folders as `sql_models/`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from pipeline.errors import ProjectError
from pipeline.modelling.yaml_text import read_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.modelling.definition import CompiledModel, Project

# A row as YAML gives it: column name to text, number, date, true/false or nothing.
Row = dict[str, Any]


class ModelTest(BaseModel):
    """One case of a model.

    Attributes:
        name: What the case shows, as a sentence.
        given: Rows of each table that the model reads. A column left out is NULL; a table left out is empty, and a
            seed left out is the real one. For an intermediate model that a rule reads, what it is made of
            may be given instead.
        expect: The rows that must come out, in any order; only the columns named are compared.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1)
    given: dict[str, list[Row]] = Field(default_factory=dict)
    expect: list[Row]


def path_of_test(model: CompiledModel, project: Project, tests: Path) -> Path:
    """Return where the tests of a model lie."""
    return (tests / model.file.path.relative_to(project.folder)).with_suffix(".yaml")


def load_tests(path: Path) -> tuple[ModelTest, ...]:
    """Read the tests of one model.

    Raises:
        ProjectError: The file is not a list of tests.
    """
    try:
        content = read_yaml(path.read_text(encoding="utf-8")).content
        return tuple(TypeAdapter(list[ModelTest]).validate_python(content))
    except (yaml.YAMLError, ValidationError) as error:
        raise ProjectError(
            f"{path} is not a list of model tests: {error}",
            remedy="Each test has name, given (table: rows) and expect (rows).",
        ) from error
