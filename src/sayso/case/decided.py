"""What people decided about reports and claims, as it stands: retracted, rejected, corrected.

All of it is judgements, of which the newest counts, and nothing is rewritten: a case shows its reports with the
decisions applied, and an earlier version shows them as they were.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sayso.case.corrections import change
from sayso.errors import UsageError
from sayso.records.claim import Claim
from sayso.records.judgement import Judgement
from sayso.records.report import Report

Key = tuple[str, str]
"""Document and claim."""


@dataclass(frozen=True)
class Decided:
    """What stands.

    Attributes:
        retracted: reports that are out of all findings, with the decision.
        withdrawn: claims that are, likewise.
        reviews: claims that somebody confirmed (positive) or rejected (negative).
        corrections: by claim, the fields that somebody corrected, each with the decision.
    """

    retracted: Mapping[str, Judgement] = field(default_factory=dict)
    withdrawn: Mapping[Key, Judgement] = field(default_factory=dict)
    reviews: Mapping[Key, Judgement] = field(default_factory=dict)
    corrections: Mapping[Key, Mapping[str, Judgement]] = field(default_factory=dict)

    def applied(self, report: Report) -> Report | None:
        """The report as it counts now; None if it is retracted."""
        document = report.document.id
        if document in self.retracted:
            return None
        if document not in self._touched:
            return report
        gone: dict[str, str | None] = {}
        claims = []
        for claim in report.claims:
            key = (document, claim.id)
            review = self.reviews.get(key)
            if key in self.withdrawn or (review is not None and review.verdict == "negative"):
                gone[claim.id] = claim.within
            else:
                claims.append(_corrected(report, claim, self.corrections.get(key, {})))
        return dataclasses.replace(report, claims=tuple(_without(c, gone) for c in claims))

    @cached_property
    def _touched(self) -> frozenset[str]:
        every = (*self.withdrawn, *self.reviews, *self.corrections)
        return frozenset(document for document, _ in every)


def decided(judgements: Iterable[Judgement]) -> Decided:
    """What stands of judgements, oldest first.

    >>> said = Judgement("reviewed", "d", "c1", "negative", 1.0, "Ada", "no such act")
    >>> decided([said]).reviews["d", "c1"].verdict
    'negative'
    >>> decided([said, Judgement("reviewed", "d", "c1", "unsure", 1.0, "Ada", "taken back")]).reviews
    {}
    """
    retracted: dict[str, Judgement] = {}
    withdrawn: dict[Key, Judgement] = {}
    reviews: dict[Key, Judgement] = {}
    corrections: dict[Key, dict[str, Judgement]] = defaultdict(dict)
    for j in judgements:
        if j.kind == "retracted":
            if j.right is None:
                retracted[j.left] = j
            else:
                withdrawn[j.left, j.right] = j
        elif j.kind == "reviewed" and j.right is not None:
            reviews[j.left, j.right] = j
        elif j.kind == "corrected" and j.right is not None:
            document, _, claim = j.left.rpartition("#")
            corrections[document, claim][j.right.partition("=")[0]] = j
    standing = {key: {n: j for n, j in by.items() if j.verdict == "positive"} for key, by in corrections.items()}
    return Decided(
        {d: j for d, j in retracted.items() if j.verdict == "positive"},
        {k: j for k, j in withdrawn.items() if j.verdict == "positive"},
        {k: j for k, j in reviews.items() if j.verdict != "unsure"},
        {k: by for k, by in standing.items() if by},
    )


def _corrected(report: Report, claim: Claim, by: Mapping[str, Judgement]) -> Claim:
    """A claim with what was corrected; what no longer fits the coding is left as it was read."""
    for name, judgement in by.items():
        try:
            claim = change(report, claim, name, (judgement.right or "").partition("=")[2])
        except UsageError:
            continue
        said = f"corrected by {judgement.made_by}, {judgement.why}".replace(";", ",").strip(". ")
        reading = f"{claim.why.removesuffix('.')}; " if claim.why else ""
        claim = dataclasses.replace(claim, why=f"{reading}{_LABELS.get(name, 'type')}: {said}.")
    return claim


_LABELS = {
    "actors": "actor", "recipients": "recipient", "subjects": "subject", "objects": "sides", "polarity": "polarity",
    "certainty": "certainty", "legal_status": "legal status",
}  # fmt: skip
"""How a claim's `why` names what is corrected; what is not listed belongs to its type."""


def _without(claim: Claim, gone: Mapping[str, str | None]) -> Claim:
    """A claim that does not stand on claims that are gone: it moves up to what those stood within."""
    within = claim.within
    while within is not None and within in gone:
        within = gone[within]
    of = tuple(c for c in claim.of if c not in gone)
    return claim if (within, of) == (claim.within, claim.of) else dataclasses.replace(claim, within=within, of=of)
