"""FollowTheMoney entities as JSON lines, their statements as CSV, and beside them who holds each.

Schema and property names are those of FollowTheMoney 4. A statement's `dataset` is the publication, its `origin` what
read it; the sidecar `asserters.csv` gives for each statement that rests on a claim the asserters, certainty, polarity
and span. A private person is no entity. No topic is ever set: an allegation makes nobody a `crime` or a `sanction`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import csv_line, digest, joined, json_line, sane
from sayso.exporting.ftm_entities import Entity, entities
from sayso.exporting.items import Item
from sayso.records.claim import Claim

STATEMENTS = ("canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang",
              "original_value", "external", "first_seen", "last_seen", "id")  # fmt: skip
ASSERTERS = ("statement_id", "entity_id", "prop", "document", "claim", "according_to", "holders", "certainty",
             "polarity", "modes", "evidence", "start", "end", "quote", "status")  # fmt: skip
_TYPES = {
    "country": "country", "contextCountry": "country", "jurisdiction": "country", "language": "language",
    "date": "date", "startDate": "date", "endDate": "date", "publishedAt": "date",
    "sourceUrl": "url", "name": "name", "location": "address", "contentHash": "checksum",
    "description": "text", "summary": "text", "bodyText": "text",
    "document": "entity", "resolved": "entity", "proof": "entity", "involved": "entity", "subject": "entity",
    "object": "entity", "member": "entity", "organization": "entity", "entity": "entity",
}  # fmt: skip


def write(items: Iterable[Item]) -> Pieces:
    """The three files, entity by entity. An actor of several reports has statements in the dataset of each."""
    yield "entities.ftm.json", b""
    yield "statements.csv", csv_line(STATEMENTS, every=True)
    yield "asserters.csv", csv_line(ASSERTERS)
    for item in items:
        dataset, origin = dataset_of(item), _origin(item)
        for entity in entities(item):
            yield "entities.ftm.json", json_line(_entity(entity, dataset))
            told = [_told(item, claim) for claim in entity.claims]
            for prop, value in _values(entity):
                made = digest(dataset, entity.id, prop, value)
                row = {"canonical_id": entity.id, "entity_id": entity.id, "prop": prop, "schema": entity.schema}
                row |= {"prop_type": _TYPES.get(prop, "string"), "value": value, "dataset": dataset, "id": made}
                row |= {"origin": origin, "external": "f"}
                yield "statements.csv", csv_line([row.get(c) for c in STATEMENTS], every=True)
                for asserted in told:
                    of = {"statement_id": made, "entity_id": entity.id, "prop": prop} | asserted
                    yield "asserters.csv", csv_line([of.get(c) for c in ASSERTERS])


def dataset_of(item: Item) -> str:
    """The publication as a dataset's name: small letters, digits and underscores."""
    name = re.sub(r"[^a-z0-9]+", "_", (item.report.document.outlet or "").lower()).strip("_")
    return name or "unknown_publication"


def _origin(item: Item) -> str:
    coding = item.report.coding
    return f"sayso-rules-{coding.rules}" if coding else "sayso"


def _entity(entity: Entity, dataset: str) -> dict[str, Any]:
    caption = next(iter(entity.properties.get("name") or entity.properties.get("title") or [entity.schema]))
    return {"id": entity.id, "schema": entity.schema, "caption": caption, "datasets": [dataset], "referents": [],
            "properties": entity.properties}  # fmt: skip


def _values(entity: Entity) -> Iterator[tuple[str, str]]:
    yield "id", digest(entity.id, entity.schema, *(f"{p}={v}" for p, vs in entity.properties.items() for v in vs))
    for prop, values in entity.properties.items():
        yield from ((prop, sane(value)) for value in values)


def _told(item: Item, claim: Claim) -> dict[str, Any]:
    """On whose say-so a claim stands, and on which words."""
    row: dict[str, Any] = {"document": item.document, "claim": claim.id, "according_to": item.according_to(claim)}
    row |= {"holders": joined(item.holders(claim)), "certainty": claim.certainty, "polarity": claim.polarity}
    row |= {"modes": joined(claim.modes), "evidence": item.evidence(claim), "start": claim.span.start}
    return row | {"end": claim.span.end, "quote": claim.span.of(item.text), "status": item.status(claim)}
