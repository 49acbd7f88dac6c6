"""From links to records: actors, incidents, ties and judgements of one document."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from sayso.linking.actors import same_actors
from sayso.linking.entries import name_in
from sayso.linking.events import happenings, same_incidents
from sayso.linking.naming import Name, acronym, name
from sayso.records.actor import Actor, MentionKind, RelationType, Tie
from sayso.records.claim import Polarity
from sayso.records.document import Span
from sayso.records.event import Incident, When, Where
from sayso.records.judgement import Judgement, JudgementKind, Verdict
from sayso.records.tables import Row

MADE_BY = "linking-1"
_SYMMETRIC = frozenset({"allied_with", "opposes", "affiliated_with"})
_SPECIFIC_KINDS = frozenset({"person", "facility"})
_LEVELS = ("exact", "near", "city", "district", "province", "country", "region", None)


def actors_of(mentions: Sequence[Row], used: set[Any]) -> tuple[list[Actor], list[Judgement]]:
    """Actors in order of appearance and the judgements behind them.

    Places, and descriptions that nothing else refers to, are actors only where a claim gives them a part.
    """
    found = same_actors(mentions)
    taken: set[str] = set()
    actors = []
    for group in found.groups:
        rows = [mentions[n] for n in group]
        codes = [r["actor"] for r in rows if r["actor"]]
        idle = all(r["kind"] in ("place", "facility") for r in rows) or not (codes or _any_capital(rows))
        if idle and not any(r["mention"] in used for r in rows) and len(rows) == 1:
            continue
        actors.append(_actor(rows, codes, taken))
    whys: dict[str, list[str]] = defaultdict(list)
    judgements = []
    for x in found.links:
        left, right = mentions[x.left]["mention"], mentions[x.right]["mention"]
        judgements.append(_judgement("same_actor", left, right, x.verdict, x.score, x.why))
        if x.verdict == "positive" and x.score < 0.99:
            whys[right].append(x.why)
    said = {a.id: "; ".join(dict.fromkeys(w for m in a.mentions for w in whys[m])) for a in actors}
    return [dataclasses.replace(a, why=said[a.id]) for a in actors], judgements


def _any_capital(rows: Iterable[Row]) -> bool:
    return any(name_in(r).capital for r in rows)


def _actor(rows: Sequence[Row], codes: Sequence[str], taken: set[str]) -> Actor:
    """An actor from its mentions: the best name is the name shown, and the id where the gazetteer gives none."""
    found = Counter(name_in(r).text for r in rows)
    kinds = Counter(r["kind"] for r in rows)
    kind = "state" if kinds["state"] else max(kinds, key=lambda k: kinds[k])
    shown = max(found, key=lambda text: _goodness(name(text), kind, found[text]))
    people = [r for r in rows if r["kind"] == "person"]
    by_name = [r for r in people if name_in(r).proper] or people  # no description makes a named person public
    private = bool(people) and all(r["private"] for r in by_name)
    return Actor(
        id=_free(codes[0] if codes else shown, taken),
        name=codes[0] if codes and private else shown,
        kind=cast(MentionKind, kind),
        names=tuple(found),
        mentions=tuple(r["mention"] for r in rows),
        country=next((r["country"] for r in rows if r["country"]), None),
        private=private,
    )


def _goodness(of: Name, kind: str, times: int) -> tuple[bool, bool, int, int]:
    """What makes a name the one to show: no description in it, no acronym, full; a state's is the one used most."""
    length = len(of.words)
    weight = (times, length) if kind == "state" else (length, times)
    return of.proper, acronym(of.text) is None, *weight


def _free(wanted: str, taken: set[str]) -> str:
    key, n = wanted, 1
    while key in taken:
        n += 1
        key = f"{wanted} ({n})"
    taken.add(key)
    return key


