"""States that no gazetteer has: of the past, of exercises, of a novel, or not recognised by anybody.

A single unknown word is a state where the text treats it as one: it has an army or soil of its own, it sends soldiers,
it arms bodies that fight, or it has a country's ending and does what states do. An adjective is a state's before what
only states have. Nothing that can be somebody's name is taken for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence, Set
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.annotating.actors.deeds import Deed, deeds
from sayso.annotating.actors.patrons import beside_person, fights, helps, pronoun_of
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.names import fold, skeleton

_LEAST, _SURE = 5, 4
# From so many votes on that only persons get, the report speaks of somebody.
_SOMEBODY, _SURELY = 1.0, 3.0
# Known bodies of these sectors do not fight.
_CIVIL = frozenset({"NGO", "IGO", "JRN", "BUS", "EDU", "REL", "MED", "JUD", "LEG"})
_BODIES = ("armed_group", "state_body", "organization")


@dataclass(frozen=True, slots=True)
class Sides:
    """Tokens of the names that a state helps: of armed groups, of bodies that may fight, and of states."""

    armed: Set[int]
    bodies: Set[int]
    states: Set[int]


def polities(row: Row, names: Sequence[Name], known: Container[str]) -> None:
    """Make states of those unknown names that the report treats as such; `known` are words of persons' full names."""
    somebodys = {n.key for n in names if _somebodys(row, n, known)}
    surest: dict[str, float] = defaultdict(float)
    for name in names:
        surest[name.key] = max(surest[name.key], name.personal)
    nations: set[str] = set()
    unknown = []
    for name in names:
        if not _unknown(row, name):
            continue
        if _adjective(row, name.start) and surest[name.key] < _SURELY:
            name.kind, name.sector = "state", None
            nations.add(name.key)
        elif name.key not in somebodys and not row.lowers[name.start].endswith(words().name_endings):
            unknown.append(name)
    keys: set[str] = set()
    if unknown:
        sides = _sides(names)
        keys = {n.key for n in unknown if _of_nation(n.key, nations) or _stands_as_state(row, n, sides)}
    for name in names:
        if name.key in keys and name.entry is None:
            name.kind, name.sector = "state", "GOV"
    for name in unknown:
        if name.kind is None and _beside(row, row.tokens[name.start], keys):
            name.kind, name.sector = "state", "GOV"


def _somebodys(row: Row, name: Name, known: Container[str]) -> bool:
    """Whether something beside a name, or its form, says that it is a person's."""
    if name.entry is not None:
        return False
    own = name.key in known or (len(name.key) > 3 and "~" + skeleton(name.key) in known)
    return own or name.personal >= _SOMEBODY or beside_person(row, row.tokens[name.end - 1])


def _sides(names: Sequence[Name]) -> Sides:
    def tokens(*kinds: str) -> set[int]:
        found = (n for n in names if n.kind in kinds and (n.entry is None or n.sector not in _CIVIL))
        return {i for n in found for i in range(n.start, n.end)}

    return Sides(tokens("armed_group"), tokens(*_BODIES), tokens("state"))


def _stands_as_state(row: Row, name: Name, sides: Sides) -> bool:
    token = row.tokens[name.start]
    if _owns_state(row, token):
        return True
    likely = name.kind in ("place", "organization") or row.lowers[token.i].endswith(signs().country_endings)
    doubted = row.lowers[token.i].endswith(signs().surname_endings) or any(_private(t) for t in token.sent)
    if pronoun_of(token) or (doubted and not likely):
        return False
    return (
        _acts_as_state(row, token, sides)
        or _among_states(row, token)
        or helps(token, sides.armed, sides.bodies, likely=likely)
    )


def _unknown(row: Row, name: Name) -> bool:
    text = row.texts[name.start]
    single = name.end - name.start == 1 and name.entry is None and not name.titled
    least = _SURE if row.lowers[name.start - 2 : name.start] == ["government", "of"] else _LEAST
    if not single or len(text) < least or not text.isalpha() or text.isupper():
        return False
    return not english(row, name.start) and fold(text) not in name_words() and not towns(text)


def _of_nation(key: str, nations: set[str]) -> bool:
    """Whether the report has the name's adjective too: "Orsava", where "the Orsavan navy" is spoken of."""
    return any(key + end in nations or key[:-1] + end in nations for end in ("n", "an", "ian", "ese"))


def _beside(row: Row, token: Token, keys: set[str]) -> bool:
    """Whether a name is coordinated with such a state: "Valdoria and *Estmark* have been allies"."""
    return token.dep_ == "conj" and fold(row.texts[token.head.i]) in keys


