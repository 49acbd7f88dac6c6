"""Findings: what the claims of a report (or of many) together say, and on whose say-so each stands.

Linking makes `Linked`, weighing makes `Standing`; both only point at claims and mentions by id.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sayso.records.actor import Actor, Tie
from sayso.records.claim import HolderKind
from sayso.records.event import Incident
from sayso.records.judgement import Grade, Judgement

EvidenceStanding = Literal["cited", "invoked", "none"]


@dataclass(frozen=True)
class Linked:
    """Actors, incidents and ties of one report, and the judgements that made them.

    Attributes:
        actors: in order of first appearance; every mention that resolves to somebody is in exactly one.
        incidents: in order of `Incident.order`: by first possible day (undated last), then by place in the text.
        ties: relation claims between actors; positive and negative ones apart.
        judgements: same_actor (left, right are mention ids) and same_incident (claim ids), each with its why.
    """

    actors: tuple[Actor, ...] = ()
    incidents: tuple[Incident, ...] = ()
    ties: tuple[Tie, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @cached_property
    def actor_of(self) -> Mapping[str, Actor]:
        """The actor that each mention id resolves to."""
        return {m: actor for actor in self.actors for m in actor.mentions}

    @cached_property
    def actor_by_id(self) -> Mapping[str, Actor]:
        """Actors by id."""
        return {actor.id: actor for actor in self.actors}

    @cached_property
    def incident_of(self) -> Mapping[str, Incident]:
        """The incident that each claim id is about."""
        return {c: incident for incident in self.incidents for c in incident.claims}


@dataclass(frozen=True, slots=True)
class Asserter:
    """Who holds a claim: the outlet, an actor (by id), a mention that resolves to nobody, or unnamed sources.

    `key` tells asserters apart: `outlet`, `unnamed`, `actor:ID` or `mention:ID`.
    """

    key: str
    kind: HolderKind
    actor: str | None = None
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimStanding:
    """On whose say-so one claim stands.

    Attributes:
        chain: its holders, outermost first.
        origin: the innermost holder: whose claim it is.
        evidence: whether any evidence is cited, only invoked, or not even named.
        denied_by: ids of claims that deny it, in this report.
        denies: ids of claims that it denies.
    """

    claim: str
    chain: tuple[Asserter, ...]
    origin: Asserter
    evidence: EvidenceStanding
    denied_by: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IncidentStanding:
    """On whose say-so one incident stands: `origins` counts distinct innermost holders who assert it."""

    incident: str
    asserted_by: tuple[Asserter, ...]
    denied_by: tuple[Asserter, ...]
    origins: int
    cited: int
    invoked: int
    denials: tuple[str, ...]
    grade: Grade


@dataclass(frozen=True, slots=True)
class AsserterCount:
    """How many claims one asserter is the innermost holder of, and with what evidence; `passed_on` as an outer one."""

    asserter: Asserter
    claims: int
    denials: int
    cited: int
    invoked: int
    without: int
    passed_on: int


@dataclass(frozen=True)
class Standing:
    """What is established by whom, in one report."""

    claims: tuple[ClaimStanding, ...] = ()
    incidents: tuple[IncidentStanding, ...] = ()
    asserters: tuple[AsserterCount, ...] = ()
    grade: Grade | None = None

    @cached_property
    def of_claim(self) -> Mapping[str, ClaimStanding]:
        """The standing of each claim, by claim id."""
        return {s.claim: s for s in self.claims}

    @cached_property
    def of_incident(self) -> Mapping[str, IncidentStanding]:
        """The standing of each incident, by incident id."""
        return {s.incident: s for s in self.incidents}
