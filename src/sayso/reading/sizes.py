"""How much there is to read, in bytes: what progress and the time left are reckoned from."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

SECONDS = 3.0


def total_bytes(inputs: Sequence[str]) -> int | None:
    """The size of all files that are named or lie in folders that are; None if it is not soon told.

    Args:
        inputs: as for `expand`; standard input, addresses and patterns have no size that is known beforehand.

    >>> total_bytes(["-"]) is None, total_bytes(["no such file"])
    (True, 0)
    """
    total, end = 0, time.monotonic() + SECONDS
    for given in inputs:
        if given == "-" or given.startswith(("http://", "https://")) or any(c in given for c in "*?["):
            return None
        for size in _sizes(given):
            total += size
            if time.monotonic() > end:
                return None
    return total


def _sizes(given: str) -> Iterator[int]:
    """The sizes of the files that `expand` would read."""
    path = Path(given)
    try:
        if path.is_file():
            yield path.stat().st_size
    except (OSError, ValueError):
        return
    for folder, folders, files in os.walk(given):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith("."):
                try:
                    yield os.stat(os.path.join(folder, name)).st_size  # noqa: PTH116, PTH118 (fast for many files)
                except OSError:
                    yield 0
