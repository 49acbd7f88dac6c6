"""A mention in the making, and the questions that every maker of one asks of its tokens."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.annotating.actors_runs import Row
from sayso.annotating.actors_votes import Name
from sayso.annotating.actors_words import words
from sayso.records.actor import MentionKind


@dataclass(slots=True)
class Sketch:
    """Tokens `start` to `end` with `head` as head word; what is known of who they name or describe."""

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
