"""What the text adds to a draft: evidence, legal status, time, place and deaths."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.draft import Circumstances

marks.register()


@Language.factory(
    "sayso_circumstances",
    requires=["doc._.sayso_drafts", "doc._.sayso_times", "doc._.sayso_mentions"],
    assigns=["doc._.sayso_circumstances"],
)
class CircumstancesReader:
    """Sets `doc._.sayso_circumstances`, one a draft."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read what the text adds to each draft."""
        doc._.sayso_circumstances = tuple(Circumstances() for _ in doc._.sayso_drafts)
        return doc
