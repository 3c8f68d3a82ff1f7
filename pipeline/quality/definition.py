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

# What every rule's final SELECT lists, in this order.
RULE_COLUMNS = ("row_id", "la_code", "collection_year", "child_key", "field", "value")


@dataclass(frozen=True)
class Rule:
    """One statutory rule: a query for the rows that break it, and what to tell people about them.

    Attributes:
        code: Code of the rule as the department gives it.
        source: The source whose rows it judges.
        table: Module of the return whose rows the rule judges.
        severity: `error` must be mended; `query` may be right and needs a look.
        message: What is wrong with a row that the query returns, and what to mend.
        fields: Headings of the return that a finding may name.
        first_year: First collection year to which the rule applies; None is always.
        last_year: Last collection year to which the rule applies; None is still.
        sql: Runnable DuckDB SELECT of `RULE_COLUMNS`, without header and semicolon.
        path: The file that the rule comes from.
    """

    code: str
    source: str
    table: str
    severity: RuleSeverity
    message: str
    fields: tuple[str, ...]
    first_year: int | None
    last_year: int | None
    sql: str
    path: Path
