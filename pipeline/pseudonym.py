"""The keyed hash that stands for a child inside the warehouse, and the key it needs.

The key lives outside the warehouse: who holds the warehouse alone cannot tell which child a `child_key` is.
A data home remembers a hash made with its key, so that no second key is ever used in it.
Nothing else belongs here; no other module computes or reads the key.
"""

import hmac
import os
import secrets
from pathlib import Path

from pipeline.errors import UsageError
from pipeline.settings import Home, Settings

_SHORTEST_KEY = 16
_CHECKED_TEXT = b"Child Journey Warehouse: the pseudonym key of this data home"


def load_key(settings: Settings) -> bytes:
    """Return the pseudonym key, making the key file (0600) when there is none.

    Raises:
        UsageError: The key is shorter than 16 characters, or its file cannot be read or made.
    """
    if settings.pseudonym_key is not None:
        key = settings.pseudonym_key.get_secret_value()
    else:
        key = _read_or_make(settings.pseudonym_key_file.expanduser())
    if len(key) < _SHORTEST_KEY:
        raise UsageError(
            f"The pseudonym key has fewer than {_SHORTEST_KEY} characters.",
            remedy="Set CJW_PSEUDONYM_KEY, or delete the key file so that a new key is made.",
        )
    return key.encode()


def require_same_key(home: Home, key: bytes) -> None:
    """Hold the key against the one that the data home was first filled with; the first key is remembered.

    A second key would give a child a second pseudonym, and the child's journey would break in two unnoticed.
    The caller holds the lock of the data home.

    Raises:
        UsageError: The data home was filled with another key.
    """
    check = hmac.digest(key, _CHECKED_TEXT, "sha256").hex()
    if not home.key_check.exists():
        _make(home.key_check, check)
    if not hmac.compare_digest(check, home.key_check.read_text(encoding="utf-8")):
        raise UsageError(
            f"The pseudonym key is not the one that {home.root} was filled with; with two keys a child "
            "would be two children.",
            remedy="Give the key of this data home in CJW_PSEUDONYM_KEY or CJW_PSEUDONYM_KEY_FILE. If it is "
            "lost, begin a new data home and send every return again.",
        )


def _read_or_make(path: Path) -> str:
    try:
        if not path.exists():
            _make(path, secrets.token_hex(32))
        return path.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The pseudonym key file {path} cannot be read or made ({type(error).__name__}).",
            remedy="Correct its permissions, name another in CJW_PSEUDONYM_KEY_FILE, "
            "or give the key in CJW_PSEUDONYM_KEY.",
        ) from error


def _make(path: Path, text: str) -> None:
    """Write a text beside its place and link it there, so that two first runs agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(descriptor)
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()


def child_key(key: bytes, dfe_la_code: str, la_child_id: str) -> str:
    """Return the pseudonymous key of a child: 32 hexadecimal characters, the same for the same child always.

    The LA is named by its three-digit DfE number, which survives a change of its nine-character code (Barnsley,
    Sheffield 2025), so that a child's history does not break there. The id is compared trimmed and upper-cased.

    >>> child_key(b"k" * 16, "335", " wa00001") == child_key(b"k" * 16, "335", "WA00001")
    True
    """
    message = f"{dfe_la_code}|{la_child_id.strip().upper()}".encode()
    return hmac.digest(key, message, "sha256").hex()[:32]
