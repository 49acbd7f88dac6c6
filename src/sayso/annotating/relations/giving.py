"""Goods that change hands: "supplied X with rifles", "gave them money", "received training from"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, besides, goods_of, stem
from sayso.annotating.relations.needs import STATE, Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.pronouns import provided
from sayso.annotating.relations.schooling import drills, schoolers
from sayso.annotating.relations.shapes import (
    agents,
    donors,
    given_two,
    is_verbal,
    keeper,
    listed,
    object_of,
    owed,
    particle,
    related,
    retained,
    run_on,
    stranded,
    undergone,
)
from sayso.annotating.relations.takers import fought_for, got_for, takers_of, whose, with_of
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.warlike import belligerent, under_arms
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.claim import Mode

# what is taken without being seized: orders, and money from a state
_TAKEN = frozenset({"directs", "funding"})
_OPENED = frozenset({"infrastructure", "territory", "weapons", "other_support"})
_THINGS = frozenset({"weapons", "materiel", "funding", "intelligence"})
_CARGO = frozenset({"weapons", "materiel"})
_PROMISES = frozenset({"pledge", "promise", "offer"})
# goods that belong to whom they are named after: "Cuban troops", but "American rifles" may be anybody's
_PERSONAL = frozenset({"troops", "training", "funding", "intelligence"})


def gives(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT gives GOODS to OBJECT, OBJECT with GOODS; GOODS supplied by SUBJECT to OBJECT."""
    table = words().sets
    if verb.lemma_ not in table["gives_to"] | table["with_goods"] or not is_verbal(verb):
        return
    if verb.lemma_ == "turn" and not particle(verb, "over"):
        return
    moves = undergone(verb)
    moved = bearer(verb) if moves else next(iter(given_two(verb)[1:]), None) or object_of(verb)
    if moved is None or (verb.lemma_ == "pay" and (owed(verb) or stranded(verb))):
        return
    moved = _meant(moved, verb) or moved
    by = (agents(verb) or keeper(verb, "have")) if moves else [t for t in (bearer(verb),) if t is not None]
    givers = [p for t in by for p in who.behind(t)] or (_unnamed(verb, moved, who) if moves and not by else [])
    if gives_up(verb, moved) and not all(p.mention.kind in STATE for p in givers):
        return
    modes: tuple[Mode, ...] = ("future",) if verb.lemma_ in _PROMISES else ()
    for goods, at in _exchange(verb, moved, who, moves=moves, conflict=under_arms(givers)) if givers else ():
        takers = [p for t in at for p in whose(t, who)]
        helped = {t.i for head in (verb, *(g.noun for g in goods)) for t in fought_for(head)}
        meant = [p for p in takers if p.token.i in helped]
        for good in goods:
            joined = meant if good.type == "troops" else []
            got, need = joined or takers, "military" if joined else _need(good, verb)
            yield found(good, need, verb, givers, got, how="gives", words=[*by, *at], modes=modes)


