"""The review queue, ordered by what hangs on it, and the list of decisions with their undo."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from sayso.linking.credits import source_of
from sayso.records.judgement import Grade, Judgement
from sayso.showing.wording import table
from sayso.web.answers import kept
from sayso.web.desk import Desk
from sayso.web.find import outlets, urgent
from sayso.web.pages_case import accusing
from sayso.web.render import page
from sayso.web.reviews import decision_words, digest, subject, undoable, undoable_grades
from sayso.web.shelf_rows import key_of, text_in

router = APIRouter()
CARDS = 20
ROWS = 100


@router.get("/queue", response_class=HTMLResponse)
def queue(
    request: Request, everything: bool = False, skip: Annotated[int, Query(ge=0, le=1_000_000)] = 0
) -> HTMLResponse:
    """What to review next: unsure readings of grave claims first."""
    desk: Desk = request.app.state.desk
    now = desk.now()
    rows = urgent(desk, CARDS, after=skip, everything=everything)
    found = kept(desk, "totals")
    cards = [{"c": r, "why": _why_first(r), "context": _context(desk, r)} for r in rows]
    return page(
        request, "queue.html.j2", cards=cards, everything=everything, skip=skip, number=CARDS,
        done=len(now.decided.reviews) if everything else accusing(desk),
        total=found["claims"] if everything else found["accusations"],
    )  # fmt: skip


def _context(desk: Desk, row: Any) -> tuple[str, str, str]:
    """The claim's words with some of the text around them, so that one can judge without opening the report."""
    found = desk.shelf.reader().execute(
        'SELECT p.body, c.start, c."end" FROM claim c JOIN packed p ON p.doc = c.doc WHERE c.n = ?', (row["n"],)
    ).fetchone()  # fmt: skip
    text = text_in(found["body"])
    start, end = found["start"], found["end"]
    left, right = max(0, start - 220), min(len(text), end + 160)
    before, after = text[left:start], text[end:right]
    if left and " " in before:
        before = "… " + before.partition(" ")[2]
    if right < len(text) and " " in after:
        after = after.rpartition(" ")[0] + " …"
    return before, text[start:end][:2000], after


def _why_first(row: Any) -> str:
    """Why a claim is this far up, in words."""
    sure = "unsure reading" if row["score"] < 0.6 else "fairly sure reading" if row["score"] < 0.85 else "sure reading"
    grave = (
        "a grave accusation"
        if row["accuses"] and row["grave"] > 0.6
        else "an accusation"
        if row["accuses"]
        else "a claim"
    )
    return f"{sure} ({row['score']:.2f}) of {grave}"


@router.get("/decisions", response_class=HTMLResponse)
def decisions(request: Request, page_: Annotated[int, Query(alias="page", ge=1, le=100_000)] = 1) -> HTMLResponse:
    """What was decided, the newest first."""
    desk: Desk = request.app.state.desk
    now = desk.now()
    judgements = now.judgements[::-1]
    here = judgements[(page_ - 1) * ROWS : page_ * ROWS]
    latest: set[tuple[str, str, str | None]] = set()
    undone = []
    for j in judgements[: page_ * ROWS]:
        undone.append(subject(j) not in latest and undoable(j))
        latest.add(subject(j))
    rows = [_row(j, can) for j, can in zip(here, undone[(page_ - 1) * ROWS :], strict=True)]
    return page(
        request, "decisions.html.j2", rows=rows, number=page_,
        grades=_grades(desk, undoable_grades(now.grades, ROWS)),
        more=len(judgements) > page_ * ROWS, certainties_=table("certainty"),
    )  # fmt: skip


def _grades(desk: Desk, grades: list[tuple[Grade, str]]) -> list[dict[str, Any]]:
    """Grades for the list; a source by the name that its reports give it."""
    known = outlets(desk) if any("#" not in g.subject for g, _ in grades) else []
    names = {found.key: o for o in known if (found := source_of(o)) is not None}
    rows = []
    for g, name in grades:
        document, _, claim = g.subject.partition("#")
        rows.append(
            {"given": str(g.credibility) if claim else g.reliability, "subject": names.get(g.subject, g.subject),
             "link": f"/report/{key_of(document)}/claim/{claim}" if claim else "", "by": g.made_by, "why": g.why,
             "name": name}
        )  # fmt: skip
    return rows


def _row(j: Judgement, can_undo: bool) -> dict[str, Any]:
    left, _, claim = j.left.rpartition("#")
    link = ""
    if j.kind in ("reviewed", "retracted"):
        link = f"/report/{key_of(j.left)}" + (f"/claim/{j.right}" if j.right else "")
    elif claim and left:
        link = f"/report/{key_of(left)}/claim/{claim}"
    what = (j.right or "").replace("=", " → ").replace("_", " ") if j.kind == "corrected" else ""
    return {"words": decision_words(j), "what": what, "link": link, "by": j.made_by, "why": j.why, "at": j.made_at,
            "name": digest(j) if can_undo else "", "subject": claim or j.left[:24]}  # fmt: skip
