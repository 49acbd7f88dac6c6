"""What can be corrected of a claim, and by what: choices for a form, each in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from sayso.lexicon.language import load
from sayso.records.actor import RelationType
from sayso.records.claim import Certainty, Claim, LegalStatus
from sayso.records.event import EventType
from sayso.records.finding import Linked
from sayso.records.report import Report
from sayso.showing.wording import flat, table
from sayso.web.reviews import value_of

MENTIONS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """A field with what it is now and what it may become: (value, words)."""

    name: str
    title: str
    value: str
    options: tuple[tuple[str, str], ...]


def choices(report: Report, linked: Linked, claim: Claim) -> list[Choice]:
    """The fields of a claim that an analyst can correct."""
    found = []
    if claim.kind != "purpose":
        found.append(Choice("type", "what kind", value_of(claim, "type"), _types(claim)))
    if modes := modes_of(claim.type) if claim.kind == "event" else []:
        options = (("", "no mode"), *((m, m.replace("-", " ")) for m in modes))
        found.append(Choice("mode", "in which way", value_of(claim, "mode"), options))
    words = table("certainty")
    found.append(
        Choice("certainty", "how sure", value_of(claim, "certainty"), tuple((c, words[c]) for c in get_args(Certainty)))
    )
    found.append(
        Choice("polarity", "asserted or denied", claim.polarity, (("positive", "asserted"), ("negative", "denied")))
    )
    legal = table("legal")
    if claim.legal_status is not None:
        options = tuple((v, legal[v]) for v in get_args(LegalStatus))
        found.append(Choice("legal_status", "legal status", claim.legal_status, options))
    sides = {"event": (("actors", "who did it"), ("recipients", "to whom")),
             "relation": (("subjects", "from whom"), ("objects", "to whom"))}.get(claim.kind, ())  # fmt: skip
    found += [
        Choice(name, title, value_of(claim, name), _mentions(report, linked, claim, name)) for name, title in sides
    ]
    return found


def modes_of(kind: str | None) -> list[str]:
    """The modes that a type of event has.

    >>> "aerial" in modes_of("ASSAULT"), modes_of("weapons")
    (True, [])
    """
    return list(load("ontology/plover")["types"].get(kind or "", {}).get("modes", []))


def _types(claim: Claim) -> tuple[tuple[str, str], ...]:
    if claim.kind == "event":
        return tuple((t, t.lower()) for t in get_args(EventType))
    return tuple((t, str(table("relations")[t]["label"])) for t in get_args(RelationType))


def _mentions(report: Report, linked: Linked, claim: Claim, name: str) -> tuple[tuple[str, str], ...]:
    """One mention an actor, those nearest to the claim first; and nobody."""
    current = value_of(claim, name)
    options = {"": "nobody named", current: " and ".join(_said(report, m) for m in current.split()) or "nobody named"}
    near = sorted(report.mentions, key=lambda m: abs(m.start - claim.trigger.start))
    seen: set[str] = set()
    for m in near:
        actor = linked.actor_of.get(m.id)
        who = actor.id if actor is not None else m.text.casefold()
        if m.kind in ("place",) or who in seen or len(seen) >= MENTIONS_SHOWN:
            continue
        seen.add(who)
        options.setdefault(m.id, _said(report, m.id))
    return tuple(options.items())


def _said(report: Report, mention: str) -> str:
    found = report.mention_by_id.get(mention)
    return flat(found.text) if found is not None else mention
