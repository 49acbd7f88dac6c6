"""Commands by which a person decides: `sayso review`, `retract`, `erase`, `unmask`. All but erasing can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.app import app, say, told
from sayso.cli.cases import CaseFolder
from sayso.errors import UsageError
from sayso.showing.output import Output, printable

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.records.judgement import Judgement

Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; kept in the case.")]
By = Annotated[str, typer.Option(metavar="NAME", help="Who decides; kept in the case.")]


@app.command(
    epilog="Example: `sayso review cases/harbour a.txt#c3 --correct type=COERCE --by Ada --reason 'no shot fell'`"
)
def review(
    case: CaseFolder,
    claim: Annotated[
        str | None, typer.Argument(metavar="REPORT#CLAIM", help="A claim, as in a.txt#c3; none lists what waits.")
    ] = None,
    confirm: Annotated[bool, typer.Option("--confirm", help="It was read right.")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="It was read wrong, and counts no more.")] = False,
    correct: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FIELD=VALUE",
            help="It stands, but for this: type, mode, certainty, polarity, legal_status, target_kind, actors, "
            "recipients, subjects, objects (mention ids or the report's words). May be given again.",
        ),
    ] = None,
    undo: Annotated[bool, typer.Option("--undo", help="Take back what was decided about it.")] = False,
    by: By = "",
    reason: Reason = "",
) -> None:
    """Confirm, reject or correct a claim under your name, or list the accusations that wait for review."""
    with told():
        from sayso.case import Case
        from sayso.showing import reviewing

        opened = Case.open(case)
        if claim is None:
            with Output(None) as out:
                out.write(reviewing.queue_text(opened, width=out.width, colour=out.colour))
            return
        if sum((confirm, reject, bool(correct), undo)) != 1:
            raise UsageError("say one thing of the claim", where=claim, hint="--confirm, --reject, --correct or --undo")
        found = reviewing.meant(opened, claim)
        made = (
            reviewing.taking_back(opened, found, by=by, reason=reason)
            if undo
            else reviewing.review(
                found, verdict="negative" if reject else "positive", corrections=correct or (), by=by, reason=reason
            )
        )
        version = _kept(opened, made)
        stands = "is as it was read" if undo else "is rejected" if reject else "stands"
        say(f"{case}: {claim} {stands}; case version {version}")
        if not reject:
            report = next(opened.refresh().reports([found.report.document.id]), None)
            assert found.claim is not None
            if report is not None and (now := report.claim_by_id.get(found.claim.id)) is not None:
                with Output(None) as out:
                    out.write(reviewing.told(report, now))


@app.command(epilog="Example: `sayso retract cases/harbour a.txt --by Ada --reason 'the paper withdrew it on 4 May'`")
def retract(
    case: CaseFolder,
    subject: Annotated[
        str, typer.Argument(metavar="REPORT[#CLAIM]", help="A report (id, file or address), or a claim of it.")
    ],
    by: By,
    reason: Reason,
    undo: Annotated[bool, typer.Option("--undo", help="Take it in again.")] = False,
) -> None:
    """Take a report, or a claim of it, out of all findings. It stays in the case, and can be taken in again."""
    with told():
        from sayso.case import Case
        from sayso.showing import reviewing

        opened = Case.open(case)
        found = reviewing.meant(opened, subject, claim=False)
        version = _kept(opened, [reviewing.retraction(found, undo=undo, by=by, reason=reason)])
        say(
            f"{case}: {subject} {'counts again' if undo else 'is retracted and counts no more'}; case version {version}"
        )


@app.command(epilog="Example: `sayso erase cases/harbour reports/a.txt --reason 'the author asked for it'`")
def erase(
    case: CaseFolder,
    document: Annotated[
        str, typer.Argument(metavar="REPORT", help="A report, by its document id, record id, file or address.")
    ],
    reason: Reason,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who erases; kept in the case.")] = "not given",
    copies: Annotated[bool, typer.Option("--copies", help="Erase all reports with the same text too.")] = False,
) -> None:
    """Erase a report from a case for good, with all that stands on it and all earlier versions of the case."""
    with told():
        from sayso.case import Case

        opened = Case.open(case)
        with opened.writer(on_wait=say) as writer:
            now = opened.refresh()
            found = now.named(document)
            if len(found) != 1:
                raise UsageError(
                    "no such report in this case" if not found else f"{len(found)} reports go by this name",
                    where=document,
                    hint="give the document id of one: " + (", ".join(found) or "`--format jsonl` prints it"),
                )
            same = now.copies(found)
            names = now.records() if same else {}
            gone = found + (same if copies else [])
            erased = writer.erase(gone, by=by, reason=reason)
        many = "1 report" if len(gone) == 1 else f"{len(gone)} reports"
        say(f"{case}: erased {many}; case version {erased.version}; earlier versions are gone")
        if same and not copies:
            say(f"{case}: the same text is still in {', '.join(names[s] for s in same[:5])}: erase these too")


@app.command(epilog="Example: `sayso unmask cases/harbour person-1a2b3c4d --by 'R. Editor' --reason 'holds an office'`")
def unmask(
    case: CaseFolder,
    person: Annotated[str, typer.Argument(metavar="PERSON", help="A pseudonym, as in person-1a2b3c4d.")],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who unmasks; kept in the case.")],
    reason: Reason,
) -> None:
    """Tell the name of one person of a case, and note who asked and why. Some persons are never unmasked."""
    with told():
        from sayso.case import Case, unmask_person

        opened = Case.open(case)
        with opened.writer(on_wait=say) as writer:
            names = unmask_person(opened.refresh(), writer, person, by=by, reason=reason)
        with Output(None) as out:
            out.write(f"{person}: {'; '.join(printable(name) for name in names)}")


def _kept(case: Case, judgements: list[Judgement]) -> int:
    with case.writer(on_wait=say) as writer:
        return writer.add(judgements=judgements).version
