"""A set of millions of names in little memory."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import numpy as np


class Ids:
    """Which (report id, coding key) pairs a case holds: 16 bytes each, sorted, with the new ones beside.

    >>> ids = Ids([("a", "1")])
    >>> ids.add("b", "1")
    >>> ("a", "1") in ids, ("b", "1") in ids, ("b", "2") in ids
    (True, True, False)
    """

    def __init__(self, pairs: Iterable[tuple[str, str]] = (), *, old: np.ndarray | None = None) -> None:
        digests = b"".join(_digest(*pair) for pair in pairs)
        self._old = np.sort(np.frombuffer(digests, dtype="S16")) if old is None else old
        self._new: set[bytes] = set()

    def add(self, name: str, coding: str) -> None:
        """Add one."""
        self._new.add(_digest(name, coding))

    def save(self, path: Path) -> None:
        """Write them for `opened`, whole or not at all."""
        new = path.with_name(path.name + ".new")
        fresh = np.frombuffer(b"".join(self._new), dtype="S16")
        new.write_bytes(np.sort(np.concatenate([self._old, fresh])).tobytes())
        new.replace(path)

    def __contains__(self, pair: tuple[str, str]) -> bool:
        digest = _digest(*pair)
        if digest in self._new:
            return True
        at = int(np.searchsorted(self._old, np.bytes_(digest)))
        return at < len(self._old) and self._old[at].ljust(16, b"\0") == digest


@lru_cache(maxsize=1)
def opened(path: str) -> Ids | None:
    """What `Ids.save` wrote, read as it is needed and shared by the workers of a machine; None where there is no file.

    The file is opened once in a process: each run has one of its own name.
    """
    file = Path(path)
    if not file.exists() or not file.stat().st_size:
        return None
    return Ids(old=np.memmap(file, dtype="S16", mode="r"))


def _digest(name: str, coding: str) -> bytes:
    return hashlib.blake2b(f"{name}\n{coding}".encode(), digest_size=16).digest()
