"""The words that a claim rests on, marked with their parts: who holds it, by which cue, who does what to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.report import Report
from sayso.showing.quoting import sentence_around

ROLES = (
    "holder", "cue", "actor", "act", "recipient", "subject", "object", "from", "via", "to", "cargo", "aim", "place",
    "when", "deaths", "evidence",
)  # fmt: skip
# What adds to a claim shows only where no part of the act stands.
_ASIDE = frozenset({"deaths", "evidence"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the report with its part in the claim, if any; `cut` stands for words left out."""

    text: str
    role: str = ""
    cut: bool = False


def pieces(report: Report, claim: Claim) -> tuple[Piece, ...]:
    """The sentence of a claim, and that of its source where it is another, in pieces."""
    text = report.document.text
    marks = list(marked(report, claim))
    found: list[Piece] = []
    for passage in passages(text, [claim.trigger, claim.span, *(s for r, s in marks if r == "cue")]):
        if found:
            found.append(Piece(" […] ", cut=True))
        found += _pieces(text, passage, [m for m in marks if m[1].overlaps(passage)])
    return tuple(found)


def marked(report: Report, claim: Claim) -> Iterator[tuple[str, Span]]:
    """Each part of a claim with the words that stand for it."""
    said = {a.id: a for a in report.attributions}
    for holder in claim.holders:
        attribution = said.get(holder.attribution or "")
        if attribution is not None:
            yield from (("holder", s) for s in attribution.source)
            yield from (("cue", s) for s in attribution.cue)
        elif holder.span is not None:
            yield ("holder" if holder.kind == "unnamed" else "cue"), holder.span
            yield from _mentions(report, "holder", (holder.mention,) if holder.mention else ())
    yield "act", claim.trigger
    route = claim.route
    sides = {"actor": claim.actors, "recipient": claim.recipients, "subject": claim.subjects, "object": claim.objects}
    if route is not None:
        sides |= {"from": route.from_, "via": route.via, "to": route.to}
        yield from (("cargo", s) for s in route.cargo)
    for role, mentions in sides.items():
        yield from _mentions(report, role, mentions)
    for role, item in (("when", claim.when), ("place", claim.where), ("deaths", claim.deaths)):
        if item is not None and item.span is not None:
            yield role, item.span
    if claim.aim is not None:
        yield "aim", claim.aim
    yield from (("evidence", e.span) for e in claim.evidence)


def _mentions(report: Report, role: str, ids: tuple[str, ...]) -> Iterator[tuple[str, Span]]:
    for name in ids:
        mention = report.mention_by_id.get(name)
        if mention is not None:
            yield role, mention.span


def passages(text: str, spans: list[Span]) -> list[Span]:
    """The sentences around spans, in order; those that touch are one.

    >>> text = "Guns fired. The mayor saw it. Nobody fell."
    >>> [p.of(text) for p in passages(text, [Span(0, 4), Span(22, 25)])]
    ['Guns fired. The mayor saw it.']
    """
    found: list[Span] = []
    for around in sorted(sentence_around(text, span) for span in spans):
        if found and around.start <= found[-1].end + 2:
            found[-1] = Span(found[-1].start, max(found[-1].end, around.end))
        else:
            found.append(around)
    return found


def _pieces(text: str, passage: Span, marks: list[tuple[str, Span]]) -> Iterator[Piece]:
    """A passage cut where its marks begin and end; of marks that overlap the shortest shows, of equal ones all do."""
    by_span: dict[Span, list[str]] = {}
    for role, span in marks:
        names = by_span.setdefault(span, [])
        if role not in names:
            names.append(role)
    painted = [""] * (passage.end - passage.start)
    for span, roles in sorted(by_span.items(), key=lambda item: item[0].start - item[0].end):
        aside = _ASIDE.issuperset(roles)
        name = " and ".join(sorted(roles if aside else set(roles) - _ASIDE, key=ROLES.index))
        for at in range(max(span.start, passage.start) - passage.start, min(span.end, passage.end) - passage.start):
            painted[at] = painted[at] if aside and painted[at] else name
    at = passage.start
    for role, run in groupby(painted):
        size = len(list(run))
        words = text[at : at + size]
        yield from _trimmed(words, role) if role else (Piece(words),)
        at += size


def _trimmed(words: str, role: str) -> Iterator[Piece]:
    """A marked piece with the blanks and commas at its edges outside of it."""
    inner = words.strip(" \t\n,;:")
    if not inner:
        yield Piece(words)
        return
    before, _, after = words.partition(inner)
    yield from (Piece(before),) if before else ()
    yield Piece(inner, role)
    yield from (Piece(after),) if after else ()
