"""What came of a check: frozen figures and sentences, never a value out of a child's row.

Everything that judges returns these; everything that decides or reports reads them. Nothing here
computes a verdict from data.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

# Needed at run time, as results are remembered as JSON and read back.
from pipeline.quality.evidence import Evidence

ExpectationSeverity = Literal["critical", "warning", "info"]


@dataclass(frozen=True)
class ExpectationResult:
    """The verdict on one expectation.

    Attributes:
        expectation: Type of the expectation, as in the suite.
        column: Column or columns it looks at; empty when it looks at rows or the whole table.
        severity: `critical` stops the release when it fails; the others are reported.
        success: Whether the table is as expected. False when the check itself erred.
        unexpected_count: Rows that are not as expected; None when the expectation does not count
            rows.
        element_count: Rows looked at; None when the expectation does not count rows.
        observed: The figure that was observed; None when there is none or it is not a number.
        why: The reason for the expectation, from the suite.
        error: Why the check could not be made, without values; empty when it was made.
    """

    expectation: str
    column: str
    severity: ExpectationSeverity
    success: bool
    unexpected_count: int | None
    element_count: int | None
    observed: float | None
    why: str
    error: str = ""

    @property
    def is_blocking(self) -> bool:
        """Whether it must stop a release: a critical failure, or a check that could not be made."""
        return not self.success and (self.severity == "critical" or bool(self.error))

    @property
    def message(self) -> str:
        """One line for a person: what was checked, what came of it, why it matters."""
        if self.expectation == "unexpected_rows_expectation":
            # Its query is all that is particular about it, and the reason says what that looks for.
            counted = f"not so in {self.unexpected_count} cases"
            outcome = self._outcome if self.success or self.error else counted
            return f"{self.why.rstrip('.')}: {outcome}."
        subject = f"{self.expectation} ({self.column})" if self.column else self.expectation
        return f"{subject}: {self._outcome}. {self.why}"

    @property
    def _outcome(self) -> str:
        if self.error:
            return f"could not be checked: {self.error.rstrip('.')}"
        if self.success:
            return "as expected"
        if self.unexpected_count is None:
            return "not as expected"
        of_all = f" of {self.element_count}" if self.element_count is not None else ""
        return f"{self.unexpected_count}{of_all} rows are not as expected"


@dataclass(frozen=True)
class SuiteResult:
    """The verdicts on one model.

    Attributes:
        model: Name of the table.
        results: One verdict an expectation, in the order of the suite.
        seconds: How long it took.
    """

    model: str
    results: tuple[ExpectationResult, ...]
    seconds: float

    @property
    def success(self) -> bool:
        """Whether every expectation was met."""
        return all(result.success for result in self.results)

    @property
    def blocking_failure(self) -> bool:
        """Whether any verdict must stop a release."""
        return any(result.is_blocking for result in self.results)


@dataclass(frozen=True)
class RuleRun:
    """What came of running one rule.

    Attributes:
        rule_code: Code of the rule.
        severity: `error` or `query`.
        source: Source whose rows were judged.
        table_name: Module of the return whose rows were judged.
        message: What is wrong with a failing row.
        status: `ran`; `error` when the rule itself failed; `not run` when what it reads is not there.
        rows_failing: Distinct rows that break the rule.
        error: Why the rule could not be run, without values; empty when it ran.
        needs_previous_year: Whether it was run only for returns whose last year's return is there.
        modules_read: The modules of the return that it looks at, separated by commas.
    """

    rule_code: str
    severity: str
    source: str
    table_name: str
    message: str
    status: Literal["ran", "error", "not run"]
    rows_failing: int
    error: str = ""
    needs_previous_year: bool = False
    modules_read: str = ""


@dataclass(frozen=True)
class Decision:
    """Whether the figures of one local authority and year may be published.

    Attributes:
        la_code: Local authority.
        collection_year: Year of its return.
        decision: What follows.
        reason: Why they are withheld; empty when they are not.
        usage_note: What a reader of published figures should know; empty when there is nothing.
        waiver: What was waived, until when and why; empty when nothing was.
    """

    la_code: str
    collection_year: int
    decision: Literal["publish", "withhold"]
    reason: str = ""
    usage_note: str = ""
    waiver: str = ""


@dataclass(frozen=True)
class GateResult:
    """What the gate says of a release.

    Attributes:
        stopped: Whether nothing may be released.
        reasons: Why it is stopped; empty when it is not.
        decisions: One for each local authority and year, in that order.
        warnings: What a person should know and what does not stop anything.
        evidence: What it was decided by.
    """

    stopped: bool
    reasons: tuple[str, ...]
    decisions: tuple[Decision, ...]
    warnings: tuple[str, ...]
    evidence: Evidence
