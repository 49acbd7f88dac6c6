"""The form of a text that the parser sees: same length, so that every offset means the same in both.

Curly quotes, odd spaces, exotic dashes and control characters become what the model was trained on. Nothing is added,
dropped or moved; the map of offsets is the identity.
"""

from __future__ import annotations

import unicodedata

_FIXED = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "´": "'", "`": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "−": "-",
    "\r": " ", "\t": " ", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n",
}  # fmt: skip


class _Table(dict[int, str | int]):
    """Translation table that fills itself: separators, control and format characters become spaces."""

    def __missing__(self, code: int) -> str | int:
        char = chr(code)
        blank = char != "\n" and unicodedata.category(char) in ("Zs", "Cc", "Cf", "Cs", "Co")
        self[code] = " " if blank else code
        return self[code]


_TABLE = _Table({ord(k): v for k, v in _FIXED.items()})


def normal(text: str) -> str:
    r"""The parser's form of `text`, character for character.

    >>> normal("“Fire!”\u00a0he said\u200b–\u202etwice")
    '"Fire!" he said - twice'
    >>> len(normal("a\x00\u2028b")) == 4
    True
    """
    return text.translate(_TABLE)
