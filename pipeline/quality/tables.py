"""The tables that this package makes in the warehouse, described as models describe theirs.

The compiler reads these so that SQL may refer to the tables and the privacy proof knows their
columns. How they are filled is told in `rules`, `history` and `gate`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

PrivacyClass = Literal["identifier", "quasi", "sensitive", "open"]


class ComputedColumn(NamedTuple):
    """A column of a computed table: its name, DuckDB type, description and privacy class."""

    name: str
    type: str
    description: str
    privacy: PrivacyClass


@dataclass(frozen=True)
class ComputedTable:
    """A table that Python fills: its name, description, key and columns."""

    name: str
    description: str
    grain: tuple[str, ...]
    columns: tuple[ComputedColumn, ...]

    @property
    def column_definitions(self) -> str:
        """Names and types of the columns, as a CREATE TABLE statement lists them."""
        return ", ".join(f"{column.name} {column.type}" for column in self.columns)


DATA_QUALITY_ISSUE = ComputedTable(
    name="fct_data_quality_issue",
    description="One row per rule, row of a return and field that breaks it. Child-level.",
    grain=("rule_code", "row_id", "field"),
    columns=(
        ComputedColumn("rule_code", "VARCHAR", "Code of the statutory rule.", "open"),
        ComputedColumn(
            "severity", "VARCHAR", "error: must be mended; query: needs a look.", "open"
        ),
        ComputedColumn(
            "la_code", "VARCHAR", "ONS nine-character code of the local authority.", "open"
        ),
        ComputedColumn("collection_year", "INTEGER", "Year in which the 31 March falls.", "open"),
        ComputedColumn("table_name", "VARCHAR", "Module of the return that holds the row.", "open"),
        ComputedColumn(
            "row_id", "VARCHAR", "The row as received: file id and row number.", "identifier"
        ),
        ComputedColumn("child_key", "VARCHAR", "Pseudonymous key of the child.", "identifier"),
        ComputedColumn(
            "field", "VARCHAR", "Heading of the return that the finding is about.", "open"
        ),
        ComputedColumn("value", "VARCHAR", "What was sent in that field.", "identifier"),
    ),
)

RULE_RUN = ComputedTable(
    name="fct_rule_run",
    description="One row per rule and module that it judges: whether it ran and how many rows break it.",
    grain=("source", "rule_code", "table_name"),
    columns=(
        ComputedColumn("rule_code", "VARCHAR", "Code of the statutory rule.", "open"),
        ComputedColumn(
            "severity", "VARCHAR", "error: must be mended; query: needs a look.", "open"
        ),
        ComputedColumn("source", "VARCHAR", "Source whose rows the rule judges.", "open"),
        ComputedColumn(
            "table_name", "VARCHAR", "Module of the return that the rule judges.", "open"
        ),
        ComputedColumn(
            "message", "VARCHAR", "What is wrong with a row that breaks the rule.", "open"
        ),
        ComputedColumn(
            "status",
            "VARCHAR",
            "ran; error when the rule itself failed; not run when what it reads is not there.",
            "open",
        ),
        ComputedColumn("rows_failing", "BIGINT", "Distinct rows that break the rule.", "open"),
        ComputedColumn(
            "error", "VARCHAR", "Why the rule could not be run; empty when it ran.", "open"
        ),
        ComputedColumn(
            "needs_previous_year",
            "BOOLEAN",
            "Whether it judges only returns whose last year's return is there.",
            "open",
        ),
        ComputedColumn(
            "modules_read",
            "VARCHAR",
            "Modules of the return that the rule looks at, separated by commas.",
            "open",
        ),
    ),
)

DATA_QUALITY_HISTORY = ComputedTable(
    name="fct_data_quality_history",
    description="One row per finding there is or ever was: when it was first seen, last seen and fixed. Child-level.",
    grain=("finding_key",),
    columns=(
        ComputedColumn(
            "finding_key",
            "VARCHAR",
            "Hash of rule, return, module, child, field, what was sent in it, and which of several alike.",
            "identifier",
        ),
        ComputedColumn("rule_code", "VARCHAR", "Code of the rule.", "open"),
        ComputedColumn(
            "severity", "VARCHAR", "error: must be mended; query: needs a look.", "open"
        ),
        ComputedColumn("source", "VARCHAR", "Source of the return.", "open"),
        ComputedColumn(
            "la_code", "VARCHAR", "ONS nine-character code of the local authority.", "open"
        ),
        ComputedColumn("collection_year", "INTEGER", "Year in which the 31 March falls.", "open"),
        ComputedColumn("table_name", "VARCHAR", "Module of the return.", "open"),
        ComputedColumn("child_key", "VARCHAR", "Pseudonymous key of the child.", "identifier"),
        ComputedColumn(
            "field", "VARCHAR", "Heading of the return that the finding is about.", "open"
        ),
        ComputedColumn(
            "row_id",
            "VARCHAR",
            "The row in force that shows it, as in fct_data_quality_issue; NULL when none does.",
            "identifier",
        ),
        ComputedColumn("first_seen_date", "DATE", "Day on which the rules first found it.", "open"),
        ComputedColumn("last_seen_date", "DATE", "Last day on which the rules found it.", "open"),
        ComputedColumn(
            "fixed_date",
            "DATE",
            "First day on which the rules no longer found it; NULL while it is open.",
            "open",
        ),
    ),
)

GATE_DECISION = ComputedTable(
    name="fct_gate_decision",
    description="One row per local authority and collection year: whether it may be published.",
    grain=("la_code", "collection_year"),
    columns=(
        ComputedColumn(
            "la_code", "VARCHAR", "ONS nine-character code of the local authority.", "open"
        ),
        ComputedColumn("collection_year", "INTEGER", "Year in which the 31 March falls.", "open"),
        ComputedColumn("decision", "VARCHAR", "publish or withhold.", "open"),
        ComputedColumn(
            "reason", "VARCHAR", "Why the figures are withheld; empty when they are not.", "open"
        ),
        ComputedColumn(
            "usage_note",
            "VARCHAR",
            "What a reader of published figures should know; empty when there is nothing.",
            "open",
        ),
        ComputedColumn(
            "waiver",
            "VARCHAR",
            "What was waived, until when and why; empty when nothing was.",
            "open",
        ),
    ),
)

COMPUTED_TABLES = (DATA_QUALITY_ISSUE, DATA_QUALITY_HISTORY, RULE_RUN, GATE_DECISION)
