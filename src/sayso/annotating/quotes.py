"""Who says what: `sayso_quotes` sets `Doc._.sayso_attributions`, by rules over the parse and quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.quotes_direct import Marked, continued, grown, lost
from sayso.annotating.quotes_gate import asserted, flat, spoken_for
from sayso.annotating.quotes_marks import quotations
from sayso.annotating.quotes_reading import Reading, spans
from sayso.annotating.quotes_verbs import of_verb
from sayso.annotating.tree import MentionIndex
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
        doc._.sayso_attributions = records(doc, readings(doc))
        return doc


def readings(doc: Doc) -> list[Reading]:
    """All attributions of a Doc, as ranges of tokens."""
    quoted = quotations(doc)
    marked = Marked(doc, quoted)
    found = []
    for token in doc:
        if token.pos_ not in ("VERB", "AUX"):
            continue
        for reading in of_verb(token):
            if not asserted(token, reading.kind) or spoken_for(doc, reading):
                continue
            whole = grown(reading, marked) if reading.content else lost(reading, marked)
            if whole is not None:
                found.append(whole)
    return continued(flat(doc, found, quoted), marked)


def records(doc: Doc, found: Iterable[Reading]) -> tuple[Attribution, ...]:
    """Readings as records: ids in order of cues, mentions of sources, and which stands inside which."""
    ordered = sorted(found, key=lambda r: (r.cue, r.at))
    index = MentionIndex(doc, doc._.sayso_mentions)
    out = []
    for n, reading in enumerate(ordered, 1):
        mention = None
        if reading.head is not None:
            mention = index.headed(doc[reading.head]) or index.covering(doc[reading.head])
        out.append(
            Attribution(
                id=f"a{n}",
                source=spans(doc, reading.source),
                cue=spans(doc, reading.cue),
                content=spans(doc, reading.content),
                mention=mention.id if mention else None,
            )
        )
    return tuple(out)
