"""PROV-O (JSON-LD): which claim was quoted from which report, whom it is attributed to, and what read it.

Attributions are qualified: each holder with their depth, certainty and polarity, so that the chain of telling stays.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.annotations import VOCABULARY
from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import dense, json_list, uid
from sayso.exporting.items import Item, sentence, table
from sayso.records.claim import Claim, Holder

_CONTEXT = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "sayso": VOCABULARY,
}
_MACHINE = f"urn:uuid:{uid('machine')}"


def write(items: Iterable[Item]) -> Pieces:
    """One graph: agents once, reports, readings and claims in order."""
    seen: set[str] = set()
    graph = (dense(node) for node in _graph(items) if _first(node["@id"], seen))
    for piece in json_list({"@context": _CONTEXT}, "@graph", graph):
        yield "provenance.jsonld", piece.encode()


def _first(name: str, seen: set[str]) -> bool:
    new = name not in seen
    seen.add(name)
    return new


def _graph(items: Iterable[Item]) -> Iterator[dict[str, Any]]:
    yield {"@id": _MACHINE, "@type": ["prov:Agent", "prov:SoftwareAgent"], "rdfs:label": "sayso"}
    for item in items:
        doc, coding = item.report.document, item.report.coding
        report, reading = _name("document", item), _name("reading", item)
        outlet = agent_name(item, None)
        yield {"@id": outlet, "@type": ["prov:Agent", "prov:Organization"], "rdfs:label": doc.outlet or "the report"}
        yield {"@id": report, "@type": "prov:Entity", "dcterms:title": doc.title, "dcterms:source": doc.uri,
               "dcterms:issued": item.published(), "dcterms:identifier": doc.id, "sayso:content": doc.content,
               "prov:wasAttributedTo": {"@id": outlet}}  # fmt: skip
        models = [f"{m.name} {m.version}" for m in coding.models] if coding else []
        yield {"@id": reading, "@type": "prov:Activity", "prov:used": {"@id": report}, "sayso:models": models,
               "sayso:rules": coding.rules if coding else None,
               "prov:wasAssociatedWith": {"@id": _MACHINE}}  # fmt: skip
        for claim in item.report.claims:
            yield from (_agent(item, h) for h in claim.holders)
            yield _claim(item, claim, report, reading)


def _claim(item: Item, claim: Claim, report: str, reading: str) -> dict[str, Any]:
    agents = [{"@id": agent_name(item, h)} for h in claim.holders]
    return {
        "@id": _name("claim", item, claim.id),
        "@type": "prov:Entity",
        "rdfs:label": sentence(item.told(claim)),
        "prov:wasQuotedFrom": {"@id": report},
        "prov:wasGeneratedBy": {"@id": reading},
        "prov:wasAttributedTo": agents,
        "prov:qualifiedAttribution": [
            {
                "@type": "prov:Attribution",
                "prov:agent": agent,
                "sayso:depth": depth,
                "sayso:certainty": holder.certainty,
                "sayso:polarity": holder.polarity,
            }
            for depth, (holder, agent) in enumerate(zip(claim.holders, agents, strict=True))
        ],
        "prov:wasDerivedFrom": [{"@id": _name("claim", item, c)} for c in (*claim.of, *([claim.within or ""]))
                                if c in item.report.claim_by_id],
        "sayso:denies": [{"@id": _name("claim", item, c)} for c in item.denies.get(claim.id, ())],
        "sayso:accordingTo": item.according_to(claim),
        "sayso:kind": claim.kind,
        "sayso:type": claim.type,
        "sayso:certainty": claim.certainty,
        "sayso:polarity": claim.polarity,
        "sayso:quote": claim.span.of(item.text),
        "sayso:start": claim.span.start,
        "sayso:end": claim.span.end,
        "sayso:status": item.status(claim),
    }  # fmt: skip


def _agent(item: Item, holder: Holder) -> dict[str, Any]:
    return {
        "@id": agent_name(item, holder), "@type": agent_types(item, holder), "rdfs:label": item.holder(holder)
    }  # fmt: skip


def agent_types(item: Item, holder: Holder) -> list[str]:
    """What PROV calls a holder."""
    found = item.report.mention_by_id.get(holder.mention or "")
    kind = "Organization" if holder.kind == "outlet" else table("agents").get(found.kind if found else "", "Agent")
    return list(dict.fromkeys(["prov:Agent", f"prov:{kind}"]))


def agent_name(item: Item, holder: Holder | None) -> str:
    """One agent for an outlet in all reports, for a known actor in all reports, for anybody else in this one."""
    if holder is None or holder.kind == "outlet":
        outlet = item.report.document.outlet
        return f"urn:uuid:{uid('outlet', outlet) if outlet else uid('outlet of', item.document)}"
    if holder.mention is not None:
        return f"urn:uuid:{uid('actor', item.key(holder.mention))}"
    return f"urn:uuid:{uid('unnamed', item.document, item.holder(holder))}"


def _name(kind: str, item: Item, *more: str) -> str:
    return f"urn:uuid:{uid(kind, item.document, *more)}"
