"""Telling a name or a phrase without the words that judge."""

from __future__ import annotations

import re
from collections.abc import Set

from sayso.lexicon import wording
from sayso.showing.wording import table

# A name and the kind of thing it is; not a nationality and the kind ("Finnish group" names nobody without its noun),
# and not the groups of somebody, who are not that somebody.
_NAME_AND_KIND = re.compile(
    r"([A-Z]\S*(?<!ish)(?<!ese)(?<!ian)(?<!ean)(?<!can)(?<!nch)(?<!ani)(?<!['’]s)(?<!s['’])) (\w+)"
)
_HEADLESS = re.compile(r"(?:of|in|for|from|with|at|on)\b")
_PART = re.compile(r"[^\s-]+|[\s-]+")


def neutral(phrase: str, loaded: Set[str] = frozenset()) -> str | None:
    """The phrase without judging words, or None where nothing that names anybody is left.

    The list of judging words replaces or drops them; what the report's own reading found beyond the list is dropped. A
    phrase whose head is such a word is not told at all. `loaded` are the report's loaded words, in lower case.

    >>> neutral("Huseyniyyun terrorist group"), neutral("radical gangs of the Duchy")
    ('Huseyniyyun', 'groups of the Duchy')
    >>> neutral("Finnish grumblers", {"grumblers"}) is None
    True
    """
    told = wording.neutral(phrase)
    if told != phrase and (name := _NAME_AND_KIND.fullmatch(told)) and name[2] in table("generic"):
        told = name[1]
    if loaded:
        several = sorted((w for w in loaded if " " in w), key=len, reverse=True)
        told = re.sub("|".join(map(re.escape, several)) or r"(?!)", "", told)
        parts = _PART.findall(told)
        words = [n for n, part in enumerate(parts) if re.search(r"\w", part)]
        found = [n for n in words if parts[n].strip(".,'’").removesuffix("'s").removesuffix("’s") in loaded]
        if found and found[-1] == words[-1]:
            return None
        told = "".join("" if n in found else part for n, part in enumerate(parts))
    told = re.sub(r"-\s|\s-", " ", re.sub(r"-{2,}", "-", told))
    told = " ".join(told.split()).strip(" -")
    return None if not re.search(r"\w", told) or _HEADLESS.match(told) else told
