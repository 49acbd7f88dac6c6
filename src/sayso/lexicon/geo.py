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
    """A populated place of GeoNames. `word` and `person` say that its name is also an English word, a person's name.

    `area` is the code of its first division ("TX"), as GeoNames has it.
    """

    name: str
    country: str
    lat: float
    lon: float
    thousands: int
    word: bool
    person: bool
    alternate: bool
    area: str = ""

    def place(self) -> Place:
        """As the record has it."""
        return Place(self.name, self.country, self.lat, self.lon, "city")


@cache
def table_of(file: str) -> bytes:
    """The bytes of a table of places; each row begins after a line break."""
    return b"\n" + (files("sayso") / "data" / "gazetteers" / f"{file}.tsv").read_bytes()


@lru_cache(maxsize=8192)
def towns(name: str) -> tuple[Town, ...]:
    """All towns with that name, the most populous first.

    >>> [(t.name, t.country) for t in towns("Tabriz")]
    [('Tabriz', 'IRN')]
    >>> towns("Nowhere-upon-Nothing")
    ()
    """
    return tuple(_town(line) for line in rows_of("cities", fold(name)))


def villages(name: str) -> tuple[Town, ...]:
    """Smaller places with that name: too many to tell a place by its name alone, good to resolve a known one.

    >>> sorted({t.area for t in villages("Tuscola") if t.country == "USA"})[:1], towns("Tuscola")
    (['IL'], ())
    """
    return tuple(_town(line) for line in rows_of("villages", fold(name)))


def rows_of(file: str, key: str) -> list[str]:
    """The rows of a sorted table that begin with a key, by bisection over its bytes."""
    if len(key) < 3:
        return []
    table, wanted = table_of(file), b"\n" + key.encode() + b"\t"
    low, high = 0, len(table)
    while low < high:
        middle = (low + high) // 2
        start = table.rfind(b"\n", 0, middle + 1)
        end = table.find(b"\t", start)
        if end == -1 or table[start : end + 1] >= wanted:
            high = middle
        else:
            low = max(middle + 1, table.find(b"\n", middle + 1))
    start, found = max(table.rfind(b"\n", 0, low + 1), 0), list[str]()
    start = start if table.startswith(wanted, start) else table.find(b"\n", start + 1)
    while start >= 0 and table.startswith(wanted, start):
        end = table.find(b"\n", start + 1)
        found.append(table[start + 1 : end].decode())
        start = end
    return found


def _town(line: str) -> Town:
    _, name, country, lat, lon, thousands, flags, area = line.split("\t")
    return Town(
        name=name,
        country=country,
        lat=float(lat),
        lon=float(lon),
        thousands=int(thousands),
        word="w" in flags,
        person="n" in flags,
        alternate="a" in flags,
        area=area,
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
