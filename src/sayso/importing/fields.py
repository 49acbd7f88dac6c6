"""Values of strangers as what we can use: text, days, numbers, names of states; anything else is None."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from sayso.lexicon.countries import countries
from sayso.lexicon.language import load

MOST = 300
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%d-%B-%Y", "%d-%b-%Y", "%d/%m/%Y")


@cache
def crosswalk(name: str) -> dict[str, Any]:
    """What is taken from the fields of a format: `data/importing/crosswalks.yaml`."""
    found: dict[str, Any] = load("importing/crosswalks")[name]
    return found


def text_of(value: Any) -> str | None:
    """A text, or None for what is none; the first of a list.

    >>> text_of(["a", "b"]), text_of(12), text_of({"a": 1}), text_of("  ")
    ('a', '12', None, None)
    """
    if isinstance(value, list):
        value = next((v for v in value if isinstance(v, str) and v.strip()), None)
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | Decimal | float):
        value = str(value)
    return value if isinstance(value, str) and value.strip() else None


def line_of(value: Any) -> str | None:
    r"""A short text on one line.

    >>> line_of("  two\n words ")
    'two words'
    """
    found = text_of(value)
    return " ".join(found.split())[:MOST] if found else None


def day_of(value: str | None) -> str | None:
    """A day as ISO, from the ways that data sets write it.

    >>> [day_of(v) for v in ("19391126", "1939-11-26 15:45:00", "26 November 1939", "26/11/1939", "1939-13-01", "soon")]
    ['1939-11-26', '1939-11-26', '1939-11-26', '1939-11-26', None, None]
    """
    said = (value or "").strip()
    if (found := _DAY.match(said)) is not None:
        try:
            return date(*map(int, found.groups())).isoformat()
        except ValueError:
            return None
    for form in _WRITTEN:
        try:
            return datetime.strptime(said[:30], form).date().isoformat()
        except ValueError:
            continue
    return None


def number_of(value: str | None) -> float | None:
    """A number, if it is one and finite.

    >>> number_of("35.7"), number_of("1e999"), number_of("many"), number_of("")
    (35.7, None, None, None)
    """
    try:
        found = float(value or "")
    except ValueError:
        return None
    return found if abs(found) < 1e9 else None


def count_of(value: str | None) -> int | None:
    """A count: a number that is not negative.

    >>> count_of("14.0"), count_of("-1")
    (14, None)
    """
    found = number_of(value)
    return int(found) if found is not None and found >= 0 else None


def code_of(value: str | None) -> str | None:
    """The code of a number that says a class, without the `.0` that tables gain on their way.

    >>> code_of("2.0"), code_of(" 3 "), code_of("")
    ('2', '3', None)
    """
    said = (value or "").strip()
    return said.removesuffix(".0") or None


@cache
def _states() -> dict[str, str]:
    return {name.casefold(): c.code for c in countries().values() for name in c.names}


def country_of(name: str | None) -> str | None:
    """ISO 3166-1 alpha-3 of a state's name; of a place with commas the last part is the state.

    >>> country_of("Oran, Wahran, Algeria"), country_of("Yemen (North Yemen)"), country_of("Nowhere")
    ('DZA', 'YEM', None)
    """
    if not name:
        return None
    last = name.rpartition(",")[2].strip().casefold()
    bare, _, other = last.partition("(")
    tried = (last, bare.strip(), other.strip(" )"))
    return next((code for one in tried if (code := _states().get(one)) is not None), None)
