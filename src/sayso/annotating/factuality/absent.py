"""What would be missed is there: "could not survive *without* it", "*but for* it they would have lost"."""

from __future__ import annotations

from spacy.tokens import Token

_WOULD = frozenset({"would", "'d"})


def needed(above: Token, via: Token) -> bool:
    """Whether a preposition says that a verb depends on what follows, not that it is absent.

    Args:
        above: the word that the preposition hangs on.
        via: the preposition.
    """
    missed = any(c.dep_ == "neg" or c.lower_ in _WOULD for c in above.lefts)
    but_for = via.lower_ == "for" and via.i > 0 and via.nbor(-1).lower_ == "but"
    return missed and (via.lower_ == "without" or but_for)
