"""Decisions made on a page: each is a judgement or a grade with a name and a reason, and each can be undone.

A form without script comes back to its page, which says what was noted; a script gets the same as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from sayso.case.corrections import change
from sayso.errors import NotFoundError, PrivacyError, UsageError
from sayso.records.claim import Claim
from sayso.records.judgement import Judgement
from sayso.records.report import Report
from sayso.web.desk import PATIENCE, Desk, today
from sayso.web.guard import Locks
from sayso.web.render import page
from sayso.web.reviews import digest, undoing, undoing_grade, value_of
from sayso.web.shelf_rows import key_of

MACHINES = ("machine", "linking", "sayso")
MOST = 200
DEFAULT_WHY = {"positive": "the words say so", "negative": "the words do not say so"}


async def genuine(request: Request) -> None:
    """Refuse a form that no page of this session made."""
    given = request.headers.get("x-csrf") or request.query_params.get("csrf") or ""
    if not given and request.headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        given = str((await request.form()).get("csrf", ""))
    locks: Locks = request.app.state.locks
    if not locks.genuine(request.scope.get("sayso.session", ""), given):
        raise PrivacyError("this form is not of this session", hint="reload the page and send it again")


router = APIRouter(prefix="/judge", dependencies=[Depends(genuine)])
Line = Annotated[str, Form(max_length=400)]
Name = Annotated[str, Form(max_length=200)]


@router.post("/review")
def review(request: Request, claims: Annotated[str, Form(max_length=40_000)], verdict: Name, by: Name = "",
           why: Line = "", next: Name = "/") -> Response:  # fmt: skip
    """Confirm or reject claims: that the words say what was read, not that it is true."""
    desk: Desk = request.app.state.desk
    signed = signed_by(by)
    if verdict not in DEFAULT_WHY:
        raise UsageError("a review confirms or rejects", hint="press one of the two")
    refs = claims.split()
    if not 0 < len(refs) <= MOST:
        raise UsageError("no claim was named", hint="go back and try again")
    pairs = [_existing(desk, ref) for ref in refs]
    reason = why.strip() or DEFAULT_WHY[verdict]
    made = [
        Judgement("reviewed", report.document.id, claim.id, verdict, 1.0, signed, reason, today())  # type: ignore[arg-type]
        for report, claim in pairs
    ]
    desk.add(judgements=made)
    word = "confirmed" if verdict == "positive" else "rejected"
    told = f"{word.capitalize()} by {signed}: {reason}"
    return answered(request, told, next, by=signed, undo=digest(made[0]), status=word)


@router.post("/correct")
def correct(request: Request, claim: Name, field: Name, value: Line = "", by: Name = "", why: Line = "",
            next: Name = "/") -> Response:  # fmt: skip
    """Correct one field of a claim. The reading stays; the correction stands beside it, and is what is shown."""
    desk: Desk = request.app.state.desk
    signed, reason = signed_by(by), reason_of(why)
    report, found = _existing(desk, claim)
    change(report, found, field, value)
    if value_of(found, field) == value:
        raise UsageError("nothing would change", where=field, hint="choose something else")
    name = f"{report.document.id}#{found.id}"
    made = Judgement("corrected", name, f"{field}={value}", "positive", 1.0, signed, reason,
                     today())  # fmt: skip
    desk.add(judgements=[made])
    told = f"Corrected by {signed}: {field.replace('_', ' ')}"
    return answered(request, told, next, by=signed, undo=digest(made), status="corrected")


@router.post("/incident")
def incident(request: Request, left: Name, right: Name, verdict: Name, by: Name = "", why: Line = "",
             next: Name = "/") -> Response:  # fmt: skip
    """Decide whether two claims are of one incident."""
    desk: Desk = request.app.state.desk
    signed, reason = signed_by(by), reason_of(why)
    if verdict not in DEFAULT_WHY:
        raise UsageError("two claims are of one incident, or of two", hint="press one of the two")
    sides = sorted(f"{r.document.id}#{c.id}" for r, c in (_existing(desk, left), _existing(desk, right)))
    if sides[0] == sides[1]:
        raise UsageError("this is one claim", hint="name two")
    made = Judgement("same_incident", sides[0], sides[1], verdict, 1.0, signed, reason, today())  # type: ignore[arg-type]
    desk.add(judgements=[made])
    told = "One incident" if verdict == "positive" else "Two incidents"
    return answered(request, f"{told}, says {signed}; the incidents are put together anew", next, by=signed,
                    undo=digest(made), status=verdict)  # fmt: skip


@router.post("/actor")
def actor(request: Request, left: Line, right: Line, verdict: Name, by: Name = "", why: Line = "",
          next: Name = "/") -> Response:  # fmt: skip
    """Decide whether two names are of one actor, in all of the case."""
    desk: Desk = request.app.state.desk
    signed, reason = signed_by(by), reason_of(why)
    if verdict not in DEFAULT_WHY:
        raise UsageError("two names are of one actor, or of two", hint="press one of the two")
    sides = sorted((left, right))
    known = desk.shelf.reader().execute("SELECT count(*) FROM joined WHERE part IN (?, ?)", sides).fetchone()[0]
    if known != 2 or sides[0] == sides[1]:
        raise NotFoundError("no such two names in this case", hint="reload the page: they may have been put together")
    made = Judgement("same_actor", sides[0], sides[1], verdict, 1.0, signed, reason, today())  # type: ignore[arg-type]
    desk.add(judgements=[made])
    told = "One actor" if verdict == "positive" else "Two actors"
    return answered(request, f"{told}, says {signed}; the actors are put together anew", next, by=signed,
                    undo=digest(made), status=verdict)  # fmt: skip


@router.post("/grade")
def grade(request: Request, subject: Line = "", report: Name = "", reliability: Name = "",
          credibility: Name = "", by: Name = "", why: Line = "", next: Name = "/") -> Response:  # fmt: skip
    """Grade a source by a letter, or a claim by a number; the outlet of a report is a source, too."""
    from sayso.weighing.grade import judged

    desk: Desk = request.app.state.desk
    signed = signed_by(by)
    number = int(credibility) if credibility in tuple("0123456789") else None
    if number is not None:
        found, claim = _existing(desk, subject)
        subject = f"{found.document.id}#{claim.id}"
    elif report:
        subject = _source(desk, report)
    elif not _is_source(desk, subject):
        raise NotFoundError("no such source in this case", hint="grade it on the page of one of its reports")
    made = judged(subject, reliability=reliability or None, credibility=number, by=signed, why=reason_of(why))
    desk.add(grades=[made])
    told = f"Graded {number or made.reliability} by {signed}"
    return answered(request, told, next, by=signed, undo=digest(made), status="graded")


@router.post("/unmask")
def unmask(request: Request, person: Name, by: Name = "", why: Line = "", next: Name = "/") -> Response:
    """Tell the name of one person, once, and note who asked and why."""
    from sayso.case import unmask_person

    desk: Desk = request.app.state.desk
    signed, reason = signed_by(by), reason_of(why)
    with desk.case.writer(timeout=PATIENCE) as writer:
        names = unmask_person(desk.case.refresh(), writer, person, by=signed, reason=reason)
    return page(request, "unmasked.html.j2", person=person, names=names, next=place(next), signed=signed, reason=reason)


@router.post("/undo")
def undo(request: Request, decision: Name, by: Name = "", next: Name = "/") -> Response:
    """Take a decision back: what stood before it stands again."""
    desk: Desk = request.app.state.desk
    signed = signed_by(by)
    now = desk.now()
    if (grade := undoing_grade(now.grades, decision, by=signed)) is not None:
        desk.add(grades=[grade])
    else:
        desk.add(judgements=[undoing(now.judgements, decision, by=signed, on=today())])
    return answered(request, f"Undone by {signed}", next, by=signed, status="unreviewed")


def answered(
    request: Request, told: str, next: str, *, by: str, undo: str = "", status: str = ""
) -> Response:  # fmt: skip
    """What was noted: as JSON to a script, else by going back to the page."""
    answer: Response
    if "application/json" in request.headers.get("accept", ""):
        desk: Desk = request.app.state.desk
        answer = JSONResponse({"said": told, "undo": undo, "status": status, "by": by, "version": desk.case.version})
    else:
        path, _, anchor = place(next).partition("#")
        locks: Locks = request.app.state.locks
        question = urlencode({"said": told} | ({"undo": undo} if undo else {}) | {"ours": locks.ours(told + undo)})
        address = f"{path}{'&' if '?' in path else '?'}{question}" + (f"#{anchor}" if anchor else "")
        answer = RedirectResponse(address, status_code=303)
    answer.set_cookie("sayso-by", quote(by), httponly=True, samesite="strict", max_age=31_536_000)
    return answer


def place(next: str) -> str:
    r"""Where to go back to: a page of the reader, and nowhere else.

    >>> place("/queue?page=2"), place("//elsewhere"), place("https://elsewhere"), place("/\\elsewhere")
    ('/queue?page=2', '/', '/', '/')
    """
    good = next.startswith("/") and not next.startswith("//") and "\\" not in next and next.isprintable()
    return quote(next, safe="/?&=#:%-_.~+") if good else "/"


def signed_by(by: str) -> str:
    """Who decides.

    Raises:
        UsageError: nobody, or a name that is the machine's.
    """
    name = " ".join(by.split())
    if not name or len(name) > 80:
        raise UsageError("a decision needs a name", hint="write yours; it is kept in the case")
    if name.casefold().startswith(MACHINES):
        raise UsageError("this name is the machine's", hint="give your own")
    return name


def reason_of(why: str) -> str:
    """Why it was decided so.

    Raises:
        UsageError: no reason is given.
    """
    reason = " ".join(why.split())
    if not reason:
        raise UsageError("a decision needs a reason", hint="write why in a few words")
    return reason


def _existing(desk: Desk, ref: str) -> tuple[Report, Claim]:
    """The report and claim of `DOCUMENT#CLAIM`."""
    document, _, name = ref.rpartition("#")
    report = desk.report(key_of(document))
    claim = report.claim_by_id.get(name)
    if claim is None or report.document.id != document:
        raise NotFoundError("no such claim in this case", hint="the report may have been read anew; reload the page")
    return report, claim


def _source(desk: Desk, report: str) -> str:
    """The key that the outlet of a report is graded under."""
    from sayso.linking.credits import source_of

    found = source_of(desk.report(report).document.outlet)
    if found is None:
        raise NotFoundError("this report names no outlet", hint="grade its claims")
    return found.key


def _is_source(desk: Desk, key: str) -> bool:
    """Whether an outlet of the case goes by this key."""
    return key in set(sources(desk))


def sources(desk: Desk) -> Iterable[str]:
    """The keys of the outlets of the case."""
    from sayso.linking.credits import source_of
    from sayso.web.find import outlets

    return (found.key for o in outlets(desk) if (found := source_of(o)) is not None)


def forms(judgements: Iterable[Judgement]) -> list[dict[str, Any]]:
    """Decisions for a list, each with the name it is undone by."""
    return [{"j": j, "name": digest(j)} for j in judgements]
