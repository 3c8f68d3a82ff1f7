"""What the gate judges by: facts of each return, checks that failed, policy, waivers and the day.

It is all that a decision rests on and goes into a release's manifest, so that anybody can decide
again and must come to the same. Here it is gathered and written down; `gate` decides.
"""

from __future__ import annotations

# Read when the evidence is written down and read back, so they are needed at run time.
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from pydantic import TypeAdapter, ValidationError

from pipeline.quality.policy import PolicyRow
from pipeline.quality.tables import DATA_QUALITY_ISSUE, RULE_RUN
from pipeline.quality.waivers import Waiver, Waivers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from duckdb import DuckDBPyConnection

    from pipeline.quality.result import ExpectationResult, RuleRun, SuiteResult

# Local authority, collection year, source, table name.
Module = tuple[str, int, str, str]


@dataclass(frozen=True)
class ModuleFacts:
    """What is known of one module of one return in force.

    Attributes:
        la_code: Local authority.
        collection_year: Year of the return.
        source: Source of the module.
        table_name: Module.
        rows_in: Rows in the file.
        rows_held: Rows of it that the warehouse holds.
        rows_refused: Rows that could not be read.
        rows_failing: Rows held that break at least one rule that is not waived, by severity of the rule.
        rows_released: Rows that it had when it was last published; None when it never was.
    """

    la_code: str
    collection_year: int
    source: str
    table_name: str
    rows_in: int
    rows_held: int
    rows_refused: int
    rows_failing: Mapping[str, int] = field(default_factory=dict)
    rows_released: int | None = None

    @property
    def module(self) -> Module:
        """Whose it is, of when, and which."""
        return self.la_code, self.collection_year, self.source, self.table_name


@dataclass(frozen=True)
class FailedCheck:
    """A check of the whole run that failed or could not be made.

    Attributes:
        condition: Which of the two, as the policy names it.
        severity: Severity of the expectation or rule.
        text: What is wrong, without a value of a row.
    """

    condition: Literal["expectation_failed", "check_in_error"]
    severity: str
    text: str


@dataclass(frozen=True)
class Evidence:
    """All that the gate judges by.

    Attributes:
        facts: One a module of a return that the policy names.
        checks: The checks that failed.
        policy: Which conditions count, and what follows.
        waivers: What is waived, expired waivers among them, and lines of waivers that cannot be used.
        judged_on: The day, on which waivers hold or have expired.
    """

    facts: tuple[ModuleFacts, ...]
    checks: tuple[FailedCheck, ...]
    policy: tuple[PolicyRow, ...]
    waivers: Waivers
    judged_on: date


def as_record(evidence: Evidence) -> dict[str, Any]:
    """Return evidence as JSON has it."""
    # Any: JSON.
    record: dict[str, Any] = TypeAdapter(Evidence).dump_python(evidence, mode="json")
    return record


def from_record(record: Mapping[str, Any]) -> Evidence:
    """Return the evidence that was written down."""
    return TypeAdapter(Evidence).validate_python(record)


def released_rows(gate: Mapping[str, Any]) -> dict[Module, int]:
    """Return how many rows each module had when it was last published, from the gate's part of a release's manifest.

    A release that withheld a return passes on what the release before it knew.
    """
    try:
        facts = from_record(gate["evidence"]).facts
        withheld = {
            (one["la_code"], one["collection_year"])
            for one in gate["decisions"]
            if one["decision"] == "withhold"
        }
    except (KeyError, TypeError, ValidationError):
        # An earlier version wrote it.
        return {}
    known = {
        fact.module: fact.rows_released
        if (fact.la_code, fact.collection_year) in withheld
        else fact.rows_held
        for fact in facts
    }
    return {module: rows for module, rows in known.items() if rows is not None}


def failed_checks(
    suites: Sequence[SuiteResult], rule_runs: Sequence[RuleRun]
) -> tuple[FailedCheck, ...]:
    """Return the rules that could not be run and the expectations not met or not checked."""
    rules = (
        FailedCheck(
            "check_in_error",
            run.severity,
            f"Rule {run.rule_code} could not be run: {run.error}",
        )
        for run in rule_runs
        if run.status == "error"
    )
    # A rule of several modules has a run for each, and is told of once.
    return (*dict.fromkeys(rules), *_failed_expectations(suites))


def _failed_expectations(suites: Sequence[SuiteResult]) -> Iterator[FailedCheck]:
    for suite in suites:
        for result in suite.results:
            if not result.success:
                yield FailedCheck(
                    _condition(result), result.severity, f"{suite.model}: {result.message}"
                )


def _condition(result: ExpectationResult) -> Literal["expectation_failed", "check_in_error"]:
    return "check_in_error" if result.error else "expectation_failed"


