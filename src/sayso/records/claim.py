"""What somebody puts forward: an event, a relation or a purpose, and on whose say-so.

There is no claim without a holder: the constructor refuses it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.actor import RelationType
from sayso.records.document import Span
from sayso.records.event import Deaths, EventType, TargetKind, When, Where

ClaimKind = Literal["event", "relation", "purpose"]
Certainty = Literal["certain", "probable", "possible", "unstated"]
Polarity = Literal["positive", "negative"]
Mode = Literal["historical", "future", "hypothetical", "negation"]
HolderKind = Literal["outlet", "mention", "unnamed"]
EvidenceKind = Literal[
    "document", "image", "witness", "physical", "signal", "admission", "official_finding", "statistics",
    "method", "identity", "unspecified",
]  # fmt: skip
EvidenceStatus = Literal["cited", "invoked"]
LegalStatus = Literal["alleged", "suspected", "arrested", "charged", "convicted", "acquitted"]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words that give content to a source: spans of source, cue and content (as in PolNeAR).

    `mention` is the source's mention; `parent` the attribution that this one stands inside.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    mention: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Holder:
    """One link of the chain of those who put a claim forward."""

    kind: HolderKind
    certainty: Certainty
    polarity: Polarity = "positive"
    span: Span | None = None
    mention: str | None = None
    attribution: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """Evidence that a claim points to: cited (it can be looked up or was described) or only invoked."""

    kind: EvidenceKind
    status: EvidenceStatus
    span: Span


@dataclass(frozen=True, slots=True)
class Route:
    """The way of a `transits` relation: mention ids of from, via and to; spans of the cargo's words."""

    from_: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    cargo: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An event, a relation or a purpose that somebody puts forward.

    `actors`, `recipients`, `subjects` and `objects` hold mention ids; `of` and `within` hold claim ids.
    `score` says how sure the reading of the sentence is, never how guilty anybody is.
    """

    id: str
    kind: ClaimKind
    type: EventType | RelationType | None
    span: Span
    trigger: Span
    holders: tuple[Holder, ...]
    certainty: Certainty
    polarity: Polarity = "positive"
    modes: tuple[Mode, ...] = ()
    main: bool = False
    within: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    target_kind: TargetKind | None = None
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    route: Route | None = None
    of: tuple[str, ...] = ()
    aim: Span | None = None
    evidence: tuple[Evidence, ...] = ()
    when: When | None = None
    where: Where | None = None
    deaths: Deaths | None = None
    legal_status: LegalStatus | None = None
    loaded: tuple[Span, ...] = ()
    score: float = 0.0
    why: str = ""

    def __post_init__(self) -> None:
        """Refuse a claim without an asserter, and a polarity that its modes contradict."""
        if not self.holders:
            raise ValueError(f"claim {self.id} has no holder: every claim is on somebody's say-so")
        if (self.polarity == "negative") != ("negation" in self.modes):
            raise ValueError(f"claim {self.id}: polarity negative and mode negation come together")

    def plain(self) -> bool:
        """Whether it is put forward as a fact: positive, not future and not hypothetical."""
        return self.polarity == "positive" and not {"future", "hypothetical"} & set(self.modes)
