"""From the encoder's spans to readings of attributions: which source and which content belong to which cue.

Each source and each content goes to the nearest cue: of its own sentence first, else of a sentence beside it, since
direct speech stands before or after the sentence that names its speaker. A cue inside a content is that content's
only where the content is split around it, so it never takes what encloses it. What is inside another's content
becomes its child when records are made (`quotes.records`).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.annotating.encoder.gerunds import with_gerund
from sayso.annotating.encoder.model import Encoded, Found
from sayso.annotating.quotes.cues import cue_of, passive_form
from sayso.annotating.quotes.direct import Marked, continued, grown
from sayso.annotating.quotes.gate import PUTS_FORWARD, asserted, kept_inside, spoken_for, unspoken, voiceless
from sayso.annotating.quotes.marks import MARKS
from sayso.annotating.quotes.reading import Range, Reading, without
from sayso.annotating.quotes.source import source_of
from sayso.lexicon.cues import CuePos, cues

_FAR = 240
_SINGLE = frozenset("'‘‚‹")
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "NUM", "ADJ", "X"})
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
    for whole in encoded.spans:
        for span in _mended(doc, with_gerund(doc, whole)):
            if span.role != "source" or any(t.pos_ in _NOMINAL for t in doc[span.start : span.end]):
                found[span.role].append(span)
    centres = [_centre(doc, cue) for cue in found["cue"]]
    sources = sourced(doc, found["source"], found["cue"], [at for at, _ in centres])
    contents = linked(found["content"], found["cue"], Places(doc))
    return [
        _reading(doc, cue, sources.get(n, ()), contents[n], centres[n])
        for n, cue in enumerate(found["cue"])
        if n in contents and not (n not in sources and voiceless(tuple(doc[cue.start : cue.end])))
    ]


def _mended(doc: Doc, span: Found) -> Iterator[Found]:
    """A span cut at line breaks, which the encoder does not see, and never ending inside a hyphenated word.

    Of 8,700 spans in training articles nine cross a line break, seven of them where a quotation goes on.
    """
    start = span.start
    for i in range(span.start, span.end + 1):
        if i == span.end or (doc[i].is_space and "\n" in doc[i].text):
            if start < i:
                yield replace(span, start=_hyphened(doc, start), end=_hyphened_end(doc, i))
            start = i + 1


def _hyphened(doc: Doc, start: int) -> int:
    while start > 1 and doc[start - 1].text == "-" and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_):
        start -= 2
    return start


def _hyphened_end(doc: Doc, end: int) -> int:
    while end + 1 < len(doc) and doc[end].text == "-" and not (doc[end - 1].whitespace_ or doc[end].whitespace_):
        end += 2
    return end


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
    if apart and part.role == "source" and places.paragraphs(left, right):
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
    for n, found in out.items():
        out[n] = tuple(_named_first(doc, source, doc[centres[n]]) for source in found)
    for n, at in enumerate(centres):
        if n in out or doc[at].pos_ not in ("VERB", "AUX") or passive_form(doc[at]):
            continue
        head = source_of(doc[at])[1]
        if head is not None and head in holding:
            out[n] = (holding[head],)
        elif n and n - 1 in out and doc[at].sent.start <= cues_[n - 1].start:
            out[n] = out[n - 1]
    return out


def _named_first(doc: Doc, source: Found, verb: Token) -> Found:
    """The subject itself, not a name in the clause about it: "*the Army*, which calls itself the Sons, has denied"."""
    head = source_of(verb)[1] if verb.pos_ in ("VERB", "AUX") and not passive_form(verb) else None
    if head is None or source.start <= head or verb.i < source.end:
        return source
    about = [c for c in doc[head].rights if c.dep_ == "relcl" and c.i < source.start]
    inside = doc[head].right_edge.i >= source.end - 1 and doc[head].pos_ in ("PROPN", "NOUN")
    return replace(source, start=doc[head].left_edge.i, end=head + 1) if about and inside else source


def merged(doc: Doc, learned: Sequence[Reading], rules: Sequence[Reading], marked: Marked) -> list[Reading]:
    """The encoder's readings with what the rules know better, measured on training articles.

    A source that the encoder missed is the rules' for the same cue, and so is the end of a cue of several words; where
    both name a source, the encoder is right more often, but of one inside the other the inner (30 times in 39). A
    content ends where its quotation does, and a speaker goes on (half a point of exact-span F1). Of cues that only the
    rules see, most are wrong by the corpus; kept are those that put something forward or deny it in somebody's name,
    also inside another's content,
    where the corpus marks nothing but a chain of holders has its links (at two thirds of a point), and what speaks for
    nobody in particular ("reportedly").
    """
    at = {i: reading for reading in rules for i in _tokens(reading.cue)}
    silent = {i for reading in learned if _silent(doc, reading) for i in _tokens((*reading.cue, *reading.content))}
    learned = [reading for reading in learned if _given(doc, reading, marked, at)]
    taken = {i for reading in learned for i in _tokens(reading.cue)}
    owed = {i for r in rules if taken.isdisjoint(_tokens(r.cue)) and _stands(doc, r) for i in _tokens(r.source)}
    found = [grown(_filled(doc, reading, at, owed), marked) for reading in learned]
    inside = {i for reading in found for i in _tokens(reading.content)}
    for reading in rules:
        if taken.isdisjoint(_tokens(reading.cue)):
            nested = reading.at in inside and doc[reading.at].text != ":"  # a line that opens with its speaker
            held = _link(doc, reading, marked) if nested else _stands(doc, reading)
            found += [reading] if held or reading.at in silent else []
    return continued(found, marked)


def _given(doc: Doc, reading: Reading, marked: Marked, at: Mapping[int, Reading]) -> bool:
    """Whether somebody put it forward, at a third of a point of exact-span F1, since the corpus marks more.

    Not "no one claimed", "you said", "did not say", "could say", "it is not true", "declined to say", nor where a mere
    article is the source; nor, of nobody in particular, nouns that the rules do not take for a cue ("the question is").
    """
    if _silent(doc, reading):
        return False
    if doc[reading.at].text == ":" and reading.at not in at:
        return False  # what opens a line is its speaker where the rules say so, and else a topic or a place
    if not reading.source and doc[reading.at].pos_ in _NOMINAL and at.keys().isdisjoint(_tokens(reading.cue)):
        return False
    if spoken_for(doc, reading, quoted=marked.holding(reading.at) is not None):
        return False
    if reading.source and all(doc[i].lower_ in ("a", "an", "the") for i in _tokens(reading.source)):
        return False
    if not reading.source and any(doc[i].dep_ == "neg" for i in _tokens(reading.cue)):
        return False
    token = doc[reading.at]
    aux = any(c.dep_ == "neg" or c.tag_ == "MD" for c in token.lefts)
    return not aux or token.pos_ not in ("VERB", "AUX") or asserted(token, reading.kind)


def _silent(doc: Doc, reading: Reading) -> bool:
    """Whether somebody does not speak: "refused to comment on"; what is inside stands for itself."""
    verbs = (doc[i] for i in _tokens(reading.cue) if doc[i].pos_ == "VERB")
    return any(_known(verb) == "refuse" and unspoken(verb) for verb in verbs)


def _tokens(ranges: Iterable[Range]) -> Iterator[int]:
    for r in ranges:
        yield from range(r.start, r.end)


def _filled(doc: Doc, reading: Reading, at: Mapping[int, Reading], owed: Set[int]) -> Reading:
    """A reading of the encoder with what only the rules' reading of the same cue has.

    A source that the rules `owe` to a cue that the encoder missed is not this one's, if they know another; nor is who
    "was told by" another. A line that opens with who speaks it is his to its end. Of "a post by the union" the union is
    the holder.
    """
    same = next((at[i] for i in _tokens(reading.cue) if i in at), None)
    if same is None:
        return reading
    if doc[same.at].text == ":" or (not reading.source and not same.source):
        return same
    source, head, cue = reading.source, reading.head, reading.cue
    own, theirs = set(_tokens(source)), set(_tokens(same.source))
    if theirs and (owed >= own or passive_form(doc[same.at]) or theirs < own):
        source, head = same.source, same.head
    if same.cue[-1].end > cue[-1].end and set(_tokens(same.cue)).issuperset(_tokens(cue)):
        cue = same.cue
    content = without(_own(doc[reading.at], reading), [*source, *cue]) or reading.content
    return replace(reading, source=source, head=head, cue=cue, content=content)


def _own(verb: Token, reading: Reading) -> tuple[Range, ...]:
    """The content without what another says beside an accusation: "blames the Front *and the Front blames police*"."""
    others = [c for c in verb.rights if c.dep_ == "conj" and any(t.dep_ in ("nsubj", "nsubjpass") for t in c.lefts)]
    if reading.kind != "accuse" or not others:
        return reading.content
    end = others[0].left_edge.i
    cut = tuple(Range(r.start, min(r.end, end)) for r in reading.content if r.start < end or r.start < verb.i)
    return cut or reading.content


def _link(doc: Doc, reading: Reading, marked: Marked) -> bool:
    """Whether somebody else puts something forward there.

    "He said" in a quotation tells of a talk, not of a source, unless his very words stand there. A turn of a transcript
    tells of both.
    """
    if not kept_inside(doc, reading):
        return False
    if any(doc[i].text in MARKS or doc[i].text in _SINGLE for r in reading.content for i in (r.start, r.start - 1)):
        return True
    plain = reading.head is not None and doc[reading.head].pos_ in ("NOUN", "PROPN")
    around = marked.holding(reading.at)
    return reading.kind != "report" or (plain and (around is None or around.turn))


def _stands(doc: Doc, reading: Reading) -> bool:
    """Whether a reading outside any content stands without the encoder."""
    if reading.source:
        return reading.kind in PUTS_FORWARD
    return reading.kind == "evidential" or doc[reading.at].pos_ == "ADV"


def _reading(
    doc: Doc, cue: Found, sources: Sequence[Found], contents: Sequence[Found], centre: tuple[int, str]
) -> Reading:
    at, kind = centre
    head = doc[sources[0].start : sources[0].end].root.i if sources else None
    end = min([c.start for c in contents if cue.start < c.start] + [cue.end])
    return Reading(
        at, (Range(cue.start, max(end, at + 1)),), tuple(Range(c.start, c.end) for c in contents),
        tuple(Range(s.start, s.end) for s in sources), head, kind,
    )  # fmt: skip


def _centre(doc: Doc, cue: Found) -> tuple[int, str]:
    """The cue's main token and class: the last word in the lexicon, else the root of its words."""
    for i in range(cue.end - 1, cue.start - 1, -1):
        if (kind := _known(doc[i])) is not None:
            return i, kind
    return doc[cue.start : cue.end].root.i, "report"


def _known(token: Token) -> str | None:
    """The class of a word that the lexicon knows for a cue."""
    if token.pos_ in ("VERB", "AUX"):
        known = cue_of(token)
        return known[0].kind if known is not None else None
    entry = cues()[_POS[token.pos_]].get(token.lemma_.lower()) if token.pos_ in _POS else None
    return entry.kind if entry is not None else None
