"""A reading of one attribution in token indices, before it becomes a record, and the extents of its parts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from spacy.tokens import Doc, Token

from sayso.records.document import Span


class Range(NamedTuple):
    """Tokens from `start` up to `end`, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One attribution: ranges of tokens, the cue's main token, the source's head word if it has one.

    `spoken` tells direct speech apart, whose content may go on in later sentences.
    """

    at: int
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    source: tuple[Range, ...] = ()
    head: int | None = None
    kind: str = "report"
    spoken: bool = False


_BEFORE_CUE = frozenset({"aux", "auxpass", "neg"})


def subtree(token: Token) -> Range:
    """All that hangs on a token."""
    return Range(token.left_edge.i, token.right_edge.i + 1)


def cue_range(doc: Doc, verb: Token, last: int | None = None) -> Range:
    """The verb with its auxiliaries, negation and adverbs to the left, and up to the token `last`."""
    start, first = verb.i, verb.sent.start
    while start > first:
        before = doc[start - 1]
        if before.head.i != verb.i or not (
            before.dep_ in _BEFORE_CUE or (before.dep_ == "advmod" and before.tag_ in ("RB", "RBR", "RBS"))
        ):
            break
        if before.dep_ == "advmod" and before.lower_ in ("when", "how", "why", "where", "so", "then", "just"):
            break
        start -= 1
    while start < verb.i and doc[start].dep_ == "advmod" and doc[start].i == first:
        start += 1
    return Range(start, (verb.i if last is None else max(verb.i, last)) + 1)


def without(ranges: Iterable[Range], holes: Sequence[Range]) -> tuple[Range, ...]:
    """Ranges less the holes in them, in order.

    >>> without([Range(0, 9)], [Range(3, 5)])
    (Range(start=0, end=3), Range(start=5, end=9))
    """
    left = list(ranges)
    for hole in holes:
        cut: list[Range] = []
        for r in left:
            if hole.end <= r.start or r.end <= hole.start:
                cut.append(r)
                continue
            cut += [Range(a, b) for a, b in ((r.start, hole.start), (hole.end, r.end)) if a < b]
        left = cut
    return tuple(left)


def joined(ranges: Iterable[Range], gap: int = 0) -> tuple[Range, ...]:
    """Ranges in order, overlapping and touching ones made one.

    >>> joined([Range(4, 6), Range(0, 4)])
    (Range(start=0, end=6),)
    """
    out: list[Range] = []
    for r in sorted(ranges):
        if out and r.start <= out[-1].end + gap:
            out[-1] = Range(out[-1].start, max(out[-1].end, r.end))
        else:
            out.append(r)
    return tuple(out)


_EDGE = frozenset(",;:.-()[]")
_EDGES = _EDGE | {"--", "---", "–", "—", "..."}


def trimmed(doc: Doc, r: Range) -> Range | None:
    """A range without the space and punctuation at its edges (quotation marks, question marks stay); None if empty."""
    start, end = r
    while start < end and (doc[start].is_space or doc[start].text in _EDGES or doc[start].text in (".", "?", "!")):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in _EDGES):
        end -= 1
    if not any(token.is_alpha or token.like_num or token.text[:1].isalnum() for token in doc[start:end]):
        return None
    return Range(start, end)


def spans(doc: Doc, ranges: Iterable[Range], *, marks: bool = False) -> tuple[Span, ...]:
    """The characters of ranges, trimmed; with `marks`, a range of punctuation only is kept ("Mayor: ...")."""
    kept = (trimmed(doc, r) or (r if marks else None) for r in ranges)
    return tuple(Span(doc[r.start].idx, doc[r.end - 1].idx + len(doc[r.end - 1])) for r in kept if r)


def clause_start(verb: Token) -> int:
    """The first token of the clause around a verb, without conjunctions and leading punctuation."""
    start = verb.left_edge.i
    for child in verb.lefts:
        if child.i > start:
            break
        if child.dep_ in ("cc", "mark", "punct") or child.is_space:
            start = child.i + 1
    return start


def frame_of(child: Token, verb: Token) -> str | None:
    """Which complement a child is of a verb, noun or adjective; None if none."""
    dep = child.dep_
    if dep == "ccomp":
        return _clausal(child, verb)
    if dep == "xcomp":
        if any(t.tag_ == "TO" for t in child.lefts):
            return "to"
        return "ing" if child.tag_ == "VBG" else "small"
    if dep in ("dobj", "obj"):
        return "object"
    if dep in ("oprd", "acomp"):
        return "small"
    if dep in ("prep", "dative") and child.tag_ in ("IN", "TO", "RP"):
        if any(c.ent_type_ in ("DATE", "TIME") for c in child.children):
            return None
        return "to_noun" if child.lower_ == "to" else child.lower_
    if dep == "acl" and verb.pos_ in ("NOUN", "PROPN"):
        if any(t.tag_ == "TO" for t in child.lefts):
            return "to"
        if any(t.dep_ == "mark" for t in child.lefts):
            return "clause"
    return None


def _clausal(child: Token, verb: Token) -> str:
    lefts = list(child.lefts)
    if any(t.tag_ == "TO" for t in lefts):
        return "to"
    if child.tag_ == "VBG" and not any(t.dep_ in ("aux", "mark", "auxpass") for t in lefts):
        return "ing"
    return "clause" if child.i > verb.i else "quote"
