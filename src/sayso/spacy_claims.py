"""`nlp.add_pipe("sayso_claims")`: claims in any spaCy pipeline, with whoever holds them.

It reads the text of the Doc with components of its own, so that it works alone, in a blank pipeline too. Offsets are of
the Doc; what is told in words, and the report, have private persons masked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from sayso.annotating.marks import register

if TYPE_CHECKING:
    from sayso.report import Report

GROUP = "sayso_claims"


def _extensions() -> None:
    register()
    if not Doc.has_extension("sayso_report"):
        Doc.set_extension("sayso_report", default=None)
    for name in ("sayso_claim", "sayso_told"):
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)


@Language.factory("sayso_claims", assigns=["doc._.sayso_report", "doc.spans"])
def claims(nlp: Language, name: str) -> Claims:
    """The component."""
    del nlp, name
    return Claims()


class Claims:
    """Sets `doc.spans["sayso_claims"]`, labelled by type, and `doc._.sayso_report`.

    Each span has `span._.sayso_claim` (the claim's id in the report) and `span._.sayso_told` (the claim in a sentence
    that begins with its asserters). Set `doc._.sayso_published` before, for dates as in "on Friday".

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> _ = nlp.add_pipe("sayso_claims")
    >>> doc = nlp("Police said rebels burned the depot.")
    >>> [(span.label_, span._.sayso_told) for span in doc.spans["sayso_claims"]]
    [('ASSAULT', 'according to the report, citing Police (certain): “rebels burned the depot”')]
    """

    def __init__(self) -> None:
        _extensions()

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        from sayso import linking, privacy
        from sayso.annotating.pipeline import annotate_one
        from sayso.exporting import Item
        from sayso.records.document import Document, content_id, document_id
        from sayso.report import Report

        text, published = doc.text, doc._.sayso_published
        content = content_id(text)
        name = document_id(content=content, outlet=None, uri=None, published=published.start, title=None)
        language = doc.lang_ if doc.lang_ and doc.lang_ != "xx" else None
        document = Document(name, content, text, "doc", published=published, language=language)
        read = linking.resolve(annotate_one(document))
        masked = privacy.mask(read).report
        item = Item(masked, linking.view(masked))
        spans = []
        for claim in read.claims:
            told = item.told(masked.claim_by_id[claim.id])
            span = doc.char_span(*claim.span, label=claim.type or claim.kind, alignment_mode="expand")
            if span is not None:
                span._.sayso_claim, span._.sayso_told = claim.id, told
                spans.append(span)
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans)
        report: Report = Report(masked)
        doc._.sayso_report = report
        return doc
