"""Whether two names can be one: the same words, an acronym, a part, another spelling.

Nothing here knows a nation or a group: every rule compares two strings, so that renaming everybody in the same way
changes nothing but the names.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.lexicon.language import load

_WORD = re.compile(r"[^\W_]+(?:[.&](?=\w)[^\W_]+)*\.?")
_OWNER = re.compile(r"^(?P<owner>.+?)(?:['’]s|s['’])\s+(?P<name>.*)$")
_INSIDE = re.compile(r"['’]s(?=\s)")
_LEADING = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_SMALL = frozenset({"of", "the", "for", "and", "in", "on", "de", "la", "al", "to", "&"})
_SOUNDS = (
    ("ph", "f"),
    ("kh", "h"),
    ("gh", "g"),
    ("dh", "d"),
    ("q", "k"),
    ("c", "k"),
    ("w", "v"),
    ("z", "s"),
    ("j", "i"),
    ("y", "i"),
)
_VOWELS = frozenset("aeiou")
MIN_VARIANT = 6


@cache
def words(*path: str) -> frozenset[str]:
    """A list of `data/lang/en/linking.yaml`."""
    value = load("lang/en/linking")
    for name in path:
        value = value.get(name, ())
    return frozenset(map(str, value))


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Lower case without accents, quotation marks and possessive endings."""
    apart = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Cf"))
    return re.sub(r"['’]s?$|[\"“”‘’']", "", bare.casefold()).strip()


class Name(NamedTuple):
    """A name taken apart.

    Attributes:
        text: as written, without article and owner.
        owner: the folded words of "Freedonia's" in "Freedonia's Coast Guard", or "".
        key: folded words, joined.
        words: folded words.
        capital: whether any word is written like a name.
        proper: whether all are, but for small words: no description in it.
    """

    text: str
    owner: str
    key: str
    words: tuple[str, ...]
    capital: bool
    proper: bool


@lru_cache(maxsize=16_384)
def name(text: str) -> Name:
    """Take a mention's text apart.

    >>> name("Freedonia's Coast Guard")[1:]
    ('freedonia', 'coast guard', ('coast', 'guard'), True, True)
    """
    owner = ""
    bare = _LEADING.sub("", text.strip())
    if (found := _OWNER.match(bare)) and found["name"] and not _of_its_own(found["owner"]):
        owner, bare = fold(found["owner"]), found["name"]
    tokens = [m[0] for m in _WORD.finditer(_INSIDE.sub("s", bare))]
    folded = tuple(w for w in (fold(t).rstrip(".") for t in tokens) if w)
    cased = [t[0].isupper() or (t[0].lower() == t[0].upper() and t[0].isalpha()) for t in tokens]
    capital = any(cased)
    proper = capital and all(c or t in _SMALL or t[0].isdigit() for c, t in zip(cased, tokens, strict=True))
    if len(folded) == 1 and folded[0] in _common():
        capital = proper = False  # "Police said": a capital that only opens the sentence
    return Name(bare, owner, " ".join(folded), folded, capital, proper)


def _of_its_own(owner: str) -> bool:
    """Whether what looks like an owner is inside a name: "Sylvania Workers' Party" is nobody's "Party"."""
    return fold(owner).rpartition(" ")[2] in words("collectives")


@cache
def _common() -> frozenset[str]:
    """Nouns that stand for anybody: never a name by themselves."""
    kinds = load("lang/en/linking")["stands_for"]
    return frozenset(word for kind in kinds for word in words("stands_for", kind)) | {"people", "authorities"}


def acronym(text: str) -> str | None:
    """The letters of an acronym, folded; None if the text is none.

    >>> acronym("F.C.G."), acronym("Guard")
    ('fcg', None)
    """
    letters = text.replace(".", "").replace("-", "")
    if 2 <= len(letters) <= 8 and letters.isalpha() and sum(c.isupper() for c in letters) >= max(2, len(letters) - 2):
        return letters.casefold()
    return None


def initials(of: Sequence[str]) -> set[str]:
    """What a name's acronym can be: initials with and without its small words.

    >>> sorted(initials(("front", "of", "hope")))
    ['fh', 'foh']
    """
    every = [w for w in of if w[0].isalpha()]
    return {"".join(w[0] for w in every), "".join(w[0] for w in every if w not in _SMALL)}


def part_of(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether `short` is `full` without words that only say what kind of organization it is.

    >>> part_of(("harbour",), ("harbour", "brigades")), part_of(("harbour",), ("north", "harbour"))
    (True, False)
    """
    left = list(full)
    for word in short:
        if word not in left:
            return False
        left.remove(word)
    return bool(core(short)) and all(w in words("designators") for w in left)


def core(of: Sequence[str]) -> tuple[str, ...]:
    """A name's words without those that say what kind of organization it is.

    >>> core(("harbour", "brigades"))
    ('harbour',)
    """
    return tuple(w for w in of if w not in words("designators"))


@lru_cache(maxsize=16_384)
def skeleton(word: str) -> str:
    """The consonants of a word in a spelling that transliterations share.

    >>> skeleton("huseyniyyun") == skeleton("huseiniyyun")
    True
    """
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    kept = [c for n, c in enumerate(word) if n == 0 or c not in _VOWELS]
    return "".join(c for n, c in enumerate(kept) if n == 0 or kept[n - 1] != c)


def spelled_alike(left: Sequence[str], right: Sequence[str]) -> float:
    """How alike two names are spelled, 0 to 1: word by word, all words at least alike in their consonants.

    >>> spelled_alike(("huseyniyyun",), ("huseiniyyun",)) > 0.8
    True
    >>> spelled_alike(("north", "front"), ("south", "front"))
    0.0
    """
    if len(left) != len(right) or sum(map(len, left)) < MIN_VARIANT:
        return 0.0
    scores = []
    for a, b in zip(left, right, strict=True):
        if a == b:
            scores.append(1.0)
            continue
        if min(len(a), len(b)) < MIN_VARIANT - 1 or skeleton(a) != skeleton(b):
            return 0.0
        scores.append(SequenceMatcher(None, a, b, autojunk=False).ratio())
    return min(scores) if min(scores) >= 0.75 else 0.0
