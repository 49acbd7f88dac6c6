"""What is no prose and tells nothing: rows of tables, keywords, code, and bare headings.

A sentence puts something forward with a verb. Where there is none, only a headline's noun does ("Attack on the Finnish
embassy"), and only with somebody named beside it; a row of cells or of keywords, and code, do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Span as Sentence
from spacy.tokens import Token

from sayso.lexicon.language import load
from sayso.records.actor import Mention

_VERBS = frozenset({"VBD", "VBZ", "VBP", "MD", "VBN", "VBG", "VB"})
_PLAIN = frozenset({"VB", "VBG", "VBN"})
_SPARSE = 0.12
_ROW, _NEAR = 3, 60
_NUMBERS = 0.5


@cache
def _signs(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/fragments")[name])


def scattered(sentence: Sentence) -> bool:
    r"""Whether a sentence stands in a row of a table, a row of keywords or code, and is none.

    >>> from sayso.annotating.pipeline import build
    >>> doc = build()("| Oran | attack | 4 |\nThe army (four men) attacked Oran.")
    >>> [scattered(doc[2:4]), scattered(list(doc.sents)[-1])]
    [True, False]
    """
    cells = codes = tags = commas = words = numbers = 0
    for token in _line(sentence):
        text = token.text
        if token.is_alpha:
            words += 1
        elif token.is_space:
            continue
        elif text in _signs("cells"):
            cells += 1
        elif text in _signs("code") or (len(text) > 1 and not _signs("code").isdisjoint(text)):
            codes += 1
        elif text[0] == "#":
            tags += 1
        elif text in (",", ";"):
            commas += 1
        elif token.like_num:
            numbers += 1
    if tags > 2 or (codes > 1 and codes >= _SPARSE * (words + codes + cells + numbers)):
        return True
    if cells > _ROW:
        return True
    return (cells > 1 or (commas > 2 and commas + numbers >= _NUMBERS * words)) and not _finite(sentence)


def _line(sentence: Sentence) -> Sentence:
    """The line around a sentence, as far as `_NEAR` tokens to each side."""
    doc, start, end = sentence.doc, sentence.start, sentence.end
    for _ in range(_NEAR):
        if start and not _breaks(doc[start - 1]):
            start -= 1
        if end < len(doc) and not _breaks(doc[end - 1]):
            end += 1
    return doc[start:end]


def _breaks(token: Token) -> bool:
    return token.is_space and "\n" in token.text


def _finite(sentence: Sentence) -> bool:
    return any(t.tag_ in _VERBS and t.tag_ not in _PLAIN for t in sentence)


def verbless(sentence: Sentence) -> bool:
    """Whether no verb stands in a sentence; a participle is one ("four killed in Oran")."""
    return not any(t.tag_ in _VERBS for t in sentence)


def bare(sentence: Sentence, parties: Iterable[Mention]) -> bool:
    """Whether a sentence without a verb names nobody beside the noun of its act: a heading, a keyword."""
    return verbless(sentence) and not any(_named(party) for party in parties)


def _named(party: Mention) -> bool:
    return party.kind != "group" and not (party.kind == "person" and party.text.islower())
