"""Rule: every column has a plain name of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")


class ColumnName:
    """Every column is named, once, in lower-case letters, digits and underscores."""

    name = "column-name"

    def check(
        self, model: CompiledModel, _project: Project, _tests: Path, /
    ) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each output column without such a name."""
        seen: set[str] = set()
        for place, projection in enumerate(model.file.tree.selects, start=1):
            name = projection.output_name
            if projection.is_star:
                continue  # another rule's affair
            if _PLAIN_NAME.fullmatch(name) is None:
                message = f"Column {place} of the last SELECT has no plain name ({name!r})."
            elif name in seen:
                message = f"The last SELECT has two columns {name!r}."
            else:
                seen.add(name)
                continue
            remedy = "Name it with AS: lower-case letters, digits, underscores; each name once."
            yield Diagnostic(model.file.path, 1, self.name, message, remedy)
