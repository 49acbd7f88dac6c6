"""Soldiers and aircraft of a state that fight for somebody else, and whose airfields they fly from."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.giving import stock
from sayso.annotating.relations.goods import Good, goods_of, stem
from sayso.annotating.relations.ground import sort_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.shapes import agents, object_of, undergone
from sayso.annotating.relations.takers import fought_for, whose
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.warlike import STATE, no_state, soldiers
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_BESIDE = ("alongside", "beside")


def fights_for(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's soldiers fought for OBJECT, alongside OBJECT; its jets bombed somebody on behalf of OBJECT."""
    doer = bearer(verb)
    if doer is None or verb.pos_ != "VERB" or _suffered(verb) or not soldiers(doer):
        return
    beside, at = _beside(verb), list(_for_whom(verb))
    takers = [p for t in at if t not in beside for p in who.parties(t)]
    takers += [p for t in beside for p in who.parties(t) if no_state(p)]
    takers += [p for t in _joined(verb) for p in whose(t, who) or who.modifier(t)]
    good = Good("troops", verb.i, verb.i + 1, verb)
    yield found(good, "military", verb, _whose_soldiers(doer, who), takers, how="fights for", words=[doer, *at])


def _suffered(verb: Token) -> bool:
    """Whether it is done to the soldiers; the parser takes "units *fought* alongside" for a phrase."""
    phrase = verb.dep_ == "acl" and verb.head.dep_ == "ROOT"
    phrase = phrase or (object_of(verb) is not None and any(c.dep_ == "nsubj" for c in verb.lefts))
    return undergone(verb) and not (phrase and not agents(verb))


def _for_whom(verb: Token) -> Iterator[Token]:
    """Heads of the phrases that say for whom a fight or a flight is; any soldier "crosses" or "serves" for nobody."""
    table = words().sets
    if verb.lemma_ in table["fighting"]:
        yield from fought_for(verb)
        yield from _beside(verb)
    elif verb.lemma_ in table["flying"] and (flown := object_of(verb)) is not None and _armed_flight(flown):
        yield from (t for head in (verb, flown) for t in prepositional(head, "for"))
    for child in verb.rights:  # "crossed the border *to fight* beside"
        if child.dep_ in ("advcl", "xcomp") and child.lemma_ in table["fighting"] and child.tag_ == "VB":
            yield from fought_for(child)
            yield from _beside(child)


def _beside(verb: Token) -> list[Token]:
    inner = [c for c in verb.rights if c.dep_ in ("advcl", "xcomp") and c.tag_ == "VB"]
    return [t for head in (verb, *inner) for t in prepositional(head, *_BESIDE)]


def _armed_flight(flown: Token) -> bool:
    """Whether a flight is one of war: "*combat* missions", "sorties", "MiG fighters"."""
    table = words().sets
    led = {c.lower_ for c in flown.lefts if c.dep_ in ("amod", "compound", "nmod")}
    if flown.lemma_.lower() in ("mission", "flight"):
        return bool(led & table["combative"])
    kind = stem(flown).removesuffix("s")
    strikes = flown.lemma_.lower() in table["joint_nouns"] | {"airstrike", "strike"}
    return strikes or kind in ("fighter", "bomber", "jet", "warplane", "gunship", "mig", "combat")


def _joined(verb: Token) -> Iterator[Token]:
    """Whose fight they take part in: "took part in *the Front's attack*", "joined the Front's offensive"."""
    done = object_of(verb)
    part = verb.lemma_ == "take" and done is not None and done.lemma_ == "part"
    heads = [verb, *([done] if part and done is not None else [])]
    fights = [t for h in heads for t in prepositional(h, "in")] if part or verb.lemma_ == "participate" else []
    fights += [done] if done is not None and verb.lemma_ == "join" else []
    for fight in fights:
        if fight.lemma_ in words().sets["joint_nouns"] | words().sets["stakes"]:
            yield from (c for c in fight.lefts if c.dep_ == "poss")
            yield from prepositional(fight, "of", "by")


def _whose_soldiers(doer: Token, who: Who) -> list[Party]:
    """The soldiers as they are called, else whose they are: "planes *of the air force*"."""
    own = [p for p in who.behind(doer) if p.mention.kind in (*STATE, "group", "armed_group")]
    theirs = [p for t in prepositional(doer, "of", "from") for p in who.parties(t)]
    if theirs and not any(p.mention.country for p in own):
        return theirs
    named = [p for p in own if p.mention.country or " " in p.mention.text]
    return named or who.modifier(doer) or own


def flies_from(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT's aircraft operate from SUBJECT's air base; its boats refuel in SUBJECT's port."""
    if verb.lemma_ not in words().sets["based"] or verb.pos_ != "VERB":
        return
    user = bearer(verb)
    takers = whose(user, who) if user is not None else []
    for site in prepositional(verb, "from", "at", "in", "on") if takers else ():
        goods = [g for g in goods_of(site, conflict=True) if g.type == "infrastructure" and g.noun.i == site.i]
        if not goods or sort_of(site) != "infrastructure" or _taken(site):
            continue
        led = any(c.tag_ == "JJ" and c.text.istitle() for c in site.lefts)  # "a *Tolvian* airfield"
        nation = ("state", "organization", "facility") if led else ("state",)
        hosts = [p for p in stock(site, who) if p.mention.kind in nation]
        good = Good("infrastructure", site.i, site.i + 1, site)
        yield found(good, "fighters", verb, hosts, takers, how="flies from", words=[user, site])


def _taken(site: Token) -> bool:
    """Whether a base is no gift of its owner's: it was seized or left."""
    return any(c.lower_ in words().sets["seized"] for c in site.children)
