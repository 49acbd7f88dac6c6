"""Ways: who moves what through where, and ways that are offered or closed (`transits`)."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.relations_check import Found
from sayso.annotating.relations_who import Party, Who, bearer
from sayso.annotating.relations_words import words
from sayso.annotating.tree import conjuncts, passive, prepositional, span_of
from sayso.records.claim import Mode, Route
from sayso.records.document import Span

_PLACES = frozenset({"state", "place", "facility"})


def carries(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT smuggles CARGO through PLACE."""
    table = words().routes
    free = verb.lemma_ in table["carry_any"]
    if verb.pos_ != "VERB" or not (free or verb.lemma_ in table["carry_goods"]):
        return
    done = _moved(verb)
    if done is None:
        return
    cargo = [c for c in conjuncts(done) if c.lemma_.lower() in table["cargo"] or (free and _is_thing(c, who))]
    route = _route([verb, *cargo], who, cargo=cargo, loose=free)
    if not cargo or not route.via or (free and not (route.via or route.from_)):
        return
    movers = _movers(verb, who)
    yield _found(verb, verb, movers, route, who, how="carries")


def carriage(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's smuggling of CARGO through PLACE; arms shipments via PLACE."""
    table = words().routes
    if noun.lemma_ not in table["carry_nouns"] or noun.pos_ not in ("NOUN", "PROPN"):
        return
    cargo = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod") and c.lemma_.lower() in table["cargo"]]
    cargo += [c for c in prepositional(noun, "of") if c.lemma_.lower() in table["cargo"]]
    heads = [noun, *cargo]
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in table["offer"] | table["block"]:
        heads.append(noun.head)
    route = _route(heads, who, cargo=cargo, loose=noun.lemma_ in ("smuggling", "trafficking"))
    if cargo and route.via:
        yield _found(noun, noun, who.modifier(noun), route, who, how="carriage")


def ways(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT offered OBJECT a route through PLACE to PLACE."""
    table = words().routes
    if noun.lemma_ not in table["ways"] or noun.pos_ not in ("NOUN", "PROPN"):
        return
    if noun.dep_ == "compound" and noun.head.lemma_ in table["ways"]:
        return
    verb = noun.head
    while verb.dep_ in ("conj", "dobj") and verb.pos_ not in ("VERB",):
        verb = verb.head
    offered, blocked = verb.lemma_ in table["offer"], verb.lemma_ in table["block"]
    if not (offered or blocked) or noun.dep_ not in ("dobj", "nsubjpass", "compound", "conj"):
        return
    heads = [noun, *([noun.head] if noun.dep_ == "compound" else [])]
    heads += [c for h in heads for c in h.children if c.dep_ == "acl"] + [verb]
    route = _route(heads, who, cargo=[], loose=False)
    if not route.via:
        return
    used = {*route.from_, *route.via, *route.to}
    taker = _taker(verb, noun, who)
    movers = taker or ([] if blocked else who.parties(bearer(verb)))
    movers = [p for p in movers if p.mention.id not in used]
    modes: tuple[Mode, ...] = ("future",) if offered else ("hypothetical",)
    yield _found(noun, verb, movers, route, who, how="way", modes=modes)


def _is_thing(token: Token, who: Who) -> bool:
    mention = who.index.headed(token)
    return token.pos_ in ("NOUN", "PROPN") and (mention is None or mention.kind == "group")


def _taker(verb: Token, noun: Token, who: Who) -> list[Party]:
    """To whom a way is offered; a small parser takes it now for the object, now for a part of it."""
    for child in verb.rights:
        named = child.dep_ in ("dative", "dobj") and child.pos_ in ("PROPN", "NOUN", "PRON")
        if named and child.i < noun.i and child.i != noun.head.i:
            return who.parties(child)
    return [p for t in prepositional(noun, "for") for p in who.parties(t)]


def _moved(verb: Token) -> Token | None:
    for child in verb.children:
        if child.dep_ == "nsubjpass" or (child.dep_ in ("dobj", "npadvmod") and child.i > verb.i):
            return child
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return verb.head
    if verb.dep_ == "xcomp" and passive(verb):
        return bearer(verb)
    return None


def _movers(verb: Token, who: Who) -> list[Party]:
    if passive(verb):
        for child in verb.rights:
            if child.dep_ == "agent":
                return [p for c in child.children if c.dep_ == "pobj" for p in who.parties(c)]
        return []
    return who.parties(bearer(verb))


def _route(heads: list[Token], who: Who, *, cargo: list[Token], loose: bool) -> Route:
    table = words().routes
    found: dict[str, list[str]] = {"from": [], "via": [], "to": []}
    for prep, place in _way_points(heads):
        lower = prep.lower_
        slot = "via" if lower in table["via"] or (loose and lower in table["in"]) else None
        slot = slot or ("from" if lower in table["from"] else "to" if lower in table["to"] else None)
        if slot is None:
            continue
        for point in conjuncts(place):
            spot = _place(point, who)
            if spot is not None and spot not in found[slot]:
                found[slot].append(spot)
    spans = tuple(span_of(c.doc, c.i, c.i + 1) for c in cargo)
    return Route(tuple(found["from"]), tuple(found["via"]), tuple(found["to"]), spans)


def _way_points(heads: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Prepositions and their objects, through chains such as "from A through B to C"."""
    stack, seen = list(heads), 0
    while stack and seen < 40:
        head = stack.pop(0)
        seen += 1
        for child in head.rights:
            if child.dep_ in ("prep", "dative", "advmod") and child.pos_ in ("ADP", "SCONJ", "ADV"):
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield (head if head.lower_ == "out" else child), inner
                        stack.append(inner)
                    elif inner.dep_ in ("prep", "pcomp"):
                        stack.append(child)


def _place(token: Token, who: Who) -> str | None:
    """The mention of a place: its own, or the state whose ground it is ("Azerbaijani territory")."""
    mention = who.index.headed(token) or who.index.covering(token)
    if mention is not None and mention.kind in _PLACES:
        return mention.id
    if token.lemma_.lower() not in words().routes["ground"]:
        return None
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod"):
            inner = who.index.headed(child)
            if inner is not None:
                return inner.id
    return next((m.id for t in prepositional(token, "of", "with") if (m := who.index.headed(t))), None)


def _found(
    trigger: Token,
    head: Token,
    movers: list[Party],
    route: Route,
    who: Who,
    *,
    how: str,
    modes: tuple[Mode, ...] = (),
) -> Found:
    ids = {*route.from_, *route.via, *route.to}
    spans = [Span(m.start, m.end) for m in who.mentions if m.id in ids]
    last = max((s.end for s in spans), default=0)
    tail = [t for t in head.sent if t.idx < last][-1:]
    return Found(
        type="transits",
        need="place",
        start=trigger.i,
        end=trigger.i + 1,
        head=head,
        subjects=movers,
        objects=(),
        how=how,
        modes=modes,
        route=route,
        words=[*(p.token for p in movers), *tail],
    )
