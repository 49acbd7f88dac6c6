"""Average-link clusters: two groups are joined while the mean likeness of their members is high enough.

Unlike a chain of pairs, no single likeness can join two groups whose other members have nothing in common.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping

Sums = dict[int, dict[int, tuple[float, int]]]


def average_link(
    n: int,
    likeness: Mapping[tuple[int, int], float],
    *,
    least: float,
    compared_only: bool = False,
    apart: Callable[[list[int], list[int]], bool] | None = None,
) -> list[list[int]]:
    """Groups of the numbers 0..n-1, in order of their first members; work grows with the pairs that are given.

    Args:
        n: how many there are.
        likeness: of pairs (low, high).
        least: the mean likeness that two groups need.
        compared_only: take the mean over the pairs that are given; else one that is not given has 0.
        apart: says of two groups that they must not be one, whatever their likeness.

    >>> average_link(4, {(0, 1): 0.9, (1, 2): 0.6, (0, 2): 0.1, (2, 3): 0.8}, least=0.5)
    [[0, 1], [2, 3]]
    >>> average_link(3, {(0, 1): 0.9, (1, 2): 0.8}, least=0.5, compared_only=True)
    [[0, 1, 2]]
    """
    members: dict[int, list[int]] = {i: [i] for i in range(n)}
    sums: Sums = {i: {} for i in range(n)}
    for (i, j), value in likeness.items():
        sums[i][j] = sums[j][i] = (value, 1)

    def mean(i: int, k: int) -> float:
        total, pairs = sums[i][k]
        return total / (pairs if compared_only else len(members[i]) * len(members[k]))

    queue = [_entry(mean(i, j), i, j, members) for i in sums for j in sums[i] if i < j and mean(i, j) >= least]
    heapq.heapify(queue)
    while queue:
        _, i, j, ours, theirs = heapq.heappop(queue)
        if i not in members or j not in members or (len(members[i]), len(members[j])) != (ours, theirs):
            continue
        if apart is not None and apart(members[i], members[j]):
            continue
        kept = _merge(i, j, members, sums)
        for k in sums[kept]:
            if (value := mean(kept, k)) >= least:
                heapq.heappush(queue, _entry(value, kept, k, members))
    return sorted(sorted(group) for group in members.values())


def _entry(value: float, i: int, j: int, members: Mapping[int, list[int]]) -> tuple[float, int, int, int, int]:
    low, high = min(i, j), max(i, j)
    return -round(value, 9), low, high, len(members[low]), len(members[high])


def _merge(i: int, j: int, members: dict[int, list[int]], sums: Sums) -> int:
    """Take the group with fewer neighbours into the other, and give that one's number."""
    if (len(sums[i]), -i) < (len(sums[j]), -j):
        i, j = j, i
    members[i] += members.pop(j)
    sums[i].pop(j, None)
    for k, (value, pairs) in sums.pop(j).items():
        if k != i:
            del sums[k][j]
            total, more = sums[i].get(k, (0.0, 0))
            sums[k][i] = sums[i][k] = (total + value, more + pairs)
    return i
