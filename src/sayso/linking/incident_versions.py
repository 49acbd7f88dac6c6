"""What is said of an incident, facet by facet: every value with the claims that say it, none overruling another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from sys import intern

from sayso.linking.incident_accounts import Account
from sayso.linking.incident_said import Said
from sayso.records.incident import ClaimRef, Facet, Told, Version

ORDER: tuple[Facet, ...] = ("told", "doer", "deaths", "day", "place", "mode")


def told_by(accounts: Iterable[Account]) -> tuple[Told, ...]:
    """What each report tells, in order of time."""
    said: dict[str, list[Said]] = defaultdict(list)
    of: dict[str, Account] = {}
    for account in accounts:
        said[account.document] += account.said
        of.setdefault(account.document, account)
    found = []
    for document, told in said.items():
        positive = {s.positive for s in told}
        ids = tuple(intern(s.claim) for s in sorted(told, key=lambda s: s.at))
        outlet, day = (None if x is None else intern(x) for x in (of[document].outlet, of[document].out))
        found.append(Told(document, outlet, day, ids, True in positive, False in positive))
    return tuple(sorted(found, key=lambda t: (t.day or "~", t.outlet or "", t.document)))


def versions(accounts: Sequence[Account]) -> tuple[Version, ...]:
    """All that is said of an incident: facets in a fixed order, of each the value that most reports have first."""
    found: dict[tuple[Facet, str], dict[ClaimRef, None]] = defaultdict(dict)
    for account in accounts:
        for said in account.said:
            ref = account.document, intern(said.claim)
            for facet, value in said.facets:
                found[facet, value].setdefault(ref)
    made = [Version(facet, intern(value), tuple(claims)) for (facet, value), claims in found.items()]
    return tuple(sorted(made, key=lambda v: (ORDER.index(v.facet), -len({d for d, _ in v.claims}), v.value)))
