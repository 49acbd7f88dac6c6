"""Ties that a verb and a noun make together: "joined forces with", "carried out joint operations with"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words


def light(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER joins forces with COMPLEMENT; takes up arms against COMPLEMENT."""
    for frame, verbs in words().light.get(noun.lemma_, ()):
        verb = noun.head
        if noun.dep_ not in ("dobj", "prt") or verb.lemma_ not in verbs:
            continue
        others = [t for head in (noun, verb) for t in prepositional(head, *frame.preps)]
        left = who.parties(bearer(verb))
        right = [p for t in others for p in who.parties(t)] or (who.modifier(noun) if frame.flip else [])
        if frame.flip:
            left, right = right, left
        first, last = sorted((verb.i, noun.i))
        good = Good(frame.type, first, last + 1, verb)
        yield found(good, frame.need, verb, left, right, how="light verb", words=others)


def fused(word: Token, who: Who) -> Iterator[Found]:
    """SUBJECT trained OBJECT, where the parser takes the verb for a participle of its object and finds no other."""
    frame = words().acts.get(word.lemma_)
    noun = word.head if word.dep_ == "amod" else word.head.head
    if frame is None or word.tag_ not in ("VBD", "VBN") or noun.dep_ != "ROOT" or noun.pos_ not in ("NOUN", "PROPN"):
        return
    first = word if word.dep_ == "amod" else word.head
    if first.i == 0 or word.dep_ not in ("amod", "conj") or first.head.i != noun.i:
        return
    doer = first.nbor(-1)
    if doer.head.i != noun.i or who.index.headed(doer) is None:
        return
    taken = who.named_within(noun, after=word.i)
    good = Good(frame.type, word.i, word.i + 1, word)
    yield found(good, frame.need, word, who.parties(doer), taken, how="fused", words=[doer, noun])


def joint(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER carries out joint operations with COMPLEMENT; BEARERS hold them together."""
    table = words().sets
    if noun.lemma_ not in table["joint_nouns"] or noun.pos_ != "NOUN":
        return
    if not any(c.lower_ in table["joint"] for c in noun.lefts):
        return
    verb = noun.head
    if noun.dep_ not in ("dobj", "pobj", "nsubjpass", "conj"):
        return
    while verb.pos_ != "VERB" and verb.head.i != verb.i:
        verb = verb.head
    left = who.parties(bearer(verb)) if noun.dep_ != "nsubjpass" else []
    others = [t for head in (noun, verb) for t in prepositional(head, "with", "alongside")]
    right = [p for t in others for p in who.parties(t)]
    if not right and len(left) > 1:
        left, right = left[:1], left[1:]
    good = Good("infrastructure", noun.i, noun.i + 1, noun)
    yield found(good, "either", verb, left, right, how="joint", words=others)
