"""Numbers by the group that they are in, as two arrays: a case has millions, and lists of them take room."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from sayso.linking.passages import Ints


class Groups(Sequence[Ints]):
    """The numbers 0..n-1 by group, in order.

    >>> found = Groups(np.array([1, 0, 1]), 3)
    >>> [found[n].tolist() for n in range(3)]
    [[1], [0, 2], []]
    """

    def __init__(self, group_of: Ints, count: int) -> None:
        self._numbers = np.argsort(group_of, kind="stable")
        self._begins = np.searchsorted(group_of[self._numbers], np.arange(count + 1))

    def __len__(self) -> int:
        return len(self._begins) - 1

    def __getitem__(self, n: Any) -> Any:
        return self._numbers[self._begins[n] : self._begins[n + 1]]


def connected(pairs: Iterable[tuple[int, int]], count: int) -> Ints:
    """For each of the numbers 0..count-1 the lowest one that pairs lead to.

    >>> connected([(3, 1), (3, 2)], 5).tolist()
    [0, 1, 1, 1, 4]
    """
    up = array("q", range(count))

    def root(n: int) -> int:
        while up[n] != n:
            up[n] = n = up[up[n]]
        return n

    for pair in pairs:
        low, high = sorted(map(root, pair))
        up[high] = low
    return np.array([root(n) for n in range(count)], dtype=np.int64)
