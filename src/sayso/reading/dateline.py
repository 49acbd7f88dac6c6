"""The line that dates a report: "KAMPALA, June 14 -", "Thursday, January 24, 2019", "date 2023-04-05 09:00".

Only lines that do nothing else than date the report count, and the openings of wire reports; a date that the
narrative mentions is never taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.lexicon.language import load
from sayso.lexicon.timex import times
from sayso.records.document import Span
from sayso.records.event import TimeExpression

_HEAD_CHARS = 2_000
_HEAD_LINES = 10
_TAIL_CHARS = 400
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_DATED = re.compile(r"^(?:\d{4}|XXXX)-\d{2}(?:-\d{2})?(?:T|$)")
# After a wire's date: the agency, in brackets or not, and the dash or colon that opens the report.
_OPENING = re.compile(
    r"^[\s.,]*(?:\([^()\n]{1,40}\)|/[^/\n]{1,40}/|[^\n()—–:]{0,40}?)?[\s.,)/]*(?:--?|—|–|:)(?=\s|[“\"'‘A-Z])"
)
_PLACE_CHARS = 60
_LONE_CHARS = 120
_MAY_DATE = re.compile(r"\d")
_NUMERIC = re.compile(r"^\D*\d{1,2}([./-])\d{1,2}\1\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date found, as a TIMEX3 value (`XXXX-06-14` without its year), and where."""

    value: str
    span: Span


def dateline(text: str) -> Dateline | None:
    """The date that the head of a text gives for the report; None if it gives none.

    >>> dateline("KAMPALA, June 14 - Troops crossed the border on 12 June.")
    Dateline(value='XXXX-06-14', span=Span(start=9, end=16))
    >>> dateline("Troops crossed the border on 12 June 2011.") is None
    True
    """
    later: Dateline | None = None
    for line in _head(text):
        found = _in_line(text, line)
        if found is not None and not _says_later(text, line, found):
            return found
        later = later or found
    return later


def opens_like_wire(text: str) -> bool:
    """Whether one of the first lines opens as an agency's report does: place, date, dash.

    >>> opens_like_wire("KAMPALA, June 14 - Troops crossed."), opens_like_wire("June 14, 2011")
    (True, False)
    """
    return any((dates := _dates(text, line)) and _wire(text, line, dates) is not None for line in _head(text))


def closing_date(text: str) -> Dateline | None:
    r"""The date under a note or letter: a last line that holds a date and at most a place.

    >>> closing_date("The Government protests.\nHelsinki, 27 November 1939").value
    '1939-11-27'
    """
    start = max(0, len(text) - _TAIL_CHARS)
    start = text.find("\n", start) + 1
    lines = [Span(*match.span()) for match in _LINE.finditer(text, start)] if start else []
    for line in reversed(lines[-3:]):
        found = _lone(text, line, _dates(text, line))
        if found is not None and found.value[0] != "X":
            return found
    return None


def _head(text: str) -> Iterator[Span]:
    for number, match in enumerate(_LINE.finditer(text, 0, _HEAD_CHARS)):
        if number == _HEAD_LINES:
            return
        yield Span(*match.span())


def _in_line(text: str, line: Span) -> Dateline | None:
    dates = _dates(text, line)
    return _lone(text, line, dates) or _wire(text, line, dates) if dates else None


def _dates(text: str, line: Span) -> list[TimeExpression]:
    """The temporal expressions at the start of a line, with offsets in the text."""
    part = text[line.start : min(line.end, line.start + _LONE_CHARS + _PLACE_CHARS)]
    if not _MAY_DATE.search(part if line.end - line.start <= _LONE_CHARS else part[: _PLACE_CHARS + 3]):
        return []
    return [_moved(time, line.start) for time in times(part)]


def _moved(time: TimeExpression, by: int) -> TimeExpression:
    return TimeExpression(time.id, time.start + by, time.end + by, time.text, time.type, time.value, time.from_)


def _is_date(time: TimeExpression) -> bool:
    """Whether it names a day or month of a calendar; `5/4/2021`, which may be two days, gives its year."""
    value = time.value or ""
    return bool(_DATED.match(value)) or bool(_NUMERIC.match(time.text))


def _of(time: TimeExpression) -> Dateline:
    return Dateline((time.value or "").partition("T")[0], time.span)


def _lone(text: str, line: Span, dates: list[TimeExpression]) -> Dateline | None:
    """A line of nothing but dates, hours, labels and a place."""
    named = [time for time in dates if _is_date(time)]
    if not named or line.end - line.start > _LONE_CHARS:
        return None
    rest, at = "", line.start
    for time in dates:
        rest, at = rest + text[at : time.start] + " ", time.end
    rest += text[at : line.end]
    words = [word.rstrip(".'’-") for word in _WORD.findall(rest)]
    names = [w for w in words if w.lower() not in _labels()]
    whole = [time for time in named if "XXXX" not in (time.value or "")]
    best = next(iter(whole), named[0])
    if not names:
        return _of(best)
    before = text[line.start : named[0].start].rstrip()
    set_off = before.endswith((",", ":", "|", "(", ".", "-", "–", "—", "·")) or not before
    return _of(best) if set_off and len(names) <= 6 and _is_name(names) and _full(best) else None


def _full(time: TimeExpression) -> bool:
    """Whether a date beside a name is precise enough to be a dateline, not a title ("The War, 1939")."""
    return bool(re.match(r"(?:\d{4}|XXXX)-\d{2}-\d{2}", time.value or ""))


def _wire(text: str, line: Span, dates: list[TimeExpression]) -> Dateline | None:
    """The opening of a wire report: place, date, agency, dash."""
    named = next((time for time in dates if _is_date(time)), None)
    if named is None or named.start - line.start > _PLACE_CHARS:
        return None
    place = text[line.start : named.start]
    words = _WORD.findall(place)
    if not _is_name([w.rstrip(".'’-") for w in words]) or (
        place.strip() and not re.search(r"[,.(–—-]\s*$|^\s*\(?$", place)
    ):
        return None
    opening = _OPENING.match(text[named.end : min(line.end, named.end + 60)])
    if opening is None:
        return None
    between = [w.rstrip(".'’-") for w in _WORD.findall(opening.group())]
    small = [w for w in between if w[0].islower() and w.lower() not in _agency()]
    return None if small else _of(named)


def _is_name(words: list[str]) -> bool:
    return all(word[:1].isupper() or word.lower() in _particles() for word in words)


def _says_later(text: str, line: Span, found: Dateline) -> bool:
    before = text[line.start : found.span.start].lower()
    return any(word in _later() for word in _WORD.findall(before))


@cache
def _labels() -> frozenset[str]:
    data = load("lang/en/dateline")
    return frozenset(data["labels"]) | frozenset(data["later"])


@cache
def _later() -> frozenset[str]:
    return frozenset(load("lang/en/dateline")["later"])


@cache
def _particles() -> frozenset[str]:
    return frozenset(load("lang/en/dateline")["particles"])


@cache
def _agency() -> frozenset[str]:
    return frozenset(load("lang/en/dateline")["agency"])
