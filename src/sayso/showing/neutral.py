"""Telling a name or a phrase without the words that judge."""

from __future__ import annotations

import re
from collections.abc import Set

from sayso.showing.wording import table

# A name and the kind of thing it is; not a nationality and the kind ("Finnish group" names nobody without its noun).
_NAME_AND_KIND = re.compile(r"([A-Z]\S*(?<!ish)(?<!ese)(?<!ian)(?<!ean)(?<!can)(?<!nch)(?<!ani)) (\w+)")
_PART = re.compile(r"[^\s-]+|[\s-]+")


def neutral(phrase: str, loaded: Set[str] = frozenset()) -> str | None:
    """The phrase without judging words, or None where nothing that names anybody is left.

    A word with a neutral equivalent is replaced, one without is dropped; so that a phrase whose head judges and has no
    equivalent is not told at all. `loaded` are the report's own loaded words, in lower case.

    >>> neutral("Huseyniyyun terrorist group"), neutral("radical-terrorist gangs of the Duchy")
    ('Huseyniyyun', 'groups of the Duchy')
    >>> neutral("warmongers", {"warmongers"}) is None
    True
    """
    instead, never = table("neutral")["instead"], table("neutral")["never"]
    whole = re.sub("|".join(sorted((re.escape(w) for w in loaded if " " in w), key=len)) or r"(?!)", "", phrase)
    parts = _PART.findall(whole)
    kept: list[str] = []
    head_lost = dropped = False
    for part in parts:
        lower = part.lower().strip(".,'’\"")
        base = lower.removesuffix("'s").removesuffix("’s")
        if base in instead:
            kept.append(_cased(instead[base], part))
            head_lost = False
        elif base in never or base in loaded:
            head_lost = dropped = True
        else:
            kept.append(part)
            head_lost = head_lost and not part.strip(" -\t")
    told = re.sub(r"\s*-\s+|\s+-\s*", " ", re.sub(r"[\s]+", " ", "".join(kept))).strip(" -")
    told = re.sub(r"-{2,}", "-", told)
    if dropped and (name := _NAME_AND_KIND.fullmatch(told)) and name[2] in table("neutral")["generic"]:
        told = name[1]
    return None if head_lost or not re.search(r"\w", told) else told


def _cased(word: str, like: str) -> str:
    return word.capitalize() if like[:1].isupper() else word
