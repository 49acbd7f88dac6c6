"""The report page: the text with its claims marked, notes beside it; and the page of one claim, with why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from sayso.errors import NotFoundError
from sayso.exporting import accuses
from sayso.records.claim import Claim
from sayso.report import Report as Read
from sayso.showing.charts import network, timeline
from sayso.showing.view import Entry
from sayso.showing.why import explain
from sayso.showing.wording import day, excerpt, unique
from sayso.web.correcting import choices
from sayso.web.desk import Desk
from sayso.web.find import claims_where
from sayso.web.opened import Now
from sayso.web.render import page
from sayso.web.reviews import digest, standing_of, status_of

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Denial:
    """What stands against an entry: who denies it, in which words, and its note, or the report that has it."""

    who: str
    quote: str
    entry: int
    link: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A note in the margin: an entry of the report, what people decided of it, and what is said against it."""

    entry: Entry
    status: str
    by: str
    accuses: bool
    denials: tuple[Denial, ...]
    judged: str


def first_met() -> Callable[[str, int], bool]:
    """Whether a number is met for the first time: its first place in the text is what its note links to."""
    seen: set[int] = set()

    def first(_prefix: str, number: int) -> bool:
        new = number not in seen
        seen.add(number)
        return new

    return first


@router.get("/report/{key}", response_class=HTMLResponse)
def report_page(request: Request, key: str) -> HTMLResponse:
    """One report: its text and, in the order of the text, what it puts forward."""
    desk: Desk = request.app.state.desk
    read, now = desk.read(key), desk.now()
    told = read.story
    made = list(notes(read, now, _denied_in_case(desk, read.document.id)))
    grade, out = now_grade(now, read), now.decided.retracted.get(read.document.id)
    return page(
        request, "report.html.j2", t=told, key=key, notes=made, first_ref=first_met(), grade=grade,
        done=sum(n.status != "unreviewed" for n in made),
        holders=unique(h for n in made for h in n.entry.holders),
        ties=Markup(network(told.arcs, id="r1-net")), time=Markup(timeline(told.moments, id="r1-time")),
        copies=_beside(desk, read.document.id), retracted=out,
        undo_retraction=digest(out) if out else "",
    )  # fmt: skip


def notes(read: Read, now: Now, elsewhere: Mapping[str, list[Denial]]) -> Iterator[Note]:
    """The notes of a report in the order of its text, each claim with the first entry that tells it."""
    document, by_id = read.document.id, read.record.claim_by_id
    entries = [e for s in read.story.sections for e in s.entries]
    first = {c: e.number for e in reversed(entries) for c in e.claims}
    for e in sorted(entries, key=lambda e: (e.quotes[0].start if e.quotes else 1 << 40, e.number)):
        fresh = [c for c in e.claims if c in by_id and first[c] == e.number]
        if not fresh:
            continue
        claims = [by_id[c] for c in fresh]
        status, by = _status(now, document, e.claims[:1])
        yield Note(
            e, status, by, any(accuses(c) for c in claims), _against(read, claims, first, elsewhere),
            " ".join(f"{document}#{c}" for c in fresh),
        )  # fmt: skip


def _status(now: Now, document: str, claims: tuple[str, ...]) -> tuple[str, str]:
    for c in claims:
        if (j := standing_of(now.decided, document, c)) is not None:
            return status_of(now.decided, document, c), j.made_by
    return "unreviewed", ""


def _against(
    read: Read, claims: list[Claim], first: dict[str, int], elsewhere: Mapping[str, list[Denial]]
) -> tuple[Denial, ...]:
    """The denials in the report, then those of the same incident in the case, each once."""
    if all(c.polarity == "negative" for c in claims):
        return ()
    found = {d.quote: d for d in _denials(read, claims, first)}
    for claim in claims:
        for denial in elsewhere.get(claim.id, ()):
            found.setdefault(denial.quote, denial)
    return tuple(found.values())[:4]


def _denied_in_case(desk: Desk, document: str) -> dict[str, list[Denial]]:
    """By claim, what is said in the case against the incident that it is about."""
    rows = desk.shelf.reader().execute(
        "SELECT a.claim, s.holder, s.quote, c.id, d.key, d.id document, d.outlet, d.day FROM doc o"
        " CROSS JOIN incident_claim a ON a.doc = o.n CROSS JOIN incident_claim b ON b.incident = a.incident"
        " AND b.denies = 1 CROSS JOIN doc d ON d.n = b.doc CROSS JOIN claim c ON c.doc = d.n AND c.id = b.claim"
        " CROSS JOIN said s ON s.n = c.n WHERE o.id = ? ORDER BY d.n <> o.n, d.day LIMIT 400",
        (document,),
    )
    found: dict[str, list[Denial]] = {}
    for r in rows:
        where = (
            "" if r["document"] == document else f"{r['outlet'] or 'another report'}, {day(r['day'] or '')}".strip(", ")
        )
        found.setdefault(r["claim"], []).append(
            Denial(r["holder"], r["quote"], 0, f"/report/{r['key']}#{r['id']}", where)
        )
    return found


