"""`sayso_dates`: every temporal expression of a Doc, with its TIMEX3 type and value.

The grammar is that of `sayso.lexicon.dates`; this component adds what only a parse can tell: whether "on Friday" is
the Friday before publication or the one after.

>>> from sayso.annotating.dates.component import direction
>>> import spacy
>>> from spacy.tokens import Doc
>>> doc = Doc(spacy.blank("en").vocab, ["Talks", "will", "open", "Friday"], heads=[2, 2, 2, 2],
...           deps=["nsubj", "aux", "ROOT", "npadvmod"], tags=["NNS", "MD", "VB", "NNP"],
...           pos=["NOUN", "AUX", "VERB", "PROPN"], lemmas=["talk", "will", "open", "Friday"])
>>> direction(doc[3])
1
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.lexicon.language import load
from sayso.lexicon.timex import times

marks.register()
_CLIMB = 6


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/dates")["tense"][name])


def direction(token: Token) -> int:
    """Whether the verb that a date hangs on tells of the past (-1) or of what is to come (1); 0 if it does not say."""
    if token.i and token.nbor(-1).lower_ in _words("past_words"):
        return -1
    leaning = 0
    for _ in range(_CLIMB):
        if token.pos_ in ("VERB", "AUX"):
            said, sure = _tense(token)
            if sure:
                return said
            leaning = leaning or said
        elif token.lemma_ in _words("future_words"):
            return 1
        if token.head.i == token.i:
            break
        token = token.head
    return leaning


def _tense(verb: Token) -> tuple[int, bool]:
    """The tense of one verb, and whether that settles it: auxiliaries first, then its own form.

    A bare participle ("keep shops closed until Friday") leans to the past, but what it hangs on decides.
    """
    coming = verb.lemma_ in _words("future_words")
    for child in verb.lefts:
        if child.dep_ in ("aux", "auxpass"):
            if child.lower_ in _words("future_aux"):
                return (-1 if any(c.lower_ == "have" for c in verb.lefts) else 1), True
            if child.tag_ == "TO":
                return 1, True
            if child.tag_ == "VBD" or child.lower_ in ("has", "have", "had", "'ve"):
                return (1 if coming else -1), True
    if verb.tag_ == "VBD":
        return -1, True
    if verb.tag_ == "VBN":
        return (1, True) if coming else (-1, verb.dep_ in ("acl", "relcl"))
    if verb.tag_ in ("VBP", "VBZ") and verb.lemma_ in _words("scheduled_verbs"):
        return 1, True
    return 0, False


class Dates:
    """The component; it needs `Doc._.sayso_published` as the anchor of relative dates."""

    def __call__(self, doc: Doc) -> Doc:
        """Assign `Doc._.sayso_times`."""
        published = doc._.sayso_published
        day = published.start if published.precision in ("day", "month", "year") else None
        if day is not None:
            day = day[: {"month": 7, "year": 4}.get(published.precision, 10)]
        starts: list[int] = []

        def tense(start: int, end: int) -> int:
            if not starts:
                starts.extend(token.idx for token in doc)
            return direction(doc[bisect_right(starts, max(start, end - 1)) - 1])

        doc._.sayso_times = times(doc.text, published=day, tense=tense)
        return doc


@Language.factory("sayso_dates", assigns=["doc._.sayso_times"], requires=["token.dep", "token.tag"])
def make_dates(nlp: Language, name: str) -> Dates:
    """The factory."""
    return Dates()
