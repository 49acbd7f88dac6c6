"""From the reports of a case to its corridors: claims of one way together, with their origins, laid over the map."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import product

from sayso.errors import UsageError
from sayso.lexicon.borders import piece_name, piece_of
from sayso.lexicon.countries import countries
from sayso.lexicon.names import fold
from sayso.records.actor import Mention
from sayso.records.assessment import Telling
from sayso.records.claim import Claim
from sayso.records.report import Report
from sayso.records.route import Corridor, Stop
from sayso.showing.network_find import node_of
from sayso.showing.neutral import neutral
from sayso.showing.wording import flat

ENDS = 3
"""A claim with several starts or ends makes a corridor for each pair, of the first so many."""


def corridors_of(reports: Sequence[Report], *, closed: Collection[str] = ()) -> list[Corridor]:
    """The corridors of a case, those with most weight first.

    Args:
        reports: all reports of the case.
        closed: pieces of the map that cannot be crossed.
    """
    from sayso import linking
    from sayso.linking.happening import carried
    from sayso.weighing.telling import tellings

    known = linking.provenance_of(reports)
    by: dict[tuple[str, ...], list[tuple[Report, Claim, tuple[Stop, ...]]]] = {}
    for report in reports:
        for claim in report.claims:
            for stops in _ways(claim, report):
                by.setdefault(tuple(s.piece or fold(s.text) for s in stops), []).append((report, claim, stops))
    found = []
    for same in by.values():
        told = tellings(reports, [carried(known, r.document.id, c.id) for r, c, _ in same])
        if told:
            report, claim, stops = same[0]
            found.append(corridor(stops, _cargo(claim, report), _movers(same), told, closed=closed))
    return sorted(found, key=lambda c: -c.weight)


def corridor(
    stops: tuple[Stop, ...],
    cargo: str,
    movers: tuple[str, ...],
    told: Sequence[Telling],
    *,
    closed: Collection[str] = (),
) -> Corridor:
    """One corridor with all who assert and deny it, laid over the map."""
    from sayso.weighing.networks import strength
    from sayso.weighing.routes import between, segments

    says = tuple(t for t in told if not t.denied)
    denies = tuple(t for t in told if t.denied)
    ends = [s.piece for s in (stops[0], stops[-1])]
    inside = between(ends[0], ends[1], closed=closed) if ends[0] and ends[1] and ends[0] != ends[1] else None
    return Corridor(stops, cargo, movers, says, denies, *strength(says), segments(stops, closed=closed), inside)


def _ways(claim: Claim, report: Report) -> list[tuple[Stop, ...]]:
    """The stops of a claimed route, for each of its starts and ends; a way of one stop is none."""
    if claim.route is None:
        return []
    start, via, end = (
        [stop_of(report.mention_by_id[m]) for m in names]
        for names in (claim.route.from_, claim.route.via, claim.route.to)
    )
    found = []
    for first, last in product([[s] for s in start[:ENDS]] or [[]], [[s] for s in end[:ENDS]] or [[]]):
        stops = (*first, *via, *last)
        if len(stops) > 1:
            found.append(stops)
    return found


def stop_of(mention: Mention) -> Stop:
    """Where a mention is on the map: by its name if it is an exclave, else by its country."""
    country = mention.place.country if mention.place is not None else None
    return Stop(neutral(flat(mention.text)) or flat(mention.text), piece_of(mention.text, country or mention.country))


def _movers(same: Sequence[tuple[Report, Claim, tuple[Stop, ...]]]) -> tuple[str, ...]:
    """States and organisations with a name that are said to move it; persons are not told of here."""
    nodes = [
        node_of(report.mention_by_id[m], claim, report)
        for report, claim, _ in same
        for m in (*claim.actors, *claim.subjects)
    ]
    return tuple(dict.fromkeys(n.name for n in nodes if n is not None and n.kind != "office"))


def _cargo(claim: Claim, report: Report) -> str:
    assert claim.route is not None
    return ", ".join(flat(s.of(report.document.text)) for s in claim.route.cargo)


def pieces_meant(names: Sequence[str], *, where: str) -> frozenset[str]:
    """The pieces of the map that a user names.

    Raises:
        UsageError: there is no such country or exclave.
    """
    by = {fold(n).removeprefix("the "): code for code, c in countries().items() for n in (*c.names, code)}
    found = set()
    for name in names:
        piece = by.get(fold(name).removeprefix("the ")) or piece_of(name)
        if piece is None:
            raise UsageError(f"no such country: {name}", where=where, hint=f"as in --closed {piece_name('IRQ')}")
        found.add(piece)
    return frozenset(found)
