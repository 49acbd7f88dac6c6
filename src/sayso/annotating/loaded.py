"""Words that judge: `sayso_loaded` sets `Doc._.sayso_loaded`.

A word is loaded where it judges, not where it is a term of law, of crime reporting or part of a name: "regime" but not
"regime change", "terrorist" but not "charged with terrorism" or "Terrorist Screening Center". By a list; where there is
an encoder, by what it marks too, since nobody can list every way to judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Token

from sayso.annotating import marks
from sayso.annotating.encoder.decode import Floats
from sayso.lexicon.judging import Judging, judging, suffixed
from sayso.records.document import Span

marks.register()

_LEFT, _RIGHT = 4, 3
# More likely than not; and what the list says is left out only where the encoder is rather sure of the contrary.
_JUDGES, _PLAIN, _SURE = 0.5, 0.1, 0.95
_EDGES = frozenset({"PUNCT", "SPACE", "DET", "ADP", "CCONJ", "AUX", "PRON"})


@Language.factory("sayso_loaded", requires=["token.lemma", "token.pos"], assigns=["doc._.sayso_loaded"])
class LoadedReader:
    """Sets `doc._.sayso_loaded`, in text order, none overlapping another."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.name = name

    def __call__(self, doc: Doc) -> Doc:
        """Find the words that judge."""
        listed, encoded = list(loaded(doc)), doc._.sayso_encoded
        doc._.sayso_loaded = tuple(listed if encoded is None else with_learned(doc, listed, encoded.loaded))
        return doc


def loaded(doc: Doc) -> Iterator[Span]:
    """The words of a Doc that judge, by the list."""
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


def with_learned(doc: Doc, listed: Iterable[Span], chances: Floats) -> list[Span]:
    """The encoder's words that judge, and those of the list that it does not think plain; in text order.

    `chances` is, for each token, the probabilities that such words begin with it, and that it goes on with them.
    """
    begins, listed = (chances[:, 0] > chances[:, 1]).tolist(), list(listed)
    chances = _of_words(doc, chances.sum(axis=1))
    runs = [run for run in _runs(doc, chances, begins) if not _excepted(doc, *run, listed, chances)]
    found = [span for start, end in runs if (span := _trimmed(doc, start, end)) is not None]
    taken = {i for span in found for i in range(span.start, span.end)}
    for span in listed:
        tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
        if tokens is not None and taken.isdisjoint(range(span.start, span.end)):
            found += [span] if max(chances[tokens.start : tokens.end]) >= _PLAIN else []
    return sorted(found)


def _excepted(doc: Doc, start: int, end: int, listed: Iterable[Span], chances: Floats) -> bool:
    """Whether a run is a word of the list that the list has reasons to leave alone here ("regime change")."""
    if end - start > 1 or chances[start] >= _SURE:
        return False
    token, table = doc[start], judging()
    here = any(span.start <= token.idx < span.end for span in listed)
    return not here and (token.lower_ in table or token.lemma_.lower() in table)


def _of_words(doc: Doc, chances: Floats) -> Floats:
    """Chances of tokens, those of a hyphenated word all that of its likeliest part ("iron-fisted")."""
    out = chances.copy()
    start = 0
    for token in doc:
        if not token.whitespace_ and token.i + 1 < len(doc) and "-" in (token.text, doc[token.i + 1].text):
            continue
        if start < token.i:
            out[start : token.i + 1] = chances[start : token.i + 1].max()
        start = token.i + 1
    return out


def _runs(doc: Doc, chances: Floats, begins: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Neighbouring tokens of a sentence that judge, apart where others begin within them ("vile" | "clown")."""
    start = None
    for token in doc:
        judges = chances[token.i] >= _JUDGES
        parted = begins[token.i] and doc[token.i - 1].whitespace_
        if start is not None and (not judges or token.is_sent_start or parted):
            yield start, token.i
            start = None
        if judges and start is None:
            start = token.i
    if start is not None:
        yield start, len(doc)


def _trimmed(doc: Doc, start: int, end: int) -> Span | None:
    """The span of tokens without marks, articles and linking words at its ends; None if nothing is left."""
    while start < end and doc[start].pos_ in _EDGES:
        start += 1
    while end > start and doc[end - 1].pos_ in _EDGES:
        end -= 1
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1])) if start < end else None


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
