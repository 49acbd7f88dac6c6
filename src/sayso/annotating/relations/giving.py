"""Goods that change hands: "supplied X with rifles", "gave them money", "received training from"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, besides, goods_of
from sayso.annotating.relations.needs import STATE, Found, martial, under_arms
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.schooling import drills, schoolers
from sayso.annotating.relations.shapes import (
    agents,
    given_two,
    is_verbal,
    keeper,
    listed,
    object_of,
    owed,
    related,
    retained,
    stranded,
    undergone,
)
from sayso.annotating.relations.takers import fought_for, takers_of, with_of
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.claim import Mode

# what is taken without being seized: orders, and money from a state
_TAKEN = frozenset({"directs", "funding"})
_PROMISES = frozenset({"pledge", "promise", "offer"})
# goods that belong to whom they are named after: "Cuban troops", but "American rifles" may be anybody's
_PERSONAL = frozenset({"troops", "training", "funding", "intelligence"})


def gives(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT gives GOODS to OBJECT, OBJECT with GOODS; GOODS supplied by SUBJECT to OBJECT."""
    table = words().sets
    if verb.lemma_ not in table["gives_to"] | table["with_goods"] or not is_verbal(verb):
        return
    moves = undergone(verb)
    moved = bearer(verb) if moves else next(iter(given_two(verb)[1:]), None) or object_of(verb)
    if moved is None or (verb.lemma_ == "pay" and (owed(verb) or stranded(verb))):
        return
    by = (agents(verb) or keeper(verb)) if moves else [t for t in (bearer(verb),) if t is not None]
    givers = [p for t in by for p in who.behind(t)] or (_unnamed(verb, moved, who) if moves and not by else [])
    if gives_up(verb, moved) and not all(p.mention.kind in STATE for p in givers):
        return
    modes: tuple[Mode, ...] = ("future",) if verb.lemma_ in _PROMISES else ()
    for goods, at in _exchange(verb, moved, who, moves=moves, conflict=under_arms(givers)) if givers else ():
        takers = [p for t in at for p in (who.owner_of_asset(t) or who.parties(t))]
        helped = {t.i for head in (verb, *(g.noun for g in goods)) for t in fought_for(head)}
        meant = [p for p in takers if p.token.i in helped]
        for good in goods:
            joined = meant if good.type == "troops" else []
            got, need = joined or takers, "military" if joined else _need(good, verb)
            yield found(good, need, verb, givers, got, how="gives", words=[*by, *at], modes=modes)


def _exchange(
    verb: Token, moved: Token, who: Who, *, moves: bool, conflict: bool
) -> Iterator[tuple[list[Good], list[Token]]]:
    """What is given, and the heads of those who get it."""
    table = words().sets
    gives_to = verb.lemma_ in table["gives_to"]
    if gives_to and (kept := retained(verb)) is not None and (goods := goods_of(kept, conflict=True)):
        yield goods, [moved]
        return
    thing = related(verb) if not moves and gives_to else None
    if thing is not None and (goods := goods_of(thing, conflict=True)):
        yield goods, [moved]
        return
    conflict = conflict or who.conflict(verb) or any(who.fights(p.mention) for p in who.parties(moved))
    with_goods = [g for t in with_of(verb, moved) for g in goods_of(t, conflict=conflict)]
    if with_goods and verb.lemma_ in table["with_goods"]:
        yield with_goods, [moved]
    elif gives_to:
        aimed = any(martial(p, who) for t in _aims(verb, moved, who) for p in who.parties(t))
        goods = [*goods_of(moved, conflict=conflict or aimed), *besides(verb, conflict=True)]
        if verb.lemma_ == "open":
            goods = [g for g in goods if g.type in ("infrastructure", "territory", "weapons") and not drills(g.noun)]
        at = list(takers_of(verb, goods, who))
        if not at and moves:
            at = [c for g in goods if g.type != "troops" for c in g.noun.lefts if c.dep_ == "poss"]
        yield goods, at


