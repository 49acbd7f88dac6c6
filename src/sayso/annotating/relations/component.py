"""Who stands behind, over or beside whom: `sayso_relations` adds relation drafts to `Doc._.sayso_drafts`.

A tie needs three words of its own: one for each side and one for its type. Two names in one sentence are no tie, and
two ties never make a third.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.language import Language
from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.draft import Draft
from sayso.annotating.grammar.tree import clause, span_of
from sayso.annotating.relations import (
    aid,
    flows,
    giving,
    ground,
    journeys,
    lairs,
    lessons,
    light,
    nouns,
    provision,
    routes,
    sorties,
    verbs,
    voices,
)
from sayso.annotating.relations.check import features_of, sound
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.document import Span

marks.register()
_READERS = (
    giving.gives,
    giving.receives,
    verbs.acts,
    verbs.bound,
    verbs.pits,
    ground.harbours,
    ground.disposal,
    ground.camps,
    ground.consents,
    lairs.lends,
    lairs.keeps_there,
    lairs.none_there,
    lairs.overlooks,
    lessons.attends,
    lessons.learns_there,
    lessons.puts_through,
    flows.flows,
    flows.leans,
    flows.sustains,
    flows.learns,
    flows.shows,
    flows.thanks,
    flows.uses,
    flows.bears,
    flows.tips,
    flows.pays_for,
    flows.suppliers,
    light.light,
    light.joint,
    light.fused,
    light.abreast,
    light.armed,
    provision.available,
    provision.at_disposal,
    provision.builds,
    provision.owes,
    provision.bills,
    provision.hands,
    provision.treats,
    provision.lacks,
    provision.keeps_in,
    provision.recipients,
    provision.overtaken,
    sorties.fights_for,
    sorties.flies_from,
    voices.broadcasts,
    voices.lets_use,
    voices.recruits,
    voices.travels,
    nouns.hyphened,
    nouns.roles,
    nouns.tie_nouns,
    nouns.phrases,
    aid.aid_nouns,
    aid.deliveries,
    aid.destined,
    journeys.journeys,
    routes.carries,
    routes.carriage,
    routes.ways,
    routes.passes,
    routes.conduits,
)


@Language.factory(
    "sayso_relations",
    requires=["token.dep", "token.lemma", "doc.sents", "doc._.sayso_mentions"],
    assigns=["doc._.sayso_drafts"],
)
class RelationReader:
    """Adds relation drafts to `doc._.sayso_drafts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the relations of each sentence."""
        doc._.sayso_drafts = (*doc._.sayso_drafts, *relations_of(doc))
        return doc


def relations_of(doc: Doc) -> list[Draft]:
    """The relation drafts of a Doc whose mentions are set, in text order."""
    who = Who(doc)
    drafts: dict[tuple[object, ...], Draft] = {}
    for token in _candidates(doc):
        if asks(token):
            continue
        for read in _READERS:
            for found in read(token, who):
                draft = _draft(found, who)
                if draft is not None:
                    drafts.setdefault(_key(draft), draft)
    return sorted(drafts.values(), key=lambda d: d.trigger)


def _candidates(doc: Doc) -> Iterator[Token]:
    """Tokens whose lemma or form is in one of the tables; compared as numbers, since most words are in none."""
    wanted = _hashes()
    for token in doc:
        if token.lemma in wanted or token.lower in wanted:
            yield token


@cache
def _hashes() -> frozenset[int]:
    return frozenset(get_string_id(word) for word in words().triggers)


def asks(token: Token) -> bool:
    """Whether the token's sentence is a question, or a heading that asks ("How ... arms its gangs")."""
    sent = token.sent
    last = sent.end - 1
    while last > sent.start and (token.doc[last].is_space or token.doc[last].is_quote):
        last -= 1
    if token.doc[last].text == "?":
        return True
    first = next((t for t in sent if not (t.is_space or t.is_punct)), token)
    return first.lower_ in ("how", "why", "who", "whether") and token.doc[last].text not in ".!;:"


def _draft(found: Found, who: Who) -> Draft | None:
    sides = sound(found, who)
    if sides is None:
        return None
    subjects, objects = sides
    return Draft(
        kind="relation",
        type=found.type,  # type: ignore[arg-type]
        head=found.head.i,
        trigger=span_of(found.head.doc, found.start, found.end),
        span=_span(found, [*subjects, *objects]),
        modes=found.modes,
        subjects=_ids(subjects),
        objects=_ids(objects),
        route=found.route,
        features=features_of(found, subjects, objects, who),
    )


def _ids(parties: list[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.mention.id for p in parties))


def _key(draft: Draft) -> tuple[object, ...]:
    return (draft.type, draft.trigger, frozenset(draft.subjects) | frozenset(draft.objects))


def _span(found: Found, parties: list[Party]) -> Span:
    """From the first to the last word that the relation rests on, with the verb's clause where there is one."""
    doc, sent = found.head.doc, found.head.sent
    places = [found.start, found.end - 1, *(w.i for w in found.words), *(p.token.i for p in parties)]
    whole = span_of(doc, max(min(places), sent.start), min(max(places), sent.end - 1) + 1)
    own = clause(found.head) if found.head.pos_ == "VERB" else whole
    spans = [whole, own, *(p.mention.span for p in parties if not p.pronoun and _inside(p, sent.start, sent.end))]
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def _inside(party: Party, start: int, end: int) -> bool:
    return start <= party.token.i < end
