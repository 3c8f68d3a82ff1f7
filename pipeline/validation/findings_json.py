"""Findings as JSON, a part at a time: as one text, those of a large return take more memory than judging it.

What belongs here: the list of findings. What does not: what else is told of a validation, and where to.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.validation.findings import Findings, Kind

_AT_A_TIME = 20_000
_text = json.JSONEncoder(ensure_ascii=False).encode


def findings_as_json(findings: Findings) -> Iterator[str]:
    """Yield the parts of a JSON list: of each finding an object with what `Finding` has."""
    between = "["
    for kind, of_kind in findings.by_kind():
        for start in range(0, len(of_kind), _AT_A_TIME):
            yield between + ", ".join(_objects(kind, of_kind[start : start + _AT_A_TIME]))
            between = ", "
    yield "[]" if between == "[" else "]"


def _objects(kind: Kind, findings: Findings) -> Iterator[str]:
    before = (
        f'{{"rule_code": {_text(kind.rule_code)}, "severity": {_text(kind.severity)}, '
        f'"table": {_text(kind.table)}, "row": '
    )
    fields = f', "fields": {_text(list(kind.fields))}, "child": '
    message = f', "message": {_text(kind.message)}}}'
    columns = (findings.columns[name].to_pylist() for name in ("row", "child", "field", "value"))
    for row, child, field, value in zip(*columns, strict=True):
        yield (
            f"{before}{_text(row)}{fields}{_text(child)}"
            f', "field": {_text(field)}, "value": {_text(value)}{message}'
        )
