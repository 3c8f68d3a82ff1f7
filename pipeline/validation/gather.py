"""From failing rows to findings that a person understands: by file, row of the file, heading and the child's own id.

What belongs here: which rows of which files were found. What does not: finding them (`quality`), holding and writing
so many of them (`findings`).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline.modelling.api import quote
from pipeline.quality.api import FINDINGS
from pipeline.validation.findings import Findings, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.api import Rule, RuleRun
    from pipeline.validation.definition import Request
    from pipeline.validation.warehouse import Held
    from pipeline.workspace import Workspace

# Findings, one a rule and row, each with the number of its kind: its rule, module and file, by their places.
_FINDINGS = """
    WITH rules AS (
        SELECT unnest($codes) AS code, generate_subscripts($codes, 1) - 1 AS place
    ),
    modules AS (
        SELECT
            unnest($modules) AS name, unnest($label_of_module) AS label,
            generate_subscripts($modules, 1) - 1 AS place
    ),
    files AS (
        SELECT unnest($files) AS file_id, unnest($label_of_file) AS label
    ),
    failing AS (
        SELECT rule_code, table_name, row_id, field, value FROM {findings} WHERE collection_year = $year
    )
    SELECT
        -- A finding about the return as a whole is of no row that was read.
        (r.place * len($modules) + m.place) * $labels + coalesce(f.label, m.label) AS kind,
        s.row_number AS row,
        coalesce(s.child, '') AS child,
        coalesce(i.field, '') AS field,
        coalesce(i.value, '') AS value
    FROM failing AS i
    INNER JOIN rules AS r ON i.rule_code = r.code
    INNER JOIN modules AS m ON i.table_name = m.name
    LEFT JOIN ({rows}) AS s ON i.row_id = s.row_id
    LEFT JOIN files AS f ON s.file_id = f.file_id
    ORDER BY kind, s.file_id, s.row_number
"""


def keep_one_a_row(connection: DuckDBPyConnection, runs: Iterable[RuleRun]) -> None:
    """Of the findings of one rule about one row keep the one of its first field.

    Rules that find a row by several fields are few, and to look for them among all findings is dear.
    """
    found = connection.sql(f"SELECT rule_code, count(*) FROM {FINDINGS} GROUP BY rule_code")
    more = Counter(dict(found.fetchall()))
    for run in runs:
        more[run.rule_code] -= run.rows_failing
    if +more:
        query = f"""
            DELETE FROM {FINDINGS}
            WHERE list_contains($codes, rule_code) AND rowid NOT IN (
                SELECT min_by(rowid, coalesce(field, '')) FROM {FINDINGS}
                WHERE list_contains($codes, rule_code)
                GROUP BY rule_code, table_name, row_id
            )
        """
        connection.execute(query, {"codes": list(+more)})


def gather(
    connection: DuckDBPyConnection,
    rules: Sequence[Rule],
    held: dict[str, Held],
    workspace: Workspace,
    request: Request,
) -> Findings:
    """Return the findings about this year's return, which rules have put into `FINDINGS`.

    Args:
        connection: The database that holds them and the rows judged.
        rules: The rules that were asked.
        held: The tables of files by the id that their rows carry.
        workspace: The project's contracts.
        request: Which collection and year.
    """
    fields = _Fields(workspace, request.source)
    modules = sorted({name for rule in rules for name in rule.tables})
    label_of_module = [fields.file_name(name) for name in modules]
    label_of_file = [one.read.label for one in held.values()]
    labels = sorted({*label_of_module, *label_of_file})
    query = _FINDINGS.format(findings=FINDINGS, rows=_rows_judged(rules, workspace))
    asked_with = {
        "year": request.year,
        "codes": [rule.code for rule in rules],
        "modules": modules,
        "label_of_module": [labels.index(label) for label in label_of_module],
        "files": list(held),
        "label_of_file": [labels.index(label) for label in label_of_file],
        "labels": len(labels),
    }
    found = connection.sql(query, params=asked_with).to_arrow_table()
    numbered = found["kind"].combine_chunks().dictionary_encode()
    kinds = []
    for number in numbered.dictionary.to_pylist():
        rule, module, label = _places(number, len(modules), len(labels))
        of_module = fields.of(rules[rule], modules[module])
        told = rules[rule]
        kinds.append(Kind(told.code, told.severity, labels[label], of_module, told.message))
    return Findings(kinds, found.set_column(0, "kind", numbered.indices))


def _places(number: int, modules: int, labels: int) -> tuple[int, int, int]:
    """Return the places of the rule, the module and the file's name that make a kind's number."""
    rule_and_module, label = divmod(number, labels)
    return *divmod(rule_and_module, modules), label


def _rows_judged(rules: Sequence[Rule], workspace: Workspace) -> str:
    """Return the query for the rows of the modules that rules judge, each with the child's id as received."""
    queries = []
    for table in sorted({table for rule in rules for table in rule.staging}):
        names = {column.name for column in workspace.project.columns_of(table)}
        child = "la_child_id" if "la_child_id" in names else "NULL"
        queries.append(f"SELECT row_id, file_id, row_number, {child} AS child FROM {quote(table)}")
    return " UNION ALL ".join(queries)


class _Fields:
    """Headings and file names of a source's tables."""

    def __init__(self, workspace: Workspace, source: str) -> None:
        (own,) = [one for one in workspace.sources if one.name == source]
        self._tables = {table.name: table for table in own.tables}

    def file_name(self, module: str) -> str:
        return self._tables[module].file_name or module

    def of(self, rule: Rule, module: str) -> tuple[str, ...]:
        """The headings of a module that a rule is about; all of the rule's when the module has none of them."""
        headings = {column.heading for column in self._tables[module].columns}
        return tuple(name for name in rule.fields if name in headings) or rule.fields
