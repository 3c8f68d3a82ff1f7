"""Rows without quotation marks of which some have too few or too many values: those are set apart, the others are fast.

What belongs here: setting them apart line by line. What does not: text with quotation marks, whose lines are no rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.sources.formats.batch import Refusal
from pipeline.sources.formats.definition import RefusedRow, RowBatch
from pipeline.sources.formats.fast import read_fast
from pipeline.sources.formats.layout import judge
from pipeline.sources.formats.records import Record

if TYPE_CHECKING:
    from pipeline.sources.formats.layout import Layout


@dataclass
class _Lines:
    """Lines set apart: the regular ones with their row numbers, and the rows refused."""

    count: int
    regular: list[bytes] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)

    def keep(self, line: bytes) -> None:
        self.count += 1
        self.numbers.append(self.count)
        self.regular.append(line)

    def refuse(self, refusal: Refusal) -> None:
        self.count += 1
        self.refused.append(RefusedRow(self.count, *refusal))


def read_ragged(body: bytes, layout: Layout, *, after: int) -> RowBatch | None:
    """Return the rows of a body without quotation marks, or None when it has some, or nothing regular.

    Args:
        body: Whole lines, as UTF-8.
        layout: How they are laid out.
        after: How many rows of the text come before.
    """
    if b'"' in body or layout.width < 2:
        return None
    lines = _set_apart(body, layout, _Lines(after))
    batch = read_fast(b"".join(lines.regular), layout, after=0)
    if not batch:
        return None
    import pyarrow as pa

    return RowBatch(batch.columns, pa.array(lines.numbers, pa.int32()), tuple(lines.refused))


def _set_apart(body: bytes, layout: Layout, lines: _Lines) -> _Lines:
    mark = layout.delimiter.encode()
    marks = layout.width + layout.blank_columns - 1
    for line in body.splitlines(keepends=True):
        if line.count(mark) == marks:
            lines.keep(line)
        else:
            _judge_line(line.decode(), layout, lines)
    return lines


def _judge_line(line: str, layout: Layout, lines: _Lines) -> None:
    record = Record(line.rstrip("\r\n").split(layout.delimiter), line)
    if record.is_blank:
        return
    row = judge(record, layout.width)
    if isinstance(row, Refusal):
        lines.refuse(row)
    else:
        padded = layout.delimiter.join([*row, *[""] * layout.blank_columns])
        lines.keep(f"{padded}\n".encode())
