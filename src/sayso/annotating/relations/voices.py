"""Other help: somebody's voice is broadcast, his men are recruited, he may use what is not his."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, goods_of, stem
from sayso.annotating.relations.needs import STATE, Found
from sayso.annotating.relations.parties import Party, is_party
from sayso.annotating.relations.shapes import agents, object_of, undergone
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_KIND = "other_support"
# what one is let use that is no ground: ground is read with harbouring
_OFFICIALS = frozenset({"GOV", "MIL", "SPY", "COP"})
_USED = frozenset({"other_support", "weapons", "materiel"})


def broadcasts(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's state radio broadcasts the appeals of OBJECT; SUBJECT prints leaflets for OBJECT."""
    fused = _fused(verb)
    if verb.lemma_ not in words().sets["voicing"] or not (verb.pos_ == "VERB" or fused):
        return
    moves = undergone(verb) and not fused
    said = verb.head if fused else bearer(verb) if moves else object_of(verb)
    media = (agents(verb) or prepositional(verb, "on", "over", "in")) if moves else [bearer(verb)]
    if said is None or not _message(said):
        return
    takers = who.modifier(said) if not fused else []
    for head in (said, verb) if not takers else ():
        takers = takers or [p for t in prepositional(head, "of", "for", "from") for p in who.parties(t)]
        behalf = [t for t in prepositional(head, "on") if t.lemma_ == "behalf"]
        takers = takers or [p for b in behalf for t in prepositional(b, "of") for p in who.parties(t)]
    for medium in (t for t in ([verb.nbor(-1)] if fused else media) if t is not None):
        givers = _speakers(medium, who) or (who.modifier(said) if fused else [])
        good = Good(_KIND, said.i, said.i + 1, said)
        yield found(good, "fighters", verb, givers, takers, how="voices", words=[medium, said])


def _fused(verb: Token) -> bool:
    """Whether the parser takes the clause for one phrase: "Libyan state television *broadcast* propaganda for"."""
    within = verb.dep_ == "compound" and verb.tag_ == "NN" and verb.head.dep_ == "ROOT" and verb.i > verb.sent.start
    return within and stem(verb.nbor(-1)) in words().sets["media"]


def _message(said: Token) -> bool:
    """Whether what is said serves who says it: one statement in the news does not."""
    table = words().sets
    return stem(said) in table["propaganda"] or (stem(said) in table["speeches"] and said.tag_ == "NNS")


def _speakers(medium: Token, who: Who) -> list[Party]:
    """The state itself, or whose the state's radio is; any other medium tells the news."""
    own = who.parties(medium)
    if stem(medium) not in words().sets["media"]:
        return [p for p in own if p.mention.kind in STATE and p.mention.sector != "JRN"]
    led = {t.lower_ for c in medium.lefts if c.dep_ in ("compound", "amod", "nmod") for t in conjuncts(c)}
    theirs = who.modifier(medium)
    if not led & words().sets["official"]:  # "*Athens* radio", "*Cairo's* radio"
        on_air = stem(medium) in ("radio", "television", "tv")
        return [p for p in theirs if on_air and (p.mention.kind in STATE or is_party(p.mention))]
    theirs = theirs or [p for t in prepositional(medium, "in", "of") for p in who.parties(t)]
    return [p for p in theirs if p.mention.kind in (*STATE, "place")] or own


def lets_use(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT lets OBJECT broadcast from its radio; SUBJECT lets OBJECT use its lorries."""
    table = words()
    if verb.lemma_ not in table.harbouring["allow"] or verb.pos_ != "VERB" or verb.head.lemma_ in ("refuse", "decline"):
        return
    moves = undergone(verb)
    for use in (c for c in verb.rights if c.dep_ in ("xcomp", "ccomp")):
        guest = next((c for c in use.lefts if c.dep_ == "nsubj"), None)
        guest = bearer(verb) if moves else guest or object_of(verb)
        doers = (agents(use) or agents(verb)) if moves else [t for t in (bearer(verb),) if t is not None]
        if guest is None or not doers:
            continue
        goods = []
        if use.lemma_ in ("broadcast", "transmit", "publish", "print"):
            goods = [Good(_KIND, use.i, use.i + 1, use)]
        elif use.lemma_ in ("see", "read", "copy", "consult") and (read := object_of(use)) is not None:
            goods = [g for g in goods_of(read, conflict=True) if g.type == "intelligence"]
        elif use.lemma_ in ("use", "borrow") and (used := object_of(use)) is not None:
            goods = [g for g in goods_of(used, conflict=True) if g.type in _USED and _possessed(g.noun)]
        for good in goods:
            givers = [p for t in doers for p in who.behind(t)]
            yield found(good, "fighters", verb, givers, who.parties(guest), how="lets use", words=[guest, use])


def _possessed(noun: Token) -> bool:
    """Whether what one is let use is the giver's: "*its* lorries", "*army* lorries", no weapons at large."""
    while noun.dep_ == "conj" and not any(c.dep_ == "poss" for c in noun.lefts):
        noun = noun.head
    return any(c.dep_ == "poss" or c.lower_ in ("army", "military", "state", "government") for c in noun.lefts)


def recruits(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT recruited men for OBJECT; SUBJECT pressed refugees into the ranks of OBJECT."""
    if verb.lemma_ not in words().sets["recruiting"] or verb.pos_ != "VERB":
        return
    moves = undergone(verb)
    men = bearer(verb) if moves else object_of(verb)
    doers = agents(verb) if moves else [t for t in (bearer(verb),) if t is not None]
    if men is None or not (men.tag_ == "NNS" or men.lemma_ in words().sets["cadres"]):
        return
    at = [t for head in (verb, men) for t in prepositional(head, "for", "into")]
    takers = [p for t in at for p in (who.parties(t) or [q for o in prepositional(t, "of") for q in who.parties(o)])]
    powers = (*STATE, "place")
    behind = [p for t in doers for p in who.behind(t)]
    givers = [p for p in behind if p.mention.kind in powers or p.mention.sector in _OFFICIALS]
    good = Good(_KIND, verb.i, verb.i + 1, verb)
    yield found(good, "fighters", verb, givers, takers, how="recruits", words=[men, *at])


def travels(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT's leaders travelled on SUBJECT's passports."""
    if verb.lemma_ != "travel" or verb.pos_ != "VERB":
        return
    for paper in prepositional(verb, "on", "with", "under"):
        goods = [g for g in goods_of(paper, conflict=True) if g.type == _KIND and g.noun.i == paper.i]
        givers, takers = who.modifier(paper), who.parties(bearer(verb))
        for good in goods:
            yield found(good, "fighters", verb, givers, takers, how="voices", words=[paper])
