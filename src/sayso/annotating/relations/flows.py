"""Goods on their way: "weapons came from GIVER", "TAKER relies on GIVER for fuel", "GIVER, the supplier of arms"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.giving import owners, sources
from sayso.annotating.relations.goods import Good, goods_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.seen import seen
from sayso.annotating.relations.shapes import agents, donors, is_verbal, keeper, listed, object_of, stranded, undergone
from sayso.annotating.relations.takers import whose, with_of
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_AT_BAY = frozenset({"from", "out", "away", "off", "down", "under", "at", "back", "behind"})
_WHERE = frozenset({"where", "when", "which"})


def flows(verb: Token, who: Who) -> Iterator[Found]:
    """GOODS for OBJECT came from SUBJECT; SUBJECT's GOODS reached OBJECT."""
    table = words()
    if verb.lemma_ not in table.sets["flows"] or verb.pos_ != "VERB":
        return
    moved = next((c for c in verb.lefts if c.dep_ == "nsubj"), None)
    if moved is None:
        return
    reached = object_of(verb) if verb.lemma_ == "reach" else None
    for good in goods_of(moved, conflict=True):
        way = object_of(verb)  # "found their *way* to"
        heads = [verb, *([way] if way is not None and way.lemma_ == "way" else [])]
        at = [*(t for head in heads for t in prepositional(head, "to", "into", "for"))]
        at += prepositional(good.noun, "for", "to", "of")
        takers = who.parties(reached) or [p for t in at for p in whose(t, who)] or _whose(good.noun, who)
        givers = sources([verb, *listed(good.noun), *([reached] if reached is not None else [])], who) or _donors(
            good, who
        )
        givers = givers or (owners(good, who) if reached is not None else [])
        if givers and takers:
            end = [p.token for p in (*givers, *takers)]
            yield found(good, "fighters", verb, givers, takers, how="flows", words=[moved, *end])


