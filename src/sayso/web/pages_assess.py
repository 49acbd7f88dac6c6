"""The assessment of one incident: the rivals, the matrix that is edited where it stands, and what that hangs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import HTMLResponse, Response

from sayso.errors import UsageError
from sayso.records.assessment import Assessment, Edits, Telling
from sayso.records.judgement import Judgement
from sayso.showing.assess import Part, brief, put_forward
from sayso.showing.wording import capital, flat
from sayso.web.desk import Desk, today
from sayso.web.incident_laid import laid_out
from sayso.web.judging import answered, genuine, reason_of, signed_by
from sayso.web.render import page
from sayso.web.reviews import digest

router = APIRouter()
RATINGS = ("CC", "C", "N", "I", "II")
FORM = {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": {
    "type": "object", "properties": {"by": {"type": "string"}, "why": {"type": "string"}},
    "additionalProperties": {"type": "string"},
}}}}}  # fmt: skip
"""The form for the OpenAPI document; its other fields are `cell:ROW:ANSWER`, with a rating each."""
ELSEWHERE = ("Bottom line", "The rivals", "The matrix", "What it hangs on")
"""Parts of the brief that the page lays out in its own way."""


Weighed = tuple[Assessment, dict[str, Part]]
"""An assessment, and the parts of its brief by their titles."""


@dataclass(frozen=True)
class Asked:
    """What an incident's assessment is made of."""

    told: tuple[Telling, ...]
    edits: Edits
    question: str
    anchor: tuple[str, str]


@router.get("/assess/{name}", response_class=HTMLResponse)
def assess_page(request: Request, name: str) -> HTMLResponse:
    """Who did it: the rival answers to one incident."""
    from sayso.weighing.assess import assess, first_of
    from sayso.weighing.grade import standings

    desk: Desk = request.app.state.desk
    now = desk.now()
    asked = gathered(desk, name)

    def weighed() -> Weighed | UsageError:
        try:
            found = assess(asked.told, question=asked.question, grades=now.grades, edits=asked.edits)
        except UsageError as error:
            return error
        return found, {p.title: p for p in brief(found, grades=standings(now.grades))}

    made = desk.worked(f"assessment {name}", desk.stamp(), weighed)
    if isinstance(made, UsageError):
        return page(request, "assess.html.j2", name=name, a=None, problem=made, question=capital(flat(asked.question)))
    found, parts = made
    lead = {h.id for h in first_of(found.matrix, found.scores)}
    return page(
        request, "assess.html.j2", name=name, a=found, problem=None, question=capital(flat(asked.question)),
        bottom=parts["Bottom line"].lines, hangs=parts["What it hangs on"],
        rivals=_rivals(found, lead), ratings=RATINGS,
        rest=[p for t, p in parts.items() if t not in ELSEWHERE and not _empty(p)], anchor=asked.anchor,
        edited={(i.id, c.hypothesis): c.by for i in found.matrix.items for c in i.cells if c.by},
    )  # fmt: skip


def _empty(part: Part) -> bool:
    return not part.lines and not part.rows


def _rivals(a: Assessment, lead: set[str]) -> list[dict[str, object]]:
    from sayso.weighing.wording import words

    by_id = {h.id: h for h in a.matrix.hypotheses}
    return [
        {"id": n, "text": capital(put_forward(by_id[n])), "against": a.scores.inconsistency[n],
         "low": a.scores.posterior[n][0], "high": a.scores.posterior[n][1], "middle": a.scores.middle[n],
         "words": words(*a.scores.posterior[n], "icd203"), "first": n in lead}
        for n in a.scores.ranking()
    ]  # fmt: skip


def gathered(desk: Desk, name: str) -> Asked:
    """What the case tells of an incident, with what analysts changed."""
    from sayso.weighing.edits import edits_of

    laid = laid_out(desk, name)
    return Asked(laid.told, edits_of(desk.now().judgements, frozenset(laid.keys)), laid.question, laid.keys[0])


@router.post("/assess/{name}/cells", dependencies=[Depends(genuine)], openapi_extra=FORM)
async def cells(request: Request, name: str) -> Response:
    """Rate cells anew: all that differ from what stands."""
    from starlette.concurrency import run_in_threadpool

    form = {k: str(v) for k, v in (await request.form()).items()}
    return await run_in_threadpool(_rated, request, name, form)


def _rated(request: Request, name: str, form: dict[str, str]) -> Response:
    from dataclasses import replace

    from sayso.weighing.edits import cell, identity_of, row_of
    from sayso.weighing.hypotheses import matrix_from

    desk: Desk = request.app.state.desk
    signed, asked = signed_by(form.get("by", "")), gathered(desk, name)
    matrix = matrix_from(asked.told, edits=asked.edits)
    made: list[Judgement] = []
    for field, rating in form.items():
        if not field.startswith("cell:"):
            continue
        _, row, answer = (*field.split(":", 2), "", "")[:3]
        item = row_of(matrix, row)
        identity = identity_of(matrix, answer)
        if item.rating(next(h.id for h in matrix.hypotheses if h.identity == identity)) != rating:
            document, claim = item.claims[0]
            one = cell(document, claim, identity, rating, by=signed, why=reason_of(form.get("why", "")))
            made.append(replace(one, made_at=today()))
    if not made:
        raise UsageError("nothing would change", hint="choose another rating first")
    desk.add(judgements=made)
    told = f"{len(made)} rating{'s' if len(made) > 1 else ''} changed by {signed}"
    return answered(request, told, f"/assess/{name}", by=signed, undo=digest(made[-1]), status="edited")


@router.post("/assess/{name}/answer", dependencies=[Depends(genuine)])
def answer(
    request: Request, name: str, text: Annotated[str, Form(max_length=300)], by: Annotated[str, Form()] = "",
    why: Annotated[str, Form(max_length=400)] = "",
) -> Response:  # fmt: skip
    """Enter a further answer, to be weighed with the others; none about a person."""
    from dataclasses import replace

    from sayso.showing.assess_case import refuse_persons
    from sayso.weighing.edits import answer as entered

    desk: Desk = request.app.state.desk
    signed, asked = signed_by(by), gathered(desk, name)
    refuse_persons(text)
    made = replace(entered(*asked.anchor, text, by=signed, why=reason_of(why)), made_at=today())
    desk.add(judgements=[made])
    return answered(request, f"Entered by {signed}", f"/assess/{name}", by=signed, undo=digest(made), status="entered")
