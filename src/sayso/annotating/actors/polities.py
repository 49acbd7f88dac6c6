"""States that no gazetteer has: of the past, of exercises, of a novel, or not recognised by anybody.

A single unknown word is a state where the text treats it as one: it has an army or soil of its own, it sends soldiers,
it arms bodies that fight, or it has a country's ending and does what states do. An adjective is a state's before what
only states have. Nothing that can be somebody's name is taken for one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from spacy.tokens import Token

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.names import fold

_LEAST, _SURE = 5, 4
# From so many votes in one place on, the report speaks of a person: a title or an age, and more.
_SOMEBODY = 4.0
# Below this, nothing makes a person of the name but that it acts.
_NOBODY = 1.5
_HIS = frozenset({"he", "his", "him", "she", "her"})
_BODIES = ("armed_group", "state_body", "organization")


def polities(row: Row, names: Sequence[Name], votes: Mapping[str, Mapping[str, float]]) -> None:
    """Make states of those unknown names that the report treats as such; `votes` are the report's, by name."""
    keys: set[str] = set()
    nations = {n.key for n in names if _unknown(row, n) and _adjective(row, n.start)}
    bodies = {i for n in names if n.kind in _BODIES for i in range(n.start, n.end)}
    surest: dict[str, float] = defaultdict(float)  # of weak signs, the tenth says no more than the first
    for name in names:
        surest[name.key] = max(surest[name.key], name.votes.get("person", 0.0))
    for name in names:
        person = votes.get(name.key, {}).get("person", 0.0)
        if not _unknown(row, name) or surest[name.key] >= _SOMEBODY:
            continue
        token = row.tokens[name.start]
        if _adjective(row, name.start):
            name.kind, name.sector = "state", None
            continue
        doubtful = name.kind != "person" and person < _NOBODY and (_among_states(row, token) or _arms(token, bodies))
        if doubtful or _of_nation(name.key, nations) or _state(row, token):
            keys.add(name.key)
    for name in names:
        if name.key in keys and name.entry is None:
            name.kind, name.sector = "state", "GOV"
    for name in names:
        if name.kind is None and _unknown(row, name) and _beside(row, row.tokens[name.start], keys):
            name.kind, name.sector = "state", "GOV"


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
    after = row.texts[i + 1 : i + 3]
    return bool(after) and (after[0] in signs().of_states or (len(after) > 1 and after[1] in signs().state_bodies))


def _state(row: Row, token: Token) -> bool:
    """Whether a name owns, does or suffers what states do."""
    ending = row.lowers[token.i].endswith(signs().country_endings)
    head = token.head
    if token.dep_ == "poss" and head.i > token.i:
        return head.lemma_.lower() in signs().state_bodies
    if token.dep_ in ("compound", "nmod") and head.lemma_.lower() in signs().state_seats:
        return any(c.lower_ == "the" for c in head.lefts) and head.i == token.i + 1
    prep = head
    if token.dep_ == "pobj" and prep.lower_ in ("of", "in") and prep.head.lemma_.lower() in signs().state_bodies:
        return ending or prep.lower_ == "of"
    if row.lowers[token.i + 1 : token.i + 2] == ["-"]:
        nation = ending or row.lowers[token.i].endswith(signs().nation_endings)
        return nation and "".join(row.lowers[token.i + 2 : token.i + 3]) in signs().hyphened
    if ending and token.dep_ == "dobj" and head.lemma_ in signs().accusing:
        return any(c.lower_ == "of" for c in head.rights)
    if token.dep_ == "pobj" and prep.lower_ == "by" and ending:
        return prep.head.lemma_ in signs().state_acts | signs().helping_acts
    if token.dep_ not in ("nsubj", "poss"):
        return False
    if any(t.lemma_.lower() in signs().state_ground and _its(t) for t in head.subtree):
        return True
    verbs = [head, *(c for c in head.rights if c.dep_ == "xcomp")]
    if ending and any(_of_state(v) for v in verbs):
        return True
    sent = (t for v in verbs if v.lemma_ in signs().sending for t in v.rights if t.dep_ == "dobj")
    return any(t.lemma_.lower() in signs().soldiers for t in sent)


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
        return bool((verbs | attributes) & signs().state_dealings)
    if token.dep_ == "pobj" and head.lower_ in ("with", "to", "of", "against", "between", "by"):
        return head.head.lemma_.lower() in signs().state_dealings
    return token.dep_ == "poss" and head.lemma_.lower() in signs().state_dealings


def _of_state(verb: Token) -> bool:
    """Whether states do it: they arm and annex, and help those who fight or have a name."""
    if verb.lemma_ in signs().state_acts:
        return True
    helped = [c for c in verb.rights if c.dep_ in ("dobj", "dative")] if verb.lemma_ in signs().helping_acts else []
    return any(t.pos_ == "PROPN" or t.lemma_.lower() in words().armed_words for t in helped)


def _arms(token: Token, bodies: Set[int]) -> bool:
    """Whether a body has its weapons, soldiers or ground from whom a name means: "shipped rockets to the Front"."""
    if any(t.lower_ in _HIS for t in token.sent):
        return False  # it may be somebody's name
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "by":
        return head.head.lemma_ in signs().arming and any(
            c.dep_ == "nsubjpass" and c.i in bodies for c in head.head.children
        )
    if token.dep_ == "poss":
        given = [head, *(o for c in head.rights if c.lower_ == "of" for o in c.rights)]
        return head.lemma_.lower() in signs().help_nouns and any(_reaches(g, bodies) for g in given)
    verbs = [head, *(c for c in head.rights if c.dep_ in ("xcomp", "conj") and not _subject_of(c))]
    return token.dep_ == "nsubj" and any(_arming(v, bodies) for v in verbs if v.pos_ == "VERB")


def _arming(verb: Token, bodies: Set[int]) -> bool:
    """Whether a verb is of arming a body, or of giving it what wars are fought with."""
    objects = [c for c in verb.rights if c.dep_ in ("dobj", "dative")]
    if verb.lemma_ in signs().arming and any(o.i in bodies for o in objects):
        return True
    goods = (t for o in objects for t in (o, *o.conjuncts))
    if not any(t.lemma_.lower() in signs().war_goods for t in goods):
        return False
    return any(o.i in bodies for o in objects) or _reaches(verb, bodies) or any(_reaches(o, bodies) for o in objects)


def _reaches(word: Token, bodies: Set[int]) -> bool:
    """Whether "to", "for" or "of" a body follows a word."""
    to = (c for c in word.rights if c.dep_ in ("prep", "dative") and c.lower_ in ("to", "for", "of"))
    return any(o.i in bodies for p in to for o in p.rights if o.dep_ == "pobj")


def _subject_of(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.lefts)


def _its(noun: Token) -> bool:
    return any(c.lower_ == "its" for c in noun.lefts)
