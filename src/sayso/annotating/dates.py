"""`sayso_dates`: every temporal expression of a Doc, with its TIMEX3 type and value."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks

marks.register()


class Dates:
    """The component; it needs `Doc._.sayso_published` as the anchor of relative dates."""

    def __call__(self, doc: Doc) -> Doc:
        """Assign `Doc._.sayso_times`."""
        return doc


@Language.factory("sayso_dates", assigns=["doc._.sayso_times"])
def make_dates(nlp: Language, name: str) -> Dates:
    """The factory."""
    return Dates()
