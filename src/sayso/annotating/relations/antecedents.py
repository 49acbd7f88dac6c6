"""What a relative or a pronoun of a tie stands for, by the parse: its noun, and the nouns it cannot mean."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, path_up
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.parties import is_party
from sayso.annotating.relations.words import words
from sayso.records.actor import Mention

_COUNTED = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_CAUSING = frozenset({"let", "help", "make", "allow", "see", "have"})


def of_relative(pronoun: Token) -> Token | None:
    """The noun that a relative pronoun stands for."""
    for above in path_up(pronoun):
        if above.dep_ == "relcl":
            return above.head
        if above.dep_ == "ccomp" and above.head.lemma_ == "be":
            return _cleft(above.head)
    return None


def _cleft(be: Token) -> Token | None:
    """Who it was that did it: "it was *Syria* that fed them"."""
    it = any(c.dep_ == "nsubj" and c.lower_ == "it" for c in be.lefts)
    return next((c for c in be.rights if c.dep_ == "attr"), None) if it else None


def counted(number: Token) -> list[Token]:
    """The named ones that a number stands for: "the Sons, the Herons and the Column are one: *all three* are paid"."""
    many = _COUNTED.get(number.lower_, 0) if number.dep_ in ("nsubj", "nsubjpass", "dobj") else 0
    if not many:
        return []
    before = number.doc[max(number.sent.start - 1, 0)].sent if number.i - number.sent.start < 2 else number.sent
    for subject in (t for t in before if t.dep_ in ("nsubj", "nsubjpass") and t.i < number.i):
        listed = [t for t in subject.subtree if t.i == subject.i or t.dep_ in ("conj", "appos")]
        if len(listed) == many and all(t.pos_ == "PROPN" for t in listed):
            return listed
    return []


def relatives(pronoun: Token) -> Iterator[Token]:
    """The noun of a relative clause whose subject the pronoun is: "groups through which *they* smuggled"."""
    for above in path_up(pronoun):
        if above.dep_ == "relcl":
            yield from conjuncts(above.head)
            return


def caused(pronoun: Token) -> bool:
    """Whether a pronoun is who is let or helped to do something: "let *it* open an office" is not the one who lets."""
    inner = pronoun.head
    return pronoun.dep_ == "nsubj" and inner.dep_ == "ccomp" and inner.tag_ == "VB" and inner.head.lemma_ in _CAUSING


def own_of(pronoun: Token) -> bool:
    """Whether a pronoun is in what its clause says its subject to be: "the Rifles have remained *its* rival"."""
    noun = pronoun.head
    described = noun.dep_ in ("attr", "appos", "oprd") and noun.lemma_.lower() in words().roles
    return pronoun.dep_ == "poss" and described


def own_subjects(pronoun: Token) -> Iterator[Token]:
    """The subject of the pronoun's own clause, which an object pronoun cannot mean."""
    if own_of(pronoun) and pronoun.head.dep_ == "appos":
        yield from conjuncts(pronoun.head.head)
        return
    for above in path_up(pronoun.head if caused(pronoun) else pronoun):
        if above.pos_ in ("VERB", "AUX"):
            subject = bearer(above)
            if subject is not None:
                yield from conjuncts(subject)
            return


def core(token: Token) -> Token:
    """What a number or a company is of: "tens of thousands of *recruits*", "two companies of *marines*"."""
    for _ in range(3):
        table = words().sets
        of = next((c for c in token.rights if c.lower_ == "of"), None)
        inner = next((c for c in of.children if c.dep_ == "pobj"), None) if of is not None else None
        lemma = token.lemma_.lower()
        unit = token.pos_ == "NOUN" and lemma in table["formations"]
        if inner is None or not (unit or lemma in table["partitive"] | table["carriers"]):
            return token
        token = inner
    return token


def owned(noun: Token) -> bool:
    """Whether a noun has a word of its own before it, so that it shares nobody's owner."""
    return any(c.dep_ in ("poss", "amod", "compound", "nmod", "det") for c in noun.lefts)


def proper(mention: Mention) -> bool:
    """Whether a mention has a name of its own: a word with a capital that is no nation's adjective."""
    return any(w[:1].isupper() for w in mention.text.split()[-1:])


def agrees(mention: Mention, token: Token, *, plural: bool, loose: bool = False) -> bool:
    """Whether a mention can be what a pronoun of this number means."""
    tagged = token.tag_ in ("NNS", "NNPS") and mention.kind != "state"  # "Honduras"
    many = tagged or any(c.dep_ == "conj" for c in token.rights)
    if plural:
        return many or mention.kind in ("armed_group", "group") or (loose and mention.kind != "person")
    return not many and is_party(mention)
