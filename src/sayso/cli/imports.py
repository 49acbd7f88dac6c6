"""`sayso import` and `sayso context`: what other tools hold, for a case."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.app import FAILED, app, say, told
from sayso.config import resolve
from sayso.showing.output import Output


@app.command(
    "import", epilog="Example: `sayso import cases/harbour corrections.jsonld --from annotations --by 'R. Editor'`"
)
def import_(
    case: Annotated[
        Path, typer.Argument(metavar="CASE", help="The case folder; reports and events may begin a new one.")
    ],
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="The files; gzip, and ZIP of one file, too.")],
    form: Annotated[
        str,
        typer.Option("--from", metavar="FORMAT", help="annotations, ftm, articledata, stix, acled, ucdp or gdelt."),
    ],
    by: Annotated[
        str | None, typer.Option(metavar="NAME", help="Who decides, where annotations name nobody; kept in the case.")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, help="Worker processes for reports; 0 reads in this one (default: as needed).")
    ] = None,
) -> None:
    """Import what other tools hold: reports to be read, people's corrections, or events of other data sets."""
    failed = 0
    with told():
        from sayso.importing import origin_named
        from sayso.showing.import_items import imported

        origin = origin_named(form)
        settings = resolve(toml=case / "case.toml", flags={"workers": workers})
        for path in files:
            done = imported(case, path, origin, by=by, settings=settings, say=say)
            for line in done.notes.lines():
                say(line)
            failed += done.failed
            known = f", {done.known} already known" if done.known else ""
            lost = f", {done.failed} could not be used" if done.failed else ""
            say(f"{path}: {done.new} new {done.what}{known}{lost}")
    raise typer.Exit(FAILED if failed else 0)


@app.command(epilog="Example: `sayso context cases/harbour 'shelled the depot' --days 3`")
def context(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="The case folder.")],
    claim: Annotated[
        str | None, typer.Argument(metavar="CLAIM", help="REPORT#c3, or words of a claim; none: all events.")
    ] = None,
    days: Annotated[int, typer.Option(min=0, metavar="N", help="Up to so many days apart.")] = 2,
    km: Annotated[int, typer.Option(min=0, metavar="N", help="Up to so many kilometres apart.")] = 50,
    limit: Annotated[int, typer.Option(min=1, metavar="N", help="Show so many.")] = 40,
) -> None:
    """Show what other data sets have near a claim, in time and place. None of it counts as evidence or as an origin."""
    with told():
        from sayso.showing.context import context_text

        with Output(None) as out:
            out.write(context_text(case, claim, days=days, km=km, limit=limit, width=out.width, colour=out.colour))
