"""Nations under other names: the encoder must not know which of them a sentence is about.

What it learned of one nation from the news of one country and year would otherwise move its answers: the same
accusation would read otherwise of another. So the first nation of a text is Norway to it, the second Denmark, and so
on; states, their capitals and adjectives alike. `benchmarks/swap.py` measures what is left, which is the parser's part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.lexicon.gazetteers import match

# State, adjective or people, capital: each a single word piece, so that windows do not depend on the nation either.
_NAMES = (
    ("Norway", "Norwegian", "Oslo"), ("Denmark", "Danish", "Copenhagen"), ("Sweden", "Swedish", "Stockholm"),
    ("Portugal", "Portuguese", "Lisbon"), ("Austria", "Austrian", "Vienna"), ("Finland", "Finnish", "Helsinki"),
    ("Hungary", "Hungarian", "Budapest"), ("Ireland", "Irish", "Dublin"),
)  # fmt: skip
_FORMS = {"state": 0, "adjective": 1, "people": 1, "capital": 2}


@dataclass(frozen=True, slots=True)
class Swap:
    """Characters `start` to `end` of the text that the encoder sees stand for tokens `first` up to `last`."""

    start: int
    end: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Renamed:
    """A text with its nations renamed, and how its characters map to tokens."""

    text: str
    swaps: tuple[Swap, ...]
    _starts: tuple[int, ...]
    _moved: tuple[int, ...]

    def original(self, start: int, end: int) -> tuple[int, int]:
        """A range of the renamed text outside any new name, as characters of the original."""
        n = bisect_right(self._starts, start)
        moved = self._moved[n - 1] if n else 0
        return start + moved, end + moved

    def swap_at(self, start: int) -> Swap | None:
        """The new name that a character stands in."""
        n = bisect_right(self._starts, start) - 1
        return self.swaps[n] if n >= 0 and start < self.swaps[n].end else None


def renamed(text: str, tokens: Sequence[str], at: Sequence[int]) -> Renamed:
    """Rename the nations of a text.

    Args:
        text: the text that the tokens are of.
        tokens: its tokens.
        at: the character at which each token starts.

    >>> found = renamed("Iran denied it; Iranian and U.S. envoys met.", ["Iran", "denied", "it", ";", "Iranian", "and",
    ...                 "U.S.", "envoys", "met", "."], [0, 5, 12, 14, 16, 24, 28, 33, 40, 43])
    >>> found.text
    'Norway denied it; Norwegian and Denmark envoys met.'
    >>> found.original(40, 46), found.swap_at(20)
    ((33, 39), Swap(start=18, end=27, first=4, last=5))
    """
    order: dict[str, int] = {}
    out: list[str] = []
    swaps: list[Swap] = []
    moved: list[int] = []
    done = length = 0
    for hit in match(tokens):
        form, country = _FORMS.get(hit.entry.form), hit.entry.country
        if form is None or country is None:
            continue
        name = _NAMES[order.setdefault(country, len(order)) % len(_NAMES)][form]
        start, end = at[hit.start], at[hit.end - 1] + len(tokens[hit.end - 1])
        out += (text[done:start], name)
        length += start - done
        swaps.append(Swap(length, length + len(name), hit.start, hit.end))
        length += len(name)
        moved.append(end - length)
        done = end
    out.append(text[done:])
    return Renamed("".join(out), tuple(swaps), tuple(s.start for s in swaps), tuple(moved))
