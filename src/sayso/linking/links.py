"""Linking as a whole: flat tables in; actors, incidents, ties and the judgements behind them out."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sayso.linking.findings import actors_of, incidents_of, named, ties_of
from sayso.records.actor import Actor, Tie
from sayso.records.event import Incident
from sayso.records.finding import Linked
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.records.schema import arrow_schema, encode
from sayso.records.tables import Row, Tables, rows

if TYPE_CHECKING:
    import pyarrow as pa


class Links(NamedTuple):
    """Arrow tables, one row a record, each with its `document`."""

    actors: pa.Table
    incidents: pa.Table
    ties: pa.Table
    judgements: pa.Table


_KINDS = (Actor, Incident, Tie, Judgement)


@cache
def schemas() -> tuple[pa.Schema, ...]:
    """The Arrow schemas of `Links`."""
    import pyarrow as pa

    key = pa.field("document", pa.string())
    return tuple(pa.schema([key, *arrow_schema(kind)]) for kind in _KINDS)


def link(tables: Tables) -> Links:
    """Link within each document of the tables."""
    import pyarrow as pa

    made: tuple[list[Row], ...] = ([], [], [], [])
    mentions, claims = _by_document(tables.mentions), _by_document(tables.claims)
    roles, holders = _by_document(tables.roles), _by_document(tables.holders)
    for document in tables.documents.column("document").to_pylist():
        found = within(mentions[document], claims[document], roles[document], holders[document])
        key = {"document": document}
        made[0].extend(key | encode(a) for a in found.actors)
        made[1].extend(key | encode(i) | {"order": list(map(str, i.order))} for i in found.incidents)
        made[2].extend(key | encode(t) for t in found.ties)
        made[3].extend(key | encode(j) for j in found.judgements)
    return Links(*(pa.Table.from_pylist(r, schema=s) for r, s in zip(made, schemas(), strict=True)))


def view(report: Report) -> Linked:
    """What one report, by itself, links together."""
    _, mentions, claims, roles, holders, *_ = rows(report)
    return within(mentions, claims, roles, holders)


def resolve(report: Report) -> Report:
    """The report with the actor of each mention that resolves to a named one.

    A person who has an office anywhere in the report has it in all of the report: all mentions are public then.
    """
    linked = view(report)
    mentions = []
    for mention in report.mentions:
        actor = linked.actor_of.get(mention.id)
        if actor is not None and named(actor):
            private = mention.private and actor.private
            mention = dataclasses.replace(mention, actor=actor.id, private=private)
        mentions.append(mention)
    return dataclasses.replace(report, mentions=tuple(mentions))


def within(mentions: Sequence[Row], claims: Sequence[Row], roles: Sequence[Row], holders: Sequence[Row]) -> Linked:
    """Link the rows of one document."""
    used = {row["mention"] for row in (*roles, *holders)}
    actors, judgements = actors_of(mentions, used)
    who = {m: actor.id for actor in actors for m in actor.mentions}
    by_claim = _roles(roles, who)
    incidents, more = incidents_of(claims, by_claim, actors)
    ties = ties_of(claims, by_claim, actors)
    return Linked(tuple(actors), tuple(incidents), tuple(ties), tuple(judgements + more))


def _by_document(table: pa.Table) -> Mapping[str, list[Row]]:
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        rows[row["document"]].append(row)
    return rows


def _roles(roles: Sequence[Row], who: Mapping[str, str]) -> Mapping[str, Mapping[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in roles:
        if row["mention"] in who:
            found[row["claim"]][row["role"]].append(who[row["mention"]])
    return found
