"""One table of one source, of one local authority for one collection year, before it is a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa


@dataclass(frozen=True)
class Extract:
    """The rows of one table of a return or export.

    Attributes:
        source: Name of the source, as in `contracts/`.
        table: Name of the table, as in `contracts/`.
        la_code: ONS code of the local authority.
        collection_year: The year that ends on the 31 March.
        columns: Values by our column names (those of the contract), all of one length: strings, date32, integers,
            decimals (float64) or booleans; null where the cell is blank. After `writing.text` all are strings.
    """

    source: str
    table: str
    la_code: str
    collection_year: int
    columns: Mapping[str, pa.Array]

    def __len__(self) -> int:
        return len(next(iter(self.columns.values()))) if self.columns else 0

    def with_columns(self, columns: Mapping[str, pa.Array]) -> Extract:
        """Return the same table with other columns."""
        return replace(self, columns=columns)
