"""The command on ties: `sayso network`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from sayso.cli.app import app, told
from sayso.cli.weigh import CASE_HELP, Target
from sayso.showing.output import Output

if TYPE_CHECKING:
    from sayso.showing.assess import Part

Form = Annotated[Literal["text", "html", "md", "json"], typer.Option("--format", help="What to print.")]


@app.command(epilog="Example: `sayso network cases/harbour --from Northland --format html -o network.html`")
def network(
    case: Annotated[str, typer.Argument(metavar="CASE", help=CASE_HELP)],
    start: Annotated[str | None, typer.Option("--from", metavar="NAME", help="Only ways that begin here.")] = None,
    end: Annotated[str | None, typer.Option("--to", metavar="NAME", help="Only ways that end here.")] = None,
    form: Form = "text",
    output: Target = None,
) -> None:
    """Show who is said to be tied to whom, weighed by origin, and the ways from a sponsor to an act, hop by hop."""
    with told():
        from sayso.showing.assess_case import opened
        from sayso.showing.network import network_json, network_parts
        from sayso.showing.network_find import key_of, network_of
        from sayso.weighing.networks import ways

        reports, judgements = opened(case, stdin=sys.stdin.buffer)
        found = network_of(reports, judgements)
        first = key_of(found, start, where=case) if start else None
        last = key_of(found, end, where=case) if end else None
        led = ways(found, start=first, end=last)
        title = f"Who is said to be tied to whom, in {len(reports)} reports"
        with Output(output) as out:
            if form == "json":
                out.write(json.dumps(network_json(found, led), indent=2, ensure_ascii=False))
            elif form == "html":
                from sayso.showing.network_picture import CAPTION, picture
                from sayso.showing.parts_page import parts_html

                page = parts_html(
                    title, network_parts(found, led), kind="network", figure=picture(found), caption=CAPTION
                )
                out.write(page)
            else:
                print_parts(out, title, network_parts(found, led), form)


def print_parts(out: Output, title: str, parts: Sequence[Part], form: str) -> None:
    """Sections as text or Markdown."""
    from sayso.showing.assess_text import assess_md, assess_text

    made = assess_md(title, parts) if form == "md" else assess_text(title, parts, width=out.width, colour=out.colour)
    out.write(made)
