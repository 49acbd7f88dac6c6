"""Whom no case ever unmasks: minors, victims of sexual violence and witnesses, told from the words around a name.

Conservative: any sign within a paragraph's length of any use of the name protects, also one that is about somebody
else. What is not protected is only not known to need it; the editor who unmasks answers for the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from sayso.lexicon.language import load
from sayso.records.document import Span

REACH = 400
"""Characters on each side of a name in which a sign counts: about three sentences."""
_ADULT = 18


def protection(text: str, names: Iterable[Span]) -> str | None:
    """Why the person named at these spans is never unmasked, None if nothing speaks against it.

    One of "minor", "victim of sexual violence" and "witness".

    >>> text = "Police held Ivan Petrov, 16, after the fire."
    >>> protection(text, [Span(12, 23)])
    'minor'
    >>> protection("Ivan Petrov owned the mill.", [Span(0, 11)]) is None
    True
    """
    around = [text[max(0, span.start - REACH) : span.end + REACH] for span in names]
    for kind, signs in _signs().items():
        if any(sign.search(stretch) for stretch in around for sign in signs):
            return kind
    if any(int(age[1]) < _ADULT for stretch in around for sign in _ages() for age in sign.finditer(stretch)):
        return "minor"
    return None


@cache
def _signs() -> dict[str, list[re.Pattern[str]]]:
    return {kind: [_words(given["words"]), *_numbers(given)] for kind, given in load("lang/en/protected").items()}


@cache
def _ages() -> list[re.Pattern[str]]:
    return [re.compile(pattern, re.IGNORECASE) for pattern in load("lang/en/protected")["minor"]["ages"]]


def _words(words: Iterable[str]) -> re.Pattern[str]:
    forms = [_spaced(w[:-1]) + r"\w*" if w.endswith("*") else _spaced(w) for w in words]
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _numbers(given: dict[str, Any]) -> list[re.Pattern[str]]:
    if "numbers" not in given:
        return []
    first, after = "|".join(given["numbers"]), "|".join(map(_spaced, given["after_numbers"]))
    return [re.compile(rf"\b(?:{first})[\s-]+(?:{after})\b", re.IGNORECASE)]


def _spaced(words: str) -> str:
    return re.escape(words).replace(r"\ ", r"\s+").replace(r"\-", r"[-‐‑\s]")
