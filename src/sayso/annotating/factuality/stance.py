"""What a word does to the factuality of what stands in its scope: effects, and the tables that give them.

A stance is where a speaker stands towards what a word names: how sure, whether it is so, in which modes. Operators
(modals, negation, embedding predicates) change it one after the other, from the outside in. The lists are in
`data/lang/en/factuality.yaml`; the classes of predicates follow Karttunen's implicative signatures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from spacy.tokens import Token

from sayso.lexicon import cues
from sayso.lexicon.language import load
from sayso.records.claim import Certainty, Mode, Polarity

# What only leaves an act open gives way to a word that says more: "can you come" is about what is possible.
_GIVING_WAY = (("question",), ("anybody",))
_SURE: Mapping[Certainty, int] = {"certain": 3, "probable": 2, "possible": 1, "unstated": 0}


@dataclass(frozen=True, slots=True)
class Effect:
    """What an operator does.

    Attributes:
        name: the operator's class in the YAML, such as `attempt` or `possible`.
        certainty: the ceiling it sets.
        flip: whether polarity turns.
        reset: whether the content is presupposed, whatever stands around it.
        lift: whether certainty is lifted to certain.
        clear: whether a negation around it does not reach the content.
        modes: auxiliary modes it adds.
        why: the end of the sentence "by this word it …".
    """

    name: str = ""
    certainty: Certainty | None = None
    flip: bool = False
    reset: bool = False
    lift: bool = False
    clear: bool = False
    modes: tuple[Mode, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Stance:
    """Where a speaker stands; `trail` names the operators that led there, `why` says what each changed."""

    certainty: Certainty = "certain"
    negative: bool = False
    modes: frozenset[Mode] = frozenset()
    trail: tuple[str, ...] = ()
    why: str = ""

    @property
    def polarity(self) -> Polarity:
        """As the records have it."""
        return "negative" if self.negative else "positive"

    def ordered_modes(self) -> tuple[Mode, ...]:
        """The modes in the order of the interchange format, negation where the polarity says so."""
        order: tuple[Mode, ...] = ("historical", "future", "hypothetical", "negation")
        have = self.modes | ({"negation"} if self.negative else frozenset())
        return tuple(m for m in order if m in have)

    def under(self, effect: Effect, word: str) -> Stance:
        """The stance after an operator.

        >>> Stance().under(Effect("possible", certainty="possible", why="is possible only"), "may").certainty
        'possible'
        """
        trail = (*self.trail, effect.name)
        if effect.reset:
            kept: frozenset[Mode] = self.modes & {"historical"}
            return Stance(modes=kept, trail=trail, why=_because("", "certainty", word, effect))
        certainty = self.certainty
        if effect.lift and not self.modes & {"hypothetical"}:
            certainty = "certain"
        gives_way = self.trail[-1:] in _GIVING_WAY and effect.certainty == "possible"
        if effect.certainty is not None and (gives_way or _SURE[effect.certainty] < _SURE[certainty]):
            certainty = effect.certainty
        modes = self.modes | frozenset(effect.modes)
        negative = False if effect.clear else self.negative != effect.flip
        why = self.why
        if negative != self.negative:
            why = _because(why, "polarity", word, effect)
        elif certainty != self.certainty:
            why = _because(why, "certainty", word, effect)
        elif modes != self.modes:
            why = _because(why, "mode", word, effect)
        return Stance(certainty, negative, modes, trail, why)


def _because(before: str, decision: str, word: str, effect: Effect) -> str:
    """The reasons so far with one more; an operator that changes nothing is no reason."""
    return also(before, f"{decision}: by “{word}” it {effect.why}" if effect.why else "")


def also(before: str, reason: str) -> str:
    """Two lots of reasons as one.

    >>> also("certainty: by “may” it is possible only", "polarity: by “not” it is negated")
    'certainty: by “may” it is possible only; polarity: by “not” it is negated'
    """
    return f"{before}; {reason}" if before and reason else before or reason


def lemma_of(token: Token) -> str:
    """The lemma, lower case, mended where the lemmatizer errs on a word of saying ("hopes")."""
    return cues.forms().get(token.lower_) or token.lemma_.lower()


def is_said(noun: Token) -> bool:
    """Whether a noun is of something said or planned, which exists though it be false or rejected: "false claims"."""
    lemma = lemma_of(noun)
    return noun.pos_ == "NOUN" and (lemma in tables().said or cues.lookup(lemma, "noun") is not None)


def weaker(a: Certainty, b: Certainty) -> Certainty:
    """The less sure of two.

    >>> weaker("certain", "possible")
    'possible'
    """
    return a if _SURE[a] <= _SURE[b] else b


@dataclass(frozen=True, slots=True)
class Signature:
    """What an embedding predicate does to its complement when it holds, when it is negated, and when it held.

    "Allows them to" opens a possibility; "allowed them to" mostly tells that they did (Karttunen's "was able").
    """

    positive: Effect
    negative: Effect
    past: Effect | None = None


@dataclass(frozen=True, slots=True)
class Tables:
    """The YAML, turned for lookup by word."""

    predicates: Mapping[str, Mapping[str, Signature]]
    modals: Mapping[str, Effect]
    named: Mapping[str, Effect]
    adverbs: Mapping[str, Effect]
    marks: Mapping[str, Effect]
    prepositions: Mapping[str, Effect]
    nominal: Mapping[str, Effect]
    negative_determiners: frozenset[str]
    negative_pronouns: frozenset[str]
    creating: frozenset[str]
    occurring: frozenset[str]
    definite: frozenset[str]
    said: frozenset[str]
    withholding: frozenset[str]
    conditions: frozenset[str]
    untruly: frozenset[str]


@cache
def tables() -> Tables:
    """The tables of English."""
    data = load("lang/en/factuality")
    predicates: dict[str, dict[str, Signature]] = {"verbs": {}, "nouns": {}, "adjectives": {}}
    for name, entry in data["classes"].items():
        signature = Signature(
            _effect(name, {**entry["positive"], "why": entry["why"]}),
            _effect(name, {**entry["negative"], "why": entry["why"]}),
            _effect(f"{name}_past", {**entry["past"], "why": entry["why"]}) if "past" in entry else None,
        )
        for part, table in predicates.items():
            for word in entry.get(part, ()):
                table.setdefault(word, signature)
    return Tables(
        predicates=predicates,
        modals=_by_word(data["modals"]),
        named={n: _effect(n, {**e["effect"], "why": e["why"]}) for n, e in data["modals"].items()},
        adverbs=_by_word(data["adverbs"]),
        marks=_by_word(data["marks"]),
        prepositions=_by_word(data["prepositions"]),
        nominal=_by_word(data["nominal"]),
        negative_determiners=frozenset(data["negative_determiners"]),
        negative_pronouns=frozenset(data["negative_pronouns"]),
        creating=frozenset(data["creating"]),
        occurring=frozenset(data["occurring"]),
        definite=frozenset(data["definite"]),
        said=frozenset(data["said"]),
        withholding=frozenset(data["withholding"]),
        conditions=frozenset(data["conditions"]),
        untruly=frozenset(data["untruly"]),
    )


def signature(part: str, lemma: str, edge: str) -> Signature | None:
    """The signature of a predicate for a complement of kind `edge` (to, ing, that, obj, or a preposition).

    >>> signature("verbs", "forget", "to").positive.flip, signature("verbs", "forget", "that").positive.reset
    (True, True)
    """
    table = tables().predicates[part]
    return table.get(f"{lemma}+{edge}") or table.get(lemma)


def named(name: str, *, flip: bool = False) -> Effect:
    """A modal effect by name, such as `future` or `counterfactual`."""
    effect = tables().named[name]
    return replace(effect, flip=True) if flip else effect


def _by_word(section: Mapping[str, Any]) -> dict[str, Effect]:
    found: dict[str, Effect] = {}
    for name, entry in section.items():
        effect = _effect(name, {**entry["effect"], "why": entry["why"]})
        for word in entry["words"]:
            found.setdefault(word, effect)
    return found


def _effect(name: str, given: Mapping[str, Any]) -> Effect:
    return Effect(
        name=name,
        certainty=given.get("certainty"),
        flip=given.get("flip", False),
        reset=given.get("reset", False),
        lift=given.get("raise", False),
        clear=given.get("clear", False),
        modes=tuple(given.get("modes", ())),
        why=given["why"],
    )
