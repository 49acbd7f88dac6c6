"""What is most likely so where sources contradict each other, when some of them copy from others.

Each source says of each item a set of values (who wrote the book, who took part, which towns were hit). Counting heads
counts a copied mistake many times, and takes silence for denial. Here three things are learned from nothing but the
votes, in turns: what is so, how complete and how sound each source is, and who copies whom.

* A source has two qualities: how much of what is so it names, and how little else (after Zhao et al., 2012). What it
  leaves out weighs less than what it names: silence is not denial.
* Two sources that make the same mistake copy, the more surely the rarer it is; that they agree on what is so shows
  little (after Dong et al., 2009). See `truth_copying`.
* Of sources that copy from each other, the first counts in full and each other by how likely it is independent.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sayso.weighing.truth_copying import Dependence, copying

ROUNDS = 6
SILENCE = 0.4
# As Beta counts: before a word is heard, a source names 7 of 10 things that are so, and 1 in 12 that are not.
COMPLETE, ROGUE = (7.0, 3.0), (1.0, 11.0)


class Vote(NamedTuple):
    """What one source says of one item."""

    source: str
    item: str
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Trust:
    """How far a source was found to go along with what was found to be so: of what is so it names, of what is not."""

    complete: float
    rogue: float
    votes: int


@dataclass(frozen=True)
class Verdicts:
    """What is most likely so.

    Attributes:
        values: of each item.
        belief: how sure, by item and value.
        trust: by source; `dependences` the pairs of sources that copy.
    """

    values: Mapping[str, frozenset[str]]
    belief: Mapping[str, Mapping[str, float]]
    trust: Mapping[str, Trust]
    dependences: tuple[Dependence, ...]


def plain_vote(votes: Iterable[Vote]) -> dict[str, frozenset[str]]:
    """The set that most sources give, one source one vote: what copy-aware voting is measured against.

    >>> plain_vote([Vote("a", "x", frozenset("1")), Vote("b", "x", frozenset("2")), Vote("c", "x", frozenset("2"))])
    {'x': frozenset({'2'})}
    """
    counts: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for vote in votes:
        counts[vote.item][vote.values] += 1
    return {item: min(c, key=lambda v: (-c[v], sorted(v))) for item, c in counts.items()}


def independent_vote(votes: Sequence[Vote], *, single: bool = False) -> Verdicts:
    """What is most likely so, counting what was copied once.

    Args:
        votes: at most one of a source on an item.
        single: only one value of an item can be so, as with a toll; else any number, as with authors.

    Three sources share mistakes; where more others speak they are seen to, and are believed less where few do.

    >>> right = [("a", "uvwxyz"), ("b", "uvwxyz"), ("c", "uvwy"), ("d", "uvwy"), ("e", "uvwz")]
    >>> said = [Vote(s, i, frozenset({"so"})) for s, items in right for i in items]
    >>> said += [Vote(s, i, frozenset({"no" + i})) for s in ("p", "q", "r") for i in "uvwxyz"]
    >>> sorted(independent_vote(said, single=True).values["x"]), sorted(plain_vote(said)["x"])
    (['so'], ['nox'])
    """
    ordered = sorted(votes, key=lambda v: (v.item, v.source, sorted(v.values)))
    by_item: dict[str, list[Vote]] = defaultdict(list)
    for vote in ordered:
        by_item[vote.item].append(vote)
    said = [(v.source, v.item, v.values) for v in ordered]
    found: tuple[Dependence, ...] = ()
    belief = {item: _shares(told) for item, told in by_item.items()}
    for n in range(ROUNDS):
        trust = _trust(by_item, belief)
        if n % 2 == 1:
            found = copying(said, {i: _chosen(b) for i, b in belief.items()})
        copied = {(d.left, d.right): d.chance for d in found}
        weights = {item: _weights(told, trust, copied) for item, told in by_item.items()}
        judged = _only_one if single else _belief
        belief = {item: judged(told, weights[item], trust) for item, told in by_item.items()}
    return Verdicts({i: _chosen(b) for i, b in belief.items()}, belief, trust, found)


def _weights(
    told: Sequence[Vote], trust: Mapping[str, Trust], copied: Mapping[tuple[str, str], float]
) -> dict[str, float]:
    """How much of each source's vote is its own, given those who said the same and count before it."""
    first = Trust(COMPLETE[0] / sum(COMPLETE), ROGUE[0] / sum(ROGUE), 0)
    order = sorted(told, key=lambda v: (-_quality(trust.get(v.source, first)), v.source))
    weights: dict[str, float] = {}
    for n, vote in enumerate(order):
        own = 1.0
        for earlier in order[:n]:
            if earlier.values == vote.values:
                pair = (min(earlier.source, vote.source), max(earlier.source, vote.source))
                own *= 1 - copied.get(pair, 0.0) * weights[earlier.source]
        weights[vote.source] = own
    return weights


def _quality(trust: Trust) -> float:
    return trust.complete - trust.rogue


def _shares(told: Sequence[Vote]) -> dict[str, float]:
    """The first guess: the share of votes that name a value."""
    named = Counter(value for vote in told for value in vote.values)
    return {value: named[value] / len(told) for value in sorted(named)}


def _trust(by_item: Mapping[str, Sequence[Vote]], belief: Mapping[str, Mapping[str, float]]) -> dict[str, Trust]:
    """How each source did, on what is believed now."""
    so: dict[str, list[float]] = defaultdict(lambda: [*COMPLETE])
    not_so: dict[str, list[float]] = defaultdict(lambda: [*ROGUE])
    votes: Counter[str] = Counter()
    for item, told in by_item.items():
        for vote in told:
            votes[vote.source] += 1
            for value, chance in belief[item].items():
                silent = value not in vote.values
                so[vote.source][silent] += chance
                not_so[vote.source][silent] += 1 - chance
    return {s: Trust(so[s][0] / sum(so[s]), not_so[s][0] / sum(not_so[s]), n) for s, n in votes.items()}


def _belief(told: Sequence[Vote], weights: Mapping[str, float], trust: Mapping[str, Trust]) -> dict[str, float]:
    """How likely each value is, by all who name it and all who do not."""
    values = sorted({value for vote in told for value in vote.values})
    found = {}
    for value in values:
        score = 0.0
        for vote in told:
            who = trust[vote.source]
            if value in vote.values:
                score += weights[vote.source] * math.log(who.complete / who.rogue)
            else:
                score += SILENCE * weights[vote.source] * math.log((1 - who.complete) / (1 - who.rogue))
        found[value] = 1 / (1 + math.exp(-max(-50.0, min(50.0, score))))
    return found


def _only_one(told: Sequence[Vote], weights: Mapping[str, float], trust: Mapping[str, Trust]) -> dict[str, float]:
    """How likely each value is if exactly one is so: who names one denies the others."""
    score: dict[str, float] = defaultdict(float)
    for vote in told:
        who = trust[vote.source]
        for value in vote.values:
            score[value] += weights[vote.source] * math.log(who.complete / who.rogue)
    most = max(score.values(), default=0.0)
    odds = {value: math.exp(x - most) for value, x in sorted(score.items())}
    return {value: x / sum(odds.values()) for value, x in odds.items()}


def _chosen(belief: Mapping[str, float]) -> frozenset[str]:
    """All that is likelier than not; the likeliest if nothing is."""
    chosen = frozenset(v for v, chance in belief.items() if chance > 0.5)
    return chosen or frozenset(sorted(belief, key=lambda v: (-belief[v], v))[:1])
