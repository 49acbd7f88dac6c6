"""Arithmetic on days and on TIMEX3 values: shifting by units, choosing the year or week that is meant.

Values are strings as TIMEX3 writes them (`2023-04-05`, `2023-04`, `2023`, `2023-W14`, `199`); parts that are not
known are X (`XXXX-04-05`). Shifts take a date and give a value no finer than the unit.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from sayso.lexicon.language import load

_VALUE = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?:T.*)?$")
# Years that no calendar arithmetic is tried on: a shift could leave the calendar.
_ENDS = frozenset({"0000", "0001", "0002", "9998", "9999"})


@cache
def months() -> frozenset[str]:
    """The names of the months, in small letters.

    >>> "may" in months()
    True
    """
    return frozenset(load("lang/en/dates")["words"]["month"])


@dataclass(frozen=True, slots=True)
class Anchor:
    """A date that others are reckoned from, as far as it is known: year, then month, then day.

    >>> Anchor.of("2023-04"), Anchor.of("2023-04-05T09:00").date
    (Anchor(year=2023, month=4, day=None), datetime.date(2023, 4, 5))
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def of(cls, value: str | None) -> Anchor:
        """The anchor that a value gives; a week gives its year only, the very ends of the calendar nothing."""
        if (value or "")[:4] in _ENDS:
            return cls()
        match = _VALUE.match(value or "")
        if match is None:
            return cls(int(value[:4]) if value and re.match(r"\d{4}-", value) else None)
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year, month, day)

    @property
    def date(self) -> date | None:
        """The day, if it is known and exists."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return real(self.year, self.month, self.day)


def real(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day.

    >>> real(2023, 2, 30) is None
    True
    """
    try:
        return date(year, month, day)
    except ValueError:
        return None


def plus_months(year: int, month: int, count: int) -> tuple[int, int]:
    """The month `count` months on.

    >>> plus_months(2023, 1, -1)
    (2022, 12)
    """
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def week(day: date) -> str:
    """The ISO week of a day.

    >>> week(date(2023, 4, 5))
    '2023-W14'
    """
    year, number, _ = day.isocalendar()
    return f"{year:04d}-W{number:02d}"


def shifted(anchor: Anchor, count: float, unit: str) -> str | None:
    """The value `count` units from an anchor, no finer than the unit; None if the anchor does not tell.

    >>> shifted(Anchor(2023, 4, 5), -3, "W"), shifted(Anchor(2023, 4, 5), -2, "Y"), shifted(Anchor(2023), -1, "M")
    ('2023-W11', '2021', None)
    """
    if unit in _IN_MONTHS:
        return _shifted_months(anchor, count, unit)
    days = {"D": 1.0, "W": 7.0, "F": 14.0, "WE": 7.0, "TH": 1 / 24}.get(unit)
    if days is None or anchor.date is None:
        return None
    if unit == "TH" and count % 24:
        return None
    try:
        moved = anchor.date + timedelta(days=round(count * days))
    except OverflowError:
        return None
    if unit in ("D", "TH"):
        return moved.isoformat()
    return week(moved) + ("-WE" if unit == "WE" else "")


_IN_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}


def _shifted_months(anchor: Anchor, count: float, unit: str) -> str | None:
    if anchor.year is None:
        return None
    months = round(count * _IN_MONTHS[unit])
    if unit in ("Y", "E", "C") and months % 12 == 0:
        year = anchor.year + months // 12
        if not 1 <= year <= 9999:
            return None
        return (
            {"E": f"{year:04d}"[:3], "C": f"{year:04d}"[:2]}.get(unit, f"{year:04d}")
            if abs(count) == 1
            else f"{year:04d}"
        )
    if anchor.month is None:
        return None
    year, month = plus_months(anchor.year, anchor.month, months)
    if not 1 <= year <= 9999:
        return None
    return f"{year:04d}-Q{(month + 2) // 3}" if unit == "Q" else f"{year:04d}-{month:02d}"


def weekday_near(anchor: date, weekday: int, direction: int, *, strict: bool = False) -> date:
    """The day of that ISO weekday before (-1) or after (1) an anchor; the anchor's own day counts unless `strict`.

    >>> weekday_near(date(2023, 4, 5), 1, -1), weekday_near(date(2023, 4, 5), 3, -1)
    (datetime.date(2023, 4, 3), datetime.date(2023, 4, 5))
    """
    distance = (weekday - anchor.isoweekday()) * direction % 7
    if distance == 0 and strict:
        distance = 7
    return anchor + timedelta(days=distance * direction)


def year_of(anchor: Anchor, month: int, day: int | None, direction: int, *, weekday: int | None = None) -> int | None:
    """The year that a month (and day) without one is in: the nearest to the anchor on the side that `direction` says.

    Direction 0 takes the nearest on either side; a weekday that is named settles it, where it can.

    >>> year_of(Anchor(2023, 4, 5), 12, 24, -1), year_of(Anchor(2023, 4, 5), 4, 9, 0), year_of(Anchor(2023), 4, 9, 0)
    (2022, 2023, None)
    """
    if anchor.year is None:
        return None
    years = [anchor.year - 1, anchor.year, anchor.year + 1]
    if weekday is not None and day is not None:
        fitting = [y for y in years if (found := real(y, month, day)) and found.isoweekday() == weekday]
        if len(fitting) == 1:
            return fitting[0]
    if anchor.month is None:
        return None
    here = anchor.year * 372 + anchor.month * 31 + (anchor.day or 15)
    there = {y: y * 372 + month * 31 + (day or anchor.day or 15) for y in years}
    if direction:
        there = {y: n for y, n in there.items() if (n - here) * direction >= 0}
    return min(there, key=lambda y: abs(there[y] - here))


def last_day(year: int, month: int) -> int:
    """The number of days of a month.

    >>> last_day(2024, 2)
    29
    """
    return calendar.monthrange(year, month)[1]
