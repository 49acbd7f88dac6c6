"""A title in quotation marks before a name: '"General" Tovar'. The marks only say that the writer does not grant it.

The parser takes them for speech and loses who did what; without them it reads the name that it is. Same length.
"""

from __future__ import annotations

import re
from functools import cache

from sayso.lexicon.language import load

_QUOTED = re.compile(r"""(["'])([A-Z][\w-]+(?: [A-Z][\w-]+)?)\1(?= [A-Z])""")


@cache
def _titles() -> frozenset[str]:
    table = load("lang/en/titles")
    return frozenset((*table["offices"], *table["honorifics"]))


def granted(text: str) -> str:
    """The text with blanks for the marks around titles that stand before a name.

    >>> granted('Men of "General" Tovar said "Colonel" and left.')
    'Men of  General  Tovar said "Colonel" and left.'
    """
    if '"' not in text and "'" not in text:
        return text
    return _QUOTED.sub(lambda m: f" {m[2]} " if m[2].lower() in _titles() else m[0], text)
