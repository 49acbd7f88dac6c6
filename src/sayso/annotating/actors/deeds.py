"""What a name is said to do, and to whom: also through denials, charges, passives, relatives and clefts.

"N denied arming the Front", "accused N of arming it", "the Front, armed by N", "N, which arms it" and "it was N that
armed it" all say of N what "N arms the Front" says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.annotating.actors.signs import signs

_DEEP, _MOST = 3, 12
_TO = frozenset({"to", "for", "of", "with", "behind"})
_OBJECTS = frozenset({"dobj", "dative", "iobj"})


@dataclass(frozen=True, slots=True)
class Deed:
    """A verb, or the noun of an act, that a name is said to be behind; `passive` if the name stands after its "by"."""

    act: Token
    passive: bool = False

    def patients(self) -> Iterator[Token]:
        """Whom or what it is done to."""
        if self.passive:
            yield from _undergo(self.act)
        yield from (t for c in self.act.rights if c.dep_ in _OBJECTS and c.lower_ not in _TO for t in _row(c))

    def reached(self) -> Iterator[Token]:
        """Who is at the end of "to", "for", "of" or "with" after the act or after what is given."""
        words = [self.act, *self.patients()]
        if self.passive:
            words += [c for c in self.act.rights if c.dep_ == "dobj"]
        for word in words:
            for prep in word.rights:
                if prep.dep_ in ("prep", "dative") and prep.lower_ in _TO:
                    yield from (t for o in prep.rights if o.dep_ == "pobj" for t in _row(o))

    def whose(self) -> Iterator[Token]:
        """Whose people it is done to: "harboured the leaders *of the Front*"."""
        for word in self.patients():
            yield from (o for c in word.rights if c.lower_ == "of" for o in c.rights if o.dep_ == "pobj")
            yield from (c for c in word.lefts if c.dep_ in ("poss", "compound"))

    def goods(self) -> Iterator[Token]:
        """What is given: objects, and what follows "with"."""
        yield from self.patients()
        for prep in self.act.rights:
            if prep.dep_ == "prep" and prep.lower_ == "with":
                yield from (t for o in prep.rights if o.dep_ == "pobj" for t in _row(o))


def deeds(token: Token) -> Iterator[Deed]:
    """The deeds of a name, those that it denies or is accused of included."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ in ("PROPN", "NOUN") and first.head.i < first.i:
        first = first.head
    for act, passive in (*_own(first), *_relative(token), *(_relative(first) if first is not token else ())):
        if passive:
            yield Deed(act, passive=True)
        else:
            yield from (Deed(verb) for verb in _chain(act))


def _row(token: Token) -> list[Token]:
    return [token, *token.conjuncts]


def _own(token: Token) -> Iterator[tuple[Token, bool]]:
    head, dep = token.head, token.dep_
    if dep == "nsubj" and head.pos_ in ("VERB", "AUX"):
        yield head, False
    elif dep == "nsubjpass":
        yield from ((v, False) for v in _said_of(head))
    elif dep in ("dobj", "appos") and head.lemma_ in signs().accusing:
        yield from ((v, False) for v in (*_charge(head), *_charge(token)))
    elif dep == "pobj" and head.lower_ == "by":
        verb = head.head
        if verb.pos_ == "VERB":
            yield verb, True
            yield from ((c, True) for c in verb.rights if c.dep_ == "conj" and c.tag_ == "VBN")
            if verb.dep_ == "conj" and verb.tag_ == "VBN":
                yield verb.head, True
    elif dep == "attr" and head.lemma_ == "be" and any(c.lower_ == "it" for c in head.lefts):
        clauses = (c for t in (head, token) for c in t.rights if c.dep_ in ("ccomp", "relcl", "advcl", "acl"))
        yield from ((c, False) for c in clauses if any(s.lower_ in ("that", "which") for s in c.lefts))


def _said_of(verb: Token) -> Iterator[Token]:
    """What a name is said to have done: "was said *to have armed*", "is accused *of arming*"."""
    yield from (c for c in verb.rights if c.dep_ == "xcomp")
    if verb.lemma_ in signs().accusing:
        yield from _charge(verb)


def _charge(word: Token) -> Iterator[Token]:
    for prep in word.rights:
        if prep.dep_ == "prep" and prep.lower_ in ("of", "for"):
            yield from (c for c in prep.rights if c.dep_ == "pcomp")


def _relative(token: Token) -> Iterator[tuple[Token, bool]]:
    """Clauses about a thing: "N, *which* arms the Front", "N, *whose officers* trained it"."""
    for clause in token.rights:
        if clause.dep_ == "relcl":
            for subject in clause.lefts:
                whose = any(c.lower_ == "whose" for c in subject.lefts)
                if subject.dep_ == "nsubj" and (subject.lower_ in ("which", "that") or whose):
                    yield clause, False


def _chain(verb: Token) -> Iterator[Token]:
    """A verb and those that go on with its subject: "denied *giving*", "said that it *had sheltered*"."""
    found, depth = [verb], 0
    layer = [verb]
    while layer and depth < _DEEP and len(found) < _MOST:
        layer = [c for v in layer for c in _further(v)]
        found += layer
        depth += 1
    yield from found[:_MOST]


def _further(verb: Token) -> Iterator[Token]:
    for child in verb.rights:
        if child.dep_ in ("xcomp", "conj", "ccomp", "advcl") and child.pos_ in ("VERB", "AUX"):
            subjects = [s for s in child.lefts if s.dep_ in ("nsubj", "nsubjpass")]
            if all(s.lower_ == "it" and s.dep_ == "nsubj" for s in subjects):
                yield child
        elif child.dep_ == "prep":
            yield from (c for c in child.rights if c.dep_ == "pcomp")


def _undergo(verb: Token) -> Iterator[Token]:
    """Who undergoes a passive: its subject, what it describes, or whom its relative is of."""
    first = verb
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    subjects = [c for c in first.lefts if c.dep_ == "nsubjpass"]
    yield from (t for s in subjects for t in (*_row(s), *(c for c in s.lefts if c.dep_ == "poss")))
    if first.dep_ in ("acl", "relcl"):
        yield from _row(first.head)