# A rule says nothing of rows that are right by a module which was not returned: it is told, and withholds nothing.
COUNTED_ISSUES = f"""
    WITH returned AS (
        SELECT DISTINCT source, la_code, CAST(collection_year AS INTEGER) AS collection_year, table_name AS module
        FROM raw_intake__submissions
    ),
    looked_at AS (
        SELECT source, rule_code, table_name, unnest(string_split(modules_read, ',')) AS module
        FROM {RULE_RUN.name}
    ),
    not_founded AS (
        SELECT DISTINCT l.source, l.rule_code, l.table_name, p.la_code, p.collection_year
        FROM looked_at AS l
        INNER JOIN (SELECT DISTINCT source, la_code, collection_year FROM returned) AS p ON p.source = l.source
        ANTI JOIN returned AS r
            ON r.source = l.source AND r.module = l.module
            AND r.la_code = p.la_code AND r.collection_year = p.collection_year
    ),
    waived AS (
        SELECT unnest($rules) AS rule_code, unnest($la_codes) AS la_code, unnest($years) AS collection_year
    ),
    counted AS (
        SELECT i.la_code, i.collection_year, l.source, i.table_name, i.severity, i.rule_code, i.row_id
        FROM {DATA_QUALITY_ISSUE.name} AS i
        -- Modules of two sources may have one name: both returns have a header.
        INNER JOIN (SELECT DISTINCT source, rule_code, table_name FROM looked_at) AS l
            ON l.rule_code = i.rule_code AND l.table_name = i.table_name
        ANTI JOIN not_founded AS n
            ON
                n.source = l.source
                AND n.rule_code = i.rule_code
                AND n.table_name = i.table_name
                AND n.la_code = i.la_code
                AND n.collection_year = i.collection_year
        ANTI JOIN waived AS w
            ON w.rule_code = i.rule_code AND w.la_code = i.la_code AND w.collection_year = i.collection_year
    )
"""


def waived_rules(waivers: Sequence[Waiver], *, on: date) -> dict[str, list[Any]]:
    """Return what `COUNTED_ISSUES` asks for: the rules waived on a day, with whose and of when."""
    held = [one for one in waivers if one.rule_code is not None and one.holds_on(on)]
    return {
        "rules": [one.rule_code for one in held],
        "la_codes": [one.la_code for one in held],
        "years": [one.collection_year for one in held],
    }


def read_facts(
    connection: DuckDBPyConnection,
    *,
    policy: Sequence[PolicyRow],
    waivers: Sequence[Waiver] = (),
    on: date,
    released: Mapping[Module, int] | None = None,
) -> tuple[ModuleFacts, ...]:
    """Return the facts of every module in force that the policy names, by authority, year and module.

    Args:
        connection: The warehouse after the rules have run.
        policy: Which modules count.
        waivers: Findings of a rule that one of these waives do not count.
        on: The day on which waivers hold or have expired.
        released: Rows of modules when they were last published.
    """
    failing: dict[Module, dict[str, int]] = {}
    counts = connection.execute(
        f"{COUNTED_ISSUES} SELECT la_code, collection_year, source, table_name, severity, "
        "count(DISTINCT row_id) FROM counted GROUP BY ALL ORDER BY ALL",
        waived_rules(waivers, on=on),
    ).fetchall()
    for *module, severity, rows in counts:
        failing.setdefault(tuple(module), {})[severity] = rows
    named = {row.module for row in policy}
    modules = connection.sql(
        """
        SELECT
            la_code,
            CAST(collection_year AS INTEGER),
            source,
            table_name,
            CAST(sum(rows_in) AS BIGINT),
            CAST(sum(rows_raw) AS BIGINT),
            CAST(sum(rows_quarantined) AS BIGINT)
        FROM raw_intake__submissions
        WHERE la_code IS NOT NULL AND collection_year IS NOT NULL
        GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    return tuple(
        ModuleFacts(
            *(la_code, year, source, table),
            rows_in=rows_in,
            rows_held=held,
            rows_refused=refused,
            rows_failing=failing.get((la_code, year, source, table), {}),
            rows_released=(released or {}).get((la_code, year, source, table)),
        )
        for la_code, year, source, table, rows_in, held, refused in modules
        if (source, table) in named
    )


def heaviest_rules(
    connection: DuckDBPyConnection, evidence: Evidence, *, most: int = 3
) -> dict[tuple[str, int, str, str, str], list[tuple[str, int]]]:
    """Return the rules that most rows break, with how many, by authority, year, source, module and severity.

    Args:
        connection: The warehouse after the rules have run.
        evidence: What is judged by; findings that a waiver lifts do not count.
        most: How many rules of each.
    """
    rows = connection.execute(
        f"""
        {COUNTED_ISSUES}
        SELECT
            la_code, collection_year, source, table_name, severity, rule_code,
            count(DISTINCT row_id) AS failing
        FROM counted
        GROUP BY la_code, collection_year, source, table_name, severity, rule_code
        QUALIFY row_number() OVER (
            PARTITION BY la_code, collection_year, source, table_name, severity
            ORDER BY failing DESC, rule_code
        ) <= {most}
        ORDER BY failing DESC, rule_code
        """,
        waived_rules(evidence.waivers.held, on=evidence.judged_on),
    ).fetchall()
    found: dict[tuple[str, int, str, str, str], list[tuple[str, int]]] = {}
    for la_code, year, source, table, severity, rule_code, failing in rows:
        found.setdefault((la_code, year, source, table, severity), []).append((rule_code, failing))
    return found
