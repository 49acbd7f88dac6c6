"""What a claimed corridor connects, which countries every other way must cross, and what closing a segment leaves.

The map is a graph of states and exclaves (`lexicon.borders`); a way is a walk in it, without regard to roads, mountains
or who lets whom pass. Land and sea are kept apart: over land the question is whose ground, by sea which straits.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from sayso.lexicon.borders import borders, piece_name, seas, shores_of, straits
from sayso.records.route import Between, Over, Segment, Stop


@cache
def _land() -> Any:
    import networkx

    graph = networkx.Graph()
    for pair, name in sorted(borders().items(), key=lambda item: sorted(item[0])):
        left, right = sorted(pair)
        graph.add_edge(left, right, name=name)
    return graph


@cache
def _water() -> Any:
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(seas())
    for n, strait in enumerate(straits()):
        for sea in strait.joins:
            graph.add_edge(sea, n, length=4 if strait.far else 1)
    return graph


def between(start: str, end: str, *, closed: Collection[str] = ()) -> Between:
    """What lies between two pieces of the map; `closed` pieces cannot be crossed.

    >>> found = between("AZE", "AZE.NX")
    >>> found.must, sorted(found.gate)
    ((), ['ARM', 'IRN', 'TUR'])
    >>> between("GMB", "MLI").must, between("PRT", "DEU").must
    (('SEN',), ('ESP', 'FRA'))
    >>> between("IRN", "BHR").straits, between("UKR", "EGY").straits
    ((), ('the Turkish Straits',))
    """
    way = _way(start, end, closed)
    must = tuple(p for p in way[1:-1] if not _way(start, end, {*closed, p}))
    touch = frozenset((start, end)) in borders()
    gate = () if must or touch or not way else _gate(start, end, closed)
    return Between(touch, way, must, gate, _straits(start, end))


def _way(start: str, end: str, closed: Collection[str], without: Collection[frozenset[str]] = ()) -> tuple[str, ...]:
    """A shortest way over land; of several the first by name, so that it is always the same."""
    import networkx

    graph = _land()
    if start not in graph or end not in graph:
        return ()
    open_ = networkx.subgraph_view(
        graph,
        filter_node=lambda n: n in (start, end) or n not in closed,
        filter_edge=lambda a, b: frozenset((a, b)) not in without,
    )
    try:
        return tuple(min(networkx.all_shortest_paths(open_, start, end)))
    except networkx.NetworkXNoPath:
        return ()


def _gate(start: str, end: str, closed: Collection[str]) -> tuple[str, ...]:
    """A smallest set of pieces, other than the ends, that every way over land goes through."""
    import networkx

    graph = _land().copy()
    graph.remove_nodes_from(set(closed) - {start, end})
    return tuple(sorted(networkx.minimum_node_cut(graph, start, end)))


def _straits(start: str, end: str) -> tuple[str, ...] | None:
    """The held straits that every way by sea passes; None if there is no way."""
    ours, theirs = [s.key for s in shores_of(start)], [s.key for s in shores_of(end)]
    if not ours or not theirs or not _sails(ours, theirs):
        return None
    return tuple(s.name for n, s in enumerate(straits()) if s.held and not _sails(ours, theirs, without={n}))


def _sails(starts: Sequence[str], ends: Sequence[str], without: Collection[int] = ()) -> tuple[Any, ...]:
    """A shortest way by sea, as seas and straits; empty if there is none."""
    import networkx

    graph = networkx.subgraph_view(_water(), filter_node=lambda n: n not in without)
    ways = []
    for start in starts:
        for end in ends:
            if networkx.has_path(graph, start, end):
                length, way = networkx.single_source_dijkstra(graph, start, end, weight="length")
                ways.append((length, tuple(way)))
    return min(ways, key=lambda w: w[0])[1] if ways else ()


def segments(stops: Sequence[Stop], *, closed: Collection[str] = ()) -> tuple[Segment, ...]:
    """The steps of a corridor, and what is left from its start to its end when the border of each is closed.

    A stop whose place is not on the map makes no step.
    """
    known = [s for s in stops if s.piece is not None]
    return tuple(_segment(a, b, known[0], known[-1], closed) for a, b in pairwise(known))


def _segment(a: Stop, b: Stop, first: Stop, last: Stop, closed: Collection[str]) -> Segment:
    assert a.piece and b.piece and first.piece and last.piece
    over, by = _over(a.piece, b.piece)
    without = [frozenset((a.piece, b.piece))]
    left = _way(first.piece, last.piece, closed, without) if over in ("land", "bridge") else ()
    sailed = _sails([s.key for s in shores_of(first.piece)], [s.key for s in shores_of(last.piece)])
    passed = tuple(straits()[n].name for n in sailed if isinstance(n, int) and straits()[n].held)
    crossed = tuple(seas()[n].name for n in sailed if not isinstance(n, int))
    return Segment(a, b, over, by, left, passed or crossed)


def _over(a: str, b: str) -> tuple[Over, str]:
    if a == b:
        return "inside", piece_name(a)
    if (bridge := borders().get(frozenset((a, b)))) is not None:
        return ("bridge", bridge) if bridge else ("land", "")
    shared = [s.name for s in shores_of(a) if s in shores_of(b)]
    if shared:
        return "sea", shared[0]
    return "gap", ", ".join(piece_name(p) for p in _way(a, b, ())[1:-1])
