"""From accounts to incidents: compared, grouped by average link; what an analyst decided outranks it all."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from itertools import combinations, pairwise
from typing import NamedTuple

import numpy as np

from sayso.linking.cluster_average import Pairs, average_link
from sayso.linking.groups import Groups, connected
from sayso.linking.incident_accounts import Account, accounts_of
from sayso.linking.incident_bars import KeptApart
from sayso.linking.incident_features import Feature, features, least, likeness, why
from sayso.linking.incident_pairs import BLOCK, Likenesses, pairs
from sayso.linking.incident_shelf import Shelf
from sayso.linking.incident_versions import told_by, versions
from sayso.records.incident import CaseIncident
from sayso.records.judgement import Judgement
from sayso.records.report import Report

MACHINE = "linking"
DIGITS = 12
"""Of an incident's id: with eight, some of 200,000 incidents would have the same."""


class Grouped(NamedTuple):
    """Accounts by incident, and the likeness of the pairs that were compared."""

    accounts: Sequence[Account]
    groups: Sequence[Sequence[int]]
    likeness: Likenesses
    decided: Mapping[tuple[int, int], Judgement]


def incidents_of_case(reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> list[CaseIncident]:
    """The incidents of many reports, in order of time.

    Args:
        reports: the reports; gone through once, what is kept of each is small.
        judgements: those of a case; of kind `same_incident`, with `DOCUMENT#CLAIM` on both sides, the newest counts.
    """
    found = each_incident(reports, judgements)
    return sorted(found, key=lambda i: (i.start or i.reports[0].day or "~", -len(i.reports), i.id))


def each_incident(reports: Iterable[Report], judgements: Iterable[Judgement] = ()) -> Iterator[CaseIncident]:
    """The same, one by one and in no order that means anything: of a large case they need not all be held at once."""
    grouped = group((account for report in reports for account in accounts_of(report)), judgements)
    made = (_incident(members, grouped) for members in grouped.groups)
    return (i for i in made if any(t.asserts for t in i.reports))


def group(accounts: Iterable[Account], judgements: Iterable[Judgement] = ()) -> Grouped:
    """Which accounts are of one incident; neither the order of the input nor of the judgements' sides matters."""
    ordered = Shelf(accounts)
    alike = ((pair, likeness(features(ordered[pair[0]], ordered[pair[1]]))) for pair in pairs(ordered))
    found = Likenesses(alike, len(ordered))
    decided = _decided(ordered, judgements)
    one = [p for p, j in decided.items() if j.verdict == "positive"]
    two: dict[int, set[int]] = defaultdict(set)
    for (i, j), judgement in decided.items():
        if judgement.verdict == "negative":
            two[i].add(j)
            two[j].add(i)
    groups = _linked(found, ordered, two)
    return Grouped(ordered, _joined(groups, one, two), found, decided)


def _linked(found: Likenesses, shelf: Shelf, parted: Mapping[int, Set[int]]) -> list[list[int]]:
    """Groups by average link, worked out part by part: no pair that is alike enough leads from one to another."""
    low, high, alike = found.arrays()
    count = len(shelf)
    strong = alike >= least()
    part = connected(zip(low[strong], high[strong], strict=True), count)
    inside = np.flatnonzero(part[low] == part[high])
    members, pairs_in = Groups(part, count), Groups(part[low[inside]], count)
    made: list[list[int]] = []
    for n in np.unique(part):
        ours = members[n]
        if len(ours) == 1:
            made.append(ours.tolist())
            continue
        at = inside[pairs_in[n]]
        pairs = Pairs(np.searchsorted(ours, low[at]), np.searchsorted(ours, high[at]), alike[at])
        bars = KeptApart(shelf.begins[ours], shelf.ends[ours], ours.tolist(), parted)
        groups = average_link(len(ours), pairs, least=least(), compared_only=True, bars=bars)
        made += [ours[group].tolist() for group in groups]
    return sorted(made)


def _joined(
    groups: Sequence[list[int]], one: Sequence[tuple[int, int]], parted: Mapping[int, Set[int]]
) -> list[list[int]]:
    """Groups that a decision makes one, with all that the machine put into either, but for what others keep apart."""
    if not one:
        return list(groups)
    home = {n: members for members in groups for n in members}
    for i, j in one:
        left, right = home[i], home[j]
        if left is not right and not any(parted[n] & set(right) for n in left if n in parted):
            left += right
            home |= dict.fromkeys(right, left)
    return sorted(sorted(members) for members in {id(m): m for m in home.values()}.values())


def _decided(accounts: Sequence[Account], judgements: Iterable[Judgement]) -> dict[tuple[int, int], Judgement]:
    """What analysts decided of pairs of accounts, the newest of each pair."""
    wanted = [j for j in judgements if j.kind == "same_incident" and not j.made_by.startswith(MACHINE)]
    names = {side for j in wanted for side in (j.left, j.right)}
    told = ((f"{a.document}#{claim}", n) for n, a in enumerate(accounts if names else ()) for claim in a.claims)
    at = {name: n for name, n in told if name in names}
    found: dict[tuple[int, int], Judgement] = {}
    for j in wanted:
        left, right = at.get(j.left), at.get(j.right or "")
        if left is not None and right is not None and left != right:
            found[min(left, right), max(left, right)] = j
    return found


def _incident(members: Sequence[int], grouped: Grouped) -> CaseIncident:
    accounts = [grouped.accounts[n] for n in members]
    best = sorted((value, pair) for pair, value in _inside(members, grouped))
    score = round(sum(v for v, _ in best) / len(best), 4) if best else 1.0
    first = min(accounts, key=lambda a: (a.out or "~", a.document, a.first))
    said = versions(accounts)
    days = sorted((a.days for a in accounts if a.days), key=lambda d: (d[0] != d[1], d))
    modes = [m for a in accounts for m in sorted(a.modes)]
    return CaseIncident(
        id="incident-" + hashlib.sha256(f"{first.document}#{first.claims[0]}".encode()).hexdigest()[:DIGITS],
        type=accounts[0].type,
        mode=max(sorted(set(modes)), key=modes.count, default=None),
        start=_most([d[0] for d in days if d[0] == d[1]]) or (days[0][0] if days else None),
        end=_most([d[1] for d in days if d[0] == d[1]]) or (days[0][1] if days else None),
        place=_most([v.value for v in said if v.facet == "place" for _ in v.claims]),
        country=_most([a.country for a in accounts if a.country]),
        reports=told_by(accounts),
        versions=said,
        score=score,
        why=_why(members, grouped),
    )


def _inside(members: Sequence[int], grouped: Grouped) -> Iterator[tuple[tuple[int, int], float]]:
    for pair in combinations(members, 2) if len(members) <= BLOCK else pairwise(members):
        if pair in grouped.likeness:
            yield pair, grouped.likeness[pair]


def _most(values: Sequence[str]) -> str | None:
    return max(sorted(set(values)), key=values.count, default=None)


def _why(members: Sequence[int], grouped: Grouped) -> str:
    """What made the accounts one: decisions of analysts, then the strongest pair of two reports, or of one."""
    inside = frozenset(members)
    for (i, j), judgement in grouped.decided.items():
        if i in inside and j in inside and judgement.verdict == "positive":
            return f"{judgement.made_by} says so: {judgement.why}"
    found = list(_inside(members, grouped))
    across = [(v, p) for p, v in found if grouped.accounts[p[0]].document != grouped.accounts[p[1]].document]
    if not (across or found):
        return "one report alone tells of it"
    _, (i, j) = max(across or [(v, p) for p, v in found], key=lambda x: (x[0], x[1]))
    return why(explain(grouped.accounts[i], grouped.accounts[j]))


def explain(left: Account, right: Account) -> list[Feature]:
    """The named features of two accounts."""
    return features(left, right)
