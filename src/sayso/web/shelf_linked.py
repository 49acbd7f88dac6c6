"""Who is one actor and what is one incident, as rows of the shelf: a narrow one for lists, and one for the page."""

from __future__ import annotations

import json
import pickle
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from typing import IO

from sayso.lexicon.countries import countries
from sayso.records.case_actor import CaseActor, CaseActors
from sayso.records.incident import CaseIncident

Laid = tuple[tuple[object, ...], tuple[str, str], list[tuple[str, str, str]]]
"""An incident as its row, its page, and the claims that tell of it."""


def keep_actors(db: sqlite3.Connection, found: CaseActors) -> None:
    """Put the actors of the case in place of those that were there; the caller commits."""
    for table in ("actor", "actor_page", "joined", "joint"):
        db.execute(f"DELETE FROM {table}")
    db.executemany("INSERT INTO actor VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", map(_actor, found.actors))
    db.executemany(
        "INSERT OR REPLACE INTO joined VALUES (?, ?)", ((part, a.id) for a in found.actors for part in a.parts)
    )
    db.executemany(
        "INSERT INTO joint VALUES (?, ?, ?, ?, ?, ?)",
        ((e.left, e.right, e.verdict, e.score, e.made_by, e.why) for e in found.edges),
    )
    totals, months = _over_time(db)
    db.executemany(
        "INSERT INTO actor_page VALUES (?, ?)",
        ((a.id, _actor_page(a, totals.get(a.id, {}), months.get(a.id, []))) for a in found.actors),
    )


def _actor(a: CaseActor) -> tuple[object, ...]:
    state = countries().get(a.id) if a.kind == "state" else None
    names = " | ".join(n.text for n in a.names)
    name = state.name if state is not None else a.name
    return a.id, name, a.kind, a.country, a.reports, a.texts, a.mentions, a.score, names


def _actor_page(a: CaseActor, totals: dict[str, int], months: list[tuple[str, int]]) -> str:
    names = [asdict(n) for n in a.names]
    return json.dumps(
        {"why": a.why, "parts": a.parts, "names": names, "totals": totals, "months": months}, ensure_ascii=False
    )


def _over_time(db: sqlite3.Connection) -> tuple[dict[str, dict[str, int]], dict[str, list[tuple[str, int]]]]:
    """For each actor, how many claims it does, suffers and says something in, and in how many reports by month."""
    totals: dict[str, dict[str, int]] = {}
    for key, role, number in db.execute(
        "SELECT j.actor, p.role, count(*) FROM joined j JOIN part p ON p.part = j.part GROUP BY 1, 2"
    ):
        totals.setdefault(key, {})[role] = number
    months: dict[str, list[tuple[str, int]]] = {}
    for key, month, number in db.execute(
        "SELECT j.actor, substr(p.day, 1, 7) m, count(DISTINCT c.doc) FROM joined j JOIN part p ON p.part = j.part"
        " JOIN claim c ON c.n = p.n WHERE p.day <> '' GROUP BY 1, 2"
    ):
        months.setdefault(key, []).append((month, number))
    return totals, months


@contextmanager
def laid_by(found: Iterable[CaseIncident]) -> Iterator[Iterator[Laid]]:
    """Incidents as rows, on disk until they are put on the shelf: nobody waits for them, and they are not all held."""
    with tempfile.TemporaryFile() as file:
        for i in found:
            pickle.dump(_laid(i), file)
        file.seek(0)
        yield iter(partial(_next, file), None)


def _next(file: IO[bytes]) -> Laid | None:
    try:
        laid: Laid = pickle.load(file)
        return laid
    except EOFError:
        return None


def _laid(i: CaseIncident) -> Laid:
    claims = [(i.id, t.document, c) for t in i.reports for c in t.claims]
    return _incident(i), (i.id, json.dumps(asdict(i), ensure_ascii=False)), claims


def keep_incidents(db: sqlite3.Connection, found: Iterable[Laid]) -> None:
    """Put the incidents of the case in place of those that were there; the caller commits."""
    for table in ("incident", "incident_page", "incident_claim"):
        db.execute(f"DELETE FROM {table}")
    for row, page, claims in found:
        db.execute(
            'INSERT INTO incident (id, type, mode, start, "end", place, country, reports, differ, ref)'
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            row,
        )
        db.execute("INSERT INTO incident_page VALUES (?, ?)", page)
        db.executemany(
            "INSERT INTO incident_claim SELECT ?, d.n, c.id, c.polarity = 'negative' FROM doc d JOIN claim c"
            " ON c.doc = d.n WHERE d.id = ? AND c.id = ?",
            claims,
        )


def _incident(i: CaseIncident) -> tuple[object, ...]:
    differ = sum(len(i.of(f)) > 1 for f in ("doer", "deaths", "day", "place", "mode"))
    ref = f"{i.reports[0].document}#{i.reports[0].claims[0]}"
    return i.id, i.type, i.mode, i.start, i.end, i.place, i.country, len(i.reports), differ, ref
