"""A brief: for each report what is claimed, by whom, how surely, on what evidence, and what is denied.

Every line begins with its asserters; the words in quotation marks are the report's. What is said is apart from how it
is written: this module writes Markdown, `sayso.showing.brief_page` the page that is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.exporting.catalogue import Pieces
from sayso.exporting.encoding import sane
from sayso.exporting.items import NOTE, Item, accuses, flat, sentence
from sayso.records.claim import Claim

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_EVIDENCE = {"cited": "evidence cited", "invoked": "evidence only invoked", "none": "no evidence cited"}


@dataclass(frozen=True, slots=True)
class Line:
    """One claim: its id, its asserters with its words, and what else is known of it."""

    claim: str
    told: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One report of a brief.

    Attributes:
        title: its title, or its record.
        about: outlet, date, address and genre, in words.
        groups: accusations, denials and other claims, those that there are.
        empty: why there are no claims; empty if there are.
    """

    title: str
    about: tuple[str, ...]
    groups: tuple[tuple[str, tuple[Line, ...]], ...]
    empty: str = ""


@dataclass
class Totals:
    """What was counted; known at the end."""

    reports: int = 0
    claims: int = 0
    accusations: int = 0
    reviewed: int = 0

    def add(self, item: Item) -> None:
        """Count a report."""
        self.reports += 1
        self.claims += len(item.report.claims)
        self.accusations += sum(map(accuses, item.report.claims))
        self.reviewed += sum(c.id in item.reviewed for c in item.report.claims)

    def __str__(self) -> str:
        return (
            f"Reports: {self.reports} · claims: {self.claims} · of them accusations: {self.accusations} · "
            f"reviewed: {self.reviewed}"
        )


def write(items: Iterable[Item]) -> Pieces:
    """One document, a section a report; the counts come last, since they are known last."""
    totals = Totals()
    yield "brief.md", f"# Brief\n\n*{NOTE} sayso asserts none of it.*\n".encode()
    for item in items:
        totals.add(item)
        yield "brief.md", ("\n".join(_report(sheet(item))) + "\n").encode()
    yield "brief.md", f"\n---\n\n{totals}\n".encode()


def sheet(item: Item) -> Sheet:
    """What a brief says of one report."""
    doc = item.report.document
    known = [("outlet", doc.outlet), ("published", item.published()), ("address", doc.uri)]
    about = (*(f"{name}: {value or 'not known'}" for name, value in known), f"genre: {doc.genre}")
    failed = "; ".join(f"{f.message} — {f.hint}" for f in item.report.failures)
    empty = f"Could not be read: {failed}" if failed else "No claims were found in this text."
    groups: dict[str, list[Line]] = {"Accusations": [], "Denials": [], "Other claims": []}
    for claim in item.report.claims:
        name = "Denials" if claim.polarity == "negative" else "Accusations" if accuses(claim) else "Other claims"
        groups[name].append(Line(claim.id, sentence(item.told(claim)), tuple(_facts(item, claim))))
    kept = tuple((title, tuple(lines)) for title, lines in groups.items() if lines)
    return Sheet(doc.title or doc.record, about, kept, "" if item.report.claims else empty)


def _report(made: Sheet) -> Iterator[str]:
    yield from ("", f"## {_escaped(made.title)}", "", " · ".join(map(_escaped, made.about)))
    if made.empty:
        yield from ("", _escaped(made.empty))
    for title, lines in made.groups:
        yield from ("", f"### {title}", "")
        for line in lines:
            yield f"- [{line.claim}] {_escaped(line.told)}\n  {_escaped(' · '.join(line.facts))}"


def _facts(item: Item, claim: Claim) -> list[str]:
    """Type, who and to whom, date, place, evidence, denials and whether it is reviewed."""
    facts = [f"{claim.type or claim.kind}{f' ({claim.mode})' if claim.mode else ''}"]
    for name, mentions in (("by", (*claim.actors, *claim.subjects)), ("to", (*claim.recipients, *claim.objects))):
        if mentions:
            facts.append(f"{name} {', '.join(item.who(mentions))}")
    if (when := claim.when) is not None:
        facts.append(
            when.start if when.start == when.end and when.start else f"{when.start or '…'} – {when.end or '…'}"
        )
    if claim.where is not None:
        facts.append(f"{claim.where.name} ({claim.where.precision})")
    facts.append(_EVIDENCE[item.evidence(claim)])
    denials = item.denied_by.get(claim.id, ())
    if accuses(claim) and claim.polarity == "positive":
        told = [f"denied {item.according_to(item.report.claim_by_id[d])} ({d})" for d in denials]
        facts += told or ["no denial found in this text"]
    facts.append(item.status(claim))
    return facts


def _escaped(text: str) -> str:
    """Text that Markdown leaves as it is, without what no terminal should be sent."""
    clean = "".join(c if c.isprintable() else " " for c in sane(flat(text)))
    return _SPECIAL.sub(r"\\\1", clean)
