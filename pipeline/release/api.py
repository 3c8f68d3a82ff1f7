"""What other packages may use of releases. Everything else in `release` is its own affair."""

from pipeline.release.definition import (
    InputFile,
    Release,
    ReleasedColumn,
    ReleasedTable,
    ReleaseFacts,
    ReleaseRequest,
)
from pipeline.release.manifest import verify
from pipeline.release.pointer import current_release, list_releases, prune, rollback
from pipeline.release.publish import publish
from pipeline.release.shelves import build_internal_tables, build_public_tables

__all__ = [
    "InputFile",
    "Release",
    "ReleaseFacts",
    "ReleaseRequest",
    "ReleasedColumn",
    "ReleasedTable",
    "build_internal_tables",
    "build_public_tables",
    "current_release",
    "list_releases",
    "prune",
    "publish",
    "rollback",
    "verify",
]
