"""Who is in a report: mentions (words) and the actors and ties that stand on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.document import Span

MentionKind = Literal["person", "state", "state_body", "armed_group", "organization", "group", "place", "facility"]
PlacePrecision = Literal["exact", "near", "city", "district", "province", "country", "region"]
RelationType = Literal[
    "troops", "territory", "weapons", "materiel", "training", "funding", "intelligence", "infrastructure",
    "other_support", "unspecified_support",
    "directs", "part_of", "member_of", "affiliated_with", "allied_with", "opposes", "transits",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A place that a mention names; coordinates are a centre, never finer than `precision` says."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that names or describes somebody or some place; `actor` is who it resolves to.

    `private` is true for a natural person whom this text gives no public office.
    """

    id: str
    start: int
    end: int
    text: str
    kind: MentionKind
    actor: str | None = None
    country: str | None = None
    sector: str | None = None
    private: bool = False
    place: Place | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who several mentions resolve to: the name shown, all names used, and the mentions behind it."""

    id: str
    name: str
    kind: MentionKind
    names: tuple[str, ...]
    mentions: tuple[str, ...]
    country: str | None = None
    private: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation between two actors and the claims it stands on."""

    type: RelationType
    subject: str
    object: str
    claims: tuple[str, ...]
    polarity: Literal["positive", "negative"] = "positive"
