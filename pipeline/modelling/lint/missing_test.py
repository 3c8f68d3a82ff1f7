"""Rule: every model has a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project
from pipeline.modelling.testing.definition import path_of_test

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class MissingTest:
    """Every model and rule has a YAML test: small inputs, expected rows."""

    name = "missing-test"

    def check(self, model: CompiledModel, project: Project, tests: Path, /) -> Iterator[Diagnostic]:
        """Yield a diagnostic when there is no test file beside the model's place."""
        expected = path_of_test(model, project, tests)
        if not expected.exists():
            place = (
                expected.relative_to(tests.parent.parent)
                if tests.parent.parent in expected.parents
                else expected
            )
            remedy = f"Write {place}: a list of name, given, expect."
            yield Diagnostic(model.file.path, 1, self.name, f"{model.name!r} has no test.", remedy)
