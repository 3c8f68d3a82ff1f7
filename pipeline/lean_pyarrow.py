"""Keeping pandas out of commands without use for it: pyarrow loads it with its first array, in half a second."""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder


class _NoPandas(MetaPathFinder):
    """Asked before all others for what is to be imported."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:
        del path, target
        if fullname == "pandas":
            raise ImportError("pandas is kept out")


def keep_pandas_out() -> None:
    """Have pyarrow find no pandas the one time it looks; whoever asks it for a frame later still gets one."""
    import pyarrow as pa

    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)
