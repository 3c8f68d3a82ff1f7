"""Hashes that tell whether anything that a result depends on has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlglot import exp


def combine(parts: Iterable[str]) -> str:
    """Return one hash of several texts, in their order (32 hexadecimal characters)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()[:32]


def of_query(tree: exp.Query) -> str:
    """Return a hash of what a query does: comments, layout and keyword case do not count."""
    return combine([tree.sql(dialect="duckdb", comments=False, normalize=True)])
