"""Which sources copy from each other, told by the mistakes that they have in common."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

COPIED = 0.8
PRIOR = 0.05
SHARED = 3
RAREST, EXPECTED = 0.02, 0.7
SURE = 0.2


class Dependence(NamedTuple):
    """Two sources, the lesser name first, and how likely they copy from one another or from a third."""

    left: str
    right: str
    chance: float
    why: str


def copying(
    votes: Sequence[tuple[str, str, frozenset[str]]], believed: Mapping[str, frozenset[str]]
) -> tuple[Dependence, ...]:
    """The pairs of sources that are likely to copy, from (source, item, values) and what is believed of each item.

    That two sources agree on what is so, or leave out the same, shows little: `EXPECTED` of all do. An agreement on
    what is not so, given by a share f of the others, is 1/f times likelier between copiers; a difference is as much
    likelier between independent ones as copiers copy.

    >>> said = [(s, i, frozenset({i + "!"})) for s in "ab" for i in "123"]
    >>> said += [(s, i, frozenset({i})) for s in "cdef" for i in "123"]
    >>> [(d.left, d.right) for d in copying(said, {i: frozenset({i}) for i in "123"})]
    [('a', 'b')]
    """
    by_item: dict[str, dict[str, frozenset[str]]] = defaultdict(dict)
    for source, item, values in votes:
        by_item[item][source] = values
    score: dict[tuple[str, str], float] = defaultdict(float)
    shared, faults = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for item, told in by_item.items():
        counts = Counter(told.values())
        names = sorted(told)
        agreed = {v: _agreement(counts[v], len(names), v <= believed[item]) for v in counts}
        for n, left in enumerate(names):
            for right in names[n + 1 :]:
                pair = (left, right)
                shared[pair] += 1
                same = told[left] == told[right]
                score[pair] += agreed[told[left]] if same else math.log(1 - COPIED)
                faults[pair] += same and not told[left] <= believed[item]
    return tuple(d for pair in sorted(shared) if (d := _dependence(pair, score[pair], shared[pair], faults[pair])))


def _agreement(giving: int, all_of_them: int, sound: bool) -> float:
    """How much an agreement speaks for copying, as the logarithm of a likelihood ratio."""
    usual = (giving - 1) / max(1, all_of_them - 1)
    usual = max(RAREST, EXPECTED if sound else 0.0, min(0.95, usual))
    return math.log((COPIED + (1 - COPIED) * usual) / usual)


def _dependence(pair: tuple[str, str], score: float, shared: int, faults: int) -> Dependence | None:
    if shared < SHARED or score <= 0:
        return None
    odds = PRIOR / (1 - PRIOR) * math.exp(min(50.0, score))
    chance = COPIED * odds / (1 + odds)
    if chance < SURE:
        return None
    return Dependence(*pair, round(chance, 4), f"of {shared} answers, {faults} have the same mistake")
