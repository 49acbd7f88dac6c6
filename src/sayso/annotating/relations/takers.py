"""Who gets what is given: the dative, "to X", "for X", "with X", "to fight alongside X", "used by X"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.goods import Good, stem
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.shapes import agents, first, given_two, listed, object_of, objects_of, run_on
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.actor import Mention

_SHARING = frozenset({"share", "exchange"})
_ABREAST = ("for", "alongside", "beside", "with")


def takers_of(verb: Token, goods: list[Good], who: Who) -> Iterator[Token]:
    """Heads of the phrases that say to whom a verb of giving gives."""
    table = words().sets
    yield from given_two(verb)[:1]
    for child in verb.rights:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            yield child
    into = ("into",) if verb.lemma_ in table["pouring"] else ()
    on = ("on", "upon") if verb.lemma_ in table["showering"] else ()
    after = run_on(verb)
    for head in (verb, *after, *(t for c in after if (t := object_of(c)) is not None)):
        yield from first(objects_of(head, "to", *into, *on))
    if not into:
        yield from (t for t in objects_of(verb, "into", "in") if t.lemma_.lower() in table["possessions"])
    things = {t.i: t for good in goods for whole in wholes(good) for t in (*listed(whole), *_beside(whole))}
    yield from first(t for thing in things.values() for t in objects_of(thing, "to", "for"))
    yield from got_for(verb)
    if verb.lemma_ == "pay" and goods:
        yield from (c for c in goods[0].noun.lefts if c.dep_ == "poss")
        yield from first(prepositional(goods[0].noun, "of"))
    if verb.lemma_ in _SHARING:
        for head in (verb, *things.values()):
            yield from first(prepositional(head, "with"))
    if goods and verb.lemma_ in table["ditransitive"] and not any(c.lower_ == "to" for c in verb.rights):
        yield from _run_together(things.values(), who)
    for thing in things.values():
        yield from (t for c in thing.rights if c.dep_ == "acl" and c.lemma_ in table["using"] for t in agents(c))
    if any(g.type in ("troops", "training") for g in goods):
        for head in (verb, *things.values()):
            yield from fought_for(head)


def _beside(noun: Token) -> Iterator[Token]:
    """Words of a list that the parser takes for adjectives: "consignments of rifles and Semtex *explosive* to"."""
    yield from (c for c in noun.rights if c.dep_ == "amod" and stem(c) in words().goods)


def got_for(verb: Token) -> list[Token]:
    """Whom things are got for: "procured false papers *for the Front*", "provides fuel for their trucks"."""
    return first(prepositional(verb, "for")) if verb.lemma_ in words().sets["getting"] else []


def wholes(good: Good) -> Iterator[Token]:
    """The noun of the goods, what they are so many of, and what news is about: each may bring who gets them.

    "Flew *loads* of mortars *to* X"; "shared pictures of the *garrison with* X".
    """
    noun = good.noun
    yield noun
    for _ in range(3):
        above = noun.head.head
        if noun.dep_ != "pobj" or above.pos_ != "NOUN" or stem(above) not in words().sets["carriers"]:
            break
        noun = above
        yield noun
    if good.type == "intelligence":
        yield from (t for t in prepositional(good.noun, "of", "about", "on") if t.pos_ == "NOUN")


def _run_together(things: Iterable[Token], who: Who) -> Iterator[Token]:
    """The taker that the parser makes a part of the goods: "gave *the rebels* rifles"."""
    for child in (c for thing in things for c in thing.lefts):
        party = _mentioned(child, who) if child.dep_ in ("compound", "nmod", "amod") else None
        named = party is not None and party.kind in ("armed_group", "organization", "state_body")
        if party is not None and (child.pos_ == "PROPN" or child.tag_ == "NNS" or (named and child.text[:1].isupper())):
            yield child


def _mentioned(child: Token, who: Who) -> Mention | None:
    """The mention that a word heads, or that ends with it where the parse tears it: "the Lord's Resistance *Army*"."""
    whole = who.index.covering(child)
    ends = whole is not None and whole.end == child.idx + len(child) and whole.kind == "armed_group"
    return who.index.headed(child) or (whole if ends else None)


def whose(taker: Token, who: Who) -> list[Party]:
    """Those behind what takes: "boats *of the Front*", "accounts *held by the Front*", "*the Front's* coffers"."""
    if found := who.owner_of_asset(taker):
        return found
    found = who.parties(taker)
    if any(p.mention.kind not in ("facility", "person") for p in found):
        return found
    held = [t for c in taker.rights if c.dep_ == "acl" and c.lemma_ in words().sets["using"] for t in agents(c)]
    return [p for t in (*held, *prepositional(taker, "of")) for p in who.parties(t)] or found


def fought_for(verb: Token) -> Iterator[Token]:
    """Whom soldiers are sent for: "in support of X", "to fight alongside X", "to help X"."""
    table = words().sets
    for cause in prepositional(verb, "in", "on", "to", "at"):
        if cause.lemma_ in table["causes"]:
            yield from first(prepositional(cause, "of", "for"))
            yield from (c for c in cause.lefts if c.dep_ == "poss")
    yield from first(prepositional(verb, "for", "alongside"))
    for child in verb.rights:
        if child.dep_ not in ("advcl", "xcomp", "acl", "relcl", "ccomp") or child.lemma_ not in table["helping"]:
            continue
        yield from (t for t in (object_of(child),) if t is not None)
        yield from first(prepositional(child, *_ABREAST))
        for side in prepositional(child, "on", "in"):
            yield from first(prepositional(side, "of")) if side.lemma_ in table["causes"] else ()


def with_of(verb: Token, moved: Token) -> Iterator[Token]:
    """Heads of the phrases with "with" beside a verb or its object."""
    for head in (verb, moved):
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ == "with":
                yield from (c for c in child.children if c.dep_ == "pobj")
