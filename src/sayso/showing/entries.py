"""Entries of a story: from claims that say the same to one line with its quotes, evidence and denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sayso.records.claim import Claim, Evidence
from sayso.records.report import Report
from sayso.showing.accounts import completed, told_otherwise
from sayso.showing.matter import Matter, category, weight
from sayso.showing.quoting import telling_span
from sayso.showing.sentences import label, sentence
from sayso.showing.view import Entry, Fact, Quote
from sayso.showing.wording import deaths_words, excerpt, listed, quoted, table, unique

QUOTES = 3


def entry(
    matter: Matter, claims: Sequence[Claim], *, said: str | None = None, when: str = "", accuses: bool = False
) -> Entry:
    """One line for claims that say the same; the first leads. Of an accusation, what is lacking is told as well."""
    lead = completed(matter, with_all_recipients(claims))
    inner = matter.inner.get(lead.id, []) if lead.type != "ACCUSE" else []
    along = [c for c in claims[1:] if c.kind == "relation"] if lead.type in table("given") else []
    return Entry(
        category=category(lead),
        label=label(lead, matter.report.document.text),
        sentence=said or sentence(lead, matter.names, inner=inner, along=along),
        claims=tuple(unique(c.id for c in (*claims, *inner))),
        quotes=tuple(quotes(matter.report, claims)),
        facts=tuple(facts(matter, claims, accuses=accuses)),
        holders=tuple(unique(matter.origin(c) for c in claims)),
        certainty=lead.certainty,
        when=when or matter.dated(lead.when),
    )


def with_all_recipients(claims: Sequence[Claim]) -> Claim:
    """The leading claim with the recipients of those that share its words: "threatened officials and citizens"."""
    lead = claims[0]
    same = [c for c in claims if c.trigger == lead.trigger and c.type == lead.type and c.actors == lead.actors]
    recipients = tuple(dict.fromkeys(r for c in same for r in c.recipients))
    return replace(lead, recipients=recipients) if len(same) > 1 else lead


def grouped(matter: Matter, claims: Iterable[Claim]) -> list[list[Claim]]:
    """Claims that say the same on the same say-so, together; the gravest leads, the gravest group comes first."""
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        groups.setdefault(_sameness(matter, claim), []).append(claim)
    ties = [g for g in groups.values() if g[0].kind == "relation"]
    whole = [g for g in groups.values() if g[0].type == "ASSAULT"]
    for key, group in list(groups.items()):
        if (home := _told_with(matter, group, ties, whole)) is not None:
            home += groups.pop(key)
    for group in groups.values():
        tied = any(c.kind == "relation" for c in group)
        group.sort(key=lambda c: (tied and c.kind == "event", c.type == "unspecified_support", -weight(c)))
    return sorted(groups.values(), key=lambda g: (-weight(g[0]), g[0].span.start))


def _told_with(
    matter: Matter, group: Sequence[Claim], ties: Sequence[list[Claim]], whole: Sequence[list[Claim]]
) -> list[Claim] | None:
    """The group whose words tell this one too: a tie for its act of support, an attack for what it did to people."""
    lead, origin = group[0], matter.origin(group[0])
    if lead.kind != "event":
        return None
    for other in ties:
        words = any(c.trigger.start < lead.trigger.end and lead.trigger.start < c.trigger.end for c in other)
        apt = other[0].type == "transits" or lead.type in ("AID", "SUPPORT", "COOPERATE")
        if words and apt and matter.origin(other[0]) == origin:
            return other
    if lead.type != "ASSAULT" or not lead.plain():
        return None
    who = matter.names.several(lead.actors).text
    for other in whole:
        if other is group or not who or other[0].span == lead.span or not other[0].span.covers(lead.span):
            continue
        if matter.names.several(other[0].actors).text == who and matter.origin(other[0]) == origin:
            return other
    return None


def _sameness(matter: Matter, claim: Claim) -> tuple[object, ...]:
    incident = matter.linked.incident_of.get(claim.id)
    names = matter.names
    about: object = incident.id if incident is not None else (label(claim), names.several(claim.recipients).text)
    if claim.kind == "relation" and claim.type in table("given"):
        about = "support"
    aim = claim.aim if claim.kind == "purpose" else None
    route = claim.route if claim.type == "transits" else None
    who = names.several(claim.actors or claim.subjects).text, names.several(claim.objects).text
    return about, who, matter.origin(claim), claim.polarity, tuple(sorted(claim.modes)), aim, route


def quotes(report: Report, claims: Sequence[Claim]) -> Iterator[Quote]:
    """The words of each, once each, at most three; without the "that" before them, and never a bare word."""
    seen: list[Quote] = []
    for claim in claims:
        start, end = span = telling_span(report.document.text, claim.span)
        if len(seen) == QUOTES or any(q.start < end and start < q.end for q in seen):
            continue
        found = Quote(start, end, excerpt(report.document.text, span, around=claim.trigger))
        seen.append(found)
        yield found


def facts(matter: Matter, claims: Sequence[Claim], *, accuses: bool = False) -> Iterator[Fact]:
    """Certainty in the holder's words, evidence, answer, time, place, deaths, legal status."""
    lead, text = claims[0], matter.report.document.text
    yield certainty_fact(matter, lead)
    if accuses or any(c.evidence for c in claims):
        yield evidence_fact(matter, claims)
    if (answer := answer_fact(matter, claims)).tone == "good" or accuses:
        yield answer
    if accuses and (told := told_otherwise(matter, completed(matter, lead))) is not None:
        yield told
    if lead.when is not None and lead.when.precision == "open" and (words := matter.dated(lead.when)):
        yield Fact("when", words)
    if "historical" in lead.modes:
        yield Fact("when", "in the past, as told")
    for claim in claims:
        if claim.deaths is not None:
            yield Fact("deaths reported", f"{deaths_words(claim.deaths)}, {quoted(claim.deaths.span.of(text))}")
            break
    targets = unique(table("target")[c.target_kind] for c in claims if c.target_kind)
    if targets:
        yield Fact("target", listed(targets))
    status = unique(table("legal")[c.legal_status] for c in claims if c.legal_status not in (None, "alleged"))
    if status:
        yield Fact("legal status", listed(status), "warn")


