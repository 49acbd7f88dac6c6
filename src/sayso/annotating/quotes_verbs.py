"""Verbs that give content to a source: said, told, accused, denied; with their complements, sources and passives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.quotes_reading import (
    Range,
    Reading,
    cue_range,
    frame_of,
    joined,
    negated,
    subtree,
    without,
)
from sayso.annotating.tree import agent, passive, subject
from sayso.lexicon.cues import Cue, cues, forms, words

_PIECES = frozenset({"clause", "to", "ing", "quote", "object", "small"})


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """Cues of several words by their first word's lemma, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for lemma, cue in cues()["verb"].items():
        if " " in lemma:
            first, *rest = lemma.split()
            found.setdefault(first, []).append((tuple(rest), cue))
    return {k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in found.items()}


def cue_of(verb: Token) -> tuple[Cue, int] | None:
    """The cue that a verb is, alone or with the words after it, and its last token."""
    lemma = forms().get(verb.lower_, verb.lemma_.lower())
    doc = verb.doc
    for rest, cue in _phrases().get(lemma, ()):
        at = verb.i + 1
        if at < len(doc) and doc[at].lower_ == "it" and lemma == "make":
            at += 1
        if at + len(rest) <= len(doc) and all(doc[at + n].lower_ == w for n, w in enumerate(rest)):
            return cue, at + len(rest) - 1
    single = cues()["verb"].get(lemma)
    return None if single is None else (single, verb.i)


def of_verb(verb: Token) -> Iterator[Reading]:
    """The attribution that a verb makes, if it is a cue and has content in its sentence."""
    found = cue_of(verb)
    if found is None:
        return
    cue, last = found
    if cue.kind == "evidential":
        yield from _evidential(verb, cue, last)
        return
    pieces = _pieces(verb, cue, last)
    by_passive = passive(verb) and verb.dep_ != "relcl" and "quote" not in {f for f, _ in pieces if f == "quote"}
    if by_passive or _passive_form(verb):
        yield from _of_passive(verb, cue, last, pieces)
        return
    last, content = _content(verb, cue, last, pieces)
    if not content and verb.dep_ == "parataxis" and "quote" in cue.frames:
        content = _host(verb)
    if not content and "quote" not in cue.frames:
        return
    source, head = source_of(verb)
    cue_r = _with_manner(verb, cue_range(verb.doc, verb, last))
    holes = [cue_r, *source]
    content = without(content, holes)
    if content or "quote" in cue.frames:
        yield Reading(verb.i, (cue_r,), content, source, head, cue.kind)


def _passive_form(verb: Token) -> bool:
    return any(c.dep_ == "auxpass" for c in verb.lefts)


def _pieces(verb: Token, cue: Cue, last: int) -> list[tuple[str, Token]]:
    """The complements of a verb (and of the last word of its phrase) that hold content, in order."""
    found: list[tuple[str, Token]] = []
    heads = [verb] + [verb.doc[i] for i in range(verb.i + 1, last + 1)]
    for head in heads:
        for child in head.children:
            if verb.i < child.i <= last:
                continue
            frame = frame_of(child, verb)
            if child.dep_ in ("pobj", "pcomp") and head is not verb and verb.i < head.i <= last:
                frame = "object"
            elif head is not verb and child.dep_ == "advcl" and any(t.lower_ == "that" for t in child.lefts):
                frame = "clause"
            if frame is not None and (frame in cue.frames or (frame == "quote" and "clause" in cue.frames)):
                found.append((frame, child))
    found.sort(key=lambda p: p[1].i)
    return found


def _content(verb: Token, cue: Cue, last: int, pieces: Sequence[tuple[str, Token]]) -> tuple[int, tuple[Range, ...]]:
    """The content's ranges: what stands before the cue, and from the first to the last complement after it."""
    if "whom" in cue.frames and any(f not in ("object",) for f, _ in pieces):
        pieces = [(f, t) for f, t in pieces if f != "object"]
    fronted = [fronted_range(t, verb) for f, t in pieces if t.i < verb.i]
    if len(fronted) > 1:
        fronted = [Range(fronted[0].start, fronted[-1].end)]
    after = [(f, t) for f, t in pieces if t.i > verb.i]
    if after and all(f not in _PIECES for f, _ in after) and after[0][1].i == last + 1:
        frame, prep = after[0]
        last = prep.i
        inner = [subtree(c) for c in prep.children]
        inner += [subtree(t) for _, t in after[1:]]
        return last, joined(fronted + inner, gap=1)
    if after:
        start = min(t.left_edge.i for _, t in after)
        end = max(t.right_edge.i for _, t in after) + 1
        return last, joined([*fronted, Range(max(start, last + 1), end)])
    return last, tuple(fronted)


