"""Stretches between quotation marks, across sentences and paragraphs, balanced or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spacy.tokens import Doc, Token

from sayso.annotating.quotes_reading import Range

MARKS = frozenset({'"', "''", "``"})
_ENDS = frozenset({".", ",", "!", "?", "...", "…", "--", "-", ";"})
_BEFORE_OPEN = frozenset({"(", "[", "-", "--", "—", "–", "/", "'"})
_STOPS = frozenset({".", "!", "?", ":", "...", "…"})
_LONG = 400
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Quotation(NamedTuple):
    """Tokens from an opening mark up to and with its closing mark.

    `closed` is false where the paragraph ends before the mark is closed; `resumes` is true where a paragraph opens
    with a mark while the one before was left open, so that the same speaker goes on.
    """

    start: int
    end: int
    paragraph: int
    closed: bool = True
    resumes: bool = False

    @property
    def range(self) -> Range:
        """Its tokens, marks included."""
        return Range(self.start, self.end)


def quotations(doc: Doc) -> tuple[Quotation, ...]:
    """All quotations of a Doc in order, none inside another."""
    return tuple(_found(doc))


def _found(doc: Doc) -> Iterator[Quotation]:
    opened: int | None = None
    depth = paragraph = 0
    dangling = resumes = False
    fresh = True
    for token in doc:
        if token.is_space and "\n" in token.text:
            if opened is not None:
                yield Quotation(opened, token.i, paragraph, closed=False, resumes=resumes)
                dangling, opened = True, None
            paragraph += 1
            fresh, depth = True, 0
            continue
        if token.text in MARKS:
            side = _side(doc, token)
            if opened is None:
                if side != "close":
                    opened, resumes = token.i, fresh and dangling
                dangling = dangling and not fresh
            elif side == "open" and token.i - opened > 1 and doc[token.i - 1].text not in _STOPS:
                depth += 1
            elif side == "open" and token.i - opened > 1:
                yield Quotation(opened, token.i, paragraph, closed=False, resumes=resumes)
                opened, resumes, depth = token.i, False, 0
            elif depth and side == "close":
                depth -= 1
            else:
                if token.i - opened > 1:
                    yield Quotation(opened, token.i + 1, paragraph, resumes=resumes)
                opened, depth = None, 0
        elif fresh:
            dangling = False
        fresh = fresh and token.is_space
        if opened is not None and token.i - opened > _LONG:
            opened = None
    if opened is not None and len(doc) - opened > 1:
        yield Quotation(opened, len(doc), paragraph, closed=False, resumes=resumes)


def _side(doc: Doc, token: Token) -> str | None:
    """Whether a mark opens or closes, as the spaces around it show; None if they do not."""
    before = doc[token.i - 1] if token.i else None
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    left = before is None or before.is_space or bool(before.whitespace_) or before.text in _BEFORE_OPEN
    right = after is None or after.is_space or bool(token.whitespace_)
    if left and not right:
        return "open"
    if right and not left:
        return "close"
    return None


def sentence_like(doc: Doc, q: Quotation) -> bool:
    """Whether a quotation is speech and no scare quote: it ends as a sentence or clause does, or has a verb."""
    last = q.end - 2 if q.closed else q.end - 1
    if doc[last].text in _ENDS or (q.end < len(doc) and q.closed and doc[q.end].text == ","):
        return True
    return not q.closed or any(t.tag_ in _FINITE for t in doc[q.start : q.end])


def starts_sentence(doc: Doc, q: Quotation) -> bool:
    """Whether a quotation stands at the start of a paragraph or after the end of a sentence."""
    at = q.start - 1
    while at >= 0 and doc[at].is_space:
        if "\n" in doc[at].text:
            return True
        at -= 1
    return at < 0 or doc[at].text in (".", "!", "?", "...", "…") or doc[at].text in MARKS
