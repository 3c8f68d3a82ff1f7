"""What a person at a terminal sees of linking across authorities: how many candidates there are, and where.

What belongs here: printing counts. What does not: comparing children (`linkage`); no row of a child is printed.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rich.console import Console

from pipeline.errors import UsageError
from pipeline.linkage.api import require_splink, write_candidates
from pipeline.lock import hold

if TYPE_CHECKING:
    from pipeline.settings import Settings


def link_and_show(settings: Settings, *, threshold: float, as_json: bool) -> None:
    """Write the list of candidates and say what is in it.

    Raises:
        BusyError: Another run holds the data home.
        UsageError: Splink is not installed, or there is no warehouse yet.
    """
    home = settings.home_paths
    require_splink()
    if not home.warehouse.exists():
        raise UsageError(
            f"There is no warehouse in {home.root} yet.", remedy="Run `cjw run` first."
        )
    with hold(home):
        made = write_candidates(
            home.warehouse, home.restricted / "linkage", threshold=threshold, now=datetime.now(UTC)
        )
    out = Console(highlight=False, soft_wrap=True)
    if as_json:
        out.print_json(json.dumps(asdict(made), default=str))
        return
    out.print(
        f"{made.candidates:,} pairs of {made.children:,} children are one person with a probability of at least "
        f"{made.threshold}; {made.ambiguous:,} of them are ambiguous, as twins are."
    )
    out.print(f"  {made.file}", soft_wrap=True)
    out.print(
        "Nobody is linked yet. Fill in is_accepted (yes or no), decided_by and decided_date where you have decided,\n"
        f"move the list into {home.inbox}, and run `cjw run`."
    )
