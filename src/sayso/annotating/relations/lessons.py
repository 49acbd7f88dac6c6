"""Lessons that somebody goes through: courses and camps that another runs, "put the rebels through a course"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import prepositional
from sayso.annotating.relations.antecedents import core
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.goods import Good, goods_of, stem
from sayso.annotating.relations.needs import Found
from sayso.annotating.relations.parties import Party, militant
from sayso.annotating.relations.schooling import drills, schoolers
from sayso.annotating.relations.shapes import agents, object_of, undergone
from sayso.annotating.relations.verbs import found
from sayso.annotating.relations.who import Who
from sayso.annotating.relations.wholes import with_bodies
from sayso.annotating.relations.words import words

_THROUGH = ("through", "from", "in", "at", "on")


def attends(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT attended courses run by SUBJECT; went through camps run by SUBJECT."""
    table = words().sets
    if verb.pos_ != "VERB":
        return
    done = object_of(verb) if verb.lemma_ in table["attending"] and not undergone(verb) else None
    sites = [done] if done is not None else []
    sites += prepositional(verb, *_THROUGH) if verb.lemma_ in table["attended"] else []
    for site in sites:
        givers = _runners(site, who) if teaches(site) else []
        learners = with_bodies(who.parties(bearer(verb)), who.index)
        good = Good("training", site.i, site.i + 1, site)
        yield found(good, "fighters", verb, givers, learners, how="camps", words=[site])


def learns_there(verb: Token, who: Who) -> Iterator[Found]:
    """OBJECT learned to handle explosives in camps run by SUBJECT."""
    if verb.lemma_ != "learn" or verb.pos_ != "VERB":
        return
    heads = [verb, *(c for c in verb.rights if c.dep_ in ("xcomp", "dobj", "ccomp"))]
    good = Good("training", verb.i, verb.i + 1, verb)
    yield found(good, "fighters", verb, schoolers(heads, who), who.parties(bearer(verb)), how="camps", words=heads)


def puts_through(verb: Token, who: Who) -> Iterator[Found]:
    """SUBJECT put OBJECT through a course."""
    if verb.lemma_ not in ("put", "take", "run", "send") or verb.pos_ != "VERB":
        return
    moves = undergone(verb)
    taught = bearer(verb) if moves else object_of(verb)
    givers = [p for t in agents(verb) for p in who.behind(t)] if moves else who.behind(bearer(verb))
    for site in prepositional(verb, "through", "on", "to"):
        own = givers if teaches(site) and (verb.lemma_ == "put" or site.head.lower_ == "through") else []
        learners = with_bodies(who.parties(taught), who.index)
        good = Good("training", site.i, site.i + 1, site)
        yield found(good, "fighters", verb, own, learners, how="camps", words=[taught, site])


def teaches(noun: Token) -> bool:
    """Whether a noun is a course, or a camp for training; "weeks of *drill*" as well."""
    site = core(noun)
    if any(t.lower_ in words().sets["peaceful_lessons"] for t in site.subtree):
        return False
    course = any(g.type == "training" and g.noun.i == site.i for g in goods_of(site, conflict=True))
    return course or (stem(site) in words().sets["camps"] and drills(site))


def _runners(site: Token, who: Who) -> list[Party]:
    """Who runs a course: "courses *run by the Stasi*", "*the Stasi's* courses"."""
    table = words().sets
    run = [c for c in site.rights if c.dep_ in ("acl", "relcl") and c.lemma_ in table["run_by"] | table["given"]]
    givers = [p for c in run for t in agents(c) for p in who.behind(t)] or who.modifier(site)
    return [p for p in givers if p.mention.kind != "organization" or who.ever_fought(p.mention) or militant(p.mention)]
