"""Column lineage of one model, one hop up: which columns of other tables each output column reads.

Longer lineage is composed over the graph (`trace`); a model's ancestry is never expanded into one
query. What cannot be followed with certainty is refused: the proof that nothing identifying is
published stands on this module.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from pipeline.modelling.definition import ColumnLineage, ColumnRef

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlglot import exp
    from sqlglot.optimizer.scope import Scope

    from pipeline.modelling.definition import Project

    Origins = tuple[frozenset[ColumnRef], ColumnRef | None]


class LineageError(Exception):
    """A column of a query cannot be followed to where it comes from; says where and what to do."""

    def __init__(self, message: str, line: int, remedy: str) -> None:
        super().__init__(message)
        self.line = line
        self.remedy = remedy


def column_lineage(
    sql: str, schema: Mapping[str, Mapping[str, str]], outputs: Sequence[str]
) -> dict[str, ColumnLineage]:
    """Return the lineage of each output column of a query.

    Args:
        sql: The query.
        schema: Columns and types of every table it reads.
        outputs: The names of its columns in order, as the engine gives them.

    Raises:
        LineageError: A column cannot be followed.
    """
    scope = _qualified_scope(sql, schema)
    names = _query(scope).named_selects
    if len(names) != len(outputs):
        raise LineageError(
            f"the query names {len(names)} columns and returns {len(outputs)}.",
            1,
            "List every column in the last SELECT; COLUMNS() and PIVOT cannot be followed.",
        )
    tracer = _Tracer(scope)
    origins = [tracer.at(scope, position) for position in range(len(outputs))]
    return {
        output: ColumnLineage(tuple(sorted(inputs)), unchanged)
        for output, (inputs, unchanged) in zip(outputs, origins, strict=True)
    }


def _qualified_scope(sql: str, schema: Mapping[str, Mapping[str, str]]) -> Scope:
    """Name the table of every column and write every star out; names of tables are lower case."""
    import sqlglot
    from sqlglot import errors
    from sqlglot.optimizer.qualify import qualify
    from sqlglot.optimizer.scope import build_scope
    from sqlglot.schema import MappingSchema

    known: dict[str, object] = {table: dict(columns) for table, columns in schema.items()}
    try:
        scope = build_scope(
            qualify(
                # Parsed anew: that takes less than half the time of copying a tree, and qualifying changes it.
                sqlglot.parse_one(sql, dialect="duckdb"),
                schema=MappingSchema(known, dialect="duckdb", normalize=False),
                dialect="duckdb",
                quote_identifiers=False,
                validate_qualify_columns=False,
            )
        )
    except errors.SqlglotError as error:
        first_line = str(error).split("\n", 1)[0]
        raise LineageError(f"{first_line}.", 1, "Write the query more plainly.") from error
    assert scope is not None  # noqa: S101 - a query always has a scope
    return scope


class _Tracer:
    """Follows columns through the CTEs and subqueries of one query, each (scope, place) once."""

    def __init__(self, root: Scope) -> None:
        self._scopes = {id(scope.expression): scope for scope in root.traverse()}
        self._known: dict[tuple[int, int], Origins] = {}

    def at(self, scope: Scope, position: int) -> Origins:
        """Return the origins of the output column at a position of a scope."""
        key = (id(scope), position)
        if key not in self._known:
            self._known[key] = (frozenset(), None)  # a recursive CTE adds nothing by reading itself
            self._known[key] = self._find(scope, position)
        return self._known[key]

    def _find(self, scope: Scope, position: int) -> Origins:
        if not scope.set_operation_scopes:
            return self._of_expression(_query(scope).selects[position])
        branches = [self.at(branch, position) for branch in scope.set_operation_scopes]
        inputs = frozenset[ColumnRef]().union(*(branch[0] for branch in branches))
        everywhere = all(branch[1] is not None for branch in branches)
        return inputs, branches[0][1] if everywhere else None

    def _of_expression(self, expression: exp.Expr) -> Origins:
        from sqlglot import exp

        whole_row = expression.find(exp.TableColumn)
        if whole_row is not None:
            remedy = "Name the columns that are meant."
            raise LineageError(
                f"{whole_row.name!r} stands for a whole row.", _line(whole_row), remedy
            )
        found = [self._of_column(column) for column in expression.find_all(exp.Column)]
        inputs = frozenset[ColumnRef]().union(*(origin[0] for origin in found))
        inner = expression.unalias()
        while isinstance(inner, exp.Cast):  # a cast changes the type, not the meaning
            inner = inner.this
        return inputs, found[0][1] if isinstance(inner, exp.Column) else None

    def _of_column(self, column: exp.Column) -> Origins:
        from sqlglot import exp

        source = self._source(column)
        if isinstance(source, exp.Table) and source.name:
            reference = ColumnRef(source.name.lower(), column.name)
            return frozenset({reference}), reference
        inside = source if isinstance(source, exp.Table) else source.expression
        if isinstance(source, exp.Table) or not isinstance(inside, exp.Query):
            # A table function (UNNEST, VALUES, GENERATE_SERIES) returns what it is given.
            return self._of_expression(inside)[0], None
        return self.at(source, _position(inside, column))

    def _source(self, column: exp.Column) -> exp.Table | Scope:
        """Return what a column's table name stands for in the nearest query around the column."""
        node: exp.Expr | None = column
        while node is not None:
            scope = self._scopes.get(id(node))
            if scope is not None and column.table in scope.selected_sources:
                source: exp.Table | Scope = scope.selected_sources[column.table][1]
                return source
            node = node.parent
        raise LineageError(
            f"{column.sql(dialect='duckdb')!r} is in none of the tables.",
            _line(column),
            "Qualify it with the alias of its table, or correct its name.",
        )


def _query(scope: Scope) -> exp.Query:
    return cast("exp.Query", scope.expression)


def _position(query: exp.Query, column: exp.Column) -> int:
    if column.name not in query.named_selects:
        message = f"{column.sql(dialect='duckdb')!r} is not in its CTE or subquery."
        raise LineageError(message, _line(column), "Correct its name.")
    return query.named_selects.index(column.name)


def _line(node: exp.Expr) -> int:
    from sqlglot import exp

    lines = [int(i.meta["line"]) for i in node.find_all(exp.Identifier) if "line" in i.meta]
    return min(lines, default=1)


def trace(project: Project, column: ColumnRef) -> dict[ColumnRef, tuple[ColumnRef, ...]]:
    """Return the whole upstream lineage of a column: each column on the way with its inputs.

    Args:
        project: The compiled project.
        column: A column of a model or rule.

    Returns:
        The inputs of each column that a model makes, nearest first.
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
