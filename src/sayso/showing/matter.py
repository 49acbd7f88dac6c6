"""What the builders of sections look at: a report, its findings, and how those in it are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sayso.records.claim import Claim
from sayso.records.event import When
from sayso.records.finding import ClaimStanding, Linked, Standing
from sayso.records.report import Report
from sayso.showing.naming import Names
from sayso.showing.view import Category
from sayso.showing.wording import table, when_words


@dataclass(frozen=True)
class Matter:
    """All that the builders of sections look at: a report, what linking and weighing made of it, and its names."""

    report: Report
    linked: Linked
    standing: Standing
    names: Names

    @cached_property
    def inner(self) -> dict[str, list[Claim]]:
        """The acts that a claim is about, by its id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.report.claims:
            if claim.within is not None:
                found.setdefault(claim.within, []).append(claim)
        return found

    @cached_property
    def accused_within(self) -> frozenset[str]:
        """Claims that are the content of an accusation."""
        return frozenset(
            c.id
            for c in self.report.claims
            if (outer := self.report.claim_by_id.get(c.within or "")) is not None and outer.type == "ACCUSE"
        )

    def standing_of(self, claim: Claim) -> ClaimStanding | None:
        """On whose say-so a claim stands."""
        return self.standing.of_claim.get(claim.id)

    def dated(self, when: When | None) -> str:
        """A date for a column: "as of 5 April 2023" for what the text calls now."""
        words = when_words(when)
        if when is None or not words or not self.names.is_now(when):
            return words
        return "as of " + words.removeprefix("by ").removeprefix("from ")

    def origin(self, claim: Claim) -> str:
        """Whose claim it is, in words."""
        return self.names.holder(claim.holders[-1])


def category(claim: Claim) -> Category:
    """The sort of claim, for its colour and shape."""
    if claim.kind == "purpose":
        return "motive"
    if claim.kind == "relation":
        return "tie"
    for name, types in table("category").items():
        if claim.type in types:
            return name  # type: ignore[no-any-return]
    return "words"


def weight(claim: Claim) -> float:
    """How early a claim is shown: grave acts first, then the sentence's main act, then the surer reading."""
    weights = table("accusing")["weight"]
    grave = weights.get(claim.type, weights["relation"] if claim.kind == "relation" else 0)
    deaths = 2 if claim.deaths is not None else 0
    return float(grave + deaths + claim.main + claim.score)
