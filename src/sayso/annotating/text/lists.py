r"""Items of a list below the words that introduce it: "The guild denied:\n- burning the mill".

What introduces a list gives each item to its source, as it would in one sentence. Without this the items would stand
as the outlet's own claims, and those of a denial as their opposite.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.strings import get_string_id
from spacy.tokens import Doc, Token

from sayso.annotating.quotes.cues import cue_of
from sayso.annotating.quotes.reading import Range, Reading, joined
from sayso.annotating.quotes.source import source_of
from sayso.lexicon.cues import Cue, lookup
from sayso.lexicon.language import load

_LEAD, _ITEMS, _MARK = 60, 200, 3
_COLON = get_string_id(":")


@cache
def _bullets() -> frozenset[str]:
    return frozenset(load("lang/en/fragments")["bullets"])


def listed(doc: Doc, readings: Sequence[Reading]) -> list[Reading]:
    """The readings with the items of lists in the content of those that introduce them; new ones where none did."""
    out = list(readings)
    for at in (doc.to_array("ORTH") == _COLON).nonzero()[0]:
        colon = int(at)
        items = list(_items(doc, colon))
        if not items:
            continue
        start = _line_start(doc, colon)
        known = [n for n, r in enumerate(out) if start <= r.at < colon]
        if known:
            n = max(known, key=lambda k: out[k].at)
            out[n] = replace(out[n], content=joined([*out[n].content, *items]))
        elif (made := _introducing(doc, start, colon, items)) is not None:
            out.append(made)
    return out


def _items(doc: Doc, colon: int) -> Iterator[Range]:
    """The lines after a colon that begin with a bullet or number, without it."""
    at = colon + 1
    for _ in range(_ITEMS):
        if at >= len(doc) or not _breaks(doc[at]):
            return
        at += 1
        first = _after_mark(doc, at)
        if first is None:
            return
        end = first
        while end < len(doc) and not _breaks(doc[end]):
            end += 1
        if end > first:
            yield Range(first, end)
        at = end


def _after_mark(doc: Doc, at: int) -> int | None:
    """The first token behind a bullet or number at the start of a line; None if the line has none."""
    while at < len(doc) and doc[at].is_space and not _breaks(doc[at]):
        at += 1
    if at >= len(doc):
        return None
    if doc[at].text in _bullets():
        return at + 1
    mark = ""
    for n in range(at, min(at + _MARK, len(doc))):
        mark += doc[n].text
        core = mark.strip("().")
        if mark[-1] in ".)" and core and (core.isdigit() or (len(core) == 1 and core.isalpha())):
            return n + 1
    return None


def _introducing(doc: Doc, start: int, colon: int, items: list[Range]) -> Reading | None:
    """The attribution of words that introduce a list: "according to X:", "X denied:"."""
    for token in doc[start:colon]:
        if token.lower_ == "according" and token.i + 1 < colon and doc[token.i + 1].lower_ == "to":
            source = Range(token.i + 2, colon)
            cue = lookup("according to")
            if source.end > source.start and cue is not None:
                head = doc[source.start : source.end].root.i
                return Reading(token.i, (Range(token.i, token.i + 2),), tuple(items), (source,), head, cue.kind)
    for verb in reversed(doc[start:colon]):
        found = _cue(verb)
        if found is not None:
            cue, last = found
            source_ranges, head_at = source_of(verb)
            if head_at is not None:
                return Reading(verb.i, (Range(verb.i, last + 1),), tuple(items), source_ranges, head_at, cue.kind)
    return None


def _cue(verb: Token) -> tuple[Cue, int] | None:
    return cue_of(verb) if verb.pos_ in ("VERB", "AUX") else None


def _line_start(doc: Doc, colon: int) -> int:
    start = colon
    while start and colon - start < _LEAD and not _breaks(doc[start - 1]):
        start -= 1
    return start


def _breaks(token: Token) -> bool:
    return token.is_space and "\n" in token.text
