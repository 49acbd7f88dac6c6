"""Motives and aims that somebody ascribes: `sayso_purposes`. First version: holds its place."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks

marks.register()


@Language.factory("sayso_purposes", requires=["doc._.sayso_drafts"], assigns=["doc._.sayso_drafts"])
class PurposeReader:
    """Adds purpose drafts to `doc._.sayso_drafts`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Read the purposes of each sentence."""
        return doc
