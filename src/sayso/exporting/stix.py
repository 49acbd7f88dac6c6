"""A STIX 2.1 bundle: reports, those whom they name, claims as objects of our own, denials as opinions.

What no person has reviewed makes no `threat-actor` and no relationship: STIX has no place for "according to" but a
description, and feeds are read by machines. `confidence` stands on our own object only and is how sure the reading of
the sentence is. Timestamps are the report's day (the epoch where it is not known), so that the same input gives the
same bundle.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sayso.exporting import stix_reviewed
from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import dense, json_list, uid
from sayso.exporting.items import REVIEWED, UNREVIEWED, Item, alpha2, flat, named, pin, sentence, table
from sayso.exporting.stix_schema import EXTENSION, Object, common, extended, heads, stamp, stix_id
from sayso.records.actor import Actor
from sayso.records.claim import Claim


def write(items: Iterable[Item]) -> Pieces:
    """One bundle. Its id is made of the ids in it, and comes last."""
    seen: dict[str, None] = {}
    tail: dict[str, Any] = {}
    for piece in json_list({"type": "bundle"}, "objects", _objects(items, seen, tail), tail):
        yield "bundle.json", piece.encode()


def _objects(items: Iterable[Item], seen: dict[str, None], tail: dict[str, Any]) -> Iterator[Object]:
    """The objects of all reports, each id once."""
    for made in _all(items):
        if made["id"] not in seen:
            seen[made["id"]] = None
            yield dense(made)
    tail["id"] = "bundle--" + uid("bundle", *seen)


def _all(items: Iterable[Item]) -> Iterator[Object]:
    yield from heads()
    for item in items:
        if not item.report.claims:
            continue  # a STIX report refers to something
        made = list(_of_report(item))
        yield from made
        yield _report(item, [o["id"] for o in made])


def _of_report(item: Item) -> Iterator[Object]:
    used = dict.fromkeys(m for c in item.report.claims for m in _mentions(c))
    actors = {a.id: a for m in used if (a := item.actor(m)) is not None and _shown(a)}
    yield from (identity(item, a) for a in actors.values())
    for claim in item.report.claims:
        if (place := _location(claim)) is not None:
            yield place
        yield _claim(item, claim)
    for claim in item.report.claims:
        if denied := [c for c in item.denies.get(claim.id, ()) if c in item.report.claim_by_id]:
            yield _opinion(item, claim, denied)
    yield from _incidents(item)
    yield from stix_reviewed.objects(item)
    yield _note(item)


def _mentions(claim: Claim) -> Iterator[str]:
    route = claim.route
    ways = (*route.from_, *route.via, *route.to) if route else ()
    yield from (*claim.actors, *claim.recipients, *claim.subjects, *claim.objects, *ways)
    yield from (h.mention for h in claim.holders if h.mention is not None)


def _shown(actor: Actor) -> bool:
    """Whether an actor is an identity: of persons only those with a name or a pseudonym."""
    return actor.kind != "person" or actor.private or named(actor)


def identity(item: Item, actor: Actor) -> Object:
    """Somebody whom a report names. A private person has a pseudonym and nothing else."""
    kind = table("stix")["identity"][actor.kind]
    return common("identity", "actor", item.actor_key(actor)) | {"name": item.called(actor), "identity_class": kind}


def claim_id(item: Item, claim: str) -> str:
    """The id of a claim's object."""
    return stix_id("sayso-claim", "claim", item.document, claim)


def _refs(item: Item, mentions: Iterable[str]) -> list[str]:
    actors = [item.actor(m) for m in mentions]
    return list(
        dict.fromkeys(stix_id("identity", "actor", item.actor_key(a)) for a in actors if a is not None and _shown(a))
    )


