"""Who helps a body to fight: arms, trains, pays or shelters it, gives it weapons or ground, is called its sponsor."""

from __future__ import annotations

from collections.abc import Iterable, Set

from spacy.tokens import Token

from sayso.annotating.actors.deeds import Deed, deeds
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import signs
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.names import fold

_HIS = frozenset({"he", "his", "him", "himself", "she", "her", "hers", "herself"})
_NEXT = 3


def helps(token: Token, armed: Set[int], bodies: Set[int], *, likely: bool) -> bool:
    """Whether a body has its weapons, soldiers or ground from whom a name means: "shipped rockets to the Front".

    A name that is `likely` no person's may as well pay or back it.
    """
    if any(_helping(d, armed, bodies, likely=likely) for d in deeds(token)):
        return True
    return _by_noun(token, bodies, likely=likely) or _called_patron(token, bodies, likely=likely)


def _helping(deed: Deed, armed: Set[int], bodies: Set[int], *, likely: bool) -> bool:
    patients = list(deed.patients())
    act = deed.act.lemma_.lower()
    if act in signs().arming and any(t.i in bodies or fights(t) for t in (*patients, *deed.whose())):
        return True
    if act in signs().backing and any(t.i in armed or (likely and t.i in bodies) for t in patients):
        return True
    if act in signs().hostile:
        return False
    goods = {t.lemma_.lower() for t in deed.goods()}
    given = bool(goods & signs().war_goods) or (likely and bool(goods & signs().soft_goods))
    return given and any(t.i in bodies for t in (*patients, *deed.reached(), *deed.whose()))


def _by_noun(token: Token, bodies: Set[int], *, likely: bool) -> bool:
    """Whether help to a body is a name's own: "N's supply of rifles to the Front"."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and likely:
        lent = head.head.lemma_.lower() in signs().favours
        return lent and any(i in bodies for i in range(token.sent.start, token.sent.end))
    if token.dep_ != "poss":
        return False
    given = [head, *(o for c in head.rights if c.lower_ == "of" for o in c.rights)]
    helped = head.lemma_.lower() in signs().help_nouns and any(_reaches(g, bodies) for g in given)
    role = head.lemma_.lower() in ("role", "part", "hand", "involvement")
    charges = (v for c in head.rights if c.dep_ == "prep" for v in c.rights if c.lower_ == "in" and v.dep_ == "pcomp")
    return helped or (role and any(_helping(Deed(v), set(), bodies, likely=False) for v in charges))


def _called_patron(token: Token, bodies: Set[int], *, likely: bool) -> bool:
    """Whether a name is called a body's foreign sponsor; if likely no person's, its sponsor or patron."""
    said = [c for c in token.rights if c.dep_ == "appos"]
    if token.dep_ == "nsubj" and token.head.lemma_ in ("be", "become", "remain"):
        said += [c for c in token.head.rights if c.dep_ == "attr"]
    if token.dep_ in ("dobj", "nsubjpass", "appos"):
        said += _as(token) + _as(token.head)
    for noun in said:
        abroad = any(c.lower_ in ("foreign", "state", "external", "regional", "outside") for c in noun.lefts)
        if noun.lemma_.lower() in signs().patrons and (abroad or likely):
            owner = any(c.i in bodies for c in noun.lefts if c.dep_ == "poss")
            if owner or _reaches(noun, bodies):
                return True
    return False


def _as(word: Token) -> list[Token]:
    """As in "names N *as the sponsor* of"."""
    return [o for c in word.rights if c.dep_ == "prep" and c.lower_ == "as" for o in c.rights if o.dep_ == "pobj"]


def _reaches(word: Token, bodies: Set[int]) -> bool:
    """Whether "to", "for" or "of" a body follows a word."""
    to = (c for c in word.rights if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "for", "of"))
    return any(o.i in bodies for p in to for o in p.rights if o.dep_ == "pobj")


def fights(noun: Token) -> bool:
    """Whether a plain noun means people who fight: "rebels", "a militia"."""
    role = words().roles.get(noun.lemma_.lower())
    return role is not None and "armed_group" in (role.kind, role.many) and noun.tag_ in ("NN", "NNS")


def pronoun_of(token: Token) -> bool:
    """Whether "he" or "her" may mean a name: in its sentence or opening the next, with nobody else before it."""
    sent = token.sent
    for word in _after(token):
        if word.lower_ in _HIS:
            return not _others(sent.doc[sent.start : word.i], token)
    return False


def _after(token: Token) -> Iterable[Token]:
    """The words of a name's sentence, and the first of the next."""
    end = token.sent.end
    yield from token.doc[token.sent.start : min(end + _NEXT, len(token.doc))]


def _others(words_before: Iterable[Token], token: Token) -> bool:
    """Whether one person other than a name is spoken of: "the *president*", "a retired *colonel*"."""
    return any(_person(t) and not _apposed(t, token) for t in words_before if t.i != token.i)


def _person(noun: Token) -> bool:
    role = words().roles.get(noun.lemma_.lower())
    named = role is not None and role.kind == "person" and noun.tag_ in ("NN", "NNP")
    subject = noun.pos_ == "PROPN" and noun.dep_ in ("nsubj", "nsubjpass") and fold(noun.text) in name_words()
    return named or subject or noun.lower_ in words().kinship


def _apposed(noun: Token, token: Token) -> bool:
    return noun.dep_ == "appos" and noun.head.i == token.i


def beside_person(row: Row, token: Token) -> bool:
    """Whether a name stands in one row with a person of a known name or role: "Ruslan and *Dorsk*"."""
    return any(_role(t) or (t.i not in row.hits and fold(t.text) in name_words()) for t in token.conjuncts)


def _role(noun: Token) -> bool:
    role = words().roles.get(noun.lemma_.lower())
    return role is not None and role.kind == "person" and noun.tag_ == "NN"
