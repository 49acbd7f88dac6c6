"""Stretches: what happened between two places, or on the way from one to the other, happened at neither.

"Between Homs and Palmyra", "on the road from Homs to Palmyra", "the Homs-Palmyra highway" are one place, whose centre
is half-way and whose precision says how far it may be off. Between two states there is no centre at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

from sayso.lexicon.geo import kilometres
from sayso.lexicon.language import load
from sayso.records.actor import Mention, Place, PlacePrecision
from sayso.records.document import Span

# Kilometres between the two ends up to which a stretch is near them, or within about a province.
_CLOSE, _PROVINCE = 60.0, 300.0
_TO, _AND = re.compile(r" to (?:the )?[A-Z][\w'-]+"), re.compile(r" and (?:the )?[A-Z][\w'-]+")
_WIDE = frozenset({"country", "region", None})


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one mention to another: its place, its words, and the ids of both mentions."""

    place: Place
    span: Span
    ends: tuple[str, str]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    ways = "|".join(sorted(load("lang/en/siting")["ways"], key=len, reverse=True))
    way = rf"\b(?:{ways})s?\b"
    return (
        re.compile(rf"(?:\bbetween (?:the )?|{way}[\w ,-]{{0,20}}? (?:linking|connecting|joining) (?:the )?)$", re.I),
        re.compile(rf"{way}(?: that runs| running| leading| which leads)? from (?:the )?$", re.I),
        re.compile(rf"(?: [a-z-]+)? {way}", re.I),
    )


def stretches(text: str, mentions: Sequence[Mention]) -> list[Stretch]:
    """The stretches that pairs of places in a row span."""
    placed = [m for m in mentions if m.place is not None and m.kind in ("place", "state")]
    out: list[Stretch] = []
    for a, b in pairwise([*placed, None]):
        assert a is not None
        if b is not None and b.start - a.end < 16 and _spans(text, a, b, text[a.end : b.start]):
            known = [m for m in (a, b) if m.place is not None and m.place.country is not None]
            words = text[a.start : b.end]
            place = _towards(known[0], words) if len(known) == 1 else _middle(a, b)
            out.append(Stretch(place, Span(a.start, b.end), (a.id, b.id)))
        elif not (out and a.id in out[-1].ends) and (end := _unknown_end(text, a)):
            out.append(Stretch(_towards(a, text[a.start : end]), Span(a.start, end), (a.id, a.id)))
    return out


def _unknown_end(text: str, a: Mention) -> int:
    """Where a stretch ends whose other end is no place that is known; 0 if `a` begins none."""
    two, way_from, _ = _patterns()
    before, after = text[max(0, a.start - 60) : a.start], text[a.end : a.end + 60]
    for pattern, other in ((way_from, _TO), (two, _AND)):
        if (found := other.match(after)) and pattern.search(before):
            return a.end + found.end()
    return 0


def _towards(a: Mention, words: str) -> Place:
    """Somewhere from one place towards another that is not known: as coarse as a province."""
    place = a.place
    assert place is not None
    return place if place.precision in _WIDE else replace(place, name=words, precision="province")


def _spans(text: str, a: Mention, b: Mention, between: str) -> bool:
    two, way_from, way_after = _patterns()
    before = text[max(0, a.start - 60) : a.start]
    joint = between.strip().removesuffix(" the")
    if joint in ("and", "with"):
        return two.search(before) is not None
    if joint == "to":
        return way_from.search(before) is not None
    return joint in ("-", "/", "to") and between in ("-", " - ", "/") and way_after.match(text, b.end) is not None


def _middle(a: Mention, b: Mention) -> Place:
    """The place half-way; its level is as coarse as the way is long."""
    one, other = a.place, b.place
    assert one is not None and other is not None
    name = f"between {one.name} and {other.name}"
    country = one.country if one.country == other.country else None
    points = (one.lat, one.lon, other.lat, other.lon)
    if None in points or one.precision in _WIDE or other.precision in _WIDE:
        return Place(name, country, precision="region")
    lat1, lon1, lat2, lon2 = (p or 0.0 for p in points)
    far = kilometres((lat1, lon1), (lat2, lon2))
    level: PlacePrecision = "near" if far <= _CLOSE else "province" if far <= _PROVINCE else "region"
    return Place(name, country, round((lat1 + lat2) / 2, 2), round((lon1 + lon2) / 2, 2), level)
