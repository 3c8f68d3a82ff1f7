"""Streams of chance: one a purpose, so that drawing more for one purpose changes no other."""

from __future__ import annotations

import hashlib

import numpy as np


def stream(seed: int, *purpose: str) -> np.random.Generator:
    """Return a source of chance of its own for a purpose.

    Args:
        seed: The seed of the whole country.
        purpose: What it is for, such as an LA's code and the name of a stage.
    """
    text = "/".join((str(seed), *purpose)).encode()
    number = int.from_bytes(hashlib.sha256(text).digest()[:16], "big")
    return np.random.Generator(np.random.PCG64(number))
