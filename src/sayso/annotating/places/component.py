"""Where a report speaks of: `sayso_places` gives a place to every mention that names one.

Which of several places of one name is meant, `places.context` decides for the whole report. The point is a centre, and
`precision` says of what: no mention gets a finer pin than its words give. What cannot be told has a place without a
point, and `unplaced` says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from sayso.annotating import marks
from sayso.annotating.places.context import Toponym, resolve, toponyms
from sayso.lexicon.countries import countries
from sayso.lexicon.gazetteers import lookup
from sayso.lexicon.geo_spots import Spot
from sayso.lexicon.names import slug
from sayso.records.actor import Mention, Place

_NAMING = frozenset({"state", "place"})
_SEATS = frozenset({"state_body", "facility"})
_WHY = "sayso_unplaced"


@Language.factory("sayso_places", assigns=["doc._.sayso_mentions"], requires=["doc._.sayso_mentions", "token.dep"])
def sayso_places(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component."""
    marks.register()
    return places


def places(doc: Doc) -> Doc:
    """Set the place of each mention that names one."""
    found: tuple[Mention, ...] = doc._.sayso_mentions
    text = doc.text
    names = toponyms(text, [m for m in found if _names_a_place(m)])
    ids = {n.mention.id: n for n in names}
    resolve(text, names, [m for m in found if m.id not in ids])
    doc._.sayso_mentions = tuple(_placed(m, ids.get(m.id)) for m in found)
    doc.user_data[_WHY] = {n.mention.id: n.why for n in names if n.why}
    return doc


def unplaced(doc: Doc) -> dict[str, str]:
    """Why a mention that names a place has no point, by its id."""
    known: dict[str, str] = doc.user_data.get(_WHY, {})
    return known


def _names_a_place(m: Mention) -> bool:
    if m.kind not in _NAMING:
        return False
    if not m.text[:1].isupper():  # "al-Hasakah", not "the hills"
        return m.kind == "place" and lookup(m.text) is not None
    return m.kind == "place" or m.text in _nouns(m)


def _placed(m: Mention, name: Toponym | None) -> Mention:
    if name is None:
        return _seated(m) if m.kind in _SEATS else m
    if name.best is None:
        open_ = m.kind == "place" and m.actor is not None and m.text[:1].isupper()
        code = None if name.options else m.country  # what was guessed from a namesake does not stand
        return replace(m, place=Place(m.text, code), country=code) if open_ else m
    spot = name.best
    place = spot.place
    if m.kind == "state" and _another(m, spot):
        return replace(m, kind="place", actor=slug(place.name), sector=None, country=place.country, place=place)
    return replace(m, place=place, country=place.country or (m.country if m.kind == "state" else None))


def _another(m: Mention, spot: Spot) -> bool:
    """Whether the name of a state means something else here: the US state Georgia."""
    return spot.kind != "country" and (
        spot.entry is None or spot.entry.form == "region" or spot.place.country != m.country
    )


def _seated(m: Mention) -> Mention:
    """A building or square that is known by its name, or a seat of a state: the Kremlin."""
    entry = lookup(m.text)
    if entry is None or entry.place is None or entry.place.precision not in ("exact", "near"):
        return m
    return replace(m, place=entry.place, country=m.country or entry.place.country)


def _nouns(mention: Mention) -> tuple[str, ...]:
    """The names of a state that are nouns: an adjective names no place."""
    country = countries().get(mention.country or "")
    return (
        (mention.text,)
        if country is None or mention.text not in country.adjectives or mention.text in country.names
        else ()
    )


def place_of(name: str, *, near: Sequence[str] = ()) -> Place | None:
    """The place that a name means by itself; one in a country of `near` rather than a namesake elsewhere.

    >>> place_of("Tabriz").country, place_of("Iran").precision, place_of("Helmand province").precision
    ('IRN', 'country', 'province')
    >>> place_of("the committee") is None
    True
    """
    if not name[:1].isupper():
        return None
    mention = Mention("m", 0, len(name), name, "place")
    found = toponyms(name, [mention])
    resolve(name, found, [Mention("n", 0, 0, "", "group", country=code) for code in Counter(near)])
    return found[0].best.place if found[0].best is not None else None


def country_place(code: str) -> Place | None:
    """The place of a country by its code.

    >>> country_place("FIN").name
    'Finland'
    """
    c = countries().get(code)
    return Place(c.name, c.code, c.lat, c.lon, "country") if c is not None else None
