"""One writer at a time: a second one waits, and says so. The system frees the lock of a writer that dies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.case import store
from sayso.errors import LockedError


@contextmanager
def locked(case: Path, *, on_wait: Callable[[str], None] | None = None, timeout: float | None = None) -> Iterator[None]:
    """Hold the case's lock in the block.

    Args:
        case: the case folder.
        on_wait: told once, in one sentence, if another writer holds the lock.
        timeout: seconds to wait; None waits as long as it takes.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(case / ".lock", thread_local=False)
    with store.told(case / ".lock", writing=True):
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if on_wait is not None:
                on_wait(f"another writer is at work on {case}; waiting for it to finish")
            try:
                lock.acquire(timeout=-1 if timeout is None else timeout)
            except Timeout as error:
                raise LockedError(
                    "another writer holds the case", where=str(case), hint="let it finish, then run this again"
                ) from error
    try:
        yield
    finally:
        lock.release()
