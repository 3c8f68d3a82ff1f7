"""The gate: from what the checks found to what may be published.

It makes no check and publishes nothing. `decide` is a pure function of the evidence, so the same
evidence always gives the same decisions; around it is only the writing of `fct_gate_decision`.
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import TYPE_CHECKING

from pipeline.modelling.api import transaction
from pipeline.quality.policy import rows_for
from pipeline.quality.result import Decision, GateResult
from pipeline.quality.store import insert_rows, make_table
from pipeline.quality.tables import GATE_DECISION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.evidence import Evidence, ModuleFacts
    from pipeline.quality.policy import PolicyRow
    from pipeline.quality.waivers import Waiver

# A local authority and the collection year of its return.
Place = tuple[str, int]

_ABOVE = {"note": "noted above", "withhold": "limit", "stop": "limit", "warn": "limit"}


@dataclass(frozen=True)
class Finding:
    """How one return stands to one condition of the policy.

    Attributes:
        place: Local authority and year.
        policy: The condition, as it is for this authority.
        percent: Share of the module's rows; None where the condition has no share or there is no module.
        text: The condition that is met, in words; empty when it is not met.
        waiver: What waives it, in force or expired; None when nothing does.
        is_waived: Whether the waiver is in force.
    """

    place: Place
    policy: PolicyRow
    percent: float | None
    text: str
    waiver: Waiver | None = None
    is_waived: bool = False

    @property
    def counts(self) -> bool:
        """Whether what the policy says follows."""
        return bool(self.text) and not self.is_waived and self.policy.action != "publish"

    @property
    def sentence(self) -> str:
        """The condition in words, and that its waiver has expired if so."""
        expired = self.waiver if self.waiver and not self.is_waived else None
        return f"{self.text} Its waiver expired on {expired.expires}." if expired else self.text


def run_gate(connection: DuckDBPyConnection, evidence: Evidence) -> GateResult:
    """Decide on a release and write `fct_gate_decision`.

    Args:
        connection: An open connection to the warehouse, outside any transaction.
        evidence: What to judge by.
    """
    result = decide(evidence)
    with transaction(connection):
        make_table(connection, GATE_DECISION)
        insert_rows(connection, GATE_DECISION, [astuple(decision) for decision in result.decisions])
    return result


def decide(evidence: Evidence) -> GateResult:
    """Return what may be published.

    Every local authority and year with a module that can withhold it gets a decision. The release
    is stopped by what the policy says stops it, and when nothing is left to publish.
    """
    by_place = {place: findings_of(evidence, place) for place in places(evidence)}
    decisions = tuple(_decision(evidence, place, found) for place, found in by_place.items())
    told = [
        *_told_of_checks(evidence),
        *(
            (one.policy.action, f"{' '.join(map(str, one.place))}: {one.sentence}")
            for found in by_place.values()
            for one in found
            if one.counts
        ),
    ]
    reasons = [text for action, text in told if action == "stop"]
    if not any(decision.decision == "publish" for decision in decisions):
        reasons.append(
            "No local authority and year is left to publish."
            if decisions
            else "No return has been received, so there is nothing to publish."
        )
    warnings = [text for action, text in told if action == "warn"]
    return GateResult(
        stopped=bool(reasons),
        reasons=tuple(reasons),
        decisions=decisions,
        warnings=(*warnings, *evidence.waivers.faults),
        evidence=evidence,
    )


def places(evidence: Evidence) -> list[Place]:
    """Return the local authorities and years with a module that can withhold them, in order."""
    deciding = {row.module for row in evidence.policy if row.action in ("withhold", "stop")}
    return sorted(
        {
            (fact.la_code, fact.collection_year)
            for fact in evidence.facts
            if (fact.source, fact.table_name) in deciding
        }
    )


def findings_of(evidence: Evidence, place: Place) -> list[Finding]:
    """Return how one return stands to every condition of the policy, met or not."""
    modules = {
        (fact.source, fact.table_name): fact
        for fact in evidence.facts
        if (fact.la_code, fact.collection_year) == place
    }
    return [
        _finding(evidence, place, row, modules.get((row.source or "", row.table_name or "")))
        for row in rows_for(evidence.policy, place[0])
        if row.is_about_a_return
    ]


def _finding(
    evidence: Evidence, place: Place, row: PolicyRow, module: ModuleFacts | None
) -> Finding:
    percent = _percent(row, module)
    text = _missing(row, module) if row.condition == "module_missing" else _over(row, percent)
    waivers = [
        one
        for one in evidence.waivers.held
        if one.policy_id == row.policy_id and one.place == place
    ]
    # Of several, the one that holds longest.
    waiver = max(waivers, key=lambda one: one.expires, default=None)
    is_waived = waiver is not None and waiver.holds_on(evidence.judged_on)
    return Finding(place, row, percent, text, waiver, is_waived)


def _percent(row: PolicyRow, module: ModuleFacts | None) -> float | None:
    if module is None or row.limit_percent is None:
        return None
    if row.condition == "rows_refused":
        rows, of_rows = module.rows_refused, module.rows_in
    elif row.condition == "rows_fewer":
        if module.rows_released is None:
            return None
        rows, of_rows = module.rows_released - module.rows_held, module.rows_released
    else:
        rows, of_rows = module.rows_failing.get(row.severity or "", 0), module.rows_held
    return 100 * max(0, rows) / of_rows if of_rows else 0.0


def _missing(row: PolicyRow, module: ModuleFacts | None) -> str:
    if module is None:
        return f"The {row.source} {row.table_name} module was not sent."
    return "" if module.rows_held else f"The {row.source} {row.table_name} module has no rows."


def _over(row: PolicyRow, percent: float | None) -> str:
    limit = row.limit_percent or 0.0
    if percent is None or percent <= limit:
        return ""
    what = {
        "rows_refused": "could not be read",
        "rows_fewer": "of the last release are there no more",
    }.get(row.condition, f"break rules of severity {row.severity}")
    above = _ABOVE.get(row.action, "limit")
    # Shares, not numbers of rows: reasons are published beside the figures.
    return (
        f"{percent:.1f} % of the {row.source} {row.table_name} rows {what} ({above} {limit:g} %)."
    )


def _decision(evidence: Evidence, place: Place, found: Sequence[Finding]) -> Decision:
    withheld = [one.sentence for one in found if one.counts and one.policy.action == "withhold"]
    noted = [one.sentence for one in found if one.counts and one.policy.action == "note"]
    return Decision(
        *place,
        decision="withhold" if withheld else "publish",
        reason=" ".join(withheld),
        usage_note="" if withheld else " ".join(noted),
        waiver=" ".join([*_waived_conditions(found), *_waived_rules(evidence, place)]),
    )


def _waived_conditions(found: Sequence[Finding]) -> Iterator[str]:
    for one in found:
        if one.waiver and one.is_waived and one.text:
            yield f"{one.text} Waived until {one.waiver.expires}: {_as_sentence(one.waiver.reason)}"


def _waived_rules(evidence: Evidence, place: Place) -> Iterator[str]:
    for one in evidence.waivers.held:
        if one.rule_code is None or one.place != place:
            continue
        if one.holds_on(evidence.judged_on):
            told = f"is not counted until {one.expires}: {_as_sentence(one.reason)}"
        else:
            told = f"counts again: its waiver expired on {one.expires}."
        yield f"Rule {one.rule_code} {told}"


def _as_sentence(text: str) -> str:
    return f"{text.rstrip('.')}."


def _told_of_checks(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Tell what the policy says follows from each check that failed."""
    for check in evidence.checks:
        for row in evidence.policy:
            counts = row.severity in (None, check.severity)
            if row.condition == check.condition and counts:
                yield row.action, check.text
