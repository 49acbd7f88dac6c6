"""Average-link clusters: two groups are joined while the mean likeness of their members is high enough.

Unlike a chain of pairs, no single likeness can join two groups whose other members have nothing in common. A part of a
large case has millions of pairs, so neighbours are arrays, and the queue holds for each group its best partner alone.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from typing import NamedTuple, Protocol

import numpy as np

from sayso.linking.passages import Floats, Ints


class Bars(Protocol):
    """What keeps groups apart whatever their likeness; groups go by the number of one of their members."""

    def apart(self, left: int, right: int, compared: int) -> bool:
        """Whether two groups must not be one, of whose pairs so many were compared; asked once, until either grows."""

    def joined(self, kept: int, gone: int) -> None:
        """Note that a group is now part of another."""


class Pairs(NamedTuple):
    """Pairs of numbers, and how alike they are."""

    low: Ints
    high: Ints
    alike: Floats


class _Near(NamedTuple):
    """The neighbours of a group, as they were numbered once; the sums of likeness, and of how many pairs."""

    group: Ints
    total: Floats
    pairs: Ints


def average_link(
    n: int,
    likeness: Mapping[tuple[int, int], float] | Pairs,
    *,
    least: float,
    compared_only: bool = False,
    bars: Bars | None = None,
) -> list[list[int]]:
    """Groups of the numbers 0..n-1, in order of their first members; work grows with the pairs that are given.

    Args:
        n: how many there are.
        likeness: of pairs (low, high).
        least: the mean likeness that two groups need.
        compared_only: take the mean over the pairs that are given; else one that is not given has 0.
        bars: what keeps groups apart.

    >>> average_link(4, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1, (2, 3): 0.8}, least=0.5)
    [[0, 1], [2, 3]]
    >>> average_link(3, {(0, 1): 0.9, (1, 2): 0.8}, least=0.5, compared_only=True)
    [[0, 1, 2]]
    """
    pairs = likeness if isinstance(likeness, Pairs) else _pairs(likeness)
    return _Linking(n, pairs, least, compared_only, bars).groups()


def _pairs(likeness: Mapping[tuple[int, int], float]) -> Pairs:
    ends = np.array(list(likeness), dtype=np.int64).reshape(-1, 2)
    return Pairs(ends[:, 0], ends[:, 1], np.array(list(likeness.values()), dtype=np.float64))


class _Linking:
    """Groups while they are joined. A group goes by the number of one member, and is ordered by its first."""

    def __init__(self, n: int, pairs: Pairs, least: float, compared_only: bool, bars: Bars | None) -> None:
        self._least, self._compared_only, self._bars = least, compared_only, bars
        self._group, self._first, self._size = np.arange(n), np.arange(n), np.ones(n, dtype=np.int64)
        self._members: dict[int, list[int]] = {}
        self._changed: dict[int, int] = {}
        self._near: dict[int, _Near] = {}
        ends = np.concatenate([pairs.low, pairs.high])
        order = np.argsort(ends, kind="stable")
        self._begins = np.searchsorted(ends[order], np.arange(n + 1))
        self._others = np.concatenate([pairs.high, pairs.low])[order]
        self._alike = np.concatenate([pairs.alike, pairs.alike])[order]

    def groups(self) -> list[list[int]]:
        """Join what can be joined, and give all groups."""
        queue = [entry for i in range(len(self._group)) for entry in self._best(i)]
        heapq.heapify(queue)
        while queue:
            _, _, _, i, j, ours, theirs = heapq.heappop(queue)
            if self._changed.get(i, 0) != ours:
                continue
            if self._changed.get(j, 0) == theirs:
                compared = self._compared(i, j)
                if compared and self._bars is not None and self._bars.apart(i, j, compared):
                    self._forget(i, j)
                elif compared:
                    i = self._join(i, j)
            for entry in self._best(i):
                heapq.heappush(queue, entry)
        found: dict[int, list[int]] = {}
        for member, group in enumerate(self._group.tolist()):
            found.setdefault(group, []).append(member)
        return sorted(found.values())

    def _best(self, i: int) -> Iterator[tuple[float, int, int, int, int, int, int]]:
        """The best partner of a group that is good enough, as an entry of the queue; none, or one."""
        near = self._neighbours(i)
        if not len(near.group):
            return
        count = near.pairs if self._compared_only else self._size[i] * self._size[near.group]
        mean = near.total / count
        most = mean.max()
        if most < self._least:
            return
        equal = near.group[mean > most - 1e-9]
        j = int(equal[np.argmin(self._first[equal])])
        low, high = sorted((int(self._first[i]), int(self._first[j])))
        yield -round(float(most), 9), low, high, i, j, self._changed.get(i, 0), self._changed.get(j, 0)

    def _neighbours(self, i: int) -> _Near:
        """The neighbours of a group as they are grouped now, each once."""
        near = self._near.get(i)
        if near is None:
            here = slice(self._begins[i], self._begins[i + 1])
            near = _Near(self._others[here], self._alike[here], np.ones(here.stop - here.start, dtype=np.int64))
        now = self._group[near.group]
        if (now == near.group).all() and not (now == i).any():
            return near
        groups, at = np.unique(now, return_inverse=True)
        other = groups != i
        total, pairs = np.bincount(at, near.total), np.bincount(at, near.pairs).astype(np.int64)
        self._near[i] = found = _Near(groups[other], total[other], pairs[other])
        return found

    def _compared(self, i: int, j: int) -> int:
        """How many pairs of two groups were compared; 0 for what must not be one."""
        near = self._neighbours(i)
        return int(near.pairs[near.group == j].sum())

    def _forget(self, i: int, j: int) -> None:
        """Take two groups that must not be one out of each other's neighbours."""
        for one, other in ((i, j), (j, i)):
            near = self._neighbours(one)
            rest = near.group != other
            self._near[one] = _Near(near.group[rest], near.total[rest], near.pairs[rest])

    def _join(self, i: int, j: int) -> int:
        """Take the smaller of two groups into the other, and give that one's number."""
        if self._size[i] < self._size[j]:
            i, j = j, i
        ours, theirs = self._neighbours(i), self._neighbours(j)
        gone = self._members.pop(j, [j])
        self._members.setdefault(i, [i]).extend(gone)
        self._group[gone] = i
        self._size[i] += self._size[j]
        self._first[i] = min(self._first[i], self._first[j])
        for one in (i, j):
            self._changed[one] = self._changed.get(one, 0) + 1
        self._near.pop(j, None)
        self._near[i] = _Near(
            np.concatenate([ours.group, theirs.group]),
            np.concatenate([ours.total, theirs.total]),
            np.concatenate([ours.pairs, theirs.pairs]),
        )
        if self._bars is not None:
            self._bars.joined(i, j)
        return i
