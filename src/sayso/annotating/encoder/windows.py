"""Cut a text into the windows that the encoder reads: whole sentences, in order, as many as fit.

Training cuts the same way with the same function, so that the encoder meets what it was trained on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

# Dashes that `normal` keeps, because a reader may need them, and that the encoder saw as hyphens in training.
_DASHES = str.maketrans({"–": "-", "—": "-"})


class Window(NamedTuple):
    """Pieces from `start` up to `end`, end exclusive."""

    start: int
    end: int


def form(text: str) -> str:
    """The form of a (normal) text that the encoder sees, character for character.

    >>> form("late — very late")
    'late - very late'
    """
    return text.translate(_DASHES)


def edges(sentences: Sequence[int], offsets: Sequence[tuple[int, int]]) -> list[int]:
    """The number of the first piece of each sentence, from the characters at which sentences start.

    >>> edges([0, 6], [(0, 5), (6, 8), (9, 12)])
    [0, 1]
    """
    starts = [start for start, _ in offsets]
    return [bisect_left(starts, at) for at in sentences]


def windows(firsts: Sequence[int], pieces: int, width: int) -> Iterator[Window]:
    """Pack sentences into windows of at most `width` pieces; a longer sentence is cut into windows of its own.

    Args:
        firsts: the first piece of each sentence, in order; the first is 0.
        pieces: how many pieces there are.
        width: the most that a window may hold.

    >>> list(windows([0, 4, 7, 9], 20, 8))
    [Window(start=0, end=7), Window(start=7, end=9), Window(start=9, end=17), Window(start=17, end=20)]
    """
    start = 0
    for first, end in zip(firsts, [*firsts[1:], pieces], strict=True):
        if end - start <= width:
            continue
        if first > start:
            yield Window(start, first)
        start = first
        while end - start > width:
            yield Window(start, start + width)
            start += width
    if start < pieces:
        yield Window(start, pieces)
