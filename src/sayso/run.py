"""The stages in order: read, annotate, resolve within the report, mask; here, in worker processes, or on a cluster.

`run` yields one `Coded` an input record, in the order of the input, however many workers there are. Nothing that one
document does stops the others: what fails becomes a record that says why, and a worker that dies or hangs is replaced
while the guilty document is found by halving its batch.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from types import FrameType

from sayso import linking, privacy, reading
from sayso.config import Settings
from sayso.errors import SaysoError, TimeLimitError, WorkerError
from sayso.privacy import Masked
from sayso.reading.item import Item, Reading
from sayso.records.document import Document
from sayso.records.report import Failure, Report

IN_PROCESS = 24
"""Up to so many inputs are read in this process: starting workers takes as long as reading some twenty pages."""
BATCH = 8
IN_FLIGHT = 2
GRACE = 30.0


@dataclass(frozen=True, slots=True)
class Coded:
    """One input record after the stages: its report, masked, with what undoes the mask for the case's private folder.

    `masked` is None for a record that failed and for one read with `unmask`.
    """

    report: Report
    masked: Masked | None = None
    warnings: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether the record could not be read."""
        return bool(self.report.failures)


@dataclass(frozen=True, slots=True)
class Job:
    """What all items of a run share; small and picklable."""

    settings: Settings
    key: bytes | None = None
    unmask: str | None = None


def code(item: Item, job: Job) -> Iterator[Coded]:
    """The records of one item, coded; a failure is a record too."""
    try:
        with _time_limit(job.settings.time_limit, item.name):
            found = list(reading.read_item(item, settings=job.settings))
    except SaysoError as error:
        yield Coded(failed_report(item.name, error))
        return
    for record in found:
        yield _code_one(record, item, job)


def _code_one(record: Reading, item: Item, job: Job) -> Coded:
    if record.document is None:
        return Coded(failed_report(record.record, record.error or WorkerError("no record")), warnings=record.warnings)
    try:
        with _time_limit(job.settings.time_limit, item.name):
            return replace(code_document(record.document, job), warnings=record.warnings)
    except SaysoError as error:
        return Coded(failed_report(record.record, error), warnings=record.warnings)
    except Exception as error:  # noqa: BLE001  (the one broad except: one document never stops the others)
        problem = WorkerError(
            f"unexpected {type(error).__name__}: {error}",
            where=item.name,
            hint="the others were read; please report this with the input, if you may share it",
        )
        return Coded(failed_report(record.record, problem), warnings=record.warnings)


def code_document(document: Document, job: Job) -> Coded:
    """One document through the stages."""
    from sayso.annotating.pipeline import annotate_one

    report = linking.resolve(annotate_one(document))
    if job.unmask is not None:
        return Coded(replace(report, unmasked=job.unmask))
    masked = privacy.mask(report, key=job.key)
    return Coded(masked.report, masked)


def failed_report(record: str, error: SaysoError) -> Report:
    """The record of an input that could not be read: no text, empty lists, and why.

    >>> failed_report("a.txt", WorkerError("died", where="a.txt", hint="try again")).failures[0].code
    'worker'
    """
    failure = Failure(error.code, error.where or record, error.message, error.hint or "")
    return Report(Document(id="", content="", text="", record=record), failures=(failure,))


