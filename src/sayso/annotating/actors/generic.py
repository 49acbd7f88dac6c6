"""Known names that mean somebody else: bodies called by a plain word, and the halves of a state.

"The Resistance" is whose the report says, "the Highland Resistance" another; "South Yemen" was a state of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.annotating.actors.runs import Piece, Row
from sayso.annotating.actors.signs import english, signs
from sayso.annotating.actors.votes import Name
from sayso.lexicon.countries import countries
from sayso.lexicon.gazetteers import Entry, Hit
from sayso.lexicon.names import fold, slug

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


def meant(row: Row, start: int, end: int, hit: Hit) -> Name:
    """The name of a hit in the gazetteers, for whom it stands for where it stands."""
    entry = hit.entry
    text = " ".join(row.texts[start:end])
    if _nobodys(row, start, end, entry):
        official = row.lowers[end - 1] in signs().formations
        kind, sector = ("state_body", "MIL") if official else (entry.kind, entry.sector)
        return Name(start, end, fold(text), None, (), kind, sector, None)
    if entry.form == "state" and _half(row.lowers[start], end - start, entry):
        entry = replace(entry, name=text, actor=slug(text))
    return Name(start, end, fold(entry.name), entry, hit.others, entry.kind, entry.sector, entry.country)


def _nobodys(row: Row, start: int, end: int, entry: Entry) -> bool:
    """Whether an armed group's name is what many are called, and the report does not speak of its country."""
    if entry.form != "body" or entry.kind != "armed_group" or row.texts[start].isupper():
        return False
    lowers = row.lowers[start:end]
    plain = lowers[0] in signs().plain_bodies if len(lowers) == 1 else _official(lowers)
    return plain and not any(h.entry.country == entry.country for h in row.hits.values() if h.entry.form != "body")


def _official(lowers: Sequence[str]) -> bool:
    return lowers[-1] in signs().formations and all(w in signs().official for w in lowers[:-1])


def _half(first: str, size: int, entry: Entry) -> bool:
    """Whether a state was divided and a name is one half's: both halves are names of the entry."""
    other = _OPPOSITE.get(first)
    if other is None or size != 2 or entry.country is None or entry.country not in countries():
        return False
    names = {n.lower() for n in countries()[entry.country].names}
    plain = entry.name.lower()
    return f"{first} {plain}" in names and f"{other} {plain}" in names


_OPPOSITE = {"north": "south", "south": "north", "east": "west", "west": "east"}
