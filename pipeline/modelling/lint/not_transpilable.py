"""Rule: models stay inside the SQL that runs on Spark too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project
from pipeline.modelling.engines.spark import NotTranspilableError, to_spark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class NotTranspilable:
    """Every model can be written in Spark's SQL, so that the project can outgrow one machine."""

    name = "not-transpilable"

    def check(
        self, model: CompiledModel, _project: Project, _tests: Path, /
    ) -> Iterator[Diagnostic]:
        """Yield a diagnostic when sqlglot cannot write the model for Spark."""
        try:
            to_spark(model.file.tree)
        except NotTranspilableError as error:
            remedy = "Write it with standard functions (CASE, CAST, COALESCE, EXTRACT, window functions)."
            yield Diagnostic(
                model.file.path, 1, self.name, f"Spark could not run this model: {error}.", remedy
            )
