"""Any alphabet to plain Latin letters, and tricks with letters that only look alike."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from sayso.lexicon.language import load

_DROPPED = dict.fromkeys(map(ord, "'’‘`´ʻʼʿʾˈ′ʹʺ\u200b\u200c\u200d\u200e\u200f\ufeff\u00ad\u0640"))
_SPECIAL = str.maketrans(
    {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d"}
    | {"þ": "th", "ı": "i", "İ": "I", "ə": "a", "Ə": "A", "&": " and ", "–": "-", "—": "-", "“": '"', "”": '"'}
)  # fmt: skip
_WORD = re.compile(r"\w+")
_UNVOWELLED = frozenset({"ARABIC", "HEBREW", "SYRIAC"})
_SYLLABIC = frozenset({"CJK", "HANGUL"})
_EUROPEAN = frozenset({"LATIN", "CYRILLIC", "GREEK", "ARMENIAN"})


class Latin(NamedTuple):
    """A name in Latin letters.

    Attributes:
        text: upper and lower case kept, accents gone.
        unvowelled: whether its script leaves out short vowels.
        syllabic: whether its script writes syllables, so that words had to be made of them.
        tricked: the word whose letters come from several alphabets, as written, or "".
    """

    text: str
    unvowelled: bool = False
    syllabic: bool = False
    tricked: str = ""


@lru_cache(maxsize=32_768)
def latin(text: str) -> Latin:
    """A name in Latin letters.

    >>> latin("Владимир").text, latin("Brasília").text, latin("محمد").unvowelled
    ('Vladimir', 'Brasilia', True)
    >>> latin("Vlаdimir").tricked
    'Vlаdimir'
    """
    if text.isascii():
        bare = text.translate(_DROPPED) if "'" in text or "`" in text else text
        return Latin(bare.replace("&", " and "))
    text = unicodedata.normalize("NFKC", text).translate(_DROPPED)
    scripts = {s for c in set(text) if ord(c) > 0x24F and (s := _script(c))}
    tricked = ""
    if scripts & _EUROPEAN or any(c.isalpha() and ord(c) > 0x24F for c in text):
        tricked = next((w for w in _WORD.findall(text) if _mixed(w)), "")
    if tricked:
        text = _WORD.sub(lambda m: m[0].translate(_lookalikes()) if _mixed(m[0]) else m[0], text)
    return Latin(_plain(text), bool(scripts & _UNVOWELLED), bool(scripts & _SYLLABIC), tricked)


def _plain(text: str) -> str:
    text = text.translate(_SPECIAL)
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        if not text.isascii():
            from anyascii import anyascii

            text = anyascii(unicodedata.normalize("NFC", text))
    return text.translate(_DROPPED)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").split(" ", 1)[0] if letter.isalpha() else ""


@lru_cache(maxsize=4096)
def _mixed(word: str) -> bool:
    return len({_script(c) for c in word if c.isalpha()} & _EUROPEAN) > 1


@cache
def _lookalikes() -> dict[int, str]:
    table: dict[str, str] = load("names/sounds")["lookalikes"]
    return {ord(k): v for k, v in table.items()} | {
        ord(k.upper()): v.upper() for k, v in table.items() if len(k.upper()) == 1
    }


@lru_cache(maxsize=4096)
def as_spoken(text: str) -> str | None:
    """The name with letters as its language reads them, where a letter gives the language away; else None.

    >>> as_spoken("Xocalı"), as_spoken("Baku")
    ('khojali', None)
    """
    if text.isascii():
        return None
    lower = unicodedata.normalize("NFC", text.lower().replace("i̇", "i"))
    for language in load("names/sounds")["languages"].values():
        if any(c in lower or c in text for c in language["telltale"]):
            return lower.translate({ord(k): v for k, v in language["letters"].items()})
    return None
