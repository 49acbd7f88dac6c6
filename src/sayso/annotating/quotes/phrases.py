"""Attributions without a verb: according to, reportedly, "Mayor: rebels burned the mill"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from spacy.tokens import Doc, Token

from sayso.annotating.quotes.marks import MARKS
from sayso.annotating.quotes.reading import Range, Reading, clause_start, subtree, without
from sayso.lexicon.cues import Cue, cues, words
from sayso.records.actor import Mention

_HEADLINE = 12
_LINE, _NAME, _TURN = 24, 6, 4
_ACRONYM = 5
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


def turns_of(doc: Doc) -> frozenset[int]:
    """The colons of a transcript: two lines or more that open with a name in capitals and a colon, in quotes or not."""
    found = set()
    start = 0
    for token in doc:
        if _breaks(token) or (token.i == start and token.text in MARKS):
            start = token.i + 1
        elif token.text == ":" and 0 < token.i - start <= _TURN and all(t.is_upper for t in doc[start : token.i]):
            found.add(token.i)
    return frozenset(found if len(found) > 1 else ())


def of_colon(token: Token, mentions: Mapping[int, Mention], turns: frozenset[int] = frozenset()) -> Iterator[Reading]:
    """Read "Mayor: rebels burned the mill", "Q: Did they?": a line that opens with who speaks it.

    Places and states are topics as often as speakers ("Syria: rebels burn mill"), so they do not count; nor does an
    unknown name in capitals, which is a dateline ("HARGEISA: Gunmen killed ..."), but for the `turns` of a transcript.
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
    if token.i in turns and doc[start].text in MARKS:
        start += 1
    named = mentions.get(doc[token.i - 1].idx + len(doc[token.i - 1]))
    turn = token.i in turns and (named is None or named.kind in _SPEAKERS)
    head = doc[start : token.i].root.i if turn else _speaker(doc, start, token.i, mentions, capitals=False)
    end = token.i + 1
    while end < len(doc) and not (doc[end].is_space and "\n" in doc[end].text):
        end += 1
    if head is not None and end - token.i > 3 and any(t.pos_ in ("VERB", "AUX") for t in doc[token.i : end]):
        cue = Range(token.i, token.i + 1)
        yield Reading(token.i, (cue,), (Range(token.i + 1, end),), (Range(start, token.i),), head, "report", True)


def of_trailing_colon(token: Token, mentions: Mapping[int, Mention]) -> Iterator[Reading]:
    """Read "Rebels burned mill: mayor": a short line without a stop that ends with who says it."""
    doc = token.doc
    end = token.i + 1
    while end < len(doc) and end - token.i <= _NAME and not _breaks(doc[end]):
        end += 1
    if end == token.i + 1 or (end < len(doc) and not _breaks(doc[end])) or doc[end - 1].is_punct:
        return
    start = token.i
    while start and token.i - start < _LINE and not _breaks(doc[start - 1]):
        start -= 1
    if (start and not _breaks(doc[start - 1])) or not any(t.pos_ in ("VERB", "AUX") for t in doc[start : token.i]):
        return
    head = _speaker(doc, token.i + 1, end, mentions)
    if head is not None:
        cue = Range(token.i, token.i + 1)
        yield Reading(token.i, (cue,), (Range(start, token.i),), (Range(token.i + 1, end),), head, "report")


def _breaks(token: Token) -> bool:
    return token.is_space and "\n" in token.text


def _speaker(doc: Doc, start: int, end: int, mentions: Mapping[int, Mention], *, capitals: bool = True) -> int | None:
    """The head word of what stands before or after a colon, if it is somebody who can speak."""
    if any(t.pos_ in ("VERB", "AUX") for t in doc[start:end]):
        return None
    head = doc[start:end].root.i
    if doc[start:end].text.lower() in words("sections"):
        return None
    if end - start == 1 and doc[start].text in ("Q", "A"):
        return head
    mention = mentions.get(doc[end - 1].idx + len(doc[end - 1]))
    if mention is not None and mention.kind in _SPEAKERS:
        unknown = mention.sector is None and mention.country is None
        place = unknown and doc[start:end].text.isupper() and mention.end - mention.start > _ACRONYM
        return head if capitals or not place else None
    return head if doc[head].lemma_.lower() in words("sources") else None
