"""What is said to have happened: PLOVER events, times, places, deaths, and incidents built from them.

Types, modes and contexts are those of the PLOVER manual of 2021; the lists live in data/ontology/plover.yaml.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.actor import PlacePrecision
from sayso.records.document import Span, TimePrecision

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "REJECT", "ACCUSE",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
TargetKind = Literal[
    "official", "statesperson", "security_force", "civilian", "diplomatic_premises", "infrastructure",
    "economy", "armed_group",
]  # fmt: skip
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
TimeFrom = Literal["explicit", "relative", "anchored"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A temporal expression with its TIMEX3 type and value (`2023-04-03`, `P40Y`, `PAST_REF`)."""

    id: str
    start: int
    end: int
    text: str
    type: TimeType
    value: str | None
    from_: TimeFrom

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, inclusive; a missing bound is unknown."""

    start: str | None
    end: str | None
    precision: TimePrecision
    from_: TimeFrom | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """A place with its precision: never a false pin."""

    name: str
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Deaths:
    """Reported deaths, only where the text states a number."""

    low: int | None
    best: int | None
    high: int | None
    span: Span


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening that several claims are about; `order` sorts incidents in time."""

    id: str
    type: str
    claims: tuple[str, ...]
    when: When | None = None
    where: Where | None = None
    order: tuple[str, int] = ("", 0)
    why: str = ""
