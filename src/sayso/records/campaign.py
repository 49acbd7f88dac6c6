"""Incidents that one holder ties to one actor: a claim that they are one campaign, and how it compares with chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.assessment import Matrix, Scores, Telling

Feature = Literal["actor", "method", "target", "timing"]


@dataclass(frozen=True, slots=True)
class Seen:
    """One incident of the case, as far as it can be compared.

    Attributes:
        day: as a number of days; None if no single day is told.
        named: origin and key of whoever is named as the doer, by all who name one.
    """

    incident: str
    day: int | None
    method: str | None
    target: str | None
    named: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """One incident of a claimed campaign.

    Attributes:
        what: the act and its place in words; `day` as told.
        told: the claim by which the holder ties it to the actor.
        agree, rivals, denied: names of other origins that name the same actor, another one, or deny that it did it.
    """

    incident: str
    what: str
    day: str | None
    told: Telling
    agree: tuple[str, ...]
    rivals: tuple[str, ...]
    denied: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One feature that the incidents have in common, against the incidents of the whole case.

    Attributes:
        value: what they have in common.
        inside, of: in how many of those of the campaign where it is known.
        case, of_case: in how many of all incidents of the case, the campaign's included.
        chance: how often so many incidents drawn at random from the case would have as much in common; None if there
            are too few others.
    """

    feature: Feature
    value: str
    inside: int
    of: int
    case: int
    of_case: int
    chance: float | None
    why: str


@dataclass(frozen=True)
class Campaign:
    """A campaign as one holder claims it.

    Attributes:
        purposes: what the holder says it is for, in the words of the reports; empty if no purpose is given.
        links: in order of time.
        matrix, scores: rival answers: one plan, one actor without a plan, several actors.
    """

    holder: str
    name: str
    actor: str
    actor_name: str
    purposes: tuple[tuple[str, Telling], ...]
    links: tuple[Link, ...]
    comparisons: tuple[Comparison, ...]
    matrix: Matrix
    scores: Scores