def _claim(item: Item, claim: Claim) -> Object:
    """A claim as an object of our own, as the extension definition documents it."""
    when, where = claim.when, _location(claim)
    same = ("kind", "mode", "certainty", "polarity", "main", "legal_status", "target_kind")
    within = claim.within if claim.within in item.report.claim_by_id else None
    known = [c for c in claim.of if c in item.report.claim_by_id]
    made = common("sayso-claim", "claim", item.document, claim.id, at=item) | extended("new-sdo")
    made |= {"name": sentence(item.told(claim)), "claim_type": claim.type}
    made |= {name: getattr(claim, name) for name in same} | {
        "confidence": round(claim.score * 100) if 0 <= claim.score <= 1 else None,
        "according_to": item.according_to(claim),
        "holder_names": item.holders(claim),
        "holder_refs": _refs(item, (h.mention for h in claim.holders if h.mention is not None)),
        "modes": list(claim.modes),
        "contexts": list(claim.contexts),
        "actor_refs": _refs(item, (*claim.actors, *claim.subjects)),
        "recipient_refs": _refs(item, (*claim.recipients, *claim.objects)),
        "location_ref": where["id"] if where else None,
        "within_ref": claim_id(item, within) if within else None,
        "of_refs": [claim_id(item, c) for c in known],
        "start_date": when.start if when else None,
        "end_date": when.end if when else None,
        "time_precision": when.precision if when else None,
        "evidence": [{"kind": e.kind, "status": e.status} for e in claim.evidence],
        "quote": claim.span.of(item.text),
        "span": list(claim.span),
        "review": item.status(claim),
        "admiralty": "F6",
    }
    return made


def _location(claim: Claim) -> Object | None:
    """A place; coordinates only where the text is that fine."""
    where = claim.where
    if where is None:
        return None
    at, code = pin(where), alpha2(where.country)
    if at is None and code is None:
        return None  # STIX knows no place without a country, a region of the UN's list or coordinates
    key = (where.name, where.country or "", where.precision or "")
    made = common("location", "place", *key) | {"name": where.name, "country": code}
    return made | ({"latitude": at[0], "longitude": at[1]} if at else {})


def _opinion(item: Item, claim: Claim, denied: list[str]) -> Object:
    """A denial beside what it denies."""
    return common("opinion", "denial", item.document, claim.id, at=item) | {
        "opinion": "strongly-disagree" if claim.certainty == "certain" else "disagree",
        "explanation": sentence(item.told(claim)),
        "authors": item.holders(claim)[-1:],
        "object_refs": [claim_id(item, c) for c in denied],
    }


def _incidents(item: Item) -> Iterator[Object]:
    """What several claims are about, as far as all of them are exported; told by its first claim."""
    for found in item.linked.incidents:
        told = [item.report.claim_by_id[c] for c in found.claims]
        refs = {"claim_refs": [claim_id(item, c.id) for c in told], "event_type": found.type}
        yield common("incident", "incident", item.document, found.id, at=item) | {
            "name": f"{found.type} as told by sources",
            "description": sentence("; ".join(item.told(c) for c in told)),
            "extensions": {EXTENSION: {"extension_type": "property-extension"} | refs},
        }


def _note(item: Item) -> Object:
    whole = all(c.id in item.reviewed for c in item.report.claims)
    content = f"{REVIEWED if whole else UNREVIEWED} Every claim is on the say-so of those it names."
    refs = [claim_id(item, c.id) for c in item.report.claims]
    made = common("note", "note", item.document, at=item)
    return made | {"abstract": "How this was read", "content": content, "object_refs": refs}


def _report(item: Item, refs: list[str]) -> Object:
    doc = item.report.document
    known = "" if item.published() else " The day of publication is not known."
    source = {"source_name": flat(doc.outlet or "") or "the report", "external_id": doc.id}
    web = (doc.uri or "").startswith(("http://", "https://"))
    return common("report", "report", item.document, at=item) | {
        "name": flat(doc.title or "") or "Report without a title",
        "description": f"{UNREVIEWED if not item.reviewed else 'Reviewed in part or whole.'}{known}",
        "published": stamp(item),
        "object_refs": list(dict.fromkeys(refs)),
        "external_references": [source | ({"url": doc.uri} if web else {})],
    }
