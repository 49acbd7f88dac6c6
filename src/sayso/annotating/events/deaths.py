"""Reported deaths: only numbers that the text states, with their bounds, and the act whose sentence states them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from sayso.annotating.draft import Draft
from sayso.annotating.events.amounts import Amount, amount_at, amount_of, first_amount, last_amount
from sayso.annotating.grammar.tree import path_up, span_of
from sayso.lexicon.language import load
from sayso.records.event import Deaths

_MATERIAL = ("ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE")


@dataclass(frozen=True, slots=True)
class Toll:
    """A stated number of deaths and the word that says they died."""

    token: Token
    amount: Amount


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/deaths")[name])


def tolls(sentence: Sentence) -> Iterator[Toll]:
    """The numbers of deaths that a sentence states, in order."""
    for token in sentence:
        lemma = token.lemma_.lower()
        found = _stated(token, lemma)
        if found is not None and not _unreal(token):
            yield Toll(token, found)


def _stated(token: Token, lemma: str) -> Amount | None:
    if token.pos_ in ("VERB", "ADJ", "AUX") and lemma in _words("killing"):
        return _killed(token)
    if token.pos_ == "VERB" and lemma in _words("dying"):
        return _of_subject(token)
    if lemma in _words("dead") and token.pos_ in ("ADJ", "NOUN", "ADV"):
        shot = token.head if token.head.pos_ == "VERB" else token
        return last_amount(token) or (_killed(shot) if shot.lemma_ in ("shoot", "find", "leave") else None)
    if lemma in _words("toll"):
        return first_amount(token)
    if lemma in _words("lives"):
        return amount_at(token) if token.head.lemma_ in _words("lives_verbs") else None
    if token.pos_ == "NOUN" and lemma in _words("nouns"):
        return _named(token)
    return None


def _killed(verb: Token) -> Amount | None:
    """Who was killed: the object, the passive subject, or the noun that "killed" describes."""
    if _mixed(verb):
        return None
    for child in verb.children:
        if child.dep_ == "dobj":
            return amount_of(child)
    if any(c.dep_ == "auxpass" for c in verb.children):
        return _of_subject(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBN":
        return amount_of(verb.head)
    if verb.dep_ == "conj" and verb.tag_ == "VBN":
        return next((amount_of(c) for c in verb.head.children if c.dep_ == "nsubjpass"), None)
    return None


def _of_subject(verb: Token) -> Amount | None:
    """The amount of the subject, or the number before a verb whose subject the parse has lost ("between 12 and 15")."""
    subjects = [c for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass")]
    return amount_of(subjects[0]) if subjects else last_amount(verb)


def _mixed(verb: Token) -> bool:
    """Whether the number counts the injured too: "killed or injured 20 people"."""
    if any(c.dep_ == "dobj" for c in verb.children):
        return False
    near = (c for c in verb.children if c.dep_ == "conj" and c.i - verb.i <= 2)
    return any(c.lemma_.lower() in _words("injured") for c in near)


def _named(noun: Token) -> Amount | None:
    """The number that a noun of dying has: “12 deaths”, “the deaths of 12 people”."""
    own = amount_at(noun)
    if own is not None:
        return own if noun.lemma_.lower() in ("death", "fatality", "body", "corpse", "martyr") else None
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((amount_of(c) for c in child.children if c.dep_ == "pobj"), None)
    return None


def _unreal(token: Token) -> bool:
    """Whether a number is of deaths that may come ("could kill 20") or did not ("never killed")."""
    return any(c.dep_ == "neg" or c.tag_ == "MD" for c in token.children)


def bind(doc: Doc, drafts: Sequence[Draft]) -> dict[int, Deaths]:
    """Deaths by the number of the draft whose sentence states them; each statement goes to one act."""
    out: dict[int, Deaths] = {}
    for sentence, numbers in by_sentence(doc, drafts):
        acts = [n for n in numbers if drafts[n].kind == "event" and drafts[n].type in _MATERIAL]
        if not acts:
            continue
        for toll in tolls(sentence):
            number = _act(toll.token, acts, drafts)
            if number is not None and number not in out:
                out[number] = _record(doc, toll.amount)
    return out


def by_sentence(doc: Doc, drafts: Sequence[Draft]) -> Iterator[tuple[Sentence, list[int]]]:
    """The sentences that hold drafts, each with the numbers of its drafts in text order."""
    held: dict[int, tuple[Sentence, list[int]]] = {}
    for number, draft in enumerate(drafts):
        sentence = doc[draft.head].sent
        held.setdefault(sentence.start, (sentence, []))[1].append(number)
    for start in sorted(held):
        yield held[start]


def _act(token: Token, acts: Sequence[int], drafts: Sequence[Draft]) -> int | None:
    """The act that a death belongs to: the killing itself, the nearest act above or below it, else the assault.

    A killing that only goes along with an assault ("exploded, killing three") leaves its dead to the assault. Deaths
    told of another place or thing ("preceded one in the port, where ten died") belong to no act of the sentence.
    """
    by_head: dict[int, int] = {}
    for number in acts:
        by_head.setdefault(drafts[number].head, number)
    found: int | None = None
    described = False
    for above in (token, *path_up(token)):
        if described and (above.pos_ in ("VERB", "AUX") or above.lower_ in _words("others")):
            break
        if above.i in by_head and (found is None or drafts[by_head[above.i]].type == "ASSAULT"):
            found = by_head[above.i]
            if above.dep_ != "advcl" or above.tag_ != "VBG":
                return found
        described = described or above.dep_ == "relcl"
    if found is not None or described:
        return found
    under = [by_head[t.i] for t in token.subtree if t.i in by_head]
    if under:
        return under[0]
    assaults = [n for n in acts if drafts[n].type == "ASSAULT"] or list(acts)
    return min(assaults, key=lambda n: (abs(drafts[n].head - token.i), n))


def _record(doc: Doc, amount: Amount) -> Deaths:
    return Deaths(amount.low, amount.best, amount.high, span_of(doc, amount.start, amount.end))
