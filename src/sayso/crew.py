"""Work in worker processes: batches in order, a bounded window ahead, and the guilty item found when one dies or hangs.

Knows nothing of reports: it is given what to do with a batch, and what to say of an item that broke its worker.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import dataclass
from types import ModuleType
from typing import Any, Generic, TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

_BASE: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
IN_FLIGHT = 2
GRACE = 30.0
ENDING = 5.0
"""Seconds that an executor whose workers were ended may take to notice."""
_WATCH = 0.2
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


LOAD = 16_000_000
"""Bytes that a batch carries with it before it is closed: members of archives travel to the workers whole."""


def batches(items: Iterable[In], size: int, *, load: int = LOAD) -> Iterator[list[In]]:
    """Items in lists of `size`, shorter where they carry many bytes (as `data`), and at the end.

    >>> list(batches("abcde", 2))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    batch: list[In] = []
    carried = 0
    for item in items:
        batch.append(item)
        carried += len(getattr(item, "data", None) or b"")
        if len(batch) == size or carried >= load:
            yield batch
            batch, carried = [], 0
    if batch:
        yield batch


class _Worker(_BASE.Process):  # type: ignore[misc]
    """A process that does not run the caller's script again: a plain script needs no `__main__` guard."""

    def start(self) -> None:
        """Start it, out of sight of the script."""
        script = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            super().start()
        finally:
            sys.modules["__main__"] = script


class _Context(type(_BASE)):  # type: ignore[misc]
    """How worker processes are made."""

    Process = _Worker


def local_pool(workers: int, *, memory: int = 0) -> Executor:
    """A pool of worker processes that start with the language model loaded.

    Args:
        workers: how many.
        memory: MB that one may take; a worker that takes more ends itself, and what it worked on is sought as after any
            other death. 0 sets no limit; nor is there one where the system does not tell how much a process has.
    """
    from concurrent.futures import ProcessPoolExecutor

    # Each worker has one core; a BLAS that starts threads of its own would fight with the others.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = _Context()
    if os.name == "posix":
        context.set_forkserver_preload(["sayso.annotating.pipeline"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(memory * 1_000_000,))


def _start_worker(memory: int = 0) -> None:
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if memory and os.path.exists("/proc/self/statm"):  # noqa: PTH110
        threading.Thread(target=_end_when_grown, args=(memory,), daemon=True).start()


def _end_when_grown(memory: int) -> None:
    """End this worker when it holds more memory than it may: a leak must not take the machine with it."""
    import time

    while True:
        with open("/proc/self/statm", "rb") as sizes:  # noqa: PTH123
            held = int(sizes.read().split()[1]) * _PAGE
        if held > memory:
            os._exit(1)
        time.sleep(_WATCH)


def _end_with_parent() -> None:
    """End this worker when its parent has gone: a killed parent tells nobody, and the worker would wait for ever."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass
class Crew(Generic[In, Out]):
    """Keeps an executor busy with batches and replaces it when a worker dies or hangs.

    Attributes:
        pool: makes an executor of so many workers.
        count: how many workers.
        task: what to do with a batch; picklable.
        blame: what to say of one item whose worker died (BrokenExecutor) or hung (TimeoutError).
        limit: seconds that one item may take.
    """

    pool: Callable[[int], Executor]
    count: int
    task: Callable[[Sequence[In]], Out]
    blame: Callable[[In, Exception], Out]
    limit: float

    def work(self, stream: Iterable[list[In]]) -> Iterator[Out]:
        """What becomes of each batch, in order (of a batch that broke its worker: in pieces, in order)."""
        self._executor = self.pool(self.count)
        flying: deque[tuple[list[In], Future[Out]]] = deque()
        try:
            for batch in stream:
                flying.append((batch, self._submit(batch)))
                if len(flying) >= IN_FLIGHT * self.count:
                    yield from self._land(flying)
            while flying:
                yield from self._land(flying)
        finally:
            self._stop()

    def _submit(self, batch: list[In]) -> Future[Out]:
        try:
            return self._executor.submit(self.task, batch)
        except BrokenExecutor as error:
            # A worker died between two batches: the future says so when its turn comes.
            failed: Future[Out] = Future()
            failed.set_exception(error)
            return failed

    def _land(self, flying: deque[tuple[list[In], Future[Out]]]) -> Iterator[Out]:
        batch, future = flying.popleft()
        try:
            done = [future.result(self._patience(batch))]
        except (BrokenExecutor, TimeoutError):
            self._renew()
            done = self._carefully(batch)
            waiting = [b for b, _ in flying]
            flying.clear()
            flying.extend((b, self._submit(b)) for b in waiting)
        yield from done

    def _carefully(self, batch: list[In]) -> list[Out]:
        """Run a batch alone; when it breaks the pool again, halve it until one item is left to blame."""
        try:
            return [self._submit(batch).result(self._patience(batch))]
        except (BrokenExecutor, TimeoutError) as error:
            self._renew()
            if len(batch) > 1:
                half = len(batch) // 2
                return self._carefully(batch[:half]) + self._carefully(batch[half:])
            return [self.blame(batch[0], error)]

    def _patience(self, batch: list[In]) -> float:
        return self.limit * len(batch) + GRACE

    def _renew(self) -> None:
        self._stop()
        self._executor = self.pool(self.count)

    def _stop(self) -> None:
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        manager = getattr(self._executor, "_executor_manager_thread", None)
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()
        if (
            manager is not None
        ):  # else it may close what Python writes to when it ends, and a traceback is the last word
            manager.join(ENDING)
