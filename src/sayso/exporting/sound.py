"""What a line made by hand or by a broken tool can hold and no calendar or table can: left out before it travels."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.report import Report

MOST = 2**63 - 1
"""The largest whole number that tables of other tools hold."""
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def sound(report: Report) -> Report:
    """The report without days that are none, numbers that no table holds and words beyond its text."""
    doc = report.document
    day = doc.published
    kept = replace(day, start=day_of(day.start), end=day_of(day.end))
    claims = tuple(_sound(claim, len(doc.text)) for claim in report.claims)
    if kept == day and claims == report.claims:
        return report
    return replace(report, document=replace(doc, published=kept), claims=claims)


def _sound(claim: Claim, end: int) -> Claim:
    when, deaths, span = claim.when, claim.deaths, claim.span
    if when is not None:
        when = replace(when, start=day_of(when.start), end=day_of(when.end))
    if deaths is not None:
        low, best, high = whole(deaths.low), whole(deaths.best), whole(deaths.high)
        known = any(number is not None for number in (low, best, high))
        deaths = replace(deaths, low=low, best=best, high=high) if known else None
    span = span if span.end <= end else Span(min(span.start, end), end)
    if (when, deaths, span) == (claim.when, claim.deaths, claim.span):
        return claim
    return replace(claim, when=when, deaths=deaths, span=span)


def day_of(said: str | None) -> str | None:
    """A day, month or year, if it is one of the calendar.

    >>> day_of("2019-03-03"), day_of("2019"), day_of("2019-13-45"), day_of("soon")
    ('2019-03-03', '2019', None, None)
    """
    if said is None or not _DAY.fullmatch(said):
        return None
    try:
        date.fromisoformat(said + "-01" * ((10 - len(said)) // 3))
    except ValueError:
        return None
    return said


def whole(value: int | None) -> int | None:
    """A whole number that tables hold.

    >>> whole(4), whole(10**30)
    (4, None)
    """
    return value if value is not None and -MOST - 1 <= value <= MOST else None
