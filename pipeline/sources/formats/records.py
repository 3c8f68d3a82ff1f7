"""From text to the records of a delimited table, one by one, with an end to every open quotation mark.

What belongs here: what a record is. What does not: how many values it should have (`rows`).
"""

from __future__ import annotations

import csv
import io
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_LINES = 1_000
MOST_TEXT = 2**20
# The csv module's own limit of 131,072 characters would raise in the middle of a value.
_LONGEST_VALUE = 2**31 - 1


class Record(NamedTuple):
    """One record: its values, its text, and whether its quotation marks are closed.

    The text of one that is not closed is its first line; the next record begins with the line after that.
    """

    values: list[str]
    text: str
    is_closed: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether it is a blank line, which is no row."""
        return len(self.values) <= 1 and not (self.values and self.values[0].strip())


@dataclass
class Patience:
    """How much text may still be read in search of a closing quotation mark.

    Text that is searched in vain is read again. Searches lower what is left, reading raises it, so that a file with an
    open mark in every line takes no more than a few times as long as another.
    """

    left: int = 16 * MOST_TEXT

    def earn(self, size: int) -> None:
        """Count text that was read for good."""
        self.left = min(16 * MOST_TEXT, self.left + 4 * size)

    def spend(self, size: int) -> None:
        """Count text that was searched in vain."""
        self.left -= size


@dataclass
class _Lines:
    """Lines for a CSV reader, which remembers those it gave since the last record.

    A CSV reader asks for another line only between records and inside an open quotation mark; when that has gone on
    for too long, or the lines are at their end, it is told that there are no more.
    """

    source: Iterator[str]
    patience: Patience
    again: deque[str] = field(default_factory=deque)
    given: list[str] = field(default_factory=list)
    size: int = 0
    has_ended: bool = False
    is_stopped: bool = False

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.given and (
            self.size >= min(MOST_TEXT, self.patience.left) or len(self.given) >= MOST_LINES
        ):
            self.is_stopped = True
            raise StopIteration
        line = self.again.popleft() if self.again else next(self.source, "")
        if not line:
            self.has_ended = self.is_stopped = True
            raise StopIteration
        self.given.append(line)
        self.size += len(line)
        return line

    def take(self) -> str:
        """Return the text of the record just read."""
        text = "".join(self.given)
        self.patience.earn(len(text))
        self.given, self.size = [], 0
        return text

    def take_first(self) -> str:
        """Return the first line given, and give the others again."""
        first, *others = self.given
        self.patience.spend(self.size - len(first))
        self.patience.earn(len(first))
        self.again.extendleft(reversed(others))
        self.given, self.size = [], 0
        self.has_ended = self.is_stopped = False
        return first


@dataclass
class RecordReader:
    """The records of some text, blank ones too, to be iterated once.

    Attributes:
        text: The text. Unless it is the last, it ends with a line end.
        delimiter: What parts the values.
        is_last: Whether no text follows.
        patience: What is left of it, shared by the readers of one file.
        rest: After iterating, the text of a record that goes on in the text that follows.
    """

    text: str
    delimiter: str
    is_last: bool = True
    patience: Patience = field(default_factory=Patience)
    rest: str = ""

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in their order."""
        csv.field_size_limit(_LONGEST_VALUE)
        lines = _Lines(io.StringIO(self.text, newline=""), self.patience)
        for values in csv.reader(lines, delimiter=self.delimiter):
            if not lines.is_stopped:
                yield Record(values, lines.take())
            elif lines.has_ended and not self.is_last:
                self.rest = "".join(lines.given)
                return
            else:
                yield Record(values, lines.take_first(), is_closed=False)
