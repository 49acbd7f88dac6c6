"""Attributions without a verb: according to, reportedly, "Mayor: rebels burned the mill"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.quotes_reading import Range, Reading, clause_start, subtree, without
from sayso.lexicon.cues import Cue, cues, words
from sayso.records.actor import Mention

_HEADLINE = 12
_SPEAKERS = frozenset({"person", "organization", "state_body", "armed_group", "group"})


@cache
def _prepositions() -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for lemma, cue in cues()["preposition"].items():
        first, *rest = lemma.split()
        found.setdefault(first, []).append((tuple(rest), cue))
    return {k: tuple(v) for k, v in found.items()}


def of_preposition(token: Token) -> Iterator[Reading]:
    """Read "according to the harbour master": the clause it hangs on, on both its sides, is the content."""
    doc = token.doc
    for rest, cue in _prepositions().get(token.lower_, ()):
        last = token.i + len(rest)
        if last >= len(doc) or any(doc[token.i + 1 + n].lower_ != w for n, w in enumerate(rest)):
            continue
        head = next(
            (c for i in range(token.i, last + 1) for c in doc[i].rights if c.dep_ == "pobj" and c.i > last), None
        )
        if head is None:
            return
        cue_r = Range(token.i, last + 1)
        source = Range(last + 1, head.right_edge.i + 1)
        whole = _clause_of(token, source.end)
        content = without([whole], [Range(cue_r.start, source.end)])
        if content:
            yield Reading(token.i, (cue_r,), content, (source,), head.i, cue.kind)
        return


def _clause_of(token: Token, end: int) -> Range:
    """The clause that a phrase comments on: a relative clause it closes, else its sentence's clause around it."""
    verb = token.head
    wanted = _CLOSED if token.doc[token.i - 1].text == "," and _closes(token, end) else _CLAUSES
    while verb.head.i != verb.i and not (verb.pos_ in ("VERB", "AUX") and verb.dep_ in wanted):
        verb = verb.head
    if verb.pos_ not in ("VERB", "AUX"):
        return Range(verb.sent.start, verb.sent.end)
    start = verb.sent.start if verb.dep_ == "ROOT" else clause_start(verb)
    if verb.dep_ == "ROOT":
        while start < verb.i and (verb.doc[start].is_space or verb.doc[start].dep_ == "cc"):
            start += 1
    return Range(min(start, token.i), max(verb.right_edge.i + 1, end))


_CLAUSES = frozenset({"ROOT", "relcl", "conj", "ccomp", "advcl", "parataxis", "acl"})
_CLOSED = frozenset({"ROOT", "relcl", "parataxis"})


def _closes(token: Token, end: int) -> bool:
    """Whether nothing but punctuation follows a phrase in its sentence: it then comments on all of it."""
    doc = token.doc
    while end < len(doc) and (doc[end].is_punct or doc[end].is_space) and not doc[end].is_sent_start:
        end += 1
    return end >= len(doc) or bool(doc[end].is_sent_start)


def of_adverb(token: Token) -> Iterator[Reading]:
    """Read "the garrison reportedly shelled the village": a clause, with nobody named behind it."""
    cue = cues()["adverb"].get(token.lower_)
    if cue is None or cue.certainty != "unstated":  # "apparently": what the writer infers, on nobody else's say-so
        return
    head = token.head
    if head.pos_ in ("VERB", "AUX") and token.dep_ == "advmod":
        start = head.left_edge.i if head.dep_ in ("ROOT", "relcl", "conj", "ccomp") else clause_start(head)
        whole = Range(max(start, head.sent.start), head.right_edge.i + 1)
        if head.dep_ == "conj":
            whole = Range(min(head.left_edge.i, token.i), whole.end)
    else:
        whole = subtree(head)
    content = without([whole], [Range(token.i, token.i + 1)])
    if content and head.i != token.i:
        yield Reading(token.i, (Range(token.i, token.i + 1),), content, kind=cue.kind)


def of_colon(token: Token, mentions: Mapping[int, Mention]) -> Iterator[Reading]:
    """Read "Mayor: rebels burned the mill", "Q: Did they?": a line that opens with who speaks it.

    Places and states are topics as often as speakers ("Syria: rebels burn mill"), so they do not count.
    """
    doc = token.doc
    if token.text != ":" or token.i + 2 >= len(doc):
        return
    start = token.i
    while start and token.i - start < _HEADLINE and not ("\n" in doc[start - 1].text and doc[start - 1].is_space):
        start -= 1
    if token.i - start >= _HEADLINE or start == token.i:
        return
    if start and not (doc[start - 1].is_space and "\n" in doc[start - 1].text):
        return
    head = _speaker(doc, start, token.i, mentions)
    end = token.i + 1
    while end < len(doc) and not (doc[end].is_space and "\n" in doc[end].text):
        end += 1
    if head is not None and end - token.i > 3 and any(t.pos_ in ("VERB", "AUX") for t in doc[token.i : end]):
        cue = Range(token.i, token.i + 1)
        yield Reading(token.i, (cue,), (Range(token.i + 1, end),), (Range(start, token.i),), head, "report", True)


def _speaker(doc: Doc, start: int, end: int, mentions: Mapping[int, Mention]) -> int | None:
    """The head word of what stands before a colon, if it is somebody who can speak."""
    if any(t.pos_ in ("VERB", "AUX") for t in doc[start:end]):
        return None
    head = doc[start:end].root.i
    if end - start == 1 and doc[start].text in ("Q", "A"):
        return head
    mention = mentions.get(doc[end - 1].idx + len(doc[end - 1]))
    if mention is not None and mention.kind in _SPEAKERS:
        return head
    return head if doc[head].lemma_.lower() in words("sources") else None
