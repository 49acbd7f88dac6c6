"""Lines in Title Case, where a capital says nothing, and what in them may be a name all the same."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.signs import plain

# A line is a headline if so large a share of its longer words, at least three of them, has a capital.
_SHARE, _LEAST = 0.7, 3


def headlines(row: Row) -> set[int]:
    """The sentences (by `Row.sents`) in Title Case and without a full stop, where a capital says nothing."""
    high: dict[int, int] = {}
    long: dict[int, int] = {}
    for i, text in enumerate(row.texts):
        if len(text) > 3 and text.isalpha():
            sent = row.sents[i]
            long[sent] = long.get(sent, 0) + 1
            high[sent] = high.get(sent, 0) + (text[0].isupper() and not row.starts[i])
        elif text == ".":
            long[row.sents[i]] = 0
    return {s for s, n in long.items() if n >= _LEAST and high[s] >= _LEAST - 1 and high[s] + 1 >= _SHARE * n}


def parts_of_headline(row: Row, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a row of capitals in a headline that may be names: what English words leave of it."""
    first = start
    for i in range(start, end + 1):
        if i < end and not plain(row, i):
            continue
        last = i
        while last > first and not row.texts[last - 1][0].isalpha():
            last -= 1
        if first < last:
            yield first, last
        first = i + 1
