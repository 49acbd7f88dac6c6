"""What is moved: cargo that makes a way worth telling, by itself or by whom it has to do with."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, passive, prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import stem
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_RIDES = frozenset({"sea", "road", "rail", "air", "land", "train", "river", "foot", "night", "helicopter", "convoy"})


@cache
def cargo_words() -> frozenset[str]:
    """What makes a way worth telling: the cargo of the table, and all arms and soldiers.

    >>> "rifle" in cargo_words(), "coffee" in cargo_words()
    (True, False)
    """
    goods, vague = words().goods, words().sets["ambiguous"]
    arms = {word for word, kind in goods.items() if kind == "weapons" or (kind == "troops" and word not in vague)}
    return words().routes["cargo"] | arms


def is_cargo(noun: Token) -> bool:
    """Whether a noun is cargo, or a load of it: "*arms* shipments"."""
    if noun.lemma_.lower() in cargo_words() or stem(noun) in cargo_words():
        return True
    load = noun.lemma_.lower() in words().sets["carriers"] | words().sets["deliveries"]
    return load and any(c.lemma_.lower() in cargo_words() for c in noun.lefts if c.dep_ in ("compound", "nmod"))


def hard(cargo: list[Token]) -> bool:
    """Whether a cargo makes a way worth telling by itself: arms, drugs, or what is called illicit."""
    table = words().routes
    banned = any(a.lower_ in table["illicit"] for c in cargo for a in (*c.lefts, *_said_of(c)))
    return banned or any(c.lemma_.lower() not in table["soft"] for c in cargo)


def _said_of(cargo: Token) -> Iterator[Token]:
    """Participles after a cargo; the parser may take one for the verb: "ivory *poached* in the parks is sold"."""
    yield from (c for c in cargo.rights if c.dep_ in ("acl", "relcl"))
    if cargo.dep_ == "nsubj" and cargo.head.tag_ in ("VBN", "VBD"):
        yield cargo.head


def armed(cargo: list[Token], who: Who) -> bool:
    """Whether an armed group has to do with the cargo: "diamonds that UNITA sold"."""
    inside = [t for c in cargo for t in c.subtree if t.i != c.i]  # "a convoy of aid" is nobody
    return any((m := who.index.headed(t)) is not None and (who.fights(m) or who.once_armed(m)) for t in inside)


def serious(cargo: list[Token], verb: Token, who: Who) -> bool:
    """Whether a cargo's way is worth telling by what it is, by whose it is or by who has looked into it."""
    return hard(cargo) or armed(cargo, who) or who.conflict(verb) or _investigated(cargo, verb)


def _investigated(cargo: list[Token], verb: Token) -> bool:
    """Whether those who look into trafficking tell of gems, ores or ivory: "the panel found that gold was flown"."""
    table = words().routes
    precious = any(c.lemma_.lower() in table["precious"] for c in cargo)
    return precious and any(t.lemma_.lower() in table["investigators"] for t in verb.sent)


def marches(cargo: Token) -> bool:
    """Whether a cargo goes by itself: soldiers, fighters."""
    return words().goods.get(cargo.lemma_) == "troops" or cargo.lemma_ in words().sets["fighters"]


def all_of(noun: Token) -> Iterator[Token]:
    """What is coordinated with a noun, and what "most of the ivory" is of."""
    for one in conjuncts(noun):
        yield one
        if one.lemma_.lower() in words().sets["carriers"] | words().sets["partitive"]:
            yield from prepositional(one, "of")


def goes(verb: Token) -> bool:
    """Whether a word is a verb of going; the tagger takes "fighters of the army *travel* from" for a noun."""
    return verb.pos_ == "VERB" or (verb.lower_ in ("travel", "travels") and any(c.dep_ == "nsubj" for c in verb.lefts))


def ridden(verb: Token) -> bool:
    """Whether "by" says only how one goes: "travelled *by bus*" is no passive."""
    by = [p for c in verb.rights if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
    rides = by and all(t.lemma_.lower() in _RIDES or words().goods.get(t.lemma_.lower()) == "materiel" for t in by)
    return bool(rides) and not any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.lefts)


def own_way(verb: Token) -> Token | None:
    """The way that one makes: "made *their way* from A through B to C"."""
    ways = (c for c in verb.rights if c.dep_ == "dobj" and c.lower_ == "way")
    way = next(ways, None)
    return way if way is not None and any(c.tag_ == "PRP$" for c in way.lefts) else None


def goer(verb: Token) -> Token | None:
    """What goes by itself; a participle may hide it: "*crates* of bombs destined for the rebels moved through"."""
    said = verb.head
    if (
        verb.dep_ == "conj"
        and said.tag_ == "VBN"
        and not any(c.dep_ in ("aux", "auxpass", "cc") for c in said.children)
    ):
        return next((c for c in said.lefts if c.dep_ == "nsubj"), None) or bearer(verb)
    if verb.dep_ == "acl" and said.dep_ == "pobj" and not is_cargo(said) and is_cargo(said.head.head):
        return said.head.head  # "*recruits* for the front travelled from"
    return bearer(verb)


def moved_by(verb: Token) -> Token | None:
    """What a verb of carrying moves."""
    for child in verb.children:
        if child.dep_ == "nsubjpass" and child.pos_ == "VERB":  # "gold *dug* in the hills is smuggled"
            return next((c for c in child.lefts if c.dep_ == "nsubj"), child)
        if child.dep_ == "nsubjpass" or (child.dep_ in ("dobj", "npadvmod") and child.i > verb.i):
            return child
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and passive(verb.head):  # "landed at A, taken by train to B"
        return bearer(verb)
    if verb.dep_ in ("xcomp", "conj", "ccomp") and (passive(verb) or (verb.tag_ == "VBN" and passive(verb.head))):
        return bearer(verb)
    return None
