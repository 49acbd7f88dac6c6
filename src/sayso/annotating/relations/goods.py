"""What is given: the nouns that say which type of support it is, each with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts
from sayso.annotating.relations.words import words

_HELP = "unspecified_support"


@dataclass(frozen=True, slots=True)
class Good:
    """One kind of support: its type, the tokens that say so, and the noun that carries it."""

    type: str
    start: int
    end: int
    noun: Token


def stem(noun: Token) -> str:
    """A noun's lemma in lower case; the lemmatizer takes "bases" for more than one basis."""
    return "base" if noun.lower_ == "bases" else noun.lemma_.lower()


def goods_of(token: Token | None, *, conflict: bool) -> list[Good]:
    """The kinds of support in a phrase and what is coordinated with it: "training, weaponry, and funds" has three.

    `conflict` says whether the sentence is about armed conflict; words such as "base" or "fund" need that.
    """
    if token is None:
        return []
    return [good for noun in conjuncts(token) for good in _one(noun, conflict=conflict)]


def _one(noun: Token, *, conflict: bool, depth: int = 0) -> Iterator[Good]:
    table = words()
    lemma = stem(noun)
    if noun.pos_ not in ("NOUN", "PROPN", "VERB", "ADJ", "NUM") or depth > 2:
        return
    if lemma in table.sets["carriers"] and (inner := list(_carried(noun, conflict=conflict, depth=depth))):
        yield from inner
        return
    if lemma in ("million", "billion", "thousand") and any(c.text in "$£€" for c in noun.children):
        yield Good("funding", noun.i, noun.i + 1, noun)
        return
    kind = table.goods.get(noun.lower_) or table.goods.get(lemma)
    if (lemma in table.sets["reports"] and _secret(noun)) or (lemma in table.sets["betraying"] and _of_somebody(noun)):
        kind = "intelligence"
    if lemma == "base" and not aerial(noun):
        kind = "territory"
    if kind is None or (noun.pos_ == "ADJ" and noun.dep_ not in ("dobj", "pobj", "conj")):
        return
    if kind == _HELP:
        yield from _help(noun)
        return
    modifiers = {c.lemma_.lower() for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")}
    if modifiers & table.sets["not_goods"] or noun.dep_ == "compound":
        return
    if lemma in table.sets["ambiguous"] and not conflict:
        return
    if lemma == "arm" and noun.tag_ == "NN":
        return
    yield Good(kind, noun.i, noun.i + 1, noun)


def _carried(noun: Token, *, conflict: bool, depth: int) -> Iterator[Good]:
    """The goods in "shipments of weapons", "arms deliveries", "millions of dollars in aid"."""
    table = words()
    for child in noun.lefts:
        if child.dep_ in ("compound", "nmod", "amod"):
            kind = table.goods.get(child.lemma_.lower()) or table.goods.get(child.lower_)
            if kind is not None and kind != _HELP:
                yield Good(kind, child.i, noun.i + 1, noun)
                return
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "to"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    for item in conjuncts(inner):
                        yield from _one(item, conflict=conflict, depth=depth + 1)


def aerial(noun: Token) -> bool:
    """Whether a base is one for aircraft, ships or radar: what is given then is a means, not ground."""
    return any(c.lower_ in ("air", "naval", "radar", "intelligence", "military", "submarine") for c in noun.lefts)


def _secret(noun: Token) -> bool:
    """Whether a report is about somebody's forces, or overheard: "details of troop movements", "army positions"."""
    table = words().sets
    about = [p for c in noun.rights if c.lower_ in ("of", "on", "about") for p in c.children if p.dep_ == "pobj"]
    led = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod")]
    if any(c.lower_ in table["tapped"] for c in led):
        return True
    return any(t.lemma_.lower() in table["secrets"] for p in (*about, *led) for t in conjuncts(p))


def _of_somebody(noun: Token) -> bool:
    return any(c.lower_ == "of" for c in noun.rights)


def _help(noun: Token) -> Iterator[Good]:
    """Types of "financial and military support": each modifier that names one is a trigger of its own."""
    typed: list[tuple[str, Token]] = []
    barred = False
    for child in noun.lefts:
        if child.dep_ not in ("amod", "compound", "nmod"):
            continue
        for modifier in conjuncts(child):
            kind = words().of_support.get(modifier.lower_)
            barred = barred or kind == "none"
            if kind is None:
                goods = words().goods.get(modifier.lemma_.lower())
                kind = goods if goods and goods != _HELP else None
            if kind is not None and kind != "none":
                typed.append((kind, modifier))
    if not typed and not barred and noun.dep_ != "compound" and noun.lemma_ != "cover":
        yield Good(_HELP, noun.i, noun.i + 1, noun)
    for kind, modifier in typed:
        near = modifier.i + 1 == noun.i
        yield Good(kind, modifier.i, noun.i + 1 if near else modifier.i + 1, noun)


def besides(verb: Token, *, conflict: bool) -> list[Good]:
    """Goods named before the clause: "*Besides money*, it obtained maps from"."""
    found: list[Good] = []
    for prep in verb.children:
        inner = [c for c in prep.subtree if c.dep_ == "pobj"] if prep.dep_ in ("prep", "advmod") else []
        if {prep.lower_, *(c.lower_ for c in inner[:1])} & words().sets["besides"]:
            found += [g for c in inner[:2] for g in goods_of(c, conflict=conflict)]
    return found
