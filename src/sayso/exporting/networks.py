"""Ties as a network: GraphML and GEXF, with one edge a claim, so that every edge has its own holders, date and quote.

A tie that somebody denies is an edge of its own with polarity negative. Private persons have no ties, and nothing is
computed on the nodes: no centrality, no score of a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import joined, uid, xml_attribute, xml_text
from sayso.exporting.flat_rows import ties_of
from sayso.exporting.items import NOTE, Item, sentence
from sayso.records.claim import Claim

NODE = ("label", "kind", "country")
EDGE = (
    "type", "according_to", "holders", "certainty", "polarity", "modes", "evidence", "status", "start", "end",
    "time_precision", "outlet", "published", "report", "claim", "quote", "told",
)  # fmt: skip
_GEXF = "http://gexf.net/1.3"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"

Row = dict[str, Any]
Edge = tuple[str, str, str, Row]


def write_graphml(items: Iterable[Item]) -> Pieces:
    """GraphML: a directed multigraph."""
    nodes, edges = _network(items)
    yield from (("ties.graphml", piece.encode()) for piece in _graphml(nodes, edges))


def write_gexf(items: Iterable[Item]) -> Pieces:
    """GEXF 1.3, dated where the text dates a tie."""
    nodes, edges = _network(items)
    yield from (("ties.gexf", piece.encode()) for piece in _gexf(nodes, edges))


def _network(items: Iterable[Item]) -> tuple[dict[str, Row], list[Edge]]:
    """All nodes and edges. Ties are few beside words, so that they may stand in memory."""
    nodes: dict[str, Row] = {}
    edges: list[Edge] = []
    for item in items:
        for claim, left, right in ties_of(item):
            ends = []
            for end in (left, right):
                actor = item.linked.actor_by_id[end]
                key = item.actor_key(actor)
                nodes.setdefault(key, {"label": item.called(actor), "kind": actor.kind, "country": actor.country})
                ends.append(key)
            identity = uid("tie", item.document, claim.id, *ends)
            edges.append((identity, ends[0], ends[1], _edge(item, claim)))
    return nodes, edges


def _edge(item: Item, claim: Claim) -> Row:
    row: Row = {"type": claim.type, "according_to": item.according_to(claim), "holders": joined(item.holders(claim))}
    row |= {"certainty": claim.certainty, "polarity": claim.polarity, "modes": joined(claim.modes)}
    row |= {"evidence": item.evidence(claim), "status": item.status(claim)}
    if (when := claim.when) is not None:
        row |= {"start": when.start, "end": when.end, "time_precision": when.precision}
    row |= {"outlet": item.report.document.outlet, "published": item.published(), "report": item.document}
    return row | {"claim": claim.id, "quote": claim.span.of(item.text), "told": sentence(item.told(claim))}


def _graphml(nodes: dict[str, Row], edges: list[Edge]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_GRAPHML}">\n<!-- {NOTE} -->\n'
    for kind, names in (("node", NODE), ("edge", EDGE)):
        for name in names:
            yield f'<key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph id="ties" edgedefault="directed">\n'
    for key, row in nodes.items():
        yield f"<node id={xml_attribute(key)}>{_data('node', row)}</node>\n"
    for identity, left, right, row in edges:
        ends = f"source={xml_attribute(left)} target={xml_attribute(right)}"
        yield f'<edge id="{identity}" {ends}>{_data("edge", row)}</edge>\n'
    yield "</graph>\n</graphml>\n"


def _data(kind: str, row: Row) -> str:
    return "".join(f'<data key="{kind}_{n}">{xml_text(v)}</data>' for n, v in row.items() if v not in (None, ""))


def _gexf(nodes: dict[str, Row], edges: list[Edge]) -> Iterator[str]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="{_GEXF}" version="1.3">\n'
    yield f"<meta><creator>sayso</creator><description>{xml_text(NOTE)}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="dynamic" timeformat="date">\n'
    for kind, names in (("node", NODE), ("edge", EDGE)):
        own = "".join(f'<attribute id="{kind}_{n}" title="{n}" type="string"/>' for n in names if n not in _OWN)
        yield f'<attributes class="{kind}">{own}</attributes>\n'
    yield "<nodes>\n"
    for key, row in nodes.items():
        yield f"<node id={xml_attribute(key)} label={xml_attribute(row['label'])}>{_values('node', row)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for identity, left, right, row in edges:
        ends = f"source={xml_attribute(left)} target={xml_attribute(right)} label={xml_attribute(row['type'])}"
        dates = "".join(f" {n}={xml_attribute(row[n])}" for n in ("start", "end") if row.get(n))
        yield f'<edge id="{identity}" {ends}{dates}>{_values("edge", row)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


# Attributes that GEXF has a place of its own for.
_OWN = frozenset({"label", "start", "end"})


def _values(kind: str, row: Row) -> str:
    kept = {n: v for n, v in row.items() if v not in (None, "") and n not in _OWN}
    own = "".join(f'<attvalue for="{kind}_{n}" value={xml_attribute(v)}/>' for n, v in kept.items())
    return f"<attvalues>{own}</attvalues>"
