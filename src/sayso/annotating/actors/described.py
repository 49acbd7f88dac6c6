"""What a sentence says that a name is: "Ana Li, the U.N. envoy, ..." gives a function and perhaps a country."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from sayso.annotating.actors.nouns import country_of, role_at
from sayso.annotating.actors.phrase import phrase
from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.sketch import Sketch, stateless_at
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words

_NOBODY = frozenset({"state", "state_body", "armed_group", "organization"})
BODIES = frozenset({"organization", "state_body"})


def describe(row: Row, sketch: Sketch, nouns: Iterable[Token], names: dict[int, Name], *, anew: bool) -> None:
    """Give a named person the function and country of what the sentence says they are: "Ana Li, the *U.N. envoy*"."""
    for noun in nouns:
        role = role_at(row, noun)
        if role is None or role.kind != "person" or not role.sector:
            continue
        start, end = phrase(row, noun)
        sector = stateless_at(row, start, end, noun.i, names) or role.sector
        sketch.sector = sector if anew or sketch.sector is None else sketch.sector
        if sketch.country is None and sector not in words().stateless:
            sketch.country = country_of(row, noun, start, end, names)
        return


def arm(row: Row, sketch: Sketch, nouns: Iterable[Token]) -> None:
    """Take a body for an armed group where the sentence calls it one: "the Night Watch, *a death squad*, ..."."""
    roles = (role_at(row, n) for n in nouns if n.tag_ in ("NN", "NNP"))
    role = next((r for r in roles if r is not None and r.kind == "armed_group"), None)
    if role is not None:
        sketch.kind, sketch.sector = "armed_group", role.sector


def arm_alike(sketches: Iterable[Sketch]) -> None:
    """What the report calls an armed group once is one wherever it is named so."""
    found = list(sketches)
    sectors = {s.name.key: s.sector for s in found if s.name is not None and s.kind == "armed_group"}
    for sketch in found:
        name = sketch.name
        if name is not None and name.entry is None and sketch.kind in BODIES and name.key in sectors:
            sketch.kind, sketch.sector = "armed_group", sectors[name.key]


def agree(row: Row, sketches: Iterable[Sketch]) -> None:
    """Take no body's description for a person: "Ostria is a *member* of it", "the chief *donor* is the emirate"."""
    found = list(sketches)
    by_head = {s.head: s for s in found}
    for sketch in found:
        if sketch.kind == "person" and sketch.name is None and not sketch.pronoun:
            others = (by_head.get(t.i) for t in _the_same(row.tokens[sketch.head]))
            if any(o is not None and o.kind in _NOBODY for o in others):
                sketch.kind, sketch.private = "group", False


def _the_same(noun: Token) -> Iterator[Token]:
    """Whom a noun is said to be: the other side of "is", whom it stands beside, who is named "as" it."""
    verb = noun.head
    if noun.dep_ == "appos" and verb.i < noun.i:
        yield verb
    elif noun.dep_ in ("nsubj", "attr") and verb.lemma_ in ("be", "remain", "become"):
        yield from (c for c in verb.children if c.dep_ in ("nsubj", "attr") and c is not noun)
    elif noun.dep_ == "pobj" and verb.lower_ == "as":
        yield from (c for c in (verb.head, *verb.head.children) if c.dep_ in ("dobj", "nsubjpass", "appos"))
