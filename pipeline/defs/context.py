"""What the assets share in one process: settings, the compiled project, who is told, and what came of the run."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import dagster as dg

from pipeline.errors import CjwError, place_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from pipeline.events import Event
    from pipeline.modelling.api import ModelResult
    from pipeline.release.api import Release
    from pipeline.settings import Settings
    from pipeline.sources.api import Receipt
    from pipeline.warehouse import Judgement
    from pipeline.workspace import Workspace


@dataclass
class Outcome:
    """What came of a run, filled in step by step; None is a step that did not come to its end."""

    receipts: tuple[Receipt, ...] | None = None
    models: dict[str, ModelResult] | None = None
    judgement: Judgement | None = None
    release: Release | None = None
    error: Exception | None = None

    @contextmanager
    def keeping_errors(self) -> Iterator[None]:
        """Keep the error that ends a step for the caller, and give Dagster only what its log may hold.

        Raises:
            CjwError: As it was; its message is safe by rule.
            dagster.Failure: For any other error, with its kind and place but not its message.
        """
        try:
            yield
        except CjwError as error:
            self.error = error
            raise
        except Exception as error:  # noqa: BLE001 - kept whole for the caller, told to Dagster in part
            self.error = error
            raise dg.Failure(
                f"A fault of the program: {type(error).__name__} at {place_of(error)}"
            ) from None


@dataclass(frozen=True)
class RunContext:
    """What the assets need.

    Attributes:
        settings: Where things are.
        workspace: The compiled project.
        paths: Files or folders to read besides the inbox.
        on_event: Told of progress.
        outcome: Filled in by the assets, for a caller in the same process.
    """

    settings: Settings
    workspace: Workspace
    paths: tuple[Path, ...] = ()
    on_event: Callable[[Event], None] = lambda _: None
    outcome: Outcome = field(default_factory=Outcome)
