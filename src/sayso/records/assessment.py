"""A question with rival answers: what each claim tells of a happening, the matrix it makes, and what follows from it.

Nothing here is about a natural person: who is accused is a state, an organisation or nobody in particular.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from sayso.records.claim import Certainty, EvidenceKind
from sayso.records.finding import EvidenceStanding
from sayso.records.origin import SourceKind

Rating = Literal["CC", "C", "N", "I", "II"]
HypothesisKind = Literal["actor", "other", "not_as_told", "staged", "given", "entered"]
Interest = Literal["none", "party", "statement", "opinion", "unnamed"]
Assumption = Literal["interest", "cited", "unnamed", "side"]
Confidence = Literal["low", "moderate", "high"]


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim about the happening in question, and its origin: `origin` tells origins apart.

    Attributes:
        inside: whether the origin is a report of the case.
        party: whether the origin is a party to what is told.
    """

    document: str
    claim: str
    origin: str
    name: str
    kind: SourceKind
    inside: bool
    party: bool
    outlet: str | None = None
    day: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What one claim says of the happening: all that is weighed, without the words.

    Attributes:
        origin, name, interest: whose word it is, and what that has at stake.
        doers: key and name of each state or organisation it names as a doer.
        vague: whether the doer is a group without a name; `person` whether it is a natural person.
        side: key and name of the state from whose side, ground or lines it says it came.
        denied: whether it denies it.
        staged: whether it says that the happening was staged.
        boosters: words that sound sure ("clearly"); `sure` the sentence they stand in, `sure_evidence` what it cites.
    """

    document: str
    claim: str
    origin: str
    name: str
    interest: Interest
    kind: SourceKind = "outlet"
    outlet: str | None = None
    day: str | None = None
    doers: tuple[tuple[str, str], ...] = ()
    vague: bool = False
    person: bool = False
    side: tuple[str, str] | None = None
    denied: bool = False
    staged: bool = False
    certainty: Certainty = "unstated"
    evidence: EvidenceStanding = "none"
    cited: tuple[EvidenceKind, ...] = ()
    boosters: tuple[str, ...] = ()
    sure: str = ""
    sure_evidence: EvidenceStanding = "none"
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Entered:
    """An answer that an analyst enters under their name; `text` is None for "it was staged"."""

    text: str | None
    by: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A rating that an analyst gives in place of the machine's."""

    rating: Rating
    by: str
    why: str


@dataclass(frozen=True)
class Edits:
    """What analysts entered and changed; `cells` by document, claim and `Hypothesis.identity`."""

    entered: tuple[Entered, ...] = ()
    cells: Mapping[tuple[str, str, str], CellEdit] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """A possible answer; `key` is the actor's, `by` who puts it forward, as written."""

    id: str
    kind: HypothesisKind
    text: str
    key: str | None = None
    by: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """What it is, whatever its number: the same in every recomputation.

        >>> Hypothesis("H2", "actor", "it was X", "actor:x").identity, Hypothesis("H3", "other", "…").identity
        ('actor:x', 'other')
        """
        return self.key or (self.id if self.kind == "given" else self.kind)


@dataclass(frozen=True, slots=True)
class Cell:
    """How well an item of evidence goes with a hypothesis, and why; `by` is the analyst who set it."""

    hypothesis: str
    rating: Rating
    why: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that one origin says: a row of the matrix.

    Attributes:
        weight: by what its origin counts, from 0 to 1 (PARC's credibility times relevance may be more).
        why: what the weight comes from.
        claims: (document, claim) of all claims that say it, so that a copy adds a claim and no item.
    """

    id: str
    origin: str
    name: str
    text: str
    cells: tuple[Cell, ...]
    weight: float = 1.0
    why: str = ""
    interest: Interest = "none"
    claims: tuple[tuple[str, str], ...] = ()

    def rating(self, hypothesis: str) -> Rating:
        """Its rating for a hypothesis."""
        return next(c.rating for c in self.cells if c.hypothesis == hypothesis)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Hypotheses against evidence; `priors` are shares, in the order of the hypotheses."""

    hypotheses: tuple[Hypothesis, ...]
    items: tuple[Item, ...]
    priors: tuple[float, ...]


@dataclass(frozen=True)
class Scores:
    """What a matrix computes to.

    Attributes:
        inconsistency: Heuer's count by hypothesis; the least is the best.
        posterior: lowest and highest share by hypothesis, over the stated bands.
        middle: the share in the middle of the bands, for the order only.
        diagnosticity: by item, 0 (tells nothing apart) to 1.
    """

    inconsistency: Mapping[str, float]
    posterior: Mapping[str, tuple[float, float]]
    middle: Mapping[str, float]
    diagnosticity: Mapping[str, float]

    def ranking(self) -> tuple[str, ...]:
        """Hypotheses by the count, then by the share."""
        places = {h: n for n, h in enumerate(self.inconsistency)}
        return tuple(sorted(places, key=lambda h: (self.inconsistency[h], -self.middle[h], places[h])))


@dataclass(frozen=True)
class Ablation:
    """What is computed afresh without an origin or an assumption.

    Attributes:
        left_out: the key of the origin, or the assumption; `name` in words.
        first: the keys of the hypotheses that rank first then, more than one if nothing tells them apart.
        gone: texts of hypotheses that nobody puts forward then.
        flips: whether what ranks first changes.
        scores: None if fewer than two hypotheses can be told apart then.
    """

    kind: Literal["origin", "assumption"]
    left_out: str
    name: str
    first: tuple[str, ...]
    gone: tuple[str, ...]
    flips: bool
    scores: Scores | None


@dataclass(frozen=True, slots=True)
class SureWords:
    """A holder who sounds sure, and what they cite: words such as "clearly" with nothing cited are shown as that."""

    name: str
    words: str
    quote: str
    evidence: EvidenceStanding
    document: str
    claim: str


@dataclass(frozen=True)
class Assessment:
    """An answer that can be examined: rivals, matrix, scores, sensitivity, and what would change it.

    Attributes:
        sides: what each origin says, (name, interest, sentences) in the order of the case.
        persons: how many claims name a natural person; they are listed and never scored.
        missing, change: what is not known, and what would change the order.
        confidence: with its reasons; never in a sentence with a likelihood.
    """

    question: str
    matrix: Matrix
    scores: Scores
    tellings: tuple[Telling, ...]
    ablations: tuple[Ablation, ...]
    sure: tuple[SureWords, ...]
    confidence: Confidence
    confidence_why: tuple[str, ...]
    missing: tuple[str, ...]
    change: tuple[str, ...]
    persons: int = 0
    assumptions: tuple[str, ...] = ()
