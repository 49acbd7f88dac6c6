"""What one report adds to the shelf: a row for itself, and rows for its claims, actors and ties. Masked, and ours."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso import linking
from sayso.exporting import accuses
from sayso.linking.appearances import LOCAL, Appearance, appearances_in
from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.finding import Linked
from sayso.records.report import Report
from sayso.records.schema import from_json, to_json
from sayso.showing.matter import category
from sayso.showing.naming import Names
from sayso.showing.sentences import sentence
from sayso.showing.wording import excerpt, flat, table

QUOTE = 320
KEY = 16

Row = tuple[object, ...]


@dataclass(frozen=True)
class Rows:
    """The rows of one report by table, the row of the report itself, and its title and text for searching."""

    document: dict[str, object]
    rows: dict[str, list[Row]]
    words: tuple[str, str]


def key_of(document: str) -> str:
    """The short name of a report in addresses: the beginning of its id's digest.

    >>> key_of("hmac-sha256:" + "ab" * 32)
    'abababababababab'
    """
    return document.rpartition(":")[2][:KEY]


def pack(report: Report) -> bytes:
    """A report in few bytes, as the interchange format has it."""
    return zlib.compress(json.dumps(to_json(report), ensure_ascii=False).encode("utf-8", "surrogatepass"), 6)


def unpack(body: bytes) -> Report:
    """The report that `pack` packed."""
    return from_json(json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass")))


def text_in(body: bytes) -> str:
    """The text alone of the report that `pack` packed."""
    return str(json.loads(zlib.decompress(body).decode("utf-8", "surrogatepass"))["text"] or "")


def rows_of(report: Report, number: int, first: int) -> Rows:
    """All that one report adds.

    Args:
        report: the report, masked.
        number: that of its own row.
        first: the number of its first claim; the others follow.
    """
    doc, linked = report.document, linking.view(report)
    numbers = {c.id: n for n, c in enumerate(report.claims, first)}
    said = list(_said(report, linked, numbers))
    seen = list(appearances_in(report))
    keys = {a.actor: part for a in seen if (part := _part(a, doc.id)) is not None}
    row: dict[str, object] = {
        "key": key_of(doc.id), "record": doc.record, "uri": doc.uri, "outlet": flat(doc.outlet or ""),
        "title": flat(doc.title or ""), "day": doc.published.start, "genre": doc.genre, "language": doc.language,
        "claims": len(report.claims), "accusations": sum(accuses(c) for c in report.claims),
        "failed": int(bool(report.failures)),
    }  # fmt: skip
    rows: dict[str, list[Row]] = {
        "claim": list(_claims(report, number, numbers)),
        "said": [*said],
        "claim_words": [(n, told, quote) for n, _, told, quote in said],
        "part": sorted(set(_parts(report, linked, keys, numbers))),
        "appearance": [(number, json.dumps(a, ensure_ascii=False)) for a in seen],
        "here": [(keys[a.actor], flat(a.name), a.kind) for a in seen if keys.get(a.actor, "").startswith(LOCAL)],
        "tie": list(_ties(report, linked, keys, number, numbers)),
    }
    return Rows(row, rows, (doc.title or "", doc.text))


def _part(seen: Appearance, document: str) -> str | None:
    """What an actor of a report is called on the shelf; a name that means somebody in this report only is of it."""
    if not seen.part.startswith(LOCAL):
        return seen.part
    return f"{seen.part}@{key_of(document)}" if seen.name else None


def _claims(report: Report, number: int, numbers: Mapping[str, int]) -> Iterator[Row]:
    for c in report.claims:
        cited = {e.status for e in c.evidence}
        yield (
            numbers[c.id], number, c.id, c.kind, c.type or "purpose", c.mode, category(c), c.certainty, c.polarity,
            c.score, gravity(c), urgency(c), int(accuses(c)),
            "cited" if "cited" in cited else "invoked" if cited else "none",
            c.when.start if c.when else None, len(c.holders), c.span.start, c.span.end,
        )  # fmt: skip


def _said(report: Report, linked: Linked, numbers: Mapping[str, int]) -> Iterator[tuple[int, str, str, str]]:
    names, text = Names(report, linked), report.document.text
    inner: dict[str, list[Claim]] = {}
    for c in report.claims:
        if c.within is not None:
            inner.setdefault(c.within, []).append(c)
    for c in report.claims:
        told = sentence(c, names, inner=inner.get(c.id, []) if c.type != "ACCUSE" else [])
        quote = flat(excerpt(text, c.span, around=c.trigger, size=QUOTE))
        yield numbers[c.id], names.holder(c.holders[-1]), told, quote


def gravity(claim: Claim) -> float:
    """The consequence of a claim if it is wrong: what it accuses of, and whether deaths are reported, from 0 to 1."""
    weights = table("accusing")["weight"]
    grave = weights.get(claim.type, weights["relation"] if claim.kind == "relation" else 0)
    most = max(weights.values()) + 2
    named_ = 1.0 if accuses(claim) else 0.4
    return round(named_ * (float(grave) + 2 * (claim.deaths is not None)) / float(most), 4)


def urgency(claim: Claim) -> float:
    """What to review first: how unsure the reading is, times what hangs on it.

    A claim of average sureness and a grave one of high sureness meet in the middle: the part that cannot be known from
    the score alone is 0.15.
    """
    return round((1.0 - claim.score + 0.15) * gravity(claim), 6)


def _parts(
    report: Report, linked: Linked, keys: Mapping[str, str], numbers: Mapping[str, int]
) -> Iterator[tuple[str, str, str, int]]:
    """Who does, suffers or says what, by day of publication: those whose name reaches beyond the report."""
    day = report.document.published.start or ""
    for claim in report.claims:
        roles: dict[str, tuple[str, ...]] = {
            "does": (*claim.actors, *claim.subjects), "suffers": (*claim.recipients, *claim.objects),
            "says": tuple(h.mention for h in claim.holders[-1:] if h.mention),
        }  # fmt: skip
        for role, mentions in roles.items():
            for mention in mentions:
                actor = linked.actor_of.get(mention)
                key = keys.get(actor.id) if actor is not None else None
                if key is not None and not key.startswith(LOCAL):
                    yield key, role, day, numbers[claim.id]


def _ties(
    report: Report, linked: Linked, keys: Mapping[str, str], number: int, numbers: Mapping[str, int]
) -> Iterator[Row]:
    by_id = report.claim_by_id
    private = {a.id for a in linked.actors if a.private or a.kind == "person"}
    for tie in linked.ties:
        left, right = keys.get(tie.subject), keys.get(tie.object)
        if left is None or right is None or left == right or {tie.subject, tie.object} & private:
            continue
        if tie.type in table("symmetric"):
            left, right = sorted((left, right))
        for claim in tie.claims:
            if (c := by_id.get(claim)) is None:
                continue
            day = c.when.start if c.when and c.when.start else report.document.published.start
            yield (left, tie.type, right, tie.polarity, number, numbers[claim], day)


def span_of(row: Any) -> Span:
    """Where a claim's row stands."""
    return Span(row["start"], row["end"])
