"""Replacements in a text as a map of offsets, forward into the changed text and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.records.document import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """`old` stood at `start` of the original and `new` stands at `at` of the changed text."""

    start: int
    at: int
    old: str
    new: str


class Edits:
    """Edits in text order, none overlapping.

    >>> edits = Edits.of("Ann met Bo.", [(0, 3, "person-1"), (8, 10, "person-2")])
    >>> edits.apply("Ann met Bo.")
    'person-1 met person-2.'
    >>> edits.forward(Span(4, 10)), edits.back(Span(9, 21))
    (Span(start=9, end=21), Span(start=4, end=10))
    """

    def __init__(self, items: Sequence[Edit]) -> None:
        self.items = tuple(items)
        self._starts = [e.start for e in items]
        self._ats = [e.at for e in items]

    @classmethod
    def of(cls, text: str, replacements: Iterable[tuple[int, int, str]]) -> Edits:
        """The edits that put each (start, end, new) in place."""
        made: list[Edit] = []
        shift = 0
        for start, end, new in replacements:
            made.append(Edit(start, start + shift, text[start:end], new))
            shift += len(new) - (end - start)
        return cls(made)

    def apply(self, text: str) -> str:
        """The changed text."""
        parts: list[str] = []
        at = 0
        for edit in self.items:
            parts += (text[at : edit.start], edit.new)
            at = edit.start + len(edit.old)
        return "".join([*parts, text[at:]])

    def forward(self, span: Span) -> Span:
        """A span of the original in the changed text; one that cuts a replaced name takes all of it."""
        return Span(self._forward(span.start, end=False), self._forward(span.end, end=True))

    def back(self, span: Span) -> Span:
        """A span of the changed text in the original."""
        return Span(self._back(span.start, end=False), self._back(span.end, end=True))

    def _forward(self, offset: int, *, end: bool) -> int:
        n = bisect_right(self._starts, offset) - 1
        if n < 0:
            return offset
        edit = self.items[n]
        return _across(offset, edit.start, len(edit.old), edit.at, len(edit.new), end=end)

    def _back(self, offset: int, *, end: bool) -> int:
        n = bisect_right(self._ats, offset) - 1
        if n < 0:
            return offset
        edit = self.items[n]
        return _across(offset, edit.at, len(edit.new), edit.start, len(edit.old), end=end)


def _across(offset: int, here: int, length: int, there: int, other: int, *, end: bool) -> int:
    """An offset at or after an edit, on the other side; inside the edit it snaps to the edit's edge."""
    inside = here < offset < here + length
    if offset == here:
        return there
    return there + (other if end else 0) if inside else there + other + offset - here - length
