"""What the words in and around a place name say of it: its level, its direction, and what it is said to lie in.

"Kunduz province" is never the city; "the Kunduz, Takhar and Balkh provinces" are three; "Paris, Texas" lies in Texas.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from sayso.annotating.actors.words import words
from sayso.lexicon.geo_areas import province
from sayso.lexicon.geo_spots import Spot, spots
from sayso.lexicon.language import load
from sayso.records.actor import PlacePrecision

# How much the word for a kind of place speaks for a namesake of that kind; that only the rest is known, against it.
FITS, RARE = 5.0, -3.0
_FINE = frozenset({"city", "near", "exact"})
_LEVELS: dict[str, PlacePrecision] = {
    "province": "province", "district": "district", "city": "city", "near": "near", "region": "region",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a mention may name, and what its own words say for it."""

    spot: Spot
    bonus: float = 0.0


@cache
def _siting(name: str) -> tuple[str, ...]:
    return tuple(load("lang/en/siting")[name])


def level_of(word: str) -> PlacePrecision | None:
    """The level that a common noun gives to a name beside it: "province", "districts", "town"."""
    table, lower = words().precision, word.lower()
    plural = lower[:-3] + "y" if lower.endswith("ies") else lower.removesuffix("s")
    level = table.get(lower) or table.get(plural)
    return _LEVELS.get(level) if level else None


@lru_cache(maxsize=4096)
def meanings(name: str, beside: PlacePrecision | None = None) -> tuple[Meaning, ...]:
    """What a name may mean, given the level of the common noun beside it.

    >>> [(m.spot.place.country, m.spot.place.precision) for m in meanings("Kunduz province")]
    [('AFG', 'province')]
    >>> meanings("northern Zyx")
    ()
    """
    found = spots(name)
    if "." in name and (short := _short()[1].get(name if name.endswith(".") else f"{name}.")):
        area = province(*short)
        found = spots(area.name) if area is not None else found
    if name.isupper() and len(name) < 5:  # "UGA" is hardly the town of Uga
        found = tuple(s for s in found if s.entry is not None)
    if found and beside:
        return _at_level(found, beside, name, rare=False)
    if all(w in _siting("sides") for w in name.lower().split()):  # "South West" alone is hardly the province
        found = tuple(s for s in found if s.entry is not None)
    if found:
        return tuple(Meaning(s) for s in found)
    parts = name.replace(" of ", " ").split()
    if len(parts) < 2:
        return ()
    last, first = level_of(parts[-1]), level_of(parts[0])
    if last or first:
        rest = " ".join(parts[:-1] if last else parts[1:]).removeprefix("the ")
        return _at_level(spots(rest), last or first or "near", name, rare=True)
    if parts[0].lower().rstrip(".") in _siting("sides"):
        return tuple(Meaning(_part(s, name)) for s in meanings_of_rest(" ".join(parts[1:])))
    return ()


def meanings_of_rest(name: str) -> tuple[Spot, ...]:
    """The spots of a name without a word of direction ("South West England": England)."""
    parts = name.split()
    if not spots(name) and len(parts) > 1 and parts[0].lower() in _siting("sides"):
        return meanings_of_rest(" ".join(parts[1:]))
    return spots(name)


def _part(spot: Spot, name: str) -> Spot:
    """A part of a place is no pin: of a state a region, of a city a district."""
    finer: dict[str, PlacePrecision] = {"country": "region", "city": "district", "exact": "near"}
    old = spot.place.precision or "region"
    return replace(spot, place=replace(spot.place, name=name, precision=finer.get(old, old)), entry=None)


def _at_level(found: tuple[Spot, ...], level: PlacePrecision, name: str, *, rare: bool) -> tuple[Meaning, ...]:
    out = []
    levels = {s.place.precision for s in found if s.kind == "area"}
    for spot in found:
        place = spot.place
        if level in ("province", "district"):
            exact = place.precision == level or (level not in levels and not rare)
            fits = spot.kind == "area" and exact
            if place.precision in _FINE:
                place = replace(place, name=name, precision=level)
        elif level == "city":
            fits = spot.kind == "town"
        else:
            fits = spot.kind == "feature"
            if place.precision in _FINE:
                place = replace(place, name=name, precision="near" if level == "near" else "region")
        kept = replace(spot, place=place if place.precision != "country" or level == "near" else spot.place)
        out.append(Meaning(kept, FITS if fits else (RARE if rare and level == "region" else 0.0)))
    areas_known = any(m.bonus == FITS for m in out)
    state_free = [m for m in out if m.spot.kind != "country" or not areas_known]
    return tuple(state_free)


_NOUN = re.compile(r"\s([A-Za-z]+)")
_BEFORE = re.compile(r"([A-Za-z]+) of (?:the )?$")
_LIST_AFTER = re.compile(r"(?:, [A-Z][\w'-]+){0,6},? and [A-Z][\w'-]+(?: [A-Z][\w'-]+)? ([a-z]+s)\b")


def beside(text: str, start: int, end: int) -> PlacePrecision | None:
    """The level that the words right before or after a mention give it.

    >>> text = "They left the city of Kunduz for Takhar and Balkh provinces."
    >>> beside(text, 22, 28), beside(text, 33, 39), beside(text, 44, 49)
    ('city', 'province', 'province')
    """
    after = text[end : end + 90]
    if (noun := _NOUN.match(after)) and (level := level_of(noun[1])) and level != "region":
        return level
    if (many := _LIST_AFTER.match(after)) and (level := level_of(many[1])) and level != "region":
        return level
    if (before := _BEFORE.search(text[max(0, start - 24) : start])) and (level := level_of(before[1])):
        return level if level not in ("region", "near") else None
    return None


_WITHIN = re.compile(
    r"(?:, | \(|(?:,| area| section)? (?:in|of) (?:the )?(?:[a-z]+ern |central |[a-z]+-[a-z]+ern )?"
    r"(?:(?:state|province|region|county|district|republic) of )?"
    r"|, (?:a|the) (?:[a-z-]+ ){0,3}(?:city|town|village|suburb|port|capital|district|county|province|state) "
    r"(?:in|of) (?:the )?(?:[a-z]+ern |central )?)$"
)
_OWNED = re.compile(r"'s? (?:[a-z-]+ ){0,4}(?:(?:city|town|village|province|region|state|port|district) of )?$")


def within(between: str) -> int:
    """Whether the words between two mentions say that one lies in the other: 1 the first in the second, -1 vice versa.

    >>> within(", "), within(" in southern "), within("'s northern province of "), within(" attacked ")
    (1, 1, -1, 0)
    """
    if len(between) > 60:
        return 0
    return 1 if _WITHIN.fullmatch(between) else -1 if _OWNED.fullmatch(between) else 0


def listed(between: str) -> bool:
    """Whether the words between two mentions make them members of one list."""
    return between in (", ", " and ", ", and ", " or ", ", or ", " & ")


@cache
def _short() -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    table = {
        name: (country, code)
        for country, areas in load("lang/en/siting")["short_areas"].items()
        for name, code in areas.items()
    }
    names = "|".join(re.escape(n) for n in sorted(table, key=len, reverse=True))
    return re.compile(rf", ({names})(?![\w])"), table


def short_area(text: str, end: int) -> tuple[str, str] | None:
    """Country and GeoNames code of the province that is written short after a town.

    >>> short_area("in Troy, Ala., and", 7), short_area("in Troy, and", 7)
    (('USA', 'AL'), None)
    """
    pattern, table = _short()
    found = pattern.match(text, end) if text.startswith(", ", end) else None
    return table[found[1]] if found else None
