"""Who asserts what, with what evidence, and who denies it: counts that never hide an asserter."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sayso.records.claim import Claim, Holder
from sayso.records.finding import (
    Asserter,
    AsserterCount,
    ClaimStanding,
    EvidenceStanding,
    IncidentStanding,
    Linked,
    Standing,
)
from sayso.records.report import Report
from sayso.weighing.denials import denials
from sayso.weighing.grade import ungraded


def summary(report: Report, linked: Linked) -> Standing:
    """On whose say-so each claim and each incident of a report stands."""
    denied = denials(report, linked)
    denies: dict[str, list[str]] = defaultdict(list)
    for allegation, against in denied.items():
        for denial in against:
            denies[denial].append(allegation)
    claims = tuple(_of_claim(c, linked, denied, denies) for c in report.claims)
    by_id = {s.claim: s for s in claims}
    incidents = tuple(_of_incident(i.id, [by_id[c] for c in i.claims if c in by_id], report) for i in linked.incidents)
    return Standing(claims, incidents, _counts(claims, report), ungraded(report.document.id))


def asserter(holder: Holder, linked: Linked) -> Asserter:
    """Who a holder is, so that two holders are the same asserter if and only if their keys are the same."""
    if holder.kind != "mention" or holder.mention is None:
        return Asserter("outlet" if holder.kind == "outlet" else "unnamed", holder.kind)
    actor = linked.actor_of.get(holder.mention)
    if actor is None:
        return Asserter(f"mention:{holder.mention}", "mention", None, holder.mention)
    return Asserter(f"actor:{actor.id}", "mention", actor.id, actor.mentions[0])


def evidence_of(claim: Claim) -> EvidenceStanding:
    """Whether a claim cites evidence, only invokes it, or names none."""
    statuses = {e.status for e in claim.evidence}
    return "cited" if "cited" in statuses else "invoked" if statuses else "none"


def _of_claim(
    claim: Claim, linked: Linked, denied: Mapping[str, list[str]], denies: Mapping[str, list[str]]
) -> ClaimStanding:
    chain = tuple(asserter(h, linked) for h in claim.holders)
    return ClaimStanding(
        claim=claim.id,
        chain=chain,
        origin=chain[-1],
        evidence=evidence_of(claim),
        denied_by=tuple(denied.get(claim.id, ())),
        denies=tuple(denies.get(claim.id, ())),
    )


def _of_incident(incident: str, standings: list[ClaimStanding], report: Report) -> IncidentStanding:
    positive = [s for s in standings if report.claim_by_id[s.claim].polarity == "positive"]
    against = [s.claim for s in standings if report.claim_by_id[s.claim].polarity == "negative"]
    against += [d for s in positive for d in s.denied_by]
    denials_found = tuple(dict.fromkeys(against))
    origin = {s.claim: s.origin for s in standings}
    asserted = distinct(s.origin for s in positive)
    return IncidentStanding(
        incident=incident,
        asserted_by=asserted,
        denied_by=distinct(origin[d] for d in denials_found if d in origin),
        origins=len(asserted),
        cited=sum(s.evidence == "cited" for s in positive),
        invoked=sum(s.evidence == "invoked" for s in positive),
        denials=denials_found,
        grade=ungraded(incident),
    )


def distinct(asserters: Iterable[Asserter]) -> tuple[Asserter, ...]:
    """Asserters without repetition, in order of first appearance."""
    return tuple({a.key: a for a in reversed(list(asserters))}.values())[::-1]


def _counts(claims: tuple[ClaimStanding, ...], report: Report) -> tuple[AsserterCount, ...]:
    order = {a.key: a for s in claims for a in s.chain}
    mine: dict[str, list[ClaimStanding]] = defaultdict(list)
    passed: dict[str, int] = defaultdict(int)
    for standing in claims:
        mine[standing.origin.key].append(standing)
        for outer in {a.key for a in standing.chain[:-1]}:
            passed[outer] += 1
    counts = [_count(a, mine[a.key], passed[a.key], report) for a in order.values()]
    return tuple(sorted(counts, key=lambda c: -c.claims))


def _count(who: Asserter, own: list[ClaimStanding], passed_on: int, report: Report) -> AsserterCount:
    return AsserterCount(
        asserter=who,
        claims=len(own),
        denials=sum(report.claim_by_id[s.claim].polarity == "negative" for s in own),
        cited=sum(s.evidence == "cited" for s in own),
        invoked=sum(s.evidence == "invoked" for s in own),
        without=sum(s.evidence == "none" for s in own),
        passed_on=passed_on,
    )
