"""Towns of the world, looked up without loading them, and distances on the sphere.

`data/gazetteers/cities.tsv` is sorted by key, so a name is found by bisection over its bytes: a hundred
thousand towns cost
nothing at start-up and a few microseconds each time one is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from sayso.lexicon.names import fold
from sayso.records.actor import Place

# A city of so many thousand is meant rather than a namesake so many times smaller, wherever the text is set.
_BIG, _ECLIPSE = 500, 20


@dataclass(frozen=True, slots=True)
class Town:
    """A populated place of GeoNames. `word` and `person` say that its name is also an English word, a person's name."""

    name: str
    country: str
    lat: float
    lon: float
    thousands: int
    word: bool
    person: bool
    alternate: bool

    def place(self) -> Place:
        """As the record has it."""
        return Place(self.name, self.country, self.lat, self.lon, "city")


@cache
def _table() -> bytes:
    return b"\n" + (files("sayso") / "data" / "gazetteers" / "cities.tsv").read_bytes()


@lru_cache(maxsize=8192)
def towns(name: str) -> tuple[Town, ...]:
    """All towns with that name, the most populous first.

    >>> [(t.name, t.country) for t in towns("Tabriz")]
    [('Tabriz', 'IRN')]
    >>> towns("Nowhere-upon-Nothing")
    ()
    """
    key, table = fold(name).encode(), _table()
    if len(key) < 3:
        return ()
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", 0, middle + 1) + 1
        end = table.find(b"\t", start)
        if end == -1 or table[start:end] >= key:
            high = middle
        else:
            low = max(middle + 1, table.find(b"\n", middle + 1))
    found, start = [], table.find(b"\n", max(low - 1, 0)) + 1
    start = table.rfind(b"\n", 0, low + 1) + 1 if not table.startswith(key + b"\t", start) else start
    while table.startswith(key + b"\t", start):
        end = table.find(b"\n", start)
        found.append(_town(table[start:end].decode()))
        start = end + 1
    return tuple(found)


def _town(line: str) -> Town:
    _, name, country, lat, lon, thousands, flags = line.split("\t")
    return Town(
        name=name,
        country=country,
        lat=float(lat),
        lon=float(lon),
        thousands=int(thousands),
        word="w" in flags,
        person="n" in flags,
        alternate="a" in flags,
    )


def town(name: str, *, near: Collection[str] = (), sure: bool = False) -> Town | None:
    """The town meant: one in a country that the text speaks of, else the most populous.

    A world city eclipses small namesakes, unless the country is `sure`.

    >>> town("Tripoli").country, town("Tripoli", near=["LBN"]).country
    ('LBY', 'LBN')
    """
    found = towns(name)
    for one in found:
        if one.country in near:
            eclipsed = not sure and found[0].thousands >= _BIG and one.thousands * _ECLIPSE < found[0].thousands
            return found[0] if eclipsed else one
    return found[0] if found else None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance between two (lat, lon) points.

    >>> round(kilometres((60.17, 24.94), (59.33, 18.07)), -1)
    400.0
    """
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(math.sqrt(h))
