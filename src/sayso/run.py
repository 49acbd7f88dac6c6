"""The stages in order: read, annotate, resolve within the report, mask; here, in worker processes, or on a cluster.

`run` yields one `Coded` an input record, in the order of the input, however many workers there are. Nothing that one
document does stops the others: what fails becomes a record that says why, and a worker that dies or hangs is replaced
while the guilty document is found by halving its batch.
"""

from __future__ import annotations

import signal
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from sayso import linking, privacy, reading
from sayso.cluster import Cluster
from sayso.config import Settings
from sayso.crew import Crew, batches, cores, local_pool
from sayso.errors import SaysoError, TimeLimitError, WorkerError
from sayso.lexicon.own import use
from sayso.privacy import Masked, Originals
from sayso.reading.item import Item, Reading
from sayso.records.document import Document
from sayso.records.report import Failure, Report

if TYPE_CHECKING:
    from sayso.case import Added, Writer

T = TypeVar("T")

IN_PROCESS = 24
"""Up to so many inputs are read in this process: starting workers takes as long as reading some twenty pages."""
BATCH = 8


@dataclass(frozen=True, slots=True)
class Coded:
    """One input record after the stages: its report, masked, with what undoes the mask for the case's private folder.

    `originals` is None for a record that failed, for one read with `unmask`, and for one that the case has already.

    Attributes:
        share: how many bytes of the input it stands for, if that is known: of an item's records the first has all.
        known: the case has it in this coding; it was not annotated again, and `report` names its document only.
    """

    report: Report
    originals: Originals | None = None
    warnings: tuple[str, ...] = ()
    share: int = 0
    known: bool = False

    @property
    def failed(self) -> bool:
        """Whether the record could not be read."""
        return bool(self.report.failures)


@dataclass(frozen=True, slots=True)
class Job:
    """What all items of a run share; small and picklable.

    `known` is the file that names what the case has already: where a worker can read it, that is not annotated again.
    """

    settings: Settings
    key: bytes | None = None
    unmask: str | None = None
    known: str | None = None


def code(item: Item, job: Job) -> Iterator[Coded]:
    """The records of one item, coded; a failure is a record too. The first has the item's share of the input."""
    share = item.share
    for coded in _coded(item, job):
        yield replace(coded, share=share)
        share = 0


def _coded(item: Item, job: Job) -> Iterator[Coded]:
    use(job.settings.gazetteer)
    found = _guarded(lambda: list(reading.read_item(item, settings=job.settings)), item, job)
    if isinstance(found, SaysoError):
        yield Coded(failed_report(item.name, found))
        return
    for record in found:
        yield _code_one(record, item, job)


def _code_one(record: Reading, item: Item, job: Job) -> Coded:
    document = record.document
    problem: SaysoError | None = record.error
    if document is not None:
        if job.known is not None and _is_known(document, job.known, job.key or b""):
            return Coded(Report(Document(id=document.id, content="", text="", record="")), known=True)
        coded = _guarded(lambda: code_document(document, job), item, job)
        if isinstance(coded, Coded):
            return replace(coded, warnings=record.warnings)
        problem = coded
    report = failed_report(record.record, problem or WorkerError("no record", where=item.name))
    return Coded(report, warnings=record.warnings)


def _is_known(document: Document, names: str, key: bytes) -> bool:
    """Whether the case has this report as this process would code it: told before the work of annotating it."""
    from sayso.annotating.pipeline import coding
    from sayso.case import coding_key
    from sayso.case.ids import opened

    ids = opened(names)
    return ids is not None and (privacy.keyed(document.id, key), coding_key(coding())) in ids


def _guarded(work: Callable[[], T], item: Item, job: Job) -> T | SaysoError:
    """What `work` gives, or the error that says why there is nothing: one document never stops the others."""
    try:
        with _time_limit(job.settings.time_limit, item.name):
            return work()
    except SaysoError as error:
        return error
    except Exception as error:  # noqa: BLE001  (the one broad except of the house rules)
        return WorkerError(
            f"unexpected {type(error).__name__} in {_scene(error)}",
            where=item.name,
            hint="the others were read; please report this with the input, if you may share it",
        )


