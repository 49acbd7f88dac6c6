"""Which language a text is in: what was given is believed, short Latin text taken for English, the rest detected."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from sayso.lexicon.language import load

SHORT = 200
_DETECT_CHARS = 1_500
_CODE = re.compile(r"^([a-z]{2,3})(?:[-_].*)?$", re.IGNORECASE)


def language_of(text: str, *, given: str | None = None) -> str | None:
    """The language as an ISO 639-1 code where there is one; None if the text has no letters.

    Under 200 characters in Latin script English is assumed: detectors guess wildly on headlines full of names.

    >>> language_of("Shelling went on.", given="en-GB"), language_of("Explosion à Bangui")
    ('en', 'en')
    """
    if given and (code := normal_code(given)):
        return code
    sample = text[:_DETECT_CHARS].strip()
    letters = [char for char in sample[:1_000] if char.isalpha()]
    if not letters:
        return None
    if len(text.strip()) < SHORT and _latin(letters):
        return "en"
    if _plainly_english(sample):
        return "en"
    code, _ = _identifier().classify(sample)
    return str(code)


def normal_code(given: str) -> str | None:
    """A language tag or an English language name as a code: "en-US", "eng" and "English" are `en`.

    >>> normal_code("English"), normal_code("fas"), normal_code("?")
    ('en', 'fa', None)
    """
    names: dict[str, str] = load("lang/languages")
    word = given.strip().lower()
    if word in names:
        return names[word]
    match = _CODE.match(word)
    return names.get(match[1], match[1]) if match else None


def _latin(letters: list[str]) -> bool:
    latin = sum(unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return 2 * latin > len(letters)


def _plainly_english(sample: str) -> bool:
    """Whether a fifth of the words are the commonest English ones: saves loading the detector, which is slow to start.

    Of 924 PolNeAR articles 918 are over a fifth; German and Dutch sentences of ours, with "was" and "in", at .12.
    """
    words = sample.lower().split()
    common = frozenset(load("lang/function_words")["en"])
    return len(words) >= 30 and 5 * sum(word in common for word in words) >= len(words)


@cache
def _identifier() -> Any:
    """py3langid, imported late: its model takes two thirds of a second to load."""
    import py3langid

    return py3langid
