"""Who trains where the teachers are no party themselves: those who run the camps, the state whose soil it is on."""

from __future__ import annotations

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.parties import Party
from sayso.annotating.relations.shapes import agents
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.words import words


def schoolers(heads: list[Token], who: Who, preps: tuple[str, ...] = ("in", "at")) -> list[Party]:
    """Who runs the camps that one is trained in: "training in camps run by the secret service"."""
    table = words().sets
    for place in (t for head in heads for t in prepositional(head, *preps)):
        if place.lemma_ not in table["camps"]:
            continue
        for child in place.rights:
            if child.dep_ in ("acl", "relcl") and child.lemma_ in table["run_by"]:
                return [p for t in agents(child) for p in who.parties(t)]
    return []


def hosts(verb: Token, teachers: list[Token], who: Who) -> list[Party]:
    """The state in "trained in Libya by army instructors", whose teachers are called no more than that."""
    if not any(t.lemma_.lower() in words().sets["agents"] for t in teachers):
        return []
    return [p for t in prepositional(verb, "in") for p in who.parties(t) if p.mention.kind == "state"]


def drills(site: Token) -> bool:
    """Whether a camp is one for training: what is given there is training, not ground."""
    return any(c.lower_ in ("training", "guerrilla", "military") for c in site.lefts)
