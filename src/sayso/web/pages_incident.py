"""The list of incidents, and the page of one: versions side by side, origins, the telling in time, what to decide."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from sayso.records.incident import CaseIncident
from sayso.records.origin import Origin
from sayso.showing.incidents import MATERIAL
from sayso.showing.wording import day, period
from sayso.web.answers import kept
from sayso.web.desk import Desk
from sayso.web.incident_laid import laid_out
from sayso.web.incident_view import LEVELS, ladder
from sayso.web.render import page, type_words
from sayso.web.reviews import status_of
from sayso.web.totals import incident_row

router = APIRouter()
PAGE = 30
Words = Annotated[str, Query(max_length=200)]
_ORDERS = {"told": "reports DESC, differ DESC, n", "day": "start IS NULL, start, n", "newest": "start DESC, n"}


@router.get("/incidents", response_class=HTMLResponse)
def incidents(
    request: Request, type: Words = "", order: Words = "told", least: Annotated[int, Query(ge=1, le=10_000)] = 1,
    everything: bool = False, differ: bool = False, page_: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:  # fmt: skip
    """The incidents of the case: each once, however many reports tell of it."""
    desk: Desk = request.app.state.desk
    wanted, values = ["reports >= ?"], [least]
    clauses: list[object] = list(values)
    if type:
        wanted.append("type = ?")
        clauses.append(type)
    elif not everything:
        wanted.append(f"+type IN ({','.join('?' * len(MATERIAL))})")
        clauses += sorted(MATERIAL)
    if differ:
        wanted.append("differ > 0")
    db = desk.shelf.reader()
    rows = db.execute(
        'SELECT id, type, mode, start, "end", place, country, reports, differ FROM incident'
        f" WHERE {' AND '.join(wanted)} ORDER BY {_ORDERS.get(order, _ORDERS['told'])} LIMIT ? OFFSET ?",
        [*clauses, PAGE + 1, (page_ - 1) * PAGE],
    ).fetchall()
    query = {"type": type, "order": order, "least": least if least > 1 else "", "everything": 1 if everything else "",
             "differ": 1 if differ else ""}  # fmt: skip
    return page(
        request, "incidents.html.j2", rows=[incident_row(r) for r in rows[:PAGE]], more=len(rows) > PAGE, number=page_,
        query=query, types=kept(desk, "incident types"),
    )  # fmt: skip


@router.get("/incident/{name}", response_class=HTMLResponse)
def incident_page(request: Request, name: str) -> HTMLResponse:
    """One incident, as each side tells it."""
    desk: Desk = request.app.state.desk
    laid = laid_out(desk, name)
    i = laid.incident
    points, days = ladder(laid.shown.sayings)
    when = ""
    if i.start:
        when = day(i.start) if i.start == i.end else period(i.start, i.end, "range")
    decided = desk.now().decided
    return page(
        request, "incident.html.j2", i=i, s=laid.shown, origins=[_nested(o) for o in laid.origins],
        denials=[_nested(o) for o in laid.denials], counted=laid.counted, asked=laid.asked, points=points, days=days,
        levels=LEVELS, when=when, pinned=laid.pinned, near=laid.near, words=type_words(i.type, i.mode),
        review={x.ref: status_of(decided, *_key(x.ref)) for x in laid.shown.sayings}, first=_first(i),
    )  # fmt: skip


def _first(incident: CaseIncident) -> str:
    return f"{incident.reports[0].document}#{incident.reports[0].claims[0]}"


def _key(ref: str) -> tuple[str, str]:
    document, _, claim = ref.rpartition("#")
    return document, claim


def _nested(origin: Origin) -> dict[str, Any]:
    """An origin with its reports as a tree of lists."""
    below: dict[int | None, list[int]] = {}
    for n, step in enumerate(origin.steps):
        below.setdefault(step.parent, []).append(n)

    def grow(parent: int | None, depth: int) -> list[dict[str, Any]]:
        if depth > 40:
            return []
        return [{"step": origin.steps[n], "below": grow(n, depth + 1)} for n in below.get(parent, ())]

    return {"origin": origin, "steps": grow(None, 0)}
