"""From words of a report up to their origin: one step at a time, by copy, by citation or by credit.

Tracing is by place (a report and a span of it), not by claim, so that it goes on where a claim was not read.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sayso.linking.counterpart import CITED, TAKEN, copy_span, retold, source_span
from sayso.linking.credits import outlet_name, source_of
from sayso.linking.provenance import Place, Provenance, facts_at
from sayso.linking.retelling import Voice
from sayso.records.origin import Credit, SourceKind, Way


class Hop(NamedTuple):
    """From where a place has its words, how, the words of the citing, and why."""

    to: Place
    way: Way
    citing: str
    why: str


class End(NamedTuple):
    """The origin of a place, the report that enters it, and the words of the citing."""

    key: str
    name: str
    kind: SourceKind
    inside: bool
    party: bool
    way: Way
    citing: str
    why: str


def trace(p: Provenance, place: Place) -> tuple[list[Hop], End]:
    """The way from a place up to its origin."""
    hops: list[Hop] = []
    seen = {place.document}
    while True:
        step = _up(p, place, seen)
        if isinstance(step, End):
            return hops, step
        hops.append(step)
        place = step.to
        seen.add(place.document)


def _up(p: Provenance, place: Place, seen: set[str]) -> Hop | End:
    given = p.credits[place.document]
    local = [c for c in given if not c.whole and c.scope.overlaps(place.span)]
    whole = [c for c in given if c.whole]
    copied = _copied(p, place, seen, {c.key for c in (*local, *whole)})
    if copied is not None and (not local or _agrees(p, copied.to, local)):
        return copied
    for credit in local:
        if (hop := _cited(p, place, credit, seen)) is not None:
            return hop
    if local:
        return _outside(p, place, local[-1])
    for credit in whole:
        if (hop := _cited(p, place, credit, seen)) is not None:
            return hop
    if whole:
        return _outside(p, place, whole[-1])
    return _ending(p, place)


def _copied(p: Provenance, place: Place, seen: set[str], credited: set[str]) -> Hop | None:
    """The best source of a place's words of those that this report copied from: a credited one, then the likest."""
    best: tuple[tuple[bool, float, float, int], Hop] | None = None
    for copy in p.incoming.get(place.document, ()):
        if copy.source in seen or (span := source_span(p, copy, place)) is None:
            continue
        outlet = source_of(p.texts[copy.source].outlet)
        is_credited = outlet is not None and outlet.key in credited
        rank = (is_credited, copy.score, copy.share, -p.order[copy.source])
        if best is None or rank > best[0]:
            best = rank, Hop(Place(copy.source, span), "copy", "", copy.why)
    return best[1] if best else None


def _agrees(p: Provenance, source: Place, local: Sequence[Credit]) -> bool:
    """Whether the source of a copy is the one that is cited, or cites the same."""
    outlet = source_of(p.texts[source.document].outlet)
    theirs = {c.key for c in p.credits[source.document] if c.whole or c.scope.overlaps(source.span)}
    return any(c.key in theirs or (outlet is not None and c.key == outlet.key) for c in local)


def _cited(p: Provenance, place: Place, credit: Credit, seen: set[str]) -> Hop | None:
    """The report of the credited source that tells the same, if it is in the case: the newest not younger than this."""
    mine = p.texts[place.document].day
    for document in reversed(p.by.get(credit.key, ())):
        day = p.texts[document].day
        if document in seen or (mine and day and day > mine and p.order[document] > p.order[place.document]):
            continue
        if (span := retold(p, place, document, CITED)) is not None:
            way: Way = "credit" if credit.whole else "citation"
            return Hop(Place(document, span), way, _words(p, credit), f"it names {credit.name} as its source")
    return None


def _words(p: Provenance, credit: Credit) -> str:
    """The words of a credit: its line, or the words around it."""
    if credit.span is None:
        return credit.name
    text = p.texts[credit.document].text
    if credit.whole:
        return credit.span.of(text)
    low = max(credit.scope.start, credit.span.start - 40)
    high = min(credit.scope.end, credit.span.end + 40)
    low = low if low == credit.scope.start else text.find(" ", low) + 1
    high = high if high == credit.scope.end else text.rfind(" ", 0, high)
    return text[low:high].strip()


def _outside(p: Provenance, place: Place, credit: Credit) -> End:
    """An origin that is no report of the case: whom the cited source quotes, else the cited source itself."""
    words = _words(p, credit)
    way: Way = "credit" if credit.whole else "citation"
    if (voice := _voice(p, place)) is not None and not voice.unnamed:
        return _speaker(voice, way, words, f"{credit.name}, which is not in the case, has it from {voice.name}")
    why = f"it names {credit.name} as its source; no report of theirs in the case tells it"
    return End(f"source:{credit.key}", credit.name, credit.kind, False, False, way, words, why)


def _ending(p: Provenance, place: Place) -> End:
    """The origin of words that nothing leads up from: whom the report quotes, else the report's outlet."""
    text = p.texts[place.document]
    if (later := _credited_later(p, place)) is not None:
        words = _words(p, later)
        why = f"a copy of it names {later.name} as the source"
        return End(f"source:{later.key}", later.name, later.kind, False, False, "credit", words, why)
    voice = _voice(p, place)
    if voice is not None and not voice.unnamed:
        return _speaker(voice, "entry", "", f"it is the first in the case to have it from {voice.name}")
    source = source_of(text.outlet)
    own = f"source:{source.key}" if source else f"report:{text.document}"
    if voice is not None:
        return End(f"unnamed:{own}", voice.name, "unnamed", True, False, "entry", "", "nobody is named")
    name = source.name if source else "a report without an outlet"
    why = "it tells it in its own voice, and nothing in the case is a source of it"
    return End(own, name, source.kind if source else "document", True, False, "entry", "", why)


def _credited_later(p: Provenance, place: Place) -> Credit | None:
    """What a copy of nearly all of the text credits, if this report, dated earlier, does not say whence it has it."""
    own = source_of(p.texts[place.document].outlet)
    if own is not None and own.kind == "agency":
        return None
    for copy in p.outgoing.get(place.document, ()):
        if copy.share < TAKEN or copy_span(p, copy, place) is None:
            continue
        for credit in p.credits[copy.copy]:
            if credit.whole and (own is None or credit.key != own.key):
                return credit
    return None


def _voice(p: Provenance, place: Place) -> Voice | None:
    """The innermost holder of what a place tells who is no medium that the report credits."""
    media = {outlet_name(c.name) for c in p.credits[place.document]}
    for fact in facts_at(p, place):
        voices = [v for v in fact.voices if outlet_name(v.name) not in media and v.key.replace("-", " ") not in media]
        return voices[-1] if voices else None
    return None


def _speaker(voice: Voice, way: Way, citing: str, why: str) -> End:
    kind: SourceKind = "party" if voice.party else "official" if voice.kind in ("state", "state_body") else "actor"
    return End(f"actor:{voice.key}", voice.name, kind, False, voice.party, way, citing, why)
