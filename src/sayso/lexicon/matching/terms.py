"""What words in names are, from `data/names`: titles, legal forms, nations, numbers, and how much each tells."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA

from sayso.lexicon.countries import countries
from sayso.lexicon.language import load, resource
from sayso.lexicon.matching.sounds import sound
from sayso.lexicon.names import fold

Phrases = dict[str, list[tuple[tuple[str, ...], str, str]]]
GENERIC = 0.45
"""The weight of a word such as "group"; set by hand: two of them tell less than one proper name."""


class PersonTerms(NamedTuple):
    """Words in and around names of persons."""

    titles: dict[str, list[tuple[str, ...]]]
    articles: frozenset[str]
    descent: frozenset[str]
    bound: dict[str, str]


@cache
def person_terms() -> PersonTerms:
    """Read once."""
    data = load("names/persons")
    titles: dict[str, list[tuple[str, ...]]] = {}
    legal = [f for f in load("names/legal_forms")["limited"] if f in ("llc", "ltd", "gmbh", "limited", "srl", "ooo")]
    for title in [*data["titles"], *legal]:
        words = tuple(title.split())
        titles.setdefault(words[0], []).append(words)
    for found in titles.values():
        found.sort(key=len, reverse=True)
    return PersonTerms(titles, frozenset(data["articles"]), frozenset(data["descent"]), data["bound"])


class BodyTerms(NamedTuple):
    """Words in names of organisations: of no weight, general, distinguishing, and what each is a form of."""

    small: frozenset[str]
    generic: frozenset[str]
    qualifiers: frozenset[str]
    designators: frozenset[str]
    same: dict[str, str]
    addresses: dict[str, str]


@cache
def term_of() -> BodyTerms:
    """Read once."""
    data = load("names/bodies")
    same: dict[str, str] = {}
    for line in data["same"]:
        for form in line:
            same.setdefault(fold(form), line[0])
    for form, of in data["spelled"].items():
        same[form] = same.get(of, of)

    def settled(words: list[str]) -> frozenset[str]:
        return frozenset(same.get(w, w) for w in words)

    return BodyTerms(
        frozenset(data["small"]) - set(same),
        settled(data["generic"]),
        settled(data["qualifiers"]) - settled(["military", "political", "service", "department", "command", "council"]),
        settled(data["designators"]),
        same,
        data["addresses"],
    )


@lru_cache(maxsize=65_536)
def settled(word: str) -> str:
    """The form that stands for a word: of its language or spelling, its plural, or another transliteration of it.

    >>> settled("partiya"), settled("ittehad"), settled("harbour"), settled("oslo")
    ('party', 'union', 'harbor', 'oslo')
    """
    same = term_of().same
    if found := same.get(word) or (same.get(word[:-1]) if word[-1:] == "s" else None):
        return found
    near = (form for form in _by_sound().get(sound(word), ()) if OSA.distance(form, word) * 3 <= len(word))
    return same.get(next(near, ""), word)


@cache
def _by_sound() -> dict[str, tuple[str, ...]]:
    """The forms of one sound, where all are forms of one word; short ones sound like too many."""
    found: dict[str, list[str]] = {}
    for form, canon in term_of().same.items():
        if len(form) > 3 and len(sound(form)) > 3 and form != canon:
            found.setdefault(sound(form), []).append(form)
    same = term_of().same
    return {key: tuple(forms) for key, forms in found.items() if len({same[f] for f in forms}) == 1}


class Numbers(NamedTuple):
    """Numbers in words, and in Roman letters."""

    units: dict[str, int]
    tens: dict[str, int]
    roman: dict[str, int]


@cache
def numbers() -> Numbers:
    """Read once."""
    data = load("names/numbers")
    return Numbers(data["units"], data["tens"], data["roman"])


@cache
def digits() -> dict[int, str]:
    """Digits that stand for the letters they look like."""
    return {ord(k): v for k, v in load("names/sounds")["digits"].items()}


@cache
def phrases(sort: str = "body") -> Phrases:
    """First word to (words, kind, what it stands for), the longest first: legal forms, nations, numbers."""
    found: Phrases = {}

    def add(text: str, kind: str, canon: str) -> None:
        words = tuple(fold(text).split())
        if words and all(words != w for w, *_ in found.setdefault(words[0], [])):
            found[words[0]].append((words, kind, canon))

    for kind, forms in load("names/legal_forms").items():
        for form in forms if sort == "body" else ():
            add(form, "legal", kind)
    for code, names in load("names/bodies")["nations"].items():
        for name in names:
            add(name, "nation", f"={code}")
    for country in countries().values():
        for name in (country.name, *country.names, *country.adjectives, *country.peoples):
            add(name, "nation", f"={country.code}")
    for prefix in load("names/bodies")["vessels"] if sort == "vessel" else ():
        add(prefix, "drop", "")
    _add_numbers(found)
    for rows in found.values():
        rows.sort(key=lambda row: -len(row[0]))
    return found


def _add_numbers(found: Phrases) -> None:
    units, tens, _ = numbers()
    for word, value in (units | tens).items():
        found.setdefault(word, []).append(((word,), "number", str(value)))
    for ten, value in tens.items():
        found[ten] += [((ten, unit), "number", str(value + n)) for unit, n in units.items() if 0 < n < 10]
    for value in range(1, 100):
        for ending in ("st", "nd", "rd", "th"):
            found.setdefault(f"{value}{ending}", []).append(((f"{value}{ending}",), "number", str(value)))


@cache
def _weights() -> dict[str, float]:
    rows = (line.split("\t") for line in resource("names/word_weights.tsv").splitlines() if line and line[0] != "#")
    return {word: float(value) for word, value in rows}


def known(word: str) -> bool:
    """Whether a word stands in several names of bodies, or says what a body is: hardly a misspelling of another.

    >>> known("railway"), known("raliway")
    (True, False)
    """
    return word in _weights() or word in term_of().generic or word in term_of().same


def weight(word: str) -> float:
    """How much a word in the name of a body tells, 0 to 1: rare words tell most.

    >>> weight("hezbollah") > weight("movement")
    True
    """
    found = _weights().get(word, 1.0)
    return min(found, GENERIC) if word in term_of().generic else found
