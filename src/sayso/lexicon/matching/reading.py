"""A name to words: titles and small words gone; legal forms, nations, numbers, qualifiers known for what they are."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from sayso.lexicon.language import load
from sayso.lexicon.matching.script import Latin, latin
from sayso.lexicon.matching.terms import digits, numbers, person_terms, phrases, settled, term_of, weight

Kind = Literal["word", "initial", "number", "nation", "qualifier", "generic", "acronym"]
Sort = Literal["person", "body", "vessel", "address"]


class Word(NamedTuple):
    """A word of a name: folded, what it is, how much it tells, and whether it names a parent ("bin Salman")."""

    text: str
    kind: Kind = "word"
    weight: float = 1.0
    parent: bool = False
    latin: bool = True


class Name(NamedTuple):
    """A name taken apart.

    Attributes:
        raw: as given.
        words: what counts, in order.
        legal: kinds of legal form it carries.
        script: how it was put into Latin letters.
        letters: the words, joined.
        full: what is written, without legal forms: what an acronym can be spelled by.
        plain: every word that is written, joined: for names that are the same but for case and accents.
        disguised: a word with digits for letters, or with letters of several alphabets; "" if none.
    """

    raw: str
    words: tuple[Word, ...]
    legal: frozenset[str]
    script: Latin
    letters: str
    plain: str
    full: str
    disguised: str = ""


_TOKEN = re.compile(r"[A-Za-z0-9]+")
_POINTED = re.compile(r"\b(?:[A-Za-z][./]){1,}[A-Za-z]\b\.?")
_HUMPS = re.compile(r"(?<=[a-z])(?=[A-Z])")
_OWNER = re.compile(r"(?<=\w)['’]s\b")
_MIXED = re.compile(r"(?=.*[a-z]{2})[a-z]*\d[a-z0-9]*", re.IGNORECASE)
_GOD = frozenset({"allah", "ullah", "allh", "llh", "ollah"})
_LEET = re.compile(r"[A-Za-z]+[013458]+[a-z]{2,}")
MAX_WORDS = 24


@lru_cache(maxsize=16_384)
def read(raw: str, sort: Sort) -> Name:
    """Take a name apart.

    >>> [w.text for w in read("Dr. Abd al-Rahman bin Salman", "person").words]
    ['abdulrahman', 'salman']
    >>> read("Harbour Works of Narnia, L.L.C.", "body").legal
    frozenset({'limited'})
    """
    script = latin(_OWNER.sub("", raw) if "'" in raw or "’" in raw else raw)
    return _person(raw, script) if sort == "person" else _body(raw, script, sort)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(text[:400])[:MAX_WORDS]


def _person(raw: str, script: Latin) -> Name:
    transcribed = script.syllabic and "-" in script.text.strip("-")
    text = script.text if transcribed else _HUMPS.sub(" ", script.text)
    cased = _tokens(text)
    plain = [t.lower() for t in cased]
    terms = person_terms()
    keep = _without(plain, terms.titles) if len(plain) > 1 else list(range(len(plain)))
    shouted = all(t.isupper() for t in cased)
    words: list[Word] = []
    disguised, parent, i = script.tricked, False, 0
    while i < len(keep):
        n = keep[i]
        word, i = plain[n], i + 1
        if not word.isalpha() and _MIXED.fullmatch(word):
            disguised, word = disguised or cased[n], word.translate(digits())
        last = i >= len(keep)
        if word in terms.descent and not last:
            parent = bool(words) or parent
        elif word in terms.bound and not last:
            while i < len(keep) - 1 and plain[keep[i]] in terms.articles:
                i += 1
            words.append(Word(terms.bound[word] + plain[keep[i]], "word", 1.0, parent, not script.unvowelled))
            i, parent = i + 1, False
        elif word not in terms.articles or len(keep) == 1:
            words += _given(word, cased[n], shouted, parent, script)
            parent = False
    words = words or [Word(w) for w in plain]
    return Name(raw, tuple(words), frozenset(), script, "".join(w.text for w in words), "".join(plain), text, disguised)


def _given(word: str, cased: str, shouted: bool, parent: bool, script: Latin) -> list[Word]:
    """A word of a person's name; letters that stand for several given names ("JC") are several initials."""
    if len(word) == 1 and not script.syllabic:
        return [Word(word, "initial", 0.6, parent)]
    if 2 <= len(word) <= 3 and cased.isupper() and not shouted and not set(word) & set("aeiouy"):
        return [Word(c, "initial", 0.6, parent) for c in word]
    return [Word(word, "word", 1.0, parent, not (script.unvowelled or script.syllabic))]


