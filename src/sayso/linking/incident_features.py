"""What speaks for two accounts being of one incident, and against it: named features, each with its words.

Nothing here knows a nation or a group: names are compared, never looked up.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any, NamedTuple

from sayso.lexicon.language import load
from sayso.linking.incident_accounts import Account, Interval, Sort, scene_word

MONTH, WEEK, NEAR = 31, 7, 3
TELLING, YEARS = 10, (1900, 2100)
"""Smaller numbers are in many reports by chance, and years are no counts."""
CLOSE = 0.5
"""Tolls of which the lower is at least this share of the higher can be an early and a late count of one."""


class Feature(NamedTuple):
    """A named reason, its weight, and its words."""

    name: str
    weight: float
    words: str


@cache
def _weights() -> dict[str, Any]:
    found: dict[str, Any] = load("linking/incidents")
    return found


def least() -> float:
    """The mean likeness that two groups of accounts need to be one incident."""
    return float(_weights()["least"])


def _feature(name: str, words: str, times: float = 1.0) -> Feature:
    return Feature(name, round(_weights()["weights"][name] * times, 3), words)


def comparable(a: Account | Sort, b: Account | Sort) -> bool:
    """Whether two accounts are of one kind of act, of no two ways that exclude each other, and of no two countries."""
    if a.type != b.type or (a.country and b.country and a.country != b.country):
        return False
    if a.place and b.place and a.place != b.place:
        return False
    if not a.modes or not b.modes or a.modes & b.modes:
        return True
    return any(compatible(x, y) for x in a.modes for y in b.modes)


@cache
def compatible(left: str, right: str) -> bool:
    """Whether two modes can be two views of one act."""
    return any(left in family and right in family for family in load("lang/en/linking")["compatible_modes"])


def features(a: Account, b: Account) -> list[Feature]:
    """What speaks for and against two accounts being of one incident."""
    found = [*_time(a, b), *_where(a, b), *_scene(a, b), *_tolls(a, b), *_parties(a, b)]
    if a.modes & b.modes:
        found.append(_feature("way", f"both by {sorted(a.modes & b.modes)[0]}"))
    if more := len(a.details & b.details):
        words = "they share a detail" if more == 1 else f"they share {more} details"
        found.append(_feature("detail", words, min(4, more)))
    if a.document == b.document:
        near = bool(a.sentences & b.sentences)
        found.append(_feature("one sentence" if near else "one report", "told in one report"))
    return found


def likeness(found: Iterable[Feature]) -> float:
    """The odds that features make, as a probability.

    >>> likeness([]) < 0.1
    True
    """
    total = sum(f.weight for f in found) - _weights()["needed"]
    return 1 / (1 + math.exp(-max(-20.0, min(20.0, total))))


def why(found: Iterable[Feature]) -> str:
    """The reasons in one sentence: what speaks for it, and what against."""
    ordered = sorted(found, key=lambda f: -abs(f.weight))
    speak = "; ".join(f.words for f in ordered if f.weight > 0)
    against = "; ".join(f.words for f in ordered if f.weight < 0)
    return speak + (f"; although {against}" if against else "") if speak else against


def _time(a: Account, b: Account) -> Iterator[Feature]:
    if a.days and b.days:
        gap = _apart(a.days, b.days)
        if gap > 1:
            yield _feature("other day", f"one was on {a.days[0]}, the other on {b.days[0]}")
        elif gap == 1:
            yield _feature("near day", "the days are next to each other")
        elif a.days[0] == a.days[1] or b.days[0] == b.days[1]:
            yield _feature("day", f"both on {max(a.days[0], b.days[0])}")
        return
    left = a.days or (a.out and (a.out, a.out))
    right = b.days or (b.out and (b.out, b.out))
    if left and right:
        gap = _apart(left, right)
        if gap <= (WEEK if a.days or b.days else NEAR):
            yield _feature("out together", "told within days of each other")
        elif gap > MONTH:
            yield _feature("out apart", "told long after each other, and one gives no day")


def _apart(left: Interval, right: Interval) -> int:
    """Days between two intervals; 0 if they overlap."""
    return max(0, _days(left[1], right[0]), _days(right[1], left[0]))


@lru_cache(maxsize=65_536)
def _days(first: str, last: str) -> int:
    return (datetime.date.fromisoformat(last) - datetime.date.fromisoformat(first)).days


def _where(a: Account, b: Account) -> Iterator[Feature]:
    if a.place and a.place == b.place:
        yield _feature("place", f"both in {a.place.title()}")
    both = a.names & b.names
    if both:
        yield _feature("name", f"both name {_listed(both)}")
        if len(both) > 1:
            yield _feature("more names", "and another name")
    near = (a.names & b.around) | (b.names & a.around)
    if near:
        yield _feature("near name", f"both reports name {_listed(near)}", min(2, len(near)))
    if not both and not near and not (a.place and a.place == b.place) and a.document != b.document:
        yield _feature("no name", "they share no name")


def _listed(stems: frozenset[str]) -> str:
    return " and ".join(f"“{n}”" for n in sorted(stems)[:2])


def _scene(a: Account, b: Account) -> Iterator[Feature]:
    for kind, left, right, same, other in (
        ("sites", a.sites, b.sites, "site", "other site"),
        ("victims", a.victims, b.victims, "victims", "other victims"),
    ):
        if left & right:
            yield _feature(same, f"both tell of a {scene_word(kind, min(left & right))}")
        elif left and right:
            words = f"one tells of a {scene_word(kind, min(left))}, the other of a {scene_word(kind, min(right))}"
            yield _feature(other, words)


def _tolls(a: Account, b: Account) -> Iterator[Feature]:
    """Numbers of dead: the same, near each other, or too far; another number in common."""
    if a.tolls and b.tolls:
        pairs = [(x, y) for x in a.tolls for y in b.tolls]
        if any(x == y for x, y in pairs):
            yield _feature("toll", f"both count {max(a.tolls[0])} dead")
            return
        if any(near(x, y) for x, y in pairs):
            yield _feature("near toll", "the numbers of dead can be counts of one")
        else:
            yield _feature("other toll", f"one counts {max(a.tolls[0])} dead, the other {max(b.tolls[0])}")
    if shared := a.numbers & b.numbers:
        telling = [n for n in sorted(shared) if int(n) >= TELLING and not YEARS[0] <= int(n) <= YEARS[1]]
        yield _feature(
            "telling number" if telling else "number", f"both have the number {(telling or sorted(shared))[0]}"
        )


def near(left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether two counts can be of one incident.

    >>> near((12, 12), (14, 14)), near((3, 3), (9, 9))
    (True, False)
    """
    low, high = sorted((max(left), max(right)))
    return high - low <= 2 or low >= CLOSE * high


def _parties(a: Account, b: Account) -> Iterator[Feature]:
    for left, right, same, other in (
        (a.doers, b.doers, "doer", "other doer"),
        (a.targets, b.targets, "target", None),
    ):
        if left & right:
            yield _feature(same, f"both have the {same} {_listed(left & right)}")
        elif other and left and right:
            yield _feature(other, "they name different doers")
