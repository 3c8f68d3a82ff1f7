"""What is asked of a validation and what comes of it, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.quality.api import RuleRun
    from pipeline.validation.findings import Findings

# The name that a collection has on the command line, and the source whose contracts and rules it has.
COLLECTIONS = {"ssda903": "ssda903", "cin": "cin_census"}


@dataclass(frozen=True)
class Request:
    """What is to be validated.

    Attributes:
        collection: `ssda903` or `cin`.
        year: Collection year: the year in which its 31 March falls.
        paths: Files of the return, or folders that hold them.
        previous: Folders (or files) of earlier returns, last year's first.
        reference: Folders (or files) of reference lists.
        la: The local authority: name, ONS code or DfE number; "" when the files or nobody says.
        rules: Codes of the rules to run, whether or not they apply in that year; none for all that do.
    """

    collection: str
    year: int
    paths: tuple[Path, ...]
    previous: tuple[Path, ...] = ()
    reference: tuple[Path, ...] = ()
    la: str = ""
    rules: tuple[str, ...] = ()

    @property
    def source(self) -> str:
        """The source of the collection."""
        return COLLECTIONS[self.collection]


class Finding(NamedTuple):
    """A row that breaks a rule.

    Attributes:
        rule_code: The rule.
        severity: `error` or `query`.
        table: Name of the file that holds the row, without its ending; of an XML, what its table is called as a CSV.
        row: Its number among the data rows of the file (of an XML, among the rows of the table), from 1; None when the
            finding is about the return as a whole.
        fields: Headings of that table which the rule is about.
        child: The child's id as received; "" when the row has none.
        field: Heading of the value that is told.
        value: What was sent there; "" when nothing.
        message: What is wrong and what to do.
    """

    rule_code: str
    severity: str
    table: str
    row: int | None
    fields: tuple[str, ...]
    child: str
    field: str
    value: str
    message: str


@dataclass(frozen=True)
class Unread:
    """A file that could not be read, or rows of one that could not; without its values."""

    name: str
    reason: str


@dataclass(frozen=True)
class Verdict:
    """What came of a validation.

    Attributes:
        request: What was asked.
        findings: In the order of rules, tables and rows.
        runs: What became of each rule, one for each table that it judges.
        tables: Rows of each file that was read, by its name.
        unread: What was not read.
        notes: What a person should know of the reading.
    """

    request: Request
    findings: Findings
    runs: tuple[RuleRun, ...]
    tables: dict[str, int]
    unread: tuple[Unread, ...]
    notes: tuple[str, ...]

    @property
    def not_run(self) -> dict[str, str]:
        """The rules that lacked what they read, each with what that is."""
        return {run.rule_code: run.error for run in self.runs if run.status == "not run"}

    @property
    def in_error(self) -> dict[str, str]:
        """The rules that failed, each with why."""
        return {run.rule_code: run.error for run in self.runs if run.status == "error"}

    @property
    def passed(self) -> bool:
        """Whether nothing must be mended: all was read, no rule failed, and no finding is an error."""
        return not (self.unread or self.in_error or self.findings.counts["error"])
