"""An incident worked out for its pages, once: copies are found for the origins and for the rivals together."""

from __future__ import annotations

import sqlite3
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sayso.errors import NotFoundError
from sayso.records.assessment import Telling
from sayso.records.incident import CaseIncident
from sayso.records.origin import Origin
from sayso.records.report import Report
from sayso.showing.drawing import spots
from sayso.showing.wording import flat, quoted
from sayso.web.desk import Desk
from sayso.web.incident_view import REPORTS, Shown, shown
from sayso.web.totals import incident_row

NEAR = 8
AHEAD, MANY, PAUSE = 12, 30, 1.0
"""So many incidents are laid out ahead, of at least so many reports, with so many seconds between them."""


@dataclass(frozen=True)
class Laid:
    """What an incident's pages lay out, of its first `REPORTS` reports.

    Attributes:
        asked: the claim whose origins these are.
        pinned: whether there is a map.
        near: rows of other incidents that may be the same.
        told: what the assessment weighs; `question` what that answers; `keys` the claims it stands on.
    """

    incident: CaseIncident
    shown: Shown
    origins: tuple[Origin, ...]
    denials: tuple[Origin, ...]
    counted: str
    asked: str
    pinned: bool
    near: list[dict[str, Any]]
    told: tuple[Telling, ...]
    question: str
    keys: list[tuple[str, str]]


def laid_out(desk: Desk, name: str) -> Laid:
    """An incident worked out, kept until something is added or decided."""
    return desk.worked(f"incident {name}", desk.stamp(), lambda: _laid_out(desk, name))


def work_ahead(desk: Desk) -> int:
    """Lay out what lists show first and many reports tell of, which takes a second each; returns how many these are."""
    rows = desk.shelf.reader().execute(
        "SELECT id FROM incident WHERE reports >= ? ORDER BY reports DESC, differ DESC, n LIMIT ?", (MANY, AHEAD)
    )
    names = [row["id"] for row in rows]
    for name in names:
        time.sleep(PAUSE)  # whoever opens the reader first sees a page first
        with suppress(NotFoundError):  # a decision joined it to another meanwhile
            laid_out(desk, name)
    return len(names)


def _laid_out(desk: Desk, name: str) -> Laid:
    from sayso import linking, weighing
    from sayso.linking.happening import carried
    from sayso.weighing.telling import tellings

    incident = desk.incident(name)
    ids = list(dict.fromkeys(t.document for t in incident.reports))[:REPORTS]
    order = {d: n for n, d in enumerate(ids)}
    reports = sorted(desk.of_ids(ids), key=lambda r: order[r.document.id])
    known = linking.provenance_of(reports)
    document, claim = _asserted(incident, order)
    tree = linking.tree(known, document, claim)
    keys = [(t.document, c) for t in incident.reports if t.document in order for c in t.claims]
    return Laid(
        incident, shown(incident, reports), tree.origins, tree.denials, weighing.corroboration(tree).why,
        f"{document}#{claim}", bool(spots(incident, reports)), _near(desk, incident),
        tuple(tellings(reports, [carried(known, d, c) for d, c in keys])), _question(reports, *keys[0]), keys,
    )  # fmt: skip


def _asserted(incident: CaseIncident, order: dict[str, int]) -> tuple[str, str]:
    """The first claim that asserts it."""
    told = [t for t in incident.reports if t.document in order]
    first = next((t for t in told if t.asserts), told[0])
    return first.document, first.claims[0]


def _question(reports: list[Report], document: str, claim: str) -> str:
    first = next(r for r in reports if r.document.id == document)
    return f"who did what is told as {quoted(flat(first.claim_by_id[claim].span.of(first.document.text)))}"


def _near(desk: Desk, incident: CaseIncident) -> list[dict[str, Any]]:
    """Other incidents of its type that may be the same: of the same month or place, or of no day."""
    month = (incident.start or "")[:7]
    likely: list[tuple[str, list[str]]] = [("start IS NULL", [])]
    if month:
        likely.append(("start BETWEEN ? AND ?", [month, f"{month}~"]))
    if incident.place is not None:
        likely.append(("place = ?", [incident.place]))
    found: dict[str, sqlite3.Row] = {}
    for where, values in likely:
        rows = desk.shelf.reader().execute(
            'SELECT id, type, mode, start, "end", place, country, reports, differ, ref FROM incident'
            f" WHERE type = ? AND {where} ORDER BY reports DESC LIMIT ?", (incident.type, *values, NEAR + 1)
        )  # fmt: skip
        found |= {r["id"]: r for r in rows if r["id"] != incident.id}
    return [incident_row(r) for r in sorted(found.values(), key=lambda r: -r["reports"])[:NEAR]]
