"""The Frictionless descriptor of the public files, for tools that read data packages."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.release.definition import ReleasedColumn, ReleasedTable

_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIMESTAMP": "datetime",
    "TINYINT": "integer",
    "SMALLINT": "integer",
    "INTEGER": "integer",
    "BIGINT": "integer",
    "FLOAT": "number",
    "DOUBLE": "number",
    "DECIMAL": "number",
}


def write_datapackage(tables: tuple[ReleasedTable, ...], path: Path) -> None:
    """Write the descriptor of a folder that holds `parquet/<table>.parquet` and `ees/*.csv`."""
    resources = [_table_resource(table) for table in tables]
    csv_files = sorted((path.parent / "ees").glob("*.csv"))
    resources += [_file_resource(file.name) for file in csv_files]
    descriptor = {
        "name": "childrens-social-care-benchmarks",
        "title": "Benchmarks of children's social care",
        "profile": "data-package",
        "resources": resources,
    }
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _table_resource(table: ReleasedTable) -> dict[str, object]:
    return {
        "name": table.name.replace("_", "-"),
        "path": f"parquet/{table.name}.parquet",
        "format": "parquet",
        "description": table.description,
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": list(table.grain),
        },
    }


def _file_resource(name: str) -> dict[str, object]:
    slug = name.removesuffix(".csv").replace("_", "-").replace(".", "-")
    return {"name": slug, "path": f"ees/{name}", "format": "csv", "encoding": "utf-8"}


def _field(column: ReleasedColumn) -> dict[str, str]:
    kind = _TYPES.get(column.type.upper().split("(", maxsplit=1)[0], "string")
    return {"name": column.name, "type": kind, "description": column.description}
