"""Plain tables of reports: one row a claim, a holder, a mention, a tie, a place, a piece of evidence.

Every row that tells an act or a tie says on the same row according to whom; several values in a cell stand in order,
with `|` between them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from sayso.exporting.encoding import joined
from sayso.exporting.items import Item, flat, pin
from sayso.exporting.sound import whole
from sayso.records.actor import Place
from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.event import Where

Kind = Literal["string", "int64", "float64", "bool_"]
Row = dict[str, Any]


def _columns(text: str) -> dict[str, Kind]:
    """Columns from `name` (text), `name:i` (whole number), `name:f` (number), `name:b` (true or false)."""
    kinds: Mapping[str, Kind] = {"": "string", "i": "int64", "f": "float64", "b": "bool_"}
    pairs = (word.partition(":") for word in text.split())
    return {name: kinds[kind] for name, _, kind in pairs}


_PLACE = "place place_country lat:f lon:f place_precision"
COLUMNS: dict[str, dict[str, Kind]] = {
    "documents": _columns(
        "document record content uri outlet title byline published_start published_end published_precision"
        " published_from published_from_start:i published_from_end:i language genre genre_why media_type extractor"
        " retrieved_at parent rules models failures text"
    ),
    "claims": _columns(
        "document record outlet title uri published claim kind type mode contexts main:b within according_to holders"
        " holder certainty polarity modes status actors actor_ids recipients recipient_ids subjects subject_ids objects"
        " object_ids route_from route_via route_to cargo of aim evidence denied_by when_start when_end when_precision"
        f" when_from when_span_start:i when_span_end:i {_PLACE} place_span_start:i place_span_end:i deaths_low:i"
        " deaths_best:i deaths_high:i deaths_span_start:i deaths_span_end:i target_kind legal_status loaded start:i"
        " end:i quote trigger_start:i trigger_end:i trigger score:f why"
    ),
    "holders": _columns(
        "document claim claim_type depth:i innermost:b kind holder mention attribution text certainty polarity start:i"
        " end:i"
    ),
    "mentions": _columns(f"document mention start:i end:i text kind actor actor_id country sector private:b {_PLACE}"),
    "ties": _columns(
        "document claim type according_to holder certainty polarity subject subject_id object object_id when_start"
        " when_end evidence quote status"
    ),
    "places": _columns(f"document claim mention according_to {_PLACE} start:i end:i"),
    "evidence": _columns("document claim according_to kind evidence_status start:i end:i quote"),
    "times": _columns("document time start:i end:i text type value from"),
    "attributions": _columns("document attribution part start:i end:i text mention parent"),
}


def rows_of(item: Item) -> Iterator[tuple[str, Row]]:
    """The rows of one report, each with its table; columns without a value are left out."""
    for name, made in (
        ("documents", _documents(item)),
        ("claims", (_claim(item, c) for c in item.report.claims)),
        ("holders", _holders(item)),
        ("mentions", _mentions(item)),
        ("ties", _ties(item)),
        ("places", _places(item)),
        ("evidence", _evidence(item)),
        ("times", _times(item)),
        ("attributions", _attributions(item)),
    ):
        for row in made:
            yield name, {"document": item.document} | {k: _held(v) for k, v in row.items()}


def _held(value: Any) -> Any:
    """A value that a column holds."""
    return whole(value) if isinstance(value, int) and not isinstance(value, bool) else value


def ties_of(item: Item) -> Iterator[tuple[Claim, str, str]]:
    """The claims behind each tie, with the ids of the actors at its ends."""
    for tie in item.linked.ties:
        for claim in tie.claims:
            yield item.report.claim_by_id[claim], tie.subject, tie.object


def _documents(item: Item) -> Iterator[Row]:
    doc, coding = item.report.document, item.report.coding
    same = ("record", "content", "uri", "outlet", "title", "byline", "language", "genre", "genre_why", "media_type",
            "extractor", "retrieved_at", "parent", "text")  # fmt: skip
    day = doc.published
    row = {name: getattr(doc, name) for name in same}
    row |= {"published_start": day.start, "published_end": day.end, "published_precision": day.precision}
    row |= {"published_from": day.from_} | _span("published_from", day.span)
    row |= {"failures": joined(f"{f.code}: {f.message}" for f in item.report.failures)}
    if coding is not None:
        row |= {"rules": coding.rules, "models": joined(f"{m.name} {m.version}" for m in coding.models)}
    yield row


def _claim(item: Item, claim: Claim) -> Row:
    doc, text = item.report.document, item.text
    same = ("kind", "type", "mode", "main", "within", "certainty", "polarity", "target_kind", "legal_status", "score",
            "why")  # fmt: skip
    row: Row = {"record": doc.record, "outlet": doc.outlet, "title": doc.title, "uri": doc.uri, "claim": claim.id}
    row |= {"published": item.published()} | {name: getattr(claim, name) for name in same}
    row |= {"according_to": item.according_to(claim), "holders": joined(item.holders(claim))}
    row |= {"holder": item.holders(claim)[-1], "status": item.status(claim), "evidence": item.evidence(claim)}
    for name in ("contexts", "modes", "of"):
        row[name] = joined(getattr(claim, name))
    for name in ("actor", "recipient", "subject", "object"):
        given = getattr(claim, f"{name}s")
        row |= {f"{name}s": joined(item.who(given)), f"{name}_ids": joined(item.keys(given))}
    if (route := claim.route) is not None:
        row |= {"route_from": joined(item.who(route.from_)), "route_via": joined(item.who(route.via))}
        row |= {"route_to": joined(item.who(route.to)), "cargo": joined(flat(s.of(text)) for s in route.cargo)}
    row |= {"aim": claim.aim.of(text) if claim.aim else None, "denied_by": joined(item.denied_by.get(claim.id, ()))}
    if (when := claim.when) is not None:
        row |= {"when_start": when.start, "when_end": when.end, "when_precision": when.precision}
        row |= {"when_from": when.from_} | _span("when_span", when.span)
    if (deaths := claim.deaths) is not None:
        row |= {"deaths_low": deaths.low, "deaths_best": deaths.best, "deaths_high": deaths.high}
        row |= _span("deaths_span", deaths.span)
    row |= _place(claim.where) | (_span("place_span", claim.where.span) if claim.where else {})
    row |= {"loaded": joined(flat(s.of(text)) for s in claim.loaded)} | _quote(claim.span, text)
    return row | _span("trigger", claim.trigger) | {"trigger": claim.trigger.of(text)}


def _holders(item: Item) -> Iterator[Row]:
    same = ("kind", "mention", "attribution", "text", "certainty", "polarity")
    for claim in item.report.claims:
        for depth, holder in enumerate(claim.holders):
            row: Row = {"claim": claim.id, "claim_type": claim.type, "depth": depth, "holder": item.holder(holder)}
            row |= {"innermost": depth == len(claim.holders) - 1} | {name: getattr(holder, name) for name in same}
            yield row | ({"start": holder.span.start, "end": holder.span.end} if holder.span else {})


def _mentions(item: Item) -> Iterator[Row]:
    for m in item.report.mentions:
        row: Row = {name: getattr(m, name) for name in ("start", "end", "text", "kind", "country", "sector", "private")}
        yield {"mention": m.id, "actor": item.name(m.id), "actor_id": item.key(m.id)} | row | _place(m.place)


def _ties(item: Item) -> Iterator[Row]:
    for claim, left, right in ties_of(item):
        ends = {"subject": item.linked.actor_by_id[left], "object": item.linked.actor_by_id[right]}
        row: Row = {"claim": claim.id, "type": claim.type, "according_to": item.according_to(claim)}
        row |= {"holder": item.holders(claim)[-1], "certainty": claim.certainty, "polarity": claim.polarity}
        for name, actor in ends.items():
            row |= {name: item.called(actor), f"{name}_id": item.actor_key(actor)}
        if claim.when is not None:
            row |= {"when_start": claim.when.start, "when_end": claim.when.end}
        yield row | {"evidence": item.evidence(claim), "quote": claim.span.of(item.text), "status": item.status(claim)}


def _places(item: Item) -> Iterator[Row]:
    for m in item.report.mentions:
        if m.place is not None:
            yield {"mention": m.id, "start": m.start, "end": m.end} | _place(m.place)
    for claim in item.report.claims:
        if claim.where is not None:
            row = {"claim": claim.id, "according_to": item.according_to(claim)} | _place(claim.where)
            span = claim.where.span
            yield row | ({"start": span.start, "end": span.end} if span else {})


def _evidence(item: Item) -> Iterator[Row]:
    for claim in item.report.claims:
        for e in claim.evidence:
            row = {"claim": claim.id, "according_to": item.according_to(claim), "kind": e.kind}
            yield row | {"evidence_status": e.status} | _quote(e.span, item.text)


def _times(item: Item) -> Iterator[Row]:
    for t in item.report.times:
        row = {"time": t.id, "start": t.start, "end": t.end, "text": t.text, "type": t.type, "value": t.value}
        yield row | {"from": t.from_}


def _attributions(item: Item) -> Iterator[Row]:
    for a in item.report.attributions:
        parts: tuple[tuple[str, Iterable[Span]], ...]
        parts = (("source", a.source), ("cue", a.cue), ("content", a.content))
        for part, spans in parts:
            for span in spans:
                row = {"attribution": a.id, "part": part, "start": span.start, "end": span.end}
                yield row | {"text": span.of(item.text), "mention": a.mention, "parent": a.parent}


def _quote(span: Span, text: str) -> Row:
    return {"start": span.start, "end": span.end, "quote": span.of(text)}


def _span(name: str, span: Span | None) -> Row:
    return {} if span is None else {f"{name}_start": span.start, f"{name}_end": span.end}


def _place(place: Place | Where | None) -> Row:
    """A place; a country, province or region has no coordinates here: its centre is nowhere that the text names."""
    if place is None:
        return {}
    row: Row = {"place": place.name, "place_country": place.country, "place_precision": place.precision}
    at = pin(place)
    return row | ({"lat": at[0], "lon": at[1]} if at else {})
