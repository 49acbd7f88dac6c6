"""Denials stand beside the allegation they deny; where none was found, the output says so."""

from __future__ import annotations

from sayso.records.claim import Claim
from sayso.records.finding import Linked
from sayso.records.report import Report


def denials(report: Report, linked: Linked) -> dict[str, list[str]]:
    """Claim id of an allegation to the ids of the claims that deny it, in text order.

    A denial is a negative claim of the same kind and type that is about the same incident, or that shares the actor
    (and does not name another recipient).
    """
    positive = [c for c in report.claims if c.polarity == "positive"]
    found: dict[str, list[str]] = {}
    for denial in report.claims:
        if denial.polarity == "positive":
            continue
        for claim in positive:
            if denies(denial, claim, linked):
                found.setdefault(claim.id, []).append(denial.id)
    return found


def denies(denial: Claim, claim: Claim, linked: Linked) -> bool:
    """Whether a negative claim denies what a positive one puts forward."""
    if (denial.kind, denial.type) != (claim.kind, claim.type):
        return False
    incident = linked.incident_of.get(claim.id)
    if incident is not None and linked.incident_of.get(denial.id) is incident:
        return True
    doers = _same(denial.actors + denial.subjects, claim.actors + claim.subjects, linked)
    done_to = _same(denial.recipients + denial.objects, claim.recipients + claim.objects, linked)
    return doers is True and done_to is not False


def _same(left: tuple[str, ...], right: tuple[str, ...], linked: Linked) -> bool | None:
    """Whether two lists of mentions share an actor; None where either is empty."""
    if not left or not right:
        return None
    return bool({_who(m, linked) for m in left} & {_who(m, linked) for m in right})


def _who(mention: str, linked: Linked) -> str:
    actor = linked.actor_of.get(mention)
    return actor.id if actor else mention
