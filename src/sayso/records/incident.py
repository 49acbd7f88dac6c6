"""Incidents of a case: one happening that many reports tell, with the versions that they tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Facet = Literal["told", "doer", "deaths", "day", "place", "mode"]
ClaimRef = tuple[str, str]
"""The id of a document and of a claim in it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one report tells of an incident: the ids of its claims, and whether it asserts it, denies it, or both."""

    document: str
    outlet: str | None
    day: str | None
    claims: tuple[str, ...]
    asserts: bool
    denies: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One of the things said of a facet, and the claims that say it; values never overrule each other."""

    facet: Facet
    value: str
    claims: tuple[ClaimRef, ...]


@dataclass(frozen=True, slots=True)
class CaseIncident:
    """One happening in a case.

    Attributes:
        id: `incident-` and a digest of its first claim: the same as long as that stays its first.
        start, end, place, country: the most precise that its claims give; None where nothing is known.
        reports: what each report tells, in order of time.
        versions: what is said of each facet; several of one facet stand side by side.
        why: in one sentence, what made the reports one.
    """

    id: str
    type: str
    mode: str | None
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    reports: tuple[Told, ...]
    versions: tuple[Version, ...]
    score: float
    why: str

    def of(self, facet: Facet) -> tuple[Version, ...]:
        """The versions of one facet."""
        return tuple(v for v in self.versions if v.facet == facet)
