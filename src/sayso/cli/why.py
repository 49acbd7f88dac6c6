"""Commands that explain a claim: `sayso why`, `sayso origins`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

import sayso
from sayso.cli.app import app, told
from sayso.showing.output import Output

if TYPE_CHECKING:
    from sayso.api import Origins
    from sayso.records.report import Report


@app.command(epilog="Example: `sayso why c3 --in out.jsonl`")
def why(
    claim: Annotated[
        str,
        typer.Argument(
            metavar="CLAIM",
            help="A claim's id (c3), or the number that the report shows it under; with several reports REPORT#c3.",
        ),
    ],
    place: Annotated[
        str,
        typer.Option(
            "--in",
            metavar="FILE_OR_CASE",
            help="A case folder, what `--format jsonl` printed (`-`: standard input), or a text to read.",
        ),
    ],
) -> None:
    """Say why a claim was read as it was: its words marked, its chain of holders, and a reason for each decision."""
    with told():
        from sayso.showing.why_find import find
        from sayso.showing.why_source import reports_in
        from sayso.showing.why_text import render_why

        reports, gone = reports_in(place, of=claim.rpartition("#")[0], stdin=sys.stdin.buffer)
        record, found = find(reports, claim, story_of=lambda r: sayso.Report(r).story, where=place, gone=gone)
        report = sayso.Report(record)
        with Output(None) as out:
            out.write(render_why(sayso.why(report, found[0].id), width=out.width, colour=out.colour))
            if len(found) > 1:
                out.write(f"\nIt also stands on {', '.join(c.id for c in found[1:])}: ask for each by its id.")


@app.command(epilog="Example: `sayso origins 'burned the depot' --in cases/harbour`")
def origins(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="REPORT#c3, or c3 where one report has it, or words of the claim.")
    ],
    place: Annotated[
        str, typer.Option("--in", metavar="CASE", help="A case folder, or what `--format jsonl` printed.")
    ] = ".",
) -> None:
    """Draw where a claim enters the case: its origins, who copies or cites whom, and how many origins that is."""
    with told():
        from sayso.showing.origins import origins_text
        from sayso.showing.why_source import reports_in

        if (Path(place) / "format").exists():
            found = _origins_kept(place, claim)
        else:
            reports, _ = reports_in(place, stdin=sys.stdin.buffer)
            found = sayso.origins(map(sayso.Report, reports), claim)
        with Output(None) as out:
            out.write(origins_text(found.tree, found.corroboration, width=out.width, colour=out.colour))


def _origins_kept(place: str, claim: str) -> Origins:
    """Origins in a case: what was found before is kept, and of what was added since one sees the progress."""
    from sayso import weighing
    from sayso.api import Origins
    from sayso.case import Case
    from sayso.showing.origins_source import origins_in
    from sayso.showing.progress import bar

    watched: AbstractContextManager[Callable[[Iterable[Report]], Iterable[Report]]]
    watched = bar(sys.stderr, shown=sys.stderr.isatty())
    with watched as through:
        tree = origins_in(
            Case.open(place), claim, story_of=lambda r: sayso.Report(r).story, where=place, through=through
        )
    return Origins(tree, weighing.corroboration(tree))
