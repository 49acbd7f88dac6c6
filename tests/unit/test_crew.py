"""A crew keeps the order, stays within its window, and finds the item that kills or hangs its worker."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from multiprocessing import get_context

from sayso.crew import Crew, batches


def work(batch: Sequence[int]) -> list[int]:
    for n in batch:
        if n == 13:
            os._exit(1)
        if n == 17:
            time.sleep(60)
    return [n * n for n in batch]


def blame(item: int, error: Exception) -> list[int]:
    return [-item]


def pool(workers: int) -> Executor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))


def _crew(limit: float = 100.0) -> Crew[int, list[int]]:
    return Crew(pool, 2, work, blame, limit)


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
