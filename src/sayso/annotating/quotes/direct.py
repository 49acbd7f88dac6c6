"""Direct speech: contents grown to whole quotations, speakers who go on, cues that the parse lost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from sayso.annotating.quotes.marks import MARKS, Quotation, sentence_like, starts_sentence
from sayso.annotating.quotes.reading import Range, Reading, joined, without

_SPEECH = frozenset(
    {"report", "claim", "accuse", "deny", "admit", "confirm", "show", "believe", "ask", "demand", "judge", "fear"}
    | {"know", "hope", "doubt", "threaten", "promise", "agree", "refuse", "expect"}
)
_GOES_ON = frozenset(
    {"report", "claim", "deny", "admit", "confirm", "believe", "accuse", "judge", "ask", "threaten", "promise"}
)
_NEAR, _TAIL = 14, 60


class Marked:
    """The quotations of a Doc, and which tokens stand in which."""

    def __init__(self, doc: Doc, found: Sequence[Quotation]) -> None:
        self.doc = doc
        self.found = found
        self._starts = [q.start for q in found]
        self._ends = [q.end for q in found]
        self._at: dict[int, int] = {}
        for n, q in enumerate(found):
            for i in range(q.start, q.end):
                self._at[i] = n

    def holding(self, i: int) -> Quotation | None:
        """The quotation around a token."""
        n = self._at.get(i)
        return None if n is None else self.found[n]

    def touching(self, ranges: Sequence[Range]) -> list[Quotation]:
        """The quotations that share a token with ranges."""
        hit: set[int] = set()
        for r in ranges:
            first = bisect_right(self._ends, r.start)
            hit.update(range(first, bisect_left(self._starts, r.end)))
        return [self.found[n] for n in sorted(hit)]


def grown(reading: Reading, marked: Marked) -> Reading:
    """A reading whose content ends where its quotations end; direct speech right at the cue is content, exactly."""
    doc = marked.doc
    inside = marked.holding(reading.at)
    before, after = _adjacent(reading, marked)
    kept = []
    for r in reading.content:
        if after is not None and r.start >= after.start and r.start < after.end:
            kept.append(after.range)
        elif before is not None and r.end <= reading.cue[0].end and r.end > before.start:
            kept.append(before.range if starts_sentence(doc, before) else Range(min(r.start, before.start), before.end))
        else:
            kept.append(_ended(doc, r, marked) if r.start >= reading.cue[0].start else r)
    if before is not None and starts_sentence(doc, before):
        kept.append(before.range)
    if after is not None and (before is not None or not kept):
        kept.append(after.range)
    for q in marked.touching(kept):
        if q != inside and not q.start <= reading.at < q.end:
            kept.append(q.range)
    content = without(joined(kept), [*reading.cue, *reading.source])
    spoken = before is not None or after is not None
    return replace(reading, content=content, spoken=spoken)


def _ended(doc: Doc, r: Range, marked: Marked) -> Range:
    """A content that a comma inside closing quotation marks ends: 'said it was "quiet," a day after the raid'."""
    last = next((i for i in range(r.end - 1, max(r.start + 1, r.end - _TAIL), -1) if doc[i].text in MARKS), None)
    if last is None or last == r.end - 1 or doc[last - 1].text != ",":
        return r
    q = marked.holding(last)
    return Range(r.start, last + 1) if q is not None and q.end == last + 1 else r


def _adjacent(reading: Reading, marked: Marked) -> tuple[Quotation | None, Quotation | None]:
    """The speech that ends right before the cue and source, and the one that starts right after."""
    if reading.kind not in _SPEECH:
        return None, None
    doc = marked.doc
    parts = [*reading.cue, *reading.source]
    first, last = min(r.start for r in parts), max(r.end for r in parts)
    at = first - 1
    while at >= 0 and (doc[at].is_space or doc[at].text == ","):
        if "\n" in doc[at].text:
            break
        at -= 1
    before = marked.holding(at) if at >= 0 and doc[at].text in MARKS else None
    if before is not None and (before.end != at + 1 or not sentence_like(doc, before)):
        before = None
    after = None
    stop = min(len(doc), last + _NEAR)
    for i in range(last, stop):
        if doc[i].text in MARKS:
            q = marked.holding(i)
            if (
                q is not None
                and q.start == i
                and sentence_like(doc, q)
                and (doc[i - 1].text in (",", ":") or i == last)
            ):
                after = q
            break
        if (doc[i].is_sent_start and i > last) or "\n" in doc[i].text:
            break
    return before, after


def lost(reading: Reading, marked: Marked) -> Reading | None:
    """A cue without content in the parse, with the speech that stands right before or after it; None if none does."""
    before, after = _adjacent(reading, marked)
    found = [q.range for q in (before, after) if q is not None]
    if not found or marked.holding(reading.at) is not None:
        return None
    return replace(reading, content=without(joined(found), [*reading.cue, *reading.source]), spoken=True)


def continued(readings: Sequence[Reading], marked: Marked) -> list[Reading]:
    """Readings whose speaker goes on: later quotations of the paragraph that nobody else speaks, open ones resumed."""
    taken, spoken_at = _speakers(readings, marked)
    more: dict[int, list[Range]] = {}
    last_open: int | None = None
    for q in marked.found:
        speaker = taken.get(q)
        if speaker is None:
            speaker = last_open if q.resumes else _before(q, spoken_at, marked.doc)
            if speaker is not None and not q.start <= readings[speaker].at < q.end:
                more.setdefault(speaker, []).append(q.range)
                taken[q] = speaker
        last_open = speaker if not q.closed else None
    for q, after in zip(reversed(marked.found[:-1]), reversed(marked.found[1:]), strict=True):
        if q not in taken and not q.closed and after.resumes and after in taken:
            taken[q] = taken[after]
            more.setdefault(taken[q], []).append(q.range)
    out = list(readings)
    for n, ranges in more.items():
        cue = [*out[n].cue, *out[n].source]
        out[n] = replace(out[n], content=joined([*out[n].content, *without(ranges, cue)]))
    return out


def _speakers(
    readings: Sequence[Reading], marked: Marked
) -> tuple[dict[Quotation, int], dict[int, list[tuple[int, int]]]]:
    """Which reading speaks a quotation, and where in each paragraph which reading speaks, by their numbers."""
    taken: dict[Quotation, int] = {}
    spoken_at: dict[int, list[tuple[int, int]]] = {}
    for n, reading in enumerate(readings):
        if reading.kind not in _SPEECH:
            continue
        for q in marked.touching(reading.content):
            if q.start <= reading.at < q.end:
                if q.turn and marked.doc[reading.at].text == ":":
                    taken[q] = n
                continue
            if any(r.start <= q.start and q.end <= r.end + 1 for r in reading.content):
                taken.setdefault(q, n)
                if reading.kind in _GOES_ON:
                    spoken_at.setdefault(q.paragraph, []).append((q.start, n))
    return taken, spoken_at


def _before(q: Quotation, spoken_at: Mapping[int, list[tuple[int, int]]], doc: Doc) -> int | None:
    """Who spoke last before a quotation that stands as a sentence of its own in the same paragraph."""
    if not (starts_sentence(doc, q) and sentence_like(doc, q)):
        return None
    earlier = [(start, n) for start, n in spoken_at.get(q.paragraph, ()) if start < q.start]
    return max(earlier)[1] if earlier else None
