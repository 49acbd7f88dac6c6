"""Ways: who moves what through where, and ways that are offered or closed (`transits`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, passive, prepositional, span_of
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.cargo import (
    all_of,
    armed,
    cargo_words,
    goer,
    goes,
    hard,
    is_cargo,
    marches,
    moved_by,
    own_way,
    ridden,
    serious,
)
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party, unsorted
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.claim import Mode, Route
from sayso.records.document import Span

# nobody is travelled: a participle that looks passive is what the parser makes of "recruits for A *travelled* to B"
_BY_ITSELF = frozenset({"travel", "travelled", "journey", "trek", "go", "arrive"})
_PLACES = frozenset({"state", "place", "facility"})


def carries(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT smuggles CARGO through PLACE."""
    table = words().routes
    free = verb.lemma_ in table["carry_any"]
    if verb.pos_ != "VERB" or not (free or verb.lemma_ in table["carry_goods"]):
        return
    done = moved_by(verb)
    if done is None:
        return
    cargo = [c for c in all_of(done) if is_cargo(c) or (free and _is_thing(c, who))]
    route = _route([verb, *cargo], who, cargo=cargo, loose=free)
    if not cargo or not route.via:
        return
    movers = movers_of(verb, who)
    if not (free or movers or serious(cargo, verb, who)) or bearer_is_vehicle(verb):
        return
    yield way_found(verb, verb, movers, route, who, how="carries")


def passes(verb: Token, who: Who) -> Iterator[Found]:
    """CARGO passed through PLACE."""
    table = words().routes
    free = verb.lemma_ in table["carry_any"]
    if not goes(verb) or verb.lemma_ not in table["passing"] | table["carry_any"] | {"make"}:
        return
    if passive(verb) and not ridden(verb) and verb.lemma_ not in _BY_ITSELF:
        return
    way = own_way(verb)
    if verb.lemma_ == "make" and way is None:
        return
    moved = goer(verb)
    cargo = [c for c in all_of(moved) if is_cargo(c)] if moved is not None else []
    if not cargo or not (free or hard(cargo) or armed(cargo, who)):
        return
    route = _route([verb, *cargo, *([way] if way is not None else [])], who, cargo=cargo, loose=False)
    crossed = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    over = free or (verb.lemma_ == "cross" and _land(crossed, who) and not any(map(_drives, cargo)))
    if over and crossed is not None and (spot := place_of(crossed, who)):
        route = replace(route, via=(spot, *route.via))
    if route.via and (any(not marches(c) for c in cargo) or _named(route.via, who)):
        yield way_found(verb, verb, [], route, who, how="passes")


def _land(place: Token | None, who: Who) -> bool:
    """Whether what is crossed is a country, not a bridge."""
    mention = who.index.headed(place) if place is not None else None
    return mention is not None and mention.kind == "state"


def _drives(cargo: Token) -> bool:
    """Whether a cargo is of arms, which tanks and gunboats cross a land as."""
    return words().goods.get(cargo.lemma_.lower()) in ("weapons", "materiel", "troops")


def _named(places: tuple[str, ...], who: Who) -> bool:
    """Whether one of the places has a name: soldiers who pass through a village are no traffic."""
    return any(m.id in places and m.text[:1].isupper() for m in who.mentions)