@contextmanager
def _time_limit(seconds: float, where: str) -> Iterator[None]:
    """Raise TimeLimitError in the block after `seconds`; where signals are not to be had, the parent watches alone."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expired(_signal: int, _frame: FrameType | None) -> None:
        raise TimeLimitError(
            f"took longer than {seconds:g} seconds", where=where, hint="split the report, or raise time_limit"
        )

    before = signal.signal(signal.SIGALRM, expired)
    # The repeat catches code that swallows the first one.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def code_batch(items: Sequence[Item], job: Job) -> bytes:
    """A batch of items to Arrow IPC bytes, one row a record: what workers, here or on a cluster, are given to do."""
    from sayso.records import schema

    return schema.to_ipc([coded for item in items for coded in code(item, job)], Coded)


def decode_batch(data: bytes) -> list[Coded]:
    """The records of `code_batch`."""
    from sayso.records import schema

    return schema.from_ipc(data, Coded)


def run(items: Iterable[Item], job: Job, *, pool: Callable[[int], Executor] | None = None) -> Iterator[Coded]:
    """Code many items, in their order, at constant memory.

    Args:
        items: what to read; taken lazily, a bounded window ahead.
        job: settings, the case's key, the reason for unmasking.
        pool: makes an executor of so many workers; by default local processes, if there is enough to do.
    """
    stream = iter(items)
    workers = job.settings.workers
    head = list(islice(stream, IN_PROCESS + 1)) if workers is None else []
    if workers == 0 or (workers is None and len(head) <= IN_PROCESS and pool is None):
        for item in chain(head, stream):
            yield from code(item, job)
        return
    count = workers or _cores()
    yield from _Crew(pool or local_pool, count, job).work(_batches(chain(head, stream), BATCH))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _batches(items: Iterator[Item], size: int) -> Iterator[list[Item]]:
    while batch := list(islice(items, size)):
        yield batch


def local_pool(workers: int) -> Executor:
    """A pool of worker processes that start with the language model loaded."""
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # Each worker has one core; a BLAS that starts threads of its own would fight with the others.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
    if os.name == "posix":
        context.set_forkserver_preload(["sayso.annotating.pipeline"])
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to deal with.


class _Crew:
    """Keeps an executor busy with batches, in order, and replaces it when a worker dies or hangs."""

    def __init__(self, pool: Callable[[int], Executor], count: int, job: Job) -> None:
        self._pool, self._count, self._job = pool, count, job
        self._executor = pool(count)

    def work(self, batches: Iterator[list[Item]]) -> Iterator[Coded]:
        """The records of all batches, in order, with at most `IN_FLIGHT` batches a worker under way."""
        flying: deque[tuple[list[Item], Future[bytes]]] = deque()
        try:
            for batch in batches:
                flying.append((batch, self._submit(batch)))
                if len(flying) >= IN_FLIGHT * self._count:
                    yield from self._land(flying)
            while flying:
                yield from self._land(flying)
        finally:
            self._stop()

    def _submit(self, batch: list[Item]) -> Future[bytes]:
        return self._executor.submit(partial(code_batch, batch, self._job))

    def _land(self, flying: deque[tuple[list[Item], Future[bytes]]]) -> Iterator[Coded]:
        batch, future = flying.popleft()
        try:
            done = decode_batch(future.result(self._patience(batch)))
        except (BrokenExecutor, TimeoutError):
            self._renew()
            done = self._careful(batch)
            waiting = [b for b, _ in flying]
            flying.clear()
            flying.extend((b, self._submit(b)) for b in waiting)
        yield from done

    def _careful(self, batch: list[Item]) -> list[Coded]:
        """Run a batch alone; when it breaks the pool again, halve it until one item is left to blame."""
        try:
            return decode_batch(self._submit(batch).result(self._patience(batch)))
        except (BrokenExecutor, TimeoutError) as error:
            self._renew()
            if len(batch) > 1:
                half = len(batch) // 2
                return self._careful(batch[:half]) + self._careful(batch[half:])
            return [Coded(failed_report(batch[0].name, _guilty(batch[0], error)))]

    def _patience(self, batch: list[Item]) -> float:
        return self._job.settings.time_limit * len(batch) + GRACE

    def _renew(self) -> None:
        self._stop()
        self._executor = self._pool(self._count)

    def _stop(self) -> None:
        processes = list((getattr(self._executor, "_processes", None) or {}).values())
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.terminate()


def _guilty(item: Item, error: Exception) -> SaysoError:
    if isinstance(error, TimeoutError):
        return TimeLimitError("hung and was stopped", where=item.name, hint="split the report, or leave it out")
    return WorkerError(
        "its worker process died (out of memory?)", where=item.name, hint="split the report, or leave it out"
    )
