"""The objects of STIX that accuse by their very type: only of claims that a person has reviewed.

Every one of them says in its description according to whom. A natural person is never a threat actor.
"""

from __future__ import annotations

from collections.abc import Iterator

from sayso.exporting.flat_rows import ties_of
from sayso.exporting.items import Item, named, sentence, table
from sayso.exporting.stix_schema import Object, common, stix_id
from sayso.records.actor import Actor
from sayso.records.claim import Claim

_KINDS = frozenset({"state", "state_body", "armed_group", "organization"})


def objects(item: Item) -> Iterator[Object]:
    """Threat actors, and what relates them, from the reviewed claims that put an act or a tie forward as a fact."""
    sponsors = table("stix")["sponsor"]
    reviewed = [c for c in item.report.claims if c.id in item.reviewed and c.plain() and _threatens(c)]
    told: dict[str, list[Claim]] = {}
    known: dict[str, Actor] = {}
    for claim in reviewed:
        for mention in (*claim.actors, *claim.subjects):
            actor = item.actor(mention)
            if actor is not None and actor.kind in _KINDS and named(actor):
                known[actor.id] = actor
                told.setdefault(actor.id, []).append(claim)
    for key, claims in told.items():
        made = common("threat-actor", "threat actor", item.document, key, at=item)
        sponsor = any(c.kind == "relation" and c.type in sponsors for c in claims)
        yield made | {
            "name": item.called(known[key]),
            "description": sentence("; ".join(item.told(c) for c in claims)),
            "roles": ["sponsor"] if sponsor else [],
        }
        yield _relationship(item, "attributed-to", _actor(item, key), _identity(item, known[key]), claims)
    yield from _ties(item, frozenset(told))
    yield from _incidents(item, reviewed, frozenset(told))


def _threatens(claim: Claim) -> bool:
    """Whether a claim is of force, of covert action, or of standing behind somebody: to accuse or to protest is not."""
    lists = table("stix")
    if claim.kind == "relation":
        return claim.type in lists["sponsor"] or claim.type in lists["relationship"]
    return claim.type in lists["threat"] or (claim.type == "COERCE" and claim.mode in lists["threat_modes"])


def _ties(item: Item, actors: frozenset[str]) -> Iterator[Object]:
    names = table("stix")["relationship"]
    for claim, left, right in ties_of(item):
        if claim.id in item.reviewed and claim.plain() and claim.type in names and left in actors:
            other = item.linked.actor_by_id[right]
            yield _relationship(item, names[claim.type], _actor(item, left), _identity(item, other), [claim])


def _incidents(item: Item, reviewed: list[Claim], actors: frozenset[str]) -> Iterator[Object]:
    for claim in reviewed:
        incident = item.linked.incident_of.get(claim.id)
        for mention in claim.actors if incident else ():
            actor = item.actor(mention)
            if incident and actor is not None and actor.id in actors:
                source = stix_id("incident", "incident", item.document, incident.id)
                yield _relationship(item, "attributed-to", source, _actor(item, actor.id), [claim])


def _relationship(item: Item, kind: str, source: str, target: str, claims: list[Claim]) -> Object:
    named = [c.id for c in claims]
    return common("relationship", kind, item.document, source, target, *named, at=item) | {
        "relationship_type": kind,
        "description": sentence("; ".join(item.told(c) for c in claims)),
        "source_ref": source,
        "target_ref": target,
    }


def _actor(item: Item, key: str) -> str:
    return stix_id("threat-actor", "threat actor", item.document, key)


def _identity(item: Item, actor: Actor) -> str:
    return stix_id("identity", "actor", item.actor_key(actor))
