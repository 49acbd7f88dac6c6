"""Shapes of a verb's clause that ties are read from: its object, its agents, its list."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, passive, prepositional
from sayso.annotating.relations.bearer import bearer, is_gerund
from sayso.annotating.relations.words import words

_RELATIVE = frozenset({"that", "which", "who", "whom"})


def is_verbal(word: Token) -> bool:
    """Whether a word acts as a verb: a verb, a participle said of something, or a gerund."""
    if word.pos_ == "VERB":
        return word.dep_ not in ("amod", "compound")
    if word.tag_ == "NN" and is_gerund(word):
        return True
    return word.tag_ in ("VBN", "JJ") and word.dep_ in ("acomp", "conj", "acl", "oprd", "advcl", "attr", "ROOT")


def undergone(verb: Token) -> bool:
    """Passive, or a participle said of a noun ("armed and trained by")."""
    if _gapped(verb):
        return False
    bare = not any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.lefts)
    if verb.dep_ == "acl" and bare and any(c.dep_ == "dobj" for c in verb.rights) and not agents(verb):
        return False
    if passive(verb) or (verb.pos_ == "ADJ" and agents(verb)):
        return True
    helped = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)
    if verb.tag_ == "VBN" and not helped and agents(verb):
        return True
    first = verb.head
    if verb.dep_ == "conj" and verb.tag_ in ("VBN", "VBD") and first.pos_ in ("VERB", "ADJ") and not object_of(verb):
        return bool(agents(verb)) or passive(first)
    return False


def _gapped(verb: Token) -> bool:
    """A relative clause whose "that" is taken for a conjunction: "the rifles *that* the army *had handed over*"."""
    lefts = {c.dep_ for c in verb.lefts}
    that = any(c.dep_ == "mark" and c.lower_ == "that" for c in verb.lefts)
    return verb.dep_ == "acl" and that and "nsubj" in lefts and not any(c.dep_ == "dobj" for c in verb.rights)


def run_on(verb: Token) -> list[Token]:
    """Words of a list that the parser takes for verbs: "delivered mortars, *recoilless* rifles and mines to".

    So it does with "passed photographs and *intercepted* calls to".
    """
    finite = verb.tag_ in ("VBD", "VBZ", "VBN")
    after = [c for c in verb.rights if finite and c.dep_ == "conj" and not [*c.lefts]]
    return [c for c in after if c.tag_ in ("VB", "VBP") or (c.lower_ in words().sets["tapped"] and object_of(verb))]


def agents(verb: Token) -> list[Token]:
    """Who does it in a passive, shared through a list of participles: "armed and trained by Sudan"."""
    for child in verb.rights:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            after = [c.nbor(1) for c in child.rights if c.dep_ == "cc" and c.i + 1 < len(c.doc)]
            by = [child, *(t for t in after if t.lower_ == "by" and t.dep_ in ("conj", "prep"))]  # "by A and by B"
            return [c for prep in by for c in prep.children if c.dep_ == "pobj"]
    for child in verb.rights:
        listed = child.dep_ == "conj" or (child.dep_ == "advcl" and child.tag_ == verb.tag_ and child.i == verb.i + 2)
        if listed and child.pos_ in ("VERB", "ADJ"):
            return agents(child)
    return _late_agent(verb) if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.lefts) else []


def _late_agent(verb: Token) -> list[Token]:
    """The agent that the parser hangs on whom the thing goes to: "smuggled to the rebels *by the secret service*"."""
    for prep in verb.rights:
        for taker in prep.rights if prep.dep_ in ("prep", "dative") else ():
            if taker.dep_ == "pobj" and (by := _by(taker)):
                return by
    things = [thing for thing in verb.rights if thing.dep_ in ("dobj", "oprd")]
    things += [t for thing in things for t in prepositional(thing, "of", "to")]  # "the use of an airfield *by* X"
    return next((by for thing in things if (by := _by(thing))), [])


def _by(noun: Token) -> list[Token]:
    return [c for by in noun.rights if by.dep_ == "prep" and by.lower_ == "by" for c in by.children if c.dep_ == "pobj"]


def object_of(verb: Token) -> Token | None:
    """The direct object, shared through coordination, or the noun that a relative clause hangs on."""
    direct = ("pobj",) if verb.dep_ == "prep" else ("dobj", "obj")
    for child in verb.rights:
        if child.dep_ in direct:
            return child
    for child in verb.rights:
        same = child.tag_ == verb.tag_ or child.lower_ == "armed"
        listed_first = child.dep_ == "advcl" and same and child.i == verb.i + 2
        apart = passive(verb) and any(c.dep_ in ("nsubj", "nsubjpass") for c in child.lefts)
        if (child.dep_ == "conj" or listed_first) and child.pos_ in ("VERB", "ADJ") and not apart:
            return object_of(child)
    if (
        verb.dep_ == "acl"
        and verb.tag_ != "VBN"
        and any(c.dep_ == "dobj" and c.lower_ in _RELATIVE for c in verb.lefts)
    ):
        return verb.head
    if _gapped(verb):
        return verb.head
    if verb.dep_ == "relcl" and not any(c.lower_ in ("where", "when", "why") for c in verb.lefts):
        subjects = [c for c in verb.lefts if c.dep_ == "nsubj"]
        if any(c.dep_ == "dobj" for c in verb.lefts):
            return verb.head
        if subjects and subjects[0].lower_ not in _RELATIVE:
            return verb.head
    return None


def listed(noun: Token) -> Iterator[Token]:
    """All nouns of the list that a noun stands in: "weapons and cash *from* Libya" gives both from there."""
    while noun.dep_ == "conj" and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    yield from conjuncts(noun)


def first(heads: Iterator[Token]) -> list[Token]:
    """The head of a coordinated phrase alone: `Who.parties` follows the coordination itself."""
    found = list(heads)
    inner = {t.i for head in found for t in conjuncts(head) if t.i != head.i}
    return [t for t in found if t.i not in inner]


def helped(verb: Token) -> Token | None:
    """Who is helped to do something: "helped *the rebels* capture the town"."""
    if verb.lemma_ not in ("help", "assist", "aid"):
        return None
    inner = (c for v in verb.rights if v.dep_ == "ccomp" for c in v.lefts if c.dep_ == "nsubj")
    return next(inner, None)


def objects_of(head: Token, *preps: str) -> Iterator[Token]:
    """Objects of prepositions, repeated ones included: "refuge *to* the one and *to* the other"."""
    yield from prepositional(head, *preps)
    for prep in head.children:
        if prep.dep_ in ("prep", "dative") and prep.lower_ in preps:
            for again in prep.rights:
                if again.dep_ == "conj" and again.lower_ in preps:
                    yield from (t for c in again.children if c.dep_ == "pobj" for t in conjuncts(c))


def particle(verb: Token, word: str) -> bool:
    """Whether a verb has this particle: "propped *up* the militia"."""
    return any(c.dep_ == "prt" and c.lower_ == word for c in verb.rights)


def reciprocal(noun: Token) -> bool:
    """Whether an object is "each other" or "one another": each side does it to the other."""
    if noun.lower_ == "one":
        return any(c.lower_ == "another" for c in noun.rights)
    return noun.lower_ in ("other", "another") and any(c.lower_ in ("each", "one") for c in noun.lefts)


def donors(noun: Token, verbs: frozenset[str]) -> Iterator[Token]:
    """Who gave the goods of a list: "trucks and radios *donated by* France"."""
    for thing in listed(noun):
        for child in thing.rights:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in verbs:
                yield from agents(child)


def tasked(verb: Token) -> Token | None:
    """What is sent to do what an infinitive says: "sent *two battalions* to fight alongside the rebels"."""
    sender = verb.head
    if verb.tag_ != "VB" or verb.dep_ not in ("advcl", "xcomp", "acl", "relcl", "ccomp"):
        return None
    if sender.pos_ == "NOUN" and sender.dep_ == "dobj":
        sender = sender.head
    return object_of(sender) if sender.lemma_ in words().sets["gives_to"] else None


def related(verb: Token) -> Token | None:
    """The goods of "the missiles that Libya gave *the rebels*": the noun of the relative clause."""
    if verb.dep_ != "relcl" or not any(c.dep_ in ("dobj", "dative") and c.pos_ != "ADP" for c in verb.rights):
        return None
    if any(c.dep_ == "prep" for c in verb.lefts):  # "the army *to which* it gave rifles"
        return None
    subject = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    return verb.head if subject is not None and subject.lower_ not in _RELATIVE else None


def given_two(verb: Token) -> list[Token]:
    """Taker and goods where the parser finds two objects, or a verb in the goods: "handed *the rebels rifles*"."""
    goods = words().goods
    said = goods.keys() | words().sets["reports"]
    found = [c for c in verb.rights if c.dep_ == "dobj" or (c.tag_ == "VBZ" and c.lemma_ in said and not [*c.lefts])]
    if len(found) != 2 or found[0].dep_ != "dobj":
        return []
    between = verb.doc[found[0].right_edge.i + 1 : found[1].left_edge.i]
    return [] if any(t.text == "," for t in between) else found  # "gave it rifles, the *panel* found"


def retained(verb: Token) -> Token | None:
    """The goods of a passive that keeps its object: "were granted *a haven* by", "the shelter given them" has none."""
    if not undergone(verb):
        return None
    return next((c for c in verb.rights if c.dep_ in ("dobj", "oprd")), None)


def keeper(verb: Token, *also: str) -> list[Token]:
    """Who keeps somebody armed or supplied, or has it done: "*Kenya* kept the rebels supplied with ammunition"."""
    kept = verb.head
    if verb.tag_ not in ("VBN", "VBD") or verb.dep_ not in ("acl", "oprd", "acomp", "ccomp"):
        return []
    above = kept.head if kept.dep_ == "dobj" else kept
    doer = bearer(above) if above.lemma_ in words().sets["keeping"] | {*also} else None
    return [doer] if doer is not None and doer.i != kept.i else []


def stranded(verb: Token) -> bool:
    """Whether a passive ends in "for": "the tents were paid *for* by"."""
    return undergone(verb) and any(c.lower_ == "for" and not [*c.children] for c in verb.rights)


def owed(verb: Token) -> bool:
    """A ransom, fine or compensation is paid, not given."""
    return any(t.lemma_.lower() in words().sets["owed"] for t in verb.subtree)