def sustains(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's GOODS keep OBJECT going."""
    if verb.lemma_ not in words().sets["sustaining"] or verb.pos_ != "VERB":
        return
    moved, kept = next((c for c in verb.lefts if c.dep_ == "nsubj"), None), object_of(verb)
    if undergone(verb):
        moved, kept = next(iter(agents(verb)), None), bearer(verb)
    kept = kept or next((c for v in verb.rights for c in v.lefts if v.dep_ == "ccomp" and c.dep_ == "nsubj"), None)
    if moved is None or kept is None:
        return
    if verb.lemma_ == "keep" and any(c.lower_ in _AT_BAY for head in (verb, kept) for c in head.rights):
        return
    fed = any(goods_of(t, conflict=True) for t in with_of(verb, kept))
    for good in goods_of(moved, conflict=True) if not (fed or _acts(moved, who)) else ():
        givers = [p for t in prepositional(good.noun, "from") for p in who.parties(t)]
        givers = givers or _donors(good, who) or owners(good, who)
        if givers:
            yield found(good, "fighters", verb, givers, who.parties(kept), how="sustains", words=[moved, kept])


def uses(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT fired rockets supplied by SUBJECT; rockets supplied by SUBJECT were fired by OBJECT."""
    table = words()
    if verb.lemma_ not in table.sets["using"] or verb.pos_ != "VERB":
        return
    moves = undergone(verb)
    done = bearer(verb) if moves else object_of(verb)
    takers = [p for t in agents(verb) for p in who.parties(t)] if moves else who.parties(bearer(verb))
    for thing in (*([done] if done is not None else []), *prepositional(verb, "with", "from", "in", "at")):
        given = [c for c in thing.rights if c.dep_ in ("acl", "relcl") and c.lemma_ in table.sets["given"]]
        if not given:
            continue
        if any(c.dep_ == "prep" for c in given[0].lefts):  # "the airstrip *from which* the army flies"
            continue
        by = agents(given[0]) or [c for c in given[0].lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
        givers = [p for t in by for p in who.behind(t)]
        for good in goods_of(thing, conflict=True) if givers else ():
            yield found(good, "fighters", verb, givers, takers, how="uses", words=[thing, given[0]])


def learns(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT learned to fight from SUBJECT's instructors."""
    if verb.lemma_ != "learn" or verb.pos_ != "VERB":
        return
    takers = who.parties(bearer(verb))
    heads = [verb, *(c for c in verb.rights if c.dep_ in ("xcomp", "dobj"))]
    for teacher in (t for head in heads for t in prepositional(head, "from")):
        if teacher.lemma_ in words().sets["agents"]:
            good = Good("training", verb.i, verb.i + 1, verb)
            yield found(good, "trainees", verb, who.behind(teacher), takers, how="learns", words=[teacher])


def shows(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's instructors showed OBJECT how to fight."""
    if verb.lemma_ != "show" or not is_verbal(verb) or not who.conflict(verb):
        return
    how = any(t.lower_ == "how" for c in verb.rights if c.dep_ in ("xcomp", "ccomp") for t in c.lefts)
    doer, shown = bearer(verb), object_of(verb)
    if how and doer is not None and shown is not None:
        good = Good("training", verb.i, verb.i + 1, verb)
        yield found(good, "fighters", verb, who.behind(doer), who.parties(shown), how="learns", words=[doer, shown])


def thanks(noun: Token, who: Who) -> Iterator[Found]:
    """Thanks to SUBJECT's GOODS, OBJECT took the town; OBJECT owed it to SUBJECT's GOODS."""
    owed = noun.lemma_ == "owe" and noun.pos_ == "VERB"
    verb = noun if owed else noun.head
    if not (owed or noun.lower_ == "thanks") or verb.pos_ != "VERB":
        return
    for thing in prepositional(noun, "to"):
        for good in goods_of(thing, conflict=True) if thing.lemma_ not in words().aid_nouns else ():
            givers = [p for t in prepositional(good.noun, "from") for p in who.behind(t)] or who.modifier(good.noun)
            yield found(good, "fighters", verb, givers, who.parties(bearer(verb)), how="sustains", words=[thing])


def leans(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT relies on SUBJECT for GOODS."""
    if verb.lemma_ not in words().sets["leaning"] or verb.pos_ not in ("VERB", "ADJ"):
        return
    takers = who.parties(bearer(verb))
    for giver in prepositional(verb, "on", "upon", "to"):
        givers = who.parties(giver)
        for thing in (*prepositional(verb, "for"), *prepositional(giver, "for")) if givers else ():
            for good in goods_of(thing, conflict=True):
                need = words().needs[good.type]
                yield found(good, need, verb, givers, takers, how="leans", words=[giver, thing])


def suppliers(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT, the main supplier of GOODS to OBJECT; OBJECT's main arms supplier, SUBJECT."""
    if noun.lemma_.lower() not in words().sets["suppliers"] or noun.pos_ not in ("NOUN", "PROPN"):
        return
    looked = None
    if noun.dep_ == "nsubj":
        named = [c for c in noun.head.rights if c.dep_ == "attr"] if noun.head.lemma_ == "be" else []
        givers = [p for t in named for p in who.parties(t)]
    else:
        first = noun.head if noun.dep_ == "conj" and noun.head.pos_ == "NOUN" else noun
        looked = seen(first)  # "designated the fund as a backer and a source of its money"
        givers = who.parties(noun.head) if noun.dep_ == "appos" else who.parties(looked or bearer(first))
    if (noun.dep_ not in ("appos", "attr", "oprd", "nsubj") and looked is None) or not givers:
        return
    led = [
        Good(k, c.i, c.i + 1, noun)
        for c in noun.lefts
        if (k := words().goods.get(c.lemma_.lower())) and c.dep_ != "poss"
    ]
    for goods in (led, *(goods_of(thing, conflict=True) for thing in prepositional(noun, "of"))):
        for good in goods:
            at = [*prepositional(noun, "to", "for"), *prepositional(good.noun, "to", "for")]
            at += prepositional(noun, "of") if goods is led else ()
            at += [c for c in good.noun.lefts if c.dep_ == "poss" and goods is not led]  # "a source of *its* funding"
            takers = [p for t in at for p in who.parties(t)] or who.modifier(noun)
            need = "fighters" if good.type in ("weapons", "materiel") else words().needs[good.type]
            yield found(good, need, noun, givers, takers, how="supplier", words=at)


def _whose(noun: Token, who: Who) -> list[Party]:
    """The taker in "the rebels' weapons came from", "the rifles carried by the rebels", "the money that they spend"."""
    own = [c for c in noun.lefts if c.dep_ == "poss"]
    for clause in (c for c in noun.rights if c.dep_ in ("acl", "relcl") and c.lemma_ in words().sets["using"]):
        own += agents(clause) or [c for c in clause.lefts if c.dep_ == "nsubj" and c.tag_ not in ("WDT", "WP")]
    return next((found for c in own if (found := who.parties(c))), [])


def _acts(moved: Token, who: Who) -> bool:
    """Whether what keeps somebody going is a body that acts itself, "the army", and no goods of one's."""
    own = who.index.headed(moved)
    brought = any(c.lower_ == "from" or c.dep_ == "acl" for c in moved.rights)
    return own is not None and own.kind in ("state_body", "armed_group") and moved.tag_ == "NN" and not brought


def _donors(good: Good, who: Who) -> list[Party]:
    return [p for t in donors(good.noun, words().sets["given"]) for p in who.behind(t)]


def bears(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT armed with rifles from SUBJECT; OBJECT fought with weapons from SUBJECT, a state."""
    if not {verb.lemma_, verb.lower_} & words().sets["bearing"] or verb.pos_ not in ("VERB", "ADJ"):
        return
    takers = who.parties(bearer(verb))
    for thing in prepositional(verb, "with"):
        for good in goods_of(thing, conflict=True) if takers else ():
            at = [*prepositional(good.noun, "from"), *prepositional(verb, "from")]
            givers = [p for t in at for p in who.parties(t) if p.mention.kind == "state"]
            if givers:
                yield found(good, "fighters", verb, givers, takers, how="uses", words=[thing, *at])


def tips(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT tipped off OBJECT about somebody's forces; OBJECT was warned by SUBJECT of the offensive."""
    table = words().sets
    if verb.lemma_ not in table["tipping"] or not is_verbal(verb):
        return
    kept = verb.dep_ in ("oprd", "acomp") and verb.tag_ == "JJ" and verb.head.lemma_ in table["keeping"]
    clause = verb.head if kept else verb  # "kept the rebels *informed* of"
    moves = undergone(clause)
    told = bearer(clause) if moves else object_of(clause)
    tellers = (agents(clause) or keeper(clause)) if moves else [t for t in (bearer(clause),) if t is not None]
    heads = [verb, *([told] if told is not None else []), *tellers]
    news = [t for head in heads for t in prepositional(head, "of", "about", "on", "to") if t.lemma_ in table["secrets"]]
    asked = [c for head in heads for c in head.rights if c.dep_ in ("ccomp", "relcl", "advcl")]
    news += [t for c in asked if c.left_edge.lower_ in _WHERE for t in c.lefts if t.lemma_ in table["secrets"]]
    if told is None or not news or any(c.dep_ == "advcl" and _if(c) for c in clause.rights):
        return
    good = Good("intelligence", verb.i, verb.i + 1, verb)
    told_by = [p for t in tellers for p in who.behind(t)]
    givers = [p for p in told_by if not who.fights(p.mention) or p.mention.sector in ("MIL", "SPY", "COP", "GOV")]
    yield found(good, "fighters", verb, givers, who.parties(told), how="tips", words=[*tellers, told, *news])


def _if(verb: Token) -> bool:
    return any(c.lower_ in ("if", "unless", "should") for c in verb.lefts)  # what is told is a threat


def pays_for(verb: Token, who: Who) -> Iterator[Found]:
    """THINGS for OBJECT are paid for by SUBJECT; OBJECT's THINGS were bought with SUBJECT's money."""
    things = bearer(verb)
    if verb.lemma_ in words().sets["buying"] and undergone(verb) and things is not None:
        for good in (g for t in prepositional(verb, "with") for g in goods_of(t, conflict=True) if g.type == "funding"):
            owner = who.modifier(good.noun) or [p for t in prepositional(good.noun, "from") for p in who.parties(t)]
            for_whom = _whose(things, who) or [p for t in prepositional(things, "for") for p in who.parties(t)]
            yield found(good, "fighters", verb, owner, for_whom, how="passive", words=[things])
    if verb.lemma_ != "pay" or not stranded(verb):
        return
    at = [t for thing in listed(things) for t in prepositional(thing, "for")] if things is not None else []
    takers = [p for t in at for p in who.parties(t)] or (_whose(things, who) if things is not None else [])
    givers = [p for t in agents(verb) for p in who.behind(t)]
    good = Good("funding", verb.i, verb.i + 1, verb)
    yield found(good, "fighters", verb, givers, takers, how="passive", words=[things, *at])
