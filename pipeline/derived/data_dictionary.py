"""The page docs/data-dictionary.md: every column that an analyst may ask for, in the journey, the marts and benchmarks.

What belongs here: the layout of the page. What does not: the dictionary that goes with a release (`release`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.derived.markdown import cell, paragraph, standing_text
from pipeline.derived.type_words import type_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.derived.themes import Theme
    from pipeline.modelling.api import CompiledModel, Project

_LAYERS = {"marts": "Marts: counts by LA and year", "benchmarks": "Benchmarks: what is published"}


def dictionary_page(mark: str, themes: Sequence[Theme], project: Project) -> str:
    """Return the page.

    Args:
        mark: What tells that it is written, and from what.
        themes: The parts of the journey.
        project: The compiled project.
    """
    parts = {theme.title: [project.models[name] for name in theme.models] for theme in themes}
    for layer, title in _LAYERS.items():
        named = sorted(project.models.items())
        # What is made only to be part of another is no table that anybody asks for.
        parts[title] = [m for name, m in named if m.layer == layer and "__" not in name]
    sections = [
        f"<!-- {mark} -->",
        "# Data dictionary",
        standing_text("how_to_read_the_dictionary"),
    ]
    for title, models in parts.items():
        sections += [f"## {title}"] if models else []
        sections += [text for model in models for text in _model(model)]
    return "\n\n".join(sections) + "\n"


def _model(model: CompiledModel) -> Iterator[str]:
    yield f"### {model.name}"
    grain = ", ".join(f"`{name}`" for name in model.grain)
    yield paragraph(f"{model.description} Identified by {grain}.")
    rows = [
        f"| `{column.name}` | {type_word(column.type).replace('_', ' ')} | {cell(column.description)} |"
        for column in model.columns
    ]
    yield "\n".join(["| column | type | meaning |", "|---|---|---|", *rows])
