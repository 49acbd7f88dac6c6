"""Ground that is given: shelter, bases, leave to operate from somebody's soil (`territory`, `infrastructure`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, aerial, goods_of, kind_of, stem
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.schooling import drills
from sayso.annotating.relations.shapes import agents, object_of, undergone
from sayso.annotating.relations.takers import whose
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_FLYING = frozenset({"fly", "land", "take", "refuel"})
_REFUSING = frozenset({"refuse", "decline", "cease", "stop"})
_HOSTING = frozenset({"host", "house", "harbor", "harbour", "shelter"})


def harbours(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT allows OBJECT to operate from its soil; SUBJECT hosts OBJECT's camps."""
    done = object_of(verb)
    moves = undergone(verb)
    site = bearer(verb) if moves else done
    if site is not None and verb.lemma_ in _HOSTING:
        doers = agents(verb) if moves else [t for t in (bearer(verb),) if t is not None]
        yield from _hosts(verb, site, doers, who)
    table = words().harbouring
    if verb.lemma_ not in table["allow"] or (verb.dep_ == "xcomp" and verb.head.lemma_ in _REFUSING):
        return
    for first in verb.rights:
        if first.dep_ not in ("xcomp", "ccomp"):
            continue
        guest = next((c for c in first.lefts if c.dep_ == "nsubj"), None) or done
        let = guest is None and any(c.dep_ == "nsubjpass" for c in verb.lefts)
        guest = bearer(verb) if let else guest
        by = [p for v in (verb, first) for t in agents(v) for p in who.parties(t)] if let else []
        for use in conjuncts(first):
            ground = (_ground(use) or _own_land(use, verb, who)) if use.lemma_ in table["use"] else None
            if guest is None or ground is None:
                continue
            owner = who.modifier(ground) or [p for t in prepositional(ground, "of") for p in who.parties(t)]
            hosts = by or (_other_than(guest, owner, verb, who) if let else who.parties(bearer(verb)))
            sort = "infrastructure" if stem(ground) == "base" and use.lemma_ in _FLYING else sort_of(ground)
            good = Good(sort, ground.i, ground.i + 1, ground)
            yield found(good, "fighters", verb, hosts, whose(guest, who), how="allows", words=[guest, ground])


def _other_than(guest: Token, owner: list[Party], verb: Token, who: Who) -> list[Party]:
    """Whose ground it is where "its" seems to be the guest's: "*Malawi* denied that X was allowed to use its soil"."""
    guests = {p.mention.id for p in who.parties(guest)}
    if not owner or any(p.mention.id not in guests for p in owner):
        return owner
    above = verb.head if verb.dep_ == "ccomp" else None
    return who.parties(bearer(above)) if above is not None and above.pos_ == "VERB" else []


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


def _hosts(verb: Token, done: Token, hosts: list[Token], who: Who) -> Iterator[Found]:
    for good in goods_of(done, conflict=True):
        if good.type in ("territory", "infrastructure"):
            objects = who.modifier(done) or [p for t in prepositional(done, "of", "for") for p in who.parties(t)]
            home = Good("territory", good.start, good.end, good.noun)
            givers = [p for t in hosts for p in who.parties(t)]
            yield found(home, "fighters", verb, givers, objects, how="hosts", words=[done])


def _ground(use: Token) -> Token | None:
    """The soil or base that a verb of use names: "operate from its *territory*", "use its *air base*"."""
    table = words()
    done = object_of(use)
    heads = [use, *([done] if done is not None else [])]
    spots = [t for head in heads for t in prepositional(head, "from", "on", "in", "inside", "at")] + heads[1:]
    for token in spots:
        if stem(token) in table.harbouring["soil"] or kind_of(token) == "infrastructure":
            return token
    return None


def sort_of(ground: Token) -> str:
    """An air base or a port is infrastructure; soil, a border, camps and bases as such are territory."""
    if kind_of(ground) != "infrastructure":
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
    good = Good(sort_of(ground), ground.i, ground.i + 1, ground)
    user = bearer(use)
    takers = whose(user, who) if user is not None else []
    yield found(good, "fighters", use, givers, takers, how="allows", words=[noun, ground])
