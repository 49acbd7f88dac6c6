"""Where a report speaks of: `sayso_places` adds places to mentions. First version: adds none."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks


@Language.factory("sayso_places", assigns=["doc._.sayso_mentions"], requires=["doc._.sayso_mentions"])
def sayso_places(nlp: Language, name: str) -> object:
    """The component."""
    marks.register()
    return places


def places(doc: Doc) -> Doc:
    """Set the place of each mention that names one."""
    return doc
