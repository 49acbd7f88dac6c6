"""Which claims of a case are about one happening, whoever is said to have done it, and where each comes from.

Rival accounts name rival doers; so unlike for the tree of one claim, who did it is left out of the comparison.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sayso.linking.links import view
from sayso.linking.provenance import Place, Provenance
from sayso.linking.retelling import NEEDED, Facts, against, same
from sayso.linking.tracing import trace
from sayso.records.assessment import Carried
from sayso.records.report import Report


def happening(p: Provenance, reports: Sequence[Report], document: str, claim: str) -> tuple[Carried, ...]:
    """The claims about the happening that one claim is about, in the order of the reports, each with its origin."""
    by_id = {r.document.id: r for r in reports if r.document.text}
    mates = {d: _mates(r) for d, r in by_id.items()}
    asked = _seeds(p, document, {claim, *mates[document].get(claim, ())})
    found: dict[tuple[str, str], Facts] = {}
    for told in p.facts.values():
        for facts in told:
            if facts.document == document:
                if facts in asked:
                    found[document, facts.claim] = facts
            elif any(_alike(seed, facts) for seed in asked):
                found[facts.document, facts.claim] = facts
    for (doc, _), facts in list(found.items()):
        for other in p.facts[doc]:
            if _again(facts, other):
                found.setdefault((doc, other.claim), other)
    for doc, name in list(found):
        for mate in mates[doc].get(name, ()):
            found.setdefault((doc, mate), next(f for f in p.facts[doc] if f.claim == mate))
    ordered = sorted(found.values(), key=lambda f: (p.order[f.document], f.trigger, f.claim))
    return tuple(carried(p, f.document, f.claim) for f in ordered)


def _mates(report: Report) -> Mapping[str, tuple[str, ...]]:
    """By claim, all claims of its report that are about the same happening."""
    return {c: incident.claims for incident in view(report).incidents for c in incident.claims}


def _seeds(p: Provenance, document: str, claims: Iterable[str]) -> list[Facts]:
    wanted = set(claims)
    return [f for f in p.facts[document] if f.claim in wanted]


def _alike(one: Facts, other: Facts) -> bool:
    """Whether two claims tell of one happening; a rival account keeps all but the doer."""
    return one.real and same(one._replace(actors=frozenset()), other._replace(actors=frozenset())) >= NEEDED


def _again(facts: Facts, other: Facts) -> bool:
    """Whether a report tells again of what it told: one kind of act in one word, and nothing speaks against."""
    if not (facts.real and other.real) or (facts.type, facts.act) != (other.type, other.act):
        return False
    return not against(facts._replace(actors=frozenset()), other._replace(actors=frozenset()))


def compatible(p: Provenance, one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether nothing in two claims, but for who did it, speaks against their being of one happening."""
    left, right = (next(f for f in p.facts[d] if f.claim == c) for d, c in (one, other))
    return right.real and not against(left._replace(actors=frozenset()), right._replace(actors=frozenset()))


def carried(p: Provenance, document: str, claim: str) -> Carried:
    """One claim with its origin."""
    facts = next(f for f in p.facts[document] if f.claim == claim)
    _, end = trace(p, Place(document, facts.span))
    text = p.texts[document]
    return Carried(document, claim, end.key, end.name, end.kind, end.inside, end.party, text.outlet, text.day)
