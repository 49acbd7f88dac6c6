"""What temporal expressions mean: TIMEX3 types and values, reckoned from publication or from each other.

`times` is the way in. A day that publication is needed for and not known stays open (`XXXX-WXX-1` for "on Monday"),
for a date is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sayso.lexicon import timex_days, timex_units
from sayso.lexicon.calendar import Anchor
from sayso.lexicon.dates import Found, scan
from sayso.lexicon.meaning import Meaning, Scene
from sayso.records.event import TimeExpression

Tense = Callable[[int, int], int]
# So far back, in characters, an earlier date may lie to be what "the next day" or "at 4 a.m." is reckoned from.
_REACH = 1_000
_BEFORE = re.compile(
    r"\s*,?\s*(?:shortly |just |at |around |about |by |before |after |until )*(?:the )?$", re.IGNORECASE
)
_AFTER = re.compile(r"\s*,?\s*(?:on |of )?(?:the )?$", re.IGNORECASE)
_ADJACENT = re.compile(r"\s+$")

_MAKERS: dict[str, Callable[[Found, Scene], list[Meaning]]] = {**timex_days.MAKERS, **timex_units.MAKERS}


def times(text: str, *, published: str | None = None, tense: Tense | None = None) -> tuple[TimeExpression, ...]:
    """The temporal expressions of a text, with ids t1, t2 and so on.

    Args:
        text: any text.
        published: the day (or month, or year) of publication, ISO; None if unknown.
        tense: says of the words from one offset to another whether what they date is past (-1), to come (1), or
            open (0); without it all is taken for past.

    >>> [(t.text, t.value, t.from_) for t in times("He was shot on Monday, two days later.", published="2023-04-05")]
    [('Monday', '2023-04-03', 'relative'), ('two days later', '2023-04-05', 'anchored')]
    """
    found = _dated(text, list(_meanings(text, Anchor.of(published), tense or _past)))
    return tuple(
        TimeExpression(f"t{i}", m.start, m.end, text[m.start : m.end], m.type, m.value, m.from_)
        for i, m in enumerate(found, 1)
    )


def _past(start: int, end: int) -> int:
    return -1


@dataclass(slots=True)
class _Trail:
    """The last date that the text named, for the expressions that lean on it."""

    value: str | None = None
    at: int = 0

    def near(self, position: int) -> str | None:
        return self.value if position - self.at <= _REACH else None

    def note(self, meaning: Meaning) -> None:
        if meaning.type in ("DATE", "TIME") and re.match(r"\d{4}", meaning.value or ""):
            self.value, self.at = meaning.value, meaning.end


def _meanings(text: str, anchor: Anchor, tense: Tense) -> list[Meaning]:
    trail = _Trail()
    result: list[Meaning] = []
    for found in scan(text):
        scene = Scene(anchor, trail.near(found.start), tense)
        for meaning in _MAKERS[found.make](found, scene):
            result.append(meaning)
            trail.note(meaning)
    return result


def _dated(text: str, meanings: list[Meaning]) -> list[Meaning]:
    """Give hours their day: the day beside them, else the last one that the text named."""
    result: list[Meaning] = []
    skip = False
    for i, meaning in enumerate(meanings):
        if skip:
            skip = False
            continue
        if meaning.type == "TIME" and (meaning.value or "").startswith("T"):
            following = meanings[i + 1] if i + 1 < len(meanings) else None
            meaning, skip = _with_day(text, meaning, result, following)
        result.append(meaning)
    return result


def _with_day(text: str, hour: Meaning, earlier: list[Meaning], following: Meaning | None) -> tuple[Meaning, bool]:
    value = hour.value or ""
    if following is not None and _is_day(following):
        gap = text[hour.end : following.start]
        if _AFTER.match(gap):
            joined = hour.with_(value=(following.value or "")[:10] + value, from_=following.from_)
            adjacent = bool(_ADJACENT.match(gap))
            return (joined.with_(end=following.end), True) if adjacent else (joined, False)
    if earlier and _is_day(earlier[-1]) and _BEFORE.match(text[earlier[-1].end : hour.start]):
        before = earlier[-1]
        joined = hour.with_(value=(before.value or "")[:10] + value, from_=before.from_)
        if _ADJACENT.match(text[before.end : hour.start]) and before.type == "DATE":
            return earlier.pop().with_(end=hour.end, type="TIME", value=joined.value), False
        return joined, False
    day = _told_day(text, earlier, hour.start)
    return hour.with_(value=(day or "XXXX-XX-XX") + value, from_="anchored" if day else hour.from_), False


def _told_day(text: str, earlier: list[Meaning], position: int) -> str | None:
    """The day that the nearest lines before tell of; None if they name two ("shot on Saturday, died on Monday")."""
    days: set[str] = set()
    for meaning in reversed(earlier):
        if position - meaning.end > _REACH or (days and "\n" in text[meaning.end : position]):
            break
        if meaning.type in ("DATE", "TIME") and re.match(r"\d{4}-\d{2}-\d{2}", meaning.value or ""):
            days.add((meaning.value or "")[:10])
            position = meaning.start
    return days.pop() if len(days) == 1 else None


def _is_day(meaning: Meaning) -> bool:
    return bool(re.match(r"(?:\d{4}|XXXX)-(?:\d{2}|XX)-(?:\d{2}|XX)$", meaning.value or ""))
