"""schema.org Claims (JSON-LD): who claims what, and where it appeared. Never a ClaimReview, never a rating."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.annotations import VOCABULARY, source_of
from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import dense, json_list, uid
from sayso.exporting.items import REVIEWED, UNREVIEWED, Item, sentence, table
from sayso.records.claim import Claim, Holder


def write(items: Iterable[Item]) -> Pieces:
    """One graph of Claims and of the articles that they appear in."""
    graph = (dense(node) for item in items for node in _nodes(item))
    head = {"@context": ["https://schema.org", {"sayso": VOCABULARY}]}
    for piece in json_list(head, "@graph", graph):
        yield "claims.jsonld", piece.encode()


def _nodes(item: Item) -> Iterator[dict[str, Any]]:
    doc = item.report.document
    outlet = {"@type": "Organization", "name": doc.outlet} if doc.outlet else None
    yield {
        "@type": "NewsArticle" if doc.genre == "news" else "CreativeWork",
        "@id": source_of(item),
        "identifier": item.document,
        "headline": doc.title,
        "publisher": outlet,
        "datePublished": item.published(),
        "inLanguage": doc.language,
        "genre": None if doc.genre == "unknown" else doc.genre,
    }
    yield from (_claim(item, claim) for claim in item.report.claims)


def _claim(item: Item, claim: Claim) -> dict[str, Any]:
    when = claim.when
    status = REVIEWED if claim.id in item.reviewed else UNREVIEWED
    denied = [f"urn:uuid:{uid('claim', item.document, c)}" for c in item.denied_by.get(claim.id, ())]
    return {
        "@type": "Claim",
        "@id": f"urn:uuid:{uid('claim', item.document, claim.id)}",
        "name": claim.type or claim.kind,
        "text": sentence(item.told(claim)),
        "author": _agent(item, claim.holders[-1]),
        "appearance": {"@id": source_of(item)},
        "about": [{"@type": "Thing", "name": n} for n in item.who((*claim.actors, *claim.subjects))],
        "temporalCoverage": f"{when.start or '..'}/{when.end or '..'}" if when else None,
        "contentLocation": {"@type": "Place", "name": claim.where.name} if claim.where else None,
        "creativeWorkStatus": status,
        "keywords": ", ".join([*([claim.mode] if claim.mode else []), *claim.contexts]),
        "sayso:accordingTo": item.according_to(claim),
        "sayso:holders": item.holders(claim),
        "sayso:certainty": claim.certainty,
        "sayso:polarity": claim.polarity,
        "sayso:modes": list(claim.modes),
        "sayso:within": claim.within,
        "sayso:evidence": item.evidence(claim),
        "sayso:deniedBy": [{"@id": name} for name in denied],
        "sayso:start": claim.span.start,
        "sayso:end": claim.span.end,
    }


def _agent(item: Item, holder: Holder) -> dict[str, Any]:
    found = item.report.mention_by_id.get(holder.mention or "")
    kind = "Organization" if holder.kind == "outlet" else table("agents").get(found.kind if found else "", "Agent")
    return {"@type": "Thing" if kind == "Agent" else kind, "name": item.holder(holder)}
