"""The learned reader as a component: `sayso_encoder` sets `Doc._.sayso_encoded`, once a Doc, for all that ask it.

Where there is an encoder, it also names the entities, so that spaCy's recogniser, half of spaCy's time, need not run.
Without one, `Doc._.sayso_encoded` stays None, spaCy names them, and every component reads with its rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

from sayso.annotating import marks
from sayso.annotating.encoder.model import Encoded, load

marks.register()


@Language.factory("sayso_encoder", requires=["doc.sents"], assigns=["doc._.sayso_encoded", "doc.ents"])
class EncoderReader:
    """Sets `doc._.sayso_encoded`, and `doc.ents` where the pipeline has no recogniser of its own."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name
        self._names = "ner" not in nlp.pipe_names

    def __call__(self, doc: Doc) -> Doc:
        """Read a Doc."""
        encoder = load()
        if encoder is not None:
            doc._.sayso_encoded = encoder.read(doc)
            if self._names:
                doc.set_ents(list(entities(doc, doc._.sayso_encoded)))
        return doc


def entities(doc: Doc, encoded: Encoded) -> Iterator[Span]:
    """Neighbours with one label, within a sentence, as one entity."""
    start, label = 0, ""
    for token in doc:
        here = "" if token.is_space else encoded.entities[token.i]
        if here != label or token.is_sent_start:
            if label:
                yield Span(doc, start, token.i, label=label)
            start, label = token.i, here
    if label:
        yield Span(doc, start, len(doc), label=label)
