"""Which words of a report to quote for a claim: those of the claim, from where they begin to tell something."""

from __future__ import annotations

import re

from sayso.records.document import Span

# A claim's words begin with the word that hangs them on their sentence; a quotation needs none of it.
_OPENER = re.compile(
    r"(?:(?:that|and|but|or|nor|so|yet|also|however|then|which|who|whom|whose|where|when|while|as|because|since|if"
    r"|although|though|whether|therefore|thus|moreover|furthermore|generally|unfortunately|meanwhile|indeed"
    r"|in fact|of course)\b[,:;]?|[,;:–—-])\s+",
    re.I,
)
_KEPT_OPENERS = re.compile(r"(?:who|which|whose|where|when|as|since|while|if)\b", re.I)
_CLOSER = re.compile(
    r"(?:[\s,;:–—-]|\b(?:and|or|but|that|which|who|of|the|a|an|to|in|on|at|by|with|from|for|as))+$", re.I
)
# A stop, but not after an initial or a title: "Gen. Smith", "the U.S. embassy".
_STOP = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bDr)(?<!\bSt)(?<!\bLt)(?<!\bMrs)(?<!\bGen)(?<!\bCol)(?<!\bSgt)"
    r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+\s*"
)
SHORT, LONG, LONGEST = 24, 200, 600


def telling_span(text: str, span: Span) -> Span:
    """The span without what hangs it on its sentence; a few bare words with the sentence that they stand in.

    >>> text = "The mayor said that guns had fired on the port, and left."
    >>> telling_span(text, Span(15, 51)).of(text)
    'guns had fired on the port'
    >>> telling_span("A port burned. Guns fired at noon.", Span(15, 19)).of("A port burned. Guns fired at noon.")
    'Guns fired at noon.'
    """
    start, end = span
    while end - start > SHORT and (found := _OPENER.match(text, start, end)) and not _relative(text, start, found):
        start = found.end()
    if (found := _CLOSER.search(text, max(start, end - 40), end)) and found.start() - start > SHORT:
        end = found.start()
    if end - start >= SHORT:
        return Span(start, end)
    return sentence_around(text, span, LONG)


def _relative(text: str, start: int, found: re.Match[str]) -> bool:
    """Whether the word opens a clause that cannot stand without it ("who fled")."""
    return _KEPT_OPENERS.match(text, start) is not None and "," not in found[0]


def sentence_around(text: str, span: Span, longest: int = LONGEST) -> Span:
    """The sentence that a span stands in, no further than `longest` characters to each side.

    >>> text = "Guns fired near St. Anna. Nobody fell."
    >>> sentence_around(text, Span(11, 15)).of(text)
    'Guns fired near St. Anna.'
    """
    low, high = max(0, span.start - longest), min(len(text), span.end + longest)
    start = low
    for stop in _STOP.finditer(text, low, min(span.start + 1, high)):
        start = stop.end() if stop.end() <= span.start else start
    last = _STOP.search(text, span.end, high)
    end = high if last is None else last.start() + (len(last[0].rstrip()) if last[0].strip() else 0)
    if start == low and low > 0:
        start = text.find(" ", low, span.start) + 1 or span.start
    if end == high and high < len(text):
        end = max(text.rfind(" ", span.end, high), span.end)
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
