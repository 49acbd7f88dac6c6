"""Who says it and who did it in "accusations of torture by X", where the words leave it open.

Watchers, papers, courts and parties accuse; soldiers, police, states and armed groups do what one is accused of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from spacy.tokens import Token

from sayso.records.actor import Mention

_ACCUSATIONS = frozenset({"accusation", "allegation", "complaint"})
_BY_TRADE = frozenset({"NGO", "IGO", "JRN", "JUD", "LEG", "PAR", "OPP", "LAB", "REL", "EDU", "CVL"})


def accusation_of(noun: Token) -> tuple[Token, ...]:
    """The accusation that a noun is the matter of: "*accusations* of torture"."""
    of = noun.head
    about = noun.dep_ == "pobj" and of.lower_ == "of" and of.head.lemma_ in _ACCUSATIONS
    return (of.head,) if about else ()


def told_apart(noun: Token, found: Sequence[str], mentions: Mapping[str, Mention]) -> list[str]:
    """Of those that "by" names behind a noun, who it is that accuses, or who does what they are accused of."""
    said = [i for i in found if mentions[i].sector in _BY_TRADE]
    if noun.lemma_ in _ACCUSATIONS and any(c.lower_ == "of" for c in noun.rights):
        return said
    return [i for i in found if i not in said] if accusation_of(noun) else list(found)
