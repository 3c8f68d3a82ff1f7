"""How the rows of a text are laid out, and whether a record fits.

What belongs here: that, for every path of reading. What does not: reading.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.sources.formats.batch import Refusal

if TYPE_CHECKING:
    from pipeline.sources.formats.batch import Row
    from pipeline.sources.formats.records import Record


@dataclass(frozen=True)
class Layout:
    """How the rows of a text are laid out.

    Attributes:
        delimiter: What parts the values.
        width: How many columns there are.
        blank_columns: How many columns without a heading follow; their values are blank, or the row is refused.
    """

    delimiter: str
    width: int
    blank_columns: int = 0


def judge(record: Record, width: int) -> Row:
    """Return the values of a record, or its refusal when they are not as many as the columns."""
    count = len(record.values)
    if not record.is_closed:
        reason = (
            "A quotation mark is opened in this line and never closed: close it and send the file again. "
            "The lines after it were read as rows of their own."
        )
        return Refusal(reason, record.text)
    if count == width:
        return record.values
    if count < width or any(value.strip() for value in record.values[width:]):
        reason = (
            f"The row has {count} values where the heading line has {width}: look for a missing "
            "value, or for a comma inside a value that is not in quotation marks."
        )
        return Refusal(reason, record.text)
    return record.values[:width]