def _body(raw: str, script: Latin, sort: Sort) -> Name:
    text = script.text
    if "." in text or "/" in text:
        text = _POINTED.sub(lambda m: m[0].replace(".", "").replace("/", "") + " ", text)
    cased = _tokens(text)
    plain = [_spelled_out(t) for t in cased]
    disguised = next((t for t in cased if not t.isalpha() and _LEET.fullmatch(t)), script.tricked)
    whole = "".join(plain)
    if sort == "address":
        plain = [term_of().addresses.get(t, t) for t in plain]
    else:
        _with_god(plain, cased)
    shouted = len(cased) > 1 and all(t.isupper() or t.isdigit() for t in cased)
    words: list[Word] = []
    legal: set[str] = set()
    full: list[str] = []
    i, table = 0, phrases(sort)
    while i < len(plain):
        length, kind, canon = _longest(plain, i, table)
        if kind == "legal" and (words or legal or length < len(plain)):
            legal.add(canon)
        elif kind != "drop":
            length = length if kind in ("number", "nation") else 1
            full += cased[i : i + length]
            if kind == "nation":
                words.append(Word(canon, "nation", 0.5))
            else:
                more, number = length < len(plain), canon if kind == "number" else ""
                words += _part(plain[i], cased[i], shouted, bool(words), more, number, script)
        i += length
    words = words or [Word(w) for w in plain]
    letters = "".join(w.text for w in words)
    return Name(raw, tuple(words), frozenset(legal - {"any"}), script, letters, whole, " ".join(full), disguised)


def _with_god(plain: list[str], cased: list[str]) -> None:
    """Join "Hizb Allah", as it is spoken, in both lists."""
    for i in range(len(plain) - 1, 0, -1):
        if plain[i] in _GOD and plain[i - 1] not in term_of().small:
            plain[i - 1 : i + 1] = [f"{plain[i - 1]}allah"]
            cased[i - 1 : i + 1] = [cased[i - 1] + cased[i]]


def _spelled_out(token: str) -> str:
    """A token in lower case, with letters for digits that stand inside it: "G00gle", but not "3M"."""
    return (token.translate(digits()) if not token.isalpha() and _LEET.fullmatch(token) else token).lower()


def _part(word: str, cased: str, shouted: bool, inner: bool, more: bool, number: str, script: Latin) -> list[Word]:
    if number or word.isdigit():
        return [Word(number or word.lstrip("0") or "0", "number", 0.7)]
    if inner and cased.isupper() and word in numbers().roman:
        return [Word(str(numbers().roman[word]), "number", 0.7)]
    if word in term_of().small:
        return []
    canon = settled(word)
    if canon in term_of().qualifiers:
        return [Word(canon, "qualifier", weight(canon))]
    if canon in term_of().generic:
        return [Word(canon, "generic", weight(canon))]
    if 2 <= len(word) <= (4 if inner or more else 8) and cased.isupper() and not shouted:
        return [Word(word, "acronym", 1.0)]
    return [Word(canon, "word", weight(canon), False, not (script.unvowelled or script.syllabic))]


def _longest(
    plain: list[str], at: int, table: dict[str, list[tuple[tuple[str, ...], str, str]]]
) -> tuple[int, str, str]:
    for words, kind, canon in table.get(plain[at], ()):
        if tuple(plain[at : at + len(words)]) == words:
            return len(words), kind, canon
    return 1, "", ""


def _without(plain: list[str], table: dict[str, list[tuple[str, ...]]]) -> list[int]:
    """The numbers of the words that are in no title; all of them if nothing else is left."""
    keep, i = [], 0
    while i < len(plain):
        found = next((t for t in table.get(plain[i], ()) if tuple(plain[i : i + len(t)]) == t), None)
        if found is None:
            keep.append(i)
        i += len(found) if found else 1
    return keep or list(range(len(plain)))


@cache
def _organised() -> frozenset[str]:
    data = load("names/legal_forms")
    single = {form for forms in data.values() for form in forms if " " not in form and len(form) > 1}
    return (
        frozenset(single - {"na", "as", "at", "do", "ad", "ae", "ip", "ou", "eg", "ev", "ab", "sia", "se", "ks", "ek"})
        | term_of().generic
    )


def sort_of(schema: str, *names: str) -> Sort:
    """What to read the names of a schema as; a LegalEntity is a body if a word says so, else a person.

    >>> sort_of("Person", "Ann"), sort_of("LegalEntity", "Harbour Trust"), sort_of("Vessel", "Ann")
    ('person', 'body', 'vessel')
    """
    plain = schema.strip().lower()
    if plain in ("vessel", "ship", "airplane", "vehicle"):
        return "vessel"
    if plain in ("person", "address"):
        return "person" if plain == "person" else "address"
    if plain in ("legalentity", "", "thing", "entity", "unknown"):
        words = {w.lower() for name in names for w in _TOKEN.findall(latin(name).text)}
        return "body" if words & _organised() else "person"
    return "body"
