"""Lines in capitals, and headlines Written Like This: put into small letters before they are parsed, same length.

The parser reads "POLICE SAY" and "Police Arrest Two" as names; in small letters it reads what it was trained on. Names
that are known, or that the rest of the text writes with a capital, keep one; so does a word that no list of English
words has and, in a headline, a word after such a word: "Ben Hale" may be somebody's name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from spacy.language import Language

from sayso.annotating.actors.words import words as roles
from sayso.annotating.events.lexicon import lexicon
from sayso.lexicon.countries import countries
from sayso.lexicon.cues import lookup
from sayso.lexicon.gazetteers import match, name_words
from sayso.lexicon.geo import towns
from sayso.lexicon.language import load
from sayso.lexicon.names import fold

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LINE = re.compile(r"[^\n]+")
_SMALL, _MOST_WORDS = 3, 20
_FEWEST_WORDS, _FEWEST_LETTERS, _SHARE = 3, 12, 0.8
_START, _BODY = 400, 20_000
_PARTS = ("verb", "adj", "adv", "noun")


def calm(text: str, nlp: Language) -> str:
    r"""The text with its lines in capitals in small letters, names aside; every offset stays.

    >>> from sayso.annotating.pipeline import build
    >>> calm("REBELS BURN DEPOT IN ORAN, POLICE SAY\nThe mill in Oran burned. NATO met.", build())
    'Rebels burn depot in Oran, police say\nThe mill in Oran burned. NATO met.'
    """
    found = [line for line in _LINE.finditer(text) if _shouts(line[0]) or _headline(line[0])]
    if not found:
        return text
    names, common = _capitalised(text), _common(nlp)
    parts: list[str] = []
    at = 0
    for line in found:
        calmed = _calmed if _shouts(line[0]) else _lowered
        parts += (text[at : line.start()], calmed(line[0], names, common))
        at = line.end()
    return "".join([*parts, text[at:]])


def _shouts(line: str) -> bool:
    """Whether a line is in capitals: several words, and hardly a small letter."""
    start = line[:_START]
    if sum(map(str.islower, start)) > len(start) * (1 - _SHARE):
        return False
    letters = [c for c in line if c.isalpha()]
    high = sum(c.isupper() for c in letters)
    if len(letters) < _FEWEST_LETTERS or high < _SHARE * len(letters):
        return False
    return sum(len(w) > 1 for w in _WORD.findall(line)) >= _FEWEST_WORDS


def _headline(line: str) -> bool:
    """Whether a line is a headline with a capital on each word: no stop at its end, and a verb that tells of an act."""
    words = _WORD.findall(line[:_START])
    long = [w for w in words if len(w) > _SMALL]
    if len(long) < _FEWEST_WORDS + 1 or len(words) > _MOST_WORDS or line.rstrip()[-1:] in (".", ",", ";"):
        return False
    return all(w[0].isupper() for w in long) and any(_tells(w.lower()) for w in words[1:])


@cache
def _tells(word: str) -> bool:
    """Whether a form is one of a verb that names an act or gives words to somebody."""
    return any(stem in lexicon().verbs or lookup(stem, "verb") is not None for stem in _stems(word))


@cache
def _called(word: str) -> bool:
    """Whether a name may follow a word: an office, a title, one person's role."""
    role = roles().roles.get(word)
    return word in roles().offices or word in roles().honorifics or (role is not None and role.kind == "person")


def _bent(word: str) -> bool:
    return word.endswith(("s", "ed"))


