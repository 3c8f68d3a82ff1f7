"""What a statutory rule is to the runner: frozen data, nothing that acts.

The files under `sql_models/rules/` are read and compiled elsewhere (`modelling`); here is only the
shape in which they arrive.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

RuleSeverity = Literal["error", "query"]

# What every rule's final SELECT lists, in this order; a rule of several modules lists `table_name` after them.
RULE_COLUMNS = ("row_id", "la_code", "collection_year", "child_key", "field", "value")


@dataclass(frozen=True)
class Rule:
    """One statutory rule: a query for the rows that break it, and what to tell people about them.

    Attributes:
        code: Code of the rule as the department gives it.
        source: The source whose rows it judges.
        tables: Modules of the return whose rows the rule judges; most judge one.
        severity: `error` must be mended; `query` may be right and needs a look.
        message: What is wrong with a row that the query returns, and what to mend.
        fields: Headings of the return that a finding may name.
        first_year: First collection year to which the rule applies; None is always.
        last_year: Last collection year to which the rule applies; None is still.
        sql: Runnable DuckDB SELECT of `RULE_COLUMNS`, without header and semicolon.
        path: The file that the rule comes from.
        needs_previous_year: Whether it reads last year's return: `required`, or `optional` where it says something
            without; None when it does not.
        needs_reference: The staging models of the reference lists without which it cannot be run.
        or_stated: What may stand in a return in place of those lists: heading and column of the first module it judges.
        reads: The modules of its source that it looks at, those that it judges among them.
    """

    code: str
    source: str
    tables: tuple[str, ...]
    severity: RuleSeverity
    message: str
    fields: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    sql: str
    path: Path
    needs_previous_year: Literal["optional", "required"] | None = None
    needs_reference: tuple[str, ...] = ()
    or_stated: tuple[tuple[str, str], ...] = ()
    reads: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """What its SELECT lists."""
        return RULE_COLUMNS if len(self.tables) == 1 else (*RULE_COLUMNS, "table_name")

    @property
    def needs_last_year(self) -> bool:
        """Whether it judges only returns whose last year's return is there."""
        return self.needs_previous_year == "required"

    def applies_in(self, year: int) -> bool:
        """Tell whether it is in force in a collection year."""
        return (self.first_year or year) <= year <= (self.last_year or year)

    @property
    def staging(self) -> tuple[str, ...]:
        """The staging models that stand for the modules it judges."""
        return tuple(f"stg_{self.source}__{table}" for table in self.tables)
