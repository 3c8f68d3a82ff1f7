"""What every lint rule is, and what it gets to see."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.modelling.definition import CompiledModel, Diagnostic, Project


class LintRule(Protocol):
    """A house rule. The docstring of the class says what it asks for."""

    name: str

    def check(self, model: CompiledModel, project: Project, tests: Path, /) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each violation in one model.

        Args:
            model: The model or rule to look at.
            project: All that was compiled.
            tests: The folder of model tests.
        """
