"""Where another report tells what words of this one tell: in words copied, by its claims, by its likest sentence."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.linking.passages import Words
from sayso.linking.provenance import Place, Provenance, facts_at
from sayso.linking.retelling import NEEDED, same
from sayso.records.document import Span
from sayso.records.origin import Copy, Passage

COVERED = 0.4
TAKEN = 0.6
CITED, RETOLD = 0.25, 0.4


def source_span(p: Provenance, copy: Copy, place: Place) -> Span | None:
    """The words of the source that a place in the copy has its words from, or None if they are the copy's own."""
    if copy.kind == "exact":
        return _counterpart(p.words[copy.copy], p.words[copy.source], place.span)
    if (passage := _passage(copy.passages, place.span, copy_side=True)) is not None:
        return passage.source
    return retold(p, place, copy.source, RETOLD) if copy.share >= TAKEN else None


def copy_span(p: Provenance, copy: Copy, place: Place) -> Span | None:
    """The words of the copy that come from a place in the source, or None."""
    if copy.kind == "exact":
        return _counterpart(p.words[copy.source], p.words[copy.copy], place.span)
    if (passage := _passage(copy.passages, place.span, copy_side=False)) is not None:
        return passage.copy
    return retold(p, place, copy.copy, RETOLD) if copy.share >= TAKEN else None


def _counterpart(ours: Words, theirs: Words, span: Span) -> Span:
    """The same words in a text of the same words."""
    low, high = (int(n) for n in ours.starts.searchsorted([span.start, span.end]))
    low = min(max(0, low - int(low > 0 and span.start < ours.ends[low - 1])), len(theirs.starts) - 1)
    return Span(int(theirs.starts[low]), int(theirs.ends[max(low, high - 1)]))


def _passage(passages: Sequence[Passage], span: Span, *, copy_side: bool) -> Passage | None:
    best, most = None, 0
    for passage in passages:
        side = passage.copy if copy_side else passage.source
        shared = min(side.end, span.end) - max(side.start, span.start)
        if shared > most:
            best, most = passage, shared
    return best if best is not None and most >= COVERED * (span.end - span.start) else None


def retold(p: Provenance, place: Place, document: str, needed: float) -> Span | None:
    """Where another report tells what a place tells: by its claims; where claims were not read, by its likest sentence.

    A report that is cited by name (`needed` is `CITED`) may tell it in quite other words.
    """
    claims, theirs = facts_at(p, place), p.facts.get(document, ())
    scored = [(same(a, b), -n, b.span) for a in claims for n, b in enumerate(theirs)]
    best = max(scored, default=(0.0, 0, place.span))
    if best[0] >= NEEDED:
        return best[2]
    return None if claims and theirs and needed > CITED else _likest(p, place, document, needed)


def _likest(p: Provenance, place: Place, document: str, needed: float) -> Span | None:
    ours, theirs = p.words[place.document], p.words[document]
    low, high = ours.starts.searchsorted([place.span.start, place.span.end])
    mine = {s for s in ours.stems[low:high].tolist() if p.base[s] > 0}
    weight = sum(p.base[s] for s in mine)
    best, most = None, needed
    for n in range(len(theirs.bounds) - 1):
        begin, end = int(theirs.bounds[n]), int(theirs.bounds[n + 1])
        bag = {s for s in theirs.stems[begin:end].tolist() if p.base[s] > 0}
        total = min(weight, sum(p.base[s] for s in bag))
        likeness = sum(p.base[s] for s in mine & bag) / total if total >= 2 else 0.0
        if likeness > most:
            best, most = Span(int(theirs.starts[begin]), int(theirs.ends[end - 1])), likeness
    return best
