"""The terms that the makers of TIMEX3 values speak in."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sayso.lexicon.calendar import Anchor
from sayso.lexicon.dates import Found, Token
from sayso.records.event import TimeFrom, TimeType


@dataclass(frozen=True, slots=True)
class Meaning:
    """An expression's span, type and value; the value of an hour without its day begins with T."""

    start: int
    end: int
    type: TimeType
    value: str | None
    from_: TimeFrom

    def with_(self, **changes: Any) -> Meaning:
        """A copy with some fields changed."""
        return dataclasses.replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Scene:
    """What an expression may lean on: publication, the last date that the text named, the tense around it."""

    anchor: Anchor
    last: str | None
    tense: Callable[[int, int], int]

    def direction(self, found: Found) -> int:
        """Whether what the expression dates is past (-1), to come (1) or open (0)."""
        return self.tense(found.start, found.end)


def one(found: Found, type_: TimeType, value: str | None, from_: TimeFrom) -> list[Meaning]:
    """The meaning of the whole expression."""
    return [Meaning(found.start, found.end, type_, value, from_)]


def value_of(tokens: tuple[Token, ...], *names: str) -> Any:
    """The value of the first word that is in one of these classes; None if none is.

    >>> value_of((Token(0, 3, "May", {"month": 5}),), "monthabbr", "month")
    5
    """
    for token in tokens:
        for name in names:
            if name in token.values:
                return token.values[name]
    return None


def month_of(tokens: tuple[Token, ...]) -> int:
    """The month that a name or abbreviation names."""
    return int(value_of(tokens, "month", "monthabbr"))


def day_of(tokens: tuple[Token, ...]) -> int:
    """The number of a day: "5", "5th"."""
    return int("".join(char for char in tokens[-1].text if char.isdigit()))


def ordinal_of(tokens: tuple[Token, ...]) -> int:
    """The number of an ordinal: "third", "3rd", "last" (-1)."""
    named = value_of(tokens, "ord", "final")
    return int(named) if named is not None else day_of(tokens)


def number_of(tokens: tuple[Token, ...]) -> float | None:
    """The number that words say; None where they are vague ("several"). Of a range ("two or three") the first.

    >>> number_of((Token(0, 6, "twenty", {"tens": 20}), Token(6, 7, "-", {}), Token(7, 11, "five", {"one": 5})))
    25.0
    """
    total: float | None = None
    for token in tokens:
        values = token.values
        if "vague" in values:
            return None
        if token.text[0].isdigit():
            if total is None:
                total = float(token.text.replace(",", ""))
        elif "tens" in values:
            total = float(values["tens"]) if total is None else total
        elif "one" in values:
            total = _added(total, values["one"])
        elif "a" in values:
            total = 1.0
        elif "hundred" in values:
            total = (total or 1.0) * values["hundred"]
    return total


def _added(total: float | None, ones: float) -> float:
    """A word for one to nineteen: alone, or after a word for tens."""
    if total is None:
        return float(ones)
    return total + ones if total >= 20 and total % 10 == 0 and ones < 10 else total
