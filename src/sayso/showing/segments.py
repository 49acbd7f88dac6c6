"""A report's text cut so that overlapping claims can be marked in it: each piece knows all that covers it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

from sayso.showing.view import Category, Mark, Story


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text under the same marks.

    Attributes:
        claims: all claims whose words it belongs to.
        category: that of the shortest of them, which is the most telling one; None for plain text.
        loaded: whether it is a word that judges.
        begins: marks that begin here, one an entry, where its number stands.
    """

    text: str
    claims: tuple[str, ...] = ()
    category: Category | None = None
    loaded: bool = False
    begins: tuple[Mark, ...] = ()


def segments(told: Story) -> Iterator[Segment]:
    """The whole text in pieces, in order.

    >>> story = Story(record="r", content="c", title="", about=(), summary="", text="abcdef",
    ...               marks=(Mark(0, 4, "c1", "conflict", 1), Mark(2, 6, "c2", "tie", 2)))
    >>> [(s.text, s.claims) for s in segments(story)]
    [('ab', ('c1',)), ('cd', ('c1', 'c2')), ('ef', ('c2',))]
    """
    text, size = told.text, len(told.text)
    words = sorted((start, end) for word in told.loaded for start, end in word.spans)
    edges = {0, size} | {e for m in told.marks for e in (m.start, m.end)} | {e for w in words for e in w}
    cuts = sorted(e for e in edges if 0 <= e <= size)
    starts: dict[int, list[Mark]] = {}
    for mark in told.marks:
        starts.setdefault(mark.start, []).append(mark)
    active: list[tuple[int, int, Mark]] = []
    loaded_until, next_word, order = 0, 0, 0
    for start, end in pairwise(cuts):
        for mark in starts.get(start, ()):
            order += 1
            heappush(active, (mark.end, order, mark))
        while active and active[0][0] <= start:
            heappop(active)
        while next_word < len(words) and words[next_word][0] <= start:
            loaded_until = max(loaded_until, words[next_word][1])
            next_word += 1
        over = sorted((m for _, _, m in active), key=lambda m: (m.end - m.start, m.start))
        yield Segment(
            text[start:end],
            tuple(sorted(m.claim for m in over)),
            over[0].category if over else None,
            start < loaded_until,
            tuple({m.entry: m for m in reversed(starts.get(start, ()))}.values())[::-1],
        )
