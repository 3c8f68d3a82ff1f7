"""Rule: layers read only what lies below them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.modelling.definition import CompiledModel, Diagnostic, Project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# What each layer may read. Computed tables (findings, gate decisions) count as journey.
_MAY_READ: dict[str, frozenset[str]] = {
    "staging": frozenset({"raw", "seed"}),
    "intermediate": frozenset({"staging", "intermediate", "seed"}),
    "journey": frozenset({"staging", "intermediate", "journey", "seed"}),
    "rules": frozenset({"staging", "intermediate", "seed"}),
    "marts": frozenset({"journey", "marts", "seed"}),
    "benchmarks": frozenset({"journey", "marts", "benchmarks", "seed"}),
}


class WrongLayerReference:
    """A model reads only layers below its own: staging alone reads raw, marts read the journey."""

    name = "wrong-layer-reference"

    def check(
        self, model: CompiledModel, project: Project, _tests: Path, /
    ) -> Iterator[Diagnostic]:
        """Yield a diagnostic for each reference to a layer that the model may not read."""
        allowed = _MAY_READ[model.layer]
        for name, line in model.file.references.items():
            layer = _layer_of(name, project)
            if layer not in allowed:
                message = f"A {model.layer} model reads {name!r} of the {layer} layer."
                remedy = f"Read one of these layers instead: {', '.join(sorted(allowed))}."
                yield Diagnostic(model.file.path, line, self.name, message, remedy)


def _layer_of(name: str, project: Project) -> str:
    if name in project.externals:
        kind = project.externals[name].kind
        return "journey" if kind == "computed" else kind
    return project.models[name].layer if name in project.models else "rules"