def _aims(verb: Token, moved: Token, who: Who) -> list[Token]:
    """Whom things go to, whatever they are: "documents *for the leaders* of the front"."""
    return [*takers_of(verb, goods_of(moved, conflict=True), who), *prepositional(moved, "for", "to")]


def _unnamed(verb: Token, moved: Token, who: Who) -> list[Party]:
    """Who gives where a passive names nobody: the source, or whose the soldiers or the money are."""
    own = goods_of(moved, conflict=True)
    if not own:
        return []
    found = _sources([verb, *(g.noun for g in own)], who)
    return found or (owners(own[0], who) if own[0].type in _PERSONAL else [])


def receives(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT receives GOODS from SUBJECT; SUBJECT's GOODS are received by OBJECT."""
    ordered = verb.lemma_ == "take"
    if not (ordered or verb.lemma_ in words().sets["receives"]) or not is_verbal(verb):
        return
    if undergone(verb):
        things, takers = [bearer(verb)], agents(verb)
    else:
        taker = bearer(verb)
        things = [object_of(verb), *prepositional(verb, "on", "upon", "off", "from")]
        takers = [taker] if taker is not None else []
    conflict = who.conflict(verb)
    objects = [p for t in takers for p in who.parties(t)]
    goods = [g for t in things if t is not None for g in goods_of(t, conflict=conflict)] if objects else []
    for good in [*goods, *(besides(verb, conflict=conflict) if objects else ())]:
        if (verb.lemma_ == "have" and good.type != "unspecified_support") or (ordered and good.type not in _TAKEN):
            continue
        givers = _from(verb, good, who)
        if ordered and good.type == "funding" and not all(p.mention.kind in (*STATE, "place") for p in givers):
            continue
        need = "fighters" if verb.lemma_ in words().sets["buying"] else _need(good, verb)
        if givers:
            at = [*takers, *(p.token for p in givers)]
            yield found(good, need, verb, givers, objects, how="receives", words=at)


def _from(verb: Token, good: Good, who: Who) -> list[Party]:
    """Whom one has goods from: "from X", "X's", "of X"; for training also where and under whom."""
    noun = good.noun
    preps = ("from", "with", "under") if good.type == "training" else ("from",)
    had = object_of(verb)
    heads = [verb, *listed(noun), *([had] if had is not None and had.i != noun.i else [])]
    sources = [t for head in heads for t in prepositional(head, *preps)]
    sources += [*prepositional(noun, "of", "by"), *agents(verb)]
    givers = [p for t in sources if t.i != noun.i for p in who.behind(t) if p.token.i != noun.i]
    if givers := givers or who.modifier(noun):
        return givers
    if good.type == "training":
        return schoolers([verb, noun], who)
    if good.type == "territory":
        return [p for head in (verb, noun) for t in prepositional(head, "in") for p in who.parties(t)]
    return []


def _need(good: Good, verb: Token) -> str:
    if verb.lemma_ in words().sets["sales"] or good.type in ("troops", "infrastructure"):
        return "fighters" if verb.lemma_ in words().sets["sales"] else "funded"
    return words().needs[good.type]


def _sources(heads: list[Token], who: Who) -> list[Party]:
    """Where goods come from: "weapons *from* Libya", "from Libyan stocks"."""
    for source in (t for head in heads for t in prepositional(head, "from")):
        stored = source.lemma_.lower() in words().sets["stores"]
        if found := (who.modifier(source) if stored else who.parties(source)):
            return found
    return []


def owners(good: Good, who: Who) -> list[Party]:
    """Whose the goods are: "Cuban troops were sent"; such a phrase can be a mention of its own."""
    own = who.index.headed(good.noun)
    if own is not None and own.country and own.start < good.noun.idx:
        return [Party(own, good.noun)]
    return who.modifier(good.noun)


def gives_up(verb: Token, moved: Token) -> bool:
    """Whether one's own arms are laid down: "handed *their* weapons to the United Nations" is no support."""
    laid = verb.lemma_ in words().sets["laying_down"] and any(c.tag_ == "PRP$" for c in moved.lefts)
    return laid or any(c.dep_ == "prt" and c.lower_ in ("in", "up", "over") for c in verb.rights if laid)
