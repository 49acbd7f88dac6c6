"""A corridor that somebody claims, laid over the map: what it connects, what else could be crossed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.assessment import Telling

Over = Literal["land", "bridge", "sea", "gap", "inside"]


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a corridor as written, and the piece of the map it lies in; None where that is not known."""

    text: str
    piece: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """From one stop to the next.

    Attributes:
        over: a common border on land, a bridge or tunnel, a common sea; a gap where neither is known; inside one piece.
        by: the name of the bridge or sea; of a gap, the names of what lies between on the shortest way.
        left: what is left when it is closed: the shortest other way over land, as pieces; empty if there is none.
        left_sea: the straits, of which all must be passed, or the seas, of the shortest way by sea; empty if none.
    """

    start: Stop
    end: Stop
    over: Over
    by: str
    left: tuple[str, ...] = ()
    left_sea: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between two pieces of the map.

    Attributes:
        touch: whether they have a common border.
        shortest: a shortest way over land with both ends; empty if there is none.
        must: what every way over land crosses.
        gate: where no single piece must be crossed, a smallest set that every way goes through.
        straits: what every way by sea passes; None if there is no way by sea.
    """

    touch: bool
    shortest: tuple[str, ...]
    must: tuple[str, ...]
    gate: tuple[str, ...]
    straits: tuple[str, ...] | None


@dataclass(frozen=True)
class Corridor:
    """A way that somebody says things or people take.

    Attributes:
        stops: from its start over what it passes to its end.
        cargo: the words for what moves; `movers` the states and organisations that are said to move it.
        says, denies: who asserts it, who denies it.
        between: what lies between its ends; None where one of them is not known.
    """

    stops: tuple[Stop, ...]
    cargo: str
    movers: tuple[str, ...]
    says: tuple[Telling, ...]
    denies: tuple[Telling, ...]
    weight: float
    origins: int
    independent: int
    segments: tuple[Segment, ...]
    between: Between | None
