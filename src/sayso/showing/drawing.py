"""From a case to a picture: which reports and incident are meant, and what of them is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from sayso.errors import UsageError
from sayso.records.incident import CaseIncident
from sayso.records.report import Report
from sayso.showing import draw_graph, draw_map, draw_matrix, draw_time
from sayso.showing.draw import Picture
from sayso.showing.incidents import Voices
from sayso.showing.sentences import sentence

OVERALL = ("months", "network")


def drawn(place: str, what: str, *, incident: str | None = None, stdin: BinaryIO | None = None) -> Picture:
    """A picture of a case.

    Args:
        place: a case folder, what `--format jsonl` printed, or `-`.
        what: months, timeline, map, network, origins or matrix.
        incident: the id of an incident, or its beginning; needed by all but months and network.
        stdin: where `-` reads from.

    Raises:
        UsageError: no incident is meant, or several.
    """
    from sayso.showing.assess_case import opened

    reports, judgements = opened(place, stdin=stdin)
    if what == "months":
        return draw_time.months(_months(reports))
    if what == "network":
        return draw_graph.network(_lines(reports, judgements))
    from sayso.linking.incidents import incidents_of_case

    meant = _meant(incidents_of_case(reports, judgements), incident, place)
    by_id = {r.document.id: r for r in reports}
    told = [by_id[d] for d in dict.fromkeys(t.document for t in meant.reports)]
    if what == "timeline":
        return draw_time.timeline(said(meant, told))
    if what == "map":
        return draw_map.map_of(spots(meant, told))
    return _origins(meant, told) if what == "origins" else _matrix(meant, told, judgements)


def _meant(found: Sequence[CaseIncident], name: str | None, place: str) -> CaseIncident:
    if name is None:
        raise UsageError("this picture is of one incident", hint="add --incident; `sayso incidents` prints their ids")
    fit = [i for i in found if i.id.startswith(name)]
    if len(fit) != 1:
        problem = "no such incident in this case" if not fit else f"{len(fit)} incidents begin like this"
        raise UsageError(problem, where=place, hint="`sayso incidents` prints their ids")
    return fit[0]


def _months(reports: Sequence[Report]) -> list[tuple[str, int, int]]:
    from sayso.exporting import accuses

    found: dict[str, list[int]] = {}
    for r in reports:
        if r.document.published.start:
            row = found.setdefault(r.document.published.start[:7], [0, 0])
            row[0] += 1
            row[1] += sum(accuses(c) for c in r.claims)
    return [(month, counts[0], counts[1]) for month, counts in sorted(found.items())]


def _lines(reports: Sequence[Report], judgements: Sequence[object]) -> list[draw_graph.Line]:
    from sayso.showing.network_find import names_of, network_of
    from sayso.showing.wording import table

    found = network_of(reports, judgements)  # type: ignore[arg-type]
    names, labels = names_of(found), table("relations")
    return [
        draw_graph.Line(names[t.subject], names[t.object], str(labels[t.type]["label"]), not t.says, max(1, t.origins))
        for t in found.ties
        if t.type in labels
    ]


def said(incident: CaseIncident, reports: Sequence[Report]) -> list[draw_time.Said]:
    """What each claim of an incident says, in order of time."""
    from sayso.linking.links import view

    by_id, voices = {r.document.id: r for r in reports}, Voices(reports, view)
    found = []
    for told in incident.reports:
        report = by_id[told.document]
        for name in told.claims:
            claim, names = report.claim_by_id[name], voices.names(told.document)
            level = "denied" if claim.polarity == "negative" else claim.certainty
            who = names.holder(claim.holders[-1])
            found.append(draw_time.Said(told.day or "", who, level, sentence(claim, names)))
    return sorted(found, key=lambda s: s.day)


def spots(incident: CaseIncident, reports: Sequence[Report]) -> list[draw_map.Spot]:
    """The places that an incident's claims tell, as precisely as they are told."""
    by_id = {r.document.id: r for r in reports}
    found: dict[tuple[str, float, float], draw_map.Spot] = {}
    for told in incident.reports:
        report = by_id.get(told.document)
        for name in told.claims if report is not None else ():
            where = report.claim_by_id[name].where if report is not None else None
            if where is None or where.lat is None or where.lon is None:
                continue
            key = (where.name, where.lat, where.lon)
            count = found[key].claims + 1 if key in found else 1
            found[key] = draw_map.Spot(where.name, where.lat, where.lon, where.precision or "country", count)
    return list(found.values())


def _origins(incident: CaseIncident, reports: Sequence[Report]) -> Picture:
    from sayso import linking

    first = next((t for t in incident.reports if t.asserts), incident.reports[0])
    tree = linking.tree(linking.provenance_of(reports), first.document, first.claims[0])
    return draw_graph.tree(tree.origins, title=tree.quote)


def _matrix(incident: CaseIncident, reports: Sequence[Report], judgements: Sequence[object]) -> Picture:
    from sayso import linking
    from sayso.linking.happening import carried
    from sayso.weighing.edits import edits_of
    from sayso.weighing.hypotheses import matrix_from
    from sayso.weighing.telling import tellings

    known = linking.provenance_of(reports)
    keys = [(t.document, c) for t in incident.reports for c in t.claims]
    told = tellings(reports, [carried(known, d, c) for d, c in keys])
    return draw_matrix.matrix(matrix_from(told, edits=edits_of(judgements, frozenset(keys))))  # type: ignore[arg-type]
