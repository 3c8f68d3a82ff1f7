"""The gate: from what the checks found to what may be published.

It makes no check and publishes nothing. `decide` is a pure function of facts and policy, so the
same findings always give the same decisions; around it are only the reading of the facts and the
writing of `fct_gate_decision`.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass, field
from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.result import Decision, GateResult
from pipeline.quality.store import insert_rows, make_table
from pipeline.quality.tables import DATA_QUALITY_ISSUE, GATE_DECISION, RULE_RUN

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.policy import PolicyRow
    from pipeline.quality.result import ExpectationResult, RuleRun, SuiteResult

# A local authority and the collection year of its return.
Place = tuple[str, int]


@dataclass(frozen=True)
class ModuleFacts:
    """What is known of one module of one return in force.

    Attributes:
        la_code: Local authority.
        collection_year: Year of the return.
        table_name: Module.
        rows_in: Rows in the file.
        rows_held: Rows of it that the warehouse holds.
        rows_refused: Rows that could not be read.
        rows_failing: Rows held that break at least one rule, by severity of the rule.
    """

    la_code: str
    collection_year: int
    table_name: str
    rows_in: int
    rows_held: int
    rows_refused: int
    rows_failing: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Met:
    """A condition of the policy that was met, in words, and for which return if it is about one."""

    policy: PolicyRow
    text: str
    place: Place | None = None

    @property
    def sentence(self) -> str:
        return f"{' '.join(map(str, self.place))}: {self.text}" if self.place else self.text


# A rule says nothing of rows that are right by a module which was not returned: it is told, and withholds nothing.
_FAILING = f"""
    WITH returned AS (
        SELECT DISTINCT la_code, CAST(collection_year AS INTEGER) AS collection_year, table_name AS module
        FROM raw_intake__submissions
        WHERE source = 'ssda903'
    ),
    looked_at AS (
        SELECT rule_code, table_name, unnest(string_split(modules_read, ',')) AS module
        FROM {RULE_RUN.name}
        WHERE source = 'ssda903'
    ),
    not_founded AS (
        SELECT DISTINCT l.rule_code, l.table_name, p.la_code, p.collection_year
        FROM looked_at AS l
        CROSS JOIN (SELECT DISTINCT la_code, collection_year FROM returned) AS p
        ANTI JOIN returned AS r
            ON r.module = l.module AND r.la_code = p.la_code AND r.collection_year = p.collection_year
    )
    SELECT i.la_code, i.collection_year, i.table_name, i.severity, count(DISTINCT i.row_id)
    FROM {DATA_QUALITY_ISSUE.name} AS i
    -- Modules of two sources may have one name: both returns have a header.
    SEMI JOIN looked_at AS l ON l.rule_code = i.rule_code AND l.table_name = i.table_name
    ANTI JOIN not_founded AS n
        ON
            n.rule_code = i.rule_code
            AND n.table_name = i.table_name
            AND n.la_code = i.la_code
            AND n.collection_year = i.collection_year
    GROUP BY ALL
