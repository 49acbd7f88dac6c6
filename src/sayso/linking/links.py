"""Linking as a whole: flat tables in, actors, incidents, ties and the judgements behind them out."""

from __future__ import annotations

import dataclasses

from sayso.records.actor import Actor, Tie
from sayso.records.event import Incident
from sayso.records.finding import Linked
from sayso.records.report import Report


def view(report: Report) -> Linked:
    """What one report, by itself, links together."""
    groups: dict[str, list[str]] = {}
    for mention in report.mentions:
        groups.setdefault(mention.actor or mention.text, []).append(mention.id)
    actors = []
    for key, ids in groups.items():
        mentions = [report.mention_by_id[i] for i in ids]
        names = tuple(dict.fromkeys(m.text for m in mentions))
        first = mentions[0]
        actors.append(
            Actor(key, max(names, key=len), first.kind, names, tuple(ids), first.country, first.private)
        )
    owner = {m: a.id for a in actors for m in a.mentions}
    incidents = [
        Incident(c.id, c.type or "", (c.id,), c.when, c.where, ((c.when and c.when.start) or "~", n))
        for n, c in enumerate(report.claims)
        if c.kind == "event" and c.plain()
    ]
    ties: dict[tuple[str, str, str, str], list[str]] = {}
    for claim in report.claims:
        for s in claim.subjects if claim.kind == "relation" else ():
            for o in claim.objects:
                key4 = (str(claim.type), owner[s], owner[o], claim.polarity)
                ties.setdefault(key4, []).append(claim.id)
    made = tuple(Tie(t, s, o, tuple(ids), p) for (t, s, o, p), ids in ties.items())  # type: ignore[arg-type]
    return Linked(tuple(actors), tuple(sorted(incidents, key=lambda i: i.order)), made)


def resolve(report: Report) -> Report:
    """The report with each mention's actor filled in."""
    owner = view(report).actor_of
    mentions = tuple(dataclasses.replace(m, actor=owner[m.id].id) for m in report.mentions)
    return dataclasses.replace(report, mentions=mentions)
