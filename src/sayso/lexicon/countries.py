"""States: names, adjectives, peoples and capitals, from `data/gazetteers/countries.tsv`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from sayso.lexicon.language import resource


@dataclass(frozen=True, slots=True)
class Country:
    """A state or territory; `code` is ISO 3166-1 alpha-3 (withdrawn codes for states that are gone)."""

    code: str
    name: str
    lat: float
    lon: float
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    peoples: tuple[str, ...]
    capitals: tuple[str, ...]


@cache
def countries() -> dict[str, Country]:
    """Every country by its code.

    >>> countries()["IRN"].capitals[0], countries()["FIN"].peoples
    ('Tehran', ('Finns',))
    """
    return {c.code: c for c in map(_country, rows("countries"))}


def rows(name: str) -> list[list[str]]:
    """The rows of a hand-written gazetteer, without its comments."""
    text = resource(f"gazetteers/{name}.tsv")
    return [line.split("\t") for line in text.split("\n") if line and line[0] != "#"]


def _country(row: list[str]) -> Country:
    code, name, lat, lon, names, adjectives, peoples, capitals = row
    return Country(
        code=code,
        name=name,
        lat=float(lat),
        lon=float(lon),
        names=(name, *parts(names)),
        adjectives=parts(adjectives),
        peoples=parts(peoples),
        capitals=parts(capitals),
    )


def parts(cell: str) -> tuple[str, ...]:
    """The values of a cell.

    >>> parts("a|b"), parts("")
    (('a', 'b'), ())
    """
    return tuple(cell.split("|")) if cell else ()
