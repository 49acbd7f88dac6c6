"""Small words: quotes, dates, counts and lists, and the escaping of characters that would mislead a reader."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from sayso.lexicon.language import load
from sayso.records.document import Published, Span
from sayso.records.event import Deaths, When

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
# Characters of category Cf that belong to ordinary writing (soft hyphen, zero-width joiners) are dropped, not shown.
_SILENT = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
# Signs that stand over, under or in the one before: no writing needs more than a few of them on one letter.
_OVER = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u0e31-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_PILE = re.compile(f"({_OVER}{{8}})({_OVER}+)")
QUOTE_CHARS = 260


def table(name: str) -> Any:
    """A table of `data/lang/en/sentences.yaml`."""
    return load("lang/en/sentences")[name]


class _Shown(dict[int, str | int | None]):
    """Translation table that fills itself: what a terminal or a browser would act on becomes visible."""

    def __missing__(self, code: int) -> str | int | None:
        char = chr(code)
        kind = unicodedata.category(char)
        if char in "\n\t":
            self[code] = code
        elif char in _SILENT:
            self[code] = None
        elif kind in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
            self[code] = f"⟨U+{code:04X}⟩"
        else:
            self[code] = code
        return self[code]


_SHOWN = _Shown()


def shown(text: str) -> str:
    r"""Text with control and bidi characters made visible, and what is piled on one letter cut off.

    >>> shown("evil\u202etxt\x1b[31m")
    'evil⟨U+202E⟩txt⟨U+001B⟩[31m'
    >>> shown("e" + "\u0301" * 1000)[8:]
    '\u0301⟨992 more marks⟩'
    """
    made = text.translate(_SHOWN)
    return made if made.isascii() else _PILE.sub(_cut_off, made)


def _cut_off(pile: re.Match[str]) -> str:
    return f"{pile[1]}⟨{len(pile[2])} more marks⟩"


def flat(text: str) -> str:
    r"""Text on one line, made visible.

    >>> flat("shots\n\n were  fired")
    'shots were fired'
    """
    return shown(" ".join(text.split()))


def quoted(text: str) -> str:
    """Words of the report, in quotation marks that nothing else uses; inner double ones become single.

    >>> quoted('he said "no"')
    '“he said ‘no’”'
    """
    inner = flat(text).replace("“", "‘").replace("”", "’")
    while '"' in inner:
        inner = inner.replace('"', "‘", 1).replace('"', "’", 1)
    return f"“{inner}”"


def excerpt(text: str, span: Span, *, around: Span | None = None, size: int = QUOTE_CHARS) -> str:
    """The words of a span, cut to about `size` characters around what matters, with […] where cut.

    >>> excerpt("one two three four five", Span(0, 23), around=Span(8, 13), size=10)
    '[…] three […]'
    """
    start, end = span
    if end - start <= size:
        return text[start:end]
    middle = around if around is not None and span.covers(around) else Span(start, start)
    first = max(start, middle.start - size // 3)
    last = min(end, first + size)
    if first > start:
        space = text.find(" ", first, middle.start)
        first = space + 1 if space >= 0 else first
    if last < end:
        space = text.rfind(" ", middle.end, last)
        last = space if space >= 0 else last
    left = "[…] " if first > start else ""
    right = " […]" if last < end else ""
    return f"{left}{text[first:last].strip()}{right}"


def day(value: str) -> str:
    """An ISO date as a reader writes it.

    >>> day("1939-11-26"), day("1939-11"), day("1939")
    ('26 November 1939', 'November 1939', '1939')
    """
    parts = value[:10].split("-")
    if not all(p.isdigit() for p in parts) or (len(parts) > 1 and not 1 <= int(parts[1]) <= 12):
        return value
    if len(parts) == 1:
        return parts[0]
    month = f"{MONTHS[int(parts[1]) - 1]} {int(parts[0])}"
    return month if len(parts) == 2 else f"{int(parts[2])} {month}"


def period(start: str | None, end: str | None, precision: str | None) -> str:
    """An interval in words, no more precise than it is known.

    >>> period("1939-11-01", "1939-11-30", "month"), period(None, "1939-11-26", "open")
    ('November 1939', 'by 26 November 1939')
    """
    first, last = start or end, end or start
    if first is None or last is None:
        return ""
    if precision == "open":
        return f"from {day(first)}" if end is None else f"by {day(last)}"
    if precision == "year":
        return first[:4]
    if precision == "month":
        return day(first[:7])
    return day(first) if first == last else _between(day(first), day(last))


def _between(first: str, last: str) -> str:
    """Two days, what they share said once: "29 July to 4 August 2019"."""
    while " " in first and first.rpartition(" ")[2] in last.split():
        if not last.endswith(first.partition(" ")[2]) and not last.endswith(first.rpartition(" ")[2]):
            break
        first = first.rpartition(" ")[0]
    return f"{first} to {last}"


def when_words(when: When | None) -> str:
    """When something is said to have happened, or nothing."""
    return period(when.start, when.end, when.precision) if when is not None else ""


def published_words(published: Published) -> str:
    """When a report was published and how that is known, or that it is not."""
    date = period(published.start, published.end, published.precision)
    if not date:
        return "date unknown"
    source = table("known_from").get(published.from_)
    return f"{date} ({source})" if source else date


def deaths_words(deaths: Deaths) -> str:
    """Reported deaths.

    >>> deaths_words(Deaths(3, 3, 5, Span(0, 1)))
    '3 to 5'
    """
    low, high = deaths.low, deaths.high
    if low is not None and high is not None and low != high:
        return f"{low} to {high}"
    if deaths.best is not None:
        return str(deaths.best)
    return f"at least {low}" if low is not None else f"at most {high}"


def listed(items: Sequence[str], *, limit: int = 4, last: str = "and") -> str:
    """A list in words.

    >>> listed(["a", "b", "c"]), listed(["a", "b", "c", "d", "e"], limit=3)
    ('a, b and c', 'a, b, c and 2 others')
    """
    if len(items) > limit + 1 or (len(items) > limit and limit == 1):
        rest = len(items) - limit
        return f"{', '.join(items[:limit])} {last} {rest} others"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(2, "claim"), count(0, "ally", "allies")
    ('1 claim', '2 claims', 'no allies')
    """
    noun = one if number == 1 else (many or one + "s")
    return f"{number or 'no'} {noun}"


def capital(text: str) -> str:
    """With a capital first letter, the rest untouched."""
    return text[:1].upper() + text[1:]


def unique(items: Iterable[str]) -> list[str]:
    """Items in order, each once, empty ones left out."""
    return [item for item in dict.fromkeys(items) if item]