def _denials(read: Read, claims: list[Claim], first: dict[str, int]) -> Iterator[Denial]:
    from sayso.showing.naming import Names

    text, by_id = read.text, read.record.claim_by_id
    names = Names(read.record, read.linked)
    seen: set[str] = set()
    for claim in claims:
        standing = read.standing.of_claim.get(claim.id)
        for other in standing.denied_by if standing is not None else ():
            if (d := by_id.get(other)) is not None and other not in seen:
                seen.add(other)
                quote = excerpt(text, d.span, around=d.trigger, size=160)
                yield Denial(names.holder(d.holders[-1]), quote, first.get(other, 0))


def now_grade(now: Now, read: Read) -> str:
    """The reliability that analysts gave the outlet, or that nobody has."""
    from sayso.linking.credits import source_of
    from sayso.weighing.grade import standings

    source = source_of(read.document.outlet)
    found = standings(now.grades).get(source.key) if source is not None else None
    return found.shown if found is not None else "F6: not judged yet"


def _beside(desk: Desk, document: str) -> list[Any]:
    """Other reports that tell of an incident that this one tells of."""
    return desk.shelf.reader().execute(
        "SELECT d.key, d.title, d.record, d.outlet, d.day FROM doc d WHERE d.n IN (SELECT b.doc FROM doc o"
        " CROSS JOIN incident_claim a ON a.doc = o.n CROSS JOIN incident_claim b ON b.incident = a.incident"
        " WHERE o.id = ? AND b.doc <> o.n LIMIT 400) ORDER BY d.day LIMIT 20",
        (document,),
    ).fetchall()  # fmt: skip


@router.get("/report/{key}/claim/{claim}", response_class=HTMLResponse)
def claim_page(request: Request, key: str, claim: str) -> HTMLResponse:
    """One claim: why it was read so, what can be corrected, and what was decided."""
    desk: Desk = request.app.state.desk
    read, now = desk.read(key), desk.now()
    found = read.record.claim_by_id.get(claim)
    if found is None:
        raise NotFoundError("this report has no such claim", hint="another coding of it may number claims anew")
    document = read.document.id
    status, by = _status(now, document, (claim,))
    ids = [c.id for c in read.claims]
    at = ids.index(claim)
    persons = unique(
        m.text for m in map(read.record.mention_by_id.get, _mentions(found)) if m is not None and m.private
    )
    return page(
        request, "claim.html.j2", read=read, c=found, key=key, why=explain(read.record, read.linked, found),
        standing=status, judged_by=by, choices=choices(read.record, read.linked, found), ref=f"{document}#{claim}",
        corrections=now.decided.corrections.get((document, claim), {}), before=ids[at - 1] if at else None,
        after=ids[at + 1] if at + 1 < len(ids) else None, persons=[p for p in persons if p.startswith("person-")],
        incident=_incident(desk, document, claim), row=_row(desk, document, claim),
        grade=_claim_grade(now, document, claim),
    )  # fmt: skip


def _mentions(claim: Claim) -> tuple[str, ...]:
    held = tuple(h.mention for h in claim.holders if h.mention)
    return (*held, *claim.actors, *claim.recipients, *claim.subjects, *claim.objects)


def _incident(desk: Desk, document: str, claim: str) -> str | None:
    row = desk.shelf.reader().execute(
        "SELECT incident FROM incident_claim WHERE doc = (SELECT n FROM doc WHERE id = ?) AND claim = ?",
        (document, claim),
    ).fetchone()  # fmt: skip
    return None if row is None else str(row[0])


def _row(desk: Desk, document: str, claim: str) -> Any:
    return next(iter(claims_where(desk, "d.id = ? AND c.id = ?", (document, claim), limit=1)), None)


def _claim_grade(now: Now, document: str, claim: str) -> str:
    from sayso.weighing.grade import standings

    found = standings(now.grades).get(f"{document}#{claim}")
    return " / ".join(str(g.credibility) for g in found.grades) if found is not None else "6: not judged yet"
