"""A gerund is what is denied or admitted, not how: "has denied *supporting* the rebels" says that, and the cue ends."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc, Token

from sayso.annotating.encoder.model import Found

_SPEAKING = frozenset({"deny", "admit", "confess", "acknowledge", "recall"})


def with_gerund(doc: Doc, span: Found) -> Found:
    """A cue without the gerund at its end, and a content with the one before it."""
    if span.role == "cue" and span.end - span.start > 1 and _told(doc[span.end - 1]):
        return replace(span, end=span.end - 1)
    if span.role == "content" and span.start and _told(doc[span.start - 1]):
        return replace(span, start=span.start - 1)
    return span


def _told(word: Token) -> bool:
    return word.tag_ == "VBG" and word.dep_ == "xcomp" and word.head.lemma_ in _SPEAKING and word.head.i == word.i - 1
