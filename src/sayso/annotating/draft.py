"""What passes between our spaCy components, before it becomes a claim.

Components talk through `Doc._.sayso_*` only (see `marks.py`); a draft is an event, relation or purpose as the words
put it, without its holders, certainty or evidence, which later components add.
"""

from __future__ import annotations

from dataclasses import dataclass

from sayso.records.actor import RelationType
from sayso.records.claim import ClaimKind, Evidence, Holder, LegalStatus, Mode, Route
from sayso.records.document import Span
from sayso.records.event import Deaths, EventType, TargetKind, When, Where


@dataclass(frozen=True, slots=True)
class Feature:
    """A named reason for (positive) or against (negative) a reading, with the words that say why."""

    name: str
    weight: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim's content as read from one sentence.

    Attributes:
        head: index in the Doc of the token that the trigger hangs on.
        trigger: the words that name the act or tie; characters.
        span: the clause that states it, without its attribution; characters.
        within: index among the Doc's drafts of the act whose content this one is; None for an outer act.
        of: for a purpose, indices of the drafts that it explains.
        modes: those that the construction itself gives (an intended act is `future`).
        points: whether its words only point back to what was told before: "denied *it*".
        turned: whether they say that it is not so: "*that* is a lie".
        features: what spoke for this reading; the claim's score and why come from them.
    """

    kind: ClaimKind
    type: EventType | RelationType | None
    head: int
    trigger: Span
    span: Span
    main: bool = False
    within: int | None = None
    modes: tuple[Mode, ...] = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    target_kind: TargetKind | None = None
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    route: Route | None = None
    of: tuple[int, ...] = ()
    aim: Span | None = None
    points: bool = False
    turned: bool = False
    features: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Factuality:
    """Who holds a draft, how sure each sounds, and in which modes; the innermost holder is last."""

    holders: tuple[Holder, ...]
    modes: tuple[Mode, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the text adds to a draft: evidence, legal status, time, place and deaths."""

    evidence: tuple[Evidence, ...] = ()
    legal_status: LegalStatus | None = None
    legal_why: str = ""
    when: When | None = None
    where: Where | None = None
    deaths: Deaths | None = None
