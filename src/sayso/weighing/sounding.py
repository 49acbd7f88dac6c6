"""How sure somebody sounds, and what they cite for it: "clearly", "undoubtedly" with nothing cited is just that.

Of whoever is quoted, the sentence of the claim is read; of a report that speaks for itself, the paragraph, because an
editorial says who did it in one sentence and how clear it is in the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from sayso.lexicon.language import load
from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.finding import EvidenceStanding
from sayso.records.report import Report
from sayso.weighing.corroborate import evidence_of

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?![\s\"”’)])[^.!?\n]*)*(?:[.!?]+[\"”’)]*|$)?")


class Sounding(NamedTuple):
    """Words that sound sure, the sentence they stand in, and whether evidence is cited there."""

    words: tuple[str, ...] = ()
    quote: str = ""
    evidence: EvidenceStanding = "none"


def sounding(claim: Claim, report: Report) -> Sounding:
    """How sure the holder of a claim sounds; empty if no word says so."""
    text = report.document.text
    for sentence in _sentences(text, _scope(claim, text)):
        own = sentence.overlaps(claim.span)
        if (words := boosters(sentence.of(text))) and (own or claim.holders[-1].kind == "outlet"):
            standing = {evidence_of(c) for c in report.claims if c.span.overlaps(sentence)}
            best: EvidenceStanding = "cited" if "cited" in standing else "invoked" if "invoked" in standing else "none"
            return Sounding(tuple(words), " ".join(sentence.of(text).split()), best)
    return Sounding()


def _scope(claim: Claim, text: str) -> Span:
    """The paragraph that a claim's words are in."""
    start = text.rfind("\n", 0, claim.span.start) + 1
    end = text.find("\n", claim.span.end)
    return Span(start, len(text) if end < 0 else end)


def _sentences(text: str, within: Span) -> Iterator[Span]:
    for found in _SENTENCE.finditer(text, within.start, within.end):
        if found[0].strip():
            yield Span(found.start() + len(found[0]) - len(found[0].lstrip()), found.end())


def boosters(words: str) -> list[str]:
    """Words in a sentence that sound sure.

    >>> boosters("All this clearly shows, beyond any doubt, that they did it.")
    ['beyond any doubt', 'clearly']
    >>> boosters("It is not clear, and certainly is no name here: uncertainly")
    ['certainly']
    """
    return [b for b in load("lang/en/weighing")["boosters"] if has(words, b)]


def has(words: str, phrase: str) -> bool:
    """Whether a phrase stands in words, whole."""
    return re.search(rf"(?<![\w-]){re.escape(phrase)}(?![\w-])", words, re.IGNORECASE) is not None
