"""Support as a noun: "Iran's support for", "the funding of X by Y", "shipments of weapons to"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.giving import owners, sources
from sayso.annotating.relations.goods import Good, goods_of
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.shapes import agents, listed, undergone
from sayso.annotating.relations.sides import after, noun_tie, of, under
from sayso.annotating.relations.takers import fought_for, wholes, whose
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words

_TO = frozenset({"for", "to"})
_HELP = "unspecified_support"
_THINGS = frozenset({"weapons", "materiel"})
_THROUGH = frozenset({"with", "without", "through", "thanks", "under"})


def aid_nouns(noun: Token, who: Who) -> Iterator[Found]:
    """GIVER's support for RECEIVER; RECEIVER's clause "with the support of GIVER"; RECEIVER's arming by GIVER."""
    table = words()
    kind = table.aid_nouns.get(noun.lemma_) or table.aid_nouns.get(noun.lower_)
    if kind is None or noun.dep_ in ("compound", "amod", "aux"):
        return
    giver, whose = who.modifier(noun), of(noun, who)
    takers = after(noun, _TO, who)
    if not takers and noun.dep_ == "dobj" and noun.head.lemma_ in ("withdraw", "pull", "remove", "withhold"):
        takers = after(noun.head, frozenset({"from"}), who)
    by = after(noun, frozenset({"by"}), who)
    if not by and kind != _HELP:  # "the arming of *the rebels by* X"
        by = [p for t in prepositional(noun, "of") for p in after(t, frozenset({"by"}), who)]
    if by and not takers:
        giver, takers = by, giver or whose
    if giver and not takers:
        takers = whose
    giver = giver or (whose if takers else []) or after(noun, frozenset({"from", "by"}), who) or _own_flow(noun, who)
    if not takers and kind != _HELP and giver != whose:
        takers = whose
    if not takers and (prep := _means(noun)) is not None:
        giver, takers = giver or whose, under(prep, who)
    goods = goods_of(noun, conflict=True) if kind == _HELP else []
    goods = [g for g in goods if g.noun.i == noun.i]
    if kind != _HELP:
        goods = [Good(kind, noun.i, noun.i + 1, noun)]
    for good in goods:
        yield noun_tie(good, table.needs[good.type], giver, takers, how="aid noun")


def _means(noun: Token) -> Token | None:
    """The preposition of a noun by whose means something is done: "with the help of", "thanks to money from"."""
    prep = noun.head
    if noun.dep_ != "pobj":
        return None
    if prep.lower_ == "to" and prep.head.lower_ in ("thanks", "owing", "due"):
        return prep.head
    return prep if prep.lower_ in _THROUGH else None


def deliveries(noun: Token, who: Who) -> Iterator[Found]:
    """GIVER's supply of GOODS to RECEIVER; GIVER's GOODS shipments to RECEIVER."""
    table = words()
    if noun.lemma_ not in table.sets["deliveries"] or noun.dep_ == "compound":
        return
    if noun.pos_ not in ("NOUN", "PROPN") and noun.tag_ != "VBG":
        return
    goods = [g for g in _delivered(noun) if g.type != "unspecified_support"]
    giver = who.modifier(noun) or after(noun, frozenset({"by", "from"}), who)
    takers = after(noun, frozenset({"with"} if noun.lemma_ == "sharing" else {"to"}), who)
    if not takers and (giver or _own_flow(noun, who)) and (verb := _finding(noun)) is not None:
        takers = after(verb, frozenset({"to"}), who)
    for inner in {g.noun.i: g.noun for g in goods}.values():
        takers = takers or after(inner, frozenset({"to"}), who)
        giver = giver or after(inner, frozenset({"by", "from"}), who)
    giver = giver or _own_flow(noun, who)
    for taker in takers:
        giver = giver or after(taker.token, frozenset({"by", "from"}), who)
    if not takers and any(g.type == "troops" for g in goods):
        takers = [p for t in fought_for(noun) for p in who.parties(t)]
        giver = giver or owners(goods[0], who)
    need = "fighters" if noun.lemma_ in ("sale", "export") else "military"
    for good in goods:
        yield noun_tie(good, need, giver, takers, how="delivery")


def _finding(noun: Token) -> Token | None:
    """The verb that deliveries are the object of, themselves or as "evidence of deliveries"."""
    above = noun.head.head
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and above.lemma_ in words().sets["evidence"]:
        noun = above
    return noun.head if noun.dep_ == "dobj" else None


def _own_flow(noun: Token, who: Who) -> list[Party]:
    """Who gives what he himself begins, raises or ends: "suspended military aid to", "halted deliveries to"."""
    verb = noun.head
    if verb.lemma_ not in words().sets["own_flow"]:
        return []
    if noun.dep_ == "nsubjpass":
        return [p for t in agents(verb) for p in who.behind(t)]
    return who.parties(bearer(verb)) if noun.dep_ == "dobj" else []


def _delivered(noun: Token) -> Iterator[Good]:
    """The goods of "supply of weapons", "arms shipments", "supplying weapons"; payments are their own."""
    if words().goods.get(noun.lemma_) == "funding":
        yield Good("funding", noun.i, noun.i + 1, noun)
    for child in noun.children:
        if child.dep_ in ("compound", "nmod", "amod") or child.dep_ == "dobj":
            kind = words().goods.get(child.lemma_.lower()) or words().goods.get(child.lower_)
            if kind is not None:
                yield Good(kind, child.i, child.i + 1, noun)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj":
                    yield from goods_of(inner, conflict=True)


def destined(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's arms for OBJECT were flown in; a ship brought arms from SUBJECT to OBJECT; arms bound for OBJECT."""
    if noun.pos_ not in ("NOUN", "PROPN") or noun.dep_ in ("compound", "nmod", "amod"):
        return
    for good in (g for g in goods_of(noun, conflict=True) if g.type in _THINGS and g.noun.i == noun.i):
        whole = [*wholes(good)][-1]
        while whole.dep_ == "conj":
            whole = whole.head
        verb = whole.head
        heads = [noun, *(t for t in listed(whole) if t.i != noun.i)]
        heads += [verb] if verb.lemma_ in words().sets["stopping"] else []
        takers = [p for t in _addressed(heads) for p in whose(t, who)]
        if not takers:
            continue
        givers = sources(heads, who) or ([] if _sent_by(whole, verb, who) else owners(good, who))
        moved = undergone(verb) and verb.lemma_ in words().sets["gives_to"]
        yield noun_tie(good, "sponsored" if moved else "fighters", givers, takers, how="delivery")


def _addressed(heads: list[Token]) -> Iterator[Token]:
    """Whom goods are for: "for X", "to X", "bound for X"."""
    for head in heads:
        yield from prepositional(head, "for", "to")
        for clause in head.rights:
            meant = {clause.lower_, clause.lemma_} & words().sets["bound_for"]
            if clause.dep_ in ("acl", "relcl", "amod") and meant:
                yield from prepositional(clause, "for", "to")


def _sent_by(noun: Token, verb: Token, who: Who) -> bool:
    """Whether the clause says who sends the goods, so that a nation beside them may be who made them."""
    if verb.pos_ != "VERB" or verb.lemma_ in words().sets["stopping"]:
        return False
    sent = any(who.parties(t) for t in (*agents(verb), *prepositional(verb, "from")))
    return sent if undergone(verb) else noun.dep_ == "dobj"