def named(actor: Actor) -> bool:
    """Whether anybody knows who it is: a name in the text, or an entry of the gazetteer."""
    return any(name(n).capital for n in actor.names) or actor.id not in actor.names


def incidents_of(
    claims: Sequence[Row], roles: Mapping[str, Mapping[str, list[str]]], actors: Sequence[Actor]
) -> tuple[list[Incident], list[Judgement]]:
    """Incidents in time order, undated ones last, and the judgements behind them."""
    vague = frozenset(a.id for a in actors if a.kind not in _SPECIFIC_KINDS)
    found = happenings(claims, roles, vague)
    groups, decisions = same_incidents(found)
    judgements = [
        _judgement("same_incident", found[d.left].row["claim"], found[d.right].row["claim"], d.verdict, d.score, d.why)
        for d in decisions
    ]
    why = {d.right: d.why for d in decisions if d.verdict == "positive"}
    incidents: list[Incident] = []
    for group in groups:
        rows = [found[n].row for n in group]
        if any(r["polarity"] == "positive" for r in rows):
            said = "; ".join(dict.fromkeys(why[n] for n in group if n in why))
            incidents.append(_incident(f"i{len(incidents) + 1}", rows, said))
    return sorted(incidents, key=lambda i: i.order), judgements


def _incident(key: str, rows: Sequence[Row], why: str) -> Incident:
    """An incident with the most precise time and place that its claims give."""
    fine = {"day": 0, "range": 1, "month": 2, "year": 3, "open": 4}
    timed = [r for r in rows if r["when_precision"]]
    placed = [r for r in rows if r["place"]]
    when = min(timed, key=lambda r: fine[r["when_precision"]], default=None)
    where = min(placed, key=lambda r: _LEVELS.index(r["place_precision"]), default=None)
    day = (when["when_start"] or when["when_end"]) if when else None
    return Incident(
        id=key,
        type=str(rows[0]["type"]),
        claims=tuple(r["claim"] for r in rows),
        when=_when(when) if when else None,
        where=_where(where) if where else None,
        order=(day or "~", rows[0]["position"]),
        why=why,
    )


def _when(row: Row) -> When:
    span = None if row["when_from_char"] is None else Span(row["when_from_char"], row["when_to_char"])
    return When(row["when_start"], row["when_end"], row["when_precision"], row["when_from"], span)


def _where(row: Row) -> Where:
    span = None if row["place_from_char"] is None else Span(row["place_from_char"], row["place_to_char"])
    return Where(row["place"], row["place_country"], row["lat"], row["lon"], row["place_precision"], span)


def ties_of(claims: Sequence[Row], roles: Mapping[str, Mapping[str, list[str]]], actors: Sequence[Actor]) -> list[Tie]:
    """Relations between two actors, denied ones apart; what is only planned or imagined is no tie.

    No tie hangs on a private person, and none leads from an actor to itself.
    """
    order = {actor.id: n for n, actor in enumerate(actors)}
    private = {actor.id for actor in actors if actor.private}
    found: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for row in claims:
        if row["kind"] != "relation" or {"future", "hypothetical"} & set(row["modes"] or ()):
            continue
        mine = roles.get(row["claim"], {})
        for left in mine.get("subject", ()):
            for right in mine.get("object", ()):
                if left == right or private & {left, right}:
                    continue
                ends = (left, right)
                if row["type"] in _SYMMETRIC:
                    ends = (left, right) if order[left] < order[right] else (right, left)
                claimed = found[(row["type"], *ends, row["polarity"])]
                if row["claim"] not in claimed:
                    claimed.append(row["claim"])
    return [
        Tie(cast(RelationType, kind), left, right, tuple(ids), cast(Polarity, polarity))
        for (kind, left, right, polarity), ids in found.items()
    ]


def _judgement(kind: JudgementKind, left: str, right: str, verdict: str, score: float, why: str) -> Judgement:
    return Judgement(kind, left, right, cast(Verdict, verdict), score, MADE_BY, why)
