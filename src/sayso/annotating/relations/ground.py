"""Ground that is given: shelter, bases, leave to operate from somebody's soil (`territory`, `infrastructure`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, aerial, goods_of, stem
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.schooling import drills, schoolers
from sayso.annotating.relations.shapes import agents, object_of, undergone
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_HOSTING = frozenset({"host", "house", "harbor", "harbour", "shelter"})


def harbours(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT allows OBJECT to operate from its soil; SUBJECT hosts OBJECT's camps."""
    done = object_of(verb)
    if done is not None and verb.lemma_ in _HOSTING:
        yield from _hosts(verb, done, who)
    table = words().harbouring
    if verb.lemma_ not in table["allow"]:
        return
    for first in verb.rights:
        if first.dep_ not in ("xcomp", "ccomp"):
            continue
        guest = next((c for c in first.lefts if c.dep_ == "nsubj"), None) or done
        undergone = guest is None and any(c.dep_ == "nsubjpass" for c in verb.lefts)
        guest = bearer(verb) if undergone else guest
        for use in conjuncts(first):
            ground = (_ground(use) or _own_land(use, verb, who)) if use.lemma_ in table["use"] else None
            if guest is None or ground is None:
                continue
            owner = who.modifier(ground) or [p for t in prepositional(ground, "of") for p in who.parties(t)]
            hosts = owner if undergone else who.parties(bearer(verb))
            good = Good(_kind(ground), ground.i, ground.i + 1, ground)
            yield found(good, "fighters", verb, hosts, who.parties(guest), how="allows", words=[guest, ground])


def _own_land(use: Token, verb: Token, who: Who) -> Token | None:
    """The host's country by its name: "The Stasi let them settle in *East Germany*"."""
    own = {p.mention.country for p in who.parties(bearer(verb))} - {None}
    lands = prepositional(use, "in", "from", "inside")
    return next((t for t in lands for p in who.parties(t) if p.mention.country in own), None)


def disposal(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT put GOODS at the disposal of OBJECT."""
    at = noun.head
    if noun.lemma_ != "disposal" or noun.dep_ != "pobj" or at.lower_ != "at":
        return
    verb = at.head
    while verb.pos_ != "VERB" and verb.head.i != verb.i:
        verb = verb.head
    moves = undergone(verb)
    done = bearer(verb) if moves else object_of(verb)
    givers = [p for t in agents(verb) for p in who.behind(t)] if moves else who.parties(bearer(verb))
    takers = [p for t in prepositional(noun, "of") for p in who.parties(t)] or who.modifier(noun)
    for good in goods_of(done, conflict=True) if done is not None and verb.lemma_ in ("put", "place") else ():
        yield found(good, "fighters", verb, givers, takers, how="disposal", words=[noun])


def _hosts(verb: Token, done: Token, who: Who) -> Iterator[Found]:
    for good in goods_of(done, conflict=True):
        if good.type in ("territory", "infrastructure"):
            objects = who.modifier(done) or [p for t in prepositional(done, "of", "for") for p in who.parties(t)]
            home = Good("territory", good.start, good.end, good.noun)
            yield found(home, "fighters", verb, who.parties(bearer(verb)), objects, how="hosts", words=[done])


def _ground(use: Token) -> Token | None:
    """The soil or base that a verb of use names: "operate from its *territory*", "use its *air base*"."""
    table = words()
    done = object_of(use)
    heads = [use, *([done] if done is not None else [])]
    spots = [t for head in heads for t in prepositional(head, "from", "on", "in", "inside", "at")] + heads[1:]
    for token in spots:
        if stem(token) in table.harbouring["soil"] or table.goods.get(stem(token)) == "infrastructure":
            return token
    return None


def _kind(ground: Token) -> str:
    """An air base or a port is infrastructure; soil, a border, camps and bases as such are territory."""
    if words().goods.get(stem(ground)) != "infrastructure":
        return "territory"
    return "infrastructure" if aerial(ground) or stem(ground) != "base" else "territory"


def camps(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT runs training camps for OBJECT."""
    if verb.lemma_ not in words().sets["run_by"] or verb.pos_ != "VERB":
        return
    moves = undergone(verb)
    site = bearer(verb) if moves else object_of(verb)
    if site is None or not (_courses(site) or (stem(site) in words().sets["camps"] and drills(site))):
        return
    doers = agents(verb) if moves else [t for t in (bearer(verb),) if t is not None]
    givers = [p for t in doers for p in who.behind(t)]
    takers = [p for head in (site, verb) for t in prepositional(head, "for", "of") for p in who.parties(t)]
    good = Good("training", site.i, site.i + 1, site)
    yield found(good, "fighters", verb, givers, takers, how="camps", words=[*doers, site])


def _courses(site: Token) -> bool:
    return any(g.type == "training" and g.noun.i == site.i for g in goods_of(site, conflict=True))


def consents(noun: Token, who: Who) -> Iterator[Found]:
    """OBJECT operates from bases in a country with the consent of SUBJECT."""
    prep = noun.head
    if noun.lemma_ not in words().sets["consent"] or noun.dep_ != "pobj" or prep.lower_ not in ("with", "by"):
        return
    use = prep.head
    ground = _ground(use) if use.lemma_ in words().harbouring["use"] else None
    if ground is None:
        return
    givers = who.modifier(noun) or [p for t in prepositional(noun, "of", "from") for p in who.parties(t)]
    good = Good(_kind(ground), ground.i, ground.i + 1, ground)
    takers = who.parties(bearer(use))
    yield found(good, "fighters", use, givers, takers, how="allows", words=[noun, ground])


def passes_camps(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT passed through training camps run by SUBJECT."""
    if verb.lemma_ not in ("pass", "go") or verb.pos_ != "VERB":
        return
    for site in prepositional(verb, "through"):
        givers = schoolers([verb], who, preps=("through",)) if drills(site) else []
        good = Good("training", site.i, site.i + 1, site)
        yield found(good, "fighters", verb, givers, who.parties(bearer(verb)), how="camps", words=[site])
