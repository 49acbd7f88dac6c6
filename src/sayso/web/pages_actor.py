"""Actors of the case, the page of one, and the network of ties with its table."""

from __future__ import annotations

import json
import sqlite3
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from sayso.errors import NotFoundError
from sayso.web.answers import kept
from sayso.web.desk import Desk
from sayso.web.find import claims
from sayso.web.net import Laid, between, drawn, ties
from sayso.web.render import page
from sayso.web.reviews import status_of

router = APIRouter()
PAGE = 40
Words = Annotated[str, Query(max_length=200)]
SHOWN = 12
_ROLES = {
    "does": "What it is said to have done", "suffers": "What is said to have been done to it",
    "says": "What it says itself",
}  # fmt: skip


@router.get("/actors", response_class=HTMLResponse)
def actors(
    request: Request, q: Words = "", kind: Words = "", page_: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1
) -> HTMLResponse:
    """Who is named in the case. Private persons are listed nowhere."""
    desk: Desk = request.app.state.desk
    wanted, values = ["1"], list[object]()
    if q:
        wanted.append("names LIKE ? ESCAPE '\\'")
        values.append("%" + q.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
    if kind:
        wanted.append("kind = ?")
        values.append(kind)
    rows = desk.shelf.reader().execute(
        f"SELECT * FROM actor WHERE {' AND '.join(wanted)} ORDER BY reports DESC, mentions DESC, key LIMIT ? OFFSET ?",
        [*values, PAGE + 1, (page_ - 1) * PAGE],
    ).fetchall()  # fmt: skip
    return page(request, "actors.html.j2", rows=rows[:PAGE], more=len(rows) > PAGE, number=page_,
                query={"q": q, "kind": kind})  # fmt: skip


@router.get("/actor/{key:path}", response_class=HTMLResponse)
def actor(request: Request, key: str) -> HTMLResponse:
    """One actor: its names, its ties, and what is said of it and by it."""
    desk: Desk = request.app.state.desk
    db = desk.shelf.reader()
    found = db.execute("SELECT * FROM actor WHERE key = ?", (key,)).fetchone() if len(key) < 300 else None
    if found is None:
        raise NotFoundError(
            "no such actor in this case", hint="actors are put together shortly after reports are added"
        )
    about = json.loads(db.execute("SELECT body FROM actor_page WHERE key = ?", (key,)).fetchone()[0])
    stands = desk.now().decided
    roles = []
    for role, title in _ROLES.items():
        rows = claims(desk, _latest(db, about["parts"], role))
        marked = [(r, status_of(stands, r["document"], r["id"])) for r in rows]
        roles.append({"id": role, "title": title, "total": about["totals"].get(role, 0), "rows": marked})
    return page(
        request, "actor.html.j2", a=found, about=about, ties=ties(db, actor=key, limit=60), roles=roles,
        months=about["months"], joints=_joints(db, key, about["parts"]),
    )  # fmt: skip


def _latest(db: sqlite3.Connection, parts: list[str], role: str) -> list[int]:
    """The numbers of the claims that were published last, of all names of an actor."""
    rows = [
        tuple(row)
        for part in parts
        for row in db.execute(
            "SELECT day, n FROM part WHERE part = ? AND role = ? ORDER BY day DESC, n DESC LIMIT ?",
            (part, role, SHOWN),
        )
    ]
    return list(dict.fromkeys(n for _, n in sorted(rows, reverse=True)))[:SHOWN]


def _joints(db: sqlite3.Connection, key: str, parts: list[str]) -> list[dict[str, Any]]:
    """What holds the names of an actor together, the weakest first, and the names that were left open or kept apart."""
    marks = ",".join("?" * len(parts[:200]))
    rows = db.execute(
        "SELECT j.*, a.key one_key, a.name one_name, b.key other_key, b.name other_name FROM joint j"
        " LEFT JOIN joined x ON x.part = j.one LEFT JOIN actor a ON a.key = x.actor"
        " LEFT JOIN joined y ON y.part = j.other LEFT JOIN actor b ON b.key = y.actor"
        f" WHERE j.one IN ({marks}) OR j.other IN ({marks}) ORDER BY j.verdict = 'positive', j.score DESC LIMIT 40",
        [*parts[:200], *parts[:200]],
    ).fetchall()
    return [dict(r) | {"inside": r["one_key"] == r["other_key"]} for r in rows]


@router.get("/network", response_class=HTMLResponse)
def network(request: Request, least: Annotated[int, Query(ge=1, le=10_000)] = 1, type: Words = "") -> HTMLResponse:
    """Who is said to be tied to whom: drawn, and as a table."""
    desk: Desk = request.app.state.desk
    whole: Laid = kept(desk, "network")
    found = whole
    if type or least > 1:
        found = desk.worked(f"network {least} {type}", desk.stamp()[1:], lambda: _only(desk, whole, least, type))
    return page(
        request, "network.html.j2", ties=found.ties, picture=found.picture, least=least, type=type,
        types=dict(sorted({(t.type, t.words) for t in whole.ties})),
        most=max((t.origins for t in found.ties), default=1),
        traced=all(t.traced for t in found.ties),
    )  # fmt: skip


def _only(desk: Desk, whole: Laid, least: int, type: str) -> Laid:
    """The part of the network that is asked for, with a drawing of its own."""
    found = tuple(t for t in whole.ties if t.origins >= least and type in ("", t.type))
    return Laid(found, drawn(desk.shelf.reader(), found))


@router.get("/tie", response_class=HTMLResponse)
def tie(request: Request, subject: Words, object: Words, type: Words) -> HTMLResponse:
    """The claims that one tie stands on."""
    desk: Desk = request.app.state.desk
    db = desk.shelf.reader()
    found = between(db, subject, object, type)
    if not found:
        raise NotFoundError("no such tie in this case", hint="look at the table of the network")
    parts = "(SELECT part FROM joined WHERE actor = ? UNION SELECT ?)"
    found_in = db.execute(
        f"SELECT DISTINCT t.claim FROM tie t JOIN doc d ON d.n = t.doc WHERE t.subject IN {parts} AND t.object IN"
        f" {parts} AND t.type = ? ORDER BY d.day, t.claim LIMIT 100",
        (subject, subject, object, object, type),
    )
    numbers = [r[0] for r in found_in]
    rows, stands = claims(desk, numbers), desk.now().decided
    return page(request, "tie.html.j2", ties=found, rows=[(r, status_of(stands, r["document"], r["id"])) for r in rows])
