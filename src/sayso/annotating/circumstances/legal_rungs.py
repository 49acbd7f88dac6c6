"""Rungs of the legal ladder: the words that say how far the law has gone with somebody, and about whom they say it.

A rung counts only where it is told as a fact: "was not charged", "could be charged" and "asked to charge" are none.
Charges that were dropped and convictions that were overturned leave no more than that somebody was accused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from sayso.annotating.factuality.scope import assess
from sayso.annotating.factuality.stance import lemma_of
from sayso.annotating.grammar.tree import conjuncts, passive, path_up, subject
from sayso.lexicon.language import load
from sayso.records.claim import LegalStatus

_FIELD = "lang/en/legal"
_ENDS = frozenset({"oprd", "acomp", "xcomp", "ccomp", "amod", "advmod", "dobj", "attr", "prt"})
_UNDER = frozenset({"prep", "xcomp", "ccomp", "pcomp", "acl", "oprd", "dobj", "advcl", "pobj"})


@dataclass(frozen=True, slots=True)
class Rung:
    """A status that the text gives: by which word, about whom (tokens); `ends` where it takes a higher one away."""

    status: LegalStatus
    word: Token
    about: tuple[Token, ...]
    ends: bool = False


@cache
def ladder(part: str) -> Mapping[str, LegalStatus]:
    """The rung of each word of a part of speech."""
    return {word: rung for rung, words in load(_FIELD)[part].items() for word in words}


@cache
def words(name: str) -> frozenset[str]:
    """A set of words of the list."""
    return frozenset(load(_FIELD)[name])


@cache
def _endings(part: str) -> frozenset[str]:
    return frozenset(load(_FIELD)["endings"][part])


@cache
def _order() -> Mapping[LegalStatus, int]:
    return {rung: n for n, rung in enumerate(load(_FIELD)["order"])}


def higher(a: LegalStatus | None, b: LegalStatus | None) -> LegalStatus | None:
    """The higher of two rungs.

    >>> higher("arrested", "suspected"), higher(None, "alleged")
    ('arrested', 'alleged')
    """
    if a is None or b is None:
        return a if b is None else b
    return a if _order()[a] >= _order()[b] else b


@cache
def heads() -> frozenset[str]:
    """Lemmas of which some construction is a rung."""
    found = {word.partition("+")[0] for part in ("verbs", "nouns", "adjectives") for word in ladder(part)}
    return frozenset(found | {"condemn"} | {v.partition("+")[0] for v in _endings("verbs")})


def rung_of(word: Token) -> LegalStatus | None:
    """The rung that a word in its construction names; None where it is not told as a fact."""
    found = _named(word)
    if found is None:
        return None
    stance = assess(word)
    told = not stance.negative and not stance.modes & {"future", "hypothetical"}
    return found if told and not _asked_for(word) else None


def _named(word: Token) -> LegalStatus | None:
    lemma = lemma_of(word)
    if word.pos_ in ("VERB", "AUX"):
        return _verb(word, lemma)
    if word.pos_ == "NOUN":
        if word.dep_ == "compound" and lemma_of(word.head) in ("warrant", "charge"):
            return ladder("nouns").get(lemma_of(word.head))
        return "alleged" if ended(word) else ladder("nouns").get(lemma)
    return ladder("adjectives").get(word.lower_) if word.pos_ in ("ADJ", "ADV") else None


def _asked_for(word: Token) -> bool:
    """Whether a noun is what is wanted or may come: "called for the arrest of", "faces possible charges"."""
    return word.pos_ == "NOUN" and any(c.dep_ == "det" and c.lower_ in ("no", "any") for c in word.lefts)


def _verb(word: Token, lemma: str) -> LegalStatus | None:
    if lemma in _endings("verbs") and any(ended(c) for c in word.children):
        return "alleged"
    for child in word.children:
        pair = f"{lemma}+{lemma_of(child)}"
        if child.dep_ in _ENDS and (found := ladder("verbs").get(pair)) is not None:
            if found == "convicted" and _denied(child):
                return "acquitted"
            return found if pair not in words("passive") or passive(word) else None
    if (lemma == "condemn" or ladder("verbs").get(lemma) == "arrested") and _term(word):
        return "convicted"
    found = ladder("verbs").get(lemma)
    if found is None or (lemma in words("passive") and not passive(word)):
        return None
    return found if _transitive(word) else None


def _denied(verdict: Token) -> bool:
    """Whether a verdict is "not guilty"."""
    before = verdict.doc[verdict.i - 1].lower_ if verdict.i else ""
    return before == "not" or any(c.dep_ == "neg" for c in verdict.children)


def _term(verb: Token) -> bool:
    """Whether a term follows: "jailed for ten years", "condemned to death"."""
    ends = (c for p in verb.rights if p.dep_ == "prep" and p.lower_ in ("for", "to") for c in p.children)
    return any(lemma_of(c) in words("terms") for c in ends)


def ended(noun: Token) -> bool:
    """Whether charges or a verdict are taken away: "dropped the charges", "his conviction was overturned"."""
    if lemma_of(noun) not in _endings("nouns") or noun.dep_ not in ("dobj", "nsubjpass", "nsubj"):
        return False
    verb = noun.head
    lemma = lemma_of(verb)
    if lemma in _endings("verbs"):
        return noun.dep_ != "nsubj"
    return any(c.dep_ in ("prt", "advmod") and f"{lemma}+{c.lower_}" in _endings("verbs") for c in verb.children)


def _transitive(verb: Token) -> bool:
    """Whether a verb has somebody it is done to, as "arrested" and "question" must to be a rung."""
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl", "conj", "ROOT"):
        return True
    return any(c.dep_ in ("dobj", "nsubjpass", "auxpass") for c in verb.children)


def rungs(head: Token) -> Iterator[Rung]:
    """The rungs under which an act stands: "charged with bombing", "arrested on suspicion of arson"."""
    below = head
    for above in path_up(head):
        if below.dep_ == "relcl":
            return
        rung = rung_of(above)
        if rung is not None and below.dep_ in _UNDER:
            yield Rung(rung, above, about(above), ended(above))
        elif rung is None and above.pos_ in ("VERB", "NOUN") and above.lemma_.lower() not in words("bridges"):
            return
        below = above


def about(word: Token) -> tuple[Token, ...]:
    """Whom a rung is about: the object or passive subject of a verb, the "of" phrase or possessor of a noun."""
    kinds = ("dobj", "nsubjpass", "poss", "dative")
    if lemma_of(word) == "plead":
        found = [c for c in word.children if c.dep_ == "nsubj"]
    else:
        found = [c for c in word.children if c.dep_ in kinds and not ended(c)]
    if any(ended(c) for c in word.children):
        found += [t for c in word.children if ended(c) for t in about(c)]
    if not found and word.pos_ == "VERB" and word.dep_ in ("conj", "xcomp", "advcl"):
        found = [s for s in [subject(word)] if s is not None]
    if not found and word.dep_ in ("acl", "amod", "relcl"):
        found = [word.head]
    if not found and word.pos_ in ("ADJ", "NOUN"):
        found = [s for s in [subject(word.head)] if s is not None and word.head.pos_ in ("AUX", "VERB")]
        found = [] if ended(word) else found
        found += [c for p in word.rights if p.dep_ == "prep" and p.lower_ in ("of", "against") for c in p.children]
    return tuple(t for f in found for t in conjuncts(f))
