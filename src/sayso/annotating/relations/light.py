"""Ties that a verb and a noun make together: "joined forces with", "carried out joint operations with"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.shapes import agents, object_of
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.warlike import no_state, soldiers
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_FINITE = frozenset({"ROOT", "conj", "ccomp", "advcl", "relcl"})


def light(noun: Token, who: Who) -> Iterator[Found]:
    """BEARER joins forces with COMPLEMENT; takes up arms against COMPLEMENT."""
    for frame, verbs in words().light.get(noun.lemma_, ()):
        verb = noun.head
        moves = noun.dep_ == "nsubjpass"
        if noun.dep_ not in ("dobj", "prt", "nsubjpass") or verb.lemma_ not in verbs:
            continue
        others = [t for head in (noun, verb) for t in prepositional(head, *frame.preps)]
        left = [p for t in agents(verb) for p in who.behind(t)] if moves else who.parties(bearer(verb))
        right = [p for t in others for p in who.parties(t)] or (who.modifier(noun) if frame.flip else [])
        if not right and frame.type == "allied_with" and len(left) > 1:
            left, right = left[:1], left[1:]
        if frame.flip:
            left, right = right, left
        first, last = sorted((verb.i, noun.i))
        good = Good(frame.type, first, last + 1, verb)
        yield found(good, frame.need, verb, left, right, how="light verb", words=others)


def abreast(word: Token, who: Who) -> Iterator[Found]:
    """BEARER fought side by side, shoulder to shoulder, hand in hand with COMPLEMENT."""
    if word.lower_ not in ("side", "shoulder", "hand", "glove") or word.i - word.sent.start < 3:
        return
    first, prep = word.nbor(-2), word.nbor(-1)
    pair = (first.lower_, prep.lower_, word.lower_)
    if first.lower_ != word.lower_ and pair != ("hand", "in", "glove"):
        return
    verb = next((t for t in first.ancestors if t.pos_ in ("VERB", "AUX") and t.i < first.i), None)
    if verb is None or prep.lower_ not in ("by", "to", "in"):
        return
    fought = next((c for c in verb.rights if c.dep_ == "dobj" and c.i != first.i), None)
    if fought is not None and not who.parties(fought):
        return  # a fire, a flood
    others = [t for head in (word, first, verb) for t in prepositional(head, "with")][:1]
    left, right = who.behind(bearer(verb)), [p for t in others for p in who.parties(t)]
    if not right and len(left) > 1:
        left, right = left[:1], left[1:]
    troops = soldiers(bearer(verb) or verb) and bool(right) and all(map(no_state, right))  # sent to fight for them
    good = Good("troops" if troops else "allied_with", first.i, word.i + 1, word)
    yield found(good, "military" if troops else "either", verb, left, right, how="abreast", words=others)


def fused(word: Token, who: Who) -> Iterator[Found]:
    """SUBJECT trained OBJECT, where the parser takes the verb for a participle of its object and finds no other."""
    frame = words().acts.get(word.lemma_)
    noun = word.head if word.dep_ == "amod" else word.head.head
    if frame is None or word.tag_ not in ("VBD", "VBN", "JJ") or not _headless(noun):
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


def _headless(noun: Token) -> bool:
    """Whether no verb stands above a noun: the parser took the sentence for a phrase."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return False
    return noun.dep_ == "ROOT" or (noun.dep_ == "pobj" and all(t.pos_ in ("ADP", "NUM") for t in noun.ancestors))


def armed(word: Token, who: Who) -> Iterator[Found]:
    """SUBJECT armed OBJECT, where the tagger takes the verb for an adjective: "armed, paid and trained the front"."""
    if word.i and word.lower_ in ("armed", "rearmed") and word.dep_ == "amod" and word.nbor(-1).lemma_ == "have":
        have, taken = word.nbor(-1), word.head
        doer = bearer(have) if taken.dep_ == "dobj" and taken.head.i == have.i else None
        good = Good("weapons", word.i, word.i + 1, word)  # "had *armed UNITA*"
        yield found(good, "military", have, who.parties(doer), who.parties(taken), how="active", words=[doer, taken])
        return
    if word.lower_ not in ("armed", "rearmed") or word.pos_ != "ADJ" or word.dep_ not in _FINITE:
        return
    beside = [c for c in word.rights if c.dep_ == "conj" and c.pos_ == "VERB" and c.tag_ in ("VBD", "VBN")]
    if any(c.dep_ == "auxpass" for c in word.lefts) or not beside or agents(word):
        return
    done, doer = object_of(word), bearer(word)
    good = Good("weapons", word.i, word.i + 1, word)
    yield found(good, "military", word, who.parties(doer), who.parties(done), how="active", words=[doer, done])


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
