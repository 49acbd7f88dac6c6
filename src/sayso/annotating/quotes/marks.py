"""Stretches between quotation marks, across sentences and paragraphs, balanced or not."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Token

from sayso.annotating.quotes.reading import Range

MARKS = frozenset({'"', "''", "``"})
_ENDS = frozenset({".", ",", "!", "?", "...", "…", "--", "-", ";"})
_BEFORE_OPEN = frozenset({"(", "[", "-", "--", "—", "–", "/", "'"})
_STOPS = frozenset({".", "!", "?", ":", "...", "…"})
_LONG = 400
_LABEL = 6
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


class Quotation(NamedTuple):
    """Tokens from an opening mark up to and with its closing mark.

    `closed` is false where the paragraph ends before the mark is closed; `resumes` is true where a paragraph opens
    with a mark while the one before was left open, so that the same speaker goes on. `turn` is true where a mark stands
    before the name of a speaker of a transcript.
    """

    start: int
    end: int
    paragraph: int
    closed: bool = True
    resumes: bool = False
    turn: bool = False

    @property
    def range(self) -> Range:
        """Its tokens, marks included."""
        return Range(self.start, self.end)


def quotations(doc: Doc, turns: frozenset[int] = frozenset()) -> tuple[Quotation, ...]:
    """All quotations of a Doc in order; one inside another is part of it.

    Args:
        doc: a Doc.
        turns: colons after the names of speakers. Who is named there speaks, not who spoke in the paragraph before.
    """
    reader = _Reader(doc, turns)
    for token in doc:
        reader.read(token)
    reader.leave(len(doc))
    return tuple(reader.found)


class _Reader:
    """Reads marks one by one: whether one is open, how many are open inside it, whether a paragraph left one open."""

    def __init__(self, doc: Doc, turns: frozenset[int]) -> None:
        self.doc = doc
        self.turns = turns
        self.found: list[Quotation] = []
        self.opened: int | None = None
        self.depth = self.paragraph = 0
        self.fresh, self.dangling, self.resumes, self.turn = True, False, False, False

    def read(self, token: Token) -> None:
        """Read the next token."""
        if token.is_space and "\n" in token.text:
            self.leave(token.i)
            self.paragraph += 1
            self.fresh, self.depth = True, 0
            return
        if token.text in MARKS:
            self._mark(token, _side(self.doc, token))
        elif self.fresh:
            self.dangling = False
        self.fresh = self.fresh and token.is_space
        if self.opened is not None and token.i - self.opened > _LONG:
            self.opened = None

    def _mark(self, token: Token, side: str | None) -> None:
        if self.opened is None:
            if side != "close":
                self._open(token.i, resumes=self.fresh and self.dangling)
            self.dangling = self.dangling and not self.fresh
        elif side == "open" and token.i - self.opened > 1:
            if self.doc[token.i - 1].text not in _STOPS:
                self.depth += 1
                return
            self._close(token.i, closed=False)
            self._open(token.i, resumes=False)
        elif self.depth and side == "close":
            self.depth -= 1
        else:
            self._close(token.i + 1, closed=True)

    def _open(self, at: int, *, resumes: bool) -> None:
        self.opened, self.depth = at, 0
        self.turn = self.fresh and not self.turns.isdisjoint(range(at, at + _LABEL))
        self.resumes = resumes and not self.turn

    def _close(self, end: int, *, closed: bool) -> None:
        if self.opened is not None and end - self.opened > (2 if closed else 1):
            self.found.append(Quotation(self.opened, end, self.paragraph, closed, self.resumes, self.turn))
        self.opened = None

    def leave(self, end: int) -> None:
        """Leave a paragraph: what is open ends there, and may be resumed in the next."""
        if self.opened is not None:
            self._close(end, closed=False)
            self.dangling = True


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
