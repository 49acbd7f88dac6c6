"""What a claim says of an incident, facet by facet, taken from its report once, so that the report need not be kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sayso.linking.retelling import names_in
from sayso.records.claim import Claim
from sayso.records.incident import Facet
from sayso.records.report import Report

FINE = frozenset({"exact", "near", "city", "district"})


class Said(NamedTuple):
    """What one claim says.

    Attributes:
        at: where the word of its act is.
        positive: whether it asserts what happened; else it denies it.
    """

    claim: str
    at: int
    positive: bool
    facets: tuple[tuple[Facet, str], ...]


def said_of(claim: Claim, report: Report) -> Said:
    """What a claim says."""
    return Said(claim.id, claim.trigger.start, claim.polarity == "positive", tuple(_facets(claim, report)))


def _facets(claim: Claim, report: Report) -> Iterator[tuple[Facet, str]]:
    if claim.polarity == "negative":
        yield "told", "denied"
        return
    yield "told", "asserted"
    if (doer := doer_of(claim, report)) is not None:
        yield "doer", doer
    if (deaths := claim.deaths) is not None:
        low, high = deaths.low, deaths.high
        if low is not None and high is not None and low != high:
            yield "deaths", f"{low} to {high}"
        elif deaths.best is not None:
            yield "deaths", str(deaths.best)
        else:
            yield "deaths", f"at least {low}" if low is not None else f"at most {high}"
    if claim.when is not None and claim.when.start and claim.when.start == claim.when.end:
        yield "day", claim.when.start
    if claim.where is not None and claim.where.precision in FINE:
        yield "place", claim.where.name
    if claim.mode is not None:
        yield "mode", claim.mode


def doer_of(claim: Claim, report: Report) -> str | None:
    """Who is said to have done it, by name; None for mere descriptions: gunmen, a car.

    A name goes by its stems, so that "the Red Column" and "Red Column fighters" are one version.
    """
    for m in claim.actors:
        mention = report.mention_by_id[m]
        names = names_in(mention.text)
        if names and mention.kind != "place":
            return max(names, key=lambda n: (len(n), n))
    return None
