"""Commands on who is in a case: `sayso link`, `actors`, `who`."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.app import AsOf, app, told
from sayso.showing.output import Output

if TYPE_CHECKING:
    from sayso.records.case_actor import CaseActors
    from sayso.showing.actors_source import Rows, Source

Place = Annotated[str, typer.Argument(metavar="CASE", help="A case folder, or what `--format jsonl` printed.")]
Target = Annotated[Path | None, typer.Option("--output", "-o", help="Write to this file instead.")]


@app.command(epilog="Example: `sayso link cases/harbour`")
def link(
    case: Place,
    as_of: AsOf = None,
    form: Annotated[
        Literal["text", "jsonl"],
        typer.Option("--format", help="jsonl: every pair that was judged, with score and why."),
    ] = "text",
    output: Target = None,
) -> None:
    """Find out who is one actor under many names, over all reports of a case; later calls only read new reports."""
    with told():
        from sayso.showing.actors import edges_jsonl, link_text

        begin = time.monotonic()
        source, found = _linked(case, as_of)
        with Output(output) as out:
            if form == "jsonl":
                for line in edges_jsonl(found.edges):
                    out.write(line)
            else:
                reports = len({row.document for row in source.rows})
                out.write(link_text(found, reports=reports, seconds=time.monotonic() - begin))


@app.command(epilog="Example: `sayso actors cases/harbour --least 2`")
def actors(
    case: Place,
    least: Annotated[int, typer.Option(min=1, metavar="N", help="Named by at least so many reports.")] = 1,
    limit: Annotated[int, typer.Option(min=0, metavar="N", help="Show so many; 0 shows all.")] = 40,
    as_of: AsOf = None,
    form: Annotated[Literal["text", "jsonl"], typer.Option("--format", help="How to print.")] = "text",
    output: Target = None,
) -> None:
    """List who is in a case: names, what they are, in how many reports and texts, and why several names are one."""
    with told():
        from sayso.showing.actors import actors_jsonl, actors_text

        _, found = _linked(case, as_of)
        with Output(output) as out:
            if form == "jsonl":
                for line in actors_jsonl(found, least=least):
                    out.write(line)
            else:
                out.write(actors_text(found, width=out.width, colour=out.colour, least=least, limit=limit or None))


@app.command(epilog="Example: `sayso who cases/harbour 'Border Guard'`")
def who(
    case: Place,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, or an id of `sayso actors`.")],
    as_of: AsOf = None,
    form: Annotated[Literal["text", "json", "html"], typer.Option("--format", help="How to print.")] = "text",
    output: Target = None,
) -> None:
    """Tell of one actor: its names and why they are one, ties, what it says and what is said of it, on whose say-so."""
    with told():
        from sayso.showing.actors_source import meant
        from sayso.showing.who import who_page
        from sayso.showing.who_print import who_json, who_text

        source, found = _linked(case, as_of)
        actor = meant(found, name, where=case)
        page = who_page(actor, found, source.reports({document for document, _ in actor.seen}))
        with Output(output) as out:
            if form == "json":
                out.write(who_json(page))
            elif form == "html":
                from sayso.showing.who_html import who_html

                out.write(who_html(page))
            else:
                out.write(who_text(page, width=out.width, colour=out.colour))


def _linked(case: str, as_of: str | None) -> tuple[Source, CaseActors]:
    """What a case holds, and who is who in it, with progress where somebody watches."""
    from sayso.showing.actors_source import opened
    from sayso.showing.progress import bar

    watched: AbstractContextManager[Rows] = bar(sys.stderr, shown=sys.stderr.isatty())
    with watched as read:
        source = opened(case, as_of=as_of, stdin=sys.stdin.buffer, through=read)
    return source, source.actors()
