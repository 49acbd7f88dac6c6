"""Ties weighed by origin, and the ways from a sponsor to an act: each hop has words, and the weakest hop rules.

What a tie counts for is what its asserting origins count for, each once, by their stake (`weighing.yaml`, `weights`):
copies add nothing. A denial stands beside the tie and takes nothing from it, because nobody's word settles it. A way
exists only if every hop is asserted by somebody; without the words of one hop there is no way.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, islice, pairwise
from typing import Any

from sayso.lexicon.language import load
from sayso.records.assessment import Telling
from sayso.records.network import CaseTie, Hop, Network, Node, ToldTie, Way
from sayso.weighing.telling import table

LONGEST = 5
"""Hops of a way, the act included: what more reports than that hand on is no way that anybody tells."""
MOST = 5_000
"""Ways that are looked at: in a dense network there are more than anybody reads, and the rest are left."""
DOWN = frozenset({"directs", *load("ontology/relations")["support"]})
UP = frozenset({"part_of", "member_of"})
"""Types that lead from the sponsor on: from subject to object, and, for a part, from the whole to it."""


def network(told: Iterable[ToldTie]) -> Network:
    """The ties of a case from what each claim says, with groups and who stands between.

    Args:
        told: ties and acts, in the order of the reports.
    """
    nodes: dict[str, Node] = {}
    by: dict[tuple[str, str, str], list[ToldTie]] = {}
    for t in told:
        for node in (t.subject, t.object):
            nodes.setdefault(node.key, node)
        by.setdefault((t.type, t.subject.key, t.object.key), []).append(t)
    ties = tuple(_tie(same) for same in by.values())
    bodies = [k for k, n in nodes.items() if n.kind in ("state", "organisation")]
    groups, between = _picture(bodies, ties)
    return Network(nodes, ties, groups, between)


def _tie(same: Sequence[ToldTie]) -> CaseTie:
    says = tuple(t.told for t in same if not t.told.denied)
    denies = tuple(t.told for t in same if t.told.denied)
    first = same[0]
    weight, origins, free = strength(says)
    return CaseTie(first.type, first.subject.key, first.object.key, says, denies, weight, origins, free)


def strength(says: Iterable[Telling]) -> tuple[float, int, int]:
    """What asserting origins count for, how many they are, and how many have no known stake.

    >>> one = Telling(document="a", claim="c", origin="o", name="The Gazette", interest="none")
    >>> strength([one, one])
    (1.0, 1, 1)
    """
    weights: Mapping[str, float] = table("weights")
    best: dict[str, float] = {}
    for t in says:
        best[t.origin] = max(best.get(t.origin, 0.0), weights[t.interest])
    return sum(best.values()), len(best), sum(w == weights["none"] for w in best.values())


def ways(found: Network, *, start: str | None = None, end: str | None = None, limit: int = 20) -> list[Way]:
    """The ways from a sponsor down to an act, the strongest first.

    Args:
        found: the network.
        start: the key of the sponsor; None for every node that nobody else stands behind.
        end: the key of the act, or of the node, that they lead to; None for every act.
        limit: at most so many.
    """
    import networkx

    graph = networkx.DiGraph()
    for left, right, tie in _led(found.ties):
        if tie.says:
            graph.add_edge(left, right)
    ends = [end] if end is not None else [k for k, n in found.nodes.items() if n.kind == "act"]
    starts = [start] if start is not None else _sponsors(graph)
    by = _by_pair(found.ties)
    led = (
        networkx.all_simple_paths(graph, first, {e for e in ends if e in graph and e != first}, cutoff=LONGEST)
        for first in starts
        if first in graph
    )
    made = [_way(nodes, by) for nodes in islice(chain.from_iterable(led), MOST)]
    whole = [w for w in made if len(w.hops) > 1 or end is not None]
    return sorted(whole, key=lambda w: (-w.strength, len(w.hops)))[:limit]


def _sponsors(graph: Any) -> list[str]:
    """Nodes that nobody stands behind, in the order of the case; of those who stand behind each other, all."""
    import networkx

    whole = networkx.condensation(graph)
    first = {n for part in whole if whole.in_degree(part) == 0 for n in whole.nodes[part]["members"]}
    return [n for n in graph if n in first]


def _led(ties: Iterable[CaseTie]) -> Iterable[tuple[str, str, CaseTie]]:
    """Ties that lead from a sponsor on, in that direction."""
    for tie in ties:
        if tie.type in DOWN or tie.type == "did":
            yield tie.subject, tie.object, tie
        elif tie.type in UP:
            yield tie.object, tie.subject, tie


def _by_pair(ties: Iterable[CaseTie]) -> dict[tuple[str, str], list[CaseTie]]:
    found: dict[tuple[str, str], list[CaseTie]] = {}
    for left, right, tie in _led(ties):
        found.setdefault((left, right), []).append(tie)
    return found


def _way(nodes: Sequence[str], by: Mapping[tuple[str, str], Sequence[CaseTie]]) -> Way:
    hops = []
    for left, right in pairwise(nodes):
        asserted = tuple(t for t in by[left, right] if t.says)
        hops.append(Hop(left, right, asserted, strength(s for t in asserted for s in t.says)[0]))
    return Way(tuple(hops), min(h.strength for h in hops))


def _picture(keys: Sequence[str], ties: Iterable[CaseTie]) -> tuple[tuple[tuple[str, ...], ...], dict[str, float]]:
    """Groups and betweenness of states and organisations, in the order of the case; opposition ties nobody together."""
    import networkx

    # Numbers for names, so that no name can decide how an even choice falls.
    place = {key: n for n, key in enumerate(keys)}
    graph: Any = networkx.Graph()
    for tie in ties:
        ends = place.get(tie.subject), place.get(tie.object)
        if tie.says and tie.type != "opposes" and None not in ends and ends[0] != ends[1]:
            had = graph.get_edge_data(*ends, {"weight": 0.0})["weight"]
            graph.add_edge(*ends, weight=had + tie.weight)
    if not graph:
        return (), {}
    parts = networkx.community.greedy_modularity_communities(graph, weight="weight")
    groups = sorted(tuple(sorted(part)) for part in parts)
    between = networkx.betweenness_centrality(graph, normalized=True)
    named = tuple(tuple(keys[n] for n in group) for group in groups)
    return named, {key: round(float(between[n]), 6) for key, n in place.items() if n in graph}
