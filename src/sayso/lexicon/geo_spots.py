"""What a place name may mean: every state, province, district, town and feature of that name, each with its weight.

The weight is what speaks for a meaning when nothing else is known: the decimal logarithm of how many people live there
(towns), or of about how many would have to for the name to be used of it as often (states, seas, divisions). Which one
is meant in a report is for `annotating.places.context` to say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from sayso.lexicon.countries import countries
from sayso.lexicon.gazetteers import Entry, match
from sayso.lexicon.geo import Town, kilometres, towns, villages
from sayso.lexicon.geo_areas import Area, areas
from sayso.lexicon.names import fold
from sayso.records.actor import Place

Kind = Literal["country", "area", "town", "feature"]
# Set by hand, on GeoVirus: a state is meant before its namesakes; a province or US state before a small city; a county
# hardly ever where its name is not followed by "county".
STATE, PROVINCE, FEATURE, DIVISION, COUNTY, CAPITAL = 8.0, 6.6, 6.3, 5.3, 4.0, 1.0
_OTHER_SPELLING, _LEAST = 0.5, 2.8
# Two rows within so many kilometres, one of them a town written into the hand-made table, are one place.
_SAME_KM = 60.0
# Weight of a town, at least, that is meant rather than the province named after it.
_CHIEF = 4.1
# Thousands of people of a second capital, at least.
_BYNAME = 30


@dataclass(frozen=True, slots=True)
class Spot:
    """One meaning of a name; `area` is the GeoNames code of the first division that it is or lies in."""

    place: Place
    kind: Kind
    weight: float
    area: str = ""
    entry: Entry | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        """(lat, lon), where known."""
        place = self.place
        return (place.lat, place.lon) if place.lat is not None and place.lon is not None else None

    def holds(self, other: Spot) -> bool:
        """Whether `other` lies in this state or province.

        >>> texas, france = spots("Texas")[0], spots("France")[0]
        >>> [(texas.holds(s), france.holds(s)) for s in spots("Paris") if s.weight > 6]
        [(False, True)]
        """
        if self.place.country is None or self.place.country != other.place.country or self.place == other.place:
            return False
        if self.kind == "country":
            return other.kind != "country"
        if self.kind != "area" or other.kind == "country":
            return False
        if self.place.precision == "district":
            return _near(self, other, 80.0)
        if self.area and other.area:
            return self.area == other.area and not (other.kind == "area" and other.place.precision == "province")
        return _near(self, other, 300.0)


def _near(a: Spot, b: Spot, limit: float) -> bool:
    return a.point is not None and b.point is not None and kilometres(a.point, b.point) < limit


@lru_cache(maxsize=8192)
def spots(name: str) -> tuple[Spot, ...]:
    """All that a name may mean, the weightiest first.

    >>> [(s.kind, s.place.country) for s in spots("Georgia")][:2]
    [('country', 'GEO'), ('area', 'USA')]
    >>> spots("Nowhere-upon-Nothing")
    ()
    """
    found = [s for e in _entries(name) if (s := _of_entry(name, e)) is not None]
    divisions = areas(name)
    known = [s.place for s in found]
    for area in divisions:
        if not any(_same(p, area.place()) for p in known):
            found.append(Spot(area.place(), "area", _of_area(name, area), area.code))
    for town in (*towns(name), *villages(name)):
        spot = Spot(town.place(), "town", _of_town(town), town.area)
        twin = next((s for s in found if s.kind == "town" and _same(s.place, spot.place)), None)
        if twin is None:
            found.append(spot)
        elif twin.entry is not None:
            found[found.index(twin)] = replace(twin, area=town.area, weight=max(twin.weight, spot.weight + CAPITAL))
    states = {s.place.country for s in found if s.kind == "country"}
    found = [s for s in found if s.kind == "country" or s.place.country not in states]  # "Mexico" is not Mexico City
    found = [_below_its_town(s, found, fold(name)) for s in found]
    return tuple(sorted(found, key=lambda s: -s.weight))


def _below_its_town(spot: Spot, found: Sequence[Spot], name: str) -> Spot:
    """A division named after its chief town stands back behind it: "in Kunduz" is in the city."""
    whole = spot.entry is not None and fold(spot.entry.name) == name  # "Marib" of a row "Marib province" is the town
    if spot.kind != "area" or whole:
        return spot
    towns_ = [s.weight for s in found if s.kind == "town" and s.weight > _CHIEF and spot.holds(s)]
    return replace(spot, weight=min([spot.weight, *(w - 0.1 for w in towns_)]))


def _entries(name: str) -> tuple[Entry, ...]:
    texts = name.strip().removeprefix("the ").removeprefix("The ").replace("-", " - ").replace("'s ", " 's ").split()
    hits = match(texts) if texts else []
    if not hits or hits[0].start or hits[0].end != len(texts):
        return ()
    return (hits[0].entry, *hits[0].others)


def _of_entry(name: str, entry: Entry) -> Spot | None:
    place = entry.place
    if place is None or entry.form == "body":
        return None
    if entry.form == "seat":
        return Spot(place, "town", STATE, "", entry)
    if place.precision == "country":
        return Spot(place, "country", STATE, "", entry)
    if entry.form == "capital":
        return Spot(_seat(entry, place), "town", DIVISION + CAPITAL, "", entry)
    if place.precision in ("city", "near", "exact"):
        return Spot(place, "town", DIVISION, "", entry)
    level = [a for a in areas(name) if a.level == 1 and a.country == place.country]
    if level and fold(entry.name) != fold(name) and not fold(name).startswith(fold(entry.name)):
        place = level[0].place()  # "West Java", which the table has as a part of Java
    weight = PROVINCE if place.precision == "province" else FEATURE
    code = level[0].code if level else _code(entry, place)
    return Spot(place, "area" if place.precision in ("province", "district") else "feature", weight, code, entry)


def _seat(entry: Entry, place: Place) -> Place:
    """A byname of the government that a small town shares stands near the capital: the White House."""
    country = countries()[entry.country or ""]
    small = all(t.thousands < _BYNAME for t in towns(entry.name) if t.country == entry.country)
    centre = next((t for t in towns(country.capitals[0]) if t.country == entry.country), None)
    if fold(entry.name) == fold(country.capitals[0]) or not small or centre is None:
        return place
    return Place(entry.name, entry.country, centre.lat, centre.lon, "near")


def _code(entry: Entry, place: Place) -> str:
    plain = entry.name.removesuffix(" State").removesuffix(" Province").removesuffix(" Oblast").removesuffix(" state")
    return next((a.code for a in areas(plain) if a.level == 1 and a.country == place.country), "")


def _of_area(name: str, area: Area) -> float:
    if area.level == 1:
        return DIVISION + min(1.0, math.log10(area.towns + 1) / 3)
    plain = fold(name) == fold(area.name) and len(name.split()) > 1
    return (DIVISION if plain else COUNTY) + min(0.5, math.log10(area.towns + 1) / 4)


def _of_town(town: Town) -> float:
    people = math.log10(town.thousands * 1000) if town.thousands else _LEAST
    return people - (_OTHER_SPELLING if town.alternate else 0.0)


def _same(a: Place, b: Place) -> bool:
    if a.country != b.country or (a.precision == "city") != (b.precision == "city"):
        return False
    if a.precision != "city":
        return a.precision == b.precision
    return None not in (a.lat, b.lat) and kilometres((a.lat or 0, a.lon or 0), (b.lat or 0, b.lon or 0)) < _SAME_KM