"""


def run_gate(
    connection: DuckDBPyConnection,
    *,
    suites: Sequence[SuiteResult],
    rule_runs: Sequence[RuleRun],
    policy: Sequence[PolicyRow],
) -> GateResult:
    """Decide on a release from the warehouse and the checks, and write `fct_gate_decision`.

    Args:
        connection: An open connection to the warehouse, outside any transaction; it holds
            `raw_intake__submissions`, `fct_data_quality_issue` and `fct_rule_run`.
        suites: What came of the expectation suites.
        rule_runs: What came of the statutory rules.
        policy: Which conditions count, and what follows.
    """
    result = decide(read_facts(connection), suites=suites, rule_runs=rule_runs, policy=policy)
    with transaction(connection):
        make_table(connection, GATE_DECISION)
        insert_rows(connection, GATE_DECISION, [astuple(decision) for decision in result.decisions])
    return result


def read_facts(connection: DuckDBPyConnection) -> tuple[ModuleFacts, ...]:
    """Return the facts of every module in force, by local authority, year and module."""
    failing: dict[tuple[str, int, str], dict[str, int]] = {}
    for la_code, year, table, severity, rows in connection.sql(_FAILING).fetchall():
        failing.setdefault((la_code, year, table), {})[severity] = rows
    modules = connection.sql(
        """
        SELECT
            la_code,
            CAST(collection_year AS INTEGER),
            table_name,
            CAST(sum(rows_in) AS BIGINT),
            CAST(sum(rows_raw) AS BIGINT),
            CAST(sum(rows_quarantined) AS BIGINT)
        FROM raw_intake__submissions
        WHERE source = 'ssda903'
        GROUP BY ALL ORDER BY ALL
        """
    ).fetchall()
    return tuple(
        ModuleFacts(
            la_code, year, table, rows_in, held, refused, failing.get((la_code, year, table), {})
        )
        for la_code, year, table, rows_in, held, refused in modules
    )


def decide(
    facts: Sequence[ModuleFacts],
    *,
    suites: Sequence[SuiteResult],
    rule_runs: Sequence[RuleRun],
    policy: Sequence[PolicyRow],
) -> GateResult:
    """Return what may be published.

    Every local authority and year with a module that the policy names gets a decision. The
    release is stopped by what the policy says stops it, and when nothing is left to publish.
    """
    met = [*_met_by_checks(suites, rule_runs, policy), *_met_by_returns(facts, policy)]
    decisions = tuple(_decision(place, met) for place in _places(facts, policy))
    reasons = [one.sentence for one in met if one.policy.action == "stop"]
    if not any(decision.decision == "publish" for decision in decisions):
        reasons.append(
            "No local authority and year is left to publish."
            if decisions
            else "No return has been received, so there is nothing to publish."
        )
    warnings = tuple(one.sentence for one in met if one.policy.action == "warn")
    return GateResult(bool(reasons), tuple(reasons), decisions, warnings)


def _decision(place: Place, met: Sequence[_Met]) -> Decision:
    reasons = [one.text for one in met if one.place == place and one.policy.action == "withhold"]
    return Decision(*place, "withhold" if reasons else "publish", " ".join(reasons))


def _places(facts: Sequence[ModuleFacts], policy: Sequence[PolicyRow]) -> list[Place]:
    named = {row.table_name for row in policy}
    return sorted(
        {(fact.la_code, fact.collection_year) for fact in facts if fact.table_name in named}
    )


def _met_by_checks(
    suites: Sequence[SuiteResult], rule_runs: Sequence[RuleRun], policy: Sequence[PolicyRow]
) -> Iterator[_Met]:
    for row in policy:
        if row.condition == "check_in_error":
            for run in rule_runs:
                if run.status == "error":
                    yield _Met(row, f"Rule {run.rule_code} could not be run: {run.error}")
        for suite in suites:
            for result in suite.results:
                if _counts(result, row):
                    yield _Met(row, f"{suite.model}: {result.message}")


def _counts(result: ExpectationResult, row: PolicyRow) -> bool:
    if row.condition == "check_in_error":
        return bool(result.error)
    failed = not result.success and not result.error
    return row.condition == "expectation_failed" and failed and result.severity == row.severity


def _met_by_returns(facts: Sequence[ModuleFacts], policy: Sequence[PolicyRow]) -> Iterator[_Met]:
    modules = {(fact.la_code, fact.collection_year, fact.table_name): fact for fact in facts}
    for place in _places(facts, policy):
        for row in policy:
            if row.table_name is not None:
                text = _fault(modules.get((*place, row.table_name)), row)
                if text:
                    yield _Met(row, text, place)


def _fault(module: ModuleFacts | None, row: PolicyRow) -> str:
    """Return how a module (None: not sent) meets a condition, in words; empty when it does not."""
    if row.condition == "module_missing":
        if module is None:
            return f"The {row.table_name} module was not sent."
        return "" if module.rows_held else f"The {row.table_name} module has no rows."
    if module is None:
        return ""
    if row.condition == "rows_refused":
        return _over(module.rows_refused, module.rows_in, row, "could not be read")
    failing = module.rows_failing.get(row.severity or "", 0)
    return _over(failing, module.rows_held, row, f"break rules of severity {row.severity}")


def _over(rows: int, of_rows: int, row: PolicyRow, what: str) -> str:
    # Shares, not numbers of rows: reasons are published beside the figures.
    percent = 100 * rows / of_rows if of_rows else 0.0
    limit = row.limit_percent or 0.0
    if percent <= limit:
        return ""
    return f"{percent:.1f} % of the {row.table_name} rows {what} (limit {limit:g} %)."
