"""What a person at a terminal sees of publishing: each council and year in or out, why, and by which rules.

What belongs here: words and layout, with counts alone. What does not: deciding (`quality`), releasing (`nightly`).
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.markup import escape

from pipeline import console, verdicts
from pipeline.evidence import gather_evidence
from pipeline.modelling.api import read_warehouse
from pipeline.quality.api import decide, findings_of, heaviest_rules
from pipeline.running import run_everything
from pipeline.warehouse import Judgement
from pipeline.workspace import load_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from duckdb import DuckDBPyConnection

    from pipeline.quality.api import Decision, Finding, GateResult
    from pipeline.settings import Settings

_COLOURS = {"published": "green", "published with a note": "yellow", "withheld": "red"}


@dataclass(frozen=True)
class Explained:
    """One council and year: the decision, every condition, and the rules that weigh most in each that is met."""

    name: str
    decision: Decision
    findings: Sequence[Finding]
    rules: Mapping[str, Sequence[tuple[str, int]]]

    @property
    def outcome(self) -> str:
        """The decision in words."""
        if self.decision.decision == "withhold":
            return "withheld"
        return "published with a note" if self.decision.usage_note else "published"


def publish_and_show(settings: Settings, *, as_json: bool) -> int:
    """Judge and release what was taken in, say what came of it, and return the exit code.

    Raises:
        CjwError: A step failed.
    """
    with console.Console(as_json=as_json) as shown:
        outcome = run_everything(settings, on_event=shown.show, takes_in=False)
        return shown.finish(settings, outcome)


def explain_gate(settings: Settings, *, as_json: bool) -> None:
    """Say of each council and year whether its figures would go out today, and why; nothing is written.

    Raises:
        BusyError: A run is writing to the warehouse.
        RefusedError: Nothing has been built yet, or an earlier version built it.
        ProjectError: The policy is at fault.
    """
    with read_warehouse(settings.home_paths.warehouse) as connection:
        gate, explained = _explain(connection, settings)
    out = Console(highlight=False, soft_wrap=True)
    if as_json:
        out.print_json(json.dumps(_as_dict(gate, explained), default=str))
        return
    for one in explained:
        _show(out, one)
    for warning in gate.evidence.waivers.faults:
        out.print(f"[yellow]Note[/] {escape(warning)}")
    counts = Counter(one.outcome for one in explained)
    out.print(", ".join(f"{counts[outcome]} {outcome}" for outcome in _COLOURS))
    for reason in gate.reasons:
        out.print(f"[red]No release would be made:[/] {escape(reason)}")


def _explain(
    connection: DuckDBPyConnection, settings: Settings
) -> tuple[GateResult, list[Explained]]:
    """Decide by today's policy and waivers, and by the checks of the last run."""
    judgement = verdicts.read_latest(connection, "judgement", Judgement)
    seen = judgement.gate.evidence
    evidence = gather_evidence(
        connection,
        settings,
        load_workspace(settings),
        checks=seen.checks,
        on=datetime.now(UTC).date(),
    )
    gate = decide(evidence)
    heaviest = heaviest_rules(connection, evidence)
    names = dict(connection.sql("SELECT la_code, la_name FROM seed_local_authority").fetchall())
    explained = [
        _explained(gate, decision, names.get(decision.la_code, decision.la_code), heaviest)
        for decision in gate.decisions
    ]
    return gate, explained


def _explained(
    gate: GateResult,
    decision: Decision,
    name: str,
    heaviest: Mapping[tuple[str, int, str, str, str], Sequence[tuple[str, int]]],
) -> Explained:
    place = (decision.la_code, decision.collection_year)
    findings = findings_of(gate.evidence, place)
    rules = {
        one.policy.policy_id: heaviest.get(
            (
                *place,
                one.policy.source or "",
                one.policy.table_name or "",
                one.policy.severity or "",
            ),
            (),
        )
        for one in findings
        if one.policy.condition == "rows_failing"
    }
    return Explained(name, decision, findings, rules)


def _show(out: Console, one: Explained) -> None:
    year = one.decision.collection_year
    colour = _COLOURS[one.outcome]
    name = f"{escape(one.name)} {year - 1}/{year % 100:02}"
    out.print(f"{name}  [{colour}]{one.outcome}[/]{_nearest(one)}")
    told: set[tuple[str, int]] = set()
    for finding in _worth_telling(one):
        out.print(f"    {escape(_in_words(finding))}")
        rules = [rule for rule in one.rules.get(finding.policy.policy_id, ()) if rule not in told]
        told |= set(rules)
        if rules:
            listed = ", ".join(f"{code} ({rows:,} rows)" for code, rows in rules)
            out.print(f"      most by rules {escape(listed)}")
    if one.decision.waiver:
        out.print(f"    {escape(one.decision.waiver)}")


def _nearest(one: Explained) -> str:
    """Say of a return that meets no condition how near it is to one."""
    shares = [
        (100 * finding.percent / limit, finding)
        for finding in one.findings
        if finding.percent is not None and (limit := finding.policy.limit_percent)
    ]
    if one.outcome != "published" or not shares:
        return ""
    _, finding = max(shares, key=lambda share: share[0])
    row = finding.policy
    return f"  (nearest: {row.policy_id}, {finding.percent:.1f} % of {row.limit_percent:g} %)"


def _worth_telling(one: Explained) -> list[Finding]:
    """Return what counts against a return; where it is published, notes among it."""
    withheld = one.decision.decision == "withhold"
    return [
        finding
        for finding in one.findings
        if finding.counts and (finding.policy.action != "note" or not withheld)
    ]


def _in_words(finding: Finding) -> str:
    return f"{finding.sentence} [{finding.policy.policy_id}]"


def _as_dict(gate: GateResult, explained: Sequence[Explained]) -> dict[str, Any]:
    # Any: JSON.
    return {
        "stopped": list(gate.reasons),
        "warnings": list(gate.warnings),
        "judged_on": gate.evidence.judged_on,
        "returns": [
            {
                **vars(one.decision),
                "la_name": one.name,
                "conditions": [_condition(finding, one) for finding in one.findings],
            }
            for one in explained
        ],
    }


def _condition(finding: Finding, one: Explained) -> dict[str, Any]:
    row, waiver = finding.policy, finding.waiver
    return {
        "policy_id": row.policy_id,
        "is_own": row.la_code != "all",
        "action": row.action,
        "percent": None if finding.percent is None else round(finding.percent, 2),
        "limit_percent": row.limit_percent,
        "met": bool(finding.text),
        "counts": finding.counts,
        "waived_until": waiver.expires if waiver else None,
        "rules": [
            {"rule_code": code, "rows_failing": rows}
            for code, rows in one.rules.get(row.policy_id, ())
        ],
    }
