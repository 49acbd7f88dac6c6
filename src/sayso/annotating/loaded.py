"""Words that judge: `sayso_loaded` sets `Doc._.sayso_loaded`.

A word is loaded where it judges, not where it is a term of law, of crime reporting or part of a name: "regime" but not
"regime change", "terrorist" but not "charged with terrorism" or "Terrorist Screening Center".
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.lexicon.judging import Judging, judging, suffixed
from sayso.records.document import Span

marks.register()

_LEFT, _RIGHT = 4, 3


@Language.factory("sayso_loaded", requires=["token.lemma", "token.pos"], assigns=["doc._.sayso_loaded"])
class LoadedReader:
    """Sets `doc._.sayso_loaded`, in text order, none overlapping another."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the words that judge."""
        doc._.sayso_loaded = tuple(loaded(doc))
        return doc


def loaded(doc: Doc) -> Iterator[Span]:
    """The words of a Doc that judge."""
    table = judging()
    done = 0
    for token in doc:
        if token.i < done:
            continue
        entries = table.get(token.lower_) or table.get(token.lemma_.lower())
        end = 0
        if entries is not None:
            end = next((last for e in entries if (last := _matched(doc, token, e))), 0)
        elif len(token) > 6 and suffixed(token.lemma_.lower()) is not None and not _in_name(doc, token, token.i + 1):
            end = token.i + 1
        if end:
            done = end
            yield Span(token.idx, doc[end - 1].idx + len(doc[end - 1]))


def _matched(doc: Doc, token: Token, entry: Judging) -> int:
    """The end of an entry's words at a token, where they judge; 0 otherwise."""
    end = _end(doc, token.i, entry.words)
    if not end or (entry.pos and token.pos_ not in entry.pos and token.pos_ != "PROPN"):
        return 0
    after = _lemma(doc, end)
    before = _lemma(doc, token.i - 1)
    if after in entry.not_before or before in entry.not_after:
        return 0
    if (entry.before and after not in entry.before) or (entry.after and before not in entry.after):
        return 0
    if entry.unless and _near(doc, token.i, end, entry.unless):
        return 0
    return 0 if _in_name(doc, token, end) else end


def _end(doc: Doc, start: int, words: tuple[str, ...]) -> int:
    """Where words that start at a token end; 0 if they are not there."""
    at = start
    for word in words:
        if at >= len(doc):
            return 0
        token = doc[at]
        if token.lower_ != word and token.lemma_.lower() != word:
            return 0
        at += 1
    return at


def _lemma(doc: Doc, i: int) -> str:
    return doc[i].lemma_.lower() if 0 <= i < len(doc) else ""


def _near(doc: Doc, start: int, end: int, words: frozenset[str]) -> bool:
    """Whether one of the words stands near, in the same sentence."""
    for i in range(max(0, start - _LEFT), min(len(doc), end + _RIGHT)):
        if not start <= i < end and (doc[i].lemma_.lower() in words or doc[i].lower_ in words):
            return True
    return False


def _in_name(doc: Doc, token: Token, end: int) -> bool:
    """Whether a capitalized word is part of a longer capitalized name, not just the first of its sentence."""
    if not token.text[:1].isupper() or (token.is_upper and len(token) > 1 and _shouting(doc, token)):
        return False
    before, after = (doc[token.i - 1] if token.i else None), (doc[end] if end < len(doc) else None)
    if after is not None and _capital(after) and not after.is_sent_start:
        return True
    return before is not None and _capital(before) and not before.is_sent_start and not token.is_sent_start


def _capital(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[:1].isupper() and token.text[1:].islower()


def _shouting(doc: Doc, token: Token) -> bool:
    neighbours = doc[max(0, token.i - 1) : token.i + 2]
    return all(t.is_upper or not t.is_alpha for t in neighbours)
