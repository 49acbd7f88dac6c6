"""Where a report says things happened: its places with their levels, and the lines that are about each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.lexicon.countries import countries
from sayso.records.event import Where
from sayso.showing.maps import Spot
from sayso.showing.matter import Matter
from sayso.showing.view import Section
from sayso.showing.wording import flat, table

_LISTED = ("accusations", "incidents", "routes", "intents", "denials", "negatives", "rest")


def whereabouts(matter: Matter, made: Iterable[Section]) -> tuple[Spot, ...]:
    """The places of claims, the most told of first; a place without a level is not resolved, and no spot."""
    claims = matter.report.claim_by_id
    found: dict[tuple[str, str, float | None, float | None], tuple[Where, list[int]]] = {}
    for section in made:
        if section.id not in _LISTED:
            continue
        for item in section.entries:
            for where in {w for c in item.claims if c in claims and (w := claims[c].where) is not None}:
                if where.precision is None:
                    continue
                key = (where.name, where.precision, where.lat, where.lon)
                _, numbers = found.setdefault(key, (where, []))
                if item.number not in numbers:
                    numbers.append(item.number)
    spots = [_spot(where, numbers) for where, numbers in found.values()]
    return tuple(sorted(spots, key=lambda s: (-len(s.entries), s.entries, s.name)))


def _spot(where: Where, numbers: Sequence[int]) -> Spot:
    assert where.precision is not None
    return Spot(flat(where.name), where.lat, where.lon, where.precision, where.country, entries=tuple(sorted(numbers)))


def spot_words(spot: Spot) -> str:
    """A place with its level and country, in words.

    >>> spot_words(Spot("Tabriz", 38.08, 46.29, "city", "IRN"))
    'Tabriz: a town, Iran'
    """
    level = str(table("levels")[spot.precision])
    country = countries()[spot.country].name if spot.country in countries() else ""
    return f"{spot.name}: {level}" + (f", {country}" if country and country != spot.name else "")
