"""Pairs of names with verdicts, made from our own gazetteers, to fit the matcher on.

No pair is taken from a benchmark. Persons are made of words of `name_words.txt` at random: they are nobody. What makes
a pair the same: typing errors, initials, a name left out, order, titles, words written together, another script
(Wikidata transliteration pairs, CC0). What makes it different: another name in the place of one, a near one above all,
the father for the son, another number, nation, qualifier or trade.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from sayso.lexicon.countries import countries, parts, rows
from sayso.lexicon.gazetteers import name_words
from sayso.lexicon.matching.reading import read
from sayso.lexicon.matching.terms import term_of

LETTERS = "aaeeiioulnrstmkhdb"
LEGAL = ("Ltd", "LLC", "GmbH", "JSC", "OOO", "S.A.", "Inc.", "AG", "Group", "Co.")
QUALIFIERS = ("Real", "New", "Continuity", "Northern", "Youth", "Provisional", "Women", "Opposition", "Eastern")
GIVEN = ("Mohammed", "Maria", "Ivan", "John", "Ali", "Sergei", "Ana", "Peter", "Fatima", "Kim")
TITLES = ("Dr.", "Sheikh", "Gen.", "President", "Mr", "Prof.")


class Labelled(NamedTuple):
    """Two names, and whether they are one."""

    schema: str
    left: str
    right: str
    same: bool


def typo(word: str, rng: random.Random) -> str:
    """One typing error inside a word: a letter left out, doubled, replaced, added, or two exchanged."""
    at = rng.randrange(1, len(word))
    kind = rng.randrange(5)
    if kind == 0:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2 and at + 1 < len(word):
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return word[:at] + rng.choice(LETTERS) + word[at + (kind == 3) :]


def near(word: str, among: list[str], rng: random.Random) -> str:
    """Another known name, one of the most alike."""
    some = rng.sample(among, 2500)
    found = process.extract(
        word, [w for w in some if w[:1] == word[:1] and w != word], scorer=OSA.normalized_similarity, limit=3
    )
    options = [w for w, score, _ in found if score > 0.3 and OSA.distance(w, word) > 1]
    return rng.choice(options) if options else rng.choice(among)


def persons(rng: random.Random, count: int) -> Iterator[Labelled]:
    """Pairs of persons' names."""
    words = sorted(w for w in name_words() if len(w) > 3 and w.isascii())
    for _ in range(count):
        name = rng.sample(words, rng.choice((2, 2, 2, 3, 3, 4)))
        at = rng.randrange(len(name))
        full = " ".join(name).title()
        other = list(name)
        other[at] = typo(name[at], rng)
        yield Labelled("Person", full, " ".join(other).title(), True)
        yield Labelled("Person", full, " ".join(_less(name, rng)).title(), True)
        for _ in range(2):
            other = list(name)
            other[at] = near(name[at], words, rng) if rng.random() < 0.8 else rng.choice(words)
            yield Labelled("Person", full, " ".join(other).title(), False)
        some = rng.choice(GIVEN)
        yield Labelled("Person", some, f"{some} {full}", False)
        if len(name) == 2:
            a, b = name
            yield Labelled("Person", f"{a} bin {b} {words[at]}".title(), f"{b} bin {a} {words[at]}".title(), False)


def _less(name: list[str], rng: random.Random) -> list[str]:
    """The same person's name as others may write it."""
    way = rng.randrange(5)
    if way == 0:
        return [name[0][0] + ".", *name[1:]]
    if way == 1 and len(name) > 2:
        return [name[0], *name[2:]]
    if way == 2:
        return [*name[1:], name[0]]
    if way == 3:
        return [rng.choice(TITLES), *name]
    return ["".join(name)] if way == 4 and len(name) == 2 else [name[0], *name[1:]]


def in_scripts(data: Path, rng: random.Random, count: int) -> Iterator[Labelled]:
    """Names in Latin letters and in another script, and the same with another name in it."""
    folder = data / "names" / "transliteration"
    for path in sorted(folder.glob("wd_*")) if folder.is_dir() else ():
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        pairs = [(w, s.replace(" ", "")) for w, s, n in lines if int(n) > 2 and len(w) > 4]
        for _ in range(count):
            (a, x), (b, y), (c, _z) = rng.sample(pairs, 3)
            yield Labelled("Person", f"{a} {b}".title(), f"{x} {y}", True)
            yield Labelled("Person", f"{a} {c}".title(), f"{x} {y}", False)


def bodies(rng: random.Random, count: int) -> Iterator[Labelled]:
    """Pairs of bodies' names."""
    table = [(r[0], *parts(r[4])) for f in ("organizations", "armed_groups", "listed") for r in rows(f)]
    table = [t for t in table if len(t[0]) > 6 and t[0].isascii()]
    by_word: dict[str, list[str]] = {}
    for names in table:
        for word in read(names[0], "body").words:
            by_word.setdefault(word.text, []).append(names[0])
    nations = [c.name for c in countries().values() if " " not in c.name]
    generic = sorted(term_of().generic)
    for _ in range(count):
        names = rng.choice(table)
        name, words = names[0], names[0].split()
        at = max(range(len(words)), key=lambda i: (words[i].lower() not in term_of().generic, len(words[i])))
        if len(words[at]) > 5:
            yield Labelled("Organization", name, " ".join([*words[:at], typo(words[at], rng), *words[at + 1 :]]), True)
        yield Labelled("Company", f"{name} {rng.choice(LEGAL)}", name, True)
        yield from (Labelled("Organization", name, n, True) for n in names[1:] if _alike(name, n))
        yield Labelled("Organization", name, f"{name} {rng.choice(nations)}", False)
        yield Labelled("Organization", name, f"{rng.choice(QUALIFIERS)} {name}", False)
        here, there = rng.sample(nations, 2)
        yield Labelled("Organization", f"{name} of {here}", f"{name} of {there}", False)
        yield Labelled(
            "Organization", name, " ".join([*words[:at], rng.choice(generic).title(), *words[at + 1 :]]), False
        )
        near_ones = [n for w in read(name, "body").words for n in by_word.get(w.text, ()) if n not in names]
        if near_ones:
            yield Labelled("Organization", name, rng.choice(near_ones), False)
        a, b = rng.sample(range(1, 40), 2)
        yield Labelled("Company", f"{name} {a}", f"{name} {b}", False)


def _alike(a: str, b: str) -> bool:
    """Whether an alias can be known from the name at all: most words in common, or its first letters."""
    x, y = ({w.text for w in read(n, "body").words if w.kind != "generic"} for n in (a, b))
    return bool(x & y) and len(x ^ y) < 2
