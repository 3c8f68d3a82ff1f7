"""Hashes that tell whether anything that a result depends on has changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def combine(parts: Iterable[str]) -> str:
    """Return one hash of several texts, in their order (32 hexadecimal characters)."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(f"{len(part)}:{part}".encode())
    return digest.hexdigest()[:32]


def of_query(sql: str) -> str:
    """Return a hash of what a query says: comments, layout and the case of names do not count.

    The words are hashed, not the syntax tree, so that a new version of the parser rebuilds nothing.
    """
    import sqlglot

    return combine(
        f"'{token.text}'" if token.token_type.name.endswith("STRING") else token.text.lower()
        for token in sqlglot.tokenize(sql, read="duckdb")
    )
