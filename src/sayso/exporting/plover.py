"""PLOVER events as JSONL: one object an event claim, with who puts it forward, how surely, and within what.

After the layout of POLECAT records (Halterman et al.); what PLOVER has no field for — holders, certainty, polarity,
quote — stands beside its own fields and is never left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import json_line, uid
from sayso.exporting.items import Item, pin
from sayso.records.claim import Claim


def write(items: Iterable[Item]) -> Pieces:
    """One line an event claim."""
    yield "plover.jsonl", b""
    for item in items:
        for claim in item.report.claims:
            if claim.kind == "event":
                yield "plover.jsonl", json_line(event(item, claim))


def event(item: Item, claim: Claim) -> dict[str, Any]:
    """A claim as a PLOVER event."""
    doc, when, deaths = item.report.document, claim.when, claim.deaths
    return {
        "event_id": uid("event", item.document, claim.id),
        "event_type": claim.type,
        "event_mode": claim.mode,
        "contexts": list(claim.contexts),
        "event_date": when and {"start": when.start, "end": when.end, "precision": when.precision},
        "actors": [_party(item, m) for m in claim.actors if m in item.report.mention_by_id],
        "recipients": [_party(item, m) for m in claim.recipients if m in item.report.mention_by_id],
        "location": _location(claim),
        "deaths": deaths and {"low": deaths.low, "best": deaths.best, "high": deaths.high},
        "target_kind": claim.target_kind,
        "legal_status": claim.legal_status,
        "according_to": item.according_to(claim),
        "holders": [
            {"kind": h.kind, "name": item.holder(h), "certainty": h.certainty, "polarity": h.polarity}
            for h in claim.holders
        ],
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "auxiliary_modes": list(claim.modes),
        "main": claim.main,
        "within": claim.within,
        "denied_by": list(item.denied_by.get(claim.id, ())),
        "evidence": [{"kind": e.kind, "status": e.status} for e in claim.evidence],
        "status": item.status(claim),
        "claim_id": claim.id,
        "quote": claim.span.of(item.text),
        "span": list(claim.span),
        "story": {"id": item.document, "record": doc.record, "publisher": doc.outlet, "url": doc.uri,
                  "title": doc.title, "date": item.published(), "language": doc.language},
    }  # fmt: skip


def _party(item: Item, mention: str) -> dict[str, Any]:
    found = item.report.mention_by_id[mention]
    return {"name": item.name(mention), "id": item.key(mention), "text": found.text, "kind": found.kind,
            "country": found.country, "sector": found.sector, "private": found.private}  # fmt: skip


def _location(claim: Claim) -> dict[str, Any] | None:
    if (where := claim.where) is None:
        return None
    lat, lon = pin(where) or (None, None)
    return {"name": where.name, "country": where.country, "lat": lat, "lon": lon, "precision": where.precision}