def _scene(error: Exception) -> str:
    """Where in our code it happened. Its message is not told: it may quote the text, and with it a private name."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [f for f in frames if "sayso" in Path(f.filename).parts] or frames
    return f"{Path(ours[-1].filename).name}, line {ours[-1].lineno}"


def code_document(document: Document, job: Job) -> Coded:
    """One document through the stages."""
    from sayso.annotating.actors.beside import names_beside
    from sayso.annotating.pipeline import annotate_one

    report = linking.resolve(annotate_one(document))
    if job.unmask is not None:
        return Coded(replace(report, unmasked=job.unmask))
    masked = privacy.mask(report, key=job.key, beside=names_beside(document))
    return Coded(masked.report, masked.originals)


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
    use(job.settings.gazetteer)
    repeats = reading.Repeats()
    for coded in _in_order(iter(items), job, pool):
        if coded.known:
            yield coded
            continue
        odd = repeats.warning(coded.report.document.record)
        yield replace(coded, warnings=(*coded.warnings, odd)) if odd else coded


def _in_order(stream: Iterator[Item], job: Job, pool: Callable[[int], Executor] | None) -> Iterator[Coded]:
    workers = job.settings.workers
    head = list(islice(stream, IN_PROCESS + 1)) if workers is None else []
    if job.settings.scheduler and pool is None:
        yield from _on_cluster(chain(head, stream), job)
        return
    if workers == 0 or (workers is None and len(head) <= IN_PROCESS and pool is None):
        for item in chain(head, stream):
            yield from code(item, job)
        return
    task = partial(code_batch, job=job)
    pool = pool or partial(local_pool, memory=job.settings.max_memory)
    crew = Crew(pool, workers or cores(), task, _blamed, job.settings.time_limit)
    for data in crew.work(batches(chain(head, stream), BATCH)):
        yield from decode_batch(data)


def _on_cluster(stream: Iterator[Item], job: Job) -> Iterator[Coded]:
    """The same work on a Dask cluster, whose workers need not see the files."""
    with Cluster(job.settings.scheduler) as cluster:
        here = (reading.carried(item, job.settings) for item in stream)
        settings = replace(job.settings, scheduler="", workers=job.settings.workers or cluster.threads)
        yield from _in_order(here, replace(job, settings=settings), cluster.pool)


def _blamed(item: Item, error: Exception) -> bytes:
    """The record of an item that broke its worker."""
    from sayso.records import schema

    hint = "split the report, or leave it out"
    problem: SaysoError
    if isinstance(error, TimeoutError):
        problem = TimeLimitError("hung and was stopped", where=item.name, hint=hint)
    else:
        problem = WorkerError("its worker process died (out of memory?)", where=item.name, hint=hint)
    return schema.to_ipc([Coded(failed_report(item.name, problem))], Coded)


def run_into_case(
    items: Iterable[Item], job: Job, path: Path, *, on_event: Callable[[str], None], skip_known: bool = False
) -> Iterator[Coded]:
    """Code many items into a case: a commit per batch, and one more on the way out, whatever the reason for leaving.

    Args:
        items: what to read.
        job: settings; the key is the case's.
        path: the case folder, made if there is none.
        on_event: told in one sentence when another writer is at work, and at the end what was added.
        skip_known: do not annotate again what the case has in this coding; it comes out as `known`, without its words.
    """
    from sayso.case import Case

    case = Case.open(path, create=True)
    new = known = 0
    with case.writer(job.settings, on_wait=on_event) as writer:
        pending: list[Coded] = []
        committed = time.monotonic()
        names = writer.save_names() if skip_known else None
        try:
            for coded in run(items, replace(job, key=case.key, known=names)):
                pending.append(coded)
                due = time.monotonic() - committed >= job.settings.batch_seconds
                if due or len(pending) >= job.settings.batch_reports:
                    added = _commit(writer, pending)
                    new, known, committed = new + added.new, known + added.known, time.monotonic()
                yield coded
        finally:
            added = _commit(writer, pending)
            new, known = new + added.new, known + added.known
            writer.drop_names()
            on_event(f"{path}: {new} new, {known} already known; case version {writer.version}")


def _commit(writer: Writer, pending: list[Coded]) -> Added:
    """Add what is pending in one commit, and empty it."""
    done = [Masked(c.report, c.originals) for c in pending if c.originals is not None]
    failed = [c.report for c in pending if c.failed]
    known = sum(c.known for c in pending)
    pending.clear()
    return writer.add(done, failed=failed, known=known)
