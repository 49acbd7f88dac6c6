"""Pictures of pages, as SVG: the same specs that `sayso draw` saves, drawn once for what is on the shelf."""

from __future__ import annotations

import threading
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from sayso.errors import NotFoundError
from sayso.records.incident import CaseIncident
from sayso.showing.draw import Picture
from sayso.showing.draw_map import Spot, map_of
from sayso.showing.draw_time import months
from sayso.showing.drawing import spots
from sayso.web.answers import kept
from sayso.web.desk import Desk
from sayso.web.incident_view import REPORTS

router = APIRouter()
_DRAWING = threading.Lock()
"""One picture at a time: the drawing library is one engine."""


@router.get("/picture/{name}.svg")
def picture(
    request: Request, name: str, incident: Annotated[str, Query(max_length=40)] = "", dark: bool = False
) -> Response:
    """One picture."""
    desk: Desk = request.app.state.desk
    key = f"picture {name} {incident} {dark}"
    found = desk.worked(key, desk.stamp()[1:], lambda: _drawn(desk, name, incident, dark=dark))
    return Response(found, media_type="image/svg+xml")


def _drawn(desk: Desk, name: str, incident: str, *, dark: bool) -> str:
    made = _made(desk, name, incident)
    with _DRAWING:
        return made.svg(dark=dark)


def _made(desk: Desk, name: str, incident: str) -> Picture:
    if name == "months":
        return months(kept(desk, "totals")["months"])
    if name == "map" and incident:
        return map_of(places_of(desk, desk.incident(incident)))
    raise NotFoundError("no such picture", hint="pictures are shown on the pages they belong to")


def places_of(desk: Desk, incident: CaseIncident) -> list[Spot]:
    """The places that an incident's claims tell."""
    ids = list(dict.fromkeys(t.document for t in incident.reports))[:REPORTS]
    return spots(incident, desk.of_ids(ids))
