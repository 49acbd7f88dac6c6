"""Ways that a text tells stage by stage: "shipped to A and flown on to B", "left A, crossed into B, went on to C"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from sayso.annotating.grammar.tree import conjuncts, passive, span_of
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.cargo import all_of, is_cargo, marches, moved_by, serious
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.routes import bearer_is_vehicle, movers_of, place_of, way_found, way_points
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words
from sayso.records.claim import Route

_MOST = 6


@dataclass
class _Stage:
    """Where one verb takes a cargo: away from, to (or into, or across), and through."""

    away: list[str] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    through: list[str] = field(default_factory=list)


def journeys(verb: Token, who: Who) -> Iterator[Found]:
    """CARGO was shipped to PLACE and flown on to PLACE: where it was in between is the way."""
    if (
        not _moves(verb)
        or verb.lemma_ == "sell"
        or (verb.dep_ in ("conj", "dep", "advcl", "relcl") and _moves(verb.head))
    ):
        return
    goes = verb.lemma_ in words().routes["passing"] - words().routes["carry_goods"] and not passive(verb)
    moved = bearer(verb) if goes else moved_by(verb)
    cargo = [c for c in all_of(moved) if is_cargo(c)] if moved is not None else []
    chain = [verb, *_later(verb)][:_MOST] if cargo else []
    if len(chain) < 2 or all(marches(c) for c in cargo) or not serious(cargo, verb, who) or bearer_is_vehicle(verb):
        return
    stages = [_stage(v, who) for v in chain]
    if any(s.through for s in stages):
        return  # one clause tells the way by itself
    route = _joined(stages, cargo)
    if route.via:
        movers = movers_of(verb, who) if (moved is not None and moved.i > verb.i) or passive(verb) else []
        yield way_found(verb, verb, movers, route, who, how="journey")


def _moves(verb: Token) -> bool:
    table = words().routes
    moving = table["passing"] | table["carry_any"] | table["carry_goods"] | table["handling"]
    return verb.pos_ == "VERB" and verb.lemma_ in moving


def _later(verb: Token) -> Iterator[Token]:
    """The verbs that take the same cargo on, in the order of the text."""
    for child in verb.rights:
        same = child.dep_ in ("conj", "dep", "advcl") and not any(
            c.dep_ in ("nsubj", "nsubjpass", "mark") for c in child.lefts
        )
        if same and _moves(child):
            yield child
            yield from _later(child)
    yield from (v for v in verb.subtree if v.dep_ == "relcl" and v.i > verb.i and _takes_on(v, verb))


def _takes_on(verb: Token, before: Token) -> bool:
    """Whether a clause of a place takes the cargo on: "to a port in Gabon, *where trucks took it* inland"."""
    where = any(c.lower_ in ("where", "whence") for c in verb.lefts)
    it = ("it", "them", "they", "these")
    cargo = any(c.dep_ in ("dobj", "nsubjpass") and c.lower_ in it for c in verb.children)
    onward = any(c.dep_ == "prep" and c.lower_ in _onward() for c in verb.rights)
    return where and cargo and onward and _moves(verb) and verb.head.i > before.i


def _onward() -> frozenset[str]:
    table = words().routes
    return table["to"] | table["via"]


def _stage(verb: Token, who: Who) -> _Stage:
    table, stage = words().routes, _Stage()
    crossed = next((c for c in verb.rights if c.dep_ == "dobj"), None)
    if crossed is not None and verb.lemma_ in table["passing"] and (spot := place_of(crossed, who)):
        (stage.away if verb.lemma_ in ("leave", "depart") else stage.to).append(spot)
    for prep, place in way_points([verb]):
        lower = prep.lower_
        at = prep.head.i == verb.i and lower in ("in", "at") and verb.lemma_ in table["handling"]
        for point in conjuncts(place):
            spot = place_of(point, who)
            if spot is None or not _has_name(spot, who):
                continue
            if lower in table["from"]:
                stage.away.append(spot)
            elif lower in table["to"] or at or _inside(prep, who):
                stage.to.append(spot)
            elif lower in table["via"]:
                stage.through.append(spot)
    return stage


def _has_name(place: str, who: Who) -> bool:
    """Whether a place has a name: "across the desert" is no stop."""
    return any(m.id == place and m.text.lower() != m.text for m in who.mentions)


def _inside(prep: Token, who: Who) -> bool:
    """Whether a place is where a stop lies: "to a port *in Gabon*", for which the land is told."""
    over = prep.head
    return prep.lower_ in ("in", "of") and over.dep_ == "pobj" and over.head.lower_ in words().routes["to"]


def _joined(stages: list[_Stage], cargo: list[Token]) -> Route:
    first, *_, last = stages
    middle = [s for stage in stages[:-1] for s in (*([] if stage is first else stage.away), *stage.to)] + last.away
    ends = {*first.away, *last.to}
    via = tuple(dict.fromkeys(s for s in middle if s not in ends))
    spans = tuple(span_of(c.doc, c.i, c.i + 1) for c in cargo)
    return Route(tuple(dict.fromkeys(first.away)), via, tuple(dict.fromkeys(last.to)), spans)
