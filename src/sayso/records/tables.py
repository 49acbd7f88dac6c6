"""Flat Arrow tables of reports: what linking and weighing take in, and what the index of a case holds.

Each row names its document, and where it stands on words, their offsets. Ids of mentions and claims are unique within
a document only.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.report import Report

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
Columns = list[tuple[str, str]]
CONTEXT = 40

_S, _I, _F, _B, _L = "string", "int64", "float64", "bool_", "list"
_KEY = [("document", _S)]
_PLACE = [("place", _S), ("place_country", _S), ("lat", _F), ("lon", _F), ("place_precision", _S)]

DOCUMENTS: Columns = [
    *_KEY, ("record", _S), ("content", _S), ("uri", _S), ("outlet", _S), ("title", _S),
    ("published_start", _S), ("published_end", _S), ("language", _S), ("genre", _S),
]  # fmt: skip
MENTIONS: Columns = [
    *_KEY, ("mention", _S), ("position", _I), ("start", _I), ("end", _I), ("text", _S), ("kind", _S),
    ("actor", _S), ("country", _S), ("sector", _S), ("private", _B), ("before", _S), ("after", _S),
    *_PLACE,
]  # fmt: skip
CLAIMS: Columns = [
    *_KEY, ("claim", _S), ("position", _I), ("kind", _S), ("type", _S), ("mode", _S), ("main", _B),
    ("within", _S), ("start", _I), ("end", _I), ("quote", _S), ("trigger_start", _I), ("trigger_end", _I),
    ("trigger", _S), ("before", _S), ("certainty", _S), ("polarity", _S), ("modes", _L), ("contexts", _L),
    ("target_kind", _S), ("when_start", _S), ("when_end", _S), ("when_precision", _S), ("when_from", _S),
    ("when_from_char", _I), ("when_to_char", _I), *_PLACE, ("place_from_char", _I), ("place_to_char", _I),
    ("deaths_low", _I), ("deaths_best", _I), ("deaths_high", _I), ("legal_status", _S), ("of", _L),
    ("score", _F), ("why", _S),
]  # fmt: skip
ROLES: Columns = [
    *_KEY, ("claim", _S), ("role", _S), ("position", _I), ("mention", _S),
]  # fmt: skip
HOLDERS: Columns = [
    *_KEY, ("claim", _S), ("depth", _I), ("innermost", _B), ("kind", _S), ("mention", _S), ("text", _S),
    ("certainty", _S), ("polarity", _S), ("start", _I), ("end", _I),
]  # fmt: skip
EVIDENCE: Columns = [
    *_KEY, ("claim", _S), ("kind", _S), ("status", _S), ("start", _I), ("end", _I), ("quote", _S),
]  # fmt: skip
LOADED: Columns = [
    *_KEY, ("start", _I), ("end", _I), ("text", _S),
]  # fmt: skip


class Tables(NamedTuple):
    """The flat tables of some reports, rows in text order within a document."""

    documents: pa.Table
    mentions: pa.Table
    claims: pa.Table
    roles: pa.Table
    holders: pa.Table
    evidence: pa.Table
    loaded: pa.Table


_COLUMNS = (DOCUMENTS, MENTIONS, CLAIMS, ROLES, HOLDERS, EVIDENCE, LOADED)


@cache
def schemas() -> Mapping[str, pa.Schema]:
    """The Arrow schema of each table, by name."""
    import pyarrow as pa

    kinds = {kind: getattr(pa, kind)() for kind in (_S, _I, _F, _B)} | {_L: pa.list_(pa.string())}
    made = (pa.schema([(name, kinds[kind]) for name, kind in columns]) for columns in _COLUMNS)
    return dict(zip(Tables._fields, made, strict=True))


def flatten(reports: Iterable[Report]) -> Tables:
    """The flat tables of reports, in their order.

    >>> from sayso.records.document import Document
    >>> flatten([Report(Document(id="d", content="c", text="", record="r"))]).documents.num_rows
    1
    """
    import pyarrow as pa

    found: tuple[list[Row], ...] = ([], [], [], [], [], [], [])
    for report in reports:
        for into, more in zip(found, rows_of(report), strict=True):
            into.extend(more)
    return Tables(*(pa.Table.from_pylist(r, schema=s) for r, s in zip(found, schemas().values(), strict=True)))


def rows(report: Report) -> tuple[list[Row], ...]:
    """The rows of one report by table, every column present: the same as from Arrow, without the way there."""
    empty = [dict.fromkeys(name for name, _ in columns) for columns in _COLUMNS]
    return tuple([blank | row for row in more] for blank, more in zip(empty, rows_of(report), strict=True))


def rows_of(report: Report) -> tuple[Iterator[Row], ...]:
    """The rows that one report adds to each table, in the order of `Tables`."""
    key = {"document": report.document.id}
    text = report.document.text
    claims = report.claims
    return (
        iter([key | _document(report)]),
        (key | row for row in _mentions(report)),
        (key | _claim(n, c, text) for n, c in enumerate(claims)),
        (key | row for c in claims for row in _roles(c)),
        (key | row for c in claims for row in _holders(c)),
        (key | row for c in claims for row in _evidence(c, text)),
        (key | {"start": w.span.start, "end": w.span.end, "text": w.text} for w in report.loaded),
    )


def _document(report: Report) -> Row:
    doc = report.document
    same = ("record", "content", "uri", "outlet", "title", "language", "genre")
    row = {name: getattr(doc, name) for name in same}
    return row | {"published_start": doc.published.start, "published_end": doc.published.end}


def _mentions(report: Report) -> Iterator[Row]:
    text = report.document.text
    same = ("start", "end", "text", "kind", "actor", "country", "sector", "private")
    for position, mention in enumerate(report.mentions):
        row = {name: getattr(mention, name) for name in same}
        row |= {"before": _before(text, mention.start), "after": text[mention.end : mention.end + 2]}
        yield {"mention": mention.id, "position": position} | row | _place(mention.place)


def _before(text: str, at: int) -> str:
    """The words before an offset: what tells "the attack" from "another attack"."""
    return text[max(0, at - CONTEXT) : at]


def _place(place: Any) -> Row:
    if place is None:
        return {}
    return {
        "place": place.name,
        "place_country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "place_precision": place.precision,
    }


def _claim(position: int, claim: Claim, text: str) -> Row:
    same = ("kind", "type", "mode", "main", "within", "certainty", "polarity", "modes", "contexts", "target_kind",
            "legal_status", "of", "score", "why")  # fmt: skip
    row = {"claim": claim.id, "position": position} | {name: getattr(claim, name) for name in same}
    row |= {"start": claim.span.start, "end": claim.span.end, "quote": claim.span.of(text)}
    row |= {"trigger_start": claim.trigger.start, "trigger_end": claim.trigger.end}
    row |= {"trigger": claim.trigger.of(text), "before": _before(text, claim.trigger.start)}
    if (when := claim.when) is not None:
        row |= {"when_start": when.start, "when_end": when.end, "when_precision": when.precision}
        row |= {"when_from": when.from_} | _chars("when", when.span)
    if claim.where is not None:
        row |= _chars("place", claim.where.span)
    if (deaths := claim.deaths) is not None:
        row |= {"deaths_low": deaths.low, "deaths_best": deaths.best, "deaths_high": deaths.high}
    return row | _place(claim.where)


def _chars(name: str, span: Span | None) -> Row:
    return {} if span is None else {f"{name}_from_char": span.start, f"{name}_to_char": span.end}


def _roles(claim: Claim) -> Iterator[Row]:
    given = {"actor": claim.actors, "recipient": claim.recipients, "subject": claim.subjects}
    given |= {"object": claim.objects}
    if claim.route is not None:
        given |= {"from": claim.route.from_, "via": claim.route.via, "to": claim.route.to}
    for role, mentions in given.items():
        for position, mention in enumerate(mentions):
            yield {"claim": claim.id, "role": role, "position": position, "mention": mention}


def _holders(claim: Claim) -> Iterator[Row]:
    last = len(claim.holders) - 1
    same = ("kind", "mention", "text", "certainty", "polarity")
    for depth, holder in enumerate(claim.holders):
        row = {"claim": claim.id, "depth": depth, "innermost": depth == last}
        row |= {name: getattr(holder, name) for name in same}
        if holder.span is not None:
            row |= {"start": holder.span.start, "end": holder.span.end}
        yield row


def _evidence(claim: Claim, text: str) -> Iterator[Row]:
    for item in claim.evidence:
        yield {
            "claim": claim.id,
            "kind": item.kind,
            "status": item.status,
            "start": item.span.start,
            "end": item.span.end,
            "quote": item.span.of(text),
        }
