"""Extractors of other packages: they add claims to what our own components read, under the same rules.

A package names one under the entry point group `sayso.extractors`. What it adds has an asserter and stands on words of
the report; what does not is refused, and the report is a failure that names the extractor. Its name and version are in
the `coding` of every report, so that a case knows what read it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.metadata import entry_points

from sayso.errors import UsageError
from sayso.records.claim import Claim
from sayso.records.document import Span
from sayso.records.report import ModelVersion, Report


@dataclass(frozen=True, slots=True)
class Extractor:
    """One extractor.

    Attributes:
        name: what `coding` calls it.
        version: changes whenever it would find something else.
        find: claims that it adds to a report; their ids need only differ from each other.
    """

    name: str
    version: str
    find: Callable[[Report], Iterable[Claim]]


@cache
def extractors() -> tuple[Extractor, ...]:
    """The extractors of the packages that are installed, by name.

    Raises:
        UsageError: an entry point names something else.
    """
    found = []
    for point in entry_points(group="sayso.extractors"):
        made = point.load()
        if not isinstance(made, Extractor):
            raise UsageError("this entry point is no Extractor", where=point.value, hint="mend or remove the package")
        found.append(made)
    return tuple(sorted(found, key=lambda e: e.name))


def versions() -> Iterator[ModelVersion]:
    """What `coding` says of them."""
    return (ModelVersion(f"extractor {e.name}", e.version) for e in extractors())


def extended(report: Report, by: Iterable[Extractor] | None = None) -> Report:
    """A report with the claims of extractors after its own.

    Args:
        report: as our components read it.
        by: the extractors; those that are installed by default.

    Raises:
        UsageError: a claim stands on no words of the report, or on mentions or claims that there are not.
    """
    claims = list(report.claims)
    for extractor in extractors() if by is None else by:
        found = list(extractor.find(report))
        ids = {claim.id: f"c{len(claims) + n}" for n, claim in enumerate(found, 1)}
        known = {c.id for c in claims}
        for claim in found:
            _check(report, claim, known | set(ids), extractor.name)
            within = ids.get(claim.within or "", claim.within)
            claims.append(replace(claim, id=ids[claim.id], within=within, of=tuple(ids.get(c, c) for c in claim.of)))
        _check_rings(claims, extractor.name)
    return report if len(claims) == len(report.claims) else replace(report, claims=tuple(claims))


def _check_rings(claims: Iterable[Claim], name: str) -> None:
    """Refuse claims that stand within each other in a ring."""
    within = {c.id: c.within for c in claims}
    for start in within:
        seen: set[str] = set()
        at: str | None = start
        while at is not None:
            if at in seen:
                raise UsageError("its claims stand within each other in a ring", where=f"extractor {name}",
                                 hint="update or remove that package")  # fmt: skip
            seen.add(at)
            at = within.get(at)


def _check(report: Report, claim: Claim, claims: set[str], name: str) -> None:
    end = len(report.document.text)
    route = claim.route
    ways = (*route.from_, *route.via, *route.to) if route else ()
    mentions = {*claim.actors, *claim.recipients, *claim.subjects, *claim.objects, *ways}
    mentions |= {h.mention for h in claim.holders if h.mention is not None}
    spans = [claim.span, claim.trigger, *(h.span for h in claim.holders if h.span is not None)]
    if not all(_inside(span, end) for span in spans):
        raise _refused(name, claim, "stands on no words of the report")
    if mentions - set(report.mention_by_id):
        raise _refused(name, claim, "names mentions that the report does not have")
    if {*claim.of, *([claim.within] if claim.within else [])} - claims:
        raise _refused(name, claim, "is about claims that the report does not have")


def _inside(span: Span, end: int) -> bool:
    return 0 <= span.start < span.end <= end


def _refused(name: str, claim: Claim, why: str) -> UsageError:
    return UsageError(f"its claim {claim.id!r} {why}", where=f"extractor {name}", hint="update or remove that package")
