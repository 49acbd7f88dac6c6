"""What a word sounds like, whichever way it was put into Latin letters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from sayso.lexicon.language import load

_SILENT = re.compile(r"[aeiouy]+h?(?=[aeiouy])|[aeiouy]+h$")
_VOWELS = re.compile(r"[aeiouy]+")
_REPEATED, _DOUBLE = re.compile(r"(.)\1+"), re.compile(r"(.)\1")
_SOFT = re.compile(r"j(?=[^aeiou]|$)")


@cache
def _table() -> tuple[re.Pattern[str], dict[str, str]]:
    table: dict[str, str] = load("names/sounds")["sounds"]
    return re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True))), table


@cache
def _endings() -> dict[str, tuple[tuple[str, str], ...]]:
    """Endings by their last letter, the longest first."""
    found: dict[str, list[tuple[str, str]]] = {}
    for old, new in load("names/persons")["endings"]:
        found.setdefault(old[-1], []).append((old, new))
    return {k: tuple(sorted(v, key=lambda e: -len(e[0]))) for k, v in found.items()}


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """A spelling that transliterations of one name share: consonants by sound, all vowels one letter.

    >>> sound("mohammed") == sound("muhammad"), sound("huseyniyyun") == sound("huseiniyyun")
    (True, True)
    >>> sound("lavrovs") == sound("lavrov"), sound("yevgeniy") == sound("evgeny")
    (True, True)
    """
    for old, new in _endings().get(word[-1:], ()):
        if word.endswith(old) and len(word) - len(old) >= 4 + (len(old) == 1):
            word = word[: -len(old)] + new
            break
    return _REPEATED.sub(r"\1", _VOWELS.sub("a", _SILENT.sub("a", heard(word))))


@lru_cache(maxsize=65_536)
def heard(word: str) -> str:
    """A word with one letter for each consonant sound, its vowels as written.

    >>> heard("ghods"), heard("khalid")
    ('kods', 'halid')
    """
    pattern, table = _table()
    word = "k" + word[2:] if word[:2] == "gh" else word  # Persian writes "ghods", Arabic "quds"
    word = _SOFT.sub("i", word) if "j" in word else word
    return _DOUBLE.sub(r"\1", pattern.sub(lambda m: table[m[0]], word))


@lru_cache(maxsize=65_536)
def bones(word: str) -> str:
    """Consonants alone, and only those that scripts without vowels tell apart.

    >>> bones("barack") == bones("brk"), bones("perez") == bones("byryz")
    (True, True)
    """
    table: dict[str, str] = load("names/sounds")["abjad"]
    return re.sub(r"(.)\1+", r"\1", "".join(table.get(c, c) for c in sound(word) if c not in "aeiouy") or sound(word))


@cache
def _patronymics() -> tuple[str, ...]:
    return tuple(load("names/persons")["patronymic"])


@lru_cache(maxsize=16_384)
def patronymic(word: str) -> bool:
    """Whether a word is an East Slavic patronymic by its ending: it tells the father's name, never the own.

    >>> patronymic("oleksandrovych"), patronymic("oleksandr")
    (True, False)
    """
    return len(word) > 6 and word.endswith(_patronymics())


@cache
def _syllables() -> re.Pattern[str]:
    table = load("names/syllables")
    heads = "|".join(sorted(table["initials"], key=len, reverse=True))
    tails = "|".join(sorted((t for t in table["finals"] if t), key=len, reverse=True))
    return re.compile(f"({heads})?({tails})(?=$|(?:{heads})h?[aeiouyw])")


@lru_cache(maxsize=32_768)
def syllables(word: str) -> tuple[str, ...]:
    """The keys of a word's Chinese or Korean syllables; empty if it is not made of such.

    >>> syllables("jinping") == syllables("chin") + syllables("ping"), syllables("xi") == syllables("hsi")
    (True, True)
    >>> syllables("schwarz")
    ()
    """
    table = load("names/syllables")
    found, at = [], 0
    while at < len(word):
        m = _syllables().match(word, at)
        if m is None:
            return ()
        final = "i" if m[1] in table["apical"] and m[2] == "u" else m[2]
        found.append(table["initials"].get(m[1], "") + table["finals"][final])
        at = m.end()
    return tuple(found)


@cache
def _adjectives() -> tuple[str, ...]:
    return tuple(load("names/bodies")["adjectives"])


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """A word without the ending that makes it an adjective, if four letters are left.

    >>> stem("muromskii"), stem("iraqi")
    ('murom', 'iraq')
    """
    if len(word) < 5 or not word.endswith(_adjectives()):
        return word
    return next((word[: -len(e)] for e in _adjectives() if word.endswith(e) and len(word) - len(e) >= 4), word)


@cache
def _forms() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for n, line in enumerate(load("names/nicknames")["short"]):
        for form in line:
            found.setdefault(form, set()).add(n)
    return {k: frozenset(v) for k, v in found.items()}


def common_given(word: str) -> bool:
    """Whether a word is a given name so common that it has pet names and forms in other languages.

    >>> common_given("mohammed"), common_given("hannibal")
    (True, False)
    """
    return word in _forms()


def forms_of_one(left: str, right: str) -> bool:
    """Whether two words are forms of one given name, as a pet name and a full one.

    >>> forms_of_one("bob", "robert"), forms_of_one("bob", "william")
    (True, False)
    """
    table = _forms()
    mine = table.get(left)
    return mine is not None and not mine.isdisjoint(table.get(right, ()))
