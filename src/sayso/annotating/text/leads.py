r"""What opens a line and belongs to no sentence: the speaker of a turn or headline, a topic, a dateline.

The parser takes "Police" in "Police: gunmen killed judge" and "BELGRADE" in "BELGRADE — Rebels attacked" for the
subject of what follows; cut off before it parses, they are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

_LONGEST = 12
_DASHES = frozenset({"-", "--", "—", "–"})
_COLONS = frozenset({":", "):"})
_QUOTES = frozenset({'"', "''", "``", "“", "”"})
_BESIDE = frozenset({",", "(", ")", ".", "/"})
_AHEAD = 40


def leads(doc: Doc) -> Iterator[int]:
    r"""The tokens that end a lead: a colon or dash near the start of a line, no verb before it and one behind it.

    Needs tags only, so that it can run before the parser.

    >>> from sayso.annotating.pipeline import build
    >>> [sent.text for sent in build()("Police: gunmen killed judge").sents]
    ['Police:', 'gunmen killed judge']
    """
    start = 0
    for token in doc:
        breaks = token.is_space and "\n" in token.text
        if token.i == start and not breaks and (end := _end(doc, start)) is not None:
            yield end
        if breaks:
            start = token.i + 1


def _end(doc: Doc, start: int) -> int | None:
    for i in range(start, min(start + _LONGEST, len(doc) - 1)):
        token = doc[i]
        if token.text in _COLONS and i > start:
            return i if _clause_follows(doc, i + 1) else None
        if token.text == ")" and _agency(doc, start, i):
            return i if _clause_follows(doc, i + 1) else None
        if token.text in _DASHES and i > start and token.whitespace_ and doc[i - 1].whitespace_:
            return i if _dateline(doc, start, i) and _clause_follows(doc, i + 1) else None
        if token.is_space or token.text in _QUOTES or (token.tag_[:2] in ("VB", "MD") and not token.is_upper):
            return None
    return None


def _agency(doc: Doc, start: int, end: int) -> bool:
    """Whether a bracket closes "BERLIN (Wire)" where no dash follows: capitals, a bracket, and a new sentence."""
    opened = next((i for i in range(start + 1, end) if doc[i].text == "("), None)
    if opened is None or not all(_capitals(t) or t.text in _BESIDE for t in doc[start:opened]):
        return False
    return doc[end + 1].text[:1].isupper() and not doc[end + 1].is_punct


def _dateline(doc: Doc, start: int, end: int) -> bool:
    """Whether words are a dateline's: a place in capitals, or one with a date or an agency after it."""
    words = [t for t in doc[start:end] if t.text not in _BESIDE]
    named = all(t.text[:1].isupper() or t.is_digit or t.text in _DASHES for t in words)
    marked = any(t.text in (",", "(") for t in doc[start:end]) or (bool(words) and _capitals(words[0]))
    return named and bool(words) and marked and not doc[start].is_digit


def _capitals(token: Token) -> bool:
    return token.is_upper and len(token) > 2


def _clause_follows(doc: Doc, start: int) -> bool:
    """Whether the rest of a line, or its start if it is long, has a verb."""
    for i in range(start, min(start + _AHEAD, len(doc))):
        if doc[i].is_space and "\n" in doc[i].text:
            return False
        if doc[i].tag_[:2] in ("VB", "MD"):
            return True
    return False
