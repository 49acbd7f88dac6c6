"""Pages on the case as a whole: the overview, the list of reports, search, and two versions compared."""

from __future__ import annotations

from collections import Counter
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from sayso.web.answers import kept
from sayso.web.desk import Desk
from sayso.web.find import PAGE, Facets, claims, outlets, reports, reviewed, searched, texts, urgent
from sayso.web.render import page
from sayso.web.reviews import decision_words, status_of
from sayso.web.together import BESIDE, MOST
from sayso.web.totals import CAP, months_words, told_most
from sayso.web.versions import between, chosen_version

router = APIRouter()
Number = Annotated[int, Query(ge=1, le=100_000)]
Words = Annotated[str, Query(max_length=200)]
LINKING = f"Incidents are being put together; of more than {BESIDE:,} reports this takes minutes."
TOO_MANY = f"Incidents were not put together: there are more than {MOST:,} reports, or too little memory for them."


@router.get("/", response_class=HTMLResponse)
def overview(request: Request) -> HTMLResponse:
    """What the case holds, and what to look at first."""
    desk: Desk = request.app.state.desk
    now = desk.now()
    found = kept(desk, "totals")
    first = [(c, status_of(now.decided, c["document"], c["id"])) for c in urgent(desk, 6)]
    return page(
        request, "overview.html.j2", f=found | {"months_words": months_words(found["months"])},
        reviewed=accusing(desk), urgent=first, incidents=told_most(desk.shelf.reader(), 6),
        failures=[(record, f.message) for record, f in now.failures[::-1]],
        linking=None if found["incidents"] else LINKING if desk.linked else TOO_MANY,
        versions=[v.version for v in now.versions],
    )  # fmt: skip


def accusing(desk: Desk) -> int:
    """How many of the reviewed claims are accusations."""
    return sum(accuses for _, accuses in reviewed(desk).values())


@router.get("/reports", response_class=HTMLResponse)
def reports_page(
    request: Request, outlet: Words = "", genre: Words = "", order: Words = "newest", page_: Annotated[
        int, Query(alias="page", ge=1, le=100_000)
    ] = 1,
) -> HTMLResponse:  # fmt: skip
    """The reports of the case."""
    desk: Desk = request.app.state.desk
    rows, more = reports(desk, outlet=outlet, genre=genre, order=order, page=page_)
    done = Counter(document for document, _ in desk.now().decided.reviews)
    query = {"outlet": outlet, "genre": genre, "order": order}
    return page(request, "reports.html.j2", rows=rows, more=more, number=page_, query=query, outlets=outlets(desk),
                reviewed=done, retracted=desk.now().decided.retracted)  # fmt: skip


@router.get("/search", response_class=HTMLResponse)
def search_page(
    request: Request, q: Words = "", type: Words = "", certainty: Words = "", outlet: Words = "", evidence: Words = "",
    year: Words = "", status: Words = "", page_: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1,
) -> HTMLResponse:  # fmt: skip
    """Claims and reports with these words, and what they divide into."""
    desk: Desk = request.app.state.desk
    asked = Facets(q, type, certainty, outlet, evidence, year, status)
    found = searched(desk, asked)
    rows = claims(desk, found.numbers[(page_ - 1) * PAGE : page_ * PAGE])
    decided, total = desk.now().decided, len(found.numbers)
    return page(
        request, "search.html.j2", asked=asked, rows=[(c, status_of(decided, c["document"], c["id"])) for c in rows],
        docs=texts(desk, q) if page_ == 1 else [], more=total > page_ * PAGE, number=page_, total=total,
        capped=total == CAP, facets=found.facets,
    )  # fmt: skip


@router.get("/compare", response_class=HTMLResponse)
def compare_page(request: Request, a: Words = "", b: Words = "") -> HTMLResponse:
    """What changed between two versions, or two dates, of the case."""
    desk: Desk = request.app.state.desk
    versions = desk.now().versions
    left, right = chosen_version(versions, a, first=True), chosen_version(versions, b, first=False)
    changed = desk.worked(f"compare {left} {right}", desk.stamp(), lambda: between(desk, left, right))
    return page(request, "compare.html.j2", versions=versions[::-1], a=left, b=right, c=changed,
                decision_words=decision_words)  # fmt: skip
