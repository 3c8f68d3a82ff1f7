"""The three steps of a run, as plain functions: take files in, build and judge the warehouse, release.

The command and Dagster both call these, so that `cjw run` and the nightly job are one thing. What belongs here: the
order of things and what passes between the packages. What does not: how any of it is done, and any printing.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from pipeline import verdicts
from pipeline.errors import RefusedError
from pipeline.events import Event
from pipeline.lock import hold
from pipeline.modelling.api import open_warehouse
from pipeline.pseudonym import load_key, require_same_key
from pipeline.quality.api import as_record, write_finding_lists
from pipeline.release.api import (
    InputFile,
    Release,
    ReleasedColumn,
    ReleasedTable,
    ReleaseFacts,
    ReleaseRequest,
    prune,
    publish,
)
from pipeline.sources.api import Order, Receipt, current_submissions, ingest
from pipeline.warehouse import Judgement, WarehouseUpdate

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from pipeline.modelling.api import CompiledModel, ModelResult
    from pipeline.quality.api import GateResult
    from pipeline.settings import Settings
    from pipeline.workspace import Workspace


def take_in(
    settings: Settings, order: Order, *, now: datetime, on_event: Callable[[Event], None]
) -> tuple[Receipt, ...]:
    """Receive every file in the inbox and what is ordered.

    Args:
        settings: Where things are.
        order: What to receive besides the inbox.
        now: The time of receipt, with a time zone.
        on_event: Told of each file.

    Raises:
        BusyError: Another run holds the data home.
        UsageError: A path does not exist, a mapping cannot be used, or the data home was filled with another
            pseudonym key.
    """
    home, key = settings.home_paths, load_key(settings)
    told: set[tuple[str, str]] = set()

    def tell(receipt: Receipt) -> None:
        # A file that holds several tables has as many receipts, and is told of once.
        if (receipt.original_name, receipt.sha256) not in told:
            told.add((receipt.original_name, receipt.sha256))
            about = receipt.reason or " ".join(receipt.notes)
            on_event(Event("file", receipt.original_name, receipt.outcome, about))

    with hold(home):
        require_same_key(home, key)
        return ingest(home, order, project=settings.project_dir, key=key, now=now, on_receipt=tell)


def build_and_judge(
    settings: Settings,
    workspace: Workspace,
    *,
    on_event: Callable[[Event], None],
    select: Collection[str] | None = None,
) -> tuple[dict[str, ModelResult], Judgement]:
    """Bring the warehouse up to date and judge it, skipping whatever did not change.

    Models that do not need the gate's decisions run first; then rules and suites judge them, the gate decides,
    and the rest runs on what it lets through.

    Args:
        settings: Where things are.
        workspace: The compiled project.
        on_event: Told of each model, of the rules, the suites and the gate.
        select: Names of the models to bring up to date, besides those never built; all when None.

    Returns:
        What became of each model, and the judgement.

    Raises:
        BusyError: Another run holds the data home.
        ModelRunError: A model failed on the data.
    """
    home = settings.home_paths
    with hold(home), open_warehouse(home.warehouse) as connection:
        return WarehouseUpdate(settings, workspace, connection, on_event, select).run()


def release(
    settings: Settings, workspace: Workspace, *, now: datetime, on_event: Callable[[Event], None]
) -> Release:
    """Release what the gate let through, with each LA's own list of findings.

    Raises:
        BusyError: Another run holds the data home.
        RefusedError: The gate stopped the release, or nothing has been built yet.
    """
    home = settings.home_paths
    with hold(home), open_warehouse(home.warehouse) as connection:
        judgement = verdicts.recall_latest(connection, "judgement", Judgement)
        if judgement is None:
            raise RefusedError("Nothing has been built yet.", remedy="Run `cjw run` first.")
        if judgement.gate.stopped:
            raise RefusedError(
                "The gate stopped the release: " + "; ".join(judgement.gate.reasons),
                remedy="Mend what the reasons name and run again; the release before stays in force.",
            )
        made = publish(home, connection, _request(settings, workspace, judgement), now=now)
        if not made.reused:
            write_finding_lists(connection, home.restricted, release_id=made.release_id)
            prune(home, keep=settings.keep_releases)
    status = "kept" if made.reused else "released"
    on_event(Event("release", made.release_id, status, made.warning))
    return made


def list_findings(settings: Settings, *, now: datetime) -> None:
    """Write each LA's own list of findings where no release was made: they say what to mend.

    Raises:
        BusyError: Another run holds the data home.
    """
    home = settings.home_paths
    with hold(home), open_warehouse(home.warehouse) as connection:
        write_finding_lists(
            connection, home.restricted, release_id=f"{now:%Y%m%dT%H%M%SZ}-not-released"
        )


def _request(settings: Settings, workspace: Workspace, judgement: Judgement) -> ReleaseRequest:
    inputs = tuple(
        InputFile(r.sha256, r.la_code or "", r.collection_year or 0, r.table_name or "", r.rows_raw)
        for r in current_submissions(settings.home_paths)
    )
    facts = ReleaseFacts(
        content_fingerprint=judgement.content_fingerprint,
        code_version=workspace.code_version,
        gate_result=_in_words(judgement.gate),
        gate=_record(judgement.gate),
        disclosure_policy=settings.disclosure_policy,
        inputs=inputs,
    )
    tables = tuple(_released_table(model) for model in workspace.released_models)
    return ReleaseRequest(tables, facts, settings.project_dir)


def _record(gate: GateResult) -> dict[str, Any]:
    """What the gate decided and by what, so that anybody can decide again."""
    # Any: JSON.
    decisions = [asdict(decision) for decision in gate.decisions]
    return {"decisions": decisions, "evidence": as_record(gate.evidence)}


def _in_words(gate: GateResult) -> str:
    """What the gate decided, for the manifest: how many go out, which not and why, what a reader should know."""
    withheld = [d for d in gate.decisions if d.decision == "withhold"]
    published = f"{len(gate.decisions) - len(withheld)} of {len(gate.decisions)} local authority years published"
    reasons = [f"{d.la_code} {d.collection_year} withheld: {d.reason}" for d in withheld]
    notes = [
        f"{d.la_code} {d.collection_year}: {d.usage_note}" for d in gate.decisions if d.usage_note
    ]
    waived = [f"{d.la_code} {d.collection_year}: {d.waiver}" for d in gate.decisions if d.waiver]
    return "; ".join([published, *reasons, *notes, *waived, *gate.warnings])


def _released_table(model: CompiledModel) -> ReleasedTable:
    columns = tuple(ReleasedColumn(c.name, c.type, c.description) for c in model.columns)
    return ReleasedTable(model.name, model.description, model.grain, columns, model.file.sql)
