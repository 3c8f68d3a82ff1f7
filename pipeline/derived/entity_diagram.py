"""The page docs/entity-diagram.md: the models of the journey and the keys that join them, drawn in Mermaid by theme.

What belongs here: the layout of the page. What does not: finding the keys (`relations`) and the themes (`themes`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.derived.markdown import cell, paragraph, standing_text
from pipeline.derived.relations import Relation, nearest
from pipeline.derived.type_words import type_word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.derived.themes import Theme
    from pipeline.modelling.api import Column, CompiledModel

_TELLING = 2  # days, and as many readable texts, that an entity shows beside its keys
_NOT_TELLING = ("_key", "_code", "_id", "_text", "_number", "_urn", "_postcode", "table_name")


def entity_page(
    mark: str,
    themes: Sequence[Theme],
    models: Mapping[str, CompiledModel],
    relations: tuple[Relation, ...],
) -> str:
    """Return the page.

    Args:
        mark: What tells that it is written, and from what.
        themes: The parts of the journey.
        models: The models of the journey by name.
        relations: The keys that join them.
    """
    sections = [f"<!-- {mark} -->", "# Entity diagram", standing_text("how_to_read_the_diagram")]
    for theme in themes:
        sections += [f"## {theme.title}", paragraph(theme.about)]
        sections += _diagram(theme, models, nearest(relations))
        sections += [_table(theme, models, relations)]
    return "\n\n".join(sections) + "\n"


def _diagram(
    theme: Theme, models: Mapping[str, CompiledModel], relations: Sequence[Relation]
) -> Iterator[str]:
    """Return the drawing of a theme, with those of its models that a line touches, unless there is no line."""
    lines = [each for name in theme.models for each in relations if each.child == name]
    touched = {name for each in lines for name in (each.child, each.parent)}
    joining = {(each.child, each.column) for each in relations}
    entities = [
        text for name in theme.models if name in touched for text in _entity(models[name], joining)
    ]
    if lines:
        yield "\n".join(["```mermaid", "erDiagram", *entities, *map(relation_line, lines), "```"])


def _entity(model: CompiledModel, joining: set[tuple[str, str]]) -> Iterator[str]:
    yield f"    {model.name} {{"
    for column in [*_key_columns(model, joining), *_telling_columns(model)]:
        roles = [
            *(["PK"] if column.name in model.grain else []),
            *(["FK"] if (model.name, column.name) in joining else []),
        ]
        yield " ".join(
            [f"        {type_word(column.type)} {column.name}", ", ".join(roles)]
        ).rstrip()
    yield "    }"


def _key_columns(model: CompiledModel, joining: set[tuple[str, str]]) -> list[Column]:
    own = [column for column in model.columns if column.name in model.grain]
    return [*own, *(c for c in model.columns if c not in own and (model.name, c.name) in joining)]


def _telling_columns(model: CompiledModel) -> list[Column]:
    others = [column for column in model.columns if column.name not in model.grain]
    days = [column for column in others if column.type == "DATE"]
    texts = [c for c in others if c.type == "VARCHAR" and not c.name.endswith(_NOT_TELLING)]
    return [*days[:_TELLING], *texts[:_TELLING]]


def relation_line(relation: Relation) -> str:
    """Return the line of a relation in Mermaid: how many rows of the child, how many of the parent, and the column."""
    many = "|o" if relation.is_unique else "}o"
    one = "||" if relation.is_always else "o|"
    return f'    {relation.child} {many}--{one} {relation.parent} : "{relation.column}"'


def _table(theme: Theme, models: Mapping[str, CompiledModel], relations: Sequence[Relation]) -> str:
    rows = [_row(models[name], [r for r in relations if r.child == name]) for name in theme.models]
    return "\n".join(["| model | what a row is | keys that join |", "|---|---|---|", *rows])


def _row(model: CompiledModel, relations: Sequence[Relation]) -> str:
    joins = ", ".join(f"`{each.column}` to {each.parent}" for each in relations)
    name = f"[{model.name}](data-dictionary.md#{model.name})"
    return f"| {name} | {cell(model.description)} | {joins} |"
