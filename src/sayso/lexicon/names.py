"""Names as strings: normal forms, acronyms, spellings of one name in several transliterations.

Pure functions, shared by every stage that has to decide whether two names may be one. None of them decides alone:
`similarity` returns a number and the sentence that says why.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a",
        "ħ": "h",
        "ŋ": "ng", "ɛ": "e", "ɔ": "o", "ʻ": "", "ʼ": "", "ʿ": "", "ʾ": "", "'": "", "’": "",
        "‘": "", "`": "", ".": "", "´": "",
    }
)  # fmt: skip
_NOT_WORD = re.compile(r"[\W_]+")
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "for",
        "in",
        "on",
        "to",
        "a",
        "an",
        "de",
        "la",
        "le",
        "el",
        "du",
        "des",
        "del",
        "y",
        "e",
        "i",
        "und",
        "et",
    ]
)
_ARTICLES = frozenset(["al", "el", "ul", "ur", "ud", "as", "ad", "an", "ash", "at", "the"])
_SOUNDS = (
    ("tsch", "c"), ("tch", "c"), ("dzh", "j"), ("dj", "j"), ("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"),
    ("sch", "s"), ("sh", "s"), ("zh", "j"), ("ck", "k"), ("ts", "c"), ("tz", "c"), ("x", "ks"), ("q", "k"),
)  # fmt: skip


# Two short names of one sound must agree in so much of their letters to be taken for one.
_CLOSE = 0.6


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """A name without case, accents and punctuation: what two spellings are compared by.

    >>> fold("N'Djamena"), fold("Brasília"), fold("Al-Qa’ida"), fold("U.S.")
    ('ndjamena', 'brasilia', 'al qaida', 'us')
    """
    text = name.lower().translate(_LETTERS)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        text = text.lower().translate(_LETTERS)  # small capitals and ligatures come apart into such letters
    return _NOT_WORD.sub(" ", text).strip()


def slug(name: str) -> str:
    """A stable id for an actor known by this name.

    >>> slug("Quds Force"), slug("the Red Crescent")
    ('quds-force', 'red-crescent')
    """
    words = fold(name).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return "-".join(words) or "unnamed"


def acronym(phrase: str) -> str:
    """The initials of the words that count.

    >>> acronym("Islamic Revolutionary Guard Corps"), acronym("Organization for Security and Co-operation in Europe")
    ('IRGC', 'OSCE')
    """
    words = [w for w in re.split(r"[\s/]+", phrase) if w and w.lower() not in _SMALL]
    return "".join(w[0] for w in words if w[0].isalnum()).upper()


def is_acronym_of(short: str, phrase: str) -> bool:
    """Whether `short` can stand for `phrase`: each word that counts gives its first letter, in order.

    Small words may give theirs; parts of a hyphenated word may give one each; a word in capitals ("UN") gives all.

    >>> is_acronym_of("UNHCR", "UN High Commissioner for Refugees"), is_acronym_of("OSCE", "Organization for Sport")
    (True, False)
    >>> is_acronym_of("SPLA", "Sudan People's Liberation Army"), is_acronym_of("USA", "United States of America")
    (True, True)
    """
    letters = fold(short).replace(" ", "")
    words = [w for w in re.split(r"[\s/]+", phrase) if w]
    if not 2 <= len(letters) <= 8 or sum(c.isupper() for c in short) < 2 or len(words) < 2 or " " in short:
        return False
    return _spells(letters, tuple(words))


def spells(letters: str, phrase: str) -> bool:
    """Whether the first letters of a phrase's words give `letters`, which are folded.

    >>> spells("unhcr", "UN High Commissioner for Refugees"), spells("osce", "Organization for Sport")
    (True, False)
    """
    words = [w for w in re.split(r"[\s/]+", phrase) if w][:12]
    return 2 <= len(letters) <= 8 and len(words) > 1 and _spells(letters, tuple(words))


def _spells(letters: str, words: tuple[str, ...]) -> bool:
    if not words:
        return not letters
    word, rest = words[0], words[1:]
    folded = fold(word).split()
    if not folded or (word.lower() in _SMALL and _spells(letters, rest)):
        return _spells(letters, rest)
    heads = [folded[0][0], "".join(p[0] for p in folded)]
    if word.isupper():
        heads.append(folded[0])
    return any(letters.startswith(h) and _spells(letters[len(h) :], rest) for h in set(heads))


@lru_cache(maxsize=65_536)
def skeleton(name: str) -> str:
    """A key that spellings of one name in several transliterations share: consonants by sound.

    >>> skeleton("Huseyniyyun") == skeleton("Huseiniyyun"), skeleton("Hizbollah") == skeleton("Hezbullah")
    (True, True)
    >>> skeleton("al-Eryani") == skeleton("Eryani"), skeleton("Baku") == skeleton("Batumi")
    (True, False)
    """
    words = fold(name).split()
    if len(words) > 1:
        words = [w for w in words if w not in _ARTICLES] or words
    return " ".join(_consonants(w) for w in words)


def _consonants(word: str) -> str:
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    word = word.replace("c", "k") if word[:1] == "c" and word[1:2] not in "eiy" else word
    first = "a" if word[:1] in "aeiou" else word[:1].replace("w", "v")
    rest = re.sub(r"[aeiouyw]", "", word[1:])
    rest = rest[:-1] if rest.endswith("h") and len(rest) > 1 else rest
    return re.sub(r"(.)\1+", r"\1", first + rest)


@dataclass(frozen=True, slots=True)
class Similarity:
    """How alike two names are, 0 to 1, and why, in one sentence."""

    score: float
    why: str


def similarity(left: str, right: str) -> Similarity:
    """How alike two names are.

    >>> similarity("IRGC", "Islamic Revolutionary Guard Corps").why
    '"IRGC" is spelled by the first letters of "Islamic Revolutionary Guard Corps".'
    >>> similarity("Huseyniyyun", "Huseiniyyun").score > similarity("Huseyniyyun", "Hezbollah").score
    True
    """
    a, b = fold(left), fold(right)
    if a == b:
        return Similarity(1.0, f'"{left}" and "{right}" are the same name but for case and accents.')
    for short, long in ((left, right), (right, left)):
        if is_acronym_of(short, long):
            return Similarity(0.95, f'"{short}" is spelled by the first letters of "{long}".')
    if sorted(a.split()) == sorted(b.split()):
        return Similarity(0.95, f'"{left}" and "{right}" have the same words in another order.')
    close = closeness(a, b)
    if skeleton(left) == skeleton(right) and (len(skeleton(left)) > 2 or close >= _CLOSE):
        score = 0.6 + 0.35 * close
        return Similarity(round(score, 3), f'"{left}" and "{right}" sound alike: one name in two transliterations.')
    few, many = sorted((set(a.split()), set(b.split())), key=len)
    if few and few < many and max(map(len, few)) > 2:
        score = 0.5 + 0.3 * len(few) / len(many)
        return Similarity(round(score, 3), f'"{left}" and "{right}" share "{" ".join(sorted(few))}"; one is longer.')
    return Similarity(round(0.7 * close, 3), f'"{left}" and "{right}" agree in {close:.0%} of their letters.')


def closeness(a: str, b: str) -> float:
    """One less the edit distance over the longer length.

    >>> closeness("mokha", "mocha")
    0.8
    """
    if not a or not b:
        return 0.0
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (x != y))
    return 1 - row[-1] / max(len(a), len(b))
