"""What a person at a terminal sees of a run: progress while it goes, then what came of it and where to look.

Plain lines when the output is not a terminal; one JSON object when machine-readable results are asked for.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Self

from rich.console import Console as RichConsole
from rich.table import Table

from pipeline.release.api import current_release, list_releases
from pipeline.sources.api import read_receipts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.defs.context import Outcome
    from pipeline.events import Event
    from pipeline.quality.api import RuleRun
    from pipeline.settings import Settings

_STAGES = {
    "file": "Files",
    "model": "Models",
    "rules": "Rules",
    "suites": "Suites",
    "gate": "Gate",
    "release": "Release",
}


# Of many files, rules or expectations with something to say, the first few show what there is; lists have them all.
_MOST_NOTES = 5


class Console:
    """Shows the events of one run and, at its end, the outcome; leaves the terminal as it found it."""

    def __init__(self, *, as_json: bool = False) -> None:
        self._as_json = as_json
        self._out = RichConsole(highlight=False, soft_wrap=True, quiet=as_json)
        self._status = self._out.status("Starting ...")
        self._counts: dict[str, Counter[str]] = {}
        self._stage = ""
        self._notes = 0

    def __enter__(self) -> Self:
        """Begin to show that something is going on."""
        self._status.start()
        return self

    def __exit__(self, *error: object) -> None:
        """Give the terminal its cursor back, however the run ended."""
        self._status.stop()

    def show(self, event: Event) -> None:
        """Show one event: a line for what a person should know, a moving word for the rest."""
        if event.stage != self._stage:
            self._close_stage()
            self._stage = event.stage
        self._counts.setdefault(event.stage, Counter())[event.status] += 1
        self._status.update(f"{_STAGES[event.stage]}: {event.name}")
        if event.status == "quarantined":
            self._out.print(f"  [yellow]Refused[/] {_safe(event.name)}: {_safe(event.detail)}")
        elif event.status == "accepted" and event.detail:
            self._note(f"  [yellow]Note[/] {_safe(event.name)}: {_safe(event.detail)}")
        elif event.stage in ("rules", "suites"):
            self._out.print(
                f"  {_STAGES[event.stage]}: {event.name} {event.status}, {event.detail}"
            )

    def _note(self, text: str) -> None:
        self._notes += 1
        if self._notes <= _MOST_NOTES:
            self._out.print(text)

    def _close_stage(self) -> None:
        if self._notes > _MOST_NOTES:
            more = self._notes - _MOST_NOTES
            self._out.print(f"  [yellow]Note[/] of {more} more files: cjw status --files")
        self._notes = 0
        if self._stage in ("file", "model"):
            counts = ", ".join(
                f"{count} {status}" for status, count in sorted(self._counts[self._stage].items())
            )
            self._out.print(f"  {_STAGES[self._stage]}: {counts}")
            self._counts[self._stage].clear()

    def finish(self, settings: Settings, outcome: Outcome, *, with_results: bool = False) -> int:
        """Print what came of a run, and return the exit code: 0 released, 1 the gate or the data refused.

        Args:
            settings: Where things are.
            outcome: What came of the run.
            with_results: Whether to show figures of the release too.
        """
        self._close_stage()
        self._status.stop()
        if self._as_json:
            RichConsole(soft_wrap=True).print_json(json.dumps(_as_dict(outcome), default=str))
        else:
            self._show_findings(outcome)
            self._show_gate(outcome)
            self._show_release(settings, outcome, with_results=with_results)
        return 0 if outcome.release else 1

    def _show_findings(self, outcome: Outcome) -> None:
        runs = outcome.judgement.rules if outcome.judgement else ()
        broken = _broken(runs)
        for rows, run in broken[:_MOST_NOTES]:
            what = f"rule {run.rule_code} ({run.severity}), {rows:,} rows"
            self._out.print(f"  Findings of {what}: {_safe(run.message)}")
        if len(broken) > _MOST_NOTES:
            more = len(broken) - _MOST_NOTES
            self._out.print(f"  Findings of {more} more rules: in the lists for each LA")
        for reason, codes in _not_run(runs).items():
            self._out.print(f"  Not run {len(codes)} rules ({', '.join(codes)}): {_safe(reason)}")

    def _show_gate(self, outcome: Outcome) -> None:
        if outcome.judgement is None:
            return
        gate = outcome.judgement.gate
        for warning in gate.warnings[:_MOST_NOTES]:
            self._out.print(f"  [yellow]Note[/] {_safe(warning)}")
        if len(gate.warnings) > _MOST_NOTES:
            more = len(gate.warnings) - _MOST_NOTES
            self._out.print(f"  [yellow]Note[/] of {more} more expectations: cjw dev")
        for decision in gate.decisions:
            where = f"{decision.la_code} {decision.collection_year}"
            for what, text in (
                ("Withheld", decision.reason),
                ("With a note", decision.usage_note),
                ("Waived", decision.waiver),
            ):
                if text:
                    self._out.print(f"  [yellow]{what}[/] {where}: {_safe(text)}")
        for reason in gate.reasons:
            self._out.print(f"  [red]Stopped[/] {_safe(reason)}")

    def _show_release(self, settings: Settings, outcome: Outcome, *, with_results: bool) -> None:
        home = settings.home_paths
        if outcome.release is None:
            self._out.print("No release was made; the one before, if any, stays in force.")
        else:
            state = "unchanged, kept" if outcome.release.reused else "released"
            self._out.print(f"[green]Release {outcome.release.release_id}[/] ({state})")
            if with_results:
                self._out.print(_results(settings))
            current = home.releases / "current"
            self._out.print(f"  Benchmarks, fit to publish   {current / 'public'}")
            self._out.print(
                f"  Marts for your own analysts  {current / 'internal' / 'marts.duckdb'}"
            )
        self._out.print(f"  Findings for each LA         {home.restricted}")
        if any(receipt.outcome == "quarantined" for receipt in outcome.receipts or ()):
            self._out.print(f"  Refused files and why        {home.quarantine}")


def _safe(text: str) -> str:
    """Keep brackets in a text from being read as markup."""
    return text.replace("[", r"\[")


def _as_dict(outcome: Outcome) -> dict[str, Any]:
    receipts = outcome.receipts or ()
    judgement = outcome.judgement
    return {
        "release": outcome.release.release_id if outcome.release else None,
        "release_reused": outcome.release.reused if outcome.release else None,
        "files": dict(Counter(receipt.outcome for receipt in receipts)),
        "rows_in": sum(receipt.rows_in for receipt in receipts),
        "rows_raw": sum(receipt.rows_raw for receipt in receipts),
        "rows_quarantined": sum(receipt.rows_quarantined for receipt in receipts),
        "models": dict(Counter(result.status for result in (outcome.models or {}).values())),
        "stopped": list(judgement.gate.reasons) if judgement else [],
        "warnings": list(judgement.gate.warnings) if judgement else [],
        "withheld": [
            {"la_code": d.la_code, "collection_year": d.collection_year, "reason": d.reason}
            for d in (judgement.gate.decisions if judgement else ())
            if d.decision == "withhold"
        ],
        "usage_notes": [
            {"la_code": d.la_code, "collection_year": d.collection_year, "note": d.usage_note}
            for d in (judgement.gate.decisions if judgement else ())
            if d.usage_note
        ],
        "rules": _rows_failing(judgement.rules if judgement else ()),
    }


def _broken(runs: Iterable[RuleRun]) -> list[tuple[int, RuleRun]]:
    """Return the rules that rows break, each with their number in all modules: errors first, then the most rows."""
    rows: Counter[tuple[str, str]] = Counter()
    one: dict[tuple[str, str], RuleRun] = {}
    for run in runs:
        rows[run.source, run.rule_code] += run.rows_failing
        one.setdefault((run.source, run.rule_code), run)
    broken = [(count, one[rule]) for rule, count in rows.items() if count]
    return sorted(broken, key=lambda each: (each[1].severity, -each[0]))


def _not_run(runs: Iterable[RuleRun]) -> dict[str, list[str]]:
    """Return the codes of the rules that were not run, by the reason."""
    codes: dict[str, list[str]] = {}
    for run in runs:
        if run.status == "not run":
            codes.setdefault(run.error, []).append(run.rule_code)
    return {reason: list(dict.fromkeys(each)) for reason, each in codes.items()}


def _rows_failing(runs: Iterable[RuleRun]) -> dict[str, int]:
    """Return how many rows break each rule, in all modules that it judges."""
    rows: Counter[str] = Counter()
    for run in runs:
        rows[run.rule_code] += run.rows_failing
    return dict(rows)


def _results(settings: Settings) -> Table:
    """The rates of the latest year in the released benchmark, as a reader of the public file finds them."""
    from pipeline.modelling.api import open_warehouse

    with open_warehouse(
        settings.home_paths.releases / "current" / "public" / "benchmarks.duckdb", read_only=True
    ) as public:
        rows = public.execute(
            """
            SELECT b.geography_name, b.collection_year, b.measure_id, b.value, b.symbol, b.rank, b.rank_of
            FROM bench_measure AS b
            WHERE b.measure_id IN ('looked_after_rate_per_10k', 'starts_rate_per_10k')
                AND b.geography_level <> 'Regional'
                AND b.collection_year = (SELECT MAX(m.collection_year) FROM bench_measure AS m)
            ORDER BY b.geography_level, b.geography_name, b.measure_id
            """
        ).fetchall()
    table = Table(
        title=f"Rates per 10,000 children, {rows[0][1]}" if rows else "Rates per 10,000 children"
    )
    for heading, justify in (
        ("", "left"),
        ("looked after at 31 March", "right"),
        ("started in the year", "right"),
        ("rank", "right"),
    ):
        table.add_column(heading, justify=justify)  # type: ignore[arg-type]
    by_place: dict[str, list[str]] = {}
    for name, _, measure, value, symbol, rank, rank_of in rows:
        cells = by_place.setdefault(name, ["", "", ""])
        cells[0 if measure.startswith("looked") else 1] = symbol or f"{value:.0f}"
        if measure.startswith("looked") and rank:
            cells[2] = f"{rank} of {rank_of}"
    for name, cells in by_place.items():
        table.add_row(name if name != "England" else "England (these LAs)", *cells)
    return table


def show_status(settings: Settings, *, as_json: bool) -> None:
    """Print the release in force, the others, and how many files were taken in and refused."""
    home = settings.home_paths
    current, releases, receipts = current_release(home), list_releases(home), read_receipts(home)
    outcomes = Counter(receipt.outcome for receipt in receipts)
    last = receipts[-1].received_at if receipts else None
    facts = {
        "home": str(home.root),
        "in_force": current.release_id if current else None,
        "releases": [release.release_id for release in releases],
        "files": dict(outcomes),
        "last_file_received": last.isoformat() if last else None,
        "waiting_in_inbox": sum(path.is_file() for path in home.inbox.rglob("*"))
        if home.inbox.exists()
        else 0,
    }
    out = RichConsole(highlight=False, soft_wrap=True)
    if as_json:
        out.print_json(json.dumps(facts))
        return
    out.print(f"Data home      {facts['home']}")
    out.print(f"In force       {facts['in_force'] or 'no release yet: run `cjw run`'}")
    out.print(
        f"Releases held  {len(releases)}"
        + "".join(f"\n  {release.release_id}" for release in releases)
    )
    out.print(
        f"Files          {', '.join(f'{n} {what}' for what, n in outcomes.items()) or 'none yet'}"
    )
    out.print(f"In the inbox   {facts['waiting_in_inbox']} waiting")
