"""Dates at the head of a report that cannot all be the day it was published: said, and none of them preferred."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from sayso.records.report import Report
from sayso.showing.wording import day, listed, published_words, unique

HEAD = 120
"""Characters in which a dateline can stand."""
APART = 31
"""Days: what is nearer is a report that came out later than it was filed."""
_AFTER = re.compile(r"\s*\)?\s*(?:—|–|-{1,2}|:|\()")


def contradictions(report: Report) -> Iterator[str]:
    """One sentence, if the datelines and the day that came with the report lie more than a month apart."""
    text, published = report.document.text, report.document.published
    heads = unique(
        t.value or ""
        for t in report.times
        if t.end <= HEAD and t.from_ == "explicit" and _is_day(t.value) and _AFTER.match(text, t.end)
    )
    days = [*heads, *([published.start] if published.start and _is_day(published.start) else [])]
    found = [date.fromisoformat(d) for d in days]
    if not heads or (max(found) - min(found)).days <= APART:
        return
    said = listed([day(d) for d in heads])
    own = (
        "" if published.from_ in (None, "dateline") else f", and the report's own date is {published_words(published)}"
    )
    yield f"Its dates contradict each other: the head of the text says {said}{own}. What leans on them may be wrong."


def _is_day(value: str | None) -> bool:
    try:
        return value is not None and len(value) == 10 and bool(date.fromisoformat(value))
    except ValueError:
        return False
