"""The same work on a Dask cluster of real processes: in order, and nothing lost or doubled when a worker is killed."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterator, Sequence

import cloudpickle
import pytest

from sayso.cluster import Cluster
from sayso.config import Settings
from sayso.crew import Crew, batches
from sayso.errors import ClusterError, UsageError
from sayso.reading.item import Item
from sayso.run import Job, run

distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")


def work(batch: Sequence[int]) -> list[int]:
    for n in batch:
        if n == 13:
            os._exit(1)
        if n == 17:
            time.sleep(600)
    time.sleep(0.05)
    return [n * n for n in batch]


def blame(item: int, error: Exception) -> list[int]:
    return [-item]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    import dask

    settings = {"distributed.scheduler.allowed-failures": 0, "distributed.nanny.environ": {"SAYSO_MODELS": ""}}
    with (
        dask.config.set(settings),
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, death_timeout=300
        ) as cluster,
    ):
        yield cluster.scheduler_address


def _kill_one(address: str) -> None:
    with distributed.Client(address, set_as_default=False) as client:
        os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)


def test_results_come_in_order_and_once_although_a_worker_is_killed(address: str) -> None:
    cluster = Cluster(address)
    crew = Crew(cluster.pool, 2, work, blame, 100.0)
    got: list[int] = []
    for part in crew.work(batches([n for n in range(100, 160)], 2)):
        got += part
        if len(got) == 6:
            _kill_one(address)
    cluster.close()
    # With no failure allowed, what was on the killed worker comes back as broken, and the crew does it again.
    assert got == [n * n for n in range(100, 160)]


def test_an_item_that_kills_its_worker_is_blamed_alone(address: str) -> None:
    cluster = Cluster(address)
    got = [n for part in Crew(cluster.pool, 2, work, blame, 100.0).work(batches(range(10, 17), 4)) for n in part]
    cluster.close()
    assert got == [100, 121, 144, -13, 196, 225, 256]


@pytest.mark.slow
def test_an_item_that_hangs_is_stopped_and_blamed(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.crew.GRACE", 15.0)
    cluster = Cluster(address)
    got = [n for part in Crew(cluster.pool, 2, work, blame, 1.0).work(batches([16, 17, 18], 1)) for n in part]
    cluster.close()
    assert got == [256, -17, 324]


@pytest.mark.slow
def test_reports_are_read_on_a_cluster_as_here_although_a_worker_is_killed(address: str) -> None:
    texts = [f"Police said rebels burned depot {n} at Tarsk on Monday." for n in range(40)]
    items = [Item(f"r{n}", data=text.encode()) for n, text in enumerate(texts)]
    here = [c.report for c in run(items, Job(Settings(workers=0), key=b"k" * 32))]
    there = []
    for coded in run(items, Job(Settings(scheduler=address), key=b"k" * 32)):
        there.append(coded.report)
        if len(there) == 3:
            _kill_one(address)
    assert there == here and len({r.document.record for r in there}) == 40


def test_a_cluster_that_cannot_be_had_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.cluster.REACHED", 1.0)
    with pytest.raises(ClusterError, match="no scheduler answers"):
        Cluster("tcp://127.0.0.1:9")
    with pytest.raises(ClusterError, match="no scheduler answers"):
        Cluster("nonsense://x")
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match=r"sayso\[cluster\]"):
        Cluster("tcp://127.0.0.1:9")


def test_items_carry_their_bytes_to_workers_that_see_no_files(tmp_path: object, address: str) -> None:
    from pathlib import Path

    from sayso import reading

    file = Path(str(tmp_path)) / "a.txt"
    file.write_text("Rebels burned the depot.")
    (item,) = reading.expand([str(file)])
    item = reading.carried(item, Settings())
    file.unlink()
    (found,) = reading.read_item(item)
    assert found.document is not None and found.document.text == "Rebels burned the depot."
    gone = reading.carried(Item("b.txt", path=str(file)), Settings())
    (missing,) = reading.read_item(gone)
    assert missing.error is not None and missing.error.code in ("not-found", "unreadable")
