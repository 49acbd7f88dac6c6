"""Decisions as data: nothing is ever rewritten; undoing a decision is another judgement."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

JudgementKind = Literal[
    "same_actor",
    "same_incident",
    "copy_of",
    "public_person",
    "unmask",
    "erased",
    "reviewed",
    "corrected",
    "retracted",
    "cell",
    "answer",
]
Verdict = Literal["positive", "negative", "unsure"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """That `left` and `right` are (or are not) one, by whom, how sure, and why in one sentence."""

    kind: JudgementKind
    left: str
    right: str | None
    verdict: Verdict
    score: float
    made_by: str
    why: str
    made_at: str | None = None


@dataclass(frozen=True, slots=True)
class Grade:
    """Admiralty grade: F and 6 until somebody judges. The machine never sets a letter and never a 1.

    >>> Grade("sha256:0").admiralty
    'F6'
    """

    subject: str
    reliability: str = "F"
    credibility: int = 6
    made_by: str = "machine"
    why: str = "not judged yet"

    @property
    def admiralty(self) -> str:
        """Both letters together, as in `F6`."""
        return f"{self.reliability}{self.credibility}"

    def __post_init__(self) -> None:
        """Refuse letters outside the scale, and a letter or a 1 by the machine."""
        if self.reliability not in "ABCDEF" or self.credibility not in range(1, 7):
            raise ValueError(f"no such Admiralty grade: {self.reliability}{self.credibility}")
        if self.made_by == "machine" and (self.reliability != "F" or self.credibility == 1):
            raise ValueError("the machine never sets a reliability, and never grades anything 1")
