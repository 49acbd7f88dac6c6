"""Commands that weigh: `sayso ask`, `sayso assess`, `sayso rate`, `sayso grade`."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from sayso.cli.app import app, say, told
from sayso.errors import UsageError
from sayso.showing.output import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sayso.showing.assess import Part
    from sayso.showing.assess_case import Answer


class BriefFormat(StrEnum):
    """What an assessment is printed as."""

    text = "text"
    html = "html"
    md = "md"
    json = "json"
    pdf = "pdf"


class Words(StrEnum):
    """The scale of words for likelihood."""

    icd203 = "icd203"
    phia = "phia"


By = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so; kept in the case.")]
Target = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")]
Shape = Annotated[BriefFormat, typer.Option("--format", help="What to print.")]


CASE_HELP = "A case folder, or what `--format jsonl` printed."
INCIDENT_HELP = "A claim about it (REPORT#c3, or words of it), or an id of `sayso incidents`."
Question = Annotated[str, typer.Argument(metavar="INCIDENT", help=INCIDENT_HELP)]
Also = Annotated[list[str] | None, typer.Option(metavar="CLAIM", help="A further claim about it; can be given again.")]
Without = Annotated[
    list[str] | None, typer.Option(metavar="CLAIM", help="A claim that is not about it; can be given again.")
]
Scale = Annotated[Words, typer.Option("--words", help="The words for likelihood.")]


@app.command(epilog="Example: `sayso ask cases/harbour 'burned the depot'`")
def ask(
    case: Annotated[str, typer.Argument(metavar="CASE", help=CASE_HELP)],
    incident: Question,
    format: Shape = BriefFormat.text,
    words: Scale = Words.icd203,
    also: Also = None,
    without: Without = None,
    staged_by: Annotated[
        str | None, typer.Option(metavar="ANALYST", help="Enter “it was staged” under this name.")
    ] = None,
    output: Target = None,
) -> None:
    """Ask who did it: rival answers, what speaks for and against each, what the order hangs on, and what is missing."""
    with told():
        from sayso.showing.assess import brief

        found = _asked(case, incident, also=also, without=without, staged_by=staged_by)
        with Output(output) as out:
            if format in (BriefFormat.json, BriefFormat.html, BriefFormat.pdf):
                _write(out, found, format, words.value)
            else:
                parts = brief(found.answer, scale=words.value, grades=found.standings)
                _print(out, f"Question: {found.answer.question}?", parts, format)


@app.command(epilog="Example: `sayso assess cases/harbour 'burned the depot' --format html -o brief.html`")
def assess(
    case: Annotated[str | None, typer.Argument(metavar="CASE", help=CASE_HELP)] = None,
    incident: Annotated[str | None, typer.Argument(metavar="INCIDENT", help=INCIDENT_HELP)] = None,
    matrix: Annotated[
        str | None, typer.Option(metavar="FILE", help="Compute a matrix as JSON instead; `-` for standard input.")
    ] = None,
    format: Shape = BriefFormat.text,
    words: Scale = Words.icd203,
    also: Also = None,
    without: Without = None,
    output: Target = None,
) -> None:
    """Assess who did it, as a brief of two pages to be reviewed and signed; or compute a matrix of your own."""
    with told():
        if matrix is not None:
            if case is not None:
                raise UsageError("give a case and an incident, or a matrix", hint="leave out one of them")
            _compute(matrix, output)
            return
        if case is None or incident is None:
            raise UsageError("nothing to assess", hint="as in `sayso assess CASE 'burned the depot'`, or --matrix FILE")
        found = _asked(case, incident, also=also, without=without)
        with Output(output) as out:
            _write(out, found, format, words.value)


def _asked(
    case: str,
    incident: str,
    *,
    also: list[str] | None,
    without: list[str] | None,
    staged_by: str | None = None,
) -> Answer:
    from sayso.showing.assess_case import answer

    return answer(case, incident, stdin=sys.stdin.buffer, also=also or (), without=without or (), staged_by=staged_by)


def _write(out: Output, found: Answer, format: BriefFormat, scale: Literal["icd203", "phia"]) -> None:
    """The brief of two pages, whole or as data."""
    if format is BriefFormat.json:
        from sayso.showing.assess_json import assess_json

        out.write(json.dumps(assess_json(found.answer), indent=2, ensure_ascii=False))
    elif format in (BriefFormat.html, BriefFormat.pdf):
        from sayso.showing.assess_page import assess_html
        from sayso.showing.pdf import printed

        page = assess_html(found.answer, subtitle=found.subtitle, scale=scale, grades=found.standings)
        out.write(page) if format is BriefFormat.html else out.raw(printed(page))
    else:
        from sayso.showing.assess import officer

        _print(
            out,
            f"Assessment: {found.answer.question}?",
            officer(found.answer, scale=scale, grades=found.standings),
            format,
        )


def _print(out: Output, title: str, parts: Sequence[Part], format: BriefFormat) -> None:
    from sayso.showing.assess_text import assess_md, assess_text

    if format is BriefFormat.md:
        out.write(assess_md(title, parts))
    else:
        out.write(assess_text(title, parts, width=out.width, colour=out.colour))


def _compute(matrix: str, output: Path | None) -> None:
    """What speaks against each hypothesis of a matrix, how likely each is, which evidence tells them apart."""
    from sayso.weighing.matrix import scores
    from sayso.weighing.matrix_file import matrix_of, scores_json

    found = scores_json(scores(matrix_of(_json(matrix))))
    with Output(output) as out:
        out.write(json.dumps(found, indent=2, ensure_ascii=False))


def _json(place: str) -> Any:
    from sayso.errors import DamagedError, NotFoundError

    try:
        data = sys.stdin.buffer.read() if place == "-" else Path(place).read_bytes()
    except OSError as error:
        raise NotFoundError("the file cannot be read", where=place, hint="give a JSON file, or - ") from error
    try:
        return json.loads(data)
    except (ValueError, RecursionError) as error:
        raise DamagedError("this is not JSON", where=place, hint="see docs/guide/weighing.md") from error


@app.command(
    epilog="Example: `sayso grade cases/harbour 'The Gazette' --reliability B --by 'R. Editor' --reason 'was there'`"
)
def grade(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    subject: Annotated[
        str | None, typer.Argument(metavar="SUBJECT", help="A source by name, or a claim (REPORT#c3); none: list all.")
    ] = None,
    reliability: Annotated[str | None, typer.Option(metavar="A-F", help="Of a source.")] = None,
    credibility: Annotated[int | None, typer.Option(metavar="1-6", help="Of a claim.")] = None,
    by: By = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; kept in the case.")] = None,
) -> None:
    """Grade a source (A to F) or a claim (1 to 6) under your name; with no grade, show its record in the case."""
    with told():
        from sayso.case import Case
        from sayso.showing.grades import grades_text, record_text, subject_of
        from sayso.weighing.grade import judged

        opened = Case.open(case)
        if subject is None:
            with Output(None) as out:
                names = {r.document.id: r.document.record for r in opened.reports()}
                out.write(grades_text(opened.grades(), names))
            return
        if reliability is None and credibility is None and by is None and reason is None:
            with Output(None) as out:
                out.write(record_text(opened, subject))
            return
        if by is None or reason is None:
            raise UsageError("a grade needs a name and a reason", hint="add --by NAME --reason TEXT")
        made = judged(
            subject_of(opened, subject, claim=credibility is not None),
            reliability=reliability, credibility=credibility, by=by, why=reason,
        )  # fmt: skip
        with opened.writer(on_wait=say) as writer:
            added = writer.add(grades=[made])
        kept = made.reliability if reliability else str(made.credibility)
        say(f"{case}: {subject} is graded {kept}; case version {added.version}")


@app.command(
    epilog="Example: `sayso rate cases/harbour 'burned the depot' --cell E3 H2 II --by Ada --reason 'out of range'`"
)
def rate(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    incident: Question,
    cell: Annotated[
        tuple[str, str, str] | None,
        typer.Option(metavar="ROW ANSWER RATING", help="Rate a cell, as in `E3 H2 II` (CC, C, N, I or II)."),
    ] = None,
    answer: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Enter an answer, as in 'it was an accident'.")
    ] = None,
    staged: Annotated[bool, typer.Option("--staged", help="Enter the answer “it was staged”.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the last change of this assessment.")] = False,
    by: By = None,
    reason: Annotated[str | None, typer.Option(metavar="TEXT", help="Why; kept in the case.")] = None,
) -> None:
    """Change an assessment under your name: rate a cell, enter an answer, or take the last change back."""
    with told():
        from sayso.case import Case as Opened
        from sayso.showing.assess_case import Change, changed

        if by is None or reason is None:
            raise UsageError("a change needs a name and a reason", hint="add --by NAME --reason TEXT")
        opened = Opened.open(case)
        made, words = changed(opened, incident, Change(cell, answer, staged, undo), by=by, why=reason)
        with opened.writer(on_wait=say) as writer:
            added = writer.add(judgements=[made])
        say(f"{case}: {words}; case version {added.version}")
