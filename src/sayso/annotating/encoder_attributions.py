"""From the encoder's spans to readings of attributions: which source and which content belong to which cue.

Each source and each content goes to the nearest cue: of its own sentence first, else of a sentence beside it, since
direct speech stands before or after the sentence that names its speaker. A cue inside a content is that content's
only where the content is split around it, so it never takes what encloses it. What is inside another's content
becomes its child when records are made (`quotes.records`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from sayso.annotating.encoder import Encoded, Found
from sayso.annotating.quotes_cues import cue_of, passive_form
from sayso.annotating.quotes_gate import kept_inside
from sayso.annotating.quotes_reading import Range, Reading
from sayso.annotating.quotes_source import source_of
from sayso.lexicon.cues import CuePos, cues

_FAR = 240
_POS: dict[str, CuePos] = {
    "NOUN": "noun",
    "ADJ": "adjective",
    "ADV": "adverb",
    "ADP": "preposition",
    "SCONJ": "preposition",
}


def readings(doc: Doc, encoded: Encoded) -> list[Reading]:
    """The encoder's attributions as readings, in order of their cues; a cue that got no content is dropped."""
    found: dict[str, list[Found]] = defaultdict(list)
    for span in encoded.spans:
        found[span.role].append(span)
    centres = [_centre(doc, cue) for cue in found["cue"]]
    sources = sourced(doc, found["source"], found["cue"], [at for at, _ in centres])
    contents = linked(found["content"], found["cue"], Places(doc))
    return [
        _reading(doc, cue, sources.get(n, ()), contents[n], centres[n])
        for n, cue in enumerate(found["cue"])
        if n in contents
    ]


class Places:
    """Where sentences and paragraphs of a Doc start, to say how many of either lie between two tokens."""

    def __init__(self, doc: Doc) -> None:
        self._sentences = [s.start for s in doc.sents]
        self._breaks = [t.i for t in doc if t.is_space and "\n" in t.text]

    def sentences(self, left: int, right: int) -> int:
        """Sentence starts between two tokens."""
        return bisect_right(self._sentences, right) - bisect_right(self._sentences, left)

    def paragraphs(self, left: int, right: int) -> int:
        """Line breaks between two tokens."""
        return bisect_right(self._breaks, right) - bisect_right(self._breaks, left)


def linked(parts: Iterable[Found], cues_: Sequence[Found], places: Places) -> dict[int, list[Found]]:
    """Parts (sources or contents) by the number of the cue, of those in order, that each belongs to."""
    starts = [c.start for c in cues_]
    out: dict[int, list[Found]] = defaultdict(list)
    for part in parts:
        low, high = bisect_left(starts, part.start - _FAR), bisect_right(starts, part.end + _FAR)
        ways = [(cost, n) for n in range(low, high) if (cost := _cost(part, cues_[n], places)) is not None]
        if ways:
            out[min(ways)[1]].append(part)
    return out


def _cost(part: Found, cue: Found, places: Places) -> tuple[int, ...] | None:
    """How far a cue is from a part, in sentences, paragraphs and tokens; None where it cannot be the part's.

    Of cues in sentences beside the part's, the one before wins: speech goes on after its speaker is named.
    """
    if part.start <= cue.start and cue.end <= part.end:
        return None
    before = cue.end <= part.start
    left, right = (cue.end - 1, part.start) if before else (part.end - 1, cue.start)
    apart = places.sentences(left, right)
    if apart > 1:
        return None
    gap = max(right - left - 1, 0)
    return (apart, places.paragraphs(left, right), 0 if before else 1, gap) if apart else (0, 0, 0, gap)


def sourced(
    doc: Doc, sources: Sequence[Found], cues_: Sequence[Found], centres: Sequence[int]
) -> dict[int, tuple[Found, ...]]:
    """The sources of each cue: those nearest to it, else the one that the parse makes its subject.

    A verb that goes on after another cue of its sentence ("said it fell and blamed") shares the other's.
    """
    out = {n: tuple(own) for n, own in linked(sources, cues_, Places(doc)).items()}
    holding = {i: source for source in sources for i in range(source.start, source.end)}
    for n, at in enumerate(centres):
        if n in out or doc[at].pos_ not in ("VERB", "AUX") or passive_form(doc[at]):
            continue
        head = source_of(doc[at])[1]
        if head is not None and head in holding:
            out[n] = (holding[head],)
        elif n and n - 1 in out and doc[at].sent.start <= cues_[n - 1].start:
            out[n] = out[n - 1]
    return out


def merged(doc: Doc, learned: Sequence[Reading], rules: Iterable[Reading]) -> list[Reading]:
    """The encoder's readings, with those of the rules whose cue it left unmarked and that are worth keeping.

    Measured on training articles: of those that name a source outside any content half are right, which gains more
    than it costs; of those without a source only what speaks for nobody in particular ("reportedly", "is believed to")
    is kept. Inside another's content the corpus marks nothing, but a chain of holders needs who accuses or denies
    there.
    """
    marked = {i for reading in learned for r in reading.cue for i in range(r.start, r.end)}
    inside = {i for reading in learned for r in reading.content for i in range(r.start, r.end)}
    extra = [
        reading
        for reading in rules
        if not any(i in marked for r in reading.cue for i in range(r.start, r.end))
        and (kept_inside(doc, reading) if reading.at in inside else reading.source or _impersonal(doc, reading))
    ]
    return [*learned, *extra]


def _impersonal(doc: Doc, reading: Reading) -> bool:
    token = doc[reading.at]
    return reading.kind == "evidential" or token.pos_ == "ADV" or (token.pos_ == "VERB" and passive_form(token))


def _reading(
    doc: Doc, cue: Found, sources: Sequence[Found], contents: Sequence[Found], centre: tuple[int, str]
) -> Reading:
    at, kind = centre
    head = doc[sources[0].start : sources[0].end].root.i if sources else None
    return Reading(
        at, (Range(cue.start, cue.end),), tuple(Range(c.start, c.end) for c in contents),
        tuple(Range(s.start, s.end) for s in sources), head, kind,
    )  # fmt: skip


def _centre(doc: Doc, cue: Found) -> tuple[int, str]:
    """The cue's main token and class: the last word in the lexicon, else the root of its words."""
    for i in range(cue.end - 1, cue.start - 1, -1):
        token = doc[i]
        if token.pos_ in ("VERB", "AUX"):
            known = cue_of(token)
            if known is not None:
                return i, known[0].kind
        elif token.pos_ in _POS:
            entry = cues()[_POS[token.pos_]].get(token.lemma_.lower())
            if entry is not None:
                return i, entry.kind
    return doc[cue.start : cue.end].root.i, "report"
