"""Actors of a case: who many reports mean by many names, what holds the names together, and what stays open."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.records.actor import MentionKind
from sayso.records.judgement import Judgement

AppearanceRef = tuple[str, str]
"""The id of a document and of an actor in it."""


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name as written, and how often.

    Attributes:
        reports: in how many reports.
        mentions: how often in all.
        first, last: the first and last day a report with it came out (`2023-04-05`); None where no day is known.
        disguised: a word of it with signs that only look like letters, or "".
    """

    text: str
    reports: int
    mentions: int
    first: str | None = None
    last: str | None = None
    disguised: str = ""


@dataclass(frozen=True, slots=True)
class CaseActor:
    """Who several names of a case are.

    Attributes:
        id: of its most used part: a code of the gazetteer, or made of the name; the same as long as that leads.
        parts: the ids of all names that were put together, what analysts' decisions are about.
        names: every name used, the most used first.
        seen: where: documents and the actors in them.
        texts: reports that are not word by word another one.
        score: of the weakest join, 1.0 for one name alone.
        why: of the weakest join, where an analyst looks first; "" for one name alone.
    """

    id: str
    name: str
    kind: MentionKind
    country: str | None
    parts: tuple[str, ...]
    names: tuple[NameUse, ...]
    seen: tuple[AppearanceRef, ...]
    reports: int
    texts: int
    mentions: int
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Decisions that cannot all hold: which is not applied, and the sentence that says so."""

    parts: tuple[str, ...]
    why: str


@dataclass(frozen=True)
class CaseActors:
    """What linking made of the names of a case.

    Attributes:
        actors: the most reported first.
        edges: judgements between parts: joins (positive), left open (unsure), kept apart (negative).
        conflicts: decisions of analysts that contradict each other.
        private: private persons, who are never linked.
        local: descriptions such as “Ministry of Defence” of no known country, which name nobody across reports.
    """

    actors: tuple[CaseActor, ...] = ()
    edges: tuple[Judgement, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    private: int = 0
    local: int = 0
    by_part: dict[str, CaseActor] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        """Index the actors by their parts."""
        self.by_part.update({part: actor for actor in self.actors for part in actor.parts})
