"""From a TIMEX3 value to an interval of days."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from sayso.records.document import TimePrecision

_VALUE = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"^(\d{4})-(SP|SU|FA|WI|H1|H2|Q[1-4])$")
_LONG = re.compile(r"^(\d{2,3})$")
_MONTHS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14), "H1": (1, 6), "H2": (7, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip


def interval_of(value: str) -> tuple[str, str, TimePrecision] | None:
    """First and last day of a TIMEX3 value and its precision; None for what names no interval.

    >>> interval_of("2019-05")
    ('2019-05-01', '2019-05-31', 'month')
    >>> interval_of("2023-W14")
    ('2023-04-03', '2023-04-09', 'range')
    >>> interval_of("198")
    ('1980-01-01', '1989-12-31', 'range')
    >>> interval_of("P40Y") is None
    True
    """
    try:
        if (m := _VALUE.match(value)) is not None:
            return _plain(int(m[1]), m[2], m[3])
        if (m := _WEEK.match(value)) is not None:
            first = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
            return _iso(first, date.fromisocalendar(int(m[1]), int(m[2]), 7), "range")
        if (m := _PART.match(value)) is not None:
            return _part(int(m[1]), *_MONTHS[m[2]])
        if (m := _LONG.match(value)) is not None:
            width = 10 ** (4 - len(m[1]))
            first = int(m[1]) * width
            return _iso(date(max(1, first), 1, 1), date(first + width - 1, 12, 31), "range")
    except ValueError:
        return None
    return None


def _plain(year: int, month: str | None, day: str | None) -> tuple[str, str, TimePrecision]:
    if month is None:
        return _iso(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        last = monthrange(year, int(month))[1]
        return _iso(date(year, int(month), 1), date(year, int(month), last), "month")
    only = date(year, int(month), int(day))
    return _iso(only, only, "day")


def _part(year: int, first: int, last: int) -> tuple[str, str, TimePrecision]:
    after = date(year + last // 12, last % 12 + 1, 1)
    return _iso(date(year, first, 1), after - timedelta(days=1), "range")


def _iso(start: date, end: date, precision: TimePrecision) -> tuple[str, str, TimePrecision]:
    return start.isoformat(), end.isoformat(), precision