def fronted_range(token: Token, verb: Token) -> Range:
    """A clause before its cue, with what leads up to it in the sentence ("But the bridge, he said, ...")."""
    start = token.left_edge.i
    doc = token.doc
    first = verb.sent.start
    if verb.dep_ == "ROOT":
        while start > first and doc[start - 1].head.i in (verb.i, token.i) and doc[start - 1].i > first - 1:
            start -= 1
    return Range(start, token.right_edge.i + 1)


def _host(verb: Token) -> tuple[Range, ...]:
    """The clause that a parenthesis interrupts: "The convoy, police said, was attacked"."""
    return without([subtree(verb.head)], [subtree(verb)])


def _with_manner(verb: Token, cue: Range) -> Range:
    """The cue with "in a statement" right after it."""
    doc = verb.doc
    at = cue.end
    if at + 1 < len(doc) and doc[at].lower_ == "in":
        for i in range(at + 1, min(at + 4, len(doc))):
            if doc[i].lower_ in words("manner"):
                return Range(cue.start, i + 1)
            if doc[i].dep_ not in ("det", "amod", "compound", "poss"):
                break
    return cue


def source_of(verb: Token) -> tuple[tuple[Range, ...], int | None]:
    """The source's ranges and head: the verb's subject, with its appositions, through coordination and control."""
    own = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    head = own if own is not None else subject(verb)
    if head is None or head.i == verb.i or head.dep_ == "expl":
        return (), None
    whole = subtree(head)
    if whole.start <= verb.i < whole.end:
        whole = Range(whole.start, verb.i) if head.i < verb.i else Range(verb.i + 1, whole.end)
        if own is None and verb.dep_ in ("acl", "relcl"):
            whole = Range(head.left_edge.i, min(verb.left_edge.i, verb.i))
    if not whole.start <= head.i < whole.end:
        return (), None
    return (whole,), head.i


def _of_passive(verb: Token, cue: Cue, last: int, pieces: list[tuple[str, Token]]) -> Iterator[Reading]:
    """ "The garrison is believed to have shelled it", "was accused by the envoy of burning it"."""
    subject_of = next((c for c in verb.children if c.dep_ in ("nsubjpass", "nsubj")), None)
    pieces = [(f, t) for f, t in pieces if t.dep_ != "agent"]
    last, content = _content(verb, cue, last, pieces)
    if not content and "object" not in cue.frames:
        return
    source: tuple[Range, ...] = ()
    head = agent(verb)
    if head is not None:
        source = (subtree(head),)
    impersonal = subject_of is None or subject_of.lower_ in words("expletives")
    if subject_of is not None and not impersonal and "whom" not in cue.frames:
        content = joined([subtree(subject_of), *content])
    if verb.dep_ == "acl" and subject_of is None and "whom" not in cue.frames:
        content = joined([Range(verb.head.left_edge.i, verb.left_edge.i), *content])
    cue_r = cue_range(verb.doc, verb, last)
    content = without(content, [cue_r, *source, *([subtree(head.head)] if head is not None else [])])
    if content:
        yield Reading(verb.i, (cue_r,), content, source, head.i if head is not None else None, cue.kind)


def _evidential(verb: Token, cue: Cue, last: int) -> Iterator[Reading]:
    """ "The convoy seems to have left", "it appears that": content without a source."""
    pieces = [t for f, t in _pieces(verb, cue, last)]
    if not pieces:
        return
    content = [subtree(t) for t in pieces]
    for child in verb.lefts:
        if child.dep_ == "nsubj" and child.lower_ not in words("expletives"):
            content.append(subtree(child))
    cue_r = cue_range(verb.doc, verb, last)
    yield Reading(verb.i, (cue_r,), without(joined(content), [cue_r]), kind=cue.kind)


def negated_cue(verb: Token) -> bool:
    """Whether the source is said not to say it."""
    return negated(verb)
