"""Why a claim was read as it was: told in plain words, its own words marked, its holders, and a reason a decision.

Nothing is read anew. What only the reading knew (the entry of the lexicon, where in the parse a party stood, which
operator weakened it) it wrote into the claim's `why`, a clause a decision; what the record shows by itself (a cue, a
date, a place, evidence) is told from its spans. So the answer is the one of the version that read the report, and a
masked report stays masked. `data/lang/en/why.yaml` holds the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.lexicon.language import load
from sayso.records.claim import Claim, Holder
from sayso.records.finding import Linked
from sayso.records.report import Report
from sayso.showing.naming import Names
from sayso.showing.sentences import sentence
from sayso.showing.why_decisions import Asked, Decision, decisions
from sayso.showing.why_words import Piece, pieces
from sayso.showing.wording import capital, flat, quoted, table

_LABELLED = re.compile(r"(?:^|; )(type|actor|recipient|subject|sides|polarity|certainty|mode|legal status|score): ")


@dataclass(frozen=True, slots=True)
class Step:
    """One holder of the chain: who, by which words, and how it stands; the last is the one whose claim it is."""

    name: str
    kind: str
    cue: str
    stands: str
    certainty: str
    negative: bool


@dataclass(frozen=True, slots=True)
class Why:
    """A claim explained. `print` shows it as the terminal does, with the parts of the sentence in brackets.

    Attributes:
        claim: its id.
        record: the report's name.
        sentence: the claim in plain words, beginning with its asserter.
        words: the sentence of the report in pieces, each with its part.
        chain: those who hold it, outermost first.
        decisions: what was decided, as what, and why.
        notes: what a reader must know besides: masked persons, unmasked names.
    """

    claim: str
    record: str
    sentence: str
    words: tuple[Piece, ...]
    chain: tuple[Step, ...]
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        from sayso.showing.why_text import render_why

        return render_why(self)


def explain(report: Report, linked: Linked, claim: Claim) -> Why:
    """Why a claim of a report was read as it was.

    Args:
        report: the report, masked or not.
        linked: its actors, for their names.
        claim: one of its claims.
    """
    names = Names(report, linked)
    inner = [c for c in report.claims if c.within == claim.id] if claim.type != "ACCUSE" else []
    asked = Asked(report, claim, names, reasons_of(claim.why))
    return Why(
        claim=claim.id,
        record=flat(report.document.record),
        sentence=capital(sentence(claim, names, inner=inner)),
        words=pieces(report, claim),
        chain=tuple(_steps(asked)),
        decisions=decisions(asked),
        notes=tuple(_notes(report, claim)),
    )


def reasons_of(why: str) -> dict[str, tuple[str, ...]]:
    """The clauses of a claim's `why` by the decision they are about; words without a label are about the `reading`.

    >>> reasons_of("type: “shelled” is listed as ASSAULT; certainty: by “may” it is possible only.")
    {'type': ('“shelled” is listed as ASSAULT',), 'certainty': ('by “may” it is possible only',)}
    >>> reasons_of("the words say so.")
    {'reading': ('the words say so',)}
    """
    before, *parts = _LABELLED.split(why.removesuffix("."))
    found: dict[str, list[str]] = {"reading": [before]} if before else {}
    for label, told in zip(parts[::2], parts[1::2], strict=True):
        found.setdefault(label, []).append(told)
    return {label: tuple(dict.fromkeys(told)) for label, told in found.items()}


def _steps(asked: Asked) -> Iterator[Step]:
    stands = load("lang/en/why")["chain"]
    for holder in asked.claim.holders:
        told = stands[holder.certainty]
        if holder.polarity == "negative":
            told = f"{stands['negative']}, and {told}" if holder.certainty != "unstated" else stands["negative"]
        yield Step(
            asked.names.holder(holder), _kind(asked, holder), asked.cue(holder), told, holder.certainty,
            holder.polarity == "negative",
        )  # fmt: skip


def _kind(asked: Asked, holder: Holder) -> str:
    mention = asked.report.mention_by_id.get(holder.mention or "")
    if holder.kind == "outlet":
        return "the text itself"
    return str(table("kinds")[mention.kind]) if mention is not None else "not named"


def _notes(report: Report, claim: Claim) -> Iterator[str]:
    if report.unmasked:
        yield f"Names are shown unmasked: {quoted(report.unmasked)}."
        return
    held = [h.mention for h in claim.holders if h.mention]
    parties = (*held, *claim.actors, *claim.recipients, *claim.subjects, *claim.objects)
    if any(m.private for m in map(report.mention_by_id.get, parties) if m is not None):
        yield "A private person stays masked here. In a case, `sayso unmask` tells one name at a time, on the record."
