"""Where a report speaks of: `sayso_places` gives a place to every mention that names one.

A town that several countries have is taken to be in a country that the report names; failing that, the most
populous. The
point is a centre, and `precision` says of what: no mention gets a finer pin than its words give.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.actors_words import words
from sayso.lexicon.countries import countries
from sayso.lexicon.gazetteers import Entry, lookup
from sayso.lexicon.geo import Town, kilometres, town, towns
from sayso.records.actor import Mention, Place, PlacePrecision

# Tuned on GeoVirus: a namesake this near another place of the report is the one meant; a big city always is.
_NEAR_KM, _WELL_KNOWN, _PROVINCE_KM = 150.0, 300, 700.0
# Counties are seldom named after the town in them.
_UNSURE = frozenset({"county", "parish"})
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
    placed: list[Mention] = []
    text = doc.text
    beside: Mention | None = None
    for mention in reversed(found):
        town_like = mention.kind == "place" and beside is not None and _follows(text, mention, beside)
        close = beside.place if town_like and beside is not None and beside.kind in ("state", "place") else None
        close = close if close is not None and close.precision in ("province", "country") else None
        new = _placed(mention, near, close)
        placed.append(new)
        beside = new if new.place is not None else beside
    doc._.sayso_mentions = _anchored(tuple(reversed(placed)))
    return doc


def _follows(text: str, mention: Mention, other: Mention) -> bool:
    """Whether `other` stands right after the comma: "Gori, Georgia"."""
    return other.start - mention.end == 2 and text[mention.end : other.start] == ", "


def _placed(mention: Mention, near: Sequence[str], close: Place | None) -> Mention:
    named = mention.actor is not None and mention.text[:1].isupper()
    if mention.kind not in _NAMING or (mention.kind == "state" and mention.text not in _nouns(mention)):
        return mention
    body = mention.kind in ("state_body", "facility")
    country = mention.country or (close.country if close is not None else None)
    place = place_of(mention.text, near=near, country=country, seat=body, close=close)
    if place is None and mention.kind == "place" and named:
        place = Place(mention.text, mention.country)
    return replace(mention, place=place, country=mention.country or place.country) if place is not None else mention


def _nouns(mention: Mention) -> tuple[str, ...]:
    """The names of a state that are nouns: an adjective names no place."""
    country = countries().get(mention.country or "")
    return (
        (mention.text,)
        if country is None or mention.text not in country.adjectives or mention.text in country.names
        else ()
    )


def _anchored(found: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Choose among towns of one name the one near other places of the report, if one is near."""
    fixed = [m.place for m in found if m.place is not None and m.place.lat is not None and len(towns(m.text)) < 2]
    anchors = [
        (p.lat, p.lon)
        for p in fixed
        if p.precision in ("city", "province", "district", "near") and p.lat is not None and p.lon is not None
    ]
    if not anchors:
        return found
    return tuple(_nearest(m, anchors) for m in found)


def _nearest(mention: Mention, anchors: Sequence[tuple[float, float]]) -> Mention:
    place = mention.place
    if place is None or place.precision != "city" or lookup(mention.text) is not None:
        return mention
    options = [t for t in towns(mention.text) if t.country == place.country]
    if len(options) < 2 or options[0].thousands > _WELL_KNOWN:
        return mention
    distance = {t: min(kilometres((t.lat, t.lon), a) for a in anchors) for t in options}
    best = min(options, key=lambda t: distance[t])
    return replace(mention, place=best.place()) if distance[best] < _NEAR_KM else mention


def place_of(
    name: str,
    *,
    near: Sequence[str] = (),
    country: str | None = None,
    seat: bool = False,
    close: Place | None = None,
) -> Place | None:
    """The place that a name means; `country` and `close`, the place named beside it, decide between namesakes.

    `seat` asks for buildings only: the Kremlin is a place, the Security Council is not.

    >>> place_of("Tabriz").country, place_of("Iran").precision, place_of("Helmand province").precision
    ('IRN', 'country', 'province')
    >>> place_of("the committee") is None
    True
    """
    entry = lookup(name)
    if (entry is not None and entry.place is not None and country in (None, entry.place.country or country)) or _point(
        entry, seat
    ):
        return entry.place if entry is not None and (not seat or _point(entry, seat)) else None
    if seat or not name[:1].isupper():
        return None
    options = towns(name)
    if close is not None and (exact := _closest(options, close)) is not None:
        return exact.place()
    if (found := town(name, near=[country] if country else near, sure=country is not None)) is not None and country in (
        None,
        found.country,
    ):
        return found.place()
    return _generic(name, near, country)


def _point(entry: Entry | None, seat: bool) -> bool:
    """Whether an entry is a building or a square."""
    return seat and entry is not None and entry.place is not None and entry.place.precision in ("exact", "near")


def _closest(options: Sequence[Town], close: Place) -> Town | None:
    if close.lat is None or close.lon is None or close.precision in ("country", "region"):
        return next((t for t in options if t.country == close.country), None)
    point = (close.lat, close.lon)
    inside = [t for t in options if t.country == close.country and kilometres((t.lat, t.lon), point) < _PROVINCE_KM]
    return min(inside, key=lambda t: kilometres((t.lat, t.lon), point), default=None)


def _generic(name: str, near: Sequence[str], country: str | None) -> Place | None:
    """As in "Badghis province": the named part with the precision of the generic word, where its country is sure."""
    parts = name.replace(" of ", " ").split()
    table = words().precision
    last, first = table.get(parts[-1].lower()), table.get(parts[0].lower())
    level, rest = (last, parts[:-1]) if last else (first, parts[1:])
    if level is None or not rest or parts[-1].lower() in _UNSURE:
        return None
    inner = place_of(" ".join(rest), near=near, country=country)
    if inner is None or inner.precision == "country" or inner.country not in (country, *near):
        return None
    return replace(inner, name=name, precision=cast(PlacePrecision, level))


def country_place(code: str) -> Place | None:
    """The place of a country by its code.

    >>> country_place("FIN").name
    'Finland'
    """
    c = countries().get(code)
    return Place(c.name, c.code, c.lat, c.lon, "country") if c is not None else None
