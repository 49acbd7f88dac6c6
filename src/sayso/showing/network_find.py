"""From the reports of a case to its network: claims of ties with their origins, and acts of those who are tied.

A person is a node only where a report gives them a public office, and then for their ties alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import TYPE_CHECKING

from sayso.errors import UsageError
from sayso.lexicon.names import fold
from sayso.records.actor import Mention
from sayso.records.claim import Claim
from sayso.records.incident import CaseIncident
from sayso.records.judgement import Judgement
from sayso.records.network import Network, Node, ToldTie
from sayso.records.report import Report
from sayso.showing.incidents import MATERIAL
from sayso.showing.neutral import neutral
from sayso.showing.phrases import indefinite
from sayso.showing.wording import day, flat, table

if TYPE_CHECKING:
    from sayso.linking.provenance import Provenance

ClaimKey = tuple[str, str]


def network_of(reports: Sequence[Report], judgements: Iterable[Judgement] = ()) -> Network:
    """The network of a case.

    Args:
        reports: all reports of the case.
        judgements: those of the case, for its incidents.
    """
    from sayso import linking
    from sayso.weighing.networks import network

    known = linking.provenance_of(reports)
    ties = list(_ties(reports))
    if not ties:
        return network(())
    found = list(_told(reports, known, [(claim, s, o) for claim, s, o in ties]))
    tied = {t.object.key for t in found} | {t.subject.key for t in found}
    return network([*found, *_acts(reports, known, judgements, tied)])


def _ties(reports: Iterable[Report]) -> Iterator[tuple[tuple[Report, Claim], Node, Node]]:
    for report in reports:
        for claim in report.claims:
            if claim.kind != "relation" or claim.type in (None, "transits"):
                continue
            for left, right in product(claim.subjects, claim.objects):
                subject = node_of(report.mention_by_id[left], claim, report)
                thing = node_of(report.mention_by_id[right], claim, report)
                if subject is not None and thing is not None and subject.key != thing.key:
                    yield (report, claim), subject, thing


def node_of(mention: Mention, claim: Claim, report: Report) -> Node | None:
    """The node that a mention is: a state, an organisation with a name, or a person in an office; None for others."""
    from sayso.weighing.telling import doer

    if mention.kind == "person":
        if mention.private or mention.actor is None:
            return None
        return Node(f"office:{mention.actor}", flat(mention.text), "office")
    named = doer(mention, claim, report)
    if named is None or (mention.kind == "group" and mention.actor is None):
        return None
    key, name = named
    if key.startswith("state:") and mention.kind != "state" and mention.sector not in ("GOV", None):
        # The army or the service of a state is somebody of its own here, who can be said to act for it.
        key, name = f"actor:{mention.actor or fold(mention.text)}", mention.text
    return Node(key, neutral(flat(name)) or flat(name), "state" if key.startswith("state:") else "organisation")


def _told(
    reports: Sequence[Report], known: Provenance, ties: Sequence[tuple[tuple[Report, Claim], Node, Node]]
) -> Iterator[ToldTie]:
    """Each tie with whose word it is: of one pair and type together, so that its own sides are its parties."""
    from sayso.linking.happening import carried
    from sayso.weighing.telling import tellings

    by: dict[tuple[str, str, str], list[tuple[ClaimKey, Claim, Node, Node]]] = {}
    for (report, claim), subject, thing in ties:
        group = by.setdefault((str(claim.type), subject.key, thing.key), [])
        group.append(((report.document.id, claim.id), claim, subject, thing))
    for same in by.values():
        told = {(t.document, t.claim): t for t in tellings(reports, [carried(known, *key) for key, *_ in same])}
        for key, claim, subject, thing in same:
            if key in told and claim.kind == "relation":
                yield ToldTie(claim.type, subject, thing, told[key])  # type: ignore[arg-type]


def _acts(
    reports: Sequence[Report], known: Provenance, judgements: Iterable[Judgement], tied: set[str]
) -> Iterator[ToldTie]:
    """What those in the network are said to have done, by incident."""
    from sayso.linking.happening import carried
    from sayso.linking.incidents import incidents_of_case
    from sayso.weighing.telling import tellings

    by_id = {r.document.id: r for r in reports}
    for incident in incidents_of_case(reports, judgements):
        if incident.type not in MATERIAL:
            continue
        node = act_node(incident)
        done: dict[ClaimKey, list[Node]] = {}
        for key in ((t.document, c) for t in incident.reports for c in t.claims):
            report = by_id[key[0]]
            claim = report.claim_by_id[key[1]]
            doers = [node_of(report.mention_by_id[m], claim, report) for m in claim.actors]
            done[key] = [n for n in doers if n is not None and n.key in tied and n.kind != "office"]
        if any(done.values()):
            for told in tellings(reports, [carried(known, *key) for key in done]):
                for doer in done[told.document, told.claim]:
                    yield ToldTie("did", doer, node, told)


def act_node(incident: CaseIncident) -> Node:
    """An incident as the end of a way."""
    where = incident.place or incident.country
    same = incident.start is not None and incident.start == incident.end
    parts = [act_noun(incident.type, incident.mode)]
    parts += [f"at {flat(where)}"] if where else []
    parts += [f"on {day(incident.start)}"] if same and incident.start else []
    return Node(incident.id, " ".join(parts), "act", where, incident.start)


def act_noun(kind: str, mode: str | None) -> str:
    """What an act of a PLOVER type and mode is called.

    >>> act_noun("ASSAULT", None), act_noun("RETREAT", "no such")
    ('an attack', 'a pullback')
    """
    forms = table("events")[kind]
    return indefinite(str(forms.get(mode or "any", forms["any"])["noun"]))


def key_of(found: Network, name: str, *, where: str) -> str:
    """The key of the node that a user means by a name.

    Raises:
        UsageError: none or several go by it.
    """
    wanted = flat(name).casefold().removeprefix("the ")
    keys = [k for k, n in found.nodes.items() if wanted in (k.casefold(), n.name.casefold().removeprefix("the "))]
    keys = keys or [k for k, n in found.nodes.items() if wanted and wanted in n.name.casefold()]
    if len(keys) == 1:
        return keys[0]
    if keys:
        raise UsageError(f"{len(keys)} go by this name", where=where, hint=f"give a key: {', '.join(keys[:6])}")
    raise UsageError("nobody in the ties goes by this name", where=where, hint="`sayso network CASE` lists them")


def names_of(found: Network) -> Mapping[str, str]:
    """Names by key."""
    return {key: node.name for key, node in found.nodes.items()}
