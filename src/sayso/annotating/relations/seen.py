"""What somebody is seen as, and by whom: "described the charity as a front", "regards the army as its main enemy"."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.grammar.tree import passive
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.words import words

# verbs of one's own view: who "sees somebody as a rival" is the rival
_HOLDING = frozenset({"see", "regard", "consider", "view", "treat", "perceive", "declare", "deem"})
_REFLEXIVE = frozenset({"itself", "themselves", "himself", "herself"})


def seen(noun: Token) -> Token | None:
    """Who is seen as what a noun says: "described *the charity* as a front", "considers *the army* its enemy"."""
    verb = _seeing(noun)
    if verb is None:
        return None
    if noun.dep_ == "ccomp":
        return next((c for c in noun.lefts if c.dep_ == "nsubj"), None)
    found = next((c for c in verb.rights if c.dep_ == "dobj" and c.i < noun.i), None)
    return bearer(verb) if found is not None and found.lower_ in _REFLEXIVE else found


def viewer(noun: Token) -> Token | None:
    """Who sees somebody as a foe or friend of his own: "*the Rifles* consider the duchy their main enemy"."""
    verb = _seeing(noun)
    if verb is None or passive(verb):
        return None
    own = any(c.tag_ == "PRP$" for c in noun.lefts)
    bare = verb.lemma_ in _HOLDING and not any(c.dep_ in ("prep", "poss", "compound") for c in noun.children)
    return bearer(verb) if own or bare else None


def _seeing(noun: Token) -> Token | None:
    """The verb of seeing that a noun hangs on: through "as", as a second object, or as a clause without a verb."""
    verb = noun.head
    if (noun.dep_ == "pobj" and verb.lower_ == "as") or (noun.dep_ == "appos" and verb.dep_ == "dobj"):
        verb = verb.head
    elif noun.dep_ not in ("ccomp", "oprd"):
        return None
    return verb if verb.lemma_ in words().sets["seeing"] else None


def singled_out(noun: Token) -> Token | None:
    """Who is said to be one of those that a noun names.

    "Among the members was *the Column*"; "one of the members is *the Column*"; "counts *the Column* among its members".
    """
    prep = noun.head
    if noun.dep_ != "pobj" or noun.tag_ not in ("NNS", "NNPS"):
        return None
    if prep.lower_ == "of" and prep.head.lower_ == "one":
        return _equal(prep.head)
    if prep.lower_ != "among":
        return None
    counted = prep.head if prep.head.lemma_ in ("count", "number", "include") else None
    if counted is not None and counted.i < noun.i:
        return next((c for c in counted.rights if c.dep_ == "dobj"), None)
    be = next((t for t in prep.ancestors if t.lemma_ == "be"), None)
    if be is None or be.i < noun.i:
        return None
    return next((c for c in be.rights if c.dep_ in ("nsubj", "attr")), None)


def _equal(one: Token) -> Token | None:
    """The other side of "is one of", either way round."""
    if one.dep_ == "attr":
        return bearer(one)
    if one.dep_ == "nsubj" and one.head.lemma_ == "be":
        return next((c for c in one.head.rights if c.dep_ == "attr"), None)
    return None
