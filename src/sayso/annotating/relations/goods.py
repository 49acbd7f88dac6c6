"""What is given: the nouns that say which type of support it is, each with its own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, prepositional
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
    """A noun's lemma in lower case; the lemmatizer takes "bases" for more than one basis, and leaves "Stingers"."""
    lemma = "base" if noun.lower_ == "bases" else noun.lemma_.lower()
    one = lemma.removesuffix("s")
    if lemma not in words().goods and noun.lower_ in words().goods:
        return noun.lower_  # "barracks"
    return one if noun.pos_ == "PROPN" and lemma not in words().goods and one in words().goods else lemma


def goods_of(token: Token | None, *, conflict: bool) -> list[Good]:
    """The kinds of support in a phrase and what is coordinated with it: "training, weaponry, and funds" has three.

    `conflict` says whether the sentence is about armed conflict; words such as "base" or "fund" need that.
    """
    if token is None:
        return []
    return [good for noun in conjuncts(token) for good in _parts(noun, conflict=conflict)]


def _parts(noun: Token, *, conflict: bool) -> Iterator[Good]:
    """The goods of a noun and of what hangs on it: "*fuel* and spare parts", "boots, *eleven lorries* and"."""
    if stem(noun) not in words().sets["carriers"] and words().goods.get(stem(noun)) != _HELP:
        for child in noun.lefts:
            led = child.dep_ in ("nmod", "amod", "compound") and child.pos_ == "NOUN"
            if led and any(c.dep_ == "cc" for c in child.rights):
                yield from (replace(g, noun=noun) for g in _one(child, conflict=conflict))
    yield from _one(noun, conflict=conflict)
    for child in noun.rights:
        if child.dep_ == "appos" and any(c.dep_ == "conj" for c in child.rights):
            yield from (g for part in conjuncts(child) for g in _one(part, conflict=conflict))


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
    kind = _meant(noun)
    led = noun.dep_ == "compound" and not any(c.dep_ == "cc" for c in noun.rights)
    if kind is None or (noun.pos_ == "ADJ" and noun.dep_ not in ("dobj", "pobj", "conj")):
        return
    if kind == _HELP:
        yield from _help(noun)
        return
    modifiers = {c.lemma_.lower() for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod")}
    if (modifiers & table.sets["not_goods"] and not _double(noun)) or led:
        return
    if lemma in table.sets["ambiguous"] and not conflict:
        return
    if lemma == "arm" and noun.tag_ == "NN":
        return
    yield Good(kind, noun.i, noun.i + 1, noun)


def _meant(noun: Token) -> str | None:
    """The kind of goods that a noun is with what stands beside it: reports are intelligence where they are secret."""
    table, lemma = words(), stem(noun)
    if any(t.lemma_.lower() in table.sets["for_show"] for t in prepositional(noun, "for", "in")):
        return None
    if (lemma in table.sets["reports"] and _secret(noun)) or (lemma in table.sets["betraying"] and _of_somebody(noun)):
        return "intelligence"
    kind = kind_of(noun)
    if kind == "directs" and any(c.lower_ in table.sets["tapped"] for c in noun.lefts):
        return "intelligence"  # "intercepted orders"
    return "territory" if lemma == "base" and not aerial(noun) else kind


def _carried(noun: Token, *, conflict: bool, depth: int) -> Iterator[Good]:
    """The goods in "shipments of weapons", "arms deliveries", "millions of dollars in aid"."""
    table = words()
    for child in noun.lefts:
        if child.dep_ in ("compound", "nmod", "amod"):
            kind = table.goods.get(child.lemma_.lower()) or table.goods.get(child.lower_)
            named = kind == "troops" and child.pos_ == "PROPN"  # "gave the Salt *Brigade* pictures"
            if kind is not None and kind != _HELP and not named:
                yield Good(kind, child.i, noun.i + 1, noun)
                return
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "to"):
            for inner in child.children:
                if inner.dep_ == "pobj":
                    for item in conjuncts(inner):
                        yield from _one(item, conflict=conflict, depth=depth + 1)


def _double(noun: Token) -> str | None:
    """The kind of goods of two words: "fighter aircraft", "landing strip", "listening post"."""
    led = (c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod"))
    return next((k for c in led if (k := words().goods.get(f"{c.lower_} {stem(noun)}"))), None)


def kind_of(noun: Token) -> str | None:
    """The kind of goods that a noun is by itself, or with the word before it: "air base", "listening post"."""
    return _double(noun) or words().goods.get(noun.lower_) or words().goods.get(stem(noun))


def aerial(noun: Token) -> bool:
    """Whether a base is one for aircraft, ships or radar: what is given then is a means, not ground."""
    return any(c.lower_ in ("air", "naval", "radar", "intelligence", "military", "submarine") for c in noun.lefts)


def _secret(noun: Token) -> bool:
    """Whether a report is about somebody's forces, or overheard: "details of troop movements", "army positions"."""
    table = words().sets
    about = [p for c in noun.rights if c.lower_ in ("of", "on", "about") for p in c.children if p.dep_ == "pobj"]
    led = [c for c in noun.lefts if c.dep_ in ("compound", "nmod", "amod", "poss")]
    done = [c for c in noun.rights if c.dep_ in ("acl", "relcl")]
    if any(c.lower_ in table["tapped"] for c in (*led, *done)):
        return True
    return any({t.lemma_.lower(), stem(t)} & table["secrets"] for p in (*about, *led) for t in conjuncts(p))


def _of_somebody(noun: Token) -> bool:
    """Whether a list is one of people or places, and none of prisoners to be freed or of demands."""
    of = [p for c in noun.rights if c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
    return bool(of) and not any(p.lemma_.lower() in words().sets["captives"] for p in of)


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
