"""What a pronoun goes back to before the nearest name: the topic over its aside, the object of the verb before."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from sayso.annotating.grammar.tree import MentionIndex
from sayso.annotating.relations.antecedents import agrees
from sayso.annotating.relations.bearer import bearer
from sayso.annotating.relations.parties import PARTIES, is_party
from sayso.annotating.relations.shapes import object_of
from sayso.annotating.relations.words import words
from sayso.records.actor import Mention

_SUBJECTS = ("nsubj", "nsubjpass")
_WHERE = frozenset({"to", "from", "in", "into", "at", "near", "through", "across", "inside"})
_PROVIDING = frozenset({"supply", "provide", "furnish", "pay", "meet", "cover", "finance", "fund", "procure", "issue"})


def topic_over(noun: Token, pronoun: Token) -> Token | None:
    """The subject in whose aside a noun stands: "*the Column*, a branch of the Front, fled, and Libya backed it"."""
    above = noun
    for _ in range(8):
        if above.dep_ in ("appos", "relcl", "acl") and above.head.dep_ in _SUBJECTS:
            return above.head if above.head.right_edge.i < pronoun.i else None
        if above.head.i == above.i or (above.pos_ in ("VERB", "AUX") and above.dep_ not in ("relcl", "acl")):
            return None
        above = above.head
    return None


def goer_there(place: Token, pronoun: Token) -> Token | None:
    """Who went to a place that is named last: "*the Column* fled to Chad, and the army trained it there"."""
    prep, verb = place.head, place.head.head
    clause = next((t for t in pronoun.ancestors if t.pos_ in ("VERB", "AUX")), pronoun)
    apart = clause.dep_ == "conj" and clause.head.i == verb.i and _own_subject(clause)
    if place.dep_ != "pobj" or prep.lower_ not in _WHERE or verb.pos_ != "VERB" or not apart:
        return None
    return next((c for c in verb.lefts if c.dep_ in _SUBJECTS), None)


def listed_first(pronoun: Token, index: MentionIndex) -> Mention | None:
    """Who stands first in the pronoun's own list: "*the Brigade* and its ally"."""
    noun = pronoun.head
    if pronoun.dep_ != "poss" or noun.dep_ != "conj" or noun.head.pos_ != "PROPN":
        return None
    mention = index.headed(noun.head)
    return mention if mention is not None and is_party(mention) else None


def led_to(pronoun: Token, index: MentionIndex, *, plural: bool) -> Mention | None:
    """Whom the verb before, or who provides for it, shows that a pronoun means."""
    owner = provided(pronoun)
    if owner is not None and (m := index.headed(owner)) is not None and agrees(m, owner, plural=plural):
        return m
    for token in paralleled(pronoun):
        mention = index.headed(token) or index.covering(token)
        if mention is not None and mention.kind in PARTIES - {"state"} and agrees(mention, token, plural=plural):
            return mention
    return None


def paralleled(pronoun: Token) -> Iterator[Token]:
    """Whom the verb before in a list has for its object: "gave *the army* refuge or supplied it with arms"."""
    verb = pronoun.head
    if pronoun.dep_ not in ("dobj", "dative") or verb.dep_ != "conj" or _own_subject(verb):
        return
    for child in verb.head.rights:
        if child.dep_ in ("dative", "dobj") and child.i < pronoun.i:
            yield child
            yield from (c for c in child.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN")


def listed_as(pronoun: Token) -> bool:
    """Whether a pronoun stands in a second thing that somebody is named as: "as a wing of the Front and *its* fund"."""
    noun, second = pronoun.head, False
    for _ in range(6):
        if noun.dep_ == "pobj" and noun.head.lower_ == "as":
            return second and noun.head.head.lemma_ in words().sets["seeing"]
        second = second or noun.dep_ == "conj"
        noun = noun.head
    return False


def provided(pronoun: Token) -> Token | None:
    """Whose things another provides: "*the gang* was run by the bureau, which paid its wages"."""
    thing, verb = pronoun.head, pronoun.head.head
    if pronoun.dep_ != "poss" or thing.dep_ != "dobj" or verb.lemma_ not in _PROVIDING:
        return None
    if verb.dep_ == "relcl" and verb.head.dep_ == "pobj" and verb.head.head.dep_ == "agent":
        return bearer(verb.head.head.head)
    before = verb.head
    return object_of(before) if verb.dep_ == "conj" and before.i < verb.i and not _own_subject(verb) else None


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ in _SUBJECTS for c in verb.lefts)
