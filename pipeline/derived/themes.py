"""The parts of a child's journey and the models of each, as `themes.yaml` has them.

What belongs here: reading them, and that every model has its place. What does not: what a page says of a model.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from pipeline.errors import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.modelling.api import CompiledModel, Project


@dataclass(frozen=True)
class Theme:
    """A part of the journey: its title, a sentence about it, and the names of its models in order."""

    title: str
    about: str
    models: tuple[str, ...]


def load_themes() -> tuple[Theme, ...]:
    """Return the parts of the journey, in the order of the pages."""
    text = (files("pipeline.derived") / "themes.yaml").read_text(encoding="utf-8")
    return tuple(
        Theme(each["title"], each["about"], tuple(each["models"])) for each in yaml.safe_load(text)
    )


def journey_models(project: Project) -> dict[str, CompiledModel]:
    """Return the models of the journey by name, without those that are a part of another (`<model>__<part>`)."""
    return {
        name: model
        for name, model in project.models.items()
        if model.layer == "journey" and "__" not in name
    }


def check_themes(themes: Iterable[Theme], models: Iterable[str]) -> None:
    """Hold that every model has one place.

    Raises:
        ProjectError: A model has no theme or several, or a theme names what is no model of the journey.
    """
    placed = [name for theme in themes for name in theme.models]
    wrong = [
        *_complaint("without a theme", set(models) - set(placed)),
        *_complaint("that are no models of the journey", set(placed) - set(models)),
        *_complaint("named twice", {name for name in placed if placed.count(name) > 1}),
    ]
    if wrong:
        raise ProjectError(
            f"Themes of the journey: {'; '.join(wrong)}.",
            remedy="Correct pipeline/derived/themes.yaml.",
        )


def _complaint(what: str, names: set[str]) -> Sequence[str]:
    return [f"models {what}: {', '.join(sorted(names))}"] if names else []
