"""Where claims come from: copies of text, citations of sources, and the trees that both make.

An *origin* is where a claim enters the case: the report that first has it, or the source that reports give for it. Ten
articles that repeat one wire report have one origin.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.records.document import Span

CopyKind = Literal["exact", "near", "partial", "reworded"]
SourceKind = Literal["outlet", "agency", "official", "party", "document", "actor", "unnamed"]
Way = Literal["entry", "copy", "citation", "credit"]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of one report that stand, the same or reworded, in another.

    Attributes:
        source, copy: where, in either report.
        likeness: 1 if word by word; else the share of words, by weight, that both have.
    """

    source: Span
    copy: Span
    likeness: float


@dataclass(frozen=True, slots=True)
class Copy:
    """That a report took words from another, which ones, and what says so.

    Attributes:
        source, copy: document ids.
        kind: exact; near (almost all of the copy is in the source); partial (a part); reworded (few words in a row).
        share: how much of the copy's text is taken.
        sure: whether anything but order in the input says who copied from whom.
        why: in one sentence.
    """

    source: str
    copy: str
    kind: CopyKind
    share: float
    score: float
    sure: bool
    passages: tuple[Passage, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Credit:
    """Words by which a report gives its matter to another source: "(Reuters)", "according to the Herald".

    Attributes:
        name: the source as written; `key` tells sources apart.
        whole: whether it is for all of the report (a dateline, a byline, a last line), not for one sentence.
        span: the words of the citing; None for a byline that is not in the text.
        scope: what of the text is given to the source.
    """

    document: str
    key: str
    name: str
    kind: SourceKind
    whole: bool
    span: Span | None
    scope: Span


@dataclass(frozen=True, slots=True)
class Step:
    """One report on the way of a claim.

    Attributes:
        parent: number of the step it has the claim from, in `Origin.steps`; None if straight from the origin.
        way: how: it is the entry, or copies, cites, or credits the parent or the origin.
        span: the claim's words in this report; `quote` the words themselves.
        citing: the words of the citing, if any.
    """

    document: str
    claim: str | None
    outlet: str | None
    day: str | None
    parent: int | None
    way: Way
    span: Span
    quote: str
    citing: str
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim enters the case, and the reports that have it from there, each after its parent.

    Attributes:
        key: tells origins apart.
        name: the outlet or the source, as written.
        inside: whether the origin is a report of the case; else a source that no report of the case is by.
        party: whether it is a party to what the claim tells: it accuses the other side, or speaks of its own acts.
    """

    key: str
    name: str
    kind: SourceKind
    inside: bool
    party: bool
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OriginTree:
    """All origins of one claim in a case; `denials` are those of its denial."""

    document: str
    claim: str
    quote: str
    origins: tuple[Origin, ...]
    denials: tuple[Origin, ...] = ()


@dataclass(frozen=True, slots=True)
class Corroboration:
    """How many origins a claim stands on: counts of origins, never of reports.

    Attributes:
        independent: named origins that are no party to what is told.
        parties: origins that are.
        unnamed: origins that nobody can look up; they corroborate nothing.
        reports: how many reports carry the claim.
        why: in one sentence.
    """

    independent: int
    parties: int
    unnamed: int
    reports: int
    why: str
