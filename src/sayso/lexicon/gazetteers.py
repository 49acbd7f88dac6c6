"""Names of states, bodies, armed groups, organisations and regions, and where they stand in a text.

No natural person is in any of them. A name is found by its folded words, so that spelling, accents and hyphens do not
matter, and then checked against its case: `US` is not `us`, and `the state department` is nobody in particular.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal, cast

from sayso.lexicon.countries import Country, countries, parts, rows
from sayso.lexicon.geo import towns
from sayso.lexicon.language import resource
from sayso.lexicon.names import fold, slug
from sayso.lexicon.own import by_id, own
from sayso.records.actor import MentionKind, Place, PlacePrecision

Form = Literal["state", "capital", "seat", "adjective", "people", "region", "body"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a name means.

    Attributes:
        form: how it names it: a state, its capital, a seat of its government, an adjective, a people, a
        region, or a body.
        actor: who it is: ISO3 of a state, else a slug; None for adjectives and peoples, who are no actor.
    """

    name: str
    form: Form
    kind: MentionKind
    country: str | None = None
    sector: str | None = None
    actor: str | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `start` to `end` (exclusive) are a known name; `others` are its further meanings."""

    start: int
    end: int
    entry: Entry
    others: tuple[Entry, ...] = ()


_Row = tuple[tuple[str, ...], str, list[Entry]]


@cache
def _index() -> dict[str, list[_Row]]:
    """Folded first word -> rows (all folded words, exact form of an acronym or "", entries), longest first."""
    table: dict[tuple[tuple[str, ...], str], list[Entry]] = {}
    for surface, entry in _all():
        key = _key(surface)
        exact = surface.replace(".", "") if surface.replace(".", "").isupper() and len(key) == 1 else ""
        if key and entry not in table.setdefault((key, exact), []):
            table[key, exact].append(entry)
    index: dict[str, list[_Row]] = {}
    for (key, exact), entries in table.items():
        index.setdefault(key[0], []).append((key, exact, entries))
    for found in index.values():
        found.sort(key=lambda row: -len(row[0]))
    return index


def _key(surface: str) -> tuple[str, ...]:
    plain = surface.replace("'s ", " 's ").replace("-", " ")
    if "," in plain:
        return tuple(w for part in plain.split() for w in units(part))
    return tuple(fold(plain).split())


def units(token: str) -> tuple[str, ...]:
    """The words that a token counts as when names are matched; a comma counts, hyphens and apostrophes do not."""
    if token == ",":
        return (",",)
    if token.endswith(",") and len(token) > 1:
        return (*units(token[:-1]), ",")
    return tuple(fold(token).split())


def _own() -> Iterator[tuple[str, Entry]]:
    """The entries of the user's own gazetteer; all names of one id are one actor's."""
    for key, group in by_id(own().rows).items():
        for row in group:
            entry = Entry(row.name, "body", row.kind, row.country or None, row.sector or None, key)
            for surface in (row.name, *row.others):
                yield _bare(surface), entry


def _all() -> Iterator[tuple[str, Entry]]:
    yield from _own()
    for country in countries().values():
        yield from _of_country(country)
    known: dict[str, Entry] = {}
    yield from _bodies("organizations", known)
    yield from _regions()
    yield from _bodies("peoples", {})
    yield from _bodies("armed_groups", known)
    yield from _bodies("listed", known)


def _of_country(c: Country) -> Iterator[tuple[str, Entry]]:
    place = Place(c.name, c.code, c.lat, c.lon, "country")
    state = Entry(c.name, "state", "state", c.code, "GOV", c.code, place)
    for name in c.names:
        yield _bare(name), state
    centre = _town_of(c, c.capitals[0]) if c.capitals else None
    for name in c.capitals:
        yield _bare(name), _capital(_bare(name), c, centre or place)
    for name in c.adjectives:
        yield name, Entry(name, "adjective", "group", c.code)
    for name in c.peoples:
        yield name, Entry(name, "people", "group", c.code, "CVL")
        if name.endswith("s") and name[:-1] not in c.adjectives:
            yield name[:-1], Entry(name[:-1], "people", "group", c.code, "CVL")


def _town_of(c: Country, name: str) -> Place | None:
    code = "RUS" if c.code == "SUN" else c.code
    return next((t.place() for t in towns(name) if t.country == code), None)


def _capital(name: str, c: Country, centre: Place) -> Entry:
    if (town := _town_of(c, name)) is not None or (centre.name in name and centre.precision == "city"):
        return Entry(name, "capital", "place", c.code, "GOV", c.code, town or centre)
    near = replace(centre, name=name, precision="near" if centre.precision == "city" else "country")
    return Entry(name, "seat", "state_body", c.code, "GOV", c.code, near)


def _regions() -> Iterator[tuple[str, Entry]]:
    for row in rows("regions"):
        name, code, lat, lon, precision, *others = row
        plain = name.split(" (")[0]
        place = Place(plain, code or None, float(lat), float(lon), cast(PlacePrecision, precision))
        entry = Entry(plain, "region", "place", code or None, None, slug(name), place)
        for surface in (plain, *parts(others[0] if others else "")):
            yield _bare(surface), entry


def _bodies(file: str, known: dict[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """Rows of a file; one that shares a full name with a row of an earlier file only adds names to that one."""
    for name, kind, code, sector, others in rows(file):
        surfaces = [_bare(n) for n in (name, *parts(others))]
        actor = None if file == "peoples" else slug(name)
        form: Form = "people" if file == "peoples" else "body"
        fresh = Entry(name, form, cast(MentionKind, kind), code or None, sector or None, actor)
        full = [fold(n) for n in surfaces if not n.isupper()]
        entry = next((known[n] for n in full if n in known), fresh)
        known.update({n: entry for n in full if n not in known})
        for surface in surfaces:
            yield surface, entry


@cache
def armed_names() -> frozenset[str]:
    """Names, folded, of all that the list of armed groups has, also of those that are parties by now.

    >>> "frelimo" in armed_names(), "oxfam" in armed_names()
    (True, False)
    """
    return frozenset(fold(n) for name, _, _, _, others in rows("armed_groups") for n in (name, *parts(others)))


def _bare(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " and name[4:5].isupper() else name


def match(texts: Sequence[str]) -> list[Hit]:
    """Names in a row of tokens, the longest first at each place, none overlapping.

    >>> [(h.start, h.end, h.entry.name) for h in match("The Quds Force of Iran denied it".split())]
    [(1, 3, 'Quds Force'), (4, 5, 'Iran')]
    >>> match("it told us".split())
    []
    """
    index, hits, i, n = _index(), list[Hit](), 0, len(texts)
    while i < n:
        text = texts[i]
        hit = None
        if text[0].isupper() or text[0].isdigit() or text in ("al", "anti", "so"):
            first = units(text)
            if first and (found := index.get(first[0])):
                hit = _longest(texts, i, first, found)
        if hit is None:
            i += 1
        else:
            hits.append(hit)
            i = hit.end
    return hits


def _longest(texts: Sequence[str], start: int, first: tuple[str, ...], found: list[_Row]) -> Hit | None:
    best: tuple[int, int, str, list[Entry]] | None = None
    for key, exact, entries in found:
        if best is not None and len(key) < best[0]:
            break
        end = _fits(texts, start, first, key)
        if end and (not exact or _same_case(texts, start, end, exact)) and (best is None or exact):
            best = (len(key), end, exact, entries)
    if best is None:
        return None
    entries = best[3]
    return Hit(start, best[1], entries[0], tuple(entries[1:]))


def _fits(texts: Sequence[str], start: int, first: tuple[str, ...], key: tuple[str, ...]) -> int:
    """The token after the match of `key` at `start`, or 0."""
    if key[: len(first)] != first:
        return 0
    done, i = len(first), start + 1
    while done < len(key) and i < len(texts):
        words = units(texts[i])
        if words and key[done : done + len(words)] != words:
            return 0
        if not words and texts[i] not in ("-", "'", "’", "/"):
            return 0
        done, i = done + len(words), i + 1
    return i if done == len(key) else 0


def _same_case(texts: Sequence[str], start: int, end: int, exact: str) -> bool:
    return "".join(texts[start:end]).replace(".", "") == exact


@cache
def entry_ids() -> frozenset[str]:
    """The ids of all actors in the gazetteers.

    >>> "hezbollah" in entry_ids(), "black-cranes" in entry_ids()
    (True, False)
    """
    found = (e.actor for rows_ in _index().values() for *_, entries in rows_ for e in entries)
    return frozenset(actor for actor in found if actor is not None)


@cache
def name_words() -> frozenset[str]:
    """Folded words that occur in personal names of many cultures.

    >>> {"fatemeh", "nguyen", "adebayo", "olena"} <= name_words()
    True
    """
    return frozenset(resource("gazetteers/name_words.txt").split())


def lookup(name: str, *, country: str | None = None) -> Entry | None:
    """The entry of a whole name; of several, the one in `country`.

    >>> lookup("IRGC").actor, lookup("the Kremlin").country
    ('islamic-revolutionary-guard-corps', 'RUS')
    >>> lookup("Victoria").country, lookup("Victoria", country="AUS").country
    ('SYC', 'AUS')
    """
    texts = _bare(name.strip()).replace("-", " - ").replace("'s ", " 's ").split()
    hits = match(texts)
    if not hits or hits[0].start or hits[0].end != len(texts):
        return None
    options = (hits[0].entry, *hits[0].others)
    return next((e for e in options if e.country == country), options[0])
