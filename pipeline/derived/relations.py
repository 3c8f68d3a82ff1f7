"""Which columns of the journey's models are keys that join, found from names, grains and expectation suites.

What belongs here: finding them. What does not: drawing or writing them down.

A key is at home in the model whose grain it is alone. A column joins to it by the key's name or, as the key of
another row of the same kind, by a name that ends so: `earlier_period_of_care_key`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from pipeline.modelling.api import Column, CompiledModel

# End as a key does, but are DfE's own numbers.
_NO_KEYS = {"dfe_la_code", "previous_permanence_la_code"}


@dataclass(frozen=True)
class Relation:
    """A column of a model that joins to the key of another.

    Attributes:
        child: Model that has the column.
        column: The column.
        parent: Model in which the key is at home.
        key: The key there.
        is_unique: Whether the column alone is the grain of the child.
        is_always: Whether the suite of the child expects that it is never NULL.
    """

    child: str
    column: str
    parent: str
    key: str
    is_unique: bool
    is_always: bool

    @property
    def has_other_name(self) -> bool:
        """Whether the column is called otherwise than the key."""
        return self.column != self.key


def find_relations(
    models: Mapping[str, CompiledModel], never_null: AbstractSet[tuple[str, str]]
) -> tuple[Relation, ...]:
    """Return the keys that join, by model and column as they stand.

    Args:
        models: The models of the journey by name.
        never_null: (model, column) for columns that are expected never to be NULL.
    """
    homes = key_homes(models)
    return tuple(
        Relation(
            child=model.name,
            column=column.name,
            parent=homes[key],
            key=key,
            is_unique=model.grain == (column.name,),
            is_always=column.name in model.grain or (model.name, column.name) in never_null,
        )
        for model in models.values()
        for column, key in _keys(model, homes)
    )


def key_homes(models: Mapping[str, CompiledModel]) -> dict[str, str]:
    """Return the model in which each key is at home; days and years are no keys.

    Of several models with the same grain it is the one named as the key is; without such, none.
    """
    candidates: dict[str, list[str]] = {}
    for model in models.values():
        if len(model.grain) == 1 and _type(model, model.grain[0]) == "VARCHAR":
            candidates.setdefault(model.grain[0], []).append(model.name)
    return {
        key: home for key, names in candidates.items() if (home := _home(key, names)) is not None
    }


def _home(key: str, names: list[str]) -> str | None:
    thing = key.rpartition("_")[0]
    named = [name for name in names if name in (f"dim_{thing}", f"fct_{thing}")]
    return next(iter(named or names)) if named or len(names) == 1 else None


def _type(model: CompiledModel, name: str) -> str:
    return next((column.type for column in model.columns if column.name == name), "")


def _keys(model: CompiledModel, homes: Mapping[str, str]) -> Iterator[tuple[Column, str]]:
    for column in model.columns:
        key = _key_meant(column.name, homes)
        if key and (homes[key] != model.name or column.name != key):
            yield column, key


def _key_meant(name: str, homes: Mapping[str, str]) -> str | None:
    """Return the key that a column is; of several that its name ends with, the longest."""
    if name in _NO_KEYS:
        return None
    if name in homes:
        return name
    ends = [key for key in homes if may_have_roles(key) and name.endswith(f"_{key}")]
    return max(ends, key=len, default=None)


def may_have_roles(key: str) -> bool:
    """Tell whether a name that ends with a key means it; a code's may mean another list (`adopter_legal_status_code`).

    >>> may_have_roles("period_of_care_key"), may_have_roles("la_code"), may_have_roles("legal_status_code")
    (True, True, False)
    """
    return key.endswith("_key") or key == "la_code"


def nearest(relations: tuple[Relation, ...]) -> tuple[Relation, ...]:
    """Return the relations worth a line in a drawing.

    Left out are codes other than the LA's, and a key that a model shares with a parent that each of its rows has, as
    that leads there as well: the child of a period of care is the child of what belongs to it.
    """
    drawn = tuple(each for each in relations if may_have_roles(each.key))
    has = {(each.child, each.column) for each in drawn}
    parents: dict[str, set[str]] = {}
    for each in drawn:
        if each.is_always and not each.has_other_name:
            parents.setdefault(each.child, set()).add(each.parent)
    return tuple(
        each
        for each in drawn
        if each.has_other_name
        or not any((parent, each.column) in has for parent in parents.get(each.child, ()))
    )
