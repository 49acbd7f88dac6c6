"""The sections of a story, in the order of an editor: accusations first, then what is told and what is answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.records.claim import Claim
from sayso.showing.accounts import accounts, deaths_fact, happening
from sayso.showing.entries import (
    answer_fact,
    certainty_fact,
    entry,
    evidence_fact,
    grouped,
)
from sayso.showing.matter import Matter, category
from sayso.showing.phrases import is_mutual
from sayso.showing.sentences import according, label
from sayso.showing.view import NO_DATE, Entry, Fact, Section
from sayso.showing.wording import count, table

_ACTS = frozenset({"ASSAULT", "COERCE", "PROTEST", "SANCTION", "MOBILIZE", "AID", "COOPERATE", "RETREAT", "CONSULT",
                   "transits"})  # fmt: skip
_ALONG = frozenset({"AID", "SUPPORT", "COOPERATE"})
_SPOKEN = frozenset({"THREATEN", "REQUEST", "REJECT", "AGREE", "CONCEDE", "SUPPORT"})
_LAW = frozenset({("COERCE", "arrest"), ("RETREAT", "release")})
"""Acts of the law, whose recipient has the status."""


def accuses(matter: Matter, claim: Claim) -> bool:
    """Whether a claim puts harm on somebody as done: an act, support, a route, or what an accusation says."""
    rules = table("accusing")
    if not claim.plain() or claim.kind == "purpose":
        return False
    if claim.id in matter.accused_within:
        return True
    if claim.kind == "relation":
        return (claim.type in rules["relations"] and not _own_command(matter, claim)) or claim.type == "transits"
    if claim.type == "ACCUSE":
        return claim.mode != "investigate" and claim.id not in matter.inner and bool(claim.recipients)
    if claim.within is not None and not claim.main:
        outer = matter.report.claim_by_id.get(claim.within)
        if outer is not None and outer.type in _SPOKEN:
            return False
    if is_mutual(claim, matter.report.document.text):
        return False
    return claim.type in rules["types"] and claim.mode not in rules["lawful"] and bool(claim.actors)


def _own_command(matter: Matter, claim: Claim) -> bool:
    """Whether somebody only leads a body of the state, which nobody is accused of: "a commander of the army"."""
    led = [matter.report.mention_by_id.get(o) for o in claim.objects]
    leads = [matter.report.mention_by_id.get(s) for s in claim.subjects]
    return (
        claim.type == "directs"
        and all(m is not None and m.kind == "state_body" for m in led)
        and all(m is not None and m.kind == "person" for m in leads)
    )


def sections(matter: Matter) -> tuple[Section, ...]:
    """All sections that have entries, numbered through; every claim is in at least one."""
    claims = matter.report.claims
    along = _along(matter)
    accusing = [c for c in claims if accuses(matter, c) or any(accuses(matter, tie) for tie in along.get(c.id, ()))]
    told = {c.id for c in accusing} | set(along)
    spoken = [c for c in claims if _is_spoken(matter, c) and c.id not in told]
    denied = [c for c in claims if c.polarity == "negative" and is_denial(matter, c)]
    told = {c.id for c in denied}
    negative = [c for c in claims if c.polarity == "negative" and c.id not in told]
    motives = [c for c in claims if c.kind == "purpose" and c.polarity == "positive"]
    routes = [c for c in claims if c.type == "transits" and c.polarity == "positive"]
    accusations = _lines(matter, accusing, accuses=True)
    made = [
        Section("accusations", "Accusations", accusations, shown=12),
        Section("incidents", "What is said to have happened, in time order",
                tuple(_incidents(matter, along, accusations)), shown=14),
        Section("ties", "Ties between actors", tuple(_ties(matter, along)), shown=12),
        Section("routes", "Routes", _lines(matter, routes)),
        Section("motives", "Motives and aims ascribed", _lines(matter, motives), shown=6),
        Section("intents", "Threats, demands, offers and intentions", _lines(matter, spoken), shown=8),
        Section("denials", "Denials", _lines(matter, denied)),
        Section("negatives", "Reported as not so", _lines(matter, negative), shown=5),
        Section("legal", "Legal status, as this text gives it", tuple(_legal(matter)),
                note="An arrest or a charge is no finding of guilt."),
    ]  # fmt: skip
    listed_claims = {c for s in made for e in s.entries for c in e.claims}
    rest = [c for c in claims if c.id not in listed_claims]
    made.append(Section("rest", "Also said", _lines(matter, rest), shown=6))
    denies = {s.claim: s.denies for s in matter.standing.claims}
    return tuple(_numbered((s for s in made if s.entries), denies))


def _along(matter: Matter) -> dict[str, list[Claim]]:
    """Acts of support that are told with the tie they make, by their ids: "supported" is one thing, not two."""
    ties = [c for c in matter.report.claims if c.kind == "relation" and c.polarity == "positive"]
    found: dict[str, list[Claim]] = {}
    for claim in matter.report.claims:
        if claim.type in _ALONG and claim.plain():
            here = [t for t in ties if t.trigger.start < claim.trigger.end and claim.trigger.start < t.trigger.end
                    and matter.origin(t) == matter.origin(claim)]  # fmt: skip
            if here:
                found[claim.id] = here
    return found


def is_denial(matter: Matter, claim: Claim) -> bool:
    """Whether a negative claim is somebody's denial: said by a source, or against a claim of this text."""
    standing = matter.standing_of(claim)
    return claim.holders[-1].kind == "mention" or bool(standing and standing.denies)