def certainty_fact(matter: Matter, claim: Claim) -> Fact:
    """How sure the innermost holder sounds, with the words that show it."""
    holder = claim.holders[-1]
    value = str(table("certainty")[holder.certainty])
    if holder.span is not None and holder.kind != "unnamed":
        value += f" ({quoted(holder.span.of(matter.report.document.text))})"
    if "future" in claim.modes:
        value += ", as something to come"
    if "hypothetical" in claim.modes:
        value += ", as a possibility"
    return Fact("certainty", value)


def evidence_fact(matter: Matter, claims: Sequence[Claim]) -> Fact:
    """What evidence is cited; what is only invoked; or that there is none."""
    kinds, text = table("evidence"), matter.report.document.text
    items = list(dict.fromkeys(e for c in claims for e in c.evidence))
    told = {
        status: unique(_evidence(e, kinds[e.kind], text) for e in items if e.status == status)
        for status in ("cited", "invoked")
    }
    if told["cited"]:
        extra = f"; invoked, not cited: {listed(told['invoked'])}" if told["invoked"] else ""
        return Fact("evidence", f"cited: {listed(told['cited'])}{extra}", "good")
    if told["invoked"]:
        return Fact("evidence", f"none cited; invoked, not cited: {listed(told['invoked'])}", "warn")
    return Fact("evidence", "none cited", "warn")


def _evidence(item: Evidence, kind: str, text: str) -> str:
    words = quoted(item.span.of(text))
    return words if item.kind == "unspecified" else f"{kind} {words}"


def answer_fact(matter: Matter, claims: Sequence[Claim]) -> Fact:
    """Who denies it in this text, or that no denial was found. Silence is never evidence."""
    report = matter.report
    denials = [
        report.claim_by_id[d]
        for c in claims
        if (s := matter.standing_of(c)) is not None
        for d in s.denied_by
        if d in report.claim_by_id
    ]
    if not denials:
        return Fact("answer", "no denial found in this text")
    told = unique(
        f"denied by {matter.origin(d)}: {quoted(excerpt(report.document.text, d.span, around=d.trigger, size=140))}"
        for d in denials
    )
    return Fact("answer", listed(told, limit=2), "good")
