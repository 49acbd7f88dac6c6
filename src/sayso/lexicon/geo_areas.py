"""Provinces and districts of the world, from `data/gazetteers/areas.tsv`: looked up by bisection, like towns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from sayso.lexicon.geo import rows_of, table_of
from sayso.lexicon.names import fold
from sayso.records.actor import Place, PlacePrecision


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative division: `level` 1 is a province or state, 2 a district or county within the area `code`."""

    name: str
    country: str
    lat: float
    lon: float
    towns: int
    level: int
    code: str

    def place(self, name: str | None = None) -> Place:
        """As the record has it; under `name` where the text has a longer one."""
        precision: PlacePrecision = "province" if self.level == 1 else "district"
        return Place(name or self.name, self.country, self.lat, self.lon, precision)


@lru_cache(maxsize=8192)
def areas(name: str) -> tuple[Area, ...]:
    """All divisions with that name, provinces before districts.

    >>> [(a.country, a.code) for a in areas("Hedmark")]
    [('NOR', '34')]
    >>> {a.code for a in areas("Scott County")} >= {"IN", "KY", "TN"}
    True
    """
    found = [_area(line) for line in rows_of("areas", fold(name))]
    return tuple(sorted(found, key=lambda a: (a.level, -a.towns)))


@cache
def province(country: str, code: str) -> Area | None:
    """The first division with a GeoNames code.

    >>> province("USA", "TN").name
    'Tennessee'
    """
    row = re.search(rb"\n([^\n]*\t%b\t[^\n]*\t1\t%b)\n" % (country.encode(), code.encode()), table_of("areas"))
    return _area(row[1].decode()) if row is not None else None


def _area(line: str) -> Area:
    _, name, country, lat, lon, towns, level, code = line.split("\t")
    return Area(name, country, float(lat), float(lon), int(towns), int(level), code)