def conduits(noun: Token, who: Who) -> Iterator[Found]:
    """PLACE is a conduit for CARGO; SUBJECT used PLACE as a transit country for CARGO."""
    table = words().routes
    if noun.lemma_ not in table["conduits"] or noun.dep_ not in ("attr", "pobj", "appos"):
        return
    led = {c.lower_ for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod")}
    cargo = [c for c in prepositional(noun, "for", "of") if c.lemma_.lower() in cargo_words()]
    cargo += [c for c in noun.lefts if c.lemma_.lower() in cargo_words()]
    if not hard(cargo) or (noun.lemma_ in ("country", "point", "hub") and not led & table["transit"]):
        return
    verb, used = noun.head, None
    if noun.dep_ == "pobj":
        verb = noun.head.head
        used = next((c for c in verb.rights if c.dep_ == "dobj"), None) if noun.head.lower_ == "as" else None
    place = (
        used if used is not None else (noun.head if noun.dep_ == "appos" else bearer(noun if verb is None else verb))
    )
    spots = [s for p in conjuncts(place) if (s := place_of(p, who))] if place is not None else []
    if not spots or (noun.dep_ == "pobj" and noun.head.lower_ != "as"):
        return
    ends = _route([*cargo, noun], who, cargo=cargo, loose=False)
    route = Route(ends.from_, tuple(spots), tuple(e for e in ends.to if e not in spots), ends.cargo)
    movers = who.parties(bearer(verb)) if used is not None else []
    yield way_found(noun, verb, movers, route, who, how="conduit")


def bearer_is_vehicle(verb: Token) -> bool:
    """Whether a pipeline, a train or a river does the carrying."""
    doer = bearer(verb)
    return doer is not None and not passive(verb) and doer.lemma_.lower() in words().routes["carriers"]


def carriage(noun: Token, who: Who) -> Iterator[Found]:
    """SUBJECT's smuggling of CARGO through PLACE; arms shipments via PLACE."""
    table = words().routes
    if noun.lemma_ not in table["carry_nouns"] or noun.pos_ not in ("NOUN", "PROPN"):
        return
    cargo = [c for c in noun.lefts if c.dep_ in ("compound", "amod", "nmod") and c.lemma_.lower() in cargo_words()]
    cargo += [c for c in prepositional(noun, "of") if c.lemma_.lower() in cargo_words()]
    heads = [noun, *cargo]
    if noun.dep_ in ("dobj", "nsubjpass") and noun.head.lemma_ in table["offer"] | table["block"]:
        heads.append(noun.head)
    route = _route(heads, who, cargo=cargo, loose=noun.lemma_ in ("smuggling", "trafficking"))
    if cargo and route.via:
        yield way_found(noun, noun, who.modifier(noun), route, who, how="carriage")


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
    if blocked and passive(verb) and not movers_of(verb, who) and any(c.dep_ == "agent" for c in verb.rights):
        return
    used = {*route.from_, *route.via, *route.to}
    taker = _taker(verb, noun, who)
    movers = taker or ([] if blocked else who.parties(bearer(verb)))
    movers = [p for p in movers if p.mention.id not in used]
    modes: tuple[Mode, ...] = ("future",) if offered else ("hypothetical",)
    yield way_found(noun, verb, movers, route, who, how="way", modes=modes)


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


def movers_of(verb: Token, who: Who) -> list[Party]:
    """Who moves it: the agent of a passive, else the subject."""
    if passive(verb) or (verb.dep_ == "conj" and verb.tag_ == "VBN" and passive(verb.head)):
        for child in verb.rights:
            if child.dep_ == "agent":
                return [p for c in child.children if c.dep_ == "pobj" for p in who.parties(c)]
        return []
    return who.parties(bearer(verb))


def _route(heads: list[Token], who: Who, *, cargo: list[Token], loose: bool) -> Route:
    table = words().routes
    found: dict[str, list[str]] = {"from": [], "via": [], "to": []}
    for prep, place in way_points(heads):
        lower = prep.lower_
        way = lower == "of" and prep.head.lower_ in table["by"] and prep.head.head.lower_ == "by"
        slot = "via" if way or lower in table["via"] or (loose and lower in table["in"]) else None
        slot = slot or ("from" if lower in table["from"] else "to" if lower in table["to"] else None)
        if slot is None:
            continue
        for point in conjuncts(place):
            spot = place_of(point, who)
            if spot is not None and spot not in found[slot] and not _bare_border(point):
                found[slot].append(spot)
    spans = tuple(span_of(c.doc, c.i, c.i + 1) for c in cargo)
    return Route(tuple(found["from"]), tuple(found["via"]), tuple(found["to"]), spans)


def _bare_border(place: Token) -> bool:
    """Whether "across the border" says no more than that: no way through anywhere."""
    named = any(c.dep_ in ("amod", "compound", "poss", "nmod", "prep") for c in place.children)
    return place.lemma_ in ("border", "frontier") and not named


def way_points(heads: list[Token]) -> Iterator[tuple[Token, Token]]:
    """Prepositions and their objects, through chains such as "from A through B to C"."""
    stack, seen = list(heads), 0
    while stack and seen < 40:
        head = stack.pop(0)
        seen += 1
        for child in head.rights:
            onward = child.dep_ == "conj" and child.lower_ == "on"  # "by sea to A *and on* by truck through B"
            onward = onward or (child.dep_ == "agent" and ridden(head))  # "taken *by train through* A"
            if (child.dep_ in ("prep", "dative", "advmod") and child.pos_ in ("ADP", "SCONJ", "ADV")) or onward:
                for inner in child.children:
                    if inner.dep_ == "pobj":
                        yield (head if head.lower_ == "out" else child), inner
                        stack.append(inner)
                    elif inner.dep_ == "conj" and inner.lower_ == "on":
                        stack.append(inner)
                    elif inner.dep_ in ("prep", "pcomp"):
                        stack.append(child)


def place_of(token: Token, who: Who) -> str | None:
    """The mention of a place: its own, or the state whose ground it is ("Azerbaijani territory")."""
    mention = who.index.headed(token) or who.index.covering(token)
    if mention is not None and unsorted(mention, token):
        return mention.id
    own = next((c for c in token.lefts if c.tag_ == "PRP$"), None)
    if own is not None and token.lemma_.lower() in words().routes["ground"] and (party := who.party(own)):
        return party.mention.id
    if mention is not None and mention.kind in _PLACES and token.lemma_ not in words().sets["camps"]:
        return mention.id
    if token.lemma_.lower() not in words().routes["ground"]:
        return None
    for child in token.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod"):
            inner = who.index.headed(child)
            if inner is not None:
                return inner.id
    return next((m.id for t in prepositional(token, "of", "with") if (m := who.index.headed(t))), None)


def way_found(
    trigger: Token,
    head: Token,
    movers: list[Party],
    route: Route,
    who: Who,
    *,
    how: str,
    modes: tuple[Mode, ...] = (),
) -> Found:
    """A way as a tie, with the mentions of its route."""
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
