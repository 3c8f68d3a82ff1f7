"""The rows of a sheet of findings as the text that a workbook holds, made by column: a cell at a time takes minutes.

What belongs here: cells, and the texts that they share, in the words of SpreadsheetML (ECMA-376, part 1, 18.3 and
18.4). What does not: the rest of the workbook, which the library writes (`workbook`).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pyarrow as pa

    from pipeline.validation.findings import Findings, Kind

_AT_A_TIME = 50_000
# What a cell holds at most.
_LONGEST = 32_767
_NO_XML = "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]"
_ESCAPES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"))
_OF_EACH = ("child", "field", "value")


class FindingsSheet:
    """Findings as rows of cells: rule, severity, table, row, child, field, value, fields, message.

    A text stands once in the workbook, however many cells show it.
    """

    def __init__(self, findings: Findings, numbers: Mapping[str, int]) -> None:
        """Take the findings, and the texts that the workbook shares already, with their numbers."""
        self._findings = findings
        self._numbers = numbers
        self._encoded = {
            name: findings.columns[name].combine_chunks().dictionary_encode() for name in _OF_EACH
        }

    def shared_texts(self) -> Iterator[bytes]:
        """Yield what the texts shared so far are followed by."""
        for encoded in self._encoded.values():
            yield _joined('<si><t xml:space="preserve">', _written(encoded.dictionary), "</t></si>")

    def rows(self) -> Iterator[bytes]:
        """Yield the rows, a part at a time."""
        import pyarrow as pa
        import pyarrow.compute as pc

        before = self._by_kind(lambda kind: (kind.rule_code, kind.severity, kind.table))
        after = self._by_kind(lambda kind: (", ".join(kind.fields), kind.message))
        cells = self._cells_of_each()
        for start in range(0, len(self._findings), _AT_A_TIME):
            part = self._findings.columns.slice(start, _AT_A_TIME).combine_chunks()
            kind, row = part["kind"].chunk(0), pc.cast(part["row"].chunk(0), pa.string())
            yield _joined(
                *("<row>", before.take(kind), "<c><v>", pc.fill_null(row, ""), "</v></c>"),
                *(cells[name].take(self._places(name, start)) for name in _OF_EACH),
                *(after.take(kind), "</row>"),
            )

    def _places(self, name: str, start: int) -> pa.Array:
        return self._encoded[name].indices.slice(start, _AT_A_TIME)

    def _cells_of_each(self) -> dict[str, pa.Array]:
        """Return of each column the cell of every text that stands in it."""
        import pyarrow as pa

        cells, first = {}, len(self._numbers)
        for name, encoded in self._encoded.items():
            texts = encoded.dictionary.to_pylist()
            numbered = enumerate(texts, start=first)
            cells[name] = pa.array(
                [_shared_cell(number) if text else "<c/>" for number, text in numbered], pa.string()
            )
            first += len(texts)
        return cells

    def _by_kind(self, texts: Callable[[Kind], tuple[str, ...]]) -> pa.Array:
        import pyarrow as pa

        cells = ("".join(map(self._cell, texts(kind))) for kind in self._findings.kinds)
        return pa.array(cells, pa.string())

    def _cell(self, text: str) -> str:
        if text in self._numbers:
            return _shared_cell(self._numbers[text])
        # A file may have a name that is no text.
        written = re.sub(_NO_XML, "?", text.encode(errors="replace").decode())
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(written)}</t></is></c>'


def _shared_cell(number: int) -> str:
    return f'<c t="s"><v>{number}</v></c>'


def _joined(*parts: pa.Array | str) -> bytes:
    import pyarrow.compute as pc

    # The values of a column lie one behind the other.
    written: bytes = pc.binary_join_element_wise(*parts, "").buffers()[2].to_pybytes()
    return written


def _written(texts: pa.Array) -> pa.Array:
    """Return texts as XML has them: a text stays a text, whatever it begins with."""
    import pyarrow.compute as pc

    written = pc.utf8_slice_codeunits(texts, 0, _LONGEST)
    written = pc.replace_substring_regex(written, _NO_XML, "\N{REPLACEMENT CHARACTER}")
    # Else a spreadsheet reads it as the letter of that number.
    written = pc.replace_substring_regex(written, "_(x[0-9A-Fa-f]{4}_)", "_x005F_\\1")
    for sign, name in _ESCAPES:
        written = pc.replace_substring(written, sign, name)
    return written