def _adjective(row: Row, i: int) -> bool:
    """Whether a word is a nation's adjective by its ending and by what it stands before: "the Ostrian navy"."""
    if not row.lowers[i].endswith(signs().nation_endings):
        return False
    if i + 1 < len(row.tokens) and row.tokens[i + 1].tag_ == "VBD":
        return False  # "X armed the Front"
    after = row.texts[i + 1 : i + 3]
    return bool(after) and (after[0] in signs().of_states or (len(after) > 1 and after[1] in signs().state_bodies))


def _owns_state(row: Row, token: Token) -> bool:
    """Whether a name has what only states have: an army, an embassy, a government."""
    ending = row.lowers[token.i].endswith(signs().country_endings)
    head = token.head
    if token.dep_ == "poss" and head.i > token.i:
        return head.lemma_.lower() in signs().state_bodies
    if token.dep_ in ("compound", "nmod") and head.lemma_.lower() in signs().state_seats:
        return any(c.lower_ == "the" for c in head.lefts) and head.i == token.i + 1
    if token.dep_ == "pobj" and head.lower_ in ("of", "in") and head.head.lemma_.lower() in signs().state_bodies:
        return ending or head.lower_ == "of"
    if row.lowers[token.i + 1 : token.i + 2] == ["-"]:
        return "".join(row.lowers[token.i + 2 : token.i + 3]) in signs().hyphened
    return False


def _acts_as_state(row: Row, token: Token, sides: Sides) -> bool:
    """Whether a name does what states do: it sends soldiers, has soil of its own, or annexes and arms."""
    ending = row.lowers[token.i].endswith(signs().country_endings)
    fighting = any(i in sides.bodies for i in range(token.sent.start, token.sent.end))
    for deed in deeds(token):
        if any(t.lemma_.lower() in signs().soldiers for t in deed.patients()) and deed.act.lemma_ in signs().sending:
            return True
        if ending and _of_state(deed, sides):
            return True
    if token.dep_ not in ("nsubj", "poss"):
        return False
    own = {t.lemma_.lower() for noun in token.head.subtree if _its(noun) for t in _with(noun)}
    return bool(own & signs().state_ground) or (fighting and bool(own & signs().lent_ground))


def _among_states(row: Row, token: Token) -> bool:
    """Whether a name with a country's ending stands where states deal with each other: "sided with Belmonia"."""
    if not row.lowers[token.i].endswith(signs().country_endings):
        return False
    while token.dep_ == "conj":
        token = token.head
    head = token.head
    if token.dep_ in ("nsubj", "nsubjpass"):
        verbs = {head.lemma_, *(c.lemma_ for c in head.rights if c.dep_ == "conj")}
        attributes = {c.lemma_.lower() for c in head.rights if c.dep_ in ("attr", "acomp")}
        return bool((verbs | attributes) & signs().state_dealings) or any(map(_of_league, head.rights))
    if token.dep_ == "pobj" and head.lower_ in ("with", "to", "of", "against", "between", "by"):
        return head.head.lemma_.lower() in signs().state_dealings
    return token.dep_ == "poss" and head.lemma_.lower() in signs().state_dealings


def _of_league(noun: Token) -> bool:
    """Whether it is membership of a body between states: "a *member* of the League of Straits States"."""
    if noun.dep_ != "attr" or noun.lemma_ != "member":
        return False
    return any(t.lower_ in signs().of_nations and t.text[0].isupper() for t in noun.subtree)


def _of_state(deed: Deed, sides: Sides) -> bool:
    """Whether states do it: they arm and annex, and help bodies, states and those who fight."""
    if deed.act.lemma_ in signs().state_acts:
        return True
    if deed.act.lemma_ not in signs().helping_acts:
        return False
    return any(t.i in sides.bodies | sides.states or fights(t) for t in (*deed.patients(), *deed.reached()))


def _private(word: Token) -> bool:
    """Whether a word is of trials, sports or schools, where single names are persons'."""
    return word.lemma_.lower() in signs().private_scenes


def _with(noun: Token) -> Iterator[Token]:
    """A noun, what it is made of and what is coordinated with it: "its *radar* stations and *airfields*"."""
    yield from (noun, *noun.conjuncts, *(c for c in noun.lefts if c.dep_ == "compound"))


def _its(noun: Token) -> bool:
    return any(c.lower_ == "its" for c in noun.lefts)
