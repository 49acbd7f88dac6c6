"""What the learned reader may add to the rules: where they have nothing but the default, it may lower the certainty.

Cues decide wherever there is one, for they can be shown. A word that no operator reaches is certain by default; the
learned reader's degree for it (-3 certainly not so, +3 certainly so) may take it down to probable or possible, never to
negative and never up. The bounds lie far below what plain reports of acts get, because the degree of one sentence moves
with the names of nations in it: they are set where, over the sentences of the swap test, no swap crosses them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Protocol

from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.factuality.stance import Stance, also
from sayso.lexicon.language import load
from sayso.records.claim import Certainty

marks.register()


class Degrees(Protocol):
    """A degree for each token, the first of its scales being the one to read."""

    def __getitem__(self, key: tuple[int, int], /) -> float:
        """The degree of a token on a scale."""


def degrees_of(doc: Doc) -> Degrees | None:
    """The degrees that the learned reader has set on a Doc; None where none has read it."""
    encoded = doc._.sayso_encoded
    found: Degrees | None = None if encoded is None else encoded.degrees
    return found


@cache
def _bounds() -> Sequence[tuple[float, Certainty]]:
    return tuple(sorted((bound, certainty) for certainty, bound in load("lang/en/factuality")["degrees"].items()))


def lowered(stance: Stance, token: Token, degrees: Degrees | None) -> Stance:
    """A stance that is certain by default, as sure as the learned reader lets it be.

    >>> import spacy
    >>> act = spacy.blank("en")("They leave")[1]
    >>> lowered(Stance(), act, {(1, 0): -0.9}).certainty, lowered(Stance(), act, {(1, 0): 0.4}).certainty
    ('probable', 'certain')
    """
    if degrees is None or stance != Stance():
        return stance
    degree = float(degrees[token.i, 0])
    for bound, certainty in _bounds():
        if degree < bound:
            why = f"certainty: no cue speaks; the learned reader puts “{token.text}” at {degree:+.1f} of -3 to +3"
            return replace(stance, certainty=certainty, trail=("degree",), why=also(stance.why, why))
    return stance
