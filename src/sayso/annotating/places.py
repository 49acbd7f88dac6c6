"""Where a report speaks of: `sayso_places` gives a place to every mention that names one.

A town that several countries have is taken to be in a country that the report names; failing that, the most populous. The
point is a centre, and `precision` says of what: no mention gets a finer pin than its words give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.actors_words import words
from sayso.lexicon.countries import countries
from sayso.lexicon.gazetteers import lookup
from sayso.lexicon.geo import town
from sayso.records.actor import Mention, Place, PlacePrecision

_NAMING = frozenset({"state", "place", "state_body", "facility"})


@Language.factory("sayso_places", assigns=["doc._.sayso_mentions"], requires=["doc._.sayso_mentions", "token.dep"])
def sayso_places(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""
    marks.register()
    return places


def places(doc: Doc) -> Doc:
    """Set the place of each mention that names one."""
    found: tuple[Mention, ...] = doc._.sayso_mentions
    near = [code for code, _ in Counter(m.country for m in found if m.country).most_common()]
    doc._.sayso_mentions = tuple(_placed(m, near) for m in found)
    return doc


def _placed(mention: Mention, near: Sequence[str]) -> Mention:
    if mention.kind not in _NAMING:
        return mention
    place = place_of(mention.text, near=near, country=mention.country, seat=mention.kind == "state_body")
    if place is None or (mention.kind == "facility" and place.precision not in ("exact", "near")):
        return mention
    return replace(mention, place=place, country=mention.country or place.country)


def place_of(name: str, *, near: Sequence[str] = (), country: str | None = None, seat: bool = False) -> Place | None:
    """The place that a name means; `country`, if known, decides between towns of one name.

    >>> place_of("Tabriz").country, place_of("Iran").precision, place_of("Helmand province").precision
    ('IRN', 'country', 'province')
    >>> place_of("the committee") is None
    True
    """
    entry = lookup(name)
    if entry is not None and entry.place is not None and (not seat or entry.form == "seat"):
        return entry.place
    if seat or not name[:1].isupper():
        return None
    if (found := town(name, near=[country] if country else near)) is not None:
        return found.place()
    return _generic(name, near, country)


def _generic(name: str, near: Sequence[str], country: str | None) -> Place | None:
    """ "Badghis province": the named part with the precision of the generic word."""
    parts = name.replace(" of ", " ").split()
    level = words().precision.get(parts[-1].lower()) or words().precision.get(parts[0].lower())
    rest = parts[:-1] if words().precision.get(parts[-1].lower()) else parts[1:]
    if level is None or not rest:
        return None
    inner = place_of(" ".join(rest), near=near, country=country)
    if inner is None or inner.precision == "country":
        return None
    return replace(inner, name=name, precision=_level(level))


def _level(level: str) -> PlacePrecision:
    table: dict[str, PlacePrecision] = {
        "province": "province",
        "district": "district",
        "city": "city",
        "near": "near",
        "region": "region",
    }
    return table[level]


def country_place(code: str) -> Place | None:
    """The place of a country by its code.

    >>> country_place("FIN").name
    'Finland'
    """
    c = countries().get(code)
    return Place(c.name, c.code, c.lat, c.lon, "country") if c is not None else None
