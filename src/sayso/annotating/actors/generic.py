"""Bodies whose whole name is a plain word: "the Resistance" is one, "the Highland Resistance" another."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.annotating.actors.runs import Piece, Row
from sayso.annotating.actors.signs import english
from sayso.annotating.actors.votes import Name
from sayso.lexicon.names import fold

_BODIES = ("armed_group", "organization")


def longer(row: Row, cut: Sequence[Piece]) -> Name | None:
    """The longer name that ends in such a word, as a body of its own: with the word's kind, and nothing else of it."""
    last = cut[-1]
    entry = last.hit.entry if last.hit is not None else None
    if len(cut) < 2 or entry is None or entry.form != "body" or entry.kind not in _BODIES:
        return None
    if last.end - last.start > 1 or row.texts[last.start].isupper() or not english(row, last.start):
        return None
    before = [p.hit.entry for p in cut[:-1] if p.hit is not None]
    start = cut[0].start if len(before) < len(cut) - 1 else last.start
    country = next((e.country for e in before if e.country), None)
    return Name(
        start, last.end, fold(" ".join(row.texts[start : last.end])), None, (), entry.kind, entry.sector, country
    )
