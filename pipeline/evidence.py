"""Gathering what the gate judges by: facts of the warehouse and of the last release, the policy, the waivers.

What belongs here: where each of them is. What does not: deciding (`quality`) and what follows (`nightly`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.quality.api import Evidence, load_policy, load_waivers, read_facts, released_rows
from pipeline.release.api import current_release, read_manifest

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from duckdb import DuckDBPyConnection

    from pipeline.quality.api import FailedCheck, Module
    from pipeline.settings import Home, Settings
    from pipeline.workspace import Workspace


def gather_evidence(
    connection: DuckDBPyConnection,
    settings: Settings,
    workspace: Workspace,
    *,
    checks: Sequence[FailedCheck],
    on: date,
) -> Evidence:
    """Return what the gate judges by; nothing is written.

    Args:
        connection: The warehouse after the rules have run.
        settings: Where policy and waivers are.
        workspace: The compiled project, whose rules may be waived.
        checks: The checks that failed.
        on: The day on which waivers hold or have expired.

    Raises:
        ProjectError: The policy is at fault.
    """
    policy = load_policy(settings.project_dir / "seeds")
    waivers = load_waivers(
        settings.home_paths.waivers,
        policy_ids={row.policy_id for row in policy if row.is_about_a_return},
        rule_codes={rule.code for rule in workspace.rules},
    )
    facts = read_facts(
        connection,
        policy=policy,
        waivers=waivers.held,
        on=on,
        released=_last_released(settings.home_paths),
    )
    return Evidence(facts, tuple(checks), policy, waivers, on)


def _last_released(home: Home) -> dict[Module, int]:
    release = current_release(home)
    manifest = read_manifest(release.folder) if release else None
    return released_rows(manifest.get("gate", {})) if manifest else {}
