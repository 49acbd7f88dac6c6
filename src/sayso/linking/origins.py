"""The tree of a claim: where it enters the case, and who has it from whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sayso.linking.counterpart import CITED, copy_span, retold, source_span
from sayso.linking.credits import source_of
from sayso.linking.passages import texts_of
from sayso.linking.provenance import Place, Provenance, facts_at, provenance
from sayso.linking.retelling import NEEDED, Facts, facts_of, same
from sayso.linking.tracing import End, Hop, trace
from sayso.records.document import Span
from sayso.records.origin import Origin, OriginTree, Step
from sayso.records.report import Report


def provenance_of(reports: Iterable[Report]) -> Provenance:
    """What is known of where the texts and claims of reports come from."""
    kept = [r for r in reports if r.document.text]
    return provenance(texts_of(kept), (f for r in kept for f in facts_of(r)))


def tree(p: Provenance, document: str, claim: str) -> OriginTree:
    """All origins of one claim, given the ids of a report and of the claim in it; those of its denial apart."""
    wanted = next(f for f in p.facts[document] if f.claim == claim)
    scored = ((same(wanted, f), f) for f in p.peers(wanted) if (f.document, f.claim) != (document, claim))
    alike = [f for _, f in sorted((x for x in scored if x[0] >= NEEDED), key=lambda x: -x[0])]
    agree = [wanted, *(f for f in alike if f.positive == wanted.positive)]
    against = [f for f in alike if f.positive != wanted.positive]
    return OriginTree(
        document,
        claim,
        wanted.span.of(p.texts[document].text),
        _origins(p, _carriers(p, agree, wanted.positive)),
        _origins(p, {f.document: f.span for f in reversed(against)}),
    )


def _carriers(p: Provenance, told: Sequence[Facts], positive: bool) -> dict[str, Span]:
    """Every report that carries a claim, and where: those that tell the same, their sources, copies and citers."""
    found: dict[str, Span] = {}
    queue = [Place(f.document, f.span) for f in told]
    while queue:
        place = queue.pop(0)
        if place.document in found or _opposed(p, place, positive):
            continue
        found[place.document] = place.span
        queue += _sources(p, place) + _copies(p, place) + _citers(p, place)
    return found


def _opposed(p: Provenance, place: Place, positive: bool) -> bool:
    told = facts_at(p, place)
    return bool(told) and all(f.positive != positive for f in told)


def _sources(p: Provenance, place: Place) -> list[Place]:
    spans = ((c.source, source_span(p, c, place)) for c in p.incoming.get(place.document, ()))
    return [Place(document, span) for document, span in spans if span is not None]


def _copies(p: Provenance, place: Place) -> list[Place]:
    spans = ((c.copy, copy_span(p, c, place)) for c in p.outgoing.get(place.document, ()))
    return [Place(document, span) for document, span in spans if span is not None]


def _citers(p: Provenance, place: Place) -> list[Place]:
    """Reports that cite this one's outlet for what this place tells, no earlier than it."""
    source = source_of(p.texts[place.document].outlet)
    found = []
    for credit in p.citing.get(source.key, ()) if source else ():
        days = p.texts[credit.document].day, p.texts[place.document].day
        if credit.document == place.document or (days[0] and days[1] and days[0] < days[1]):
            continue
        if (span := retold(p, place, credit.document, CITED)) is not None and span.overlaps(credit.scope):
            found.append(Place(credit.document, span))
    return found


def _origins(p: Provenance, carriers: dict[str, Span]) -> tuple[Origin, ...]:
    """Origins in the order of their first reports."""
    ways: dict[str, list[tuple[Place, list[Hop], End]]] = defaultdict(list)
    ends: dict[str, End] = {}
    for document in sorted(carriers, key=p.order.__getitem__):
        place = Place(document, carriers[document])
        hops, end = trace(p, place)
        ends.setdefault(end.key, end)
        ways[end.key].append((place, hops, end))
    made = [_origin(p, ends[key], found) for key, found in ways.items()]
    return tuple(sorted(made, key=lambda o: (p.order[o.steps[0].document], o.key)))


def _origin(p: Provenance, end: End, ways: Sequence[tuple[Place, list[Hop], End]]) -> Origin:
    """One origin with its steps, each after its parent, each report once."""
    number: dict[str, int] = {}
    steps: list[Step] = []
    for place, hops, last in ways:
        places = [place, *(h.to for h in hops)]
        for n in range(len(places) - 1, -1, -1):
            here = places[n]
            if here.document in number:
                continue
            parent = number[places[n + 1].document] if n + 1 < len(places) else None
            number[here.document] = len(steps)
            steps.append(_step(p, here, parent, hops[n] if n < len(hops) else last))
    return Origin(end.key, end.name, end.kind, end.inside, end.party, tuple(steps))


def _step(p: Provenance, place: Place, parent: int | None, how: Hop | End) -> Step:
    text = p.texts[place.document]
    told = facts_at(p, place)
    return Step(
        document=place.document,
        claim=told[0].claim if told else None,
        outlet=text.outlet,
        day=text.day,
        parent=parent,
        way=how.way,
        span=place.span,
        quote=place.span.of(text.text),
        citing=how.citing,
        why=how.why,
    )
