"""What other packages may use of releases. Everything else in `release` is its own affair."""

from pipeline.release.definition import (
    InputFile,
    Release,
    ReleasedColumn,
    ReleasedTable,
    ReleaseFacts,
    ReleaseRequest,
)
from pipeline.release.disclosure.policy import CURRENT_POLICY, Policy, load_policy
from pipeline.release.disclosure.table import publish_table
from pipeline.release.manifest import read_manifest, verify
from pipeline.release.pointer import current_release, list_releases, prune, rollback
from pipeline.release.publish import publish
from pipeline.release.shelves import build_internal_tables, build_public_tables

__all__ = [
    "CURRENT_POLICY",
    "InputFile",
    "Policy",
    "Release",
    "ReleaseFacts",
    "ReleaseRequest",
    "ReleasedColumn",
    "ReleasedTable",
    "build_internal_tables",
    "build_public_tables",
    "current_release",
    "list_releases",
    "load_policy",
    "prune",
    "publish",
    "publish_table",
    "read_manifest",
    "rollback",
    "verify",
]
