"""Holders that nobody names: "it is believed", "is thought to", "reportedly".

Where the quotes component has made an attribution of the words, they are that attribution's; here are the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from spacy.tokens import Token

from sayso.annotating.grammar.complements import Step
from sayso.annotating.grammar.tree import span_of
from sayso.lexicon import cues
from sayso.lexicon.language import load
from sayso.records.claim import Certainty
from sayso.records.document import Span


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/factuality")[name])


def impersonal(steps: Sequence[Step], taken: frozenset[int]) -> tuple[Span, Certainty] | None:
    """The words of an unnamed holder on the way down to an act, and how sure they sound; the nearest to the act.

    Args:
        steps: the way from the top of what is said down to the act.
        taken: tokens that are cues of attributions already.
    """
    below: Step | None = None
    for step in reversed(steps):
        token = step.token
        for child in token.children:
            if child.lower_ in _words("unnamed_adverbs") and child.i not in taken:
                return span_of(token.doc, child.i, child.i + 1), _certainty(child.lower_, "adverb")
        if below is not None and token.i not in taken and below.dep in ("xcomp", "ccomp") and _said_of(token):
            start = min([c.i for c in token.lefts if c.dep_ == "auxpass"], default=token.i)
            return span_of(token.doc, start, token.i + 1), _certainty(token.lemma_.lower(), "verb")
        below = step
    return None


def _said_of(verb: Token) -> bool:
    """Whether a verb of saying or thinking is passive and tells nobody who says or thinks it."""
    if verb.lemma_.lower() not in _words("unnamed_verbs"):
        return False
    kinds = {c.dep_ for c in verb.children}
    return "auxpass" in kinds and "agent" not in kinds


def _certainty(lemma: str, pos: cues.CuePos) -> Certainty:
    found = cues.lookup(lemma, pos)
    return "unstated" if found is None else found.certainty
