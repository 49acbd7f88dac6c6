"""Who gets what is given: the dative, "to X", "for X", "with X", "to fight alongside X", "used by X"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.goods import Good
from sayso.annotating.relations.shapes import agents, first, given_two, listed, object_of, objects_of
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_SHARING = frozenset({"share", "exchange"})
_BESIDE = ("for", "alongside", "beside", "with")


def takers_of(verb: Token, goods: list[Good], who: Who) -> Iterator[Token]:
    """Heads of the phrases that say to whom a verb of giving gives."""
    table = words().sets
    yield from given_two(verb)[:1]
    for child in verb.rights:
        if child.dep_ == "dative" and child.pos_ != "ADP":
            yield child
    into = ("into",) if verb.lemma_ in table["pouring"] else ()
    yield from first(objects_of(verb, "to", *into, *(("on", "upon") if verb.lemma_ in table["showering"] else ())))
    things = {t.i: t for good in goods for t in listed(good.noun)}
    yield from first(t for thing in things.values() for t in objects_of(thing, "to", "for"))
    if verb.lemma_ == "pay" and goods:
        yield from (c for c in goods[0].noun.lefts if c.dep_ == "poss")
        yield from first(prepositional(goods[0].noun, "of"))
    if verb.lemma_ in _SHARING:
        for head in (verb, *(g.noun for g in goods)):
            yield from first(prepositional(head, "with"))
    if goods and verb.lemma_ in table["ditransitive"] and not any(c.lower_ == "to" for c in verb.rights):
        yield from _run_together(goods, who)
    for thing in things.values():
        yield from (t for c in thing.rights if c.dep_ == "acl" and c.lemma_ in table["using"] for t in agents(c))
    if any(g.type in ("troops", "training") for g in goods):
        for head in (verb, *things.values()):
            yield from fought_for(head)


def _run_together(goods: list[Good], who: Who) -> Iterator[Token]:
    """The taker that the parser makes a part of the goods: "gave *the rebels* rifles"."""
    for child in goods[0].noun.lefts:
        party = who.index.headed(child) if child.dep_ in ("compound", "nmod") else None
        if party is not None and (child.pos_ == "PROPN" or child.tag_ == "NNS"):
            yield child


def fought_for(verb: Token) -> Iterator[Token]:
    """Whom soldiers are sent for: "in support of X", "to fight alongside X", "to help X"."""
    table = words().sets
    for cause in prepositional(verb, "in", "on", "to"):
        if cause.lemma_ in table["causes"]:
            yield from first(prepositional(cause, "of", "for"))
            yield from (c for c in cause.lefts if c.dep_ == "poss")
    yield from first(prepositional(verb, "for", "alongside"))
    for child in verb.rights:
        if child.dep_ not in ("advcl", "xcomp", "acl", "relcl", "ccomp") or child.lemma_ not in table["helping"]:
            continue
        yield from (t for t in (object_of(child),) if t is not None)
        yield from first(prepositional(child, *_BESIDE))
        for side in prepositional(child, "on", "in"):
            yield from first(prepositional(side, "of")) if side.lemma_ in table["causes"] else ()


def with_of(verb: Token, moved: Token) -> Iterator[Token]:
    """Heads of the phrases with "with" beside a verb or its object."""
    for head in (verb, moved):
        for child in head.rights:
            if child.dep_ == "prep" and child.lower_ == "with":
                yield from (c for c in child.children if c.dep_ == "pobj")