def _meant(pronoun: Token, verb: Token) -> Token | None:
    """The goods that a pronoun stands for: "bought rifles in Prague and handed *them* to the rebels"."""
    if pronoun.lower_ not in ("them", "it") or not any(c.lower_ == "to" for c in verb.rights):
        return None
    many = ("NNS", "NNPS") if pronoun.lower_ == "them" else ("NN",)
    before = pronoun.doc[pronoun.sent.start : pronoun.i]
    things = (t for t in reversed(before) if t.tag_ in many and t.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj"))
    return next((t for t in things if any(g.type in _THINGS for g in goods_of(t, conflict=True))), None)


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
    if (inner := _swallowed(verb, moved)) is not None:
        yield goods_of(inner, conflict=True), [moved]
        return
    conflict = conflict or who.conflict(verb) or any(belligerent(p, who) for p in who.parties(moved))
    with_goods = [g for t in with_of(verb, moved) for g in goods_of(t, conflict=conflict)]
    if with_goods and verb.lemma_ in table["with_goods"]:
        yield with_goods, [moved]
    elif gives_to:
        aimed = any(belligerent(p, who) for t in _aims(verb, moved, who) for p in whose(t, who))
        goods = [*goods_of(moved, conflict=conflict or aimed), *besides(verb, conflict=True)]
        goods += [g for c in run_on(verb) for g in goods_of(object_of(c), conflict=conflict or aimed)]
        if verb.lemma_ in ("run", "land", "unload", "offload"):
            goods = [g for g in goods if g.type in _CARGO]
        if verb.lemma_ == "open":
            goods = [g for g in goods if g.type in _OPENED and not drills(g.noun)]
        at = list(takers_of(verb, goods, who))
        if not at and not moves:  # "which also supplied *its* rifles"
            at = [c for g in goods for c in g.noun.lefts if c.tag_ == "PRP$" and provided(c) is not None]
        if not at and moves:
            at = [c for g in goods if g.type != "troops" for c in g.noun.lefts if c.dep_ == "poss"]
        yield goods, at


def _swallowed(verb: Token, moved: Token) -> Token | None:
    """Goods that the parser makes part of who gets them: "gave leaders *of the Front new identities*"."""
    if verb.lemma_ not in words().sets["ditransitive"] or undergone(verb) or moved.tag_ != "NNS":
        return None
    inner = next((t for t in prepositional(moved, "of") if t.tag_ == "NNS" or t.lemma_ in ("access", "use")), None)
    named = inner is not None and any(c.pos_ == "PROPN" and c.dep_ in ("nmod", "compound", "poss") for c in inner.lefts)
    return inner if named and goods_of(inner, conflict=True) else None


def _aims(verb: Token, moved: Token, who: Who) -> list[Token]:
    """Whom things go to, whatever they are: "documents *for the leaders* of the front"."""
    return [*takers_of(verb, goods_of(moved, conflict=True), who), *prepositional(moved, "for", "to"), *got_for(verb)]


def _unnamed(verb: Token, moved: Token, who: Who) -> list[Party]:
    """Who gives where a passive names nobody: the source, or whose the soldiers or the money are."""
    own = goods_of(moved, conflict=True)
    if not own:
        return []
    found = sources([verb, *(g.noun for g in own)], who)
    found = found or [p for t in donors(moved, words().sets["gathering"]) for p in who.behind(t)]
    theirs = own[0].type in _PERSONAL or any(c.dep_ == "poss" and c.tag_ != "PRP$" for c in moved.lefts)
    return found or (owners(own[0], who) if theirs else [])


def receives(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT receives GOODS from SUBJECT; SUBJECT's GOODS are received by OBJECT."""
    had = object_of(verb)
    ordered = verb.lemma_ == "take" and not (had is not None and had.lemma_ in ("delivery", "receipt", "possession"))
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
        used = good.type in ("infrastructure", "territory") and _leave(verb)
        if verb.lemma_ == "find" and good.type in _CARGO:
            continue  # arms that one comes upon
        if (verb.lemma_ == "have" and good.type != "unspecified_support" and not used) or (
            ordered and good.type not in _TAKEN
        ):
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
    if good.type == "intelligence":  # "warnings of every *raid from* X"
        heads += [t for head in (noun, verb) for t in prepositional(head, "of", "about", "on")]
    heads_of = [t for head in heads for t in prepositional(head, *preps)]
    heads_of += [*prepositional(noun, "of", "by"), *agents(verb)]
    givers = [p for t in heads_of if t.i != noun.i for p in who.behind(t) if p.token.i != noun.i]
    rest = stock(noun, who) if _leave(verb) else sources([verb, noun], who)
    givers = givers or who.modifier(noun) or [p for p in rest if p.token.i != noun.i or _leave(verb)]
    if verb.lemma_ in words().sets["buying"]:  # fighters who buy from traders are their customers
        givers = [p for p in givers if p.mention.kind != "group" or p.mention.sector in ("MIL", "SPY", "GOV")]
    if givers:
        return givers
    if good.type == "training":
        return schoolers([verb, noun], who)
    if good.type == "other_support":  # "medical care *in Libyan hospitals*"
        wards = [t for h in (verb, noun) for t in prepositional(h, "in", "at") if stem(t) in words().goods]
        return [p for t in wards for p in stock(t, who) if words().goods[stem(t)] == good.type]
    if good.type == "territory":
        return [p for head in (verb, noun) for t in prepositional(head, "in") for p in who.parties(t)]
    return []


def _leave(verb: Token) -> bool:
    """Whether what one has is leave to use something: "has the *use* of", "enjoys *access* to"."""
    had = object_of(verb)
    return had is not None and had.lemma_ in ("use", "access", "run")


def _need(good: Good, verb: Token) -> str:
    if verb.lemma_ in words().sets["sales"] or good.type in ("troops", "infrastructure"):
        return "fighters" if verb.lemma_ in words().sets["sales"] else "funded"
    return words().needs[good.type]


def sources(heads: list[Token], who: Who) -> list[Party]:
    """Where goods come from: "weapons *from* Libya", "from Libyan stocks", "out of Libyan stocks"."""
    out = [c for head in heads for c in head.rights if c.lower_ == "out" and c.dep_ in ("prep", "advmod")]
    places = [t for head in heads for t in prepositional(head, "from")]
    places += [t for c in out for t in prepositional(c, "of")]
    for source in places:
        stored = source.lemma_.lower() in words().sets["stores"]
        if found := (stock(source, who) if stored else who.parties(source)):
            return found
    return []


def stock(store: Token, who: Who) -> list[Party]:
    """Whose a store or a site is: "*Libyan* depots"; a phrase that is one mention of a nation stands for it."""
    own = who.index.headed(store)
    named = own is not None and own.kind == "facility" and own.text[:1].isupper() and store.pos_ == "NOUN"
    return who.modifier(store) or ([Party(own, store)] if own is not None and named else [])


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
