"""Addresses of persons in a text: the part before an e-mail's @ and the handle after one, where they spell a name."""

from __future__ import annotations

import re

from sayso.lexicon.gazetteers import name_words
from sayso.privacy.persons import Piece, pieces, words

_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]{3,64})@(?=[\w-]+\.[\w.-]*[^\W\d_])")
_HANDLE = re.compile(r"(?<![\w.@/])@(\w{3,30})(?![\w@])")


def handles(text: str) -> list[list[Piece]]:
    """The pieces of each address that spells a person's name: two words, or one that names are made of.

    >>> [[p.text for p in found] for found in handles("ana.belluno@post.example, news.desk@post.example")]
    [['ana', 'belluno']]
    """
    found = []
    for match in (*_EMAIL.finditer(text), *_HANDLE.finditer(text)):
        parts = [p for p in pieces(text, match.start(1), match.end(1)) if len(p.folded) > 1]
        if parts and not words("byline_words") & {p.folded for p in parts} and _spells(parts):
            found.append(parts)
    return found


def _spells(parts: list[Piece]) -> bool:
    known = [p.folded in name_words() for p in parts]
    return len(parts) > 1 or (all(known) and len(parts[0].folded) > 3)
