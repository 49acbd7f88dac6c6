"""Scores of coreference: MUC, B³, CEAF with entity similarity (φ4), and their mean, the CoNLL F1.

Vilain et al. 1995, Bagga and Baldwin 1998, Luo 2005; as the reference scorer counts them for gold mentions, singletons
included.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Sequence
from typing import NamedTuple

Groups = Sequence[Sequence[Hashable]]


class Scores(NamedTuple):
    """F1 of each measure, and recall and precision of B³."""

    conll: float
    muc: float
    b3: float
    ceafe: float
    b3_recall: float
    b3_precision: float


def scores(gold: Groups, found: Groups) -> Scores:
    """All measures of one grouping against another, over the same mentions.

    The example of the papers: ABCDE, FG, HIJKL with the last two taken for one.

    >>> s = scores(["abcde", "fg", "hijkl"], ["abcde", "fghijkl"])
    >>> round(s.muc, 3), round(s.b3, 3), round(s.ceafe, 3)
    (0.947, 0.865, 0.733)
    """
    muc = _f1(_muc(gold, found), _muc(found, gold))
    recall, precision = _b3(gold, found), _b3(found, gold)
    b3 = _f1(recall, precision)
    ceafe = _ceafe(gold, found)
    return Scores((muc + b3 + ceafe) / 3, muc, b3, ceafe, recall, precision)


def _f1(recall: float, precision: float) -> float:
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def _owner(groups: Groups) -> dict[Hashable, int]:
    return {m: n for n, group in enumerate(groups) for m in group}


def _muc(key: Groups, response: Groups) -> float:
    of = _owner(response)
    links = sum(len(g) - 1 for g in key)
    kept = sum(len(g) - len({of.get(m, m) for m in g}) for g in key)
    return kept / links if links else 0.0


def _b3(key: Groups, response: Groups) -> float:
    of = _owner(response)
    total = sum(map(len, key))
    kept = sum(n * n / len(g) for g in key for n in Counter(of.get(m, m) for m in g).values())
    return kept / total if total else 0.0


def _ceafe(gold: Groups, found: Groups) -> float:
    """The best one-to-one matching of groups, each pair worth 2·shared / (size + size)."""
    import networkx

    of = _owner(found)
    graph = networkx.Graph()
    for n, group in enumerate(gold):
        for m, shared in Counter(of[x] for x in group if x in of).items():
            graph.add_edge(("gold", n), ("found", m), weight=2 * shared / (len(group) + len(found[m])))
    total = 0.0
    for part in networkx.connected_components(graph):
        inner = graph.subgraph(part)
        total += sum(inner.edges[e]["weight"] for e in networkx.max_weight_matching(inner))
    return _f1(total / len(gold), total / len(found)) if gold and found else 0.0


def groups_of(labels: Sequence[Hashable]) -> list[list[int]]:
    """Positions that have the same label, together."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for n, label in enumerate(labels):
        found[label].append(n)
    return list(found.values())
