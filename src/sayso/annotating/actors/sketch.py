"""A mention in the making, and the questions that every maker of one asks of its tokens."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.annotating.actors.runs import Row
from sayso.annotating.actors.votes import Name
from sayso.annotating.actors.words import words
from sayso.records.actor import MentionKind


@dataclass(slots=True)
class Sketch:
    """Tokens `start` to `end` with `head` as head word; what is known of who they name or describe.

    A pronoun `stands_for` the head word of who it means.
    """

    start: int
    end: int
    head: int
    kind: MentionKind
    country: str | None = None
    sector: str | None = None
    actor: str | None = None
    private: bool = False
    name: Name | None = None
    plural: bool = False
    domestic: bool = False
    pronoun: bool = False
    stands_for: int | None = None


def trimmed(row: Row, start: int, end: int) -> tuple[int, int]:
    """A span of tokens without punctuation and spaces at its edges."""
    while start < end - 1 and row.pos[start] in ("PUNCT", "SPACE"):
        start += 1
    while end > start + 1 and row.pos[end - 1] in ("PUNCT", "SPACE"):
        end -= 1
    return start, end


def country_at(row: Row, i: int, names: dict[int, Name]) -> str | None:
    """The country that the name beginning at a token belongs to; a party's is not its members' nationality."""
    if i and row.lowers[i - 1] in words().ethnic:
        return None
    if (hit := row.hits.get(i)) is not None and hit.entry.country and hit.entry.sector != "PAR":
        return hit.entry.country
    name = names.get(i)
    return name.country if name is not None and name.sector != "PAR" else None


def stateless_at(row: Row, start: int, end: int, head: int, names: dict[int, Name]) -> str | None:
    """The sector of the body between states whose people a phrase names: "*U.N.* peacekeepers" are an IGO's."""
    for i in (*range(head - 1, start - 1, -1), *range(head + 1, end)):
        name, hit = names.get(i), row.hits.get(i)
        sector = name.sector if name is not None else hit.entry.sector if hit is not None else None
        after = name.end if name is not None else i + 1
        if sector in words().stateless and (after > head or row.lowers[after] != "-"):
            return sector
    return None
