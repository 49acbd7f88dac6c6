"""From a question to its assessment: which incident is meant, what the case tells of it, and what that comes to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.errors import UsageError
from sayso.records.assessment import Assessment, Carried, Edits, Entered, Telling
from sayso.records.judgement import Grade, Judgement
from sayso.records.report import Report
from sayso.showing.claim_words import claims_meant, several
from sayso.showing.view import Story
from sayso.showing.wording import flat, quoted

ClaimKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Gathered:
    """A question in words, the claim it was asked by, and what the case tells of the happening."""

    question: str
    anchor: ClaimKey
    told: tuple[Telling, ...]
    edits: Edits

    @property
    def claims(self) -> frozenset[ClaimKey]:
        """Document and claim of all that is told."""
        return frozenset((t.document, t.claim) for t in self.told) | {self.anchor}


def asked(
    reports: Sequence[Report],
    incident: str,
    *,
    story_of: Callable[[Report], Story],
    where: str,
    also: Sequence[str] = (),
    without: Sequence[str] = (),
    grades: Sequence[Grade] = (),
    judgements: Sequence[Judgement] = (),
    staged_by: str | None = None,
) -> Assessment:
    """Who did it: the assessment of one incident of a case.

    Args: as for `gathered`, and
        grades: those of the case, oldest first.
        staged_by: the analyst who enters "it was staged".

    Raises:
        UsageError: no incident is meant, or several; or there is nothing to weigh.
    """
    from sayso.weighing.assess import assess

    found = gathered(
        reports, incident, story_of=story_of, where=where, also=also, without=without, judgements=judgements
    )
    entered = (Entered(None, staged_by),) if staged_by is not None else ()
    edits = Edits((*found.edits.entered, *entered), found.edits.cells)
    return assess(found.told, question=found.question, grades=grades, edits=edits)


def gathered(
    reports: Sequence[Report],
    incident: str,
    *,
    story_of: Callable[[Report], Story],
    where: str,
    also: Sequence[str] = (),
    without: Sequence[str] = (),
    judgements: Sequence[Judgement] = (),
) -> Gathered:
    """What the case tells of one incident, and what analysts changed.

    Args:
        reports: all reports of the case.
        incident: a claim about it, `REPORT#c3`, or words of one; or an id that `sayso incidents` prints.
        story_of: the view of a report, for the numbers of its entries.
        where: how the user named the case, for messages.
        also: further claims that the analyst takes to be about it.
        without: claims that the analyst takes to be about something else.
        judgements: those of the case, oldest first: which claims are of one incident, and edits of an assessment.

    Raises:
        UsageError: no incident is meant, or several.
    """
    from sayso import linking
    from sayso.linking.happening import carried, compatible, happening
    from sayso.weighing.edits import edits_of
    from sayso.weighing.telling import tellings

    known = linking.provenance_of(reports)
    if incident.startswith("incident-"):
        meant = _of_incident(reports, incident, judgements, where)
        found = {key: carried(known, *key) for key in meant}
    else:
        meant = claims_meant(reports, incident, story_of=story_of, where=where)
        found = {(c.document, c.claim): c for c in happening(known, reports, *meant[0])}
        if not set(meant) <= set(found):
            raise several(reports, meant, where=where)
        for key in _same_incident(reports, meant[0], judgements):
            if compatible(known, meant[0], key):
                found.setdefault(key, carried(known, *key))
    _decide(found, judgements, meant[0], lambda key: carried(known, *key), {r.document.id: r for r in reports})
    for name in also:
        for key in claims_meant(reports, name, story_of=story_of, where=where)[:1]:
            found.setdefault(key, carried(known, *key))
    for name in without:
        for key in claims_meant(reports, name, story_of=story_of, where=where):
            found.pop(key, None)
    told = tellings(reports, _in_order(found.values(), reports))
    document, claim = meant[0]
    report = next(r for r in reports if r.document.id == document)
    words = flat(report.claim_by_id[claim].span.of(report.document.text))
    made = Gathered(f"who did what is told as {quoted(words)}", meant[0], told, Edits())
    return Gathered(made.question, made.anchor, told, edits_of(judgements, made.claims))


def _decide(
    found: dict[ClaimKey, Carried],
    judgements: Iterable[Judgement],
    anchor: ClaimKey,
    carried: Callable[[ClaimKey], Carried],
    known: Mapping[str, Report],
) -> None:
    """What analysts decided of claims outranks the machine; the later of two decisions counts.

    That two claims are of two incidents tells which one to leave out only if the question is asked by the other.
    """
    for j in judgements:
        if j.kind != "same_incident" or j.right is None:
            continue
        sides = [(d, c) for d, _, c in (side.rpartition("#") for side in (j.left, j.right))]
        if not all(d in known and c in known[d].claim_by_id for d, c in sides):
            continue
        inside = [s for s in sides if s in found]
        if len(inside) == 1 and j.verdict == "positive":
            other = next(s for s in sides if s not in found)
            found[other] = carried(other)
        elif len(inside) == 2 and j.verdict == "negative" and anchor in sides:
            del found[sides[1] if sides[0] == anchor else sides[0]]


def _same_incident(reports: Sequence[Report], anchor: ClaimKey, judgements: Iterable[Judgement]) -> list[ClaimKey]:
    """All claims of the incident of the case that a claim is of: names, days, places and tolls bring them together."""
    from sayso.linking.incidents import incidents_of_case

    for incident in incidents_of_case(reports, judgements):
        claims = [(t.document, c) for t in incident.reports for c in t.claims]
        if anchor in claims:
            return claims
    return []


def _of_incident(
    reports: Sequence[Report], name: str, judgements: Iterable[Judgement], where: str
) -> list[tuple[str, str]]:
    """The claims of one incident of the case, by its id or the beginning of it."""
    from sayso.linking.incidents import incidents_of_case

    found = [i for i in incidents_of_case(reports, judgements) if i.id.startswith(name)]
    if len(found) != 1:
        raise UsageError(
            "no such incident in this case" if not found else f"{len(found)} incidents begin like this",
            where=where,
            hint="`sayso incidents` prints their ids",
        )
    return [(t.document, claim) for t in found[0].reports for claim in t.claims]


def _in_order(found: Iterable[Carried], reports: Sequence[Report]) -> list[Carried]:
    place = {r.document.id: n for n, r in enumerate(reports)}
    return sorted(found, key=lambda c: (c.day or "9999", place[c.document], int(c.claim[1:])))
