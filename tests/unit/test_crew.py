"""A crew keeps the order, stays within its window, and finds the item that kills or hangs its worker."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

import pytest

from sayso.crew import Crew, _start_worker, batches

HELD: list[bytes] = []


def work(batch: Sequence[int]) -> list[int]:
    for n in batch:
        if n == 19:
            HELD.append(b"x" * 900_000_000)
            time.sleep(60)
        if n >= 100:
            HELD.append(b"x" * 120_000_000)
            time.sleep(0.5)
        if n == 13:
            os._exit(1)
        if n == 17:
            time.sleep(60)
    return [n * n for n in batch]


def blame(item: int, error: Exception) -> list[int]:
    return [-item]


def pool(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def watched(workers: int) -> Executor:
    """Workers that may hold 400 MB."""
    context = get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start_worker, initargs=(400_000_000,))


def _crew(limit: float = 100.0, make: Callable[[int], Executor] = pool) -> Crew[int, list[int]]:
    return Crew(make, 2, work, blame, limit)


def test_results_come_in_order() -> None:
    got = [n for part in _crew().work(batches(range(12), 3)) for n in part]
    assert got == [n * n for n in range(12)]


def test_an_item_that_kills_its_worker_is_blamed_alone() -> None:
    got = [n for part in _crew().work(batches(range(10, 18 - 1), 4)) for n in part]
    assert got == [-n if n == 13 else n * n for n in range(10, 17)]


def test_an_item_that_hangs_is_blamed_alone() -> None:
    import sayso.crew

    before, sayso.crew.GRACE = sayso.crew.GRACE, 2.0
    try:
        got = [n for part in _crew(limit=0.5).work(batches(range(16, 19), 2)) for n in part]
    finally:
        sayso.crew.GRACE = before
    assert got == [256, -17, 324]


@pytest.mark.skipif(sys.platform != "linux", reason="how much a process holds is told by /proc")
def test_an_item_that_fills_the_memory_is_blamed_alone() -> None:
    got = [n for part in _crew(make=watched).work(batches(range(18, 22), 2)) for n in part]
    assert got == [324, -19, 400, 441]


@pytest.mark.skipif(sys.platform != "linux", reason="how much a process holds is told by /proc")
def test_a_slow_leak_costs_no_item() -> None:
    got = [n for part in _crew(make=watched).work(batches(range(100, 106), 1)) for n in part]
    assert got == [n * n for n in range(100, 106)]


def test_a_batch_closes_when_it_carries_much() -> None:
    @dataclass
    class Item:
        data: bytes | None

    items = [Item(b"x" * n) if n else Item(None) for n in (1, 9, 1, 1, 0, 20, 3)]
    assert [len(batch) for batch in batches(items, 3, load=10)] == [2, 3, 1, 1]


def test_only_a_window_is_taken_ahead() -> None:
    taken: list[int] = []

    def counted() -> Iterator[int]:
        for n in range(1000):
            if n not in (13, 17):
                taken.append(n)
                yield n

    stream = _crew().work(batches(counted(), 1))
    next(stream)
    assert len(taken) <= 5
    stream.close()
