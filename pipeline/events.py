"""What a run tells whoever watches it. Showing it is the watcher's affair (`console`)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Event:
    """Something that happened in a run, for whoever shows progress.

    Attributes:
        stage: `file`, `model`, `rules`, `suites`, `gate` or `release`.
        name: What it happened to.
        status: One word: accepted, built, skipped, passed, failed, ...
        detail: The rest in a few words, without any value of a child's record.
    """

    stage: str
    name: str
    status: str
    detail: str = ""
