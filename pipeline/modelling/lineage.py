"""Column lineage of one model, one hop up: which columns of other tables each output column reads.

Longer lineage is composed over the graph (`trace`); a model's ancestry is never expanded into one query.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import ColumnLineage, ColumnRef

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlglot import exp
    from sqlglot.optimizer.scope import Scope

    from pipeline.modelling.definition import Project

    Origins = tuple[frozenset[ColumnRef], ColumnRef | None]


def column_lineage(tree: exp.Query, schema: Mapping[str, Mapping[str, str]]) -> dict[str, ColumnLineage]:
    """Return the lineage of each output column of a query.

    Args:
        tree: The query; it is not changed.
        schema: Columns and types of every table it reads.

    Raises:
        sqlglot.errors.SqlglotError: A column cannot be resolved; the engine refuses such a query earlier.
    """
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope

    qualified = qualify(
        tree.copy(),
        schema={table: dict(columns) for table, columns in schema.items()},
        dialect="duckdb",
        quote_identifiers=False,
        validate_qualify_columns=False,
    )
    scope = build_scope(qualified)
    if scope is None:
        return {}
    tracer = _Tracer()
    lineage = {}
    for name in qualified.named_selects:
        inputs, unchanged = tracer.origins(scope, name)
        lineage[name] = ColumnLineage(tuple(sorted(inputs)), unchanged)
    return lineage


class _Tracer:
    """Follows columns through the CTEs and subqueries of one query, each (scope, column) once."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], Origins] = {}

    def origins(self, scope: Scope, name: str) -> Origins:
        key = (id(scope), name)
        if key not in self._known:
            self._known[key] = (frozenset(), None)  # a recursive CTE adds nothing by reading itself
            self._known[key] = self._find(scope, name)
        return self._known[key]

    def _find(self, scope: Scope, name: str) -> Origins:
        if scope.set_operation_scopes:
            position = scope.expression.named_selects.index(name)
            branches = [
                self.origins(branch, branch.expression.named_selects[position]) for branch in scope.set_operation_scopes
            ]
            inputs = frozenset[ColumnRef]().union(*(branch[0] for branch in branches))
            everywhere = all(branch[1] is not None for branch in branches)
            return inputs, branches[0][1] if everywhere else None
        return self._of_expression(scope, _projection(scope.expression, name))

    def _of_expression(self, scope: Scope, projection: exp.Expression) -> Origins:
        from sqlglot import exp

        found = [self._of_column(scope, column) for column in projection.find_all(exp.Column)]
        inputs = frozenset[ColumnRef]().union(*(origin[0] for origin in found))
        inner = projection.unalias()
        while isinstance(inner, exp.Cast):  # a cast changes the type, not the meaning
            inner = inner.this
        is_bare = isinstance(inner, exp.Column)
        return inputs, found[0][1] if is_bare and found else None

    def _of_column(self, scope: Scope, column: exp.Column) -> Origins:
        from sqlglot import exp

        source = next((s.sources[column.table] for s in _with_subqueries(scope) if column.table in s.sources), None)
        if isinstance(source, exp.Table):
            reference = ColumnRef(source.name, column.name)
            return frozenset({reference}), reference
        return self.origins(source, column.name) if source is not None else (frozenset(), None)


def _projection(select: exp.Expression, name: str) -> exp.Expression:
    return next(projection for projection in select.selects if projection.alias_or_name == name)


def _with_subqueries(scope: Scope) -> Iterator[Scope]:
    yield scope
    for inner in scope.subquery_scopes:
        yield from _with_subqueries(inner)


def trace(project: Project, column: ColumnRef) -> dict[ColumnRef, tuple[ColumnRef, ...]]:
    """Return the whole upstream lineage of a column: each column on the way with its inputs, nearest first.

    Args:
        project: The compiled project.
        column: A column of a model or rule.
    """
    found: dict[ColumnRef, tuple[ColumnRef, ...]] = {}
    waiting = [column]
    while waiting:
        current = waiting.pop(0)
        model = project.models.get(current.table) or project.rules.get(current.table)
        if current in found or model is None:
            continue
        found[current] = model.lineage[current.column].inputs
        waiting += found[current]
    return found
