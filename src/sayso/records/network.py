"""Who is said to be tied to whom, over a whole case, and the ways from a sponsor to an act, hop by hop.

A node is a state, an organisation, or a person in a public office that a report states; nobody else. A tie stands on
words, never on two names that occur together.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.actor import RelationType
from sayso.records.assessment import Telling

NodeKind = Literal["state", "organisation", "office", "act"]


@dataclass(frozen=True, slots=True)
class Node:
    """Somebody who is named, or an act; `key` tells nodes apart.

    Attributes:
        where: the place, and `day` the day, of an act.
    """

    key: str
    name: str
    kind: NodeKind
    where: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True)
class ToldTie:
    """One claim of a tie, or that somebody did an act (`type` is then `did`): who to whom, on whose word."""

    type: RelationType | Literal["did"]
    subject: Node
    object: Node
    told: Telling


@dataclass(frozen=True, slots=True)
class CaseTie:
    """A tie with all who assert it and all who deny it.

    Attributes:
        weight: what its asserting origins count for together, each once, by their stake.
        origins: how many they are; `independent` those of them without a known stake.
    """

    type: RelationType | Literal["did"]
    subject: str
    object: str
    says: tuple[Telling, ...]
    denies: tuple[Telling, ...]
    weight: float
    origins: int
    independent: int


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a way: the ties that make it, as strong as their origins together."""

    left: str
    right: str
    ties: tuple[CaseTie, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a sponsor to an act: as strong as its weakest hop."""

    hops: tuple[Hop, ...]
    strength: float

    @property
    def weakest(self) -> Hop:
        """The first hop that is as weak as the whole."""
        return min(self.hops, key=lambda h: h.strength)


@dataclass(frozen=True)
class Network:
    """The ties of a case.

    Attributes:
        nodes: by key, in order of appearance.
        groups: organisations and states that are more tied among each other than to the rest; no persons, no acts.
        between: the share of shortest ways between two others that lead through each of them; a picture of what is
            told, never a measure of guilt.
    """

    nodes: dict[str, Node]
    ties: tuple[CaseTie, ...]
    groups: tuple[tuple[str, ...], ...]
    between: dict[str, float]
