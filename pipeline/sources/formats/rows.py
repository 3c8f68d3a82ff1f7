"""From blocks of delimited UTF-8 to batches of rows, with every row accounted for.

What is regular takes the fast path; anything else a careful one, line by line or record by record. All give the same
rows. What does not belong here: headings and their meaning, encodings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.sources.formats.batch import batches_of, row_count
from pipeline.sources.formats.encoding import last_line_end
from pipeline.sources.formats.fast import read_fast
from pipeline.sources.formats.layout import judge
from pipeline.sources.formats.ragged import read_ragged
from pipeline.sources.formats.records import Patience, RecordReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.sources.formats.definition import RowBatch
    from pipeline.sources.formats.layout import Layout
    from pipeline.sources.formats.records import Record


@dataclass
class RowReader:
    """Reads the rows of a text block by block, to be used once.

    Attributes:
        layout: How the rows are laid out.
        count: How many rows were read.
        rest: What is left of the last block.
        patience: What is left of it.
    """

    layout: Layout
    count: int = 0
    rest: bytes = b""
    patience: Patience = field(default_factory=Patience)

    def read(self, blocks: Iterable[bytes]) -> Iterator[RowBatch]:
        """Yield the rows of the blocks that follow the heading line; no batch when there are none."""
        for block in blocks:
            self.rest += block
            yield from self._read_rest(is_last=False)
        yield from self._read_rest(is_last=True)

    def _read_rest(self, *, is_last: bool) -> Iterator[RowBatch]:
        cut = len(self.rest) if is_last else find_cut(self.rest)
        body = self.rest[:cut]
        batch = read_fast(body, self.layout, after=self.count) or read_ragged(
            body, self.layout, after=self.count
        )
        if batch:
            self.rest = self.rest[cut:]
            self.patience.earn(cut)
            self.count += row_count(batch)
            yield batch
        else:
            yield from self._read_carefully(is_last=is_last)

    def _read_carefully(self, *, is_last: bool) -> Iterator[RowBatch]:
        end = len(self.rest) if is_last else last_line_end(self.rest, len(self.rest))
        text, self.rest = self.rest[:end].decode(), self.rest[end:]
        records = RecordReader(text, self.layout.delimiter, is_last, self.patience)
        rows = (judge(record, self.layout.width) for record in records if self._is_row(record))
        for batch in batches_of(rows, after=self.count, width=self.layout.width):
            self.count += row_count(batch)
            yield batch
        self.rest = records.rest.encode() + self.rest

    def _is_row(self, record: Record) -> bool:
        # Of one column, a blank value is written as a pair of quotation marks.
        return not record.is_blank or (self.layout.width == 1 and '"' in record.text)


def find_cut(text: bytes) -> int:
    r"""Return where a text is best cut: after the last line end outside quotation marks as far as counting them tells.

    Whether it is outside them, only reading tells. 0 when the careful path should find the place.

    >>> find_cut(b'1,2\n3,4\n5,"a\nb'), find_cut(b'1,2\n3,4\n5')
    (8, 8)
    """
    end = last_line_end(text, len(text))
    marks = text.count(b'"', 0, end)
    while marks % 2:
        earlier = last_line_end(text, text.rfind(b'"', 0, end))
        marks -= text.count(b'"', earlier, end)
        end = earlier
    # A cut that leaves most of the text behind would let what is left grow.
    return end if 2 * end >= len(text) else 0
