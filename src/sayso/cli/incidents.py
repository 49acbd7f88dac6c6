"""Commands on the incidents of a case: `sayso incidents`, `sayso judge`."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.app import AsOf, app, say, told
from sayso.errors import UsageError
from sayso.showing.output import Output

if TYPE_CHECKING:
    from sayso.case import Case
    from sayso.records.judgement import Judgement
    from sayso.records.report import Report


@app.command(epilog="Example: `sayso incidents cases/harbour --least 2`")
def incidents(
    case: Annotated[str, typer.Argument(metavar="CASE", help="A case folder, or what `--format jsonl` printed.")],
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Told by at least so many reports.")] = 1,
    kinds: Annotated[
        list[str] | None, typer.Option("--type", metavar="TYPE", help="Only this PLOVER type; may be repeated.")
    ] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Words too (accusations, demands), not deeds alone.")
    ] = False,
    as_of: AsOf = None,
    form: Annotated[Literal["text", "jsonl"], typer.Option("--format", help="How to print.")] = "text",
) -> None:
    """Show the incidents that reports tell of: each once, however many tell it, with its versions side by side."""
    with told():
        from sayso.linking.incidents import incidents_of_case
        from sayso.linking.links import view
        from sayso.showing.incidents import Voices, incidents_jsonl, incidents_text, wanted

        reports, judgements = _opened(case, as_of)
        found = wanted(incidents_of_case(reports, judgements), types=kinds or (), everything=everything, least=least)
        with Output(None) as out:
            if form == "jsonl":
                for line in incidents_jsonl(found):
                    out.write(line)
            else:
                out.write(incidents_text(found, Voices(reports, view), width=out.width))


@app.command(
    epilog="Example: `sayso judge cases/harbour a.txt#c1 b.txt#c2 --verdict negative --by A --reason 'two days'`"
)
def judge(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    left: Annotated[str, typer.Argument(metavar="REPORT#CLAIM", help="A claim, as in a.txt#c1.")],
    right: Annotated[str, typer.Argument(metavar="REPORT#CLAIM", help="Another claim.")],
    verdict: Annotated[
        Literal["positive", "negative"], typer.Option(help="Whether both are of one incident (positive) or of two.")
    ],
    by: Annotated[str, typer.Option(metavar="NAME", help="Who decides; kept in the case.")],
    reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept in the case.")],
) -> None:
    """Decide whether two claims are of one incident. This outranks the machine; of two decisions the later counts."""
    with told():
        from sayso.case import Case
        from sayso.records.judgement import Judgement

        if by.casefold().startswith("linking"):
            raise UsageError("this name is the machine's", where="--by", hint="give your own")
        opened = Case.open(case)
        sides = sorted(_claim(opened, side) for side in (left, right))
        made = Judgement(
            "same_incident", sides[0], sides[1], verdict, 1.0, by, reason, datetime.now(UTC).date().isoformat()
        )
        with opened.writer(on_wait=say) as writer:
            added = writer.add(judgements=[made])
        say(f"{case}: noted; case version {added.version}")


def _opened(place: str, as_of: str | None) -> tuple[list[Report], list[Judgement]]:
    """The reports and judgements of a case at a version; of a file there are no judgements."""
    from sayso.showing.why_source import reports_in

    if (Path(place) / "format").exists():
        from sayso.case import Case

        opened = Case.open(place, as_of=as_of)
        return list(opened.reports()), list(opened.judgements())
    if as_of is not None:
        raise UsageError("only a case has versions", where=place, hint="leave out --as-of")
    return list(reports_in(place, stdin=sys.stdin.buffer)[0]), []


def _claim(case: Case, name: str) -> str:
    """`DOCUMENT#CLAIM` by the ids of the case, from what a user wrote."""
    report, mark, claim = name.rpartition("#")
    ids = case.named(report) if mark else []
    if len(ids) != 1:
        said = f"{len(ids)} reports go by this name" if ids else "no such report in this case"
        raise UsageError(said, where=name, hint="write REPORT#CLAIM, with the report's id, file or address")
    if claim not in next(iter(case.reports(ids))).claim_by_id:
        raise UsageError("this report has no such claim", where=name, hint="`sayso why` tells a report's claims")
    return f"{ids[0]}#{claim}"
