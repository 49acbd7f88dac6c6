"""From TIMEX3 values to intervals of days, and how intervals compare.

An interval is a `When`: first and last day, inclusive; a missing bound is unknown, never guessed.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.lexicon.calendar import last_day
from sayso.records.document import Published, Span, TimePrecision
from sayso.records.event import TimeExpression, TimeFrom, When

_VALUE = re.compile(r"^(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?$")
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"^(\d{4})-(SP|SU|FA|WI|H1|H2|Q[1-4])$")
_LONG = re.compile(r"^(\d{2,3})$")
_PERIOD = re.compile(r"^P(\d+)([DWMYQ])$")
# Northern seasons; a winter runs into the next year, and "winter 2014" may be either, so it covers both.
_MONTHS = {
    "SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (-1, 14), "H1": (1, 6), "H2": (7, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip
_RANK: dict[TimePrecision, int] = {"day": 0, "month": 1, "range": 2, "year": 3, "open": 4}
SINCE = frozenset({"since", "after", "from"})
UNTIL = frozenset({"before", "until", "till", "by"})
_FOR = frozenset({"for", "over", "in", "during", "within"})


def interval_of(value: str) -> tuple[str, str, TimePrecision] | None:
    """First and last day of a TIMEX3 value and its precision; None for what names no interval.

    >>> interval_of("2019-05"), interval_of("2023-W14")
    (('2019-05-01', '2019-05-31', 'month'), ('2023-04-03', '2023-04-09', 'range'))
    >>> interval_of("198"), interval_of("XXXX-05"), interval_of("P40Y")
    (('1980-01-01', '1989-12-31', 'range'), None, None)
    """
    try:
        if (m := _VALUE.match(value)) is not None:
            return _plain(int(m[1]), m[2], m[3])
        if (m := _WEEK.match(value)) is not None:
            first = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
            return first.isoformat(), date.fromisocalendar(int(m[1]), int(m[2]), 7).isoformat(), "range"
        if (m := _PART.match(value)) is not None:
            return _part(int(m[1]), *_MONTHS[m[2]])
        if (m := _LONG.match(value)) is not None:
            width = 10 ** (4 - len(m[1]))
            year = int(m[1]) * width
            return f"{max(1, year):04d}-01-01", f"{year + width - 1:04d}-12-31", "range"
    except ValueError:
        return None
    return None


def _plain(year: int, month: str | None, day: str | None) -> tuple[str, str, TimePrecision]:
    if month is None:
        return f"{year:04d}-01-01", f"{year:04d}-12-31", "year"
    if day is None:
        return f"{year:04d}-{month}-01", f"{year:04d}-{month}-{last_day(year, int(month)):02d}", "month"
    only = date(year, int(month), int(day)).isoformat()
    return only, only, "day"


def _part(year: int, first: int, last: int) -> tuple[str, str, TimePrecision]:
    start = date(year, first, 1) if first > 0 else date(year - 1, 12, 1)
    after = date(year + last // 12, last % 12 + 1, 1)
    return start.isoformat(), (after - timedelta(days=1)).isoformat(), "range"


def when_of(time: TimeExpression, *, published: Published, preposition: str | None = None) -> When | None:
    """The interval that a temporal expression gives to what it dates; None where it gives none.

    Args:
        time: the expression.
        published: when the report appeared; bounds what is "recent" or "to come".
        preposition: the word before it: "since 2014" opens the end, "until May" the start.

    >>> t = TimeExpression("t1", 0, 4, "2014", "DATE", "2014", "explicit")
    >>> when_of(t, published=Published(), preposition="since")
    When(start='2014-01-01', end=None, precision='open', from_='explicit', span=Span(start=0, end=4))
    >>> recent = TimeExpression("t1", 0, 6, "recent", "DATE", "PAST_REF", "relative")
    >>> when_of(recent, published=Published("2023-04-05", "2023-04-05", "day")).end
    '2023-04-05'
    """
    if time.value is None or time.type == "SET":
        return None
    if time.value.endswith("_REF"):
        return _vague(time.value, published, time.from_, time.span)
    if time.type == "DURATION":
        return _lasting(time, published, preposition)
    found = interval_of(time.value)
    if found is None:
        return None
    start, end, precision = found
    if preposition in SINCE:
        return When(start, None, "open", time.from_, time.span)
    if preposition in UNTIL:
        return When(None, end, "open", time.from_, time.span)
    return When(start, end, precision, time.from_, time.span)


def _vague(value: str, published: Published, from_: TimeFrom, span: Span) -> When | None:
    """What goes on "now" has begun by publication, and nothing says when: it is bounded as the past is."""
    if value == "FUTURE_REF":
        return When(published.start, None, "open", from_, span) if published.start else None
    return When(None, published.end or published.start, "open", from_, span)


def _lasting(time: TimeExpression, published: Published, preposition: str | None) -> When | None:
    """`in the past three years` reaches back from publication; any other duration lies nowhere in particular."""
    words = time.text.lower().split()
    reaches_back = len(words) > 1 and words[0] == "the" and words[1] in ("past", "last")
    match = _PERIOD.match(time.value or "")
    if not reaches_back or match is None or published.end is None or preposition not in (None, *_FOR):
        return None
    days = int(match[1]) * {"D": 1, "W": 7, "M": 31, "Q": 92, "Y": 366}[match[2]]
    try:
        start = date.fromisoformat(published.end) - timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return When(start.isoformat(), published.end, "range", "relative", time.span)


def joined(first: When, second: When) -> When:
    """The range from one interval to another: "from 3 to 5 May".

    >>> joined(When("2023-05-03", "2023-05-03", "day"), When("2023-05-05", "2023-05-05", "day"))
    When(start='2023-05-03', end='2023-05-05', precision='range', from_=None, span=None)
    """
    span = Span(first.span.start, second.span.end) if first.span and second.span else first.span or second.span
    return When(first.start, second.end, "range", first.from_, span)


def intersect(one: When, other: When) -> When | None:
    """What two intervals share, None if nothing; an unknown bound bounds nothing.

    >>> intersect(When("2023-04-01", "2023-04-30", "month"), When(None, "2023-04-05", "open"))
    When(start='2023-04-01', end='2023-04-05', precision='range', from_=None, span=None)
    """
    start = max(filter(None, (one.start, other.start)), default=None)
    end = min(filter(None, (one.end, other.end)), default=None)
    if start is not None and end is not None and start > end:
        return None
    for whole in sorted((one, other), key=lambda when: _RANK[when.precision]):
        if (start, end) == (whole.start, whole.end):
            return whole
    precision: TimePrecision = "open" if start is None or end is None else "day" if start == end else "range"
    return When(start, end, precision, one.from_ if one.from_ == other.from_ else None)


def gap_days(one: When, other: When) -> int | None:
    """Days between two intervals: 0 if they may share a day; None where a missing bound leaves it open.

    >>> gap_days(When("2023-04-01", "2023-04-01", "day"), When("2023-04-05", None, "open"))
    4
    >>> gap_days(When(None, "2023-04-01", "open"), When("2023-03-05", "2023-03-05", "day"))
    0
    """
    if intersect(one, other) is not None:
        return 0
    earlier, later = (one, other) if one.end and other.start and one.end < other.start else (other, one)
    if earlier.end is None or later.start is None:
        return None
    return (date.fromisoformat(later.start) - date.fromisoformat(earlier.end)).days


def coarser(one: TimePrecision, other: TimePrecision) -> TimePrecision:
    """The less precise of two precisions.

    >>> coarser("day", "month")
    'month'
    """
    return max(one, other, key=lambda precision: _RANK[precision])
