"""From the incidents of a case to campaigns: what one holder ties to one actor, with the purpose that it gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from sayso.records.assessment import Telling
from sayso.records.campaign import Campaign, Link, Seen
from sayso.records.incident import CaseIncident
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.showing.assess_sides import told as told_name
from sayso.showing.incidents import MATERIAL
from sayso.showing.network_find import act_noun
from sayso.showing.neutral import neutral
from sayso.showing.wording import flat

if TYPE_CHECKING:
    from sayso.linking.provenance import Provenance

Who = tuple[str, str]
"""An origin and an actor, by their keys."""


def campaigns_of(reports: Sequence[Report], judgements: Iterable[Judgement] = ()) -> list[Campaign]:
    """The campaigns that somebody claims: two incidents or more of one holder and one actor, the largest first.

    Those with a purpose come before those without.
    """
    from sayso import linking
    from sayso.linking.happening import carried
    from sayso.linking.incidents import incidents_of_case
    from sayso.weighing.telling import tellings

    known = linking.provenance_of(reports)
    incidents = [i for i in incidents_of_case(reports, judgements) if i.type in MATERIAL]
    said = {
        i.id: tellings(reports, [carried(known, t.document, c) for t in i.reports for c in t.claims]) for i in incidents
    }
    case = [seen(i, said[i.id], reports) for i in incidents]
    purposes = _purposes(reports, known)
    tied: dict[Who, dict[str, Telling]] = defaultdict(dict)
    for incident in incidents:
        for told in said[incident.id]:
            for key, _ in told.doers if not told.denied else ():
                tied[told.origin, key].setdefault(incident.id, told)
    by_id = {i.id: i for i in incidents}
    made = [
        _campaign(who, [by_id[i] for i in links], links, said, case, purposes.get(who, ()))
        for who, links in tied.items()
        if len(links) > 1
    ]
    return sorted(made, key=lambda c: (not c.purposes, -len(c.links)))


def seen(incident: CaseIncident, told: Sequence[Telling], reports: Iterable[Report]) -> Seen:
    """An incident as far as it can be compared with others."""
    by_id = {r.document.id: r for r in reports}
    targets = [
        by_id[t.document].claim_by_id[c].target_kind for t in incident.reports for c in t.claims if t.document in by_id
    ]
    known = [str(t) for t in targets if t is not None]
    named = tuple(dict.fromkeys((t.origin, key) for t in told if not t.denied for key, _ in t.doers))
    method = act_noun(incident.type, incident.mode)
    target = max(sorted(set(known)), key=known.count) if known else None
    return Seen(incident.id, _ordinal(incident), method, target.replace("_", " ") if target else None, named)


def _ordinal(incident: CaseIncident) -> int | None:
    """The day as a number, if one day is told."""
    if incident.start is None or incident.start != incident.end:
        return None
    try:
        return date.fromisoformat(incident.start[:10]).toordinal()
    except ValueError:
        return None


def _purposes(reports: Sequence[Report], known: Provenance) -> Mapping[Who, tuple[tuple[str, Telling], ...]]:
    """What each origin says that each actor is after, in the words of the reports."""
    from sayso.linking.happening import carried
    from sayso.weighing.telling import doer, tellings

    found: dict[Who, dict[str, Telling]] = defaultdict(dict)
    for report in reports:
        claims = [c for c in report.claims if c.kind == "purpose" and c.aim is not None]
        told = {t.claim: t for t in tellings([report], [carried(known, report.document.id, c.id) for c in claims])}
        for claim in claims:
            named = [doer(report.mention_by_id[m], claim, report) for m in claim.actors]
            for key in (d[0] for d in named if d is not None):
                if claim.id in told and claim.aim is not None and claim.polarity == "positive":
                    words = flat(claim.aim.of(report.document.text))
                    found[told[claim.id].origin, key].setdefault(words, told[claim.id])
    return {who: tuple(aims.items()) for who, aims in found.items()}


def _campaign(
    who: Who,
    incidents: Sequence[CaseIncident],
    links: Mapping[str, Telling],
    said: Mapping[str, Sequence[Telling]],
    case: Sequence[Seen],
    purposes: tuple[tuple[str, Telling], ...],
) -> Campaign:
    from sayso.weighing.campaigns import campaign_matrix, compare
    from sayso.weighing.matrix import scores

    holder, actor = who
    first = next(iter(links.values()))
    name = next(neutral(flat(n)) or flat(n) for key, n in first.doers if key == actor)
    ordered = sorted(incidents, key=lambda i: (i.start or "~", i.id))
    inside = [s for s in case if s.incident in links]
    denied = {t.origin: t for i in links for t in said[i] if t.denied and actor in {k for k, _ in t.doers}}
    alone = sum(any(t.origin != holder for t in said[i]) for i in links) * 2 < len(links)
    comparisons = compare(inside, case, actor=actor, holder=holder)
    matrix = campaign_matrix(
        name,
        comparisons,
        said=[(holder, told_name(first.name), first.interest)],
        denied=[(o, told_name(t.name), t.interest) for o, t in denied.items()],
        alone=alone,
    )
    made = tuple(_link(i, links[i.id], actor, said[i.id]) for i in ordered)
    return Campaign(holder, told_name(first.name), actor, name, purposes, made, comparisons, matrix, scores(matrix))


def _link(incident: CaseIncident, told: Telling, actor: str, said: Sequence[Telling]) -> Link:
    others = [t for t in said if t.origin != told.origin]

    def names(kept: Iterable[Telling]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(told_name(t.name) for t in kept))

    place = incident.place or incident.country
    return Link(
        incident=incident.id,
        what=act_noun(incident.type, incident.mode) + (f" at {flat(place)}" if place else ""),
        day=incident.start if incident.start == incident.end else None,
        told=told,
        agree=names(t for t in others if not t.denied and actor in {k for k, _ in t.doers}),
        rivals=names(t for t in others if not t.denied and t.doers and actor not in {k for k, _ in t.doers}),
        denied=names(t for t in others if t.denied and actor in {k for k, _ in t.doers}),
    )
