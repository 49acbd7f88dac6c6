"""The sides of a tie that a noun states, by the prepositions beside it."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.who import Who


def after(head: Token, preps: frozenset[str], who: Who) -> list[Party]:
    """The parties of the first preposition among `preps` that has any."""
    for child in head.rights:
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in preps:
            found = [p for c in child.children if c.dep_ == "pobj" for p in who.behind(_cut(c))]
            if found:
                return found
    return []


def _cut(noun: Token) -> Token:
    """The first name of a phrase that swallowed the verb: "the arming of the rebels by *Kenya* angered Uganda"."""
    verb = next((c for c in noun.lefts if c.dep_ == "amod" and c.lower_.endswith("ed")), None)
    if verb is None or verb.i == 0:
        return noun
    name = verb.nbor(-1)
    return name if name.head.i == noun.i and name.dep_ in ("nmod", "compound") and name.pos_ == "PROPN" else noun


def of(noun: Token, who: Who) -> list[Party]:
    """Those that a noun is of."""
    return after(noun, frozenset({"of"}), who)


def under(prep: Token, who: Who) -> list[Party]:
    """Whom a prepositional phrase describes: the noun it hangs on, or the subject of its verb."""
    head = prep.head
    if head.pos_ in ("NOUN", "PROPN"):
        while head.dep_ == "pobj" and head.head.head.pos_ in ("NOUN", "PROPN", "VERB", "AUX"):
            head = head.head.head
    if head.pos_ in ("NOUN", "PROPN"):
        return who.parties(head)
    if head.dep_ in ("advcl", "parataxis") and head.tag_ in ("VBP", "VBZ", "VBD") and head.i < head.head.i:
        head = head.head  # "without X, *analysts argue*, Y would"
    return who.behind(bearer(head)) if head.pos_ in ("VERB", "AUX", "ADJ") else []


def noun_tie(good: Good, need: str, left: list[Party], right: list[Party], *, how: str) -> Found:
    """A relation that a noun states; it rests on the words of its sides."""
    at = [p.token for p in (*left, *right)]
    return Found(
        type=good.type,
        need=need,
        start=good.start,
        end=good.end,
        head=good.noun,
        subjects=left,
        objects=right,
        how=how,
        weight=0.2,
        words=[t for token in at for t in conjuncts(token)] if len(at) < 2 else at,
    )
