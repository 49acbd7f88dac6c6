"""Work on a Dask cluster: what `crew` asks of an executor, on workers that somebody started elsewhere.

Only this module knows dask. A worker that dies is dask's to replace: its batches run again on others. A batch on which
one worker after another dies comes back as broken, like one that broke a local pool, and is searched for the guilty
report; a worker that hangs is restarted.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from typing import TYPE_CHECKING, Any, TypeVar

from sayso.errors import ClusterError, UsageError

if TYPE_CHECKING:
    import distributed

T = TypeVar("T")

REACHED = 15.0
RESTARTED = 30.0
_INSTALL = "pip install 'sayso[cluster]'"
_START = "start it with `dask scheduler`, and workers with `dask worker ADDRESS --nworkers N --nthreads 1`"


class Cluster:
    """A connection to a scheduler, shared by the executors of a run.

    Args:
        address: of the scheduler, as in `tcp://10.0.0.1:8786`.

    Raises:
        UsageError: dask is not installed.
        ClusterError: no scheduler answers there, or it has no workers.
    """

    def __init__(self, address: str) -> None:
        try:
            import distributed
        except ImportError as error:
            raise UsageError("--scheduler needs dask.distributed", where=address, hint=_INSTALL) from error
        self.address = address
        try:
            client: Any = distributed.Client
            self._client = client(address, timeout=REACHED, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise ClusterError("no scheduler answers", where=address, hint=_START) from error
        self.threads = sum(self._client.nthreads().values())
        if not self.threads:
            self.close()
            raise ClusterError("the scheduler has no workers", where=address, hint=_START)

    def pool(self, _workers: int) -> Executor:
        """An executor on the cluster, whatever its size."""
        return _ClusterExecutor(self._client, self.address)

    def close(self) -> None:
        """Let go of the scheduler; what runs for others goes on."""
        self._client.close()

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _ClusterExecutor(Executor):
    """Tasks on a cluster as `concurrent.futures` knows them."""

    def __init__(self, client: distributed.Client, address: str) -> None:
        self._client: Any = client
        self._address = address
        self._flying: dict[Future[Any], Any] = {}

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run a task somewhere; its result is delivered once, even if a worker's death made it run twice."""
        made: Future[T] = Future()
        task = self._client.submit(fn, *args, **kwargs, pure=False)
        self._flying[made] = task
        task.add_done_callback(lambda done: self._land(made, done))
        return made

    def _land(self, made: Future[T], done: Any) -> None:
        self._flying.pop(made, None)
        if not made.set_running_or_notify_cancel():
            return
        try:
            result = done.result()
        except BaseException as error:  # noqa: BLE001  (it goes on to whoever asks for the result)
            made.set_exception(_plain(error, self._address))
        else:
            made.set_result(result)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Drop what is not done; a worker that is at it still is restarted, if something restarts workers there."""
        left = dict(self._flying)
        self._flying.clear()
        for made in left:
            made.cancel()
        tasks = [t for t in left.values() if not t.done()]
        if not tasks or self._client.status != "running":
            return
        held = {task.key for task in tasks}
        busy = [worker for worker, keys in self._client.processing().items() if held.intersection(keys)]
        self._client.cancel(tasks)
        if busy:
            self._client.restart_workers(busy, timeout=RESTARTED, raise_for_error=False)


def _plain(error: BaseException, address: str) -> BaseException:
    """An error in terms that the crew knows."""
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return BrokenExecutor(str(error))
    if type(error).__module__.partition(".")[0] in ("distributed", "asyncio") or isinstance(error, OSError):
        return ClusterError("the scheduler was lost", where=address, hint="start it again and run the same command")
    return error