def _lowered(line: str, names: dict[str, str], common: Callable[[str], bool]) -> str:
    """A headline as a sentence: what is no name, and stands after no name that nobody knows, gets a small letter."""
    words = list(_WORD.finditer(line))
    kept = {i for hit in match([w[0] for w in words]) for i in range(hit.start, hit.end)}
    parts: list[str] = []
    at, opens, sure = 0, True, True
    for n, word in enumerate(words):
        gap, small = line[at : word.start()], word[0].lower()
        opens = opens or any(c in gap for c in ".!?:") or gap[-1:] in ('"', "'")
        little = small in _words("small") and not (word[0].isupper() and len(small) > 1)
        known = n in kept or small in _national() or small in _words("capital") or word[0].isupper()
        ahead = n + 1 < len(words) and _tells(words[n + 1][0].lower()) and _bent(words[n + 1][0].lower())
        english = common(small) and fold(small) not in name_words() and (sure or (_tells(small) and not ahead))
        lower = little or (english and not known and small not in names)
        parts += (gap, small if lower and not opens and len(small) == len(word[0]) else word[0])
        plain = lower and (not opens or little or small.endswith("s") or small in roles().roles)
        sure = (plain or known or small in names) and not _called(small)
        at, opens = word.end(), False
    return "".join([*parts, line[at:]])


def _capitalised(text: str) -> dict[str, str]:
    """Words that the text writes with a capital inside a sentence, as it writes them, by their small letters."""
    found: dict[str, str] = {}
    for line in _LINE.finditer(text[:_BODY]):
        if _shouts(line[0]) or _headline(line[0]):
            continue
        for word in _WORD.finditer(line[0]):
            before = line[0][max(0, word.start() - 2) : word.start()]
            if word[0][0].isupper() and before and before[-1] == " " and before[0] not in ".!?\"'":
                found.setdefault(word[0].lower(), word[0])
    return found


@cache
def _common(nlp: Language) -> Callable[[str], bool]:
    """Whether a word, in any of its forms, is an English word of the lemmatizer's lists."""
    table = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    odd = nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")  # type: ignore[attr-defined]
    surely = frozenset(w for part in _PARTS[:3] for w in (*table.get(part, ()), *odd.get(part, ())))
    nouns = frozenset((*table.get("noun", ()), *odd.get("noun", ())))

    def common(word: str) -> bool:
        stems = list(_stems(word))
        return any(s in surely for s in stems) or (any(s in nouns for s in stems) and not towns(word.capitalize()))

    return common


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lang/en/shouting")[name].split())


@cache
def _national() -> frozenset[str]:
    """Names of states, peoples, adjectives and capitals of one word, in small letters."""
    every = countries().values()
    return frozenset(
        n.lower() for c in every for n in (*c.names, *c.adjectives, *c.peoples, *c.capitals) if " " not in n
    )


def _stems(word: str) -> Iterator[str]:
    yield word
    for end, more in (
        ("s", ""),
        ("es", ""),
        ("ies", "y"),
        ("ied", "y"),
        ("ed", ""),
        ("ed", "e"),
        ("d", ""),
        ("ing", ""),
        ("ing", "e"),
    ):
        if word.endswith(end) and len(word) > len(end) + 2:
            stem = word[: -len(end)] + more
            yield stem
            if not more and stem[-1] == stem[-2:-1]:
                yield stem[:-1]


def _calmed(line: str, names: dict[str, str], common: Callable[[str], bool]) -> str:
    words = list(_WORD.finditer(line))
    shouted = [w[0] for w in words]
    titled = [_titled(w) for w in shouted]
    kept = {i for hit in match(titled) for i in range(hit.start, hit.end)}
    high = {i for hit in match(shouted) for i in range(hit.start, hit.end) if i not in kept}
    parts: list[str] = []
    at, opens, asks = 0, True, line.rstrip().endswith("?")
    for n, word in enumerate(words):
        gap = line[at : word.start()]
        opens = opens or any(c in gap for c in ".!?:") or gap[-1:] == '"'
        small = word[0].lower()
        if len(small) != len(word[0]) or (n in high and not (asks and small in _words("small"))):
            told = word[0]
        elif len(names.get(small, "")) == len(small):
            told = names[small]
        elif small in _words("small") or (
            n not in kept and small not in _national() and small not in _words("capital") and common(small)
        ):
            told = titled[n] if opens else small
        else:
            told = titled[n]
        parts += (gap, told)
        at, opens = word.end(), False
    return "".join([*parts, line[at:]])


def _titled(word: str) -> str:
    """With one capital, its length kept ("O'NEIL'S" is left to the parser)."""
    told = word[:1] + word[1:].lower()
    return told if len(told) == len(word) else word
