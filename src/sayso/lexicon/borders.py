"""What borders on what: states and the parts of them that lie apart, over land, by bridge, and by sea.

A *piece* is a state, or an exclave of one (`AZE.NX`). Borders are those that most states recognise. From
`data/gazetteers/borders.tsv` (GeoNames) and `exclaves.yaml`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.lexicon.countries import countries, parts, rows
from sayso.lexicon.language import load
from sayso.lexicon.names import fold


@dataclass(frozen=True, slots=True)
class Sea:
    """A sea and the pieces on its shores."""

    key: str
    name: str
    shores: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Strait:
    """Where ships pass between two seas, and the pieces that hold its shores; none on the open sea.

    Attributes:
        far: whether it is a long way round.
    """

    name: str
    joins: tuple[str, str]
    held: tuple[str, ...]
    far: bool = False


@cache
def borders() -> Mapping[frozenset[str], str]:
    """Pairs of pieces that touch on land ("" as value), or that a bridge or tunnel joins (its name).

    >>> borders()[frozenset(("AZE.NX", "TUR"))], frozenset(("AZE", "TUR")) in borders()
    ('', False)
    >>> borders()[frozenset(("DNK", "SWE"))]
    'the Øresund bridge'
    """
    exclaves = load("gazetteers/exclaves")
    found = {frozenset((code, other)): "" for code, others in rows("borders") for other in parts(others)}
    for key, piece in exclaves["pieces"].items():
        for other in piece["only"]:
            found.pop(frozenset((piece["of"], other)), None)
        found |= {frozenset((key, other)): "" for other in piece["borders"]}
    return found | {frozenset((a, b)): name for a, b, name in exclaves["links"]}


@cache
def seas() -> Mapping[str, Sea]:
    """Seas by key."""
    given = load("gazetteers/exclaves")["seas"]
    return {key: Sea(key, sea["name"], tuple(sea["shores"])) for key, sea in given.items()}


@cache
def straits() -> tuple[Strait, ...]:
    """The ways from sea to sea."""
    given = load("gazetteers/exclaves")["straits"]
    return tuple(
        Strait(s["name"], (s["joins"][0], s["joins"][1]), tuple(s["held"]), s.get("far", False)) for s in given
    )


@cache
def _named() -> Mapping[str, str]:
    pieces = load("gazetteers/exclaves")["pieces"]
    return {fold(name): key for key, piece in pieces.items() for name in (piece["name"], *piece["names"])}


def piece_of(name: str, country: str | None = None) -> str | None:
    """The piece that a place lies in, from its name and its country.

    >>> piece_of("Nakhchivan", "AZE"), piece_of("Baku", "AZE"), piece_of("Erewhon")
    ('AZE.NX', 'AZE', None)
    """
    found = _named().get(fold(name).removeprefix("the "))
    if found is not None and (country is None or found.startswith(country)):
        return found
    return country if country in countries() else None


def piece_name(key: str) -> str:
    """What a piece is called.

    >>> piece_name("AZE.NX"), piece_name("AZE")
    ('Nakhchivan', 'Azerbaijan')
    """
    pieces = load("gazetteers/exclaves")["pieces"]
    if key in pieces:
        return str(pieces[key]["name"])
    return countries()[key].name if key in countries() else key


def shores_of(key: str) -> tuple[Sea, ...]:
    """The seas that a piece lies on.

    >>> [s.name for s in shores_of("GEO")], shores_of("ARM")
    (['the Black Sea'], ())
    """
    return tuple(sea for sea in seas().values() if key in sea.shores)
