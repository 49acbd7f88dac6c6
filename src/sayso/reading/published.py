"""When a report was published: input, then metadata, dateline, address, text; else unknown.

Never the file's time nor today, and never a guess: a dateline without a year takes it from another source or gives
nothing.
"""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate
from urllib.parse import urlsplit

from sayso.lexicon.calendar import Anchor, real, year_of
from sayso.lexicon.intervals import interval_of
from sayso.lexicon.timex import times
from sayso.reading.dateline import Dateline, closing_date, dateline
from sayso.reading.item import Raw
from sayso.records.document import Published, PublishedFrom

_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?$")
_ISO = re.compile(r"^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ].*)?$")
_NUMERIC = re.compile(r"^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?:\D.*)?$")
_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?P<sep>[/-])(0?[1-9]|1[0-2])(?:(?P=sep)(0?[1-9]|[12]\d|3[01]))?|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?!\d)"
)


def published_of(raw: Raw, *, uri: str | None) -> tuple[Published, tuple[str, ...]]:
    """When a report was published, and what was odd about it.

    >>> raw = Raw(text="KAMPALA, June 14 - Troops crossed.", media_type="text/plain", given="20110614")
    >>> published_of(raw, uri=None)[0]
    Published(start='2011-06-14', end='2011-06-14', precision='day', from_='input', span=Span(start=9, end=16))
    """
    line = dateline(raw.text)
    doubts: tuple[str, ...] = ()
    if raw.given is not None:
        given = date_given(raw.given, from_="input")
        if given is not None:
            return _with_span(given, line), ()
        doubts = (f'the date "{raw.given[:40]}" cannot be read and was left out',)
    stated = date_given(raw.stated, from_="metadata") if raw.stated else None
    if stated is not None:
        return _with_span(stated, line), doubts
    address = address_date(uri)
    if line is not None and (found := _from_line(line, address, raw.text)) is not None:
        return found, doubts
    if address is not None and address.precision in ("day", "month"):
        return address, doubts
    closing = closing_date(raw.text)
    if closing is not None and (found := _between(closing.value, "text")) is not None:
        return Published(found.start, found.end, found.precision, "text", closing.span), doubts
    return Published(), doubts


def date_given(given: str, *, from_: PublishedFrom) -> Published | None:
    """A date as people and programs write it; one that may be two days gives the range of both.

    >>> date_given("20230405", from_="input").start, date_given("Wed, 05 Apr 2023 09:00:00 GMT", from_="input").start
    ('2023-04-05', '2023-04-05')
    >>> found = date_given("05/04/2023", from_="input")
    >>> found.start, found.end, found.precision
    ('2023-04-05', '2023-05-04', 'range')
    """
    given = given.strip()
    if (match := _COMPACT.match(given)) is not None:
        return _between("-".join(match.groups()), from_)
    if (match := _ISO.match(given)) is not None:
        return _between("-".join(f"{int(part):02d}" for part in match.groups() if part), from_)
    if (match := _NUMERIC.match(given)) is not None:
        return _either(int(match[1]), int(match[3]), int(match[4]), from_, month_may_lead=match[2] != ".")
    if (parsed := parsedate(given)) is not None and (day := real(*parsed[:3])) is not None:
        return _between(day.isoformat(), from_)
    named = [time for time in times(given[:200]) if re.match(r"\d{4}", time.value or "")]
    return _between((named[0].value or "").partition("T")[0], from_) if named else None


def _between(value: str, from_: PublishedFrom) -> Published | None:
    found = interval_of(value)
    if found is None or not re.match(r"\d{4}", value):
        return None
    start, end, precision = found
    return Published(start, end, precision, from_)


def _either(first: int, second: int, year: int, from_: PublishedFrom, *, month_may_lead: bool) -> Published | None:
    readings = [real(year, second, first), real(year, first, second) if month_may_lead else None]
    days = sorted(day for day in readings if day is not None)
    if not days:
        return None
    start, end = days[0].isoformat(), days[-1].isoformat()
    return Published(start, end, "day" if start == end else "range", from_)


def _with_span(published: Published, line: Dateline | None) -> Published:
    """The same, with the span of the dateline if that names the same day."""
    if line is None or published.start is None or published.end is None:
        return published
    value = line.value if line.value[0] != "X" else published.start[:4] + line.value[4:]
    if published.start <= value <= published.end:
        return Published(published.start, published.end, published.precision, published.from_, line.span)
    return published


def _from_line(line: Dateline, address: Published | None, text: str) -> Published | None:
    """A dateline's date; its year, where it lacks one, from the date in the address."""
    value = line.value
    if len(value) == 4:  # numbers that may be two days
        found = date_given(line.span.of(text), from_="dateline")
        return found and Published(found.start, found.end, found.precision, "dateline", line.span)
    if value[0] == "X":
        year = _year_near(value, address)
        if year is None:
            return None
        value = f"{year:04d}{value[4:]}"
    found = _between(value, "dateline")
    if found is None:
        return None
    return Published(found.start, found.end, found.precision, "dateline", line.span)


def _year_near(value: str, address: Published | None) -> int | None:
    if address is None or address.start is None:
        return None
    if address.precision == "year":
        return int(address.start[:4])
    month, day = int(value[5:7]), int(value[8:10]) if len(value) > 7 else None
    return year_of(Anchor.of(address.start), month, day, 0)


def address_date(uri: str | None) -> Published | None:
    """The date in a web address: `/2011/06/14/`, `/20110614-`, `/2011/06/`; a lone year is no date.

    >>> address_date("https://news.example/2011/06/14/border").start
    '2011-06-14'
    """
    if uri is None or not uri.startswith(("http://", "https://")):
        return None
    match = _ADDRESS.search(urlsplit(uri).path)
    if match is None:
        return None
    parts = [match[1], match[3] or match[5], match[4] or match[6]]
    value = "-".join(f"{int(part):02d}" for part in parts if part)
    found = _between(value, "url")
    return found if found is not None and found.start is not None and found.start <= date.max.isoformat() else None
