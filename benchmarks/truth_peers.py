"""Plain implementations of what is usual where sources contradict each other: TruthFinder, Dawid–Skene.

Both are ours, written from the papers, without the refinements of a library: X. Yin, J. Han and P. Yu, “Truth discovery
with multiple conflicting information providers on the web”, TKDE 20 (2008), without implication between facts; and A.
Dawid and A. Skene, “Maximum likelihood estimation of observer error-rates using the EM algorithm”, Applied Statistics
28 (1979), begun from the majority. Neither knows who copied from whom; both are given every report.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

TRUST, DAMP, NEAR = 0.9, 0.3, 1e-6
ROUNDS = 100


class Said(NamedTuple):
    """One label that a source gives one item."""

    source: str
    item: str
    label: str


def truth_finder(said: Sequence[Said]) -> dict[str, dict[str, float]]:
    """The confidence of each label, by item.

    >>> found = truth_finder([Said("a", "x", "1"), Said("b", "x", "1"), Said("c", "x", "2")])
    >>> found["x"]["1"] > found["x"]["2"]
    True
    """
    of_source: dict[str, list[tuple[str, str]]] = defaultdict(list)
    by_fact: dict[tuple[str, str], list[str]] = defaultdict(list)
    for source, item, label in said:
        of_source[source].append((item, label))
        by_fact[item, label].append(source)
    trust = dict.fromkeys(of_source, TRUST)
    confidence: dict[tuple[str, str], float] = {}
    for _ in range(ROUNDS):
        score = {fact: sum(-math.log(1 - min(trust[s], 1 - 1e-9)) for s in who) for fact, who in by_fact.items()}
        confidence = {fact: 1 / (1 + math.exp(-DAMP * x)) for fact, x in score.items()}
        fresh = {s: sum(confidence[f] for f in facts) / len(facts) for s, facts in of_source.items()}
        if max(abs(fresh[s] - trust[s]) for s in trust) < NEAR:
            break
        trust = fresh
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (item, label), value in confidence.items():
        found[item][label] = value
    return found


def dawid_skene(said: Sequence[Said], *, rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """The probability of each label, by item: error rates of each source and the truth, in turns.

    >>> said = [Said(s, i, label) for i, label in zip("xyz", "121") for s in "ab"] + [Said("c", i, "1") for i in "xyz"]
    >>> found = dawid_skene(said)
    >>> [max(found[i], key=found[i].get) for i in "xyz"]
    ['1', '2', '1']
    """
    labels = sorted({s.label for s in said})
    by_item: dict[str, list[Said]] = defaultdict(list)
    for s in said:
        by_item[s.item].append(s)
    believed = {
        item: {label: sum(s.label == label for s in told) / len(told) for label in labels}
        for item, told in by_item.items()
    }
    for _ in range(rounds):
        prior = {label: sum(b[label] for b in believed.values()) / len(believed) for label in labels}
        errors = _errors(said, believed, labels)
        fresh = {item: _posterior(told, prior, errors, labels) for item, told in by_item.items()}
        moved = max(abs(fresh[i][label] - believed[i][label]) for i in fresh for label in labels)
        believed = fresh
        if moved < NEAR:
            break
    return believed


def _errors(
    said: Sequence[Said], believed: dict[str, dict[str, float]], labels: Sequence[str]
) -> dict[str, dict[tuple[str, str], float]]:
    """How often each source says a label where another is so."""
    counts: dict[str, dict[tuple[str, str], float]] = defaultdict(lambda: defaultdict(float))
    for source, item, label in said:
        for true in labels:
            counts[source][true, label] += believed[item][true]
    found = {}
    for source, table in counts.items():
        whole = {true: sum(table[true, label] for label in labels) for true in labels}
        found[source] = {
            (t, x): table[t, x] / whole[t] if whole[t] else 1 / len(labels) for t in labels for x in labels
        }
    return found


def _posterior(
    told: Sequence[Said],
    prior: dict[str, float],
    errors: dict[str, dict[tuple[str, str], float]],
    labels: Sequence[str],
) -> dict[str, float]:
    logs = {
        true: math.log(prior[true] or 1e-12) + sum(math.log(errors[s][true, label] or 1e-12) for s, _, label in told)
        for true in labels
    }
    most = max(logs.values())
    odds = {true: math.exp(x - most) for true, x in logs.items()}
    return {true: x / sum(odds.values()) for true, x in odds.items()}


def best(values: dict[str, float]) -> list[str]:
    """The labels that are most likely; several if nothing tells them apart."""
    most = max(values.values())
    return [label for label, value in values.items() if value > most - 1e-9]
