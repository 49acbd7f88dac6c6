"""Who says what: `sayso_quotes` sets `Doc._.sayso_attributions`.

By rules over the parse and quotation marks; where there is an encoder, by what it marks, with the rules filling in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.encoder.attributions import merged
from sayso.annotating.encoder.attributions import readings as learned_readings
from sayso.annotating.grammar.tree import MentionIndex, path_up, settled
from sayso.annotating.quotes.direct import Marked, continued, grown, lost
from sayso.annotating.quotes.gate import asserted, flat, spoken_for
from sayso.annotating.quotes.marks import quotations
from sayso.annotating.quotes.nouns import of_adjective, of_noun
from sayso.annotating.quotes.phrases import of_adverb, of_colon, of_preposition, of_trailing_colon, turns_of
from sayso.annotating.quotes.reading import Reading, spans
from sayso.annotating.quotes.verbs import of_verb
from sayso.annotating.text.lists import listed
from sayso.records.claim import Attribution

marks.register()


@Language.factory(
    "sayso_quotes",
    requires=["token.dep", "token.lemma", "doc.sents", "doc._.sayso_mentions"],
    assigns=["doc._.sayso_attributions"],
)
class QuoteReader:
    """Sets `doc._.sayso_attributions`, in order of their cues."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the attributions of a Doc."""
        found, marked = readings(doc)
        if doc._.sayso_encoded is not None:
            learned = learned_readings(doc, doc._.sayso_encoded)
            found = merged(doc, learned, found, marked)
        doc._.sayso_attributions = records(doc, found)
        return doc


def readings(doc: Doc) -> tuple[list[Reading], Marked]:
    """All attributions of a Doc, as ranges of tokens, and its quotations."""
    turns = turns_of(doc)
    quoted = quotations(doc, turns)
    marked = Marked(doc, quoted)
    found = []
    for reading in _raw(doc, turns):
        if spoken_for(doc, reading, quoted=marked.holding(reading.at) is not None):
            continue
        whole = grown(reading, marked) if reading.content else lost(reading, marked)
        if whole is not None:
            found.append(whole)
    return listed(doc, continued(flat(doc, found, quoted), marked)), marked


def _raw(doc: Doc, turns: frozenset[int]) -> Iterator[Reading]:
    """What each token says of attributions, before quotation marks and other readings have their say."""
    ends = {m.end: m for m in doc._.sayso_mentions}
    for token in doc:
        pos = token.pos_
        if pos == "VERB" or pos == "AUX":
            for reading in of_verb(token):
                if asserted(token, reading.kind):
                    yield reading
            yield from of_preposition(token)
        elif pos == "ADV":
            yield from of_adverb(token)
        elif pos == "NOUN":
            yield from of_noun(token)
        elif pos == "ADJ":
            yield from of_adjective(token)
        elif pos == "ADP" or pos == "SCONJ":
            yield from of_preposition(token)
        elif token.text == ":":
            yield from of_colon(token, ends, turns)
            yield from of_trailing_colon(token, ends)


def records(doc: Doc, found: Iterable[Reading]) -> tuple[Attribution, ...]:
    """Readings as records: ids in order of cues, mentions of sources, and which stands inside which."""
    ordered = sorted(found, key=lambda r: (r.cue, r.at))
    index = MentionIndex(doc, doc._.sayso_mentions)
    above = _parents(ordered)
    return tuple(
        Attribution(
            id=f"a{n}",
            source=spans(doc, reading.source),
            cue=spans(doc, reading.cue, marks=True),
            content=spans(doc, reading.content),
            mention=_mention(doc, reading, index),
            parent=f"a{above[n - 1] + 1}" if n - 1 in above else None,
        )
        for n, reading in enumerate(ordered, 1)
    )


def _mention(doc: Doc, reading: Reading, index: MentionIndex) -> str | None:
    """The mention that a source is; of "who said" and "it said", of whom these stand for."""
    if reading.head is None:
        return None
    head = doc[reading.head]
    if head.tag_ in ("WDT", "WP"):
        relative = next((t for t in path_up(head) if t.dep_ == "relcl"), None)
        head = relative.head if relative is not None else head
    found = index.headed(head)
    if found is None and (covering := index.covering(head)) is not None:
        inside = any(r.start <= head.i < r.end for r in reading.source)
        found = covering if inside and head.dep_ in ("compound", "flat", "nmod", "appos") else None
    if found is not None and found.actor is None:
        meant = settled(head)
        found = (index.headed(meant) if meant is not None else None) or found
    return found.id if found is not None else None


def _parents(ordered: Sequence[Reading]) -> dict[int, int]:
    """For each reading inside another's content the smallest such content's, by their numbers."""
    places = sorted((reading.at, n) for n, reading in enumerate(ordered))
    sizes = [sum(r.end - r.start for r in reading.content) for reading in ordered]
    above: dict[int, int] = {}
    for n, reading in enumerate(ordered):
        for r in reading.content:
            for _, inner in places[bisect_left(places, (r.start, 0)) : bisect_left(places, (r.end, 0))]:
                if sizes[n] > sizes[inner] and (inner not in above or sizes[n] < sizes[above[inner]]):
                    above[inner] = n
    return above