def _is_spoken(matter: Matter, claim: Claim) -> bool:
    if claim.polarity == "negative" or claim.kind == "purpose" or claim.type == "transits":
        return False
    outer = matter.report.claim_by_id.get(claim.within or "")
    if outer is not None and outer.type in _SPOKEN and outer.polarity == "positive":
        return False
    return claim.type in _SPOKEN - {"SUPPORT"} or bool({"future", "hypothetical"} & set(claim.modes))


def _lines(matter: Matter, claims: Iterable[Claim], *, accuses: bool = False) -> tuple[Entry, ...]:
    return tuple(entry(matter, group, accuses=accuses) for group in grouped(matter, claims))


def _incidents(matter: Matter, along: Mapping[str, Sequence[Claim]], accusations: Sequence[Entry]) -> Iterator[Entry]:
    """Acts in time order, undated ones last, each with all who assert it and who denies it."""
    by_id = matter.report.claim_by_id
    home = {c: n for n, item in enumerate(accusations) for c in item.claims}
    told_in = set[int]()
    acts = {c.trigger for c in matter.report.claims if c.kind == "event" and c.type in _ACTS}
    for incident in matter.linked.incidents:
        if incident.type not in _ACTS:
            continue
        if incident.type == "transits" and all(by_id[c].trigger in acts for c in incident.claims if c in by_id):
            continue
        plain = [by_id[c] for c in incident.claims if c in by_id and by_id[c].plain()]
        if not plain or (all(c.id in along for c in plain) and not any(c.when for c in plain)):
            continue
        homes = {home.get(c.id, -1) for c in plain}
        if homes <= told_in and not any(c.when for c in plain):
            continue  # told within the accusation of another incident, whose words hold this one's
        told_in |= homes - {-1}
        told = accounts(matter, plain)
        when = matter.dated(incident.when) or next((d for c in plain if (d := matter.dated(c.when))), "") or NO_DATE
        facts = [Fact("origins", count(len(told), "origin")), deaths_fact(matter, told)]
        facts += [evidence_fact(matter, plain), answer_fact(matter, plain)]
        plain.sort(key=lambda c: (not c.actors, not c.main, c.span.start))
        made = entry(matter, plain, said=happening(matter, told), when=when)
        yield replace(made, facts=tuple(f for f in facts if f is not None))


def _ties(matter: Matter, along: Mapping[str, Sequence[Claim]]) -> Iterator[Entry]:
    """Relations, those between the same two together; routes have a section of their own."""
    relations = [c for c in matter.report.claims if (c.kind == "relation" and c.type != "transits") or c.id in along]
    for group in grouped(matter, (c for c in relations if c.polarity == "positive")):
        yield entry(matter, group)


def _legal(matter: Matter) -> Iterator[Entry]:
    ladder = table("legal")
    having = [c for c in matter.report.claims if c.legal_status not in (None, "alleged")]
    for group in grouped(matter, having):
        lead = group[0]
        turned = (lead.type, lead.mode) in _LAW or lead.mode == "convict" or lead.type == "ACCUSE"
        who = matter.names.several(lead.recipients if turned else lead.actors).text or "somebody not named"
        act = f", for {label(lead)}" if category(lead) == "conflict" and not turned else ""
        said = f"{according(lead, matter.names)}, {who}: {ladder[lead.legal_status]}{act}."
        yield replace(entry(matter, group, said=said), facts=(certainty_fact(matter, lead),))


def _numbered(made: Iterable[Section], denies: Mapping[str, Sequence[str]]) -> Iterator[Section]:
    """The same sections with entries numbered through, and told where their claims, or what they deny, came before."""
    number, first = 0, dict[str, int]()
    for section in made:
        numbered = []
        for item in section.entries:
            number += 1
            about = {d for c in item.claims for d in (c, *denies.get(c, ()))}
            see = tuple(sorted({first[c] for c in about if c in first}))
            numbered.append(replace(item, number=number, see=see))
            for claim in item.claims:
                first.setdefault(claim, number)
        yield replace(section, entries=tuple(numbered))
