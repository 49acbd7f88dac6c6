"""A report as entities of FollowTheMoney: its article, who is named in it, and what is said of them.

FollowTheMoney has no polarity and no tense: what is denied, planned or imagined becomes a Note in words, never an
Event or a link. Every sentence of ours begins with "according to".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.exporting.encoding import sane, uid
from sayso.exporting.flat_rows import ties_of
from sayso.exporting.items import REVIEWED, UNREVIEWED, Item, alpha2, flat, named, table
from sayso.records.actor import Actor, Mention
from sayso.records.claim import Claim

_MEMBERSHIP = frozenset({"member_of", "part_of"})
_LANGUAGES = {"en": "eng", "de": "deu", "fr": "fra", "es": "spa", "ar": "ara", "ru": "rus", "pt": "por", "it": "ita"}


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity with its properties, and the claims that it rests on."""

    id: str
    schema: str
    properties: dict[str, list[str]]
    claims: tuple[Claim, ...] = ()


def entities(item: Item) -> Iterator[Entity]:
    """The entities of one report, the article first."""
    yield _article(item)
    ends = item.linked.actor_by_id
    ties = [t for t in ties_of(item) if t[0].plain() and _tied(ends[t[1]]) and _tied(ends[t[2]])]
    tied = {end for _, *both in ties for end in both}
    yield from (_actor(item, a) for a in item.linked.actors if a.id in tied or _entity(a))
    yield from (_mention(item, m) for m in item.report.mentions)
    linked = {claim.id for claim, _, _ in ties}
    for claim in item.report.claims:
        if claim.kind == "event" and claim.plain():
            yield _event(item, claim)
        elif claim.id not in linked:
            yield _note(item, claim)
    for claim, left, right in ties:
        yield _link(item, claim, ends[left], ends[right])


def _properties(**given: Any) -> dict[str, list[str]]:
    """Properties with a value, each a list of texts."""
    several = {n: [v] if isinstance(v, str) else list(v or ()) for n, v in given.items()}
    return {n: [sane(v) for v in dict.fromkeys(values) if v] for n, values in several.items() if any(values)}


def _article(item: Item) -> Entity:
    doc = item.report.document
    web = doc.uri if doc.uri and doc.uri.startswith(("http://", "https://")) else None
    language = _LANGUAGES.get(doc.language or "")
    title = flat(doc.title or "") or "Report without a title"
    return Entity(_article_id(item), "Article", _properties(
        title=title, publisher=doc.outlet, publishedAt=item.published(), sourceUrl=web, language=language,
        bodyText=doc.text,
    ))  # fmt: skip


def _entity(actor: Actor) -> bool:
    """Whether an actor is an entity by itself: no private person is, no place, and nobody without a name."""
    return not actor.private and actor.kind not in ("place", "facility") and named(actor)


def _tied(actor: Actor) -> bool:
    """Whether an actor may stand at the end of a link; a group that is only described may, a person may not."""
    return _entity(actor) or actor.kind in ("armed_group", "organization", "state_body", "state")


def _actor(item: Item, actor: Actor) -> Entity:
    schema = table("ftm")[actor.kind]
    return Entity(
        _actor_id(item, actor), schema, _properties(name=item.called(actor), country=country_code(actor.country))
    )


def _mention(item: Item, mention: Mention) -> Entity:
    actor = item.actor(mention.id)
    known = actor is not None and _entity(actor) and not mention.private
    return Entity(f"sayso-{uid('ftm mention', item.document, mention.id)}", "Mention", _properties(
        document=_article_id(item),
        name=item.name(mention.id),
        resolved=_actor_id(item, actor) if actor is not None and known else None,
        detectedSchema=table("ftm")[mention.kind] if known else None,
        contextCountry=country_code(mention.country),
    ))  # fmt: skip


def _event(item: Item, claim: Claim) -> Entity:
    where = claim.where
    denials = [item.report.claim_by_id[c] for c in item.denied_by.get(claim.id, ()) if c in item.report.claim_by_id]
    return Entity(f"sayso-{uid('ftm event', item.document, claim.id)}", "Event", _properties(
        name=f"{claim.type}, {item.according_to(claim)}",
        summary=item.told(claim),
        description=[f"{item.according_to(d)}, denied: {item.told(d)}" for d in denials],
        **_dates(claim),
        location=where.name if where else None,
        country=country_code(where.country if where else None),
        involved=_actor_ids(item, (*claim.actors, *claim.recipients)),
        publisher=item.report.document.outlet,
        proof=_article_id(item),
    ), (claim,))  # fmt: skip


def _note(item: Item, claim: Claim) -> Entity:
    named = _actor_ids(item, (*claim.actors, *claim.recipients, *claim.subjects, *claim.objects))
    told = f"{item.told(claim)} {REVIEWED if claim.id in item.reviewed else UNREVIEWED}"
    return Entity(f"sayso-{uid('ftm note', item.document, claim.id)}", "Note", _properties(
        name=f"{claim.type or claim.kind}, {item.according_to(claim)}", description=told, entity=named,
    ), (claim,))  # fmt: skip


def _link(item: Item, claim: Claim, left: Actor, right: Actor) -> Entity:
    """A tie: a Membership where the text says member or part, else an UnknownLink with its role in words."""
    ends = ("member", "organization") if claim.type in _MEMBERSHIP else ("subject", "object")
    schema = "Membership" if claim.type in _MEMBERSHIP else "UnknownLink"
    given = {ends[0]: _actor_id(item, left), ends[1]: _actor_id(item, right)}
    identity = f"sayso-{uid('ftm tie', item.document, claim.id, left.id, right.id)}"
    return Entity(identity, schema, _properties(
        **given,
        role=f"{item.according_to(claim)}: {claim.type}",
        summary=item.told(claim),
        **_dates(claim),
        publisher=item.report.document.outlet,
        proof=_article_id(item),
    ), (claim,))  # fmt: skip


def country_code(code: str | None) -> str | None:
    """FollowTheMoney's code of a country."""
    short: str | None = table("ftm_countries").get(code) if code else None
    return short or (alpha2(code) or "").lower() or None


def _dates(claim: Claim) -> dict[str, str | None]:
    when = claim.when
    if when is None:
        return {}
    if when.start and when.start == when.end:
        return {"date": when.start}
    return {"startDate": when.start, "endDate": when.end}


def _article_id(item: Item) -> str:
    return f"sayso-{uid('ftm article', item.document)}"


def _actor_id(item: Item, actor: Actor) -> str:
    return f"sayso-{uid('ftm actor', item.actor_key(actor))}"


def _actor_ids(item: Item, mentions: Iterable[str]) -> list[str]:
    found = (item.actor(m) for m in mentions)
    return [_actor_id(item, a) for a in found if a is not None and _entity(a)]
