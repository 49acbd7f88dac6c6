"""One holder of a chain, and which of two holders comes last: who holds a claim twice, who denies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from sayso.annotating.factuality.stance import Stance, lemma_of
from sayso.lexicon import cues
from sayso.records.claim import Attribution


@dataclass(frozen=True, slots=True)
class Link:
    """An attribution with what its cue does: the token it hangs on, its entry and its stance in its own clause.

    A silent one adds no holder: its content is the outer holder's own.
    """

    attribution: Attribution
    head: Token
    cue: cues.Cue | None
    stance: Stance
    words: str
    silent: bool


def once(links: Sequence[Link]) -> list[Link]:
    """The links without those whose holder holds the next as well: "she said it fell, adding that" is one holder."""
    kept: list[Link] = []
    for link in links:
        if kept and _same_holder(kept[-1], link) and not _denies(kept[-1]):
            kept.pop()
        kept.append(link)
    return kept


def _same_holder(one: Link, other: Link) -> bool:
    a, b = one.attribution, other.attribution
    return bool(a.source) and a.source == b.source and a.mention == b.mention


def denied_itself(head: Token, link: Link) -> bool:
    """Whether an act of saying is what a denial is of: "rejected the accusation" does not deny that there was one."""
    return _denies(link) and head.head.i == link.head.i and head.pos_ == "NOUN" and _accuses(head)


def _denies(link: Link) -> bool:
    return link.cue is not None and link.cue.polarity == "negative" and not link.stance.negative


def _accuses(noun: Token) -> bool:
    return cues.lookup(lemma_of(noun), "noun") is not None and noun.dep_ in ("dobj", "nsubjpass")


def denials_last(links: list[Link]) -> tuple[list[Link], list[Link]]:
    """The links with who denies a claim after who makes it, and those who make one that is denied.

    "The ministry rejected the union's claim that …": the union holds it, the ministry denies it, and the last word
    of the chain is the denial.
    """
    ordered, accusers = list(links), []
    for n in range(len(ordered) - 1):
        one, other = ordered[n], ordered[n + 1]
        if _denies(one) and _accuses(other.head) and other.head.head.i == one.head.i:
            ordered[n], ordered[n + 1] = other, one
            accusers.append(other)
    return ordered, accusers
