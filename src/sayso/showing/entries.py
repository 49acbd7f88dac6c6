"""Entries of a story: from claims that say the same to one line with its quotes, evidence and denials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sayso.records.claim import Claim, Evidence
from sayso.records.finding import ClaimStanding, Linked, Standing
from sayso.records.report import Report
from sayso.showing.naming import Names
from sayso.showing.sentences import label, sentence
from sayso.showing.view import Category, Entry, Fact, Quote
from sayso.showing.wording import deaths_words, excerpt, listed, quoted, table, unique, when_words

QUOTES = 3


@dataclass(frozen=True)
class Matter:
    """All that the builders of sections look at: a report, what linking and weighing made of it, and its names."""

    report: Report
    linked: Linked
    standing: Standing
    names: Names

    @cached_property
    def inner(self) -> dict[str, list[Claim]]:
        """The acts that a claim is about, by its id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.report.claims:
            if claim.within is not None:
                found.setdefault(claim.within, []).append(claim)
        return found

    @cached_property
    def accused_within(self) -> frozenset[str]:
        """Claims that are the content of an accusation."""
        return frozenset(
            c.id
            for c in self.report.claims
            if (outer := self.report.claim_by_id.get(c.within or "")) is not None and outer.type == "ACCUSE"
        )

    def standing_of(self, claim: Claim) -> ClaimStanding | None:
        """On whose say-so a claim stands."""
        return self.standing.of_claim.get(claim.id)

    def origin(self, claim: Claim) -> str:
        """Whose claim it is, in words."""
        return self.names.holder(claim.holders[-1])


def category(claim: Claim) -> Category:
    """The sort of claim, for its colour and shape."""
    if claim.kind == "purpose":
        return "motive"
    if claim.kind == "relation":
        return "tie"
    for name, types in table("category").items():
        if claim.type in types:
            return name  # type: ignore[no-any-return]
    return "words"


def weight(claim: Claim) -> float:
    """How early a claim is shown: grave acts first, then the sentence's main act, then the surer reading."""
    weights = table("accusing")["weight"]
    grave = weights.get(claim.type, weights["relation"] if claim.kind == "relation" else 0)
    deaths = 2 if claim.deaths is not None else 0
    return float(grave + deaths + claim.main + claim.score)


def entry(
    matter: Matter, claims: Sequence[Claim], *, said: str | None = None, when: str = "", accuses: bool = False
) -> Entry:
    """One line for claims that say the same; the first leads. Of an accusation, what is lacking is told as well."""
    lead = with_all_recipients(claims)
    inner = matter.inner.get(lead.id, []) if lead.type != "ACCUSE" else []
    along = [c for c in claims[1:] if c.kind == "relation"] if lead.type in table("given") else []
    return Entry(
        category=category(lead),
        label=label(lead),
        sentence=said or sentence(lead, matter.names, inner=inner, along=along),
        claims=tuple(unique(c.id for c in (*claims, *inner))),
        quotes=tuple(quotes(matter.report, claims)),
        facts=tuple(facts(matter, claims, accuses=accuses)),
        holders=tuple(unique(matter.origin(c) for c in claims)),
        certainty=lead.certainty,
        when=when or when_words(lead.when),
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
    routes = {g[0].trigger: g for g in groups.values() if g[0].type == "transits"}
    for key, group in list(groups.items()):
        if group[0].kind == "event" and (route := routes.get(group[0].trigger)) is not None:
            route += groups.pop(key)
    for group in groups.values():
        group.sort(
            key=lambda c: (c.type == "unspecified_support", c.kind == "event" and c.trigger in routes, -weight(c))
        )
    return sorted(groups.values(), key=lambda g: (-weight(g[0]), g[0].span.start))


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
    """The exact words of each, once each, at most three."""
    seen: list[Quote] = []
    for claim in claims:
        start, end = claim.span
        if len(seen) == QUOTES or any(q.start < end and start < q.end for q in seen):
            continue
        found = Quote(start, end, excerpt(report.document.text, claim.span, around=claim.trigger))
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
    if lead.when is not None and lead.when.precision == "open" and (words := when_words(lead.when)):
        yield Fact("when", f"{words} (no date of its own in the text)")
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
