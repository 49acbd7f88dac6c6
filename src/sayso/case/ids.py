"""A set of millions of names in little memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np


class Ids:
    """Which (report id, coding key) pairs a case holds: 16 bytes each, sorted, with the new ones beside.

    >>> ids = Ids([("a", "1")])
    >>> ids.add("b", "1")
    >>> ("a", "1") in ids, ("b", "1") in ids, ("b", "2") in ids
    (True, True, False)
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        digests = b"".join(_digest(*pair) for pair in pairs)
        self._old = np.sort(np.frombuffer(digests, dtype="S16"))
        self._new: set[bytes] = set()

    def add(self, name: str, coding: str) -> None:
        """Add one."""
        self._new.add(_digest(name, coding))

    def __contains__(self, pair: tuple[str, str]) -> bool:
        digest = _digest(*pair)
        if digest in self._new:
            return True
        at = int(np.searchsorted(self._old, np.bytes_(digest)))
        return at < len(self._old) and self._old[at].ljust(16, b"\0") == digest


def _digest(name: str, coding: str) -> bytes:
    return hashlib.blake2b(f"{name}\n{coding}".encode(), digest_size=16).digest()
