"""Names of several pieces put together: "Ministry" + "of" + "Foreign Affairs", "the Farmers'" + "Union"."""

from __future__ import annotations

from dataclasses import replace

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import signs
from sayso.annotating.actors.votes import Name
from sayso.lexicon.calendar import months
from sayso.lexicon.names import fold

_LONG = 6


def continued(row: Row, end: int) -> bool:
    """Whether "of X" with a capitalised X follows: "Ministry of Defence"."""
    lowers = row.lowers
    if end + 1 >= len(lowers) or lowers[end] not in ("of", "for"):
        return False
    after = end + 2 if lowers[end + 1] == "the" else end + 1
    return after < len(lowers) and row.texts[after][0].isupper()


def owned(row: Row, start: int) -> bool:
    """Whether it is named after many: "the *Workers'* Front", "the Harbour *Farmers'* Union"."""
    first = start - 2
    if first < 1 or row.lowers[start - 1] not in ("'", "’", "'s", "’s") or not row.texts[first][0].isupper():
        return False
    if row.tokens[first].tag_ not in ("NNS", "NNPS"):
        return False
    while first > 1 and row.texts[first - 1][0].isupper() and start - first < _LONG and not row.starts[first - 1]:
        first -= 1
    return row.lowers[first - 1] in ("the", "a", "an")


def dated(row: Row, start: int) -> int:
    """Where a name begins that a date opens: "the *Seventh of March* Organisation"."""
    month = start if row.lowers[start] in months() else start - 1
    if month < 1 or row.lowers[month] not in months() or not row.texts[month][0].isupper():
        return start
    if month > 1 and row.lowers[month - 1] == "of" and _day(row, month - 2):
        return month - 2
    return month - 1 if _day(row, month - 1) else start


def _day(row: Row, i: int) -> bool:
    return any(c.isdigit() for c in row.texts[i]) or (row.texts[i][0].isupper() and row.lowers[i] in signs().numbers)


def joined(row: Row, found: list[Name]) -> list[Name]:
    """Join "Ministry" + "of" + "Foreign Affairs" into one name; the country of the second part is kept."""
    whole: list[Name] = []
    for name in found:
        last = whole[-1] if whole else None
        between = row.lowers[last.end : name.start] if last else []
        if last and last.entry is None and last.end == name.start - 1 and name.kind and owned(row, name.start):
            whole[-1] = replace(name, start=last.start, key=fold(" ".join(row.texts[last.start : name.end])))
            continue
        if (
            last
            and last.entry is None
            and last.kind in ("state_body", "organization", "facility", "armed_group")
            and between in (["of"], ["for"], ["of", "the"], ["for", "the"])
        ):
            if name.entry is None or name.entry.form == "body":
                last.end = name.end
                last.key = fold(" ".join(row.texts[last.start : last.end]))
                last.country = last.country or name.country
                continue
            last.country = last.country or name.country
        if last and name.start <= last.start and name.end > last.end and last.kind is None:
            whole[-1] = name
            continue
        if last and name.start < last.end:
            continue
        whole.append(name)
    return whole
